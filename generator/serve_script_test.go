package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience is how long a script waits for a server: long enough for a machine
// that is busy with something else.
const patience = 30 * time.Second

// cmdAwait waits until a file matches a pattern and keeps the first group, or
// the whole match, in a variable. The file is what another process writes, so
// there is nothing to wait on but the file itself.
func cmdAwait(ts *testscript.TestScript, _ bool, args []string) {
	name, pattern := ts.MkAbs(args[1]), regexp.MustCompile("(?m)"+args[2])
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		data, _ := os.ReadFile(name) // it may have yet to appear
		if m := pattern.FindSubmatch(data); m != nil {
			ts.Setenv(args[0], string(m[len(m)-1]))
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("%s never matched %s:\n%s", args[1], args[2], data)
		}
	}
}

// cmdGet asks a server, again and again until the answer matches every pattern,
// and prints it. With ! it asks once, and the answer must match none.
func cmdGet(ts *testscript.TestScript, neg bool, args []string) {
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		body := fetch(ts, args[0])
		missed := ""
		for _, p := range args[1:] {
			if regexp.MustCompile("(?m)"+p).Match(body) == neg {
				missed = p
			}
		}
		if missed == "" {
			_, err := ts.Stdout().Write(body)
			ts.Check(err)
			return
		}
		if neg || time.Now().After(end) {
			ts.Fatalf("%s: %s\n%s", args[0], missed, body)
		}
	}
}

// fetch returns the head and the body of an answer. An event stream has no end,
// so of one only the beginning is read, up to the findings.
func fetch(ts *testscript.TestScript, url string) []byte {
	client := http.Client{Timeout: patience}
	answer, err := client.Get(url)
	ts.Check(err)
	defer answer.Body.Close()
	var b bytes.Buffer
	ts.Check(answer.Header.Write(&b))
	b.WriteString(answer.Status + "\n\n")
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") {
		_, err = io.Copy(&b, answer.Body)
		ts.Check(err)
		return b.Bytes()
	}
	for piece := make([]byte, 4096); !bytes.Contains(b.Bytes(), []byte("event: state")); {
		n, err := answer.Body.Read(piece)
		b.Write(piece[:n])
		ts.Check(err)
	}
	return b.Bytes()
}

// cmdTake listens on a port until the script ends, and keeps its number in a
// variable.
func cmdTake(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	_, port, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Setenv(args[0], port)
}

package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// The engines that are compared, ours first.
const (
	ourEngine  = "playbook"
	peerEngine = "pagefind"
)

var engines = []string{ourEngine, peerEngine}

// A sample is how one engine did with one query.
type sample struct {
	family         int
	first, ten     traffic
	answer         answer
	recall, proper float64 // shares of the truth that was found, of the shown that are true
}

// ask has a browser ask everything that a host plans. Its profile lies in dir.
func ask(h *searchHost, dir string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: h.handler()}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	cmd := exec.Command("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server", "--no-first-run",
		"--disable-extensions", "--disable-dev-shm-usage", "--user-data-dir="+filepath.Join(dir, "profile"), "--remote-debugging-port=0",
		"http://"+listener.Addr().String()+"/")
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err = <-h.done:
		_ = cmd.Process.Kill()
		<-ended
	case err = <-ended:
		err = fmt.Errorf("the browser went away: %v\n%s", err, log.String())
	case <-time.After(2 * time.Hour):
		_ = cmd.Process.Kill()
		err = fmt.Errorf("the browser is not done after two hours")
	}
	return err
}

// judge compares what an engine found with the truth, a sample for each query. number
// tells which page an engine means, -1 if none. Who shows nothing shows nothing true.
func (h *searchHost) judge(engine string, t truth, number func(found string) int) []sample {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []sample
	for i, q := range h.queries {
		key := engine + "/" + strconv.Itoa(i)
		s := sample{family: q.family, answer: h.answers[key]}
		if c := h.sent[key+"/first"]; c != nil {
			s.first = *c
		}
		if c := h.sent[key+"/ten"]; c != nil {
			s.ten = *c
		}
		is := make(map[int]bool)
		for _, page := range t.pages[i] {
			is[page] = true
		}
		s.recall = float64(hits(s.answer.Found, is, number)) / float64(max(1, len(is)))
		s.proper = float64(hits(s.answer.Shown, is, pageNumber)) / float64(max(1, len(s.answer.Shown)))
		list = append(list, s)
	}
	return list
}

// hits counts the pages that are among those, each once.
func hits(list []string, among map[int]bool, number func(string) int) int {
	seen := make(map[int]bool)
	for _, s := range list {
		if i := number(s); among[i] {
			seen[i] = true
		}
	}
	return len(seen)
}

// sameNumber reads the page number that our engine gives.
func sameNumber(s string) int {
	i, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return i
}

package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// These are the two ways in which a page hears that it is out of date. Each
// returns when reloads were heard, until the server goes away.

// seen finds what the page of ours that is open says of itself.
var seen = regexp.MustCompile(`data-page="([^"]+)" data-sum="([^"]+)" data-style="([^"]*)"`)

// followStream listens to playbook's server-sent events as an open tab does: it
// comes back after each reload.
func followStream(addr, page string) (<-chan time.Time, error) {
	sent := make(chan time.Time, 100)
	stream, err := openStream(addr, page)
	if err != nil {
		return nil, err
	}
	go func() {
		for err == nil {
			if err = untilReload(stream); err == nil {
				sent <- time.Now()
			}
			stream.Close()
			if err == nil {
				stream, err = openStream(addr, page)
			}
		}
	}()
	return sent, nil
}

func openStream(addr, page string) (io.ReadCloser, error) {
	res, err := http.Get("http://" + addr + page)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil {
		return nil, err
	}
	m := seen.FindSubmatch(body)
	if m == nil {
		return nil, errors.New("the page does not reload by itself")
	}
	query := url.Values{"page": {string(m[1])}, "sum": {string(m[2])}, "style": {string(m[3])}}
	if res, err = http.Get("http://" + addr + "/_playbook/events?" + query.Encode()); err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		return nil, errors.New(res.Status)
	}
	return res.Body, nil
}

func untilReload(stream io.Reader) error {
	lines := bufio.NewScanner(stream)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if lines.Text() == "event: reload" {
			return nil
		}
	}
	return errors.Join(lines.Err(), io.EOF)
}

// followWebSocket listens as the LiveReload client does (protocol official-7 on
// RFC 6455): a greeting each way, then commands as text.
func followWebSocket(addr, _ string) (<-chan time.Time, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	key := make([]byte, 16)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	fmt.Fprintf(conn, "GET /livereload HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n",
		addr, base64.StdEncoding.EncodeToString(key))
	r := bufio.NewReader(conn)
	res, err := http.ReadResponse(r, nil)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusSwitchingProtocols {
		return nil, errors.New(res.Status)
	}
	if err := sendText(conn, `{"command":"hello","protocols":["http://livereload.com/protocols/official-7"]}`); err != nil {
		return nil, err
	}
	sent := make(chan time.Time, 100)
	go func() {
		for {
			text, err := readText(r)
			if err != nil {
				return
			}
			if strings.Contains(text, `"reload"`) {
				sent <- time.Now()
			}
		}
	}()
	return sent, nil
}

// sendText writes one short text frame; a client masks what it sends.
func sendText(w io.Writer, text string) error {
	frame := []byte{0x81, 0x80 | byte(len(text)), 0, 0, 0, 0} // a mask of zeros changes nothing
	if len(text) > 125 {
		return errors.New("the text is too long for a short frame")
	}
	_, err := w.Write(append(frame, text...))
	return err
}

// readText reads one frame.
func readText(r *bufio.Reader) (string, error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return "", err
	}
	size := uint64(head[1] & 0x7f)
	switch size {
	case 126:
		var n uint16
		if err := binary.Read(r, binary.BigEndian, &n); err != nil {
			return "", err
		}
		size = uint64(n)
	case 127:
		if err := binary.Read(r, binary.BigEndian, &size); err != nil {
			return "", err
		}
	}
	if size > 1<<20 {
		return "", errors.New("the frame is too long")
	}
	text := make([]byte, size)
	_, err := io.ReadFull(r, text)
	return string(text), err
}

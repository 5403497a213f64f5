package serve

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// With eight open streams the server still ends within a second, and leaves
// nothing behind.
func TestStops(t *testing.T) {
	before := runtime.NumGoroutine()
	d := open(t, Options{})
	var tabs []*tab
	for range 8 {
		tabs = append(tabs, d.tab("cases/a.html"))
	}
	start := time.Now()
	if err := d.stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
	for _, tb := range tabs {
		for range tb.events { // ends when the stream has
		}
		tb.close()
	}
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// Nobody waits longer because two things are slow: a build, and a client that has
// yet to say what it wants.
func TestStopsAtOnceWhateverIsSlow(t *testing.T) {
	d := prepare(t, Options{})
	d.mu.Lock() // the first Load never ends
	defer d.mu.Unlock()
	d.start()
	c, err := net.Dial("tcp", "127.0.0.1:"+d.server.port)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\n"); err != nil {
		t.Fatal(err)
	}
	d.ask(http.MethodPost, "") // refused at once, and accepted after the other one
	start := time.Now()
	if err := d.stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// A thousand connections that say nothing cost no more than the limit, and
// whoever comes when they are gone is served.
func TestIdleConnections(t *testing.T) {
	d := open(t, Options{}, func(s *server) { s.limits.connections, s.limits.header = 50, 200*time.Millisecond })
	var idle []net.Conn
	defer func() {
		for _, c := range idle {
			_ = c.Close()
		}
	}()
	for range 1000 {
		c, err := net.Dial("tcp", "127.0.0.1:"+d.server.port)
		if err != nil {
			t.Fatal(err)
		}
		idle = append(idle, c)
	}
	for i, c := range idle { // each is closed: at once, or after the time for its header
		if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Read(make([]byte, 1)); err == nil || strings.Contains(err.Error(), "timeout") {
			t.Fatalf("connection %d: %v", i, err)
		}
	}
	if got := d.get("cases/a.html"); got.StatusCode != 200 {
		t.Errorf("status %d", got.StatusCode)
	}
}

// The limit is on connections that are open, not on those that have been.
func TestConnectionsComeBack(t *testing.T) {
	d := open(t, Options{}, func(s *server) { s.limits.connections = 2 })
	for range 10 {
		if res, _ := bare(t, d.server.port, with("Connection: close")); res.StatusCode != 200 {
			t.Fatalf("status %d", res.StatusCode)
		}
		for len(d.server.slots) > 0 { // the server notices a little later than the client
			runtime.Gosched()
		}
	}
}

// A header that drips in is given up.
func TestSlowHeader(t *testing.T) {
	d := open(t, Options{}, func(s *server) { s.limits.header = 100 * time.Millisecond })
	c, err := net.Dial("tcp", "127.0.0.1:"+d.server.port)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nX: ", d.server.port); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.NewTicker(10 * time.Millisecond); ; <-tick.C {
			if _, err := c.Write([]byte("a")); err != nil {
				return
			}
		}
	}()
	body, _ := io.ReadAll(c) // a reset is as good as an end
	<-ended
	if strings.Contains(string(body), "200 OK") || time.Since(start) > patience/2 {
		t.Errorf("after %v: %q", time.Since(start), body)
	}
}

// A body is not waited for.
func TestSlowBody(t *testing.T) {
	d := open(t, Options{})
	res, _ := bare(t, d.server.port, "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1000000\r\n\r\n")
	if res.StatusCode != 400 || !res.Close {
		t.Errorf("status %d, closed: %v", res.StatusCode, res.Close)
	}
}

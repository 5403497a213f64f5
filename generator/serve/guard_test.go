package serve

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A name that the author allows is served, with any spelling of it.
func TestNames(t *testing.T) {
	d := open(t, Options{Names: []string{"book.example"}})
	for host, code := range map[string]int{"book.example": 200, "BOOK.example:" + d.server.port: 200, "book.example:1": 403, "a.book.example": 403} {
		if got := d.get("", "Host", host); got.StatusCode != code {
			t.Errorf("%s: status %d, want %d", host, got.StatusCode, code)
		}
	}
}

// On the network everything lives below the token; on this machine both ways
// work. The address of the machine is a name for it, too.
func TestToken(t *testing.T) {
	const token = "sesame"
	tests := []struct {
		name, from, host, path string
		code                   int
		below                  string
	}{
		{"this machine", "127.0.0.1", "localhost", "/cases/a.html", 0, "cases/a.html"},
		{"this machine, IPv6", "::1", "[::1]", "/", 0, ""},
		{"this machine, with the token", "127.0.0.1", "localhost", "/sesame/cases/", 0, "cases/"},
		{"a phone", "192.168.1.7", "192.168.1.2", "/sesame/cases/a.html", 0, "cases/a.html"},
		{"a phone, home", "192.168.1.7", "192.168.1.2", "/sesame/", 0, ""},
		{"a phone without the token", "192.168.1.7", "192.168.1.2", "/cases/a.html", 403, ""},
		{"half the token", "192.168.1.7", "192.168.1.2", "/sesam/", 403, ""},
		{"more than the token", "192.168.1.7", "192.168.1.2", "/sesamee/", 403, ""},
		{"the token later", "192.168.1.7", "192.168.1.2", "/cases/sesame/", 403, ""},
		{"the token as a query", "192.168.1.7", "192.168.1.2", "/?sesame", 403, ""},
		{"no slash behind the token", "192.168.1.7", "192.168.1.2", "/sesame", 404, ""},
		{"a phone that says it is this machine", "192.168.1.7", "localhost", "/", 403, ""},
		{"this machine by its network address", "127.0.0.1", "192.168.1.2", "/", 403, ""},
		{"a name of somebody", "192.168.1.7", "evil.example", "/sesame/", 403, ""},
		{"another address", "192.168.1.7", "192.168.1.3", "/sesame/", 403, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &server{token: token, port: "80"}
			r := httptest.NewRequest(http.MethodGet, tt.path, nil)
			r.Host, r.RemoteAddr = tt.host, net.JoinHostPort(tt.from, "4242")
			local := &net.TCPAddr{IP: net.ParseIP("192.168.1.2"), Port: 80}
			r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, local))
			below, no := s.guard(r)
			if no == nil {
				no = &refusal{}
			}
			if no.code != tt.code || below != tt.below {
				t.Errorf("got %d %q, want %d %q", no.code, below, tt.code, tt.below)
			}
		})
	}
}

// The site works below its token: links and the script are relative.
func TestLAN(t *testing.T) {
	d := open(t, Options{LAN: true})
	at := d.server.addresses()
	for _, address := range at.Network {
		if !strings.HasSuffix(address, "/"+d.server.token+"/") {
			t.Errorf("%s has no token", address)
		}
	}
	if strings.Contains(at.Local, d.server.token) || len(d.server.token) < 26 {
		t.Errorf("token %q, local address %s", d.server.token, at.Local)
	}
	got := d.get(d.server.token + "/cases/a.html")
	if got.StatusCode != 200 || !strings.Contains(got.body, `src="../_playbook/live.js"`) {
		t.Errorf("status %d", got.StatusCode)
	}
	if got := d.get(d.server.token + "/cases"); got.Header.Get("Location") != "./cases/" {
		t.Errorf("Location %q leads out of the token", got.Header.Get("Location"))
	}
	if got := d.get("_playbook/live.js"); got.StatusCode != 200 {
		t.Errorf("this machine without the token: status %d", got.StatusCode)
	}
	again := prepare(t, Options{LAN: true})
	defer closeAll(again.server.listeners)
	if again.server.token == d.server.token {
		t.Error("the token is the same at the next start")
	}
}

func closeAll(list []net.Listener) {
	for _, l := range list {
		_ = l.Close()
	}
}

package serve

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"

	"playbook/generator/diag"
)

// take occupies a port of this machine and returns it.
func take(t *testing.T, host string) int {
	t.Helper()
	l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().(*net.TCPAddr).Port
}

func TestTakenPort(t *testing.T) {
	taken := take(t, "127.0.0.1")
	var notices []diag.Text
	list, port, err := openPort(Options{Addr: "127.0.0.1:" + strconv.Itoa(taken)}, func(n diag.Text) { notices = append(notices, n) })
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(list)
	got, _ := strconv.Atoi(port)
	if got <= taken || got > taken+tries {
		t.Errorf("port %d in place of %d", got, taken)
	}
	want := diag.Say("port %d is taken; using %d", "端口 %d 已被占用，改用 %d", taken, got)
	if len(notices) == 0 || notices[0] != want {
		t.Errorf("notices %v, want %v", notices, want)
	}
}

func TestStrictPort(t *testing.T) {
	taken := take(t, "127.0.0.1")
	_, _, err := openPort(Options{Addr: "127.0.0.1:" + strconv.Itoa(taken), StrictPort: true}, nil)
	var no *Error
	if !errors.As(err, &no) || no.Kind != NoPort || no.Text.Zh != "端口 "+strconv.Itoa(taken)+" 已被占用" {
		t.Errorf("got %v", err)
	}
}

// Both addresses of this machine are served. If another program has one of
// them, the author is told: a browser may show that program.
func TestBothLoopbacks(t *testing.T) {
	list, port, err := openPort(Options{Addr: "localhost:0"}, func(n diag.Text) { t.Error(n) })
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(list)
	c, err := net.Dial("tcp", net.JoinHostPort("::1", port))
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Close()

	taken := take(t, "::1")
	var notices []diag.Text
	more, port, err := openPort(Options{Addr: "127.0.0.1:" + strconv.Itoa(taken)}, func(n diag.Text) { notices = append(notices, n) })
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(more)
	if len(notices) != 1 || port != strconv.Itoa(taken) || !strings.Contains(notices[0].En, "another program has port "+port+" of ::1") {
		t.Errorf("port %s for %d, notices %v", port, taken, notices)
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct {
		addr string
		lan  bool
		want string // what listens, or the error
	}{
		{"127.0.0.1:0", false, "127.0.0.1 ::1"},
		{"localhost:0", false, "127.0.0.1 ::1"},
		{":0", false, "127.0.0.1 ::1"},
		{"[::1]:0", false, "::1 127.0.0.1"},
		{"127.0.0.3:0", false, "127.0.0.3"},
		{"127.0.0.1:0", true, "::"},
		{"0.0.0.0:0", true, "::"},
		{"0.0.0.0:0", false, "“0.0.0.0” would show the site to the network"},
		{"[::]:0", false, "“::” would show the site to the network"},
		{"192.168.1.2:80", false, "“192.168.1.2” would show the site to the network"},
		{"evil.example:80", false, "“evil.example” would show the site to the network"},
		{"8080", false, "“8080” is not host:port"},
		{"127.0.0.1:http", false, "“http” is not a port"},
		{"127.0.0.1:-1", false, "“-1” is not a port"},
		{"127.0.0.1:65536", false, "“65536” is not a port"},
		{"127.0.0.1:", false, "“” is not a port"},
	}
	for _, tt := range tests {
		list, _, err := openPort(Options{Addr: tt.addr, LAN: tt.lan}, func(diag.Text) {})
		var hosts []string
		for _, l := range list {
			hosts = append(hosts, l.Addr().(*net.TCPAddr).IP.String())
		}
		closeAll(list)
		got := strings.Join(hosts, " ")
		if no := (*Error)(nil); errors.As(err, &no) {
			if got = no.Text.En; no.Kind != BadAddress {
				t.Errorf("%s: kind %d", tt.addr, no.Kind)
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.addr, got, tt.want)
		}
	}
}

package serve

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"playbook/generator/diag"
)

// An Error is why a server cannot listen.
type Error struct {
	Kind       Kind
	Text, Hint diag.Text
}

func (e *Error) Error() string { return e.Text.En }

// A Kind says whose business an [Error] is.
type Kind int

// The kinds of errors.
const (
	BadAddress Kind = iota // what was asked for cannot be
	NoPort                 // the port is taken, or not allowed
)

// defaultAddr is where a server listens if nothing is said.
const defaultAddr = "127.0.0.1:8080"

// tries is how many ports after a taken one are tried.
const tries = 10

// openPort listens as asked for and returns the port.
func openPort(o Options, notice func(diag.Text)) ([]net.Listener, string, error) {
	host, port, err := parseAddr(o)
	if err != nil {
		return nil, "", err
	}
	hosts := hostsOf(host, o.LAN)
	for p := port; p <= min(port+tries, 65535); p++ {
		first, err := net.Listen("tcp", net.JoinHostPort(hosts[0], strconv.Itoa(p)))
		if errors.Is(err, syscall.EADDRINUSE) && !o.StrictPort && port != 0 {
			continue
		} else if err != nil {
			return nil, "", portError(err, p)
		}
		got := first.Addr().(*net.TCPAddr).Port
		if p != port {
			notice(diag.Say("port %d is taken; using %d", "端口 %d 已被占用，改用 %d", port, got))
		}
		return append([]net.Listener{first}, others(hosts[1:], got, notice)...), strconv.Itoa(got), nil
	}
	return nil, "", &Error{
		NoPort, diag.Say("ports %d to %d are all taken", "端口 %d 到 %d 都被占用了", port, min(port+tries, 65535)),
		diag.Say("choose another one: --addr 127.0.0.1:PORT", "请另选一个：--addr 127.0.0.1:端口"),
	}
}

// parseAddr takes an address apart. Whatever is not this machine alone has to be
// asked for twice.
func parseAddr(o Options) (host string, port int, err error) {
	addr := o.Addr
	if addr == "" {
		addr = defaultAddr
	}
	hint := diag.Say("for example --addr 127.0.0.1:8080", "例如 --addr 127.0.0.1:8080")
	host, digits, err := net.SplitHostPort(addr)
	if err != nil {
		return "", 0, &Error{BadAddress, diag.Say("“%s” is not host:port", "“%s”不是“主机:端口”", addr), hint}
	}
	number, err := strconv.ParseUint(digits, 10, 16)
	if err != nil {
		return "", 0, &Error{BadAddress, diag.Say("“%s” is not a port", "“%s”不是端口号", digits), hint}
	}
	if host == "" {
		host = "127.0.0.1"
	}
	ip, ipErr := netip.ParseAddr(host)
	alone := ipErr == nil && ip.IsLoopback() || strings.EqualFold(host, "localhost")
	if !alone && !o.LAN {
		return "", 0, &Error{
			BadAddress,
			diag.Say("“%s” would show the site to the network", "“%s”会让网络上的人看到网站", host),
			diag.Say("if that is wanted, add --lan", "如果需要这样，请加上 --lan"),
		}
	}
	return host, int(number), nil
}

// hostsOf returns what to listen on. The first one must be had.
func hostsOf(host string, lan bool) []string {
	ip, _ := netip.ParseAddr(host)
	switch {
	case lan && (ip.IsLoopback() || ip.IsUnspecified() || !ip.IsValid()):
		return []string{""}
	case lan:
		return []string{host, "127.0.0.1"}
	case ip == netip.IPv6Loopback():
		return []string{"::1", "127.0.0.1"}
	case ip.IsValid() && host != "127.0.0.1":
		return []string{host}
	}
	return []string{"127.0.0.1", "::1"}
}

// others listens on further addresses of the same port. A machine may lack them;
// but if another program has the port there, a browser may show that program.
func others(hosts []string, port int, notice func(diag.Text)) []net.Listener {
	var list []net.Listener
	for _, host := range hosts {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err == nil {
			list = append(list, l)
		} else if errors.Is(err, syscall.EADDRINUSE) {
			notice(diag.Say("another program has port %d of %s: “localhost” may lead there", "另一个程序占着 %[2]s 的端口 %[1]d，“localhost”可能会打开它", port, host))
		}
	}
	return list
}

func portError(err error, port int) error {
	hint := diag.Say("choose another port: --addr 127.0.0.1:PORT", "请换一个端口：--addr 127.0.0.1:端口")
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return &Error{NoPort, diag.Say("port %d is taken", "端口 %d 已被占用", port), hint}
	case errors.Is(err, os.ErrPermission):
		return &Error{NoPort, diag.Say("port %d may not be used", "没有权限使用端口 %d", port), hint}
	}
	return &Error{BadAddress, diag.Say("cannot listen: %s", "无法监听：%s", diag.Cause(err)), hint}
}

// addresses returns where the site can be seen.
func (s *server) addresses() Addresses {
	host := "127.0.0.1"
	if own, ok := s.listeners[0].Addr().(*net.TCPAddr); ok && own.IP.IsLoopback() {
		host = own.IP.String()
	}
	a := Addresses{Local: "http://" + net.JoinHostPort(host, s.port) + "/"}
	if s.token == "" {
		return a
	}
	for _, ip := range networkAddresses() {
		a.Network = append(a.Network, fmt.Sprintf("http://%s/%s/", net.JoinHostPort(ip.String(), s.port), s.token))
	}
	return a
}

// A limited listener closes connections at once when too many are open, so that
// accepting never stalls.
type limited struct {
	net.Listener
	slots chan struct{}
}

// Accept waits for a connection that may stay.
func (l *limited) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		select {
		case l.slots <- struct{}{}:
			return &counted{Conn: c, leave: sync.OnceFunc(func() { <-l.slots })}, nil
		default:
			_ = c.Close() // it was refused, not used
		}
	}
}

// A counted connection gives its slot back when it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close closes the connection.
func (c *counted) Close() error {
	defer c.leave()
	return c.Conn.Close()
}

package serve

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// good is a request as it should be; hostile ones are written beside it. HOST is the address
// of the server, PORT its port.
const good = "GET / HTTP/1.1\r\nHost: HOST\r\n\r\n"

func request(target string) string { return strings.Replace(good, "/ ", target+" ", 1) }

func hosted(host string) string { return strings.Replace(good, "HOST", host, 1) }

func with(header string) string {
	return strings.Replace(good, "\r\n\r\n", "\r\n"+header+"\r\n\r\n", 1)
}

func method(name string) string { return strings.Replace(good, "GET", name, 1) }

// hostile are requests over a bare connection, and the status that answers them.
var hostile = []struct {
	name, request string
	code          int
}{
	{"a good one", good, 200},
	{"a good one for a page", request("/cases/a.html"), 200},
	{"a good one of HTTP/1.0", "GET / HTTP/1.0\r\nHost: HOST\r\n\r\n", 200},

	{"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
	{"no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 403},
	{"empty Host", hosted(""), 403},
	{"two Hosts", with("Host: evil.example"), 400},
	{"the same Host twice", with("Host: HOST"), 400},
	{"a Host of somebody", hosted("evil.example"), 403},
	{"with our port", hosted("evil.example:PORT"), 403},
	{"a name that leads here", hosted("127.0.0.1.nip.io:PORT"), 403},
	{"localhost of somebody", hosted("localhost.evil.example:PORT"), 403},
	{"localhost with a dot", hosted("localhost.:PORT"), 403},
	{"only the ending", hosted(".localhost:PORT"), 403},
	{"localhost below a strange name", hosted("a_b.localhost:PORT"), 403},
	{"any address", hosted("0.0.0.0:PORT"), 403},
	{"any IPv6 address", hosted("[::]:PORT"), 403},
	{"another loopback address", hosted("127.0.0.2:PORT"), 403},
	{"a number for an address", hosted("2130706433:PORT"), 403},
	{"an octal address", hosted("0177.0.0.1:PORT"), 403},
	{"a short address", hosted("127.1:PORT"), 403},
	{"a mapped address", hosted("[::ffff:127.0.0.1]:PORT"), 200},
	{"a private address", hosted("192.168.1.1:PORT"), 403},
	{"the cloud's address", hosted("169.254.169.254"), 403},
	{"another port", hosted("127.0.0.1:1"), 403},
	{"an empty port", hosted("127.0.0.1:"), 403},
	{"a port that is none", hosted("127.0.0.1:http"), 403},
	{"IPv6 without brackets", hosted("::1:PORT"), 403},
	{"a name in brackets", hosted("[localhost]:PORT"), 403},
	{"half a bracket", hosted("[::1"), 403},
	{"the other half", hosted("::1]"), 403},
	{"IPv4 in brackets", hosted("[127.0.0.1]:PORT"), 403},
	{"nothing in brackets", hosted("[]:PORT"), 403},
	{"a user in the Host", hosted("127.0.0.1@evil.example"), 400},
	{"a path in the Host", hosted("127.0.0.1/evil"), 400},
	{"a blank in the Host", hosted("127.0.0.1 evil"), 400},
	{"a whole address of somebody", request("http://evil.example/"), 403},
	{"a whole address with a user", request("http://127.0.0.1:PORT@evil.example/"), 403},
	{"another scheme", request("file:///etc/passwd"), 404},
	{"a forwarded host", strings.Replace(hosted("evil.example"), "\r\n\r\n", "\r\nX-Forwarded-Host: HOST\r\nForwarded: host=HOST\r\n\r\n", 1), 403},
	{"localhost", hosted("localhost:PORT"), 200},
	{"localhost in other letters", hosted("LocalHost:PORT"), 200},
	{"a name below localhost", hosted("book.localhost:PORT"), 200},
	{"without a port", hosted("127.0.0.1"), 200},
	{"IPv6", hosted("[::1]:PORT"), 200},

	{"POST", method("POST"), 405},
	{"PUT", method("PUT"), 405},
	{"DELETE", method("DELETE"), 405},
	{"PATCH", method("PATCH"), 405},
	{"OPTIONS", method("OPTIONS"), 405},
	{"OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n", 405},
	{"TRACE", method("TRACE"), 405},
	{"CONNECT", "CONNECT HOST HTTP/1.1\r\nHost: HOST\r\n\r\n", 405},
	{"get in lower case", method("get"), 405},
	{"a method of somebody", method("PROPFIND"), 405},
	{"no method", method(""), 400},
	{"a preflight", strings.Replace(method("OPTIONS"), "\r\n\r\n", "\r\nOrigin: http://HOST\r\nAccess-Control-Request-Method: GET\r\n\r\n", 1), 405},
	{"another method by header", with("X-HTTP-Method-Override: DELETE"), 200},
	{"a body", strings.Replace(good, "\r\n\r\n", "\r\nContent-Length: 4\r\n\r\nabcd", 1), 400},
	{"a body in pieces", strings.Replace(good, "\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 1), 400},
	{"a body of two lengths", strings.Replace(good, "\r\n\r\n", "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 1), 400},
	{"a body of negative length", with("Content-Length: -1"), 400},
	{"an unknown transfer", with("Transfer-Encoding: gzip"), 501},
	{"another HTTP", strings.Replace(good, "HTTP/1.1", "HTTP/3.0", 1), 505},
	{"HTTP/2 by surprise", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 403},
	{"no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400},
	{"an upgrade", with("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="), 200},

	{"an Origin of somebody", with("Origin: https://evil.example"), 403},
	{"the Origin null", with("Origin: null"), 403},
	{"an empty Origin", with("Origin: "), 403},
	{"our Origin by https", with("Origin: https://HOST"), 403},
	{"our Origin on another port", with("Origin: http://127.0.0.1:1"), 403},
	{"an Origin that begins like ours", with("Origin: http://HOST.evil.example"), 403},
	{"two Origins", with("Origin: http://HOST\r\nOrigin: http://evil.example"), 403},
	{"our Origin", with("Origin: http://HOST"), 200},
	{"a script of another site", with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script"), 403},
	{"a script of another port", with("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script"), 403},
	{"a frame of another site", with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe"), 403},
	{"a site that is not known", with("Sec-Fetch-Site: elsewhere"), 403},
	{"two sites", with("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site"), 403},
	{"a link on another site", with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document"), 200},
	{"a page of ours", with("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty"), 200},
	{"the stream for another site", strings.Replace(with("Origin: http://evil.example"), "/ ", "/_playbook/events ", 1), 403},
	{"the dashboard for another site", strings.Replace(with("Sec-Fetch-Site: cross-site"), "/ ", "/_playbook/ ", 1), 403},

	{"up", request("/../etc/passwd"), 400},
	{"up from a folder", request("/cases/../../content/site.yaml"), 400},
	{"up, encoded", request("/%2e%2e/%2e%2e/etc/passwd"), 400},
	{"up, half encoded", request("/.%2e/etc/passwd"), 400},
	{"up, encoded twice", request("/%252e%252e/etc/passwd"), 400},
	{"up, the slash encoded", request("/..%2fetc/passwd"), 400},
	{"up, as overlong UTF-8", request("/%c0%ae%c0%ae/etc/passwd"), 400},
	{"up, by backslash", request(`/..\..\etc\passwd`), 400},
	{"up, by encoded backslash", request("/..%5c..%5cetc%5cpasswd"), 400},
	{"here", request("/./index.html"), 400},
	{"a slash encoded", request("/cases%2fa.html"), 400},
	{"a backslash", request(`/cases\a.html`), 400},
	{"an encoded backslash", request("/cases%5Ca.html"), 400},
	{"NUL", request("/index.html%00.md"), 400},
	{"a line end", request("/a%0d%0aSet-Cookie:x=1"), 400},
	{"a bare control character", request("/a\x01b"), 400},
	{"an encoded control character", request("/a%1bb"), 400},
	{"two slashes", request("//etc/passwd"), 400},
	{"two slashes inside", request("/cases//a.html"), 400},
	{"another host by slashes", request("//evil.example/%2e%2e"), 400},
	{"a parameter", request("/index.html;a=b"), 400},
	{"an encoded parameter", request("/index.html%3ba"), 400},
	{"bytes that are no text", request("/%ff%fe"), 400},
	{"half an escape", request("/%"), 400},
	{"a strange escape", request("/%zz"), 400},
	{"no slash", request("index.html"), 400},
	{"a star", request("*"), 400},
	{"a blank in the address", request("/a b"), 400},
	{"a hidden file", request("/.git/config"), 404},
	{"a hidden file below", request("/cases/.env"), 404},
	{"a drive", request("/C:/Windows/win.ini"), 404},
	{"a device", request("/con"), 404},
	{"a stream of a file", request("/index.html::$DATA"), 404},
	{"the sources", request("/content/site.yaml"), 404},
	{"a source beside its page", request("/cases/a.md"), 404},
	{"the settings", request("/site.yaml"), 404},
	{"the theme", request("/layouts/base.html"), 404},
	{"a draft", request("/cases/hidden.html"), 404},
	{"a leftover", request("/cases/a.html~"), 404},
	{"reading a file by Vite's prefix", request("/@fs/etc/passwd?raw"), 404},
	{"a script as import", request("/cases/a.html?import&raw"), 200},
	{"asking for a file", request("/_playbook/?file=/etc/passwd"), 200},
	{"a template of the server", request("/_playbook/page.html"), 404},
	{"a folder of the server", request("/_playbook/assets/"), 404},
	{"up from the server's files", request("/_playbook/..%2flive.go"), 400},
	{"a rule with a path", request("/_playbook/rules/../../x"), 400},
	{"opening an editor", request("/__open-in-editor?file=/etc/passwd"), 404},
	{"an address of 8 KiB", request("/" + strings.Repeat("a", 8<<10)), 414},
	{"a query of 8 KiB", request("/?" + strings.Repeat("a", 8<<10)), 414},
	{"an address of 64 KiB", request("/" + strings.Repeat("a", 64<<10)), 431},
	{"a megabyte of header", with("X: " + strings.Repeat("a", 1<<20)), 431},
	{"many headers", with(strings.Repeat("X: a\r\n", 20000) + "Y: b"), 431},
	{"a header without a colon", with("X"), 400},
	{"a header name with a blank", with("X : a"), 400},
	{"a folded header", with("X: a\r\n b"), 200},
	{"a thousand ranges", with("Range: bytes=0-0" + strings.Repeat(",0-0", 1000)), 200},
	{"compressed without end", with("Accept-Encoding: " + strings.Repeat("gzip,", 1000)), 200},
}

// Whatever is asked, nothing but the site and the server's own errors comes
// back, and no answer lets another site read it.
func TestHostileRequests(t *testing.T) {
	d := open(t, Options{Lang: "en"})
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			res, body := bare(t, d.server.port, tt.request)
			if res.StatusCode != tt.code {
				t.Errorf("status %d, want %d\n%.300s", res.StatusCode, tt.code, body)
			}
			for name := range res.Header {
				if strings.HasPrefix(name, "Access-Control-") || name == "Set-Cookie" || name == "Server" {
					t.Errorf("the answer has %s", name)
				}
			}
			for _, inside := range []string{secret, "root:x:", "moment_fields", "package serve", "{{define"} {
				if strings.Contains(body, inside) {
					t.Errorf("the answer holds %q", inside)
				}
			}
			ours := res.Header.Get("Content-Security-Policy") != ""
			if ours {
				protected(t, res)
			} else if !strings.HasPrefix(body, res.Status) && body != "Unsupported transfer encoding" {
				t.Errorf("an answer without protection: %.200q", body) // only Go's own refusals have none
			}
			if res.StatusCode == 405 && res.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("Allow: %q", res.Header.Get("Allow"))
			}
		})
	}
	if len(hostile) < 80 {
		t.Errorf("only %d requests", len(hostile))
	}
}

// protected checks the headers of an answer.
func protected(t *testing.T, res *http.Response) {
	t.Helper()
	for name, want := range map[string]string{
		"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'",
		"Cross-Origin-Resource-Policy": "same-origin", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
	} {
		if got := res.Header.Get(name); !strings.HasPrefix(got, want) || len(res.Header.Values(name)) != 1 {
			t.Errorf("%s: %q, want %q", name, res.Header.Values(name), want)
		}
	}
}

// bare sends bytes and reads one answer.
func bare(t *testing.T, port, text string) (*http.Response, string) {
	t.Helper()
	c, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	text = strings.NewReplacer("HOST", "127.0.0.1:"+port, "PORT", port).Replace(text)
	go func() { _, _ = io.WriteString(c, text) }() // a refusal may come before all is sent; the deadline ends it
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil && !strings.Contains(err.Error(), "reset") {
		t.Fatal(err)
	}
	return res, string(body)
}

package serve

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"playbook/generator/diag"
)

// policy is what pages may do: the same as the theme's pages ask for, and no
// other site may frame them.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'"

// secure sets what every answer carries. There is no header that shares
// anything with other origins.
func secure(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

// A refusal is why a request is not answered.
type refusal struct {
	code int
	text diag.Text
}

func (no *refusal) answer(w http.ResponseWriter, lang string) {
	if no.code == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "GET, HEAD")
	}
	if no.code != http.StatusNotFound {
		w.Header().Set("Connection", "close") // do not read on from a client like that
	}
	send(w, no.code, ".txt", []byte(no.text.In(lang)+"\n"))
}

func refuse(code int, en, zh string, args ...any) *refusal {
	return &refusal{code, diag.Say(en, zh, args...)}
}

// guard decides whether a request is answered, and returns the path that it asks
// for, below the site and without the token. A request is not trusted: other
// sites in the author's browser can send one, and with a name that leads to this
// machine they could read the answer.
func (s *server) guard(r *http.Request) (string, *refusal) {
	host, ok := s.host(r)
	if !ok {
		return "", refuse(http.StatusForbidden, "This name is not served here.", "这里不用这个名字提供网站。")
	}
	if no := fromElsewhere(r); no != nil {
		return "", no
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return "", refuse(http.StatusMethodNotAllowed, "Only GET and HEAD.", "只接受 GET 和 HEAD。")
	}
	if r.ContentLength != 0 {
		return "", refuse(http.StatusBadRequest, "A question has no body.", "请求不能带正文。")
	}
	if no := badPath(r); no != nil {
		return "", no
	}
	return s.below(r, host)
}

// host returns the name that a request is for, if it is one of ours: a name that
// only this machine can have, one that the author allows, or the very address
// that the connection came in on. A name of somebody else that resolves to this
// machine is none of these.
func (s *server) host(r *http.Request) (string, bool) {
	host, port, ok := splitHost(r.Host)
	if !ok || port != "" && port != s.port {
		return "", false
	}
	host = strings.ToLower(host)
	return host, isLoopback(host) || s.isNamed(host) || isOwnAddress(host, r)
}

// splitHost takes a Host header apart. An IPv6 address, and nothing else, stands
// in brackets.
func splitHost(s string) (host, port string, ok bool) {
	host = s
	if h, p, err := net.SplitHostPort(s); err == nil && p != "" {
		host, port = h, p
	} else if h, ok := strings.CutSuffix(strings.TrimPrefix(s, "["), "]"); ok {
		host = h
	}
	bracketed := strings.HasPrefix(s, "[")
	return host, port, bracketed == strings.Contains(host, ":") && !strings.HasPrefix(host, "[")
}

// isNamed reports whether the author allows a name.
func (s *server) isNamed(host string) bool {
	return slices.ContainsFunc(s.o.Names, func(name string) bool { return strings.EqualFold(name, host) })
}

// isLoopback reports whether a name can only mean this machine.
func isLoopback(host string) bool {
	if label, ok := strings.CutSuffix(host, ".localhost"); ok {
		return label != "" && strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
	}
	return host == "localhost" || host == "127.0.0.1" || host == "::1"
}

// isOwnAddress reports whether host is the address that the request came to.
func isOwnAddress(host string, r *http.Request) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	asked, err := netip.ParseAddr(host)
	own, ownErr := netip.ParseAddrPort(local.String())
	return err == nil && ownErr == nil && asked.Unmap() == own.Addr().Unmap().WithZone("")
}

// fromElsewhere refuses what another site makes a browser ask for, except that a
// person may follow a link to here.
func fromElsewhere(r *http.Request) *refusal {
	for _, origin := range r.Header.Values("Origin") {
		if !strings.EqualFold(origin, "http://"+r.Host) {
			return refuse(http.StatusForbidden, "Other sites may not ask.", "不接受其他网站的请求。")
		}
	}
	following := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	for _, site := range r.Header.Values("Sec-Fetch-Site") {
		if site != "same-origin" && site != "none" && !following {
			return refuse(http.StatusForbidden, "Other sites may not ask.", "不接受其他网站的请求。")
		}
	}
	return nil
}

// maxURL is the longest address, in bytes.
const maxURL = 8 << 10

// badPath refuses addresses that no page of ours has and that somebody could
// read differently than we do.
func badPath(r *http.Request) *refusal {
	p := r.URL.Path
	encoded := strings.ToLower(r.URL.EscapedPath())
	switch {
	case len(r.RequestURI) > maxURL:
		return refuse(http.StatusRequestURITooLong, "The address is too long.", "网址太长了。")
	case !strings.HasPrefix(p, "/") || !utf8.ValidString(p) || strings.ContainsFunc(p, unicode.IsControl),
		strings.ContainsAny(p, `\;`), strings.Contains(p, "//"),
		strings.Contains(encoded, "%2f"), strings.Contains(encoded, "%25"):
		return refuse(http.StatusBadRequest, "This is no address of a page.", "这不是网页的地址。")
	}
	hidden := false
	for part := range strings.SplitSeq(p, "/") {
		if part == "." || part == ".." {
			return refuse(http.StatusBadRequest, "This is no address of a page.", "这不是网页的地址。")
		}
		hidden = hidden || strings.HasPrefix(part, ".")
	}
	if hidden {
		return refuse(http.StatusNotFound, "There is no such page.", "没有这一页。")
	}
	return nil
}

// below returns the path below the site. Whoever comes over the network must
// know the token.
func (s *server) below(r *http.Request, host string) (string, *refusal) {
	p := strings.TrimPrefix(r.URL.Path, "/")
	if s.token == "" {
		return p, nil
	}
	first, rest, slash := strings.Cut(p, "/")
	if subtle.ConstantTimeCompare([]byte(first), []byte(s.token)) == 1 {
		if !slash {
			return "", refuse(http.StatusNotFound, "The address ends with “/”.", "网址末尾要有“/”。")
		}
		return rest, nil
	}
	if isLoopback(host) && fromHere(r) {
		return p, nil
	}
	return "", refuse(http.StatusForbidden,
		"Please scan the code in the terminal again: the address changes at every start.", "请重新扫描终端里的二维码：每次启动，地址都会变。")
}

// fromHere reports whether a request comes from this machine.
func fromHere(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && from.Addr().Unmap().IsLoopback()
}

// newToken returns 128 bits that nobody can guess.
func newToken() string { return strings.ToLower(rand.Text()) }

// send answers with the bytes of a file called name.
func send(w http.ResponseWriter, code int, name string, data []byte) {
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(code)
	_, _ = w.Write(data) // an error is the client's going away
}

// redirect leads from an address to another one of the same folder, below
// whatever stands before it.
func redirect(w http.ResponseWriter, to string) {
	base := url.PathEscape(path.Base(to))
	if strings.HasSuffix(to, "/") {
		base += "/"
	}
	w.Header().Set("Location", "./"+base)
	w.WriteHeader(http.StatusFound)
}

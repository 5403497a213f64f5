package serve

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"playbook/generator/diag"
)

func TestOpeners(t *testing.T) {
	at := diag.Position{Line: 12, Column: 3}
	for _, tt := range []struct{ name, root, file, vscode, idea string }{
		{"below the folder", "/home/me", "content/a.md", "vscode://file/home/me/content/a.md:12:3", "idea://open?file=%2Fhome%2Fme%2Fcontent%2Fa.md&line=12&column=3"},
		{"beside it", "/home/me", "../book/a.md", "vscode://file/home/book/a.md:12:3", "idea://open?file=%2Fhome%2Fbook%2Fa.md&line=12&column=3"},
		{"elsewhere", "/home/me", "/srv/a.md", "vscode://file/srv/a.md:12:3", "idea://open?file=%2Fsrv%2Fa.md&line=12&column=3"},
		{"a drive", "C:/Users/me", "content/a.md", "vscode://file/C:/Users/me/content/a.md:12:3", "idea://open?file=%2FC%3A%2FUsers%2Fme%2Fcontent%2Fa.md&line=12&column=3"},
		{"what means something in an address", "/我 的", "a?b#c&d%e.md", "vscode://file/%E6%88%91%20%E7%9A%84/a%3Fb%23c&d%25e.md:12:3", "idea://open?file=%2F%E6%88%91%20%E7%9A%84%2Fa%3Fb%23c%26d%25e.md&line=12&column=3"},
	} {
		got := openers(tt.root, tt.file, at)
		if len(got) != 2 || string(got[0].Link) != tt.vscode || string(got[1].Link) != tt.idea {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
	if got := openers("", "content/a.md", at); got != nil {
		t.Errorf("without a folder: got %v", got)
	}
}

// How folders are called on this machine is nobody's business but the author's.
func TestOnlyTheAuthorIsHere(t *testing.T) {
	for _, tt := range []struct {
		name, from, host, path string
		want                   bool
	}{
		{"the author", "127.0.0.1", "127.0.0.1:80", "/_playbook/", true},
		{"the author, IPv6", "::1", "[::1]:80", "/", true},
		{"the address to pass on", "127.0.0.1", "localhost", "/sesame/_playbook/", false},
		{"a phone", "192.168.1.7", "192.168.1.2", "/sesame/", false},
		{"a phone that says it is this machine", "192.168.1.7", "localhost", "/", false},
		{"through a proxy, by a name that is allowed", "127.0.0.1", "book.example", "/", false},
	} {
		s := &server{token: "sesame", port: "80", o: Options{Names: []string{"book.example"}}}
		r := httptest.NewRequest(http.MethodGet, tt.path, nil)
		r.Host, r.RemoteAddr = tt.host, net.JoinHostPort(tt.from, "4242")
		if got := s.isHere(r); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// Findings lead into the author's editor, and show a guest nothing of it.
func TestFindingsOpenAnEditor(t *testing.T) {
	d := open(t, Options{LAN: true, Root: "/home/me"}) // listens on all addresses, one of which is this machine's
	d.edit("content/cases/b.md", "完。", "[[nope]]。")
	const want = "vscode://file/home/me/content/cases/b.md:"
	mine := d.tab("index.html")
	if e, _ := mine.until("problem", mentions("nope")); !strings.Contains(e.data, want) {
		t.Errorf("the author’s tab has no link in %s", e.data)
	}
	if body := d.get("_playbook/").body; !strings.Contains(body, want) || !strings.Contains(body, `id="dashboard-editor"`) {
		t.Error("the author’s dashboard has no link")
	}
	token := d.server.token + "/"
	if body := d.get(token + "_playbook/").body; strings.Contains(body, "/home/me") || strings.Contains(body, "dashboard-editor") {
		t.Error("a guest’s dashboard names folders")
	}
	guest := d.listenAt(token, "index.html", "", "")
	if e, _ := guest.until("problem", mentions("nope")); strings.Contains(e.data, "/home/me") {
		t.Errorf("a guest’s tab names folders: %s", e.data)
	}
}

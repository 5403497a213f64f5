package site

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"playbook/generator/tree"
)

// A parsed page: what it is called inside, and where it leads.
type parsed struct {
	ids   map[string]int
	hrefs []string
	h1    int
	odd   []string // what no page may have
}

func parsePage(t *testing.T, src []byte) parsed {
	t.Helper()
	p := parsed{ids: make(map[string]int)}
	z := html.NewTokenizer(bytes.NewReader(src))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		if token.Data == "h1" {
			p.h1++
		}
		hasSource := false
		for _, a := range token.Attr {
			switch {
			case a.Key == "id":
				p.ids[a.Val]++
			case a.Key == "href" || a.Key == "src":
				hasSource = true
				p.hrefs = append(p.hrefs, a.Val)
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				p.odd = append(p.odd, token.String())
			}
		}
		if token.Data == "style" || token.Data == "script" && !hasSource {
			p.odd = append(p.odd, token.String())
		}
	}
	return p
}

// Every link of the book leads somewhere, ids are unique, a page has one h1 and
// nothing that the content security policy would stop.
func TestEveryLinkOfTheBook(t *testing.T) {
	files, err := tree.Read("../../content")
	if err != nil {
		t.Fatal(err)
	}
	lib, _ := read(files)
	s := New(lib, bundled(t), Options{})
	pages := make(map[string]parsed)
	exists := make(map[string]bool)
	for _, p := range s.Pages() {
		src, _ := s.Render(p)
		if !bytes.Contains(src[:200], []byte("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"")) {
			t.Errorf("%s: the policy must follow the charset", p.Path)
		}
		pages[p.Path] = parsePage(t, src)
		exists[p.Path] = true
	}
	for _, a := range s.theme.Assets() {
		exists[a.Path] = true
	}
	for _, f := range files.Files {
		exists[f.Path] = true
	}
	for from, p := range pages {
		if p.h1 != 1 {
			t.Errorf("%s has %d h1", from, p.h1)
		}
		for id, n := range p.ids {
			if n > 1 {
				t.Errorf("%s has the id %q %d times", from, id, n)
			}
		}
		for _, odd := range p.odd {
			t.Errorf("%s has %s", from, odd)
		}
		for _, href := range p.hrefs {
			u, err := url.Parse(href)
			if err != nil || u.Scheme != "" {
				continue
			}
			to := from
			if u.Path != "" {
				to = path.Join(path.Dir(from), u.Path)
			}
			target, isPage := pages[to]
			if !exists[to] || u.Fragment != "" && isPage && target.ids[u.Fragment] == 0 {
				t.Errorf("%s: %s leads nowhere", from, href)
			}
		}
	}
}

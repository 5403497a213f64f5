//go:build browser

package browser

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A parsed page: its elements, and the ids in it.
type page struct {
	elements []*html.Node
	ids      map[string]int
}

func parsePage(t *testing.T, name string) *page {
	t.Helper()
	f, err := os.Open(filepath.Join(built.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	p := &page{ids: make(map[string]int)}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.elements = append(p.elements, n)
			if id := attr(n, "id"); id != "" {
				p.ids[id]++
			}
		}
	}
	return p
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestLinks follows every link, anchor and file of every page, as files: what
// works that way works at any address.
func TestLinks(t *testing.T) {
	pages := make(map[string]*page)
	for _, name := range built.pages {
		pages[name] = parsePage(t, name)
	}
	links := 0
	for name, p := range pages {
		for id, n := range p.ids {
			if n > 1 {
				t.Errorf("%s: the id %q stands there %d times", name, id, n)
			}
		}
		for _, n := range p.elements {
			for _, key := range []string{"href", "src"} {
				ref := attr(n, key)
				if ref == "" {
					continue
				}
				links++
				if problem := broken(name, ref, n, pages); problem != "" {
					t.Errorf("%s: <%s %s=%q> %s", name, n.Data, key, ref, problem)
				}
			}
		}
	}
	if links < 1000 {
		t.Errorf("followed only %d links: does this test still see them?", links)
	}
}

// broken says what is wrong with a reference in a page, or "".
func broken(from, ref string, n *html.Node, pages map[string]*page) string {
	u, err := url.Parse(ref)
	if err != nil {
		return err.Error()
	}
	switch u.Scheme {
	case "":
	case "http", "https", "mailto", "tel":
		if n.Data != "a" {
			return "fetches something from elsewhere"
		}
		if u.Scheme[0] == 'h' && !strings.Contains(attr(n, "rel"), "noopener") {
			return "leads elsewhere without rel=noopener"
		}
		return ""
	default:
		return "has a scheme that is not allowed"
	}
	if u.Host != "" || strings.HasPrefix(u.Path, "/") {
		return "is not relative"
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
	}
	if strings.HasPrefix(target, "..") {
		return "leaves the site"
	}
	info, err := os.Stat(filepath.Join(built.dir, target))
	if err != nil {
		return "leads nowhere"
	}
	if info.IsDir() {
		return "names a folder, which does not open from disk"
	}
	if u.Fragment != "" && pages[target] != nil && pages[target].ids[u.Fragment] == 0 {
		return "names a place that is not there"
	}
	return ""
}

// TestNothingInline: the policy of every page forbids inline script and style, so
// what is inline would silently not work.
func TestNothingInline(t *testing.T) {
	for _, name := range built.pages {
		p := parsePage(t, name)
		policy := false
		for _, n := range p.elements {
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=…>", name, n.Data, a.Key)
				}
			}
			switch n.Data {
			case "style":
				t.Errorf("%s has a style element", name)
			case "script":
				if attr(n, "src") == "" || attr(n, "type") == "module" {
					t.Errorf("%s has an inline script or a module", name)
				}
			case "meta":
				policy = policy || attr(n, "http-equiv") == "Content-Security-Policy" && strings.HasPrefix(attr(n, "content"), "default-src 'none'") && !strings.Contains(attr(n, "content"), "unsafe")
			}
		}
		if !policy {
			t.Errorf("%s has no strict Content-Security-Policy", name)
		}
	}
}

// TestOutline: one title, one h1, no level left out, a language.
func TestOutline(t *testing.T) {
	titles := make(map[string]string)
	for _, name := range built.pages {
		h1, last := 0, 0
		for _, n := range parsePage(t, name).elements {
			switch {
			case n.Data == "html":
				if attr(n, "lang") == "" {
					t.Errorf("%s does not say its language", name)
				}
			case n.Data == "title" && n.Parent.Data == "head":
				title := n.FirstChild.Data
				if other := titles[title]; other != "" {
					t.Errorf("%s and %s have the same title %q", name, other, title)
				}
				titles[title] = name
			case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
				level := int(n.Data[1] - '0')
				if level == 1 {
					h1++
				}
				if level > last+1 {
					t.Errorf("%s: h%d follows h%d", name, level, last)
				}
				last = level
			}
		}
		if h1 != 1 {
			t.Errorf("%s has %d h1", name, h1)
		}
	}
}

package markdown

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// specExceptions are the examples of the CommonMark specification that our
// dialect reads differently, and why.
var specExceptions = []struct {
	why     string
	numbers []int
}{
	{"HTML is shown as text", []int{
		21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164,
		165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 180, 181, 182, 184, 185,
		186, 187, 188, 189, 190, 191, 201, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616,
		617, 623, 627, 628, 629, 630, 631, 642, 643,
	}},
	{"the scheme, or what stands where a scheme would, is not on the allowlist", []int{500, 596, 598, 599, 601}},
	{"a backslash has no place in an address", []int{20, 202, 502, 603}},
	{"a link without an address leads nowhere", []int{200, 485, 486, 487, 567}},
	{"[[…]] is a reference", []int{548, 559, 590}},
	{"an address in running text is a link", []int{602, 608, 611}},
	{"the language of a code block is one word of ASCII letters, digits and + # . _ -", []int{34, 144}},
}

// An example is one of CommonMark's.
type example struct {
	Number   int    `json:"example"`
	Markdown string `json:"markdown"`
	Section  string `json:"section"`
}

// commonMark reads the examples that goldmark's module carries.
func commonMark(t testing.TB) []example {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestSpec compares our reading of every example with plain goldmark's. What our
// HTML has on top (heading links, rel, tabindex …) is taken away first.
func TestSpec(t *testing.T) {
	examples := commonMark(t)
	if len(examples) != 652 {
		t.Errorf("%d examples, want 652", len(examples))
	}
	except := make(map[int]string)
	for _, e := range specExceptions {
		for _, n := range e.numbers {
			except[n] = e.why
		}
	}
	plain := goldmark.New()
	for _, ex := range examples {
		var want bytes.Buffer
		if err := plain.Convert([]byte(ex.Markdown), &want); err != nil {
			t.Fatal(err)
		}
		doc, _ := Parse("spec.md", []byte(ex.Markdown))
		got := render(t, doc, View{})
		reason, excepted := except[ex.Number]
		same := normal(t, got) == normal(t, want.String())
		switch {
		case !same && !excepted:
			t.Errorf("example %d (%s) differs:\n%s\ngot  %s\nwant %s", ex.Number, ex.Section, ex.Markdown,
				normal(t, got), normal(t, want.String()))
		case same && excepted:
			t.Errorf("example %d is listed (%s), but does not differ", ex.Number, reason)
		}
	}
}

// mirror is a Linker for which every reference leads where it says.
type mirror struct{}

func (mirror) Link(l Link) (Target, bool) {
	ref := l.ref()
	if l.Kind == Wiki || l.Kind == Embed {
		return Target{URL: "wiki/" + url.PathEscape(ref), Title: ref}, true
	}
	return Target{URL: escapeURL(ref)}, true
}

func (mirror) Mentions() []Mention { return nil }

func render(t testing.TB, doc *Doc, v View) string {
	t.Helper()
	return renderWith(t, doc, mirror{}, v)
}

func renderWith(t testing.TB, doc *Doc, l Linker, v View) string {
	t.Helper()
	var out bytes.Buffer
	if err := doc.Render(&out, l, v); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// omitted is what goldmark leaves of HTML.
var omitted = regexp.MustCompile(`<!-- raw HTML omitted -->\n?`)

// normal writes HTML in a form in which only differences that matter remain.
func normal(t *testing.T, src string) string {
	src = omitted.ReplaceAllString(src, "")
	nodes, err := html.ParseFragment(strings.NewReader(src), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		writeNormal(&b, n, false)
	}
	return strings.TrimSpace(b.String())
}

func writeNormal(b *strings.Builder, n *html.Node, pre bool) {
	switch n.Type {
	case html.TextNode:
		if pre {
			b.WriteString(n.Data)
			return
		}
		if n.NextSibling != nil && isAnchor(n.NextSibling) {
			n.Data = strings.TrimSuffix(n.Data, " ")
		}
		if n.Data == "" {
			return
		}
		words := strings.Fields(n.Data)
		if len(words) == 0 || strings.TrimLeft(n.Data, " \n") != n.Data {
			b.WriteString(" ")
		}
		b.WriteString(strings.Join(words, " "))
		if len(words) > 0 && strings.TrimRight(n.Data, " \n") != n.Data {
			b.WriteString(" ")
		}
	case html.ElementNode:
		if isAnchor(n) {
			return
		}
		b.WriteString("<" + n.Data)
		for _, a := range normalAttrs(n) {
			b.WriteString(a)
		}
		b.WriteString(">")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			writeNormal(b, c, pre || n.Data == "pre")
		}
		b.WriteString("</" + n.Data + ">")
	}
}

func isAnchor(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "anchor"})
}

// normalAttrs returns the attributes of n but for those that only we write.
func normalAttrs(n *html.Node) []string {
	var list []string
	for _, a := range n.Attr {
		switch {
		case a.Key == "href" || a.Key == "src":
			if s, err := url.PathUnescape(a.Val); err == nil {
				a.Val = s
			}
		case a.Key == "class" && a.Val == "external", a.Key == "rel", a.Key == "tabindex",
			a.Key == "loading", a.Key == "decoding", a.Key == "id" && n.Data[0] == 'h':
			continue
		}
		list = append(list, " "+a.Key+"="+a.Val)
	}
	slices.Sort(list)
	return list
}

package site

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"playbook/generator/hanzi"
	"playbook/generator/search"
	"playbook/generator/tree"
	"playbook/themes"
)

// letters returns what search compares: letters and ideographs, folded.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r = hanzi.FoldRune(r); r == 0 || hanzi.Classify(r) == hanzi.Break {
			return -1
		}
		return r
	}, hanzi.NFC(s))
}

// elsewhere are the parts of a page that show what other pages say, and pictures of
// what it says itself.
var elsewhere = []string{
	"sec.related", "sec.backlinks", "sec.around", "sec.cases", "sec.plays", "sec.maps", "sec.views",
	"figure", "embed", "kicker", "toc-inline", "rollup", "turn", "empty", "shown", "picture",
	// What frameworks, numbers and sources look like: their own pages say it.
	"rows", "facet", "facets", "tag-of", "letter", "emotion", "expected-n", "dots", "hide", "n", "element-foot", "moment-foot", "pairs", "ev", "metrics", "also",
}

// isElsewhere reports whether an element shows what other pages say.
func isElsewhere(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return slices.Contains([]string{"id", "class", "aria-labelledby"}, a.Key) &&
			slices.ContainsFunc(strings.Fields(a.Val), func(v string) bool { return slices.Contains(elsewhere, v) })
	})
}

// texts calls f with the text of every paragraph, list item and cell, and with the pieces
// that it consists of.
func texts(n *html.Node, f func(whole string, pieces []string)) {
	if isElsewhere(n) {
		return
	}
	inner := func(d *html.Node) bool {
		return d.Type == html.ElementNode && slices.Contains([]string{"p", "ul", "ol", "dl", "li", "dt", "dd", "h1", "h2", "h3", "h4", "table", "div", "section", "details"}, d.Data)
	}
	holds := false
	var pieces []string
	for d := range n.Descendants() {
		holds = holds || inner(d)
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" && !within(d, n) && !strings.Contains(d.Data, "[[") { // how to write a reference
			pieces = append(pieces, letters(d.Data))
		}
	}
	if !holds && len(pieces) > 0 {
		f(strings.Join(pieces, ""), pieces)
		return
	}
	for c := range n.ChildNodes() {
		texts(c, f)
	}
}

// within reports whether a text in n stands in an element that shows what other pages
// say.
func within(text, n *html.Node) bool {
	for p := text.Parent; p != n; p = p.Parent {
		if isElsewhere(p) {
			return true
		}
	}
	return false
}

// layoutWords matches what templates bring, {{t "提醒"}}, before a text or instead of it.
func layoutWords(t *testing.T) *regexp.Regexp {
	t.Helper()
	files, err := tree.FromFS(themes.FS)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range files.Files {
		for _, m := range regexp.MustCompile(`{{t "([^"]*)"`).FindAllSubmatch(f.Data, -1) {
			word := letters(strings.ReplaceAll(string(m[1]), "%d", "9"))
			list = append(list, strings.ReplaceAll(word, "9", "[0-9]+"))
		}
	}
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile("^(" + strings.Join(list, "|") + "|[a-z]$)") // a letter is the mark of an element
}

// Everything that a page says by itself is found: all texts of the rendered book but
// those that show other pages, and the words of the layouts.
func TestSearchKnowsWhatPagesSay(t *testing.T) {
	files, err := tree.Read("../../content")
	if err != nil {
		t.Fatal(err)
	}
	lib, _ := read(files)
	s := New(lib, bundled(t), Options{})
	words := layoutWords(t)
	all, missing := 0, 0
	for _, p := range Searchable(s.Pages()) {
		known := knownTo(s.SearchPage(p))
		isKnown := func(text string) bool {
			return slices.ContainsFunc(known, func(k string) bool { return strings.Contains(k, text) })
		}
		out, _ := s.Render(p)
		root, err := html.Parse(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || n.Data != "main" {
				continue
			}
			texts(n, func(whole string, pieces []string) {
				all++
				if isKnown(whole) {
					return
				}
				for _, piece := range pieces {
					if !isKnown(piece) && !isKnown(words.ReplaceAllString(piece, "")) {
						missing++
						t.Errorf("%s: search does not know “%s”", p.Path, piece)
					}
				}
			})
		}
	}
	if all < 5000 {
		t.Errorf("only %d texts: does this test still see the pages?", all)
	}
}

// knownTo returns the texts of a page, folded.
func knownTo(page search.Page) []string {
	known := []string{letters(page.Title), letters(page.Summary)}
	for _, name := range page.Names {
		known = append(known, letters(name))
	}
	for _, s := range page.Sections {
		known = append(known, letters(s.Heading), letters(s.Text))
		for line := range strings.Lines(s.Text) {
			known = append(known, letters(line))
		}
	}
	return known
}

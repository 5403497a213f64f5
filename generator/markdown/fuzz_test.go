package markdown

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FuzzMarkdown reads any text that passes CheckText, and renders it as a learner
// and as a trainer sees it.
func FuzzMarkdown(f *testing.F) {
	for _, ex := range commonMark(f) {
		f.Add(ex.Markdown)
	}
	for _, list := range vectors {
		for _, v := range list {
			f.Add(v)
		}
	}
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, file := range files {
		_, parts := readParts(f, file)
		for _, p := range parts {
			if strings.HasSuffix(p.name, ".md") {
				f.Add(p.data)
			}
		}
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	f.Fuzz(func(t *testing.T, src string) {
		if CheckText("x.md", []byte(src), 0).Failed() {
			return
		}
		doc, found := Parse("x.md", []byte(src))
		for _, d := range found {
			if d.Rule == Panic {
				t.Fatal("panic")
			}
		}
		checkSpans(t, found, doc, src)
		for _, v := range []View{{}, {Trainer: true, HeadingShift: 1}} {
			page := renderWith(t, doc, caseLinker{doc}, v)
			if err := checkHTML(page); err != nil {
				t.Errorf("%v in\n%s", err, page)
			}
			if again := renderWith(t, doc, caseLinker{doc}, v); again != page {
				t.Errorf("first\n%s\nthen\n%s", page, again)
			}
			if _, err := html.ParseFragment(strings.NewReader(page), body); err != nil {
				t.Error(err)
			}
		}
		doc.Sections(asIs)
		for _, p := range doc.Passages {
			if s := p.Sentence(len(p.Text) / 2); len([]rune(s)) > maxSentence {
				t.Errorf("sentence of %d characters", len([]rune(s)))
			}
		}
	})
}

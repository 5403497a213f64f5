package markdown

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"playbook/generator/diag"
)

// A part is one file of a txtar archive: a line “-- name --” and what follows.
type part struct {
	name, data string
}

var partLine = regexp.MustCompile(`(?m)^-- (.+) --\n`)

// readParts reads an archive, and what stands before its first part.
func readParts(t testing.TB, file string) (comment string, parts []part) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	src := string(data)
	places := partLine.FindAllStringSubmatchIndex(src, -1)
	for i, p := range places {
		end := len(src)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		parts = append(parts, part{src[p[2]:p[3]], src[p[1]:end]})
	}
	return src[:places[0][0]], parts
}

// TestCases runs testdata/cases/*.txtar: each case is a part “name.md”, the HTML
// that learners get, that trainers get if it is different, and the findings.
// UPDATE=1 writes what comes out into the files.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	seen := map[string]bool{Panic.Name: true} // TestPanic has that one
	for _, r := range guardRules {
		seen[r.Name] = true // so have its own tests
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			comment, parts := readParts(t, file)
			var got strings.Builder
			got.WriteString(comment)
			want := new(strings.Builder)
			want.WriteString(comment)
			for _, p := range parts {
				fmt.Fprintf(want, "-- %s --\n%s", p.name, p.data)
				if strings.HasSuffix(p.name, ".md") {
					writeCase(t, &got, p, seen)
				}
			}
			if got.String() == want.String() {
				return
			}
			if os.Getenv("UPDATE") == "" {
				t.Fatalf("UPDATE=1 rewrites the file; first difference:\n%s", firstDifference(got.String(), want.String()))
			}
			if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
	for _, r := range Rules {
		if !seen[r.Name] && r != TooManyEmbeds { // too long to write down; TestTooManyEmbeds
			t.Errorf("no case has %s", r.Name)
		}
	}
}

func writeCase(t *testing.T, w *strings.Builder, p part, seen map[string]bool) {
	name := strings.TrimSuffix(p.name, ".md")
	doc, found := Parse(p.name, []byte(p.data))
	forLearners, forTrainers := renderCase(t, doc, View{}), renderCase(t, doc, View{Trainer: true})
	fmt.Fprintf(w, "-- %s --\n%s-- %s.html --\n%s", p.name, p.data, name, forLearners)
	if forTrainers != forLearners {
		fmt.Fprintf(w, "-- %s.trainer.html --\n%s", name, forTrainers)
	}
	if len(found) > 0 {
		fmt.Fprintf(w, "-- %s.found --\n", name)
		for _, d := range found {
			writeFinding(w, d, []byte(p.data))
			seen[d.Rule.Name] = true
		}
	}
}

func writeFinding(w *strings.Builder, d *diag.Diagnostic, src []byte) {
	at := diag.PositionOf(src, d.Span.Start)
	about := src[d.Span.Start:d.Span.End]
	fmt.Fprintf(w, "%d:%d %s %s %q\n", at.Line, at.Column, d.Rule.Severity, d.Rule.Name, about)
	for _, lang := range []string{"zh", "en"} {
		fmt.Fprintf(w, "\t%s", d.Message.In(lang))
		if !d.Hint.IsZero() {
			fmt.Fprintf(w, " → %s", d.Hint.In(lang))
		}
		w.WriteString("\n")
	}
}

// caseLinker finds everything but what begins with “no-”, and links 峰终定律 by
// itself.
type caseLinker struct{ doc *Doc }

func (caseLinker) Link(l Link) (Target, bool) {
	switch {
	case strings.HasPrefix(l.Target, "no-"):
		return Target{}, false
	case l.Kind == Embed:
		return Target{URL: l.Target + ".html", Title: "《" + l.Target + "》", HTML: []byte("<figure>" + l.ref() + "</figure>")}, true
	case l.Kind == Image:
		return Target{URL: "media/" + l.Target}, true
	case l.Target == "":
		return Target{URL: "#" + l.Fragment, Title: l.Fragment}, true
	}
	address := url.URL{Path: strings.TrimSuffix(l.Target, ".md") + ".html", Fragment: l.Fragment}
	return Target{URL: address.String(), Title: "《" + l.Target + "》", Class: "ref ref-case", Preview: "关于" + l.Target}, true
}

func (c caseLinker) Mentions() []Mention {
	var list []Mention
	for _, p := range c.doc.Passages {
		if i := strings.Index(p.Text, "峰终定律"); i >= 0 {
			list = append(list, Mention{p.Start + i, p.Start + i + len("峰终定律"), Target{URL: "peak-end.html", Preview: "记住的是“峰”与“终”"}})
		}
	}
	return list
}

func renderCase(t *testing.T, doc *Doc, v View) string {
	var out bytes.Buffer
	if err := doc.Render(&out, caseLinker{doc}, v); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 0 && !bytes.HasSuffix(out.Bytes(), []byte("\n")) {
		out.WriteString("\n")
	}
	return out.String()
}

// firstDifference shows where two texts part, with the lines around it.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i == len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\ngot\n\t%s\nwant\n\t%s", i+1, excerpt(g, i), excerpt(w, i))
		}
	}
	return fmt.Sprintf("line %d is missing", len(g)+1)
}

func excerpt(lines []string, i int) string {
	return strings.Join(lines[max(0, min(i-2, len(lines))):min(i+4, len(lines))], "\n\t")
}

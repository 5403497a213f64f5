package serve

import (
	"fmt"
	"net/url"
	"strings"

	"playbook/generator/build"
	"playbook/generator/diag"
)

// A findingView is one finding.
type findingView struct {
	At       string // "content/cases/haidilao.md:31:11", as editors' terminals know it
	Severity string
	Message  string
	Hint     string
	Rule     string
	Page     string
	Edit     string
	Open     []opener
}

// urgentShown is how many errors stand above the documents.
const urgentShown = 5

// relevant returns the findings that belong to an answer: those of its
// documents, and, if nothing is left out, those of other files as well.
func (d *desk) relevant(q question, chosen []*row) diag.List {
	paths := make(map[string]bool, len(chosen))
	for _, r := range chosen {
		paths[r.Path] = true
	}
	severity, rule := q.get("state"), q.get("rule")
	var list diag.List
	for _, want := range []diag.Severity{diag.Error, diag.Warning} {
		for _, f := range d.found {
			asked := (rule == "" || rule == f.Rule.Name) && (severity != "error" && severity != "warning" || severity == f.Rule.Severity.String())
			if f.Rule.Severity == want && asked && (paths[f.Span.Path] || !q.about()) {
				list = append(list, f)
			}
		}
	}
	return list
}

// about reports whether the question is about documents rather than about
// findings of a kind, which may stand in the settings or the theme as well.
func (q question) about() bool {
	other := q.get("state") != "" && q.get("state") != "error" && q.get("state") != "warning"
	return other || q.values.Has("type") || q.values.Has("evidence") || q.values.Has("q")
}

// urgent returns the first errors. A book without a page has a guide instead of
// a complaint about its settings.
func (d *desk) urgent() []findingView {
	var list diag.List
	for _, f := range d.found {
		if f.Rule.Severity == diag.Error && f.Rule != build.NoSettings && len(list) < urgentShown {
			list = append(list, f)
		}
	}
	return d.findings(list)
}

func (d *desk) findings(list diag.List) []findingView {
	pages := make(map[string]string, len(d.docs))
	for _, doc := range d.docs {
		pages[doc.Path] = doc.Page
	}
	views := make([]findingView, len(list))
	for i, f := range list {
		views[i] = d.finding(f, pages[f.Span.Path])
	}
	return views
}

func (d *desk) finding(f *diag.Diagnostic, page string) findingView {
	at, pos := diag.Clean(f.Span.Path), diag.Position{}
	if src := d.read(f.Span.Path); src != nil {
		pos = diag.PositionOf(src, f.Span.Start)
		at = fmt.Sprintf("%s:%d:%d", at, pos.Line, pos.Column)
	}
	return findingView{
		At: at, Severity: f.Rule.Severity.String(), Message: f.Message.In(d.lang), Hint: f.Hint.In(d.lang),
		Rule: f.Rule.Name, Page: d.link(page), Edit: d.edit(f.Span.Path, pos.Line), Open: d.open(f.Span.Path, pos),
	}
}

// link returns a page, or "" if it cannot be shown: that of a draft, or of a file
// that could never be read.
func (d *desk) link(page string) string {
	if page == "" || !d.has(page) {
		return ""
	}
	return page
}

// open returns the links to a place of a file in an editor.
func (d *desk) open(file string, at diag.Position) []opener {
	if d.read(file) == nil {
		return nil // there is no such file
	}
	return openers(d.root, file, at)
}

// editors are those that can be chosen on this page.
func (d *desk) editors() []option {
	var list []option
	for _, e := range editors {
		if d.root != "" {
			list = append(list, option{Name: e.name, Label: e.label})
		}
	}
	return list
}

// edit returns the address at which a source file can be edited, or "". Code
// hosts go to the line that stands behind it, if one does.
func (d *desk) edit(file string, line int) string {
	rest, ok := strings.CutPrefix(file, d.folder)
	if !ok || d.set.EditURL == "" {
		return ""
	}
	address := strings.ReplaceAll(d.set.EditURL, "{path}", (&url.URL{Path: rest}).EscapedPath())
	if line > 0 && !strings.Contains(address, "#") {
		address += fmt.Sprintf("#L%d", line)
	}
	return address
}

package serve

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"playbook/generator/build"
	"playbook/generator/check"
	"playbook/generator/content"
	"playbook/generator/diag"
)

// A row is one document as the dashboard shows it.
type row struct {
	build.Document
	typ              string // name of the type, "" if the file has none
	found            diag.List
	errors, warnings int
	states           []string
	rules            []string // names of those that it breaks
}

// rows puts the findings beside the documents. A Markdown file that cannot be
// read as a document is a row of its own: its author looks for it here.
func rows(docs []build.Document, found diag.List) []*row {
	list := make([]*row, len(docs))
	byPath := make(map[string]*row, len(docs))
	for i, d := range docs {
		list[i] = &row{Document: d}
		if d.Type != nil {
			list[i].typ = d.Type.Name
		}
		byPath[d.Path] = list[i]
	}
	for _, f := range found {
		r := byPath[f.Span.Path]
		if r == nil && strings.HasSuffix(f.Span.Path, ".md") {
			r = &row{Document: build.Document{Path: f.Span.Path, Title: path.Base(f.Span.Path)}}
			byPath[f.Span.Path] = r
			list = append(list, r)
		}
		if r != nil {
			r.add(f)
		}
	}
	for _, r := range list {
		r.judge()
	}
	return list
}

// add notes a finding.
func (r *row) add(f *diag.Diagnostic) {
	r.found = append(r.found, f)
	if f.Rule.Severity == diag.Error {
		r.errors++
	} else {
		r.warnings++
	}
	if !slices.Contains(r.rules, f.Rule.Name) {
		r.rules = append(r.rules, f.Rule.Name)
	}
}

// A state is something that can be said of a document, and filtered by.
type state struct {
	name  string
	label diag.Text
	holds func(*row) bool
}

// states lists them in the order in which they are shown.
var states = []state{
	{"error", diag.Text{En: "Errors", Zh: "有错误"}, func(r *row) bool { return r.errors > 0 }},
	{"warning", diag.Text{En: "Warnings", Zh: "有提醒"}, func(r *row) bool { return r.warnings > 0 }},
	{"draft", diag.Text{En: "Draft", Zh: "草稿"}, func(r *row) bool { return r.Draft }},
	{"no-english", diag.Text{En: "No English", Zh: "缺英文"}, func(r *row) bool { return slices.Contains(r.rules, check.NoEnglish.Name) }},
	{"stale", diag.Text{En: "Check again", Zh: "该重新核对"}, func(r *row) bool { return slices.Contains(r.rules, check.Stale.Name) }},
	{"good", diag.Text{En: "All good", Zh: "没有问题"}, func(r *row) bool { return len(r.found) == 0 && !r.aside() }},
}

// aside reports whether the document is a draft that is not part of the site now,
// so that nobody has looked at how it fits in.
func (r *row) aside() bool { return r.Draft && r.Page == "" }

func (r *row) judge() {
	for _, s := range states {
		if s.holds(r) {
			r.states = append(r.states, s.name)
		}
	}
}

// says reports whether one of the row's names holds the text, which is in lower
// case: its title, its id, its path, or what the file itself calls it.
func (r *row) says(text string, read func(string) []byte) bool {
	for _, s := range []string{r.Title, r.ID, r.Path} {
		if strings.Contains(strings.ToLower(s), text) {
			return true
		}
	}
	return slices.ContainsFunc(otherNames(read(r.Path)), func(line []byte) bool {
		return bytes.Contains(bytes.ToLower(line), []byte(text))
	})
}

// otherNames returns the lines of a front matter that hold a document's further
// names, as they are written. It does not parse them: to search, the letters are
// enough, and a file that cannot be parsed is found as well.
func otherNames(src []byte) [][]byte {
	var names [][]byte
	inside := false
	_, rest, _ := bytes.Cut(src, []byte("\n")) // the first line opens the front matter
	for len(rest) > 0 && !bytes.HasPrefix(rest, []byte("---")) {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		if len(line) > 0 && line[0] != ' ' && line[0] != '-' {
			var key []byte
			key, line, _ = bytes.Cut(line, []byte(":"))
			inside = slices.Contains([]string{"title_en", "aliases", "别名"}, string(key))
		}
		if inside {
			names = append(names, line)
		}
	}
	return names
}

// columns are what the table can be sorted by.
var columns = map[string]func(a, b *row) int{
	"title": func(a, b *row) int { return strings.Compare(a.Title, b.Title) },
	"type":  func(a, b *row) int { return cmp.Compare(typeRank(a.typ), typeRank(b.typ)) },
	"problems": func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.errors, b.errors), cmp.Compare(a.warnings, b.warnings))
	},
	"evidence": func(a, b *row) int { return cmp.Compare(evidenceRank(a), evidenceRank(b)) },
	"checked":  func(a, b *row) int { return strings.Compare(a.Checked, b.Checked) },
}

func typeRank(name string) int {
	return slices.IndexFunc(content.Types, func(t *content.Type) bool { return t.Name == name })
}

// evidenceRank puts documents that make no promise behind all that do.
func evidenceRank(r *row) int {
	if rank := content.EvidenceRank(r.Evidence); rank >= 0 {
		return rank
	}
	return len(content.Enums["evidence"])
}

// sortRows orders rows by a column. Without one, what needs attention is first.
// Rows that are equal stand by type and path.
func sortRows(list []*row, column string, down bool) {
	compare, ok := columns[column]
	if !ok {
		compare, down = columns["problems"], true
	}
	slices.SortFunc(list, func(a, b *row) int {
		c := compare(a, b)
		if down {
			c = -c
		}
		return cmp.Or(c, columns["type"](a, b), strings.Compare(a.Path, b.Path))
	})
}

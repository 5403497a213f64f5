package serve

import (
	"fmt"
	"net/url"
	"path"

	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
)

// A desk is everything that the dashboard looks at.
type desk struct {
	lang   string
	sum    string // tells this state of the book from others
	set    *content.Settings
	folder string // how paths of content begin in messages, "content/"
	icon   string // path of the site's icon, "" if it has none
	docs   []build.Document
	found  diag.List
	read   func(path string) []byte
	root   string // for links into an editor; "" for none
	has    func(page string) bool
	counts build.Counts
	first  lap
	later  []lap
}

// perPage is how many documents, or findings, stand on one page.
const perPage = 200

// A view is what the template of the dashboard shows.
type view struct {
	Lang, Title, Sum string
	Errors, Warnings int
	Facets           []facet
	Search           string
	Kept             map[string]string // the other parts of the question, for the search form
	Clear            string            // link to the question without its filters
	Narrowed         bool
	Tabs             []option
	Problems         bool // the findings are asked for, not the documents
	Headings         []heading
	Rows             []rowView
	Findings         []findingView
	Urgent           []findingView // the first errors, above all documents
	AllErrors        string
	Pages            pages
	Building         building
	Folder, Icon     string
	Empty            bool // there is no document yet
	NoSettings       bool
	Editors          []option // to open a place in; none if nobody may know the folders
}

// A heading stands above a column and sorts by it.
type heading struct{ Name, Label, Link, Sorted string }

// A rowView is one document in the table.
type rowView struct {
	Path, Title, ID  string
	Page, Edit       string
	Type             string
	Open             []opener
	Evidence, Level  string // the word, and the value
	Checked          string
	Draft, NoEnglish bool
	Stale, Aside     bool
	Errors, Warnings int
	Findings         []findingView
}

// pages says which part of a long list is shown.
type pages struct {
	From, To, Total int
	Before, After   string // links, "" at either end
}

// answer returns what the dashboard shows to a question.
func (d *desk) answer(q question) *view {
	all := rows(d.docs, d.found)
	s := q.choose(all, d.read)
	column, down := q.sort()
	sortRows(s.rows, column, down)
	v := &view{
		Lang: d.lang, Title: d.set.Title, Sum: d.sum, Facets: q.facets(all, s, d.lang), Search: q.get("q"),
		Kept: q.kept(), Clear: q.cleared(), Narrowed: q.narrowed(), Problems: q.get("view") == "problems",
		Building: d.building(), Folder: d.folder, Icon: d.icon,
		Empty: len(all) == 0, NoSettings: d.set.Unread, Urgent: d.urgent(),
	}
	v.Errors, v.Warnings = d.found.Count()
	v.Editors = d.editors()
	found := d.relevant(q, s.rows)
	v.Tabs = d.tabs(q, len(s.rows), len(found))
	if v.Problems {
		from, to := v.page(q, len(found))
		v.Findings = d.findings(found[from:to])
		return v
	}
	from, to := v.page(q, len(s.rows))
	for _, r := range s.rows[from:to] {
		v.Rows = append(v.Rows, d.row(r))
	}
	v.Headings = q.headings(d.lang)
	v.AllErrors = question{url.Values{"view": {"problems"}}}.link("state", "error")
	return v
}

// page notes which part of n entries is shown, and returns it.
func (v *view) page(q question, n int) (from, to int) {
	page := min(q.page(), max(1, (n+perPage-1)/perPage))
	from, to = (page-1)*perPage, min(page*perPage, n)
	v.Pages = pages{From: min(from+1, n), To: to, Total: n}
	if page > 1 {
		v.Pages.Before = q.link("page", fmt.Sprint(page-1))
	}
	if to < n {
		v.Pages.After = q.link("page", fmt.Sprint(page+1))
	}
	return from, to
}

// tabs are the two ways to look: at documents, or at what is wrong.
func (d *desk) tabs(q question, documents, findings int) []option {
	problems := q.get("view") == "problems"
	return []option{
		{Name: "documents", Label: diag.Text{En: "Documents", Zh: "文档"}.In(d.lang), Count: documents, Link: q.link("view", ""), Chosen: !problems},
		{Name: "problems", Label: diag.Text{En: "Findings", Zh: "错误与提醒"}.In(d.lang), Count: findings, Link: q.link("view", "problems"), Chosen: problems},
	}
}

func (d *desk) row(r *row) rowView {
	v := rowView{
		Path: r.Path, Title: r.Title, ID: r.ID, Page: d.link(r.Page), Edit: d.edit(r.Path, 0), Open: d.open(r.Path, diag.Position{Line: 1, Column: 1}), Checked: r.Checked, Draft: r.Draft, Aside: r.aside(),
		Errors: r.errors, Warnings: r.warnings, Level: r.Evidence,
	}
	if v.Title == "" {
		v.Title = path.Base(r.Path)
	}
	if r.Type != nil {
		v.Type = diag.Text{En: r.Type.Name, Zh: r.Type.Zh}.In(d.lang)
	}
	if r.Evidence != "" {
		v.Evidence = content.Label("evidence", r.Evidence).In(d.lang)
	}
	for _, s := range r.states {
		v.NoEnglish = v.NoEnglish || s == "no-english"
		v.Stale = v.Stale || s == "stale"
	}
	for _, f := range r.found {
		v.Findings = append(v.Findings, d.finding(f, ""))
	}
	return v
}

// headings are the columns that can be sorted by. A second click turns the order
// around.
func (q question) headings(lang string) []heading {
	column, down := q.sort()
	var list []heading
	for _, c := range []choice{
		{"title", diag.Text{En: "Document", Zh: "文档"}},
		{"type", diag.Text{En: "Type", Zh: "类型"}},
		{"evidence", diag.Text{En: "Evidence", Zh: "证据"}},
		{"checked", diag.Text{En: "Checked", Zh: "核对于"}},
		{"problems", diag.Text{En: "Findings", Zh: "错误与提醒"}},
	} {
		h := heading{Name: c.name, Label: c.label.In(lang), Link: q.link("sort", c.name)}
		switch {
		case c.name == column && down:
			h.Sorted, h.Link = "descending", q.link("sort", "")
		case c.name == column:
			h.Sorted, h.Link = "ascending", q.link("sort", "-"+c.name)
		}
		list = append(list, h)
	}
	return list
}

// kept returns the parts of the question that searching leaves as they are.
func (q question) kept() map[string]string {
	kept := make(map[string]string)
	for _, key := range questionKeys {
		if v := q.get(key); v != "" && key != "q" && key != "page" {
			kept[key] = v
		}
	}
	return kept
}

// cleared returns the link to the same view of all documents.
func (q question) cleared() string {
	all := question{url.Values{}}
	if s := q.get("sort"); s != "" {
		all.values.Set("sort", s)
	}
	return all.link("view", q.get("view"))
}

// Package site makes the pages: it knows their routes, gathers what each one
// shows, and renders it with a theme.
//
//	theme, found := site.NewTheme(files, "themes/default/")
//	s := site.New(lib, theme, site.Options{Version: "1.0"})
//	for _, p := range s.Pages() {
//		html, found := s.Render(p)
//	}
//
// Pages only lists; Render does the work for one page, and several goroutines
// may render at once. What many pages need is computed once, in [New]: whatever
// is done for every page must not look at every other page.
//
// Templates stay simple: they get small structs (view*.go) in which addresses
// are already relative to the page and words are already chosen. An author's
// text reaches them as a string, which html/template escapes; the only trusted
// HTML is rendered Markdown and pictures.
package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"sync"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
)

// Options adjusts a Site.
type Options struct {
	Version string // of the program, for the footer
}

// A Site is a library in the clothes of a theme.
type Site struct {
	lib     *library.Library
	theme   *Theme
	opt     Options
	locale  Locale
	words   table
	layouts map[string]*template.Template

	types  []*content.Type                // those that have documents
	of     map[string][]*content.Document // by type, in the order of the site
	place  map[*content.Document]int      // in of
	tags   tagIndex
	chips  sync.Map // chipKey → template.HTML
	shared sharing
}

// A Page is one page of the site, not yet rendered.
type Page struct {
	Path   string // its route, "cases/haidilao.html"
	Source string // the content file it shows, or ""
	Title  string

	layout  string
	doc     *content.Document
	element int           // of a framework, for layout "element"
	typ     *content.Type // for layout "index"
	n       int           // of an index in several pages, from 1
}

// New prepares a site. It does not change lib or theme.
func New(lib *library.Library, theme *Theme, opt Options) *Site {
	s := &Site{
		lib: lib, theme: theme, opt: opt, locale: Canonical,
		layouts: make(map[string]*template.Template, len(theme.layouts)),
		place:   make(map[*content.Document]int, len(lib.Docs)),
		of:      make(map[string][]*content.Document),
	}
	for name, set := range theme.layouts {
		if clone, err := set.Clone(); err == nil {
			fold(clone, s.words)
			s.layouts[name] = clone.Funcs(functions(s.words))
		}
	}
	for _, t := range content.Types {
		docs := lib.Of(t.Name)
		if t.Name == "page" {
			docs = pagesInOrder(docs)
		}
		s.of[t.Name] = docs
		if len(docs) > 0 {
			s.types = append(s.types, t)
			for i, d := range docs {
				s.place[d] = i
			}
		}
	}
	s.tags = indexTags(lib)
	s.shared = share(lib, s.tags)
	return s
}

// pagesInOrder sorts the pages that say where they belong before the others.
func pagesInOrder(docs []*content.Document) []*content.Document {
	docs = slices.Clone(docs)
	rank := func(d *content.Document) int {
		if o := d.Record.(*content.Page).Order; o != nil {
			return *o
		}
		return math.MaxInt
	}
	slices.SortStableFunc(docs, func(a, b *content.Document) int { return cmp.Compare(rank(a), rank(b)) })
	return docs
}

// How many entries an index shows on one page.
const (
	cardsPerPage = 60
	rowsPerPage  = 240
	linksPerPage = 1500
)

// perPage returns how many documents of a type one page of its index shows.
func perPage(t *content.Type) int {
	switch t.Name {
	case "term", "source", "person", "organisation":
		return rowsPerPage
	}
	return cardsPerPage
}

func pagesFor(n, per int) int { return max(1, (n+per-1)/per) }

// Pages lists every page of the site: the general ones, then type by type the
// index and the documents, a framework followed by its elements.
func (s *Site) Pages() []Page {
	t := s.words.say
	l := s.locale
	list := []Page{
		{Path: l.Home(), Title: s.lib.Settings.Title, layout: "home"},
		{Path: l.NotFound(), Title: t("没有这一页"), layout: "404"},
	}
	for n := range pagesFor(len(s.lib.Docs), linksPerPage) {
		list = append(list, Page{Path: l.All(n + 1), Title: t("全部页面"), layout: "all", n: n + 1})
	}
	for _, typ := range s.types {
		docs := s.of[typ.Name]
		for n := range pagesFor(len(docs), perPage(typ)) {
			list = append(list, Page{Path: l.Index(typ, n+1), Title: t(typ.Zh), layout: "index", typ: typ, n: n + 1})
		}
		for _, d := range docs {
			list = append(list, Page{Path: l.Doc(d), Source: d.Path, Title: d.Title, layout: typ.Name, doc: d})
			if f, ok := d.Record.(*content.Framework); ok {
				list = append(list, s.elementPages(d, f)...)
			}
		}
	}
	return list
}

// elementPages lists the pages of the elements of a framework.
func (s *Site) elementPages(d *content.Document, f *content.Framework) []Page {
	var list []Page
	seen := make(map[string]bool) // an id that stands there twice was reported
	for i, e := range f.Elements {
		t, ok := elementTarget(d, e.ID)
		if !ok || seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		for n := range elementPageCount(len(s.tags.moments[t.Key()])) {
			list = append(list, Page{Path: s.locale.Element(d, e.ID, n+1), Source: d.Path, Title: e.Title, layout: "element", doc: d, element: i, n: n + 1})
		}
	}
	return list
}

// Render makes one page. A finding is a template that fails on it.
func (s *Site) Render(p Page) ([]byte, diag.List) {
	set := s.layouts[p.layout]
	if set == nil {
		return nil, nil // reported by NewTheme
	}
	var found diag.List
	b := &builder{Site: s, page: p, found: &found}
	var out bytes.Buffer
	out.Grow(32 << 10)
	b.execute(&out, layoutFile("base"), b.view())
	return out.Bytes(), found
}

// execute runs one template of the page's layout.
func (b *builder) execute(out *bytes.Buffer, name string, data any) {
	if err := b.layouts[b.page.layout].ExecuteTemplate(out, name, data); err != nil {
		at, text := b.theme.position(err)
		b.found.Add(TemplateFailed, at, b.page.Path, text)
	}
}

// A builder gathers what one page shows.
type builder struct {
	*Site
	page     Page
	found    *diag.List
	pictures int // drawn so far, for their ids
}

func (b *builder) t(key string, args ...any) string { return b.words.say(key, args...) }

// url is the address of a route, seen from the page.
func (b *builder) url(route string) string { return Relative(b.page.Path, route) }

// prefix returns a name for the ids of the next picture.
func (b *builder) prefix() string {
	b.pictures++
	return fmt.Sprintf("fig.%d", b.pictures)
}

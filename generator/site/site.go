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
// may render at once. What a page needs to know of others it asks of a
// [Catalog], so that a catalog can tell which pages a change reaches.
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

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
)

// Options adjusts a Site.
type Options struct {
	Version string // of the program, for the footer
}

// A Dress is a theme made ready for the pages of one locale. It does not change
// and knows nothing of any document.
type Dress struct {
	theme   *Theme
	opt     Options
	locale  Locale
	words   table
	layouts map[string]*template.Template
}

// A Site is a book in the clothes of a theme.
type Site struct {
	*Dress
	cat Catalog
	lib *library.Library
}

// A Page is one page of the site, not yet rendered.
type Page struct {
	Path   string // its route, "cases/haidilao.html"
	Source string // the content file it shows, or ""

	layout  string
	element string        // of a framework, for layout "element"
	typ     *content.Type // for layout "index"
	n       int           // of an index in several pages, from 1
}

// Layout is the name of the layout that shows the page, "case".
func (p Page) Layout() string { return p.layout }

// NewDress makes a theme ready. It does not change it.
func NewDress(theme *Theme, opt Options) *Dress {
	d := &Dress{theme: theme, opt: opt, locale: Canonical, layouts: make(map[string]*template.Template, len(theme.layouts))}
	for name, set := range theme.layouts {
		if clone, err := set.Clone(); err == nil {
			fold(clone, d.words)
			d.layouts[name] = clone.Funcs(functions(d.words))
		}
	}
	return d
}

// Site returns the site of a book.
func (d *Dress) Site(cat Catalog) *Site { return &Site{d, cat, &library.Library{Catalog: cat}} }

// types lists the types that have documents.
func (s *Site) types() []*content.Type {
	var list []*content.Type
	for _, t := range content.Types {
		if len(s.lib.Paths(t)) > 0 {
			list = append(list, t)
		}
	}
	return list
}

// inOrder lists the documents of a type in the order of the site.
func (s *Site) inOrder(t *content.Type) []string {
	if t.Name != "page" {
		return s.lib.Paths(t)
	}
	var list []string
	for _, d := range pagesInOrder(s.lib.Of(t.Name)) {
		list = append(list, d.Path)
	}
	return list
}

// pagesInOrder sorts the pages that say where they belong before the others.
func pagesInOrder(docs []*content.Document) []*content.Document {
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
	l := s.locale
	list := []Page{{Path: l.Home(), layout: "home"}, {Path: l.NotFound(), layout: "404"}, {Path: l.Search(), layout: "search"}}
	for n := range pagesFor(len(s.lib.All()), linksPerPage) {
		list = append(list, Page{Path: l.All(n + 1), layout: "all", n: n + 1})
	}
	for _, typ := range s.types() {
		paths := s.lib.Paths(typ)
		for n := range pagesFor(len(paths), perPage(typ)) {
			list = append(list, Page{Path: l.Index(typ, n+1), layout: "index", typ: typ, n: n + 1})
		}
		for _, path := range paths {
			list = append(list, Page{Path: l.Page(path), Source: path, layout: typ.Name})
			if typ.Name == "framework" {
				list = append(list, s.elementPages(s.lib.Document(path))...)
			}
		}
	}
	return list
}

// elementPages lists the pages of the elements of a framework.
func (s *Site) elementPages(d *content.Document) []Page {
	var list []Page
	seen := make(map[string]bool) // an id that stands there twice was reported
	for _, e := range d.Record.(*content.Framework).Elements {
		t, ok := elementTarget(d, e.ID)
		if !ok || seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		for n := range elementPageCount(len(s.cat.Moments(t.Key()))) {
			list = append(list, Page{Path: s.locale.Element(d, e.ID, n+1), Source: d.Path, layout: "element", element: e.ID, n: n + 1})
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
	if p.Source != "" {
		b.doc = s.lib.Document(p.Source)
	}
	var out bytes.Buffer
	out.Grow(32 << 10)
	b.execute(&out, layoutFile("base"), b.view())
	return out.Bytes(), found
}

// execute runs one template of the page's layout.
func (b *builder) execute(out *bytes.Buffer, name string, data any) {
	set := b.layouts[b.page.layout]
	if set == nil {
		return // reported by NewTheme
	}
	if err := set.ExecuteTemplate(out, name, data); err != nil {
		at, text := b.theme.position(err)
		b.found.Add(TemplateFailed, at, b.page.Path, text)
	}
}

// A builder gathers what one page shows.
type builder struct {
	*Site
	page     Page
	doc      *content.Document // that the page shows, or nil
	found    *diag.List
	pictures int                                  // drawn so far, for their ids
	fields   map[string]string                    // path of a framework → the moment field that it backs; see fieldOf
	tags     map[string]map[string][]analysis.Tag // path of a case → tags of its moments; see tagsOf
}

func (b *builder) t(key string, args ...any) string { return b.words.say(key, args...) }

// url is the address of a route, seen from the page.
func (b *builder) url(route string) string { return Relative(b.page.Path, route) }

// prefix returns a name for the ids of the next picture.
func (b *builder) prefix() string {
	b.pictures++
	return fmt.Sprintf("fig.%d", b.pictures)
}

package site

import (
	"sync"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/library"
)

// A Catalog answers what one page asks about the rest of the book.
type Catalog interface {
	library.Catalog
	// Moments returns the moments tagged with the element of that key, the best
	// known first.
	Moments(element string) []*analysis.Tagging
	// Near returns the cases most like the one at a path.
	Near(path string) []analysis.Near
	// Chip returns what [Site.Chip] makes.
	Chip(c Chip) DrawnChip
}

// A whole is a catalog that has counted everything.
type whole struct {
	library.Catalog
	site     *Site
	moments  map[string][]*analysis.Tagging
	likeness *analysis.Likeness
	chips    sync.Map // Chip → DrawnChip
}

// New dresses a library in a theme.
func New(lib *library.Library, theme *Theme, opt Options) *Site {
	w := &whole{Catalog: lib, moments: make(map[string][]*analysis.Tagging)}
	tags := make(map[string][]analysis.Tagging)
	for _, d := range lib.Of("case") {
		tags[d.Path] = analysis.Taggings(lib, d)
		for i := range tags[d.Path] {
			t := &tags[d.Path][i]
			w.moments[t.Element.Key()] = append(w.moments[t.Element.Key()], t)
		}
	}
	for _, list := range w.moments {
		analysis.BestFirst(list)
	}
	w.likeness = analysis.NewLikeness(lib.Paths(content.TypeOf("case")), func(path string) []analysis.Tagging { return tags[path] })
	w.site = NewDress(theme, opt).Site(w)
	return w.site
}

func (w *whole) Moments(element string) []*analysis.Tagging { return w.moments[element] }
func (w *whole) Near(path string) []analysis.Near           { return w.likeness.Near(path) }

func (w *whole) Chip(c Chip) DrawnChip {
	if drawn, ok := w.chips.Load(c); ok {
		return drawn.(DrawnChip)
	}
	drawn := w.site.Chip(c)
	w.chips.Store(c, drawn)
	return drawn
}

package build

import (
	"slices"

	"playbook/generator/analysis"
	"playbook/generator/build/memo"
	"playbook/generator/content"
	"playbook/generator/library"
	"playbook/generator/markdown"
	"playbook/generator/site"
)

// A catalog is a [site.Catalog] that remembers what was asked: who asks depends
// on the answer.
type catalog struct{ r *memo.Reader }

// bookOf returns the library as a query sees it.
func bookOf(r *memo.Reader) *library.Library { return &library.Library{Catalog: catalog{r}} }

// siteOf returns the site as a query sees it.
func siteOf(r *memo.Reader) *site.Site { return memo.Get(r, dressKey{}, dress).Site(catalog{r}) }

func (c catalog) Settings() *content.Settings { return shownSettings(c.r) }

func (c catalog) Paths(t *content.Type) []string {
	if t == nil {
		return nil
	}
	return memo.Get(c.r, folderKey(t.Folder), folder)
}

func (c catalog) Document(path string) *content.Document {
	return memo.Get(c.r, documentKey(path), document)
}

func (c catalog) Prose(path string) *markdown.Doc { return memo.Get(c.r, bodyKey(path), body) }

func (c catalog) Media() []string { return memo.Get(c.r, mediaKey{}, media).paths }

func (c catalog) IsMedia(path string) bool {
	_, ok := slices.BinarySearch(c.Media(), path)
	return ok
}

func (c catalog) Named(key string) []library.Name { return names.get(c.r, key) }

func (c catalog) Elements(path string) library.ElementTable {
	return memo.Get(c.r, elementsKey(path), elements)
}

func (c catalog) Resolution(path string) *library.Resolution {
	return memo.Get(c.r, resolutionKey(path), resolution)
}

func (c catalog) Mentions(path string) []library.Mention {
	return memo.Get(c.r, mentionsKey(path), mentions)
}

func (c catalog) Referring(key string) []*library.Edge  { return referring.get(c.r, key) }
func (c catalog) Mentioning(key string) []*library.Edge { return mentioning.get(c.r, key) }

func (c catalog) Moments(element string) []*analysis.Tagging {
	return memo.Get(c.r, momentsKey(element), moments)
}

func (c catalog) Near(path string) []analysis.Near { return memo.Get(c.r, nearKey(path), near) }

func (c catalog) Chip(k site.Chip) site.DrawnChip { return memo.Get(c.r, chipKey(k), chip) }

package site

import (
	"fmt"
	"strings"

	"playbook/generator/content"
	"playbook/generator/library"
)

// A Locale is a language and script of the site. All its pages lie below Prefix.
type Locale struct {
	Code   string // "zh-Hans", the value of lang
	Prefix string // "" or ends with a slash: "en/"
}

// Canonical is the locale in which the book is written.
var Canonical = Locale{Code: "zh-Hans"}

// Home is the route of the locale's first page.
func (l Locale) Home() string { return l.Prefix + "index.html" }

// All is the route of one page of the list of all pages, counted from 1.
func (l Locale) All(n int) string { return l.Prefix + numbered("all", n) }

// Search is the route of the page on which readers search.
func (l Locale) Search() string { return l.Prefix + "search.html" }

// SearchIndex is the route of the file with which the search index of the locale
// begins.
func (l Locale) SearchIndex() string { return "search/" + l.Code + ".js" }

// NotFound is the route of the page that a host shows for a wrong address.
func (l Locale) NotFound() string { return l.Prefix + "404.html" }

// Index is the route of one page of the index of a type, counted from 1.
func (l Locale) Index(t *content.Type, n int) string {
	if n > 1 {
		return l.Prefix + t.Folder + fmt.Sprintf("/page-%d.html", n)
	}
	return l.Prefix + t.Folder + "/index.html"
}

// Doc is the route of a document's own page.
func (l Locale) Doc(d *content.Document) string {
	return l.Page(d.Path)
}

// Page is the route of the document at a path below the content folder.
func (l Locale) Page(path string) string { return l.Prefix + strings.TrimSuffix(path, ".md") + ".html" }

// Element is the route of one page of an element of a framework, counted from 1.
func (l Locale) Element(d *content.Document, id string, n int) string {
	return strings.TrimSuffix(l.Doc(d), ".html") + "/" + numbered(id, n)
}

// Target is the route of what a reference leads to, with the fragment if it is a
// part of a page.
func (l Locale) Target(t library.Target) string {
	switch {
	case t.Doc == nil:
		return t.Media // media keep their path, in every locale
	case t.IsElement():
		return l.Element(t.Doc, t.Part.ID, 1)
	case t.Part != nil:
		return l.Doc(t.Doc) + "#" + t.Part.ID
	case t.Heading != nil:
		return l.Doc(t.Doc) + "#" + t.Heading.ID
	default:
		return l.Doc(t.Doc)
	}
}

func numbered(name string, n int) string {
	if n > 1 {
		return fmt.Sprintf("%s-%d.html", name, n)
	}
	return name + ".html"
}

// Relative returns the address of the route to as it is written on the page
// from. It names its file, so that it also works without a server.
func Relative(from, to string) string {
	file, fragment, _ := strings.Cut(to, "#")
	if file == from && fragment != "" {
		return "#" + fragment
	}
	common := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			common = i + 1
		}
	}
	return strings.Repeat("../", strings.Count(from[common:], "/")) + to[common:]
}

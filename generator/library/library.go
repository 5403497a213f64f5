// Package library puts all documents together: it knows every name, finds what a
// reference means, and tells what refers to what.
//
//	lib, found := library.New(files, settings, media, false)
//	lib.Find("兴奋", "tag:kano", nil) // → the element kano.attractive
//	lib.Incoming(target)              // → who refers to it, with the sentence
//
// A [Library] asks single questions of a [Catalog]. The one that [New] makes has
// read everything; another one may find the answers when they are asked for, and
// remember who asked. Everything a Library returns is in an order that depends on
// the documents only.
package library

import (
	"slices"

	"playbook/generator/content"
	"playbook/generator/markdown"
)

// A Library is all documents of a book.
type Library struct{ Catalog }

// A Catalog answers single questions about the documents of a book. Paths are
// those of files below the content folder. Drafts are not in a catalog, but for
// their names.
type Catalog interface {
	Settings() *content.Settings
	// Paths lists the documents of a type, sorted.
	Paths(t *content.Type) []string
	// Document returns what stands at a path, or nil.
	Document(path string) *content.Document
	// Prose returns the prose of the document at a path.
	Prose(path string) *markdown.Doc
	// Media lists the files that pages may show, sorted.
	Media() []string
	IsMedia(path string) bool
	// Named returns what was entered under a key by [Entries], in the order of the
	// library.
	Named(key string) []Name
	// Elements returns the elements of the framework at a path by their folded
	// names.
	Elements(path string) ElementTable
	// Resolution returns where the references of a document lead.
	Resolution(path string) *Resolution
	// Mentions returns the automatic links in the prose of a document, in order.
	Mentions(path string) []Mention
	// Referring returns the references that lead to the target with a key, in the
	// order of the library.
	Referring(key string) []*Edge
	// Mentioning returns the same for automatic links.
	Mentioning(key string) []*Edge
}

// A Target is what a reference leads to: a document, a part of one (an element,
// a moment …), a heading in one, or a media file.
type Target struct {
	Doc     *content.Document
	Part    *content.Part     // or nil
	Heading *markdown.Heading // or nil
	Media   string            // path below the content folder, then Doc is nil
	Picture string            // name of a picture of the document, "journey"; see [Library.Pictures]
}

// Key identifies a target: "frameworks/kano#attractive".
func (t Target) Key() string {
	switch {
	case t.Doc == nil:
		return t.Media
	case t.Part != nil:
		return t.Doc.Type.Folder + "/" + t.Doc.ID + "#" + t.Part.ID
	default:
		return t.Doc.Type.Folder + "/" + t.Doc.ID
	}
}

// IsElement reports whether the target is an element of a framework, which has a
// page of its own.
func (t Target) IsElement() bool { return t.Part != nil && t.Part.List == "elements" }

// Title returns what to call the target in a link.
func (t Target) Title() string {
	switch {
	case t.Part != nil:
		return t.Part.Title
	case t.Heading != nil:
		return t.Heading.Text
	case t.Picture != "":
		return t.Doc.Title
	case t.Doc != nil:
		return t.Doc.Title
	default:
		return t.Media
	}
}

// ID returns the canonical way to write a reference to the target.
func (t Target) ID() string {
	switch {
	case t.IsElement():
		return t.Doc.ID + "." + t.Part.ID
	case t.Part != nil:
		return t.Doc.ID + "#" + t.Part.ID
	case t.Doc != nil:
		return t.Doc.ID
	default:
		return t.Media
	}
}

// Name returns the name under which [Library.At] finds the target again.
func (t Target) Name() Name {
	n := Name{Path: t.Doc.Path}
	if t.Part != nil {
		n.Part = t.Part.ID
	}
	return n
}

// Element returns the element that a target is.
func Element(t Target) *content.Element {
	f, ok := t.Doc.Record.(*content.Framework)
	if !ok || t.Part == nil {
		return nil
	}
	for i := range f.Elements {
		if f.Elements[i].ID == t.Part.ID {
			return &f.Elements[i]
		}
	}
	return nil
}

// At returns the target that a name stands for, false if it is no longer there.
func (l *Library) At(n Name) (Target, bool) {
	d := l.Document(n.Path)
	if d == nil {
		return Target{}, false
	}
	if n.Part == "" {
		return Target{Doc: d}, true
	}
	part := d.Part(n.Part)
	return Target{Doc: d, Part: part}, part != nil
}

// All lists the paths of all documents, by type in the order of content.Types,
// then sorted.
func (l *Library) All() []string {
	var list []string
	for _, t := range content.Types {
		list = append(list, l.Paths(t)...)
	}
	return list
}

// Documents returns the documents at some paths.
func (l *Library) Documents(paths []string) []*content.Document {
	list := make([]*content.Document, len(paths))
	for i, p := range paths {
		list[i] = l.Document(p)
	}
	return list
}

// Count returns how many documents of a type there are.
func (l *Library) Count(typ string) int { return len(l.Paths(content.TypeOf(typ))) }

// Of returns the documents of a type, by id.
func (l *Library) Of(typ string) []*content.Document {
	return l.Documents(l.Paths(content.TypeOf(typ)))
}

// Doc returns the document of a type with that id, or nil.
func (l *Library) Doc(typ, id string) *content.Document {
	return l.Document(content.TypeOf(typ).Folder + "/" + id + ".md")
}

// Outgoing returns what a document refers to, in the order of the file, without
// automatic links.
func (l *Library) Outgoing(d *content.Document) []Edge { return l.Resolution(d.Path).Edges }

// Incoming returns what refers to a target, in the order of the library. The
// parts of a document that have no page of their own count as the document.
func (l *Library) Incoming(t Target) []*Edge { return l.Referring(t.Key()) }

// Mentioned returns the automatic links to a target, in the order of the
// library. To find the first one somebody has to read all prose, so nobody looks
// where there cannot be any.
func (l *Library) Mentioned(t Target) []*Edge {
	if !slices.Contains(mentionable, t.Doc.Type.Name) {
		return nil
	}
	return l.Mentioning(t.Key())
}

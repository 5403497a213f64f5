// Package library puts all documents together: it knows every name, finds what a
// reference means, and tells what refers to what.
//
//	lib, found := library.New(docs, settings, media)
//	lib.Find("兴奋", "tag:kano", nil) // → the element kano.attractive
//	lib.Incoming(target)              // → who refers to it, with the sentence
//
// A Library is made once and not changed. Everything it returns is in an order
// that depends on the documents only.
package library

import (
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
)

// A Library is all documents of a book.
type Library struct {
	Docs     []*content.Document // by type in the order of content.Types, then by id
	Settings *content.Settings

	byType  map[*content.Type][]*content.Document
	byPath  map[string]*content.Document
	media   map[string]bool                   // paths below the content folder
	names   map[string][]*content.Document    // folded name → documents
	drafts  map[string]*content.Document      // folded name → drafts, which are nowhere else
	unread  map[string]bool                   // types that have a document that could not be read
	elems   map[*content.Document]nameTable   // framework → folded name → element
	anyElem map[string][]Target               // folded name → elements of all frameworks
	edges   map[*content.Document][]Edge      // what a document refers to
	in      map[string][]*Edge                // key of a target → who refers to it, in edges
	auto    map[*content.Document][]Mention   // automatic links in its prose
	links   map[*content.Document][]linkFound // resolved links of its prose, as in Document.Links
}

type nameTable map[string]*content.Part

type linkFound struct {
	target Target
	ok     bool
}

// A Target is what a reference leads to: a document, a part of one (an element,
// a moment …), a heading in one, or a media file.
type Target struct {
	Doc     *content.Document
	Part    *content.Part     // or nil
	Heading *markdown.Heading // or nil
	Media   string            // path below the content folder, then Doc is nil
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

// New puts documents together. media are the paths of the files that pages may
// show. The findings are names that clash and references that lead nowhere.
func New(docs []*content.Document, settings *content.Settings, media []string) (*Library, diag.List) {
	l := &Library{
		Settings: settings,
		byType:   make(map[*content.Type][]*content.Document),
		byPath:   make(map[string]*content.Document, len(docs)),
		media:    make(map[string]bool, len(media)),
		drafts:   make(map[string]*content.Document),
		unread:   make(map[string]bool),
		names:    make(map[string][]*content.Document, 4*len(docs)),
		elems:    make(map[*content.Document]nameTable),
		anyElem:  make(map[string][]Target),
		edges:    make(map[*content.Document][]Edge, len(docs)),
		in:       make(map[string][]*Edge),
		auto:     make(map[*content.Document][]Mention, len(docs)),
		links:    make(map[*content.Document][]linkFound, len(docs)),
	}
	for _, m := range media {
		l.media[m] = true
	}
	for _, d := range docs {
		if d.Unread {
			l.unread[d.Type.Name] = true
		}
		if d.Draft {
			for _, s := range spellings(d) {
				l.drafts[hanzi.Fold(s.name)] = d
			}
		} else {
			l.byType[d.Type] = append(l.byType[d.Type], d)
			l.byPath[d.Path] = d
		}
	}
	var found diag.List
	for _, t := range content.Types {
		list := l.byType[t]
		slices.SortFunc(list, func(a, b *content.Document) int { return strings.Compare(a.Path, b.Path) })
		l.Docs = append(l.Docs, list...)
		l.addNames(list, &found)
	}
	l.checkAliases(&found)
	l.resolveSettings(&found)
	for _, d := range l.Docs {
		l.resolve(d, &found)
	}
	l.mention()
	l.collect()
	return l, found
}

// Of returns the documents of a type, by id.
func (l *Library) Of(typ string) []*content.Document { return l.byType[content.TypeOf(typ)] }

// Doc returns the document of a type with that id, or nil.
func (l *Library) Doc(typ, id string) *content.Document {
	t := content.TypeOf(typ)
	return l.byPath[t.Folder+"/"+id+".md"]
}

// A spelling is one of the names of a document or element, and where it stands.
type spelling struct {
	name string
	keys []any // for Document.At
}

// spellings lists what a document may be called in a reference.
func spellings(d *content.Document) []spelling {
	list := []spelling{{d.ID, nil}, {d.Title, []any{"title"}}, {d.TitleEn, []any{"title_en"}}}
	for i, a := range d.Aliases {
		list = append(list, spelling{a, []any{"aliases", i}})
	}
	switch r := d.Record.(type) {
	case *content.Framework:
		list = append(list, spelling{r.Short, []any{"short"}})
	case *content.Person:
		list = append(list, spelling{r.NameEn, []any{"name_en"}})
	case *content.Organisation:
		list = append(list, spelling{r.NameEn, []any{"name_en"}})
	}
	return list
}

// addNames enters the documents of one type. Within a type a name means one
// document.
func (l *Library) addNames(docs []*content.Document, found *diag.List) {
	first := make(map[string]*content.Document)
	for _, d := range docs {
		for _, s := range spellings(d) {
			name := hanzi.Fold(s.name)
			if name == "" || first[name] == d {
				continue
			}
			if other := first[name]; other != nil {
				x := found.Add(DuplicateName, d.At(s.keys...), s.name, other.ID)
				x.Others = []diag.Span{other.At("title")}
				continue
			}
			first[name] = d
			l.names[name] = append(l.names[name], d)
		}
		full := d.Type.Folder + "/" + d.ID
		l.names[full] = append(l.names[full], d)
		if f, ok := d.Record.(*content.Framework); ok {
			l.addElements(d, f, found)
		}
	}
}

// checkAliases reports aliases that are also a name of something of another type.
// Two titles may be alike, a case and its company for example, and whoever
// refers to both says which; an alias is there by choice, to be referred to.
func (l *Library) checkAliases(found *diag.List) {
	for _, d := range l.Docs {
		for i, a := range d.Aliases {
			for _, other := range l.names[hanzi.Fold(a)] {
				if other.Type != d.Type {
					x := found.Add(DuplicateName, d.At("aliases", i), a, other.Type.Folder+"/"+other.ID)
					x.Others = []diag.Span{other.At("title")}
				}
			}
		}
	}
}

// addElements enters the elements of a framework.
func (l *Library) addElements(d *content.Document, f *content.Framework, found *diag.List) {
	table := make(nameTable)
	l.elems[d] = table
	for i, e := range f.Elements {
		part := d.Part(e.ID)
		if part == nil || part.List != "elements" {
			continue // reported as a missing or repeated id
		}
		names := append([]string{e.ID, e.Title, e.TitleEn}, e.Aliases...)
		for j, s := range names {
			name := hanzi.Fold(s)
			if name == "" || table[name] == part {
				continue
			}
			if other := table[name]; other != nil {
				keys := []any{"elements", i, "title"}
				if j > 2 {
					keys = []any{"elements", i, "aliases", j - 3}
				}
				found.Add(DuplicateName, d.At(keys...), s, d.ID+"."+other.ID)
				continue
			}
			table[name] = part
			l.anyElem[name] = append(l.anyElem[name], Target{Doc: d, Part: part})
		}
	}
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

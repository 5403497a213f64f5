package library

import (
	"maps"
	"path"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
)

// A Name stands for a document, or a part of one, without holding it.
type Name struct {
	Path string
	Part string // id, or ""
}

// Key is the key of the target that has this name.
func (n Name) Key() string {
	key := strings.TrimSuffix(n.Path, ".md")
	if n.Part != "" {
		key += "#" + n.Part
	}
	return key
}

// An Entry is one line in the register of names.
type Entry struct {
	Key string // a folded name behind a mark that tells what it names
	Name
}

// The marks before the keys of the register.
const (
	ofDocument = "=" // before a folded name, or a folder and an id
	ofElement  = "." // before the folded name of an element of a framework
	ofDraft    = "~" // before a folded name of a draft, which is nowhere else
	ofUnread   = "!" // before a type of which a document could not be read
)

// Entries returns what is entered for one document. A draft is entered as such,
// unless drafts are part of the book.
func Entries(d *content.Document, drafts bool) []Entry {
	isDraft := d.Draft && !drafts
	mark := ofDocument
	if isDraft {
		mark = ofDraft
	}
	var list []Entry
	seen := map[string]bool{"": true}
	for _, s := range spellings(d) {
		if name := hanzi.Fold(s.name); !seen[name] {
			seen[name] = true
			list = append(list, Entry{mark + name, Name{Path: d.Path}})
		}
	}
	if d.Unread {
		list = append(list, Entry{ofUnread + d.Type.Name, Name{Path: d.Path}})
	}
	if isDraft {
		return list
	}
	list = append(list, Entry{ofDocument + d.Type.Folder + "/" + d.ID, Name{Path: d.Path}})
	table, _ := Elements(d)
	for _, name := range slices.Sorted(maps.Keys(table)) {
		list = append(list, Entry{ofElement + name, Name{d.Path, table[name].ID}})
	}
	return list
}

// A spelling is one of the names of a document, and where it stands.
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
	// What a starter says about a name is none.
	return slices.DeleteFunc(list, func(s spelling) bool { return strings.Contains(s.name, "【") })
}

// An ElementTable holds the elements of a framework by their folded names.
type ElementTable map[string]*content.Part

// Elements makes the table of a framework. The findings are names that two of
// its elements have. Other documents have no table.
func Elements(d *content.Document) (ElementTable, diag.List) {
	f, ok := d.Record.(*content.Framework)
	if !ok {
		return nil, nil
	}
	var found diag.List
	table := make(ElementTable)
	for i, e := range f.Elements {
		part := d.Part(e.ID)
		if part == nil || part.List != "elements" {
			continue // reported as a missing or repeated id
		}
		for j, s := range append([]string{e.ID, e.Title, e.TitleEn}, e.Aliases...) {
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
		}
	}
	return table, found
}

// typeAt returns the type of the document at a path.
func typeAt(file string) *content.Type { return content.TypeIn(path.Dir(file)) }

// pathsNamed returns the documents that have a folded name, one of each type:
// within a type a name means one document, the first that has it.
func (l *Library) pathsNamed(name string) []string {
	var list []string
	for _, n := range l.Named(ofDocument + name) {
		if i := len(list); i == 0 || typeAt(list[i-1]) != typeAt(n.Path) {
			list = append(list, n.Path)
		}
	}
	return list
}

// named returns the same as documents.
func (l *Library) named(name string) []*content.Document { return l.Documents(l.pathsNamed(name)) }

// checkNames reports names of a document that another one has: any name within
// its type, and aliases in the whole book. Two titles may be alike, those of a
// case and its company for example, and whoever refers to both says which; an
// alias is there by choice, to be referred to.
func (l *Library) checkNames(d *content.Document, found *diag.List) {
	report := func(s spelling, other *content.Document, called string) {
		found.Add(DuplicateName, d.At(s.keys...), s.name, called).Others = []diag.Span{other.At("title")}
	}
	seen := map[string]bool{"": true}
	for _, s := range spellings(d) {
		name := hanzi.Fold(s.name)
		if seen[name] {
			continue
		}
		seen[name] = true
		for _, other := range l.named(name) {
			if other.Type == d.Type && other.Path != d.Path {
				report(s, other, other.ID)
			}
		}
	}
	for i, a := range d.Aliases {
		for _, other := range l.named(hanzi.Fold(a)) {
			if other.Type != d.Type {
				report(spelling{a, []any{"aliases", i}}, other, other.Type.Folder+"/"+other.ID)
			}
		}
	}
}

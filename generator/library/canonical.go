package library

import (
	"strings"

	"playbook/generator/content"
)

// Canonical returns the one way to write a reference that leads to t, in a field
// whose ref tag is where, in the document from: as short as it can be while it
// means nothing else. It returns "" if there is none.
func (l *Library) Canonical(t Target, where string, from *content.Document) string {
	if t.Doc == nil {
		return ""
	}
	folder := t.Doc.Type.Folder + "/"
	forms := []string{t.ID(), folder + t.ID()}
	switch kind, _, _ := strings.Cut(where, ":"); {
	case t.Heading != nil:
		forms = []string{t.Doc.ID + "#" + t.Heading.ID, folder + t.Doc.ID + "#" + t.Heading.ID}
	case t.Part == nil:
	case kind == "tag" || kind == "part" || kind == "moment" && t.Doc == from:
		forms = []string{t.Part.ID}
	case kind == "any" && t.Doc == from && !t.IsElement():
		forms = append([]string{"#" + t.Part.ID}, forms...)
	}
	for _, f := range forms {
		if found := l.Find(f, where, from); len(found) == 1 && found[0].Key() == t.Key() {
			return f
		}
	}
	return ""
}

// A Choice is one thing that a reference may lead to.
type Choice struct {
	ID    string // as [Library.Canonical] writes it
	Title string
}

// Choices lists what a field with that ref tag may lead to, but for parts of the
// same document.
func (l *Library) Choices(where string) []Choice {
	var list []Choice
	add := func(t Target) {
		if id := l.Canonical(t, where, nil); id != "" {
			list = append(list, Choice{id, t.Title()})
		}
	}
	parts := func(d *content.Document, of string) {
		for i := range d.Parts {
			if d.Parts[i].List == of {
				add(Target{Doc: d, Part: &d.Parts[i]})
			}
		}
	}
	kind, arg, _ := strings.Cut(where, ":")
	switch kind {
	case "tag":
		if fw := l.FieldFramework(arg); fw != nil {
			parts(fw, "elements")
		}
	case "part":
	case "moment":
		for _, d := range l.Of("case") {
			parts(d, "moments")
		}
	case "element":
		for _, d := range l.Of("framework") {
			parts(d, "elements")
		}
	case "any":
		for _, d := range l.Documents(l.All()) {
			add(Target{Doc: d})
			parts(d, "elements")
			parts(d, "moments")
		}
	default:
		for _, typ := range strings.Split(where, ",") {
			if content.TypeOf(typ) == nil {
				continue // a type of a later version
			}
			for _, d := range l.Of(typ) {
				add(Target{Doc: d})
			}
		}
	}
	return list
}

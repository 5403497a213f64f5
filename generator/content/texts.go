package content

import (
	"bytes"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"

	"playbook/generator/diag"
)

// A Text is one value of the front matter.
type Text struct {
	Keys  []any // for [Places.At]
	Value string
	Prose bool   // Chinese to be read: a title, a summary, a lesson; no name, number, formula, reference, and nothing in English
	Enum  string // the name of the enumeration that it is a value of, or \"\"
	Ref   bool   // a reference; they are in [Document.Refs], too
}

// Texts lists the values of the front matter, in the order of the model; of moments
// those fields that all books have.
func (d *Document) Texts() []Text {
	var list []Text
	collect(reflect.ValueOf(d.Record).Elem(), nil, &list)
	return list
}

// collect appends the prose of a struct that stands under keys.
func collect(v reflect.Value, keys []any, list *[]Text) {
	for _, f := range plans[v.Type()].fields {
		collectField(v.FieldByIndex(f.index), f, append(keys[:len(keys):len(keys)], f.key), list)
	}
}

func collectField(v reflect.Value, f field, keys []any, list *[]Text) {
	switch x := v.Interface().(type) {
	case CaseJourney:
		collectField(reflect.ValueOf(x.Steps), field{}, keys, list)
	default:
		switch v.Kind() {
		case reflect.String:
			if x := v.String(); x != "" {
				*list = append(*list, Text{keys, x, f.prose && !strings.HasSuffix(f.key, "_en"), f.enum, f.ref != ""})
			}
		case reflect.Struct:
			collect(v, keys, list)
		case reflect.Slice:
			for i := range v.Len() {
				collectField(v.Index(i), f, append(keys[:len(keys):len(keys)], i), list)
			}
		}
	}
}

// Places tells where the values of a document's front matter stand. Positions are
// needed only when something is wrong, so they are looked up then, not kept for
// every value.
type Places struct {
	dec  decoder
	root *yaml.Node // nil if the front matter cannot be read
	top  diag.Span  // where it begins
}

// Places reads the front matter again, for its positions.
func (d *Document) Places() *Places {
	f, _, _, closed := cutFront(d.Front)
	p := &Places{dec: decoder{path: d.Path, found: new(diag.List)}, top: diag.Span{Path: d.Path}}
	if !closed {
		return p
	}
	p.top.Start, p.top.End = f.start, f.start
	if p.root = p.dec.parse(f); p.root != nil {
		p.top.Start, p.top.End = f.start-len("---\n"), f.start-1
	}
	return p
}

// At returns the bytes of a value, found by its keys and, in lists, its
// positions: At("moments", 2, "evidence"). If the value is not there, it returns
// the nearest thing around it.
func (p *Places) At(keys ...any) diag.Span {
	if n := p.node(keys); n != nil {
		return p.dec.span(n)
	}
	return p.top
}

// Within returns the bytes of a piece of a value. Where the value does not stand
// in the file as it is, because it goes on over several lines or holds escapes,
// and the piece cannot be found, it returns the value.
func (p *Places) Within(piece string, start int, keys ...any) diag.Span {
	at := p.At(keys...)
	n := p.node(keys)
	if n == nil || n.Kind != yaml.ScalarNode {
		return at
	}
	src := p.dec.src[at.Start:p.dec.end]
	if i := bytes.Index(src[:at.End-at.Start], []byte(n.Value)); i >= 0 && strings.HasPrefix(n.Value[min(start, len(n.Value)):], piece) {
		at.Start += i + start
		at.End = at.Start + len(piece)
		return at
	}
	if i := bytes.Index(src[:min(len(src), 2*len(n.Value)+200)], []byte(piece)); i >= 0 {
		at.Start += i
		at.End = at.Start + len(piece)
	}
	return at
}

// node returns the value under keys, or the nearest one around it, or nil.
func (p *Places) node(keys []any) *yaml.Node {
	if p.root == nil {
		return nil
	}
	var found *yaml.Node
	n := p.root
	for _, key := range keys {
		if n = child(n, key); n == nil {
			break
		}
		found = n
	}
	return found
}

// At is short for Places().At, for those who ask once.
func (d *Document) At(keys ...any) diag.Span { return d.Places().At(keys...) }

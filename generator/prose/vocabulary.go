package prose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"playbook/generator/content"
	"playbook/generator/hanzi"
	"playbook/generator/library"
)

// A Spelling is a name as the book writes it, or as it does not.
type Spelling struct {
	Text string
	Want string // how the book writes it: Text itself, or what to write instead
	Path string // of the document that says so
	Kind Kind
}

// A Kind says what a [Spelling] is good for.
type Kind int

// The kinds of spellings.
const (
	Known   Kind = iota // may be written, and says nothing about other spellings
	Fixed               // a name of the glossary: other spellings of it are slips
	Avoided             // what not to call a term
	phrase              // of the house style
)

// fixing are the types whose names are written in one way only; the names of
// others are known.
var fixing = map[string]bool{"term": true, "metric": true, "framework": true}

// knowing are the types whose names are looked at. Cases and sources have titles,
// not names.
var knowing = []string{"term", "metric", "framework", "person", "organisation"}

// Spellings lists the names of the glossary and how they are not to be written.
func Spellings(lib *library.Library) []Spelling {
	var list []Spelling
	for _, typ := range knowing {
		for _, d := range lib.Of(typ) {
			list = append(list, spellings(d)...)
		}
	}
	return list
}

func spellings(d *content.Document) []Spelling {
	var list []Spelling
	add := func(kind Kind, want string, names ...string) {
		for _, name := range names {
			if name != "" {
				list = append(list, Spelling{name, cmp.Or(want, name), d.Path, kind})
			}
		}
	}
	kind := Known
	if fixing[d.Type.Name] {
		kind = Fixed
	}
	add(kind, "", append([]string{d.Title}, d.Aliases...)...)
	add(Known, "", d.TitleEn)
	switch r := d.Record.(type) {
	case *content.Framework:
		add(Fixed, "", r.Short)
		for _, e := range r.Elements {
			add(Known, "", append([]string{e.Title, e.TitleEn}, e.Aliases...)...)
		}
	case *content.Term:
		add(Known, "", r.Translation.En)
		add(Avoided, d.Title, r.Avoid...)
	case *content.Person:
		add(Known, "", r.NameEn)
	case *content.Organisation:
		add(Known, "", r.NameEn)
	}
	return list
}

// A Vocabulary finds names and phrases in a text, however they are written. It
// does not change and may be used by several goroutines at once.
type Vocabulary struct {
	root     node
	accepted map[string]bool // names as they may be written
}

// A node is a place in the tree of folded names.
type node struct {
	next map[rune]*node
	end  *ending
}

// An ending is what a name means that ends at a node.
type ending struct {
	kind       Kind
	want, path string
}

// NewVocabulary prepares the names of a book and the phrases of its style.
func NewVocabulary(style *content.Style, names []Spelling) *Vocabulary {
	v := &Vocabulary{accepted: make(map[string]bool)}
	var avoided []string
	for _, s := range names {
		if s.Kind == Avoided {
			avoided = append(avoided, s.Text)
		}
	}
	for _, s := range names {
		if s.Kind != Avoided {
			v.accepted[s.Text] = true
		}
	}
	for _, p := range style.EmptyPhrases {
		v.add(Spelling{p.Phrase, p.Instead, "", phrase})
	}
	for _, s := range names {
		// A name of Han characters has one spelling. It matters only as the longer
		// name that is meant where a shorter one should not be written.
		contains := func(a string) bool { return strings.Contains(s.Text, a) }
		if s.Kind == Avoided || strings.ContainsFunc(s.Text, isWestern) || slices.ContainsFunc(avoided, contains) {
			v.add(s)
		}
	}
	return v
}

// add enters a name. Of two that fold to the same, the one stays that says more.
func (v *Vocabulary) add(s Spelling) {
	n := &v.root
	for _, r := range s.Text {
		if isSeparator(r) {
			continue
		}
		r = fold(r)
		if n.next == nil {
			n.next = make(map[rune]*node)
		}
		if n.next[r] == nil {
			n.next[r] = new(node)
		}
		n = n.next[r]
	}
	if n != &v.root && (n.end == nil || n.end.kind < s.Kind) {
		n.end = &ending{s.Kind, s.Want, s.Path}
	}
}

// isSeparator reports whether r is what spellings of one name differ in.
func isSeparator(r rune) bool {
	switch r {
	case ' ', '\u00a0', '-', '‐', '‑', '–', '_', '·':
		return true
	}
	return false
}

// fold returns the form in which letters of different case and width are equal.
func fold(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xff01 - '!'
	}
	if hanzi.IsHan(r) {
		return r
	}
	return unicode.ToLower(r)
}

// A match is a name in a text: the characters from start up to end.
type match struct {
	start, end int
	*ending
}

// find returns the names in a text, the longest at each place.
func (v *Vocabulary) find(t *text) []match {
	var list []match
	for i := 0; i < len(t.runes); {
		if m, ok := v.longest(t, i); ok {
			if m.kind != Known {
				list = append(list, m)
			}
			i = m.end
			continue
		}
		i++
	}
	return list
}

// longest returns the longest name that begins with character i. A name of Latin
// letters begins and ends where a word does.
func (v *Vocabulary) longest(t *text, i int) (m match, ok bool) {
	if isSeparator(t.runes[i]) || isWestern(t.runes[i]) && isWestern(t.rune(i-1)) {
		return m, false
	}
	n := &v.root
	for j := i; j < len(t.runes); j++ {
		r := t.runes[j]
		if isSeparator(r) {
			if !isSpelled(t.rune(j-1)) || !isSpelled(t.rune(j+1)) {
				break
			}
			continue
		}
		if n = n.next[fold(r)]; n == nil {
			break
		}
		if n.end != nil && (!isWestern(r) || !isWestern(t.rune(j+1))) {
			m, ok = match{i, j + 1, n.end}, true
		}
	}
	return m, ok
}

// isSpelled reports whether r can be part of a name.
func isSpelled(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || hanzi.IsHan(r) }

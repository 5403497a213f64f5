package library

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"playbook/generator/content"
	"playbook/generator/hanzi"
)

// A Mention is a name in prose that links by itself.
type Mention struct {
	Start, End int // byte offsets in the file
	Sentence   string
	To         Target
}

// A trie finds the longest name that begins at a place in a text.
type trie struct {
	next map[rune]*trie
	to   []Name // what the name up to here means; several are ambiguous
}

func (t *trie) add(name string, to Name) {
	for _, r := range strings.ToLower(name) {
		if t.next == nil {
			t.next = make(map[rune]*trie)
		}
		if t.next[r] == nil {
			t.next[r] = new(trie)
		}
		t = t.next[r]
	}
	if !slices.Contains(t.to, to) {
		t.to = append(t.to, to)
	}
}

// longest returns what the longest name at the beginning of s means, and how
// many bytes of s it takes. A name that is not Han ends where a word ends.
func (t *trie) longest(s string) (to Name, size int) {
	for i, r := range s {
		if t = t.next[unicode.ToLower(r)]; t == nil {
			break
		}
		end := i + utf8.RuneLen(r)
		if len(t.to) == 1 && (!isWord(r) || !startsWord(s[end:])) {
			to, size = t.to[0], end
		}
	}
	return to, size
}

// isWord reports whether r belongs to a word that is set off by spaces.
func isWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !hanzi.IsEastAsian(r)
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWord(r)
}

// A Word is a name that links by itself.
type Word struct {
	Text string
	To   Name
}

// mentionable are the types whose names link by themselves.
var mentionable = []string{"term", "metric", "framework"}

// Words lists every name that links by itself: terms, metrics and frameworks
// with their aliases, elements by their titles. What is so short that it is also
// part of other words does not.
func (l *Library) Words() []Word {
	var list []Word
	add := func(name string, to Target) {
		if n := utf8.RuneCountInString(name); n >= 3 || n == 2 && hanzi.IsHan([]rune(name)[0]) {
			list = append(list, Word{name, to.Name()})
		}
	}
	for _, typ := range mentionable {
		for _, d := range l.Of(typ) {
			if d.Autolink != nil && !*d.Autolink {
				continue
			}
			for _, s := range spellings(d) {
				if s.name != d.ID {
					add(s.name, Target{Doc: d})
				}
			}
			for i := range d.Parts {
				if to := (Target{Doc: d, Part: &d.Parts[i]}); to.IsElement() {
					add(to.Part.Title, to)
				}
			}
		}
	}
	return list
}

// A Vocabulary finds words in prose. What means two things is not found.
type Vocabulary struct{ names trie }

// NewVocabulary prepares words for finding.
func NewVocabulary(words []Word) *Vocabulary {
	v := new(Vocabulary)
	for _, w := range words {
		v.names.add(w.Text, w.To)
	}
	return v
}

// Mention finds the automatic links in the prose of a document: each name at its
// first use in a section, unless the author links to the same page anyway.
func (l *Library) Mention(d *content.Document, v *Vocabulary) []Mention {
	own := map[string]bool{Target{Doc: d}.Key(): true}
	for _, e := range l.Outgoing(d) {
		if e.Relation == Link {
			own[e.To.Key()] = true
		}
	}
	var list []Mention
	section, used := -1, map[Name]bool{}
	for _, p := range l.Prose(d.Path).Passages {
		if p.Section != section {
			section = p.Section
			clear(used)
		}
		v.each(p.Text, func(start, end int, name Name) {
			if used[name] || name.Path == d.Path || own[name.Key()] {
				return
			}
			used[name] = true
			if to, ok := l.At(name); ok {
				list = append(list, Mention{p.Start + start, p.Start + end, l.WithNames(p.Sentence(start), d), to})
			}
		})
	}
	return list
}

// each calls f for every word in a text, the longest at each place.
func (v *Vocabulary) each(text string, f func(start, end int, to Name)) {
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		to, n := Name{}, 0
		if !isWord(r) || !isWord(before) {
			to, n = v.names.longest(text[i:])
		}
		if n == 0 {
			before, i = r, i+size
			continue
		}
		f(i, i+n, to)
		before, _ = utf8.DecodeLastRuneInString(text[i : i+n])
		i += n
	}
}

// AsEdges returns the automatic links of the document at a path as edges.
func AsEdges(path string, list []Mention) []Edge {
	edges := make([]Edge, len(list))
	for i, m := range list {
		edges[i] = Edge{path, "", Auto, m.Sentence, m.To}
	}
	return edges
}

// relative returns the path of a file as it is written in a link in from.
func relative(from, to string) string {
	dir := path.Dir(from)
	if rest, ok := strings.CutPrefix(to, dir+"/"); ok {
		return rest
	}
	return strings.Repeat("../", strings.Count(dir, "/")+1) + to
}

package library

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

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
	to   []Target // what the name up to here means; several are ambiguous
}

func (t *trie) add(name string, to Target) {
	for _, r := range strings.ToLower(name) {
		if t.next == nil {
			t.next = make(map[rune]*trie)
		}
		if t.next[r] == nil {
			t.next[r] = new(trie)
		}
		t = t.next[r]
	}
	for _, have := range t.to {
		if have.Key() == to.Key() {
			return
		}
	}
	t.to = append(t.to, to)
}

// longest returns what the longest name at the beginning of s means, and how
// many bytes of s it takes. A name that is not Han ends where a word ends.
func (t *trie) longest(s string) (to Target, size int) {
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

// vocabulary is every name that links by itself: terms, metrics and frameworks
// with their aliases, elements by their titles. What means two things, or is so
// short that it is also part of other words, does not.
func (l *Library) vocabulary() *trie {
	t := new(trie)
	add := func(name string, to Target) {
		if n := utf8.RuneCountInString(name); n >= 3 || n == 2 && hanzi.IsHan([]rune(name)[0]) {
			t.add(name, to)
		}
	}
	for _, typ := range []string{"term", "metric", "framework"} {
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
	return t
}

// mention finds the automatic links in the prose of all documents: each name at
// its first use in a section, unless the author links to the same page anyway.
func (l *Library) mention() {
	names := l.vocabulary()
	for _, d := range l.Docs {
		own := map[string]bool{Target{Doc: d}.Key(): true}
		for _, e := range l.edges[d] {
			if e.Relation == Link {
				own[e.To.Key()] = true
			}
		}
		section, used := -1, map[string]bool{}
		for _, p := range d.Passages {
			if p.Section != section {
				section, used = p.Section, map[string]bool{}
			}
			before := ' '
			for i := 0; i < len(p.Text); {
				r, size := utf8.DecodeRuneInString(p.Text[i:])
				to, n := Target{}, 0
				if !isWord(r) || !isWord(before) {
					to, n = names.longest(p.Text[i:])
				}
				if n == 0 {
					before, i = r, i+size
					continue
				}
				if key := to.Key(); !used[key] && !own[key] && to.Doc != d {
					used[key] = true
					l.auto[d] = append(l.auto[d], Mention{p.Start + i, p.Start + i + n, l.named(p.Sentence(i), d), to})
				}
				before, _ = utf8.DecodeLastRuneInString(p.Text[i : i+n])
				i += n
			}
		}
	}
}

// relative returns the path of a file as it is written in a link in from.
func relative(from, to string) string {
	dir := path.Dir(from)
	if rest, ok := strings.CutPrefix(to, dir+"/"); ok {
		return rest
	}
	return strings.Repeat("../", strings.Count(dir, "/")+1) + to
}

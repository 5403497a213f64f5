// Package prose holds the rules of how a book is written: spaces, punctuation,
// words that stand twice, sentences without end, phrases that say nothing, names
// that the glossary writes differently. They are warnings: a page is published
// all the same, and the house style in content/style.yaml decides what counts.
//
//	v := prose.NewVocabulary(style, prose.Spellings(lib))
//	found := prose.Run(doc, text, style, v)
//
// What is linted is what a reader reads: the prose of a page, without its code
// and addresses, and the texts of its front matter. Each rule is one function
// from a text to pieces of it; see [rules].
package prose

import (
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
)

// Run applies all rules to a document and its prose.
func Run(d *content.Document, text *markdown.Doc, style *content.Style, v *Vocabulary) diag.List {
	if d.Unread {
		return nil
	}
	var found diag.List
	l := linter{style: style, vocabulary: v, own: d.Path}
	var places *content.Places // most pages need none
	for _, t := range d.Texts() {
		if d.Type.Name == "source" && t.Keys[0] == "title" {
			continue // these are the words of somebody else
		}
		slips := l.slips
		if !t.Prose {
			slips = l.placeholdersOnly
		}
		for _, s := range slips(t.Value) {
			if places == nil {
				places = d.Places()
			}
			s.add(&found, places.Within(t.Value[s.start:s.end], s.start, t.Keys...))
		}
	}
	for _, b := range text.Blocks {
		for _, s := range l.slips(b.Prose()) {
			at := diag.Span{Path: d.Path}
			at.Start, at.End = b.At(s.start, s.end)
			s.add(&found, at)
		}
	}
	return found
}

// A linter looks at the texts of one document.
type linter struct {
	style      *content.Style
	vocabulary *Vocabulary
	own        string // path of the document
}

// A slip is a piece of a text that breaks a rule.
type slip struct {
	rule       *diag.Rule
	start, end int // bytes of the text
	args       []any
	hint       diag.Text
}

func (s *slip) add(found *diag.List, at diag.Span) { found.Add(s.rule, at, s.args...).Hint = s.hint }

// rules pairs every rule with the function that applies it.
var rules = []struct {
	rule  *diag.Rule
	apply func(*linter, *text) []slip
}{
	{Placeholder, (*linter).placeholders},
	{Spacing, (*linter).spacing},
	{HalfWidth, (*linter).halfWidth},
	{Doubled, (*linter).doubled},
	{LongSentence, (*linter).longSentences},
	{EmptyPhrase, (*linter).emptyPhrases},
	{TermSpelling, (*linter).termSpellings},
}

// Rules lists the rules of this package.
var Rules = func() []*diag.Rule {
	var list []*diag.Rule
	for _, r := range rules {
		list = append(list, r.rule)
	}
	return list
}()

// slips returns what is wrong with a text, but for what the house style allows.
func (l *linter) slips(s string) []slip {
	t := newText(s)
	var list []slip
	for _, r := range rules {
		list = append(list, r.apply(l, t)...)
	}
	if len(list) == 0 {
		return nil
	}
	allowed := l.allowed(s)
	kept := list[:0]
	for _, x := range list {
		if !allowed.overlaps(x.start, x.end) {
			kept = append(kept, x)
		}
	}
	return kept
}

// placeholdersOnly returns what is still to be written in a value that is no Chinese
// prose: an English title, a name, a formula.
func (l *linter) placeholdersOnly(s string) []slip { return l.placeholders(newText(s)) }

// allowed returns where the texts stand that the house style leaves alone.
func (l *linter) allowed(s string) ranges {
	var list ranges
	for _, a := range l.style.Allow {
		for from := 0; a != ""; {
			i := strings.Index(s[from:], a)
			if i < 0 {
				break
			}
			list = append(list, [2]int{from + i, from + i + len(a)})
			from += i + len(a)
		}
	}
	return list
}

// ranges are pieces of a text.
type ranges [][2]int

func (r ranges) overlaps(start, end int) bool {
	for _, x := range r {
		if start < x[1] && x[0] < end {
			return true
		}
	}
	return false
}

// A text is a string as its characters, each with the byte at which it begins.
type text struct {
	s       string
	runes   []rune
	at      []int // one more than there are runes
	chinese bool  // whether a Han character is in it
	quoted  ranges
	matches []match // of the vocabulary; see names
	looked  bool
}

func newText(s string) *text {
	t := &text{s: s, runes: make([]rune, 0, len(s)/2), at: make([]int, 0, len(s)/2+1)}
	open := -1
	for i, r := range s {
		t.runes, t.at = append(t.runes, r), append(t.at, i)
		t.chinese = t.chinese || hanzi.IsHan(r)
		switch r {
		case '“', '「', '『', '《':
			if open < 0 {
				open = i
			}
		case '”', '」', '』', '》':
			if open >= 0 {
				t.quoted = append(t.quoted, [2]int{open, i})
				open = -1
			}
		}
	}
	t.at = append(t.at, len(s))
	return t
}

// names returns what the vocabulary finds in the text.
func (t *text) names(v *Vocabulary) []match {
	if !t.looked {
		t.matches, t.looked = v.find(t), true
	}
	return t.matches
}

// rune returns the character at a position, or a line feed outside the text.
func (t *text) rune(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return '\n'
	}
	return t.runes[i]
}

// slice returns the characters from i up to j.
func (t *text) slice(i, j int) string {
	return t.s[t.at[max(i, 0)]:t.at[min(j, len(t.runes))]]
}

// slip returns a slip about the characters from i up to j.
func (t *text) slip(rule *diag.Rule, i, j int, args ...any) slip {
	return slip{rule: rule, start: t.at[i], end: t.at[j], args: args}
}

package search

import (
	"unicode/utf8"

	"playbook/generator/hanzi"
)

// maxWord is how many letters of a word make the term.
const maxWord = 40

// A tally takes texts apart and counts their terms, one page after the other.
type tally struct {
	han     table // ideographs and their pairs
	grams   table // pieces of words, of one to three letters, and where they meet others
	words   table // by their place in list
	phrases table // pairs and threes of ideographs in titles and headings
	length  int   // of the page: ideographs and words

	list   []string          // words of all pages
	ids    map[string]uint32 // their places
	word   []byte            // the one being read, up to maxWord letters
	letter [2]rune           // the last letters of it
	n      int               // letters of it
}

// next makes the tally ready for the next page.
func (t *tally) next() {
	t.length = 0
	for _, x := range []*table{&t.han, &t.grams, &t.words, &t.phrases} {
		x.next()
	}
}

// add counts the terms of a text of the page.
func (t *tally) add(text string, f field) {
	var a, b rune // the ideographs before
	var last rune // character before, of a word or an ideograph
	for _, r := range text {
		if r = hanzi.FoldRune(r); r == 0 {
			continue
		}
		switch hanzi.Classify(r) {
		case hanzi.Ideograph:
			t.end(f)
			t.meet(last, r)
			t.ideograph(a, b, r, f)
			a, b, last = b, r, r
			continue
		case hanzi.Word:
			if t.n == 0 {
				t.meet(last, r)
			}
			t.wordLetter(r)
			last = r
		default:
			t.end(f)
		}
		a, b = 0, 0
	}
	t.end(f)
}

// meet counts that a word begins with b after a word or an ideograph that ends with a,
// or an ideograph comes after a word.
func (t *tally) meet(a, b rune) {
	isWord := func(r rune) bool { return hanzi.Classify(r) == hanzi.Word }
	switch {
	case a == 0:
	case isWord(a) && isWord(b):
		t.grams.add(pack(a, ' ', b), body)
	case isWord(a) || isWord(b):
		t.grams.add(pack(a, b, 0), body)
	}
}

// ideograph counts what ends with the ideograph c.
func (t *tally) ideograph(a, b, c rune, f field) {
	t.length++
	t.han.add(pack(0, c, 0), f)
	if b == 0 {
		return
	}
	t.han.add(pack(0, b, c), f)
	if f == body {
		return
	}
	t.phrases.add(pack(b, c, 0), f)
	if a != 0 {
		t.phrases.add(pack(a, b, c), f)
	}
}

// wordLetter counts what ends with the letter c, but for the word.
func (t *tally) wordLetter(c rune) {
	if t.n++; t.n <= maxWord {
		t.word = utf8.AppendRune(t.word, c)
	}
	t.grams.add(pack(c, 0, 0), body)
	if b := t.letter[1]; b != 0 {
		t.grams.add(pack(b, c, 0), body)
		if a := t.letter[0]; a != 0 {
			t.grams.add(pack(a, b, c), body)
		}
	}
	t.letter = [2]rune{t.letter[1], c}
}

// end counts the word that has been read.
func (t *tally) end(f field) {
	if t.n == 0 {
		return
	}
	t.length++
	id, ok := t.ids[string(t.word)]
	if !ok {
		id = uint32(len(t.list))
		t.list = append(t.list, string(t.word))
		t.ids[t.list[id]] = id
	}
	t.words.add(uint64(id), f)
	t.word, t.letter, t.n = t.word[:0], [2]rune{}, 0
}

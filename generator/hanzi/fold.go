package hanzi

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// planeSize is the number of code points that have a place in the tables.
const planeSize = 0x10000

// The accents that stand behind their letter.
const firstAccent, lastAccent = '\u0300', '\u036f'

// NFC returns s with every accent stored with its letter, the form of text in
// which search looks and from which FoldRune starts.
func NFC(s string) string { return norm.NFC.String(s) }

// FoldRune returns the form in which search compares a character: half width,
// Simplified, without accents, lower case. The result is 0 if the character folds to
// nothing, as combining accents do. One character becomes at most one, of the same
// length in UTF-16, so that places in the folded text are places in the text.
//
// Only characters that Unicode has fixed for ever are changed: the browser that
// searches, whose Unicode is newer or older, must come to the same result.
func FoldRune(r rune) rune {
	if r >= 0 && r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if r >= 0 && r < planeSize {
		return rune(tables.fold[r])
	}
	if s, ok := tables.beyond[r]; ok {
		return s
	}
	return r
}

// A foldTables holds what is asked for every character of a book.
type foldTables struct {
	fold   [planeSize]uint16
	class  [planeSize]Class
	beyond map[rune]rune // Traditional characters of other planes
}

// Made when the program starts, because asking each time whether they are there
// yet takes longer than looking something up.
var tables = newTables()

func newTables() *foldTables {
	t := &foldTables{beyond: make(map[rune]rune)}
	for r := range t.fold {
		t.fold[r] = uint16(halfWidth(rune(r)))
	}
	for i := 0; i < len(edges) && edges[i] < planeSize; i += 2 {
		for r := edges[i]; r < edges[i+1]; r++ {
			t.class[r] = Ideograph
			if isAlphabet(r) {
				t.class[r] = Word
				t.fold[r] = uint16(foldLetter(r))
			}
		}
	}
	for r := firstAccent; r <= lastAccent; r++ {
		t.fold[r] = 0
	}
	for r := '！'; r <= '～'; r++ {
		t.fold[r] = t.fold[t.fold[r]]
	}
	for _, pair := range TraditionalPairs() {
		if pair[0] < planeSize {
			t.fold[pair[0]] = uint16(pair[1])
		} else {
			t.beyond[pair[0]] = pair[1]
		}
	}
	return t
}

// halfWidth returns the ASCII character of a full-width one.
func halfWidth(r rune) rune {
	switch {
	case r == '\u3000':
		return ' '
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return r
}

// foldLetter takes the accents from a Latin, Greek or Cyrillic letter and makes it
// lower case.
func foldLetter(r rune) rune {
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); d != nil {
		r, _ = utf8.DecodeRune(d)
	}
	return unicode.ToLower(r)
}

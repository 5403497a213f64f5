package hanzi

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Characters with more than one reading. The file says how it is written.
//
//go:embed data/heteronyms.txt
var heteronymTable string

// A heteronym is a character with more than one reading.
type heteronym struct {
	readings []string // to consider in every text, the usual one first
	surname  string   // to consider where a text begins; "" for none
	words    []heteronymWord
}

// A heteronymWord settles how the character is read in it.
type heteronymWord struct {
	word    []rune
	at      int // where in the word the character stands
	reading string
}

var heteronyms = sync.OnceValue(func() map[rune]heteronym {
	table := make(map[rune]heteronym)
	for line := range strings.Lines(heteronymTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		char, size := utf8.DecodeRuneInString(line)
		var h heteronym
		var reading string
		for _, field := range strings.Fields(line[size:]) {
			switch {
			case field[0] == '(':
				reading = strings.Trim(field, "()")
			case field[0] == '[':
				reading = strings.Trim(field, "[]")
				h.surname = reading
			case field[0] < utf8.RuneSelf:
				reading = field
				h.readings = append(h.readings, reading)
			default:
				word := []rune(field)
				h.words = append(h.words, heteronymWord{word, slices.Index(word, char), reading})
			}
		}
		table[char] = h
	}
	return table
})

// inText returns the readings of the character at text[i], with the one that the
// words around it ask for first.
func (h heteronym) inText(text []rune, i int) []string {
	readings := h.readings
	if h.surname != "" && (i == 0 || Classify(text[i-1]) == Break) {
		readings = append(slices.Clone(readings), h.surname)
	}
	for _, w := range h.words {
		start := i - w.at
		if start < 0 || start+len(w.word) > len(text) || !slices.Equal(text[start:start+len(w.word)], w.word) {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(readings), func(r string) bool { return r == w.reading })
		return append([]string{w.reading}, rest...)
	}
	return readings
}

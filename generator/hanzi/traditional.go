package hanzi

import (
	"bytes"
	_ "embed"
	"slices"
	"unicode/utf8"
)

// One line per character: Traditional, tab, Simplified forms with spaces
// between, the usual one first. Lines that begin with # are comments. Its origin
// and licence are described beside it.
//
//go:embed data/opencc/TSCharacters.txt
var traditionalTable []byte

// TraditionalPairs returns the characters that FoldRune turns from Traditional
// into Simplified: each with the form that it gets, sorted by the first. Both
// are of equal length in UTF-16, so that offsets in JavaScript stay right, and no
// Simplified form is itself the first of another pair.
func TraditionalPairs() [][2]rune {
	pairs := make([][2]rune, 0, 4096)
	for line := range bytes.Lines(traditionalTable) {
		t, size := utf8.DecodeRune(line)
		if t == '#' || t == '\n' {
			continue
		}
		s, _ := utf8.DecodeRune(line[size+len("\t"):])
		if s != t && s > 0xffff == (t > 0xffff) {
			pairs = append(pairs, [2]rune{t, s})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	for i := range pairs {
		// The table goes two steps at 薴 → 苧 → 苎.
		if at, again := slices.BinarySearchFunc(pairs, pairs[i][1], func(p [2]rune, r rune) int { return int(p[0] - r) }); again {
			pairs[i][1] = pairs[at][1]
		}
	}
	return pairs
}

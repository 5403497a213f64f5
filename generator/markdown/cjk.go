package markdown

import "unicode"

// isCJK reports whether r is a “CJK character” in the sense of the amendment to
// CommonMark that [emphasisParser] follows: wide, full-width or half-width and
// not an emoji, or Hangul. Ambiguous characters such as “ and … are not.
//
// The table is Unicode 17's rather than that of the Go version or of a module, so
// that bold text does not change with the tools; gaps of unassigned characters
// are filled.
func isCJK(r rune) bool { return r >= 0x1100 && unicode.Is(cjk, r) }

var cjk = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x11ff, 1}, // Hangul Jamo
		{0x20a9, 0x20a9, 1}, // won sign
		{0x2329, 0x232a, 1},
		{0x2630, 0x2637, 1},
		{0x268a, 0x268f, 1},
		{0x2e80, 0x303e, 1}, // radicals, description characters, symbols and punctuation
		{0x3041, 0x321e, 1}, // kana, bopomofo, Hangul, strokes
		{0x3220, 0x3247, 1},
		{0x3250, 0xa4c6, 1}, // enclosed letters, unified ideographs, Yi
		{0xa960, 0xa97c, 1},
		{0xac00, 0xd7fb, 1}, // Hangul syllables
		{0xf900, 0xfaff, 1}, // compatibility ideographs
		{0xfe10, 0xfe19, 1}, // vertical forms
		{0xfe30, 0xfe6b, 1}, // compatibility and small forms
		{0xff01, 0xffee, 1}, // full-width and half-width forms
	},
	R32: []unicode.Range32{
		{0x16fe0, 0x18df2, 1}, // Tangut, Khitan
		{0x1aff0, 0x1b2fb, 1}, // kana, Nüshu
		{0x1d300, 0x1d376, 1}, // Tai Xuan Jing symbols, counting rods
		{0x1f200, 0x1f200, 1},
		{0x1f202, 0x1f202, 1},
		{0x1f210, 0x1f219, 1},
		{0x1f21b, 0x1f22e, 1},
		{0x1f230, 0x1f231, 1},
		{0x1f237, 0x1f237, 1},
		{0x1f23b, 0x1f23b, 1},
		{0x1f240, 0x1f248, 1},
		{0x1f260, 0x1f265, 1},
		{0x20000, 0x3fffd, 1}, // supplementary and tertiary ideographs
	},
}

// isTextSelector reports whether r follows a character to choose its form
// without making it an emoji.
func isTextSelector(r rune) bool { return 0xfe00 <= r && r <= 0xfe0e }

// isIdeographicSelector reports whether r chooses among the forms of the Han
// character before it.
func isIdeographicSelector(r rune) bool { return 0xe0100 <= r && r <= 0xe01ef }

// Package hanzi treats Chinese text as text: how wide it is on a terminal, which
// spellings are the same word, where a line break is a space and where it is
// not, which name a heading gets, how search compares characters, and how names are
// typed in pinyin.
//
// Everything is a pure function of its arguments. In particular nothing asks the
// environment for a locale, so a message lines up the same on every machine.
package hanzi

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Width returns how many columns s takes on a terminal: 2 for a Han character or
// full-width punctuation, 1 for a Latin letter, 0 for a combining mark.
func Width(s string) int { return uniseg.StringWidth(s) }

// IsHan reports whether r is a Han character.
func IsHan(r rune) bool {
	if r < 0x2e80 { // before the first of them; most other text
		return false
	}
	return r >= 0x4e00 && r <= 0x9fff || unicode.Is(unicode.Han, r)
}

// IsEastAsian reports whether r belongs to Chinese or Japanese text: Han, kana,
// and the punctuation and letters that are set full-width. Quotation marks,
// which Chinese shares with Latin text, do not count.
func IsEastAsian(r rune) bool {
	if r < 0x1100 {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return !unicode.Is(unicode.Hangul, r)
	}
	return false
}

// Joins reports whether a line break between before and after is only a matter
// of the author's editor, so that no space may appear there. Korean is written
// with spaces and does not join.
func Joins(before, after rune) bool {
	if isQuote(before) {
		return IsEastAsian(after)
	}
	return IsEastAsian(before) && (IsEastAsian(after) || isQuote(after))
}

// isQuote reports whether r is a mark that Chinese text sets full-width although
// its character is shared with Latin text: “ ” ‘ ’ — …
func isQuote(r rune) bool { return strings.ContainsRune("“”‘’—…", r) }

// Fold returns the form in which two spellings of a name are equal: without
// differences of case, full or half width, composed or decomposed accents, and
// without spaces at the ends.
func Fold(s string) string {
	if isPlain(s) {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s))))
}

// IsComposed reports whether every accent in s is stored with its letter (NFC). A
// name that is not may look like another one and be a different file.
func IsComposed(s string) bool { return norm.NFC.IsNormalString(s) }

// isPlain reports whether s folds to itself: only lower-case ASCII and Han
// characters of the main block. Most names are, and folding is expensive.
func isPlain(s string) bool {
	for _, r := range s {
		if (r < 0x20 || r > 0x7e || 'A' <= r && r <= 'Z') && (r < 0x4e00 || r > 0x9fff) {
			return false
		}
	}
	return true
}

// ID returns the fragment name of a heading: its letters, digits and Han
// characters in lower case, everything between them as one hyphen. It depends on
// nothing but the words, so a link keeps working when headings move. The
// result is empty if s has no letter or digit.
func ID(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '_':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// Count returns the length of s as an author counts it: user-perceived
// characters.
func Count(s string) int { return uniseg.GraphemeClusterCount(s) }

// Cut returns the first n user-perceived characters of s, with an ellipsis in
// place of the last one if anything was left out.
func Cut(s string, n int) string {
	if len(s) <= n || Count(s) <= n {
		return s
	}
	var b strings.Builder
	for g := uniseg.NewGraphemes(s); n > 1 && g.Next(); n-- {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ，、；：,;:") + "…"
}

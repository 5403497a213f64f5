package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is the longest sentence given with a link, in characters.
const maxSentence = 120

// sentence returns the sentence of block that holds the bytes from start to end.
// Of a long one it returns the part around them.
func sentence(block string, start, end int) string {
	room := max(0, maxSentence-2-utf8.RuneCountInString(block[start:end]))
	from, leftCut := back(block, start, room)
	to, rightCut := forth(block, end, room)
	// What one side does not need the other may have, so that together they fill
	// the room; if both need more than half, they share it.
	left, right := utf8.RuneCountInString(block[from:start]), utf8.RuneCountInString(block[end:to])
	if over := left + right - room; over > 0 {
		keep := max(room/2, room-right)
		if left > keep {
			from, leftCut = skip(block, from, left-keep), true
			left = keep
		}
		if right > room-left {
			to, rightCut = end+len(first(block[end:to], room-left)), true
		}
	}
	s := strings.TrimSpace(block[from:to])
	if leftCut {
		s = "…" + s
	}
	if rightCut {
		s += "…"
	}
	return s
}

// back returns where the sentence that holds byte i begins, going back at most n
// characters; cut tells whether that was too few.
func back(s string, i, n int) (from int, cut bool) {
	for from = i; from > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if endsSentence(r, s[from:]) {
			rest := strings.TrimLeftFunc(s[from:i], isClosing)
			return i - len(rest), false
		}
		if n == 0 {
			return from, true
		}
		from -= size
	}
	return 0, false
}

// forth returns where that sentence ends, with the marks that close it.
func forth(s string, i, n int) (to int, cut bool) {
	for to = i; to < len(s); n-- {
		if n == 0 {
			return to, true
		}
		r, size := utf8.DecodeRuneInString(s[to:])
		to += size
		if endsSentence(r, s[to:]) {
			rest := strings.TrimLeftFunc(s[to:], isClosing)
			return len(s) - len(rest), false
		}
	}
	return to, false
}

// endsSentence reports whether r ends a sentence when rest follows. A Latin full
// stop does so only before a space: 3.5, kano.attractive.
func endsSentence(r rune, rest string) bool {
	switch r {
	case '。', '！', '？', '；', '\n':
		return true
	case '.', '!', '?':
		next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, isClosing))
		return rest == "" || unicode.IsSpace(next) || next == utf8.RuneError
	}
	return false
}

// isClosing reports whether r closes what was opened inside the sentence.
func isClosing(r rune) bool { return strings.ContainsRune("”’」』）】》)\"'", r) }

// skip returns the offset n characters behind i.
func skip(s string, i, n int) int { return i + len(first(s[i:], n)) }

// first returns the first n characters of s.
func first(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

package figure

import (
	"math"
	"strings"
	"unicode"

	"playbook/generator/hanzi"
)

// measure returns how wide s is at a font size, both in tenths of a unit. A
// column of [hanzi.Width] is half a Han character; Latin letters are given
// somewhat more, because fonts differ and a label must never touch the next.
func measure(s string, size int) int {
	w := 0
	for _, r := range s {
		switch columns(r) {
		case 0:
		case 1:
			w += size * 62 / 100
			if unicode.IsUpper(r) {
				w += size * 12 / 100
			}
		default:
			w += size
		}
	}
	return w
}

// columns is hanzi.Width of one character, with the answer for most characters
// of a Chinese title at hand.
func columns(r rune) int {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		return 2
	case r >= ' ' && r < 0x7f:
		return 1
	default:
		return hanzi.Width(string(r))
	}
}

// Marks that may not begin a line, and marks that may not end one.
const (
	notFirst = "，。、；：！？”’）》〉】」』…—·%,.;:!?)]}"
	notLast  = "“‘（《〈【「『([{"
)

// anyLines lets wrap take as many lines as a text needs, so that nothing is cut.
const anyLines = math.MaxInt

// wrap breaks s into at most max lines of a width. What does not fit is cut with
// an ellipsis. Latin words stay whole where they fit a line.
func wrap(s string, size, width, max int) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if strings.TrimSpace(line) == "" {
			line, piece = "", strings.TrimLeft(piece, " ")
		}
		if measure(line+strings.TrimRight(piece, " "), size) <= width {
			line += piece
			continue
		}
		if line != "" {
			lines, line = append(lines, strings.TrimSpace(line)), strings.TrimLeft(piece, " ")
		} else {
			line = piece
		}
		for measure(line, size) > width { // a piece that is wider than a line
			head := fit(line, size, width)
			lines, line = append(lines, head), line[len(head):]
		}
	}
	if line = strings.TrimSpace(line); line != "" {
		lines = append(lines, line)
	}
	if len(lines) <= max {
		return lines
	}
	last := lines[max-1]
	for last != "" && measure(last+"…", size) > width {
		r := []rune(last)
		last = string(r[:len(r)-1])
	}
	return append(lines[:max-1], strings.TrimRight(last, " ，、；：“（")+"…")
}

// balance wraps as wrap does, then makes the lines as equal as they can be, so
// that no character stands alone on the last one.
func balance(s string, size, width, max int) []string {
	lines := wrap(s, size, width, max)
	if len(lines) < 2 {
		return lines
	}
	for width -= size / 2; width > 2*size; width -= size / 2 {
		narrower := wrap(s, size, width, max)
		if len(narrower) != len(lines) || strings.HasSuffix(narrower[len(narrower)-1], "…") {
			break
		}
		lines = narrower
	}
	return lines
}

// fit returns the longest beginning of s, at least one character, that is not
// wider than width.
func fit(s string, size, width int) string {
	end := 0
	for i, r := range s {
		next := i + len(string(r))
		if end > 0 && measure(s[:next], size) > width {
			break
		}
		end = next
	}
	return s[:end]
}

// pieces cuts s where a line may end: between Han characters, behind spaces, not
// before closing and not behind opening marks.
func pieces(s string) []string {
	var list []string
	start := 0
	runes := []rune(s)
	offset := 0
	for i, r := range runes {
		offset += len(string(r))
		if i == len(runes)-1 {
			break
		}
		next := runes[i+1]
		wide := hanzi.IsEastAsian(r) || hanzi.IsEastAsian(next)
		if (wide || r == ' ') && next != ' ' && !strings.ContainsRune(notFirst, next) && !strings.ContainsRune(notLast, r) {
			list = append(list, s[start:offset])
			start = offset
		}
	}
	return append(list, s[start:])
}

package diag

import (
	"bytes"
	"slices"

	"playbook/generator/hanzi"
)

// A Line is one line of a file as it is quoted: fit to be shown, and cut if it is
// long. Without a mark, all of it is in Before.
type Line struct {
	Number                int // from 1
	Before, Marked, After string
}

// maxExcerpt is the longest line that is quoted whole, in columns.
const maxExcerpt = 100

// Excerpt returns the line of src in which a span begins, and up to around lines
// before and after it. What the span covers of its first line is marked.
func Excerpt(src []byte, at Span, around int) []Line {
	start := lineStart(src[:min(at.Start, len(src))])
	text, rest, more := firstLine(src[start:])
	number := PositionOf(src, at.Start).Line
	lines := []Line{quote(text, at.Start-start, at.End-start)}
	lines[0].Number = number
	for n := 1; n <= around && more; n++ {
		text, rest, more = firstLine(rest)
		if !more && len(text) == 0 {
			break // what stands behind the last line end is no line
		}
		lines = append(lines, Line{Number: number + n, Before: firstColumns(show(text), maxExcerpt)})
	}
	before := src[:start]
	for n := 1; n <= around && len(before) > 0; n++ {
		text, before = lastLine(before)
		lines = slices.Insert(lines, 0, Line{Number: number - n, Before: firstColumns(show(text), maxExcerpt)})
	}
	return lines
}

// firstLine returns the first line of src without its end, and what follows.
func firstLine(src []byte) (text, rest []byte, more bool) {
	i := bytes.IndexAny(src, "\r\n")
	if i < 0 {
		return src, nil, false
	}
	return src[:i], src[i+endLen(src[i:]):], true
}

// lastLine returns the last line of src, which ends with a line end, without it,
// and what comes before.
func lastLine(src []byte) (text, before []byte) {
	end := len(src) - 1
	if bytes.HasSuffix(src, []byte("\r\n")) {
		end--
	}
	start := lineStart(src[:end])
	return src[start:end], src[:start]
}

// endLen returns the length of the line end that src begins with.
func endLen(src []byte) int {
	if bytes.HasPrefix(src, []byte("\r\n")) {
		return 2
	}
	return 1
}

// quote cuts a line down to what surrounds the bytes from from up to to.
func quote(line []byte, from, to int) Line {
	from = min(from, len(line))
	to = min(max(to, from), len(line))
	before, marked, after := show(line[:from]), show(line[from:to]), show(line[to:])
	if hanzi.Width(before) > maxExcerpt/2 {
		before = "…" + lastColumns(before, maxExcerpt/3)
	}
	if hanzi.Width(marked) > maxExcerpt {
		marked = firstColumns(marked, maxExcerpt)
		after = "…"
	}
	after = firstColumns(after, max(0, maxExcerpt-hanzi.Width(before)-hanzi.Width(marked)))
	return Line{Before: before, Marked: marked, After: after}
}

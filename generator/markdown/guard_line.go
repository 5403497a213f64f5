package markdown

import "bytes"

// Classes of characters, for [guardian.inline].
const (
	guardMark = 1 + iota // may be inline markup
	guardBar             // divides the cells of tables
)

var guardClass = [256]byte{
	'*': guardMark, '_': guardMark, '~': guardMark, '`': guardMark,
	'[': guardMark, ']': guardMark, '<': guardMark,
	'|': guardBar,
}

// guardWidth returns how many columns c takes at most as indentation.
func guardWidth(c byte) int {
	if c == '\t' {
		return 4
	}
	return 1
}

// guardIndent returns the columns of the indentation of line and its length.
func guardIndent(line []byte) (columns, size int) {
	for _, c := range line {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 4 - columns%4
		default:
			return columns, size
		}
		size++
	}
	return columns, size
}

// guardTrim leaves out the spaces around src[start:end].
func guardTrim(src []byte, start, end int) (int, int) {
	for start < end && guardIsSpace(src[start]) {
		start++
	}
	for start < end && guardIsSpace(src[end-1]) {
		end--
	}
	return start, end
}

func guardIsSpace(c byte) bool { return c == ' ' || c == '\t' }

func guardIsBlank(s []byte) bool {
	_, size := guardIndent(s)
	return size == len(s)
}

// guardMarker returns the length of the marker of a list item, a footnote or,
// if it may be one, a definition at the beginning of s, or 0.
func guardMarker(s []byte, mayDefine bool) int {
	n := 0
	switch c := s[0]; {
	case c == '-' || c == '+' || c == '*' || c == ':' && mayDefine:
		n = 1
	case '0' <= c && c <= '9':
		for n < len(s) && n < 9 && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		if n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	case c == '[':
		return guardNote(s)
	default:
		return 0
	}
	if n < len(s) && !guardIsSpace(s[n]) {
		return 0
	}
	return n
}

// guardNote returns the length of [^label]: at the beginning of s, or 0.
func guardNote(s []byte) int {
	if len(s) < 2 || s[1] != '^' {
		return 0
	}
	const longest = 999
	for i := 2; i < min(len(s)-1, 2+longest); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			return 0
		case ']':
			if s[i+1] != ':' || guardIsBlank(s[2:i]) {
				return 0
			}
			return i + 2
		}
	}
	return 0
}

// guardIsNote reports whether text, before which stands indent, begins a footnote
// for sure.
func guardIsNote(indent, text []byte) bool {
	return guardMarker(text, false) > 0 && text[0] == '[' && !bytes.Contains(indent, []byte("    ")) && bytes.IndexByte(indent, '\t') < 0
}

// guardIsRule reports whether s is a thematic break: three or more of - * _.
func guardIsRule(s []byte) bool {
	c := s[0]
	if c != '-' && c != '*' && c != '_' {
		return false
	}
	n := 0
	for _, b := range s {
		switch {
		case b == c:
			n++
		case !guardIsSpace(b):
			return false
		}
	}
	return n > 2
}

// guardIsHeading reports whether s begins with one to six # and a space.
func guardIsHeading(s []byte) bool {
	rest := bytes.TrimLeft(s, "#")
	n := len(s) - len(rest)
	return 0 < n && n < 7 && (len(rest) == 0 || guardIsSpace(rest[0]))
}

// interrupts reports whether a line ends the paragraph before it for sure,
// whatever is open. text is the line without its indentation.
func (g *guardian) interrupts(text []byte, indent int) bool {
	inside := g.item > 0 && indent >= g.item
	beside := g.item > 0 && !inside
	if !inside {
		g.item = 0
	}
	if indent > 3 {
		return false
	}
	if guardIsHeading(text) || guardIsRule(text) || guardFenceOf(text).size > 0 {
		return true
	}
	n := guardMarker(text, false)
	if n > 0 && text[0] == '[' {
		return true
	}
	if n == 0 || guardIsBlank(text[n:]) {
		return false
	}
	// Only 1 begins a list in a paragraph. After an item any number does.
	if text[0] >= '0' && !beside && string(bytes.TrimLeft(text[:n-1], "0")) != "1" {
		return false
	}
	if !inside {
		g.item = guardItemIndent(text[n:], indent+n)
	}
	return true
}

// guardItemIndent returns the column of the text of a list item whose marker
// ends at column at, or 0 if that is hard to tell.
func guardItemIndent(rest []byte, at int) int {
	columns, size := guardIndent(rest)
	switch {
	case columns != size: // a tab
		return 0
	case columns > 4: // indented code
		return at + 1
	}
	return at + columns
}

// A guardFence is a fence of code.
type guardFence struct {
	char byte
	size int // 0 if there is none
}

// guardFenceOf returns the fence that text, a line without its indentation, opens.
func guardFenceOf(text []byte) guardFence {
	c := text[0]
	if c != '`' && c != '~' {
		return guardFence{}
	}
	n := 1
	for n < len(text) && text[n] == c {
		n++
	}
	if n < 3 || c == '`' && bytes.IndexByte(text[n:], c) >= 0 {
		return guardFence{}
	}
	return guardFence{c, n}
}

func (f guardFence) closedBy(line []byte) bool {
	indent, first := guardIndent(line)
	if indent > 3 || first == len(line) {
		return false
	}
	end := guardFenceOf(line[first:])
	return end.char == f.char && end.size >= f.size && guardIsBlank(line[first+end.size:])
}

// opensFence reports whether the line opens a fence that is not inside of
// anything. If that is not certain, no later fence is: it may as well close one.
func (g *guardian) opensFence(text []byte, indent int) bool {
	f := guardFenceOf(text)
	if f.size == 0 || indent > 3 {
		return false
	}
	if g.html || g.comment || indent > 1 && g.peak > 0 {
		g.lost = true
	}
	if g.lost {
		return false
	}
	g.endBlock()
	g.fence, g.peak, g.item = f, 0, 0
	return true
}

// watchHTML looks for HTML in which a fence would be none.
func (g *guardian) watchHTML(text []byte, indent int) {
	if g.comment {
		g.comment = !bytes.Contains(text, []byte("-->"))
		return
	}
	if text[0] != '<' || indent > 3 {
		return
	}
	g.html = true
	if bytes.HasPrefix(text, []byte("<!--")) {
		g.comment = !bytes.Contains(text, []byte("-->"))
		return
	}
	for _, tag := range []string{"<!", "<?", "<script", "<pre", "<style", "<textarea"} {
		if len(text) >= len(tag) && bytes.EqualFold(text[:len(tag)], []byte(tag)) {
			g.lost = true // may hold blank lines
		}
	}
}

// guardColumns returns the number of columns if row is what stands under the
// header of a table, |---|:-:|, or 0.
func guardColumns(row []byte) int {
	n := 1
	var begun, dashes bool
	for i, c := range row {
		switch c {
		case '|':
			if begun && i < len(row)-1 {
				n++
			}
		case '-':
			dashes = true
		case ':':
		case ' ', '\t':
			continue
		case '>':
			if begun {
				return 0
			}
			continue
		default:
			return 0
		}
		begun = true
	}
	if !dashes {
		return 0
	}
	return n
}

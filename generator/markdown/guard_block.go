package markdown

import "bytes"

// A guardBlock is what is known of the block so far.
type guardBlock struct {
	marks    int // characters of markup
	lines    int
	brackets int // opening and closing
	size     int // bytes
	columns  int // of the table that may have begun, or 0
	def      guardDef
}

// work says how long the parser may take to read the block: it compares marks
// with each other, and from a bracket it may look through the whole block.
func (b *guardBlock) work() int64 {
	n := int64(b.marks + b.lines)
	return n*n + int64(b.brackets)*int64(b.size)/2
}

func (g *guardian) endBlock() {
	if g.block.marks+g.block.lines <= g.lim.InlineMarks { // else it is refused anyway
		g.work += g.block.work()
	}
	g.block = guardBlock{}
}

// inline counts what may be inline markup in a line.
func (g *guardian) inline(start, end int) {
	b := &g.block
	b.lines++
	b.size += end - start + 1
	at, stop := guardTrim(g.src, start, end) // what to blame
	for i := start; i < end; i++ {
		class := guardClass[g.src[i]]
		if class == 0 {
			continue
		}
		if class == guardBar {
			if i > start && g.src[i-1] == '\\' {
				g.bars++
			}
			continue
		}
		b.marks++
		if b.marks+b.lines == g.lim.InlineMarks+1 {
			at, stop = i, i+1
		}
		g.mark(start, i, end)
	}
	n := int64(g.lim.InlineMarks)
	switch {
	case b.marks+b.lines > g.lim.InlineMarks:
		g.refuse(TooMuchMarkup, at, stop, hintParagraph, g.lim.InlineMarks)
	case g.work+b.work()+g.ticks*g.bars > 2*n*n:
		g.refuse(TooManyLongBlocks, at, stop, hintPages, g.lim.InlineMarks)
	}
}

// mark counts a character of the line src[start:end] that is more than a mark.
func (g *guardian) mark(start, i, end int) {
	next := byte(0)
	if i+1 < end {
		next = g.src[i+1]
	}
	switch g.src[i] {
	case '`':
		g.ticks++
	case '[':
		g.block.brackets++
		g.brackets++
		if next == '^' {
			g.noteRefs++
			g.checkNoteRefs(i, end)
		}
	case ']':
		g.block.brackets++
		if next == ':' {
			g.defs++
			g.checkDefinitions(start, end)
		}
	}
}

func (g *guardian) checkNoteRefs(start, end int) {
	if g.noteRefs <= g.lim.Definitions {
		return
	}
	size := bytes.IndexByte(g.src[start:min(end, start+80)], ']') + 1
	g.refuse(TooManyNoteReferences, start, start+max(2, size), hintPages, g.lim.Definitions)
}

func (g *guardian) checkDefinitions(start, end int) {
	if g.defs > g.lim.Definitions {
		start, end = guardTrim(g.src, start, end)
		g.refuse(TooManyDefinitions, start, end, hintPages, g.lim.Definitions)
	}
}

// table counts the cells of a line that may be the row of a table.
func (g *guardian) table(start, end int) {
	start, end = guardTrim(g.src, start, end)
	if g.block.columns > 0 {
		g.addCells(start, end)
	}
	n := guardColumns(g.src[start:end])
	if n == 0 {
		return
	}
	if n > g.lim.Columns {
		g.refuse(TableTooWide, start, end, hintTables, n, g.lim.Columns)
	}
	g.block.columns = max(g.block.columns, n)
	g.addCells(start, end) // the header, which was the line before
}

func (g *guardian) addCells(start, end int) {
	if g.cells > g.lim.Cells {
		return
	}
	g.cells += g.block.columns
	switch {
	case g.cells > g.lim.Cells:
		g.refuse(TooManyCells, start, end, hintTables, g.lim.Cells)
	case g.cells > end: // a cell that is written takes two bytes
		g.refuse(TableTooSparse, start, end, hintFillRows, g.cells, end)
	}
}

// An address that is defined once, [name]: address "title", is written out for
// every link that uses it. So no more than guardRatio bytes for each byte of the
// file may come of that, if all brackets were links to the longest definition.
const guardRatio = 32

// A guardDef is what may be the definition of a link.
type guardDef struct {
	state      guardDefState
	size       int // of the address and the title, as HTML
	start, end int
}

// A guardDefState says what may follow in the next line. A later state stands
// for more.
type guardDefState int

const (
	guardNoDef guardDefState = iota
	guardWantsTitle
	guardWantsAddress
	guardInTitle // one that may go on to the end of the block
)

// definition takes a line of the block, whose text begins at body. marked tells
// whether "]:" is in it.
func (g *guardian) definition(start, body, end int, marked bool) {
	d := &g.block.def
	if d.state == guardNoDef {
		if !marked {
			return
		}
		*d = guardDef{start: start}
	}
	text := bytes.TrimLeft(g.src[start:end], " \t>")
	switch d.state {
	case guardWantsAddress:
		d.size, d.state = guardAddress(text)
	case guardWantsTitle:
		var size int
		size, d.state = guardTitle(text)
		d.size += size
	case guardInTitle:
		d.size += guardWeight(text) + 1
	}
	if marked {
		if !guardIsNote(g.src[start:end-len(text)], text) {
			d.begin(text)
		}
		d.begin(g.src[body:end])
	}
	if d.size > g.longest.size {
		g.longest = *d
		g.longest.start, g.longest.end = guardTrim(g.src, d.start, end)
	}
}

// begin looks for an address at the beginning of a line, after [name]: or, if
// the name has two lines, its end.
func (d *guardDef) begin(text []byte) {
	for i := 0; i+1 < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			if i > 0 {
				return
			}
		case ']':
			if text[i+1] == ':' {
				size, next := guardAddress(text[i+2:])
				d.size, d.state = max(d.size, size), max(d.state, next)
			}
			return
		}
	}
}

func (g *guardian) checkRepetition() {
	d := g.longest
	if int64(d.size)*int64(g.brackets) > guardRatio*int64(len(g.src)) {
		g.refuse(LinkRepeated, d.start, d.end, hintShorten, d.size, g.brackets)
	}
}

// guardAddress returns the size of the address, and of the title, that s begins
// with, or 0, and what may follow in the next line.
func guardAddress(s []byte) (size int, next guardDefState) {
	s = bytes.TrimLeft(s, " \t")
	if len(s) == 0 {
		return 0, guardWantsAddress
	}
	if s[0] == '<' { // ends somewhere, with or without a title
		return guardWeight(s), guardInTitle
	}
	n := bytes.IndexAny(s, " \t")
	if n < 0 {
		n = len(s)
	}
	rest := bytes.TrimLeft(s[n:], " \t")
	if len(rest) == 0 {
		return guardWeight(s[:n]), guardWantsTitle
	}
	title, next := guardTitle(rest)
	if title == 0 {
		return 0, guardNoDef
	}
	return guardWeight(s[:n]) + title, next
}

// guardTitle returns the size of the title that s may be, or 0, and whether it
// may go on.
func guardTitle(s []byte) (size int, next guardDefState) {
	s = bytes.TrimRight(s, " \t")
	if len(s) == 0 {
		return 0, guardNoDef
	}
	closer := s[0]
	switch closer {
	case '"', '\'':
	case '(':
		closer = ')'
	default:
		return 0, guardNoDef
	}
	if last := len(s) - 1; last > 0 && s[last] == closer && s[last-1] != '\\' {
		return guardWeight(s), guardNoDef
	}
	return guardWeight(s), guardInTitle
}

// guardWeight returns how many bytes s may have in HTML.
func guardWeight(s []byte) int {
	n := 0
	for _, c := range s {
		switch {
		case c == '"' || c == '\'' || c == '&' || c == '<' || c == '>':
			n += len("&quot;")
		case '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || bytes.IndexByte([]byte("-._~:/?#@!$()*+,;=%"), c) >= 0:
			n++
		default:
			n += len("%20")
		}
	}
	return n
}

package markdown

import (
	"bytes"
	"cmp"

	"playbook/generator/diag"
)

// Limits bounds what a text may ask of the parser. A zero field means the one of
// [DefaultLimits].
type Limits struct {
	Size        int // bytes of the file, front matter included
	Depth       int // lists, quotations, footnotes and definitions inside one another
	BlankCost   int // blank lines in the file, each once for every level that is open
	InlineMarks int // lines and characters of markup in one block; all blocks may be as much work as two such
	Items       int // list items in the file
	Definitions int // link definitions and footnotes in the file, and as many references to footnotes
	Columns     int // of one table
	Cells       int // of all tables in the file, with those that are missing in short rows
}

// DefaultLimits is far above what a reader would put up with, and keeps the
// parser under a second.
var DefaultLimits = Limits{
	Size:        512 << 10,
	Depth:       32,
	BlankCost:   200_000,
	InlineMarks: 10_000,
	Items:       10_000,
	Definitions: 5_000,
	Columns:     200,
	Cells:       50_000,
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	return Limits{
		Size:        cmp.Or(l.Size, d.Size),
		Depth:       cmp.Or(l.Depth, d.Depth),
		BlankCost:   cmp.Or(l.BlankCost, d.BlankCost),
		InlineMarks: cmp.Or(l.InlineMarks, d.InlineMarks),
		Items:       cmp.Or(l.Items, d.Items),
		Definitions: cmp.Or(l.Definitions, d.Definitions),
		Columns:     cmp.Or(l.Columns, d.Columns),
		Cells:       cmp.Or(l.Cells, d.Cells),
	}
}

// guard refuses a text on which the parser would take too long or too much
// memory. The parser can neither be stopped nor survive running out of memory,
// and 22 KB of "- - - - …" and blank lines are enough for that.
//
// guard is no second parser. It looks at every line once and counts no less
// than what the parser could possibly find there, by facts that hold in every
// state of the parser:
//
//   - A line that opens a list item, quotation, footnote or definition inside
//     others has two columns of indentation or a “>” for each of them. So one
//     line bounds the depth.
//   - A line after a blank one that is not indented closes all of them but
//     quotations, and the blank line closes those.
//   - A blank line, and a heading or “- item” with at most three spaces before
//     it, ends a paragraph. So a block, a stretch between such lines, holds all
//     lines of any paragraph that begins in it.
//   - A fence of code that is not indented is not inside of anything.
//
// Where these do not tell whether something is code, it is counted as text.
//
// src is a whole file that has passed [CheckText], with the front matter blanked
// by spaces, which costs nothing. Line ends are LF, CRLF and CR; the parser knows
// only the first two and must be given LF for CR. Each limit is reported once, at
// the first place beyond it.
func guard(path string, src []byte, lim Limits) diag.List {
	g := guardian{path: path, src: src, lim: lim.orDefault(), afterBlank: true}
	if len(src) > g.lim.Size {
		addTooLarge(&g.found, path, len(src), g.lim.Size)
		return g.found
	}
	for at := 0; at < len(src); {
		end, next := guardLineEnd(src, at)
		g.line(at, end)
		at = next
	}
	g.checkRepetition()
	g.found.Sort()
	return g.found
}

// guardLineEnd returns where the line that begins at at ends and the next begins.
func guardLineEnd(src []byte, at int) (end, next int) {
	for i, c := range src[at:] {
		switch {
		case c == '\n' || c == '\r' && (at+i+1 == len(src) || src[at+i+1] != '\n'):
			return at + i, at + i + 1
		case c == '\r':
			return at + i, at + i + 2
		}
	}
	return len(src), len(src)
}

// A guardian is guard on its way through a file.
type guardian struct {
	path  string
	src   []byte
	lim   Limits
	found diag.List

	// Nesting.
	afterBlank bool // whether the line before was blank
	peak       int  // no more levels can be open
	blankCost  int
	items      int

	// Code and comments that are not inside of anything.
	fence   guardFence // the open one
	comment bool       // whether <!-- is open
	html    bool       // whether a line since the last blank one looks like HTML
	lost    bool       // whether an unknown fence may be open

	// The block, and sums over all blocks.
	block    guardBlock
	item     int   // where the text of the list item begins in which the line stands, or 0
	work     int64 // of the blocks before this one
	ticks    int64 // backticks
	bars     int64 // escaped bars in them or elsewhere
	cells    int
	brackets int // opening ones: each may be a link
	noteRefs int
	defs     int
	longest  guardDef // of all blocks
}

// refuse reports what is beyond a limit, the first time.
func (g *guardian) refuse(rule *diag.Rule, start, end int, hint diag.Text, args ...any) {
	for _, d := range g.found {
		if d.Rule == rule {
			return
		}
	}
	g.found.Add(rule, diag.Span{Path: g.path, Start: start, End: end}, args...).Hint = hint
}

func (g *guardian) line(start, end int) {
	line := g.src[start:end]
	if g.fence.size > 0 {
		if g.fence.closedBy(line) {
			g.fence = guardFence{}
		}
		return
	}
	indent, first := guardIndent(line)
	text := line[first:]
	if len(text) == 0 {
		g.blank(start, end)
		return
	}
	if g.afterBlank && indent < 2 {
		g.peak = 0
	}
	g.afterBlank = false
	if g.opensFence(text, indent) {
		return
	}
	g.watchHTML(text, indent)
	if g.interrupts(text, indent) {
		g.endBlock()
	}
	body := g.containers(start, end)
	if body == end && text[0] == '>' {
		g.blankQuote(start, end, indent)
	}
	g.table(start, end)
	defs := g.defs
	g.inline(start, end)
	g.definition(start, body, end, g.defs > defs)
}

// blank takes a blank line.
func (g *guardian) blank(start, end int) {
	g.endBlock()
	g.item = 0
	g.html = false
	g.afterBlank = true
	g.addBlank(start, end)
}

// blankQuote takes a line of nothing but “>” and perhaps other markers. It may be
// blank for all that is open in the quotation, and one of “>” alone ends every
// paragraph unless they are so far apart that they may be its text.
func (g *guardian) blankQuote(start, end, indent int) {
	g.addBlank(start, end)
	line := g.src[start:end]
	if indent < 4 && len(bytes.Trim(line, "> ")) == 0 && !bytes.Contains(line, []byte("    ")) {
		g.endBlock()
	}
}

func (g *guardian) addBlank(start, end int) {
	g.blankCost += g.peak
	if g.blankCost > g.lim.BlankCost {
		g.refuse(BlankInNesting, start, end, hintNoBlanks, g.lim.BlankCost)
	}
}

// containers walks over the markers of containers at the beginning of a line and
// returns where the text begins.
func (g *guardian) containers(start, end int) (body int) {
	before := g.peak // levels that may be open
	var columns, quotes, opened int
	i := start
	for i < end {
		size := 1
		switch c := g.src[i]; {
		case c == ' ' || c == '\t':
			if opened == 0 { // else it belongs to the marker before it
				columns += guardWidth(c)
			}
			i++
			continue
		case c == '>':
			quotes++
		case guardIsRule(g.src[i:end]):
			return i
		default:
			size = guardMarker(g.src[i:end], opened == 0)
			if size == 0 {
				return i
			}
			opened++
			g.addItem(c, i, i+size)
		}
		// Of the levels that were open, the line is inside those for which it has
		// the indentation or a “>”.
		depth := min(columns/2+quotes+opened, before+quotes+opened)
		g.peak = max(g.peak, depth)
		if depth > g.lim.Depth {
			g.refuse(NestedTooDeeply, i, i+size, hintOutdent, string(g.src[i:i+size]), g.lim.Depth)
			return i
		}
		i += size
		if size == 1 && g.src[i-1] == '>' && i < end && g.src[i] == ' ' {
			i++ // belongs to the quotation
		}
	}
	return i
}

func (g *guardian) addItem(c byte, start, end int) {
	if c == '[' || c == ':' {
		return
	}
	g.items++
	if g.items > g.lim.Items {
		g.refuse(TooManyItems, start, end, hintPages, g.lim.Items)
	}
}

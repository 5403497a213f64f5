package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"playbook/generator/diag"
)

// A compiler walks the tree of one text and writes the Doc.
//
// HTML goes to html and, where it depends on the rendering, as an op to ops.
// Plain text goes to plain, all of it, one block after the other: the texts,
// labels and sentences of a Doc are slices of that one string, so they are cheap
// to keep. As it does not exist before the end, offsets are noted meanwhile.
type compiler struct {
	*state
	html  []byte
	ops   []op
	plain []byte

	outline  []Heading
	links    []Link
	marks    []mark // of links
	passages []Passage
	places   []mark        // of passages
	words    []mark        // of blocks
	bounds   []span        // of blocks
	pieces   []piece       // of what stands in the file as it is
	refs     [][]reference // in the text, in each footnote
	tables   int
	untitled int             // headings without letters
	level    int             // of the last heading
	tags     map[string]bool // HTML elements whose start tag has been reported

	block      int  // where the block being written begins in plain
	trainer    int  // depth of TRAINER callouts
	quiet      int  // depth of what has no passages
	inLink     bool // inside a link
	embeds     int  // pictures so far
	inCell     bool // inside a table cell
	drawn      bool // in a block of nothing but ![[…]]
	note       int  // the footnote being written, or -1
	backlinked bool // whether that has its links back
	depth      int  // of inline elements
}

// A mark is a piece of plain, and the block around it. There is one for every
// few words, so it is small.
type mark struct {
	start, end           int32
	blockStart, blockEnd int32
	section              int32
	note                 int32 // the footnote it stands in, or -1
	trainer              bool
	labelled             bool
	code                 bool // no reference in it is one
}

// compile parses src and turns the tree into a Doc.
func compile(path string, src []byte) (*Doc, diag.List) {
	tree, st := newState(path, src)
	c := &compiler{
		state: st, note: -1, level: 1,
		html:  make([]byte, 0, len(src)+256),
		plain: make([]byte, 0, len(src)),
	}
	if n := len(src) / 50; n > 0 { // most texts have about as many pieces
		c.ops = make([]op, 0, n)
		c.passages, c.places = make([]Passage, 0, n), make([]mark, 0, n)
		c.pieces = make([]piece, 0, n)
	}
	c.refs = make([][]reference, len(c.notes)+1)
	c.markTrainerNotes()
	c.children(tree)
	doc := &Doc{main: stretch{ops: span{0, len(c.ops)}, html: span{0, len(c.html)}}}
	c.compileNotes(doc)
	c.finish(doc)
	return doc, c.found
}

// finish turns marks into strings.
func (c *compiler) finish(doc *Doc) {
	plain := string(c.plain)
	for i, m := range c.marks {
		l := &c.links[i]
		if m.labelled {
			l.Text = plain[m.start:m.end]
		}
		l.Sentence = sentence(plain[m.blockStart:m.blockEnd], int(m.start-m.blockStart), int(m.end-m.blockStart))
		l.Trainer = m.trainer || m.note >= 0 && doc.notes[m.note].number[learner] == 0
	}
	for i, m := range c.places {
		p := &c.passages[i]
		p.Text, p.Block, p.Offset = plain[m.start:m.end], plain[m.blockStart:m.blockEnd], int(m.start-m.blockStart)
	}
	doc.words = make([]words, 0, len(c.words))
	for _, m := range c.words {
		if !m.trainer && (m.note < 0 || doc.notes[m.note].number[learner] > 0) {
			doc.words = append(doc.words, words{int(m.section), plain[m.start:m.end], m.code})
		}
	}
	doc.Outline, doc.Links, doc.Passages, doc.Blocks = c.outline, c.links, c.passages, c.blocks(plain)
	doc.html, doc.ops = string(c.html), c.ops
}

// words is the plain text of a block.
type words struct {
	section int
	text    string
	code    bool
}

// str writes markup.
func (c *compiler) str(s string) { c.html = append(c.html, s...) }

// esc writes text.
func (c *compiler) esc(s string) { c.html = appendEscaped(c.html, s) }

// attr writes an attribute.
func (c *compiler) attr(name, value string) { c.html = appendAttr(c.html, name, value) }

// hole leaves a place for op k.
func (c *compiler) hole(k opKind, arg int) {
	c.ops = append(c.ops, op{kind: k, at: int32(len(c.html)), arg: int32(arg)})
}

// children writes the blocks in n.
func (c *compiler) children(n ast.Node) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.writeBlock(child)
	}
}

// leaf writes the inline content of n.
func (c *compiler) leaf(n ast.Node) {
	c.block, c.drawn = len(c.plain), c.soleEmbeds(n)
	firstLink, firstPlace := len(c.marks), len(c.places)
	c.inlines(n)
	end := len(c.plain)
	for i := firstLink; i < len(c.marks); i++ {
		c.marks[i].blockStart, c.marks[i].blockEnd = int32(c.block), int32(end)
	}
	for i := firstPlace; i < len(c.places); i++ {
		c.places[i].blockStart, c.places[i].blockEnd = int32(c.block), int32(end)
	}
	if end > c.block {
		c.bounds = append(c.bounds, span{c.block, end})
	}
	if end > c.block && n.Kind() != ast.KindHeading {
		c.words = append(c.words, c.mark(c.block, end))
	}
	c.plain = append(c.plain, '\n')
}

// mark notes a piece of plain and what is known about its place.
func (c *compiler) mark(start, end int) mark {
	return mark{
		start: int32(start), end: int32(end),
		section: int32(len(c.outline)), note: int32(c.note), trainer: c.trainer > 0,
	}
}

// heading writes a heading with a link to itself.
func (c *compiler) heading(n *ast.Heading) {
	text := string(c.appendWords(nil, n))
	at := c.headingSpan(n)
	c.checkLevel(n.Level, text, at)
	id := c.headingID(n, text)
	c.str("<h")
	c.hole(opLevel, n.Level)
	c.attr("id", id)
	c.str(">")
	c.quiet++
	c.leaf(n)
	c.quiet--
	if text == "" {
		c.found.Add(EmptyHeading, at)
	} else {
		c.str(` <a class="anchor"`)
		c.attr("href", "#"+id)
		c.attr("aria-label", text)
		c.str(">#</a>")
	}
	c.str("</h")
	c.hole(opLevel, n.Level)
	c.str(">\n")
	if c.trainer == 0 && c.note < 0 {
		c.outline = append(c.outline, Heading{Level: n.Level, ID: id, Text: text, Span: at})
	}
}

// headingSpan is the text of a heading, without the signs around it.
func (c *compiler) headingSpan(n *ast.Heading) diag.Span {
	if lines := n.Lines(); lines.Len() > 0 {
		last := lines.At(lines.Len() - 1)
		last = last.TrimRightSpace(c.src)
		return c.span(lines.At(0).Start, last.Stop)
	}
	return c.span(n.Pos(), n.Pos()+n.Level)
}

func (c *compiler) headingID(n *ast.Heading, text string) string {
	if id := c.named[n]; id != "" {
		return id
	}
	id := headingName(text)
	if id == "" {
		c.untitled++
		id = "section-" + strconv.Itoa(c.untitled)
	}
	return c.ids.unique(id)
}

func (c *compiler) checkLevel(level int, text string, at diag.Span) {
	switch {
	case level == 1:
		c.found.Add(TopHeading, at, text).Hint = diag.Say("begin it with ##", "请以 ## 开头")
	case level > c.level+1:
		c.found.Add(SkippedHeading, at, text, level, c.level).Hint = diag.Say(
			"begin it with %s", "请以 %s 开头", "######"[:c.level+1])
	}
	c.level = level
}

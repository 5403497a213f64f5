package markdown

import "playbook/generator/diag"

// The two readers, as indexes. They see different footnotes, because a note that
// is only referred to from TRAINER callouts is not for learners, and so they see
// different numbers.
const (
	learner = iota
	trainer
)

// A note is a footnote of a Doc.
type note struct {
	body   stretch
	number [2]int // for each reader, or 0 if the reader does not see it
	uses   [2]int // how often it is referred to
}

// A reference is one use of a footnote.
type reference struct {
	note    int
	trainer bool // inside a TRAINER callout
}

// noteRef writes the number of a footnote.
func (c *compiler) noteRef(n *noteRef) {
	def := c.notes[n.note]
	switch {
	case c.inLink:
		c.nested(c.span(n.Pos(), n.end))
		return
	case def.trainer && c.trainer == 0 && (c.note < 0 || !c.notes[c.note].trainer):
		c.report(TrainerFootnote, n.Pos(), n.end, def.label).Hint = diag.Say(
			"move its text out of the callout", "请把脚注的内容移到提示框外面")
	}
	c.hole(opNote, n.note)
	c.refs[c.note+1] = append(c.refs[c.note+1], reference{n.note, c.trainer > 0})
}

// markTrainerNotes finds the footnotes that are written in TRAINER callouts. It
// must run before anything refers to them.
func (c *compiler) markTrainerNotes() {
	for _, def := range c.notes {
		for p := def.node.Parent(); p != nil; p = p.Parent() {
			if box, ok := p.(*callout); ok && box.kind == trainerKind {
				def.trainer = true
			}
		}
	}
}

// compileNotes writes the footnotes that the text refers to, and numbers them.
func (c *compiler) compileNotes(doc *Doc) {
	doc.notes = make([]note, len(c.notes))
	doc.order[trainer] = c.reach(trainer, func(i int) { doc.notes[i].body = c.noteBody(i) })
	doc.order[learner] = c.reach(learner, func(int) {})
	for reader, order := range doc.order {
		for i, n := range order {
			doc.notes[n].number[reader] = i + 1
		}
		c.countUses(doc, reader, -1)
		for _, n := range order {
			c.countUses(doc, reader, n)
		}
	}
	for i, def := range c.notes {
		if doc.notes[i].number[trainer] == 0 {
			c.found.Add(UnusedFootnote, def.at, def.label).Hint = diag.Say(
				"write [^%s] where it belongs, or delete it", "请在需要的地方写 [^%s]，或者删掉它", def.label)
		}
	}
}

// reach visits the footnotes that a reader sees, in the order of their numbers:
// first those that the text refers to, then those that these refer to.
func (c *compiler) reach(reader int, visit func(note int)) (order []int) {
	seen := make([]bool, len(c.notes))
	follow := func(from int) {
		for _, r := range c.refs[from+1] {
			if c.sees(reader, r) && !seen[r.note] {
				seen[r.note] = true
				order = append(order, r.note)
			}
		}
	}
	follow(-1)
	for i := 0; i < len(order); i++ {
		visit(order[i])
		follow(order[i])
	}
	return order
}

func (c *compiler) countUses(doc *Doc, reader, from int) {
	for _, r := range c.refs[from+1] {
		if c.sees(reader, r) {
			doc.notes[r.note].uses[reader]++
		}
	}
}

// sees reports whether a reader who sees the place of r sees r.
func (c *compiler) sees(reader int, r reference) bool {
	return reader == trainer || !r.trainer && !c.notes[r.note].trainer
}

// noteBody writes one footnote. The links back go into its last paragraph.
func (c *compiler) noteBody(i int) stretch {
	c.note, c.backlinked = i, false
	ops, html := len(c.ops), len(c.html)
	c.children(c.notes[i].node)
	if !c.backlinked {
		c.str("<p>")
		c.hole(opBacklinks, i)
		c.str("</p>\n")
	}
	c.note = -1
	return stretch{ops: span{ops, len(c.ops)}, html: span{html, len(c.html)}}
}

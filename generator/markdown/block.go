package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"playbook/generator/diag"
)

// writeBlock writes one block. Footnotes are written at the end, definitions of
// links nowhere.
func (c *compiler) writeBlock(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		c.paragraph(n)
	case *ast.TextBlock:
		c.textBlock(n)
	case *ast.Heading:
		c.heading(n)
	case *ast.List:
		c.list(n)
	case *ast.ListItem:
		c.listItem(n)
	case *ast.Blockquote:
		c.quiet++
		c.wrapped("<blockquote>\n", n, "</blockquote>\n")
		c.quiet--
	case *callout:
		c.callout(n)
	case *ast.CodeBlock:
		c.str(`<pre tabindex="0"><code>`)
		c.codeLines(n)
	case *ast.FencedCodeBlock:
		c.fence(n)
	case *ast.HTMLBlock:
		c.htmlBlock(n)
	case *ast.ThematicBreak:
		c.str("<hr>\n")
	case *extast.Table:
		c.table(n)
	case *extast.DefinitionList:
		c.wrapped("<dl>\n", n, "</dl>\n")
	case *extast.DefinitionTerm:
		c.term(n)
	case *extast.DefinitionDescription:
		open := "<dd>"
		if !n.IsTight {
			open = "<dd>\n"
		}
		c.wrapped(open, n, "</dd>\n")
	}
}

func (c *compiler) wrapped(open string, n ast.Node, end string) {
	c.str(open)
	c.children(n)
	c.str(end)
}

func (c *compiler) paragraph(n *ast.Paragraph) {
	if c.soleEmbeds(n) {
		c.leaf(n)
		return
	}
	c.str("<p>")
	c.leaf(n)
	if c.note >= 0 && c.notes[c.note].node.LastChild() == n {
		c.hole(opBacklinks, c.note)
		c.backlinked = true
	}
	c.str("</p>\n")
}

// textBlock writes a paragraph of a tight list, which has no tag.
func (c *compiler) textBlock(n *ast.TextBlock) {
	c.leaf(n)
	if n.NextSibling() != nil && n.FirstChild() != nil {
		c.str("\n")
	}
}

// soleEmbeds reports whether n consists of ![[…]] and nothing else, so that there
// is room for the pictures and no need for a paragraph around them. In headings
// and terms there is no room.
func (c *compiler) soleEmbeds(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell:
	default:
		return false
	}
	any := false
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *wikiLink:
			if !child.embed {
				return false
			}
			any = true
		case *ast.Text:
			if len(bytes.TrimSpace(child.Segment.Value(c.src))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return any
}

func (c *compiler) list(n *ast.List) {
	if !n.IsOrdered() {
		c.wrapped("<ul>\n", n, "</ul>\n")
		return
	}
	c.str("<ol")
	if n.Start != 1 {
		c.attr("start", strconv.Itoa(n.Start))
	}
	c.wrapped(">\n", n, "</ol>\n")
}

func (c *compiler) listItem(n *ast.ListItem) {
	first := n.FirstChild()
	if first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == extast.KindTaskCheckBox {
		c.str(`<li class="task">`)
	} else {
		c.str("<li>")
	}
	if _, tight := first.(*ast.TextBlock); first != nil && !tight {
		c.str("\n")
	}
	c.children(n)
	c.str("</li>\n")
}

// callout writes a callout. Its name is left to the theme, which knows the
// language; a title of the author's stands in the text.
func (c *compiler) callout(n *callout) {
	if body := n.FirstChild(); body == nil || body.Kind() == kindCalloutTitle && body.NextSibling() == nil {
		c.found.Add(EmptyCallout, n.marker, n.kind).Hint = diag.Say(
			"begin each of its lines with >", "请让它的每一行都以 > 开头")
	}
	if n.kind == trainerKind {
		c.trainer++
		c.quiet++
		jump := len(c.ops)
		c.hole(opTrainer, 0)
		defer func() {
			c.ops[jump].arg = int32(len(c.ops))
			c.hole(opLand, 0)
			c.quiet--
			c.trainer--
		}()
	}
	c.str(`<div role="note"`)
	c.attr("class", "callout callout-"+strings.ToLower(n.kind))
	c.str(">\n")
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Kind() == kindCalloutTitle {
			c.str(`<p class="callout-title">`)
			c.quiet++
			c.leaf(child)
			c.quiet--
			c.str("</p>\n")
			continue
		}
		c.writeBlock(child)
	}
	c.str("</div>\n")
}

// fence writes a code block with its language. Of the words after ``` only the
// first counts.
func (c *compiler) fence(n *ast.FencedCodeBlock) {
	c.str(`<pre tabindex="0"><code`)
	if raw := n.Language(c.src); len(raw) > 0 {
		if lang := unescape(raw); isLanguage(lang) {
			c.attr("class", "language-"+lang)
		} else {
			start := n.Info.Segment.Start
			c.report(CodeLanguage, start, start+len(raw), lang).Hint = diag.Say(
				"leave it out, or write “text”", "可以不写，或者写“text”")
		}
	}
	c.str(">")
	c.codeLines(n)
}

func isLanguage(s string) bool {
	odd := func(r rune) bool { return !isAlphanumericRune(r) && !strings.ContainsRune("+#._-", r) }
	return len(s) <= 32 && !strings.ContainsFunc(s, odd)
}

func (c *compiler) codeLines(n ast.Node) {
	start := len(c.plain)
	for _, line := range n.Lines().Sliced(0, n.Lines().Len()) {
		c.html = appendEscaped(c.html, line.Value(c.src))
		c.plain = append(c.plain, line.Value(c.src)...)
	}
	if code := bytes.TrimRight(c.plain[start:], "\n"); len(code) > 0 {
		m := c.mark(start, start+len(code))
		m.code = true
		c.words = append(c.words, m)
	}
	c.str("</code></pre>\n")
}

func (c *compiler) term(n ast.Node) {
	c.str("<dt>")
	c.quiet++
	c.leaf(n)
	c.quiet--
	c.str("</dt>\n")
}

// table writes a table in a box that scrolls, because a wide one does not fit on
// a telephone. The box is named after the table's columns.
func (c *compiler) table(n *extast.Table) {
	c.tables++
	c.str(`<div class="table" role="region" tabindex="0"`)
	c.attr("aria-label", c.tableName(n))
	c.str(">\n<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		head := row.Kind() == extast.KindTableHeader
		if head {
			c.str("<thead>\n")
			c.quiet++
		}
		c.str("<tr>\n")
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c.cell(cell.(*extast.TableCell), head)
		}
		c.str("</tr>\n")
		if head {
			c.quiet--
			c.str("</thead>\n")
			if row.NextSibling() != nil {
				c.str("<tbody>\n")
			}
		} else if row.NextSibling() == nil {
			c.str("</tbody>\n")
		}
	}
	c.str("</table>\n</div>\n")
}

func (c *compiler) cell(n *extast.TableCell, head bool) {
	tag := "td"
	if head {
		tag = "th"
	}
	c.str("<" + tag)
	if head {
		c.attr("scope", "col")
	}
	if n.Alignment != extast.AlignNone {
		c.attr("class", "align-"+n.Alignment.String())
	}
	c.str(">")
	c.inCell = true
	c.leaf(n)
	c.inCell = false
	c.str("</" + tag + ">\n")
}

// tableName is the words of the header, or a number.
func (c *compiler) tableName(n *extast.Table) string {
	var name []byte
	for cell := n.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		if words := c.appendWords(nil, cell); len(words) > 0 {
			if name != nil {
				name = append(name, " · "...)
			}
			name = append(name, words...)
		}
	}
	if name == nil {
		return strconv.Itoa(c.tables)
	}
	return string(name)
}

package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"playbook/generator/hanzi"
)

// maxInline is how deep emphasis may be nested. Nobody writes that; without a
// limit a line of asterisks becomes a page that no browser can lay out.
const maxInline = 50

// headingName returns the id that the words of a heading give it.
func headingName(text string) string {
	id := hanzi.ID(text)
	if isReserved(id) {
		return "section-" + id
	}
	return id
}

// inlines writes what is in n.
func (c *compiler) inlines(n ast.Node) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.inline(child)
	}
}

func (c *compiler) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.text(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			c.element("strong", n)
		} else {
			c.element("em", n)
		}
	case *extast.Strikethrough:
		c.element("del", n)
	case *ast.CodeSpan:
		c.codeSpan(n)
	case *ast.Link:
		c.link(n)
	case *ast.Image:
		c.image(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *wikiLink:
		c.wiki(n)
	case *noteRef:
		c.noteRef(n)
	case *ast.RawHTML:
		c.rawHTML(n)
	case *extast.TaskCheckBox:
		c.checkBox(n)
	}
}

// element writes an inline element.
func (c *compiler) element(tag string, n ast.Node) {
	if c.depth >= maxInline {
		c.inlines(n)
		return
	}
	c.depth++
	c.str("<" + tag + ">")
	c.inlines(n)
	c.str("</" + tag + ">")
	c.depth--
}

// text writes a text and the line break after it.
func (c *compiler) text(n *ast.Text) {
	value := n.Segment.Value(c.src)
	if n.IsRaw() {
		c.put(string(value))
		return
	}
	start := 0
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' && value[i] != '&' {
			continue
		}
		if size, to := literal(value[i:]); size > 0 {
			c.prose(n.Segment.Start+start, value[start:i])
			c.put(to)
			start = i + size
			i = start - 1
		}
	}
	c.prose(n.Segment.Start+start, value[start:])
	switch {
	case n.HardLineBreak():
		c.str("<br>\n")
		c.plain = append(c.plain, ' ')
	case n.SoftLineBreak():
		c.softBreak(n)
	}
}

// put writes text that is not as it stands in the file.
func (c *compiler) put(s string) {
	c.plain = append(c.plain, s...)
	c.esc(s)
}

// prose writes a piece of the file without escapes. It is a passage if there is a
// word in it and terms may be linked here.
func (c *compiler) prose(at int, b []byte) {
	start := len(c.plain)
	c.plain = append(c.plain, b...)
	c.wrote(start, at)
	if c.quiet > 0 || c.inLink || c.note >= 0 || bytes.IndexFunc(b, unicode.IsLetter) < 0 {
		c.html = appendEscaped(c.html, b)
		return
	}
	c.hole(opPassage, len(c.passages))
	c.passages = append(c.passages, Passage{Section: len(c.outline), Start: at})
	c.places = append(c.places, c.mark(start, len(c.plain)))
}

// softBreak writes a line break of the author's editor: between East Asian
// characters nothing, else a space that is a line break in the page, too.
func (c *compiler) softBreak(n ast.Node) {
	before := rune(-1)
	if len(c.plain) > c.block {
		before, _ = utf8.DecodeLastRune(c.plain)
	}
	if after, ok := c.runeAfter(n); ok && hanzi.Joins(before, after) {
		return
	}
	c.str("\n")
	c.plain = append(c.plain, ' ')
}

// runeAfter returns the first character that follows n in its block.
func (c *compiler) runeAfter(n ast.Node) (rune, bool) {
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
		for s := n.NextSibling(); s != nil; s = s.NextSibling() {
			if r, ok := c.firstRune(s); ok {
				return r, true
			}
		}
	}
	return 0, false
}

// firstRune returns the first character that n shows.
func (c *compiler) firstRune(n ast.Node) (rune, bool) {
	var b []byte
	switch n := n.(type) {
	case *ast.Text:
		b = n.Segment.Value(c.src)
	case *ast.AutoLink:
		b = n.Label(c.src)
	case *wikiLink:
		if b = n.label.Value(c.src); len(b) == 0 {
			b = n.ref.Value(c.src)
		}
	case *ast.RawHTML:
		if isComment(n, c.src) {
			return 0, false
		}
		return '<', true
	default:
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			if r, ok := c.firstRune(child); ok {
				return r, true
			}
		}
	}
	if len(b) == 0 {
		return 0, false
	}
	if size, to := literal(b); size > 0 {
		r, _ := utf8.DecodeRuneInString(to)
		return r, true
	}
	r, _ := utf8.DecodeRune(b)
	return r, true
}

// codeSpan writes code. In a table cell, where a bar must be written \|, that
// holds for code, too.
func (c *compiler) codeSpan(n *ast.CodeSpan) {
	c.str("<code>")
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		value := child.(*ast.Text).Segment.Value(c.src)
		if c.inCell {
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte{'|'})
		}
		line, broken := bytes.CutSuffix(value, []byte{'\n'})
		c.put(string(line))
		if broken {
			c.put(" ")
		}
	}
	c.str("</code>")
}

// checkBox writes the box of a task, named after the task.
func (c *compiler) checkBox(n *extast.TaskCheckBox) {
	c.str(`<input type="checkbox" disabled`)
	if n.IsChecked {
		c.str(" checked")
	}
	if words := c.appendWords(nil, n.Parent()); len(words) > 0 {
		c.attr("aria-label", hanzi.Cut(string(words), 60))
	} else {
		c.attr("aria-label", "☐")
	}
	c.str("> ")
}

// appendWords appends the plain text of what is in n, on one line.
func (c *compiler) appendWords(dst []byte, n ast.Node) []byte {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.Text:
			value := child.Segment.Value(c.src)
			if child.IsRaw() {
				dst = append(dst, bytes.ReplaceAll(value, []byte{'\n'}, []byte{' '})...)
				continue
			}
			dst = append(dst, unescape(value)...)
			if child.SoftLineBreak() || child.HardLineBreak() {
				before, _ := utf8.DecodeLastRune(dst)
				if after, ok := c.runeAfter(child); !ok || !hanzi.Joins(before, after) {
					dst = append(dst, ' ')
				}
			}
		case *ast.AutoLink:
			dst = append(dst, child.Label(c.src)...)
		case *wikiLink:
			dst = append(dst, c.wikiLabel(child)...)
		default:
			dst = c.appendWords(dst, child)
		}
	}
	return dst
}

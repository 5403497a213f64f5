package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"playbook/generator/diag"
)

// link writes [text](address).
func (c *compiler) link(n *ast.Link) {
	dest := unescape(n.Destination)
	at := c.destSpan(n.Destination, n.Pos())
	if c.inLink {
		c.nested(at)
		c.inlines(n)
		return
	}
	c.inLink = true
	start := len(c.plain)
	c.linkTo(n, dest, at)
	c.inLink = false
	if len(bytes.TrimSpace(c.plain[start:])) == 0 {
		c.found.Add(SilentLink, c.span(n.Pos(), at.End)).Hint = diag.Say(
			"write them between the brackets", "请把文字写在方括号里")
	}
}

// linkTo writes a link that is not inside another.
func (c *compiler) linkTo(n *ast.Link, dest string, at diag.Span) {
	switch c.check(n.Destination, dest, at) {
	case unsafePlace:
		c.str(`<span class="broken">`)
		c.inlines(n)
		c.str("</span>")
	case ourPlace:
		target, fragment := splitFragment(dest)
		c.hole(opLink, len(c.links))
		l := c.add(Link{Kind: Inline, Target: target, Fragment: fragment, Span: at}, len(c.plain), true)
		c.title(n.Title)
		c.str(">")
		c.inlines(n)
		c.hole(opLinkEnd, 0)
		c.marks[l].end = int32(len(c.plain))
	case webPlace:
		c.openLink("external", dest, n.Title)
		c.inlines(n)
		c.str("</a>")
	case otherPlace:
		c.openLink("", dest, n.Title)
		c.inlines(n)
		c.str("</a>")
	}
}

// openLink writes the start tag of a link that leads out of the site.
func (c *compiler) openLink(class, dest string, title []byte) {
	c.str("<a")
	if class != "" {
		c.attr("class", class)
	}
	c.attr("href", escapeURL(dest))
	if class != "" {
		c.attr("rel", "noopener noreferrer")
	}
	c.title(title)
	c.str(">")
}

// nested reports a link inside a link.
func (c *compiler) nested(at diag.Span) {
	c.found.Add(NestedLink, at).Hint = diag.Say("put one beside the other", "请把它们并排写")
}

// check says where an address leads, and reports one that may not be used.
func (c *compiler) check(raw []byte, dest string, at diag.Span) place {
	if dest == "" || dest == "#" {
		c.found.Add(EmptyLink, at).Hint = diag.Say("write one between the parentheses", "请在圆括号里写上地址")
		return unsafePlace
	}
	p := judge(dest)
	if p != unsafePlace && p != ourPlace && hidesScheme(raw, dest) {
		p = unsafePlace
	}
	if p == unsafePlace {
		d := c.found.Add(UnsafeLink, at, dest)
		switch {
		case strings.HasPrefix(dest, "//"):
			d.Hint = diag.Say("write https:%s", "请写成 https:%s", dest)
		case strings.Contains(dest, `\`):
			d.Hint = diag.Say("write / instead of \\", "请用 / 代替 \\")
		default:
			d.Hint = diag.Say("links begin with https://, mailto: or tel:, or name a file of ours",
				"链接以 https://、mailto: 或 tel: 开头，或者写本站的文件")
		}
	}
	return p
}

// title writes the title="…" that an author gave a link or an image.
func (c *compiler) title(raw []byte) {
	if len(raw) > 0 {
		c.attr("title", unescape(raw))
	}
}

// add notes a reference whose words are plain from start on, and returns its
// index.
func (c *compiler) add(l Link, start int, labelled bool) int {
	m := c.mark(start, len(c.plain))
	m.labelled = labelled
	c.links, c.marks = append(c.links, l), append(c.marks, m)
	return len(c.marks) - 1
}

// destSpan returns where an address stands. goldmark does not tell, but the
// address is a slice of the file; only where a tab was split is it a copy.
func (c *compiler) destSpan(dest []byte, after int) diag.Span {
	if len(dest) > 0 {
		start := cap(c.src) - cap(dest)
		if start >= 0 && start+len(dest) <= len(c.src) && &c.src[start] == &dest[0] {
			return c.span(start, start+len(dest))
		}
		after = min(after, len(c.src))
		if i := bytes.Index(c.src[after:], dest); i >= 0 {
			return c.span(after+i, after+i+len(dest))
		}
	}
	return c.span(after, after+1)
}

// image writes ![description](file).
func (c *compiler) image(n *ast.Image) {
	dest := unescape(n.Destination)
	at := c.destSpan(n.Destination, n.Pos())
	alt := c.appendWords(nil, n)
	if len(alt) == 0 {
		c.found.Add(NoAlt, at).Hint = diag.Say(
			"write what is in it between the brackets: ![…](%s)", "请在方括号里写它画了什么：![……](%s)", dest)
	}
	start := len(c.plain)
	c.plain = append(c.plain, alt...)
	if c.checkImage(n.Destination, dest, at) != ourPlace {
		c.str(`<span class="broken">`)
		c.html = appendEscaped(c.html, alt)
		c.str("</span>")
		return
	}
	c.hole(opImage, len(c.links))
	c.html = appendAttr(c.html, "alt", alt)
	c.title(n.Title)
	c.str(` loading="lazy" decoding="async">`)
	c.hole(opLand, 0)
	target, fragment := splitFragment(dest)
	c.add(Link{Kind: Image, Target: target, Fragment: fragment, Span: at}, start, true)
}

// checkImage is check for images, which only our own files may be.
func (c *compiler) checkImage(raw []byte, dest string, at diag.Span) place {
	if judge(dest) == webPlace || strings.HasPrefix(dest, "//") {
		c.found.Add(RemoteImage, at, dest).Hint = diag.Say(
			"save it beside the text and write its file name", "请把图片存到文章旁边，再写它的文件名")
		return unsafePlace
	}
	return c.check(raw, dest, at)
}

// autoLink writes <https://…>, or an address in running text.
func (c *compiler) autoLink(n *ast.AutoLink) {
	label := n.Label(c.src)
	dest, at := string(n.URL(c.src)), c.destSpan(label, max(n.Pos(), 0))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	p := unsafePlace
	if c.inLink {
		c.nested(at)
	} else if p = c.check([]byte(dest), dest, at); p == ourPlace {
		p = unsafePlace // an autolink has a scheme
	}
	switch p {
	case webPlace:
		c.openLink("external", dest, nil)
	case otherPlace:
		c.openLink("", dest, nil)
	default:
		c.put(string(label))
		return
	}
	c.put(string(label))
	c.str("</a>")
}

// maxEmbeds is how many pictures one page may draw: each is a few bytes here and
// many thousands there.
const maxEmbeds = 100

// wiki writes [[target|label]] or ![[target]].
func (c *compiler) wiki(n *wikiLink) {
	label := c.wikiLabel(n)
	at := c.span(n.ref.Start, n.ref.Stop)
	start := len(c.plain)
	if n.label.Len() > 0 {
		c.plain = append(c.plain, label...)
		if raw := n.label.Value(c.src); string(raw) == label {
			c.wrote(start, n.label.Start)
		}
	} else { // what it is called is not known here
		c.plain = append(append(append(c.plain, "[["...), label...), "]]"...)
	}
	if c.inLink {
		c.nested(at)
		c.esc(label)
		return
	}
	target, fragment := n.target(c.src)
	l := Link{Kind: Wiki, Target: target, Fragment: fragment, Span: at}
	switch {
	case !n.embed:
		c.hole(opWiki, len(c.links))
	case c.drawn:
		l.Kind = Embed
		if c.embeds++; c.embeds == maxEmbeds+1 {
			c.found.Add(TooManyEmbeds, at, maxEmbeds)
		}
		c.str(`<div class="embed">`)
		c.hole(opEmbed, len(c.links))
		c.str("</div>\n")
	default:
		l.Kind = Embed
		ref := string(n.ref.Value(c.src))
		c.found.Add(InlineEmbed, c.span(n.Pos(), n.end), ref).Hint = diag.Say(
			"leave a blank line before and after ![[%s]], or delete the !", "请在 ![[%s]] 前后各空一行，或者删去 !", ref)
		c.hole(opWiki, len(c.links))
	}
	c.add(l, start, n.label.Len() > 0)
}

// wikiLabel returns the words of a wiki link: its label, or else its target.
func (c *compiler) wikiLabel(n *wikiLink) string {
	if n.label.Len() > 0 {
		return unescape(n.label.Value(c.src))
	}
	return string(n.ref.Value(c.src))
}

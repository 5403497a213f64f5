package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"playbook/generator/diag"
)

// instead is what to write in place of an HTML element.
var instead = map[string]diag.Text{
	"a":          {En: "[text](address)", Zh: "[文字](网址)"},
	"aside":      {En: "> [!NOTE]", Zh: "> [!NOTE]"},
	"b":          {En: "**bold**", Zh: "**加粗**"},
	"blockquote": {En: "> quotation", Zh: "> 引文"},
	"br":         {En: "a backslash at the end of the line", Zh: "在行尾写一个反斜杠 \\"},
	"code":       {En: "`code`", Zh: "`代码`"},
	"dd":         {En: ": explanation", Zh: ": 解释"},
	"del":        {En: "~~deleted~~", Zh: "~~删去~~"},
	"details":    {En: "> [!NOTE] heading", Zh: "> [!NOTE] 标题"},
	"div":        {En: "a blank line, or > [!NOTE]", Zh: "空一行，或用 > [!NOTE]"},
	"dl":         {En: ": explanation", Zh: ": 解释"},
	"dt":         {En: "a line before : explanation", Zh: "在“: 解释”前另起一行"},
	"em":         {En: "*emphasis*", Zh: "*强调*"},
	"figure":     {En: "![[target]] or ![description](file)", Zh: "![[目标]] 或 ![说明](文件)"},
	"hr":         {En: "a line ---", Zh: "单独一行 ---"},
	"i":          {En: "*emphasis*", Zh: "*强调*"},
	"img":        {En: "![description](file)", Zh: "![说明](文件)"},
	"input":      {En: "- [ ] task", Zh: "- [ ] 任务"},
	"kbd":        {En: "`key`", Zh: "`按键`"},
	"li":         {En: "- item", Zh: "- 项目"},
	"mark":       {En: "**bold**", Zh: "**加粗**"},
	"ol":         {En: "1. item", Zh: "1. 项目"},
	"p":          {En: "a blank line", Zh: "空一行"},
	"pre":        {En: "``` around the lines", Zh: "用 ``` 把这些行围起来"},
	"s":          {En: "~~deleted~~", Zh: "~~删去~~"},
	"strong":     {En: "**bold**", Zh: "**加粗**"},
	"sup":        {En: "a footnote [^1]", Zh: "脚注 [^1]"},
	"table":      {En: "| column | column |", Zh: "| 列 | 列 |"},
	"td":         {En: "| column | column |", Zh: "| 列 | 列 |"},
	"tr":         {En: "| column | column |", Zh: "| 列 | 列 |"},
	"ul":         {En: "- item", Zh: "- 项目"},
}

// htmlBlock reports a block of HTML and writes it as text. Comments disappear.
func (c *compiler) htmlBlock(n *ast.HTMLBlock) {
	lines := slices.Clone(n.Lines().Sliced(0, n.Lines().Len()))
	if n.HasClosure() {
		lines = append(lines, n.ClosureLine)
	}
	if len(lines) == 0 {
		return
	}
	start, end := lines[0].Start, lines[len(lines)-1].Stop
	all := join(lines, c.src)
	shown, open := withoutComments(all)
	if open {
		c.report(OpenComment, start, end).Hint = diag.Say("end it with -->", "请在结尾写上 -->")
		return
	}
	if len(shown) == 0 {
		return
	}
	at := trim(c.src, start, end)
	if bytes.HasPrefix(bytes.TrimSpace(all), []byte("<!--")) && shown[0] != '<' {
		c.report(TextAfterComment, at.Start, at.Stop, firstLine(shown)).Hint = diag.Say(
			"put the comment on a line of its own", "请让注释单独占一行")
	} else {
		c.reportHTML(shown, at.Start, at.Stop)
	}
	c.str("<p>")
	c.plain = append(c.plain, shown...)
	c.plain = append(c.plain, '\n')
	c.html = appendEscaped(c.html, shown)
	c.str("</p>\n")
}

func join(lines []text.Segment, src []byte) []byte {
	var all []byte
	for _, l := range lines {
		all = append(all, l.Value(src)...)
	}
	return all
}

// withoutComments takes comments and the spaces around it off the beginning of
// b. open tells that the last one has no end.
func withoutComments(b []byte) (rest []byte, open bool) {
	for {
		b = bytes.TrimSpace(b)
		after, ok := bytes.CutPrefix(b, []byte("<!--"))
		if !ok {
			return b, false
		}
		// <!--> and <!---> are comments, too.
		if after, ok = bytes.CutPrefix(after, []byte{'>'}); ok {
			b = after
			continue
		}
		if after, ok = bytes.CutPrefix(after, []byte("->")); ok {
			b = after
			continue
		}
		end := bytes.Index(after, []byte("-->"))
		if end < 0 {
			return nil, true
		}
		b = after[end+len("-->"):]
	}
}

// rawHTML reports a tag in a line and writes it as text.
func (c *compiler) rawHTML(n *ast.RawHTML) {
	if isComment(n, c.src) || n.Segments.Len() == 0 {
		return
	}
	lines := n.Segments.Sliced(0, n.Segments.Len())
	value := join(lines, c.src)
	c.reportHTML(value, lines[0].Start, lines[len(lines)-1].Stop)
	c.put(string(value))
}

func isComment(n *ast.RawHTML, src []byte) bool {
	if n.Segments.Len() == 0 {
		return false
	}
	s := n.Segments.At(0)
	return bytes.HasPrefix(s.Value(src), []byte("<!--"))
}

// reportHTML reports HTML, but not the end tag of an element whose start tag has
// been reported.
func (c *compiler) reportHTML(html []byte, start, end int) {
	name, closing := tagName(html)
	if closing && c.tags[name] {
		return
	}
	if !closing {
		if c.tags == nil {
			c.tags = make(map[string]bool)
		}
		c.tags[name] = true
	}
	d := c.report(RawHTML, start, end, firstLine(html))
	if way, ok := instead[name]; ok {
		d.Hint = diag.Say("write instead: %s", "请改写成：%s", way)
	} else {
		d.Hint = diag.Say("delete it; to show the sign itself, write \\<", "请删掉它；只想显示这个符号就写 \\<")
	}
}

func firstLine(b []byte) string {
	line, _, _ := bytes.Cut(b, []byte{'\n'})
	return strings.TrimSpace(string(line))
}

// tagName returns the name of the element that html begins or ends with.
func tagName(html []byte) (name string, closing bool) {
	rest, ok := bytes.CutPrefix(html, []byte{'<'})
	if !ok {
		return "", false
	}
	rest, closing = bytes.CutPrefix(rest, []byte{'/'})
	end := bytes.IndexFunc(rest, func(r rune) bool { return !isAlphanumericRune(r) })
	if end < 0 {
		end = len(rest)
	}
	return strings.ToLower(string(rest[:end])), closing
}

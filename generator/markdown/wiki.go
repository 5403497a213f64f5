package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"playbook/generator/diag"
)

// A wikiLink is [[target#part|label]] or ![[target#part]].
type wikiLink struct {
	ast.BaseInline
	embed bool
	ref   text.Segment // target#part
	label text.Segment // empty if there is none
	end   int          // where the brackets end
}

var kindWikiLink = ast.NewNodeKind("WikiLink")

// Kind implements [ast.Node].
func (*wikiLink) Kind() ast.NodeKind { return kindWikiLink }

// Dump implements [ast.Node].
func (n *wikiLink) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// target returns what stands before and after the '#'.
func (n *wikiLink) target(src []byte) (target, fragment string) {
	before, after, _ := bytes.Cut(n.ref.Value(src), []byte{'#'})
	return string(bytes.TrimSpace(before)), string(bytes.TrimSpace(after))
}

// A wikiParser reads wiki links. In a table cell the bar before the label may be
// written \| as code hosts need it, or plainly; [tableParser] knows about both.
type wikiParser struct{}

// Trigger implements [parser.InlineParser].
func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

// Parse implements [parser.InlineParser].
func (wikiParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	embed := line[0] == '!'
	open := 2
	if embed {
		open = 3
	}
	if !bytes.HasSuffix(line[:min(open, len(line))], []byte("[[")) {
		return nil
	}
	size := bytes.Index(line[open:], []byte("]]"))
	if size < 0 {
		if block.PrecendingCharacter() != '[' {
			st := stateOf(pc)
			end := at.Start + len(bytes.TrimRight(line, "\r\n"))
			st.report(BadReference, at.Start, end, st.quote(at.Start, end)).Hint = diag.Say(
				"close it with ]], or write \\[\\[ to show brackets", "请用 ]] 结束；只想显示方括号就写 \\[\\[")
		}
		return nil
	}
	if bytes.IndexByte(line[open:open+size], '[') >= 0 {
		return nil // an inner [[ is closer to the ]]
	}
	n := &wikiLink{embed: embed, end: at.Start + open + size + 2}
	start, stop := at.Start+open, at.Start+open+size
	n.split(block.Source(), start, stop)
	if target, fragment := n.target(block.Source()); target == "" && fragment == "" {
		st := stateOf(pc)
		st.report(BadReference, at.Start, n.end, st.quote(at.Start, n.end)).Hint = diag.Say(
			"write what it refers to: [[haidilao]]", "请写明引用什么，例如 [[haidilao]]")
		return nil
	}
	block.Advance(open + size + 2)
	return n
}

// split divides what stands between the brackets at the first bar.
func (n *wikiLink) split(src []byte, start, stop int) {
	ref := stop
	if i := bytes.IndexByte(src[start:stop], '|'); i >= 0 {
		ref = start + i
		n.label = trim(src, ref+1, stop)
		if ref > start && src[ref-1] == '\\' {
			ref--
		}
	}
	n.ref = trim(src, start, ref)
}

// trim returns the segment from start to stop without spaces at its ends.
func trim(src []byte, start, stop int) text.Segment {
	s := text.NewSegment(start, stop)
	s = s.TrimLeftSpace(src)
	return s.TrimRightSpace(src)
}

package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"playbook/generator/diag"
)

// calloutKinds is what may stand in > [!KIND].
var calloutKinds = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", trainerKind}

// trainerKind is the callout that learners never see.
const trainerKind = "TRAINER"

// A callout is a block quotation whose first line is [!KIND], with an optional
// title after it. The title, if any, is its first child.
type callout struct {
	ast.BaseBlock
	kind   string
	marker diag.Span
}

var kindCallout = ast.NewNodeKind("Callout")

// Kind implements [ast.Node].
func (*callout) Kind() ast.NodeKind { return kindCallout }

// Dump implements [ast.Node].
func (n *callout) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A calloutTitle holds what stands after the marker.
type calloutTitle struct{ ast.BaseBlock }

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

// Kind implements [ast.Node].
func (*calloutTitle) Kind() ast.NodeKind { return kindCalloutTitle }

// Dump implements [ast.Node].
func (n *calloutTitle) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A calloutParser is goldmark's parser of block quotations for those that begin
// with a marker.
type calloutParser struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p calloutParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	i := pc.BlockOffset()
	if i < 0 || line[i] != '>' {
		return nil, parser.NoChildren
	}
	if _, _, ok := calloutMarker(line[i+1:]); !ok {
		return nil, parser.NoChildren
	}
	quote, state := p.BlockParser.Open(parent, reader, pc)
	if quote == nil {
		return nil, state
	}
	line, at := reader.PeekLine()
	start, stop, _ := calloutMarker(line)
	st := stateOf(pc)
	n := &callout{marker: st.span(at.Start-at.Padding+start, at.Start-at.Padding+stop)}
	n.kind = calloutKind(string(line[start+2:stop-1]), n.marker, st)
	if title := trim(reader.Source(), n.marker.End, at.Stop); title.Len() > 0 {
		child := new(calloutTitle)
		child.Lines().Append(title)
		child.SetPos(title.Start)
		n.AppendChild(n, child)
	}
	reader.AdvanceToEOL()
	return n, state
}

// calloutMarker finds [!KIND] at the beginning of line. [!KIND](…) and
// [!KIND][…] are links.
func calloutMarker(line []byte) (start, stop int, ok bool) {
	for start < len(line) && (line[start] == ' ' || line[start] == '\t') {
		start++
	}
	if start > 4 || !bytes.HasPrefix(line[start:], []byte("[!")) {
		return 0, 0, false
	}
	stop = start + 2
	for stop < len(line) {
		r, size := utf8.DecodeRune(line[stop:])
		if !unicode.IsLetter(r) {
			break
		}
		stop += size
	}
	if stop == start+2 || stop == len(line) || line[stop] != ']' {
		return 0, 0, false
	}
	stop++
	return start, stop, stop == len(line) || line[stop] != '(' && line[stop] != '['
}

// calloutKind checks the kind an author wrote. An unknown one becomes a note, or
// stays hidden if it looks like TRAINER.
func calloutKind(name string, at diag.Span, st *state) string {
	upper := strings.ToUpper(name)
	for _, k := range calloutKinds {
		if upper == k {
			return k
		}
	}
	d := st.found.Add(UnknownCallout, at, name)
	d.Hint = diag.Say("write one of %s", "请写其中之一：%s", strings.Join(calloutKinds, ", "))
	near := diag.Nearest(name, calloutKinds)
	if near != "" {
		d.Hint = diag.Say("did you mean [!%s]?", "您是不是想写 [!%s]？", near)
	}
	if near == trainerKind {
		return near // a slip must not show learners what is not for them
	}
	return "NOTE"
}

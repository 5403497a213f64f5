package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"playbook/generator/diag"
)

// maxLabel is the longest name of a footnote, as of a link definition.
const maxLabel = 999

// A noteBlock is the text of a footnote, [^name]: …
type noteBlock struct {
	label string
	at    diag.Span // [^name]:
	node  *extast.Footnote
	// whether it stands in a TRAINER callout; known when the callout is compiled
	trainer bool
}

// A noteParser is goldmark's parser of [^name]: blocks. It leaves the block where
// it stands, so that we see what it stands in; the compiler moves it to the end.
type noteParser struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.PeekLine()
	offset := pc.BlockOffset()
	node, next := p.BlockParser.Open(parent, reader, pc)
	if note, ok := node.(*extast.Footnote); ok {
		start := at.Start - at.Padding + offset
		stateOf(pc).addNote(note, start, start+len("[^]:")+len(note.Ref))
	}
	return node, next
}

// Close implements [parser.BlockParser].
func (noteParser) Close(ast.Node, text.Reader, parser.Context) {}

func (st *state) addNote(node *extast.Footnote, start, end int) {
	label := string(node.Ref)
	if i, ok := st.noteFor[label]; ok {
		d := st.report(DuplicateFootnote, start, end, label)
		d.Others = append(d.Others, st.notes[i].at)
		d.Hint = diag.Say("give it another name", "请换一个名字")
		return
	}
	if st.noteFor == nil {
		st.noteFor = make(map[string]int)
	}
	st.noteFor[label] = len(st.notes)
	st.notes = append(st.notes, &noteBlock{label: label, at: st.span(start, end), node: node})
}

// A noteRef is [^name] in a text.
type noteRef struct {
	ast.BaseInline
	note int // index in state.notes
	end  int
}

var kindNoteRef = ast.NewNodeKind("NoteRef")

// Kind implements [ast.Node].
func (*noteRef) Kind() ast.NodeKind { return kindNoteRef }

// Dump implements [ast.Node].
func (n *noteRef) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A noteRefParser reads references to footnotes.
type noteRefParser struct{}

// Trigger implements [parser.InlineParser]. The exclamation mark is for “Really![^1]”,
// which would be taken for an image.
func (noteRefParser) Trigger() []byte { return []byte{'[', '!'} }

// Parse implements [parser.InlineParser].
func (noteRefParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	open := 0
	if line[0] == '!' {
		open = 1
	}
	if !bytes.HasPrefix(line[open:], []byte("[^")) {
		return nil
	}
	rest := line[open+2 : min(len(line), open+2+maxLabel)]
	size := bytes.IndexAny(rest, "[]\n")
	if size <= 0 || rest[size] != ']' {
		return nil
	}
	start, end := at.Start+open, at.Start+open+size+3
	st := stateOf(pc)
	i, ok := st.noteFor[string(rest[:size])]
	if !ok {
		if end == len(st.src) || st.src[end] != '(' && st.src[end] != '[' && st.src[end] != ':' {
			st.reportMissing(start, end, string(rest[:size]))
		}
		return nil
	}
	if open == 1 {
		ast.MergeOrAppendTextSegment(parent, at.WithStop(start))
	}
	block.Advance(open + size + 3)
	ref := &noteRef{note: i, end: end}
	ref.SetPos(start)
	return ref
}

// maxGuesses is how many findings get a suggestion. In a text with more, looking
// for the nearest of thousands of names would take minutes.
const maxGuesses = 50

func (st *state) reportMissing(start, end int, label string) {
	d := st.report(MissingFootnote, start, end, label)
	d.Hint = diag.Say("write its text on a line of its own: [^%s]: …", "请另起一行写它的内容：[^%s]: ……", label)
	if len(st.found) > maxGuesses {
		return
	}
	labels := make([]string, len(st.notes))
	for i, n := range st.notes {
		labels[i] = n.label
	}
	if near := diag.Nearest(label, labels); near != "" {
		d.Hint = diag.Say("did you mean “%s”?", "您是不是想写“%s”？", near)
	}
}

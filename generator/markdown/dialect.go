package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"playbook/generator/diag"
)

// dialect returns the parser of our dialect. The numbers give the order in which
// the parts are tried; they are goldmark's own where a part is goldmark's.
var dialect = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headingParser{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(calloutParser{parser.NewBlockquoteParser()}, 790),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteRefParser{}, 101),
			util.Prioritized(wikiParser{}, 150),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasisParser{}, 500),
			util.Prioritized(urlParser{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tableParser{}, 200),
		),
	)
})

// A state is what the parts of the parser tell each other and the compiler about
// one text.
type state struct {
	path    string
	src     []byte
	found   diag.List
	ids     idSet
	named   map[ast.Node]string // headings with {#id}
	notes   []*noteBlock        // in the order of the text
	noteFor map[string]int      // label → index in notes
}

var stateKey = parser.NewContextKey()

// stateOf returns the state of the parse under way.
func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// newState parses src and returns the tree and what came up on the way.
func newState(path string, src []byte) (ast.Node, *state) {
	st := &state{path: path, src: src}
	pc := parser.NewContext()
	pc.Set(stateKey, st)
	return dialect().Parse(text.NewReader(src), parser.WithContext(pc)), st
}

// span returns the bytes from start to end. Where a tab stands before a block,
// goldmark's idea of its position is sometimes beyond the end of the file.
func (st *state) span(start, end int) diag.Span {
	start = min(max(start, 0), len(st.src))
	return diag.Span{Path: st.path, Start: start, End: min(max(start, end), len(st.src))}
}

// quote returns what stands between start and end, no more of it than a message
// shows.
func (st *state) quote(start, end int) string {
	return string(st.src[start:min(end, start+maxQuote)])
}

const maxQuote = 400 // bytes, at least 100 characters

// report adds a finding about the bytes from start to end.
func (st *state) report(rule *diag.Rule, start, end int, args ...any) *diag.Diagnostic {
	return st.found.Add(rule, st.span(start, end), args...)
}

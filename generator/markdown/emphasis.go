package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An emphasisParser reads *emphasis*, **strong** and ~~deleted~~ text by the
// CJK-friendly amendment to CommonMark
// (https://github.com/tats-u/markdown-cjk-friendly, for CommonMark issue 650).
//
// CommonMark decides by the neighbours of a run of asterisks whether it opens or
// closes, and takes punctuation for the edge of a word. In Chinese nothing but
// punctuation marks the edge of a phrase, so **海底捞（Haidilao）**的服务 stays
// unbolded. The amendment takes East Asian punctuation for letters, and lets an
// East Asian neighbour count as space around other punctuation.
//
// Of the tildes only pairs delete. A single one is a range: 3~5天，10~20元.
type emphasisParser struct{}

// Trigger implements [parser.InlineParser].
func (emphasisParser) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse implements [parser.InlineParser].
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, at := block.PeekLine()
	char, n := line[0], 1
	for n < len(line) && line[n] == char {
		n++
	}
	if char == '~' && (n != 2 || before == '~') {
		return nil
	}
	run := newRun(before, block.Source()[:at.Start], line[n:])
	var canOpen, canClose bool
	var match parser.DelimiterProcessor = emphasis{}
	switch char {
	case '_': // does not work inside words
		canOpen = run.left && (!run.right || run.afterPunctuation)
		canClose = run.right && (!run.left || run.beforePunctuation)
	case '~':
		match = strikethrough{}
		fallthrough
	default:
		canOpen, canClose = run.left, run.right
	}
	d := parser.NewDelimiter(canOpen, canClose, n, char, match)
	d.Segment = at.WithStop(at.Start + n)
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// A run is a sequence of equal delimiters seen from its neighbours.
type run struct {
	left, right       bool // whether it is left-flanking, right-flanking
	afterPunctuation  bool // whether punctuation stands before the run
	beforePunctuation bool // whether punctuation follows it
}

// newRun judges a run between the character before, which ends text if it is
// preceded by anything, and rest.
func newRun(before rune, text, rest []byte) run {
	cjkBefore := isCJK(before) || isIdeographicSelector(before)
	if isTextSelector(before) {
		base, _ := utf8.DecodeLastRune(text[:max(0, len(text)-utf8.RuneLen(before))])
		cjkBefore = isCJK(base) || before == 0xfe01 && isSharedQuote(base)
		if !util.IsSpaceRune(base) {
			before = base
		}
	}
	after := ' '
	if len(rest) > 0 {
		after, _ = utf8.DecodeRune(rest)
	}
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	punctBefore, punctAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	cjkAfter := isCJK(after)
	edgeBefore := punctBefore && !cjkBefore // “non-CJK punctuation”
	edgeAfter := punctAfter && !cjkAfter
	return run{
		left:              !spaceAfter && (!edgeAfter || spaceBefore || edgeBefore || cjkBefore),
		right:             !spaceBefore && (!edgeBefore || spaceAfter || edgeAfter || cjkAfter),
		afterPunctuation:  punctBefore,
		beforePunctuation: punctAfter,
	}
}

// isSharedQuote reports whether r is a quotation mark that Chinese shares with
// Latin text. U+FE01 after it asks for the full-width form.
func isSharedQuote(r rune) bool { return r == '‘' || r == '’' || r == '“' || r == '”' }

// emphasis pairs asterisks and underscores.
type emphasis struct{}

func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (emphasis) OnMatch(n int) ast.Node { return ast.NewEmphasis(n) }

// strikethrough pairs double tildes.
type strikethrough struct{}

func (strikethrough) IsDelimiter(b byte) bool { return b == '~' }

func (strikethrough) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (strikethrough) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

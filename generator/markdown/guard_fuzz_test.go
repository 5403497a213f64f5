package markdown

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"playbook/generator/diag"
)

// FuzzGuard checks that guard never fails, points into the file, counts no less
// than what the parser finds, and lets nothing pass that takes long to render.
func FuzzGuard(f *testing.F) {
	for _, h := range hostiles {
		f.Add(h.make(120))
	}
	for _, src := range []string{
		"\x87\n0", "a\rb\r\rc", "- a\r\n\r\n  b", "> > 1. a\n\n   ```\n\tb", "a\n: b\n\n  : c", "|a|b|\n|-|:-:|\n|`\\|`",
		"[a]: <b> 'c\nd'\n\n[a]", "[^1]: [^2]: a\n\n    b[^1]", "<!--\n```\n-->\n", "- - > 1. [^a]: > - x\n>\n\n",
	} {
		f.Add(src)
	}
	md := newGoldmark()
	f.Fuzz(func(t *testing.T, src string) {
		mustBeInside(t, src, CheckText("x.md", []byte(src), DefaultLimits.Size))
		found := guard("x.md", []byte(src), Limits{})
		mustBeInside(t, src, found)
		if len(CheckText("x.md", []byte(src), DefaultLimits.Size)) > 0 {
			return
		}
		unix := withoutCR(src)
		if again := guard("x.md", []byte(unix), Limits{}); len(again) != len(found) {
			t.Errorf("%d findings, but %d with LF instead of CR", len(found), len(again))
		}
		if len(found) == 0 {
			mustRender(t, md, "accepted", unix)
			mustCover(t, md, unix)
		}
	})
}

// withoutCR replaces a CR that ends a line by LF, for goldmark.
func withoutCR(src string) string {
	src = strings.ReplaceAll(src, "\r\n", "\x00")
	return strings.ReplaceAll(strings.ReplaceAll(src, "\r", "\n"), "\x00", "\r\n")
}

// TestGuardCoversParser tries what [FuzzGuard] tries on texts made of pieces that
// matter for blocks.
func TestGuardCoversParser(t *testing.T) {
	pieces := []string{
		"- ", "1. ", "2. ", "10) ", "> ", ">", "  ", "   ", "    ", "\t", "\n", "\n", "\n\n", "\n\n", "```", "~~~", "a", "b c", "a\n",
		"# ", "***", "===", "---", "<!--", "-->", "<div>", "<b>", "*", "_", "`", "[", "]", "(", "\"", "'", "[x]", "[^1]",
		"[a]: b", "[a]: b 'c\n", "[^1]: ", ": ", "|", "|a|b|\n", "|-|-|\n", "|a|b|\n|-|-|\n", "-|-", "- a\n", "  - b\n", "    - c\n",
	}
	random := rand.New(rand.NewPCG(3, 4))
	md := newGoldmark()
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(30) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if src := b.String(); !mustCover(t, md, src) {
			t.Fatalf("in\n%s\n%q", src, src)
		}
	}
	for _, src := range specExamples(t) {
		mustCover(t, md, src)
	}
}

// A census is what the parser found in a text.
type census struct {
	depth, items, marks, columns, cells, defs, noteRefs int
	repeated                                            int // bytes of addresses and titles defined elsewhere
}

// mustCover complains if the parser found more of anything than guard counts: if
// a limit just below it is not exceeded.
func mustCover(t *testing.T, md goldmark.Markdown, src string) bool {
	t.Helper()
	c := census{}
	c.visit(md.Parser().Parse(text.NewReader([]byte(src))), []byte(src), 0)
	ok := true
	for _, l := range []struct {
		rule  *diag.Rule
		n     int
		limit Limits
	}{
		{NestedTooDeeply, c.depth, Limits{Depth: c.depth - 1}},
		{TooManyItems, c.items, Limits{Items: c.items - 1}},
		{TooMuchMarkup, c.marks, Limits{InlineMarks: c.marks - 1}},
		{TableTooWide, c.columns, Limits{Columns: c.columns - 1}},
		{TooManyCells, c.cells, Limits{Cells: c.cells - 1}},
		{TooManyDefinitions, c.defs, Limits{Definitions: c.defs - 1}},
		{TooManyNoteReferences, c.noteRefs, Limits{Definitions: c.noteRefs - 1}},
	} {
		if l.n > 1 && !hasRule(guard("x.md", []byte(src), l.limit), l.rule) {
			t.Errorf("%s: the parser finds %d, guard less, in\n%s", l.rule.Name, l.n, src)
			ok = false
		}
	}
	if c.repeated > guardRatio*len(src) && !hasRule(guard("x.md", []byte(src), Limits{}), LinkRepeated) {
		t.Errorf("addresses of %d bytes are repeated in %d bytes", c.repeated, len(src))
		ok = false
	}
	return ok
}

func hasRule(found diag.List, rule *diag.Rule) bool {
	for _, d := range found {
		if d.Rule == rule {
			return true
		}
	}
	return false
}

func (c *census) visit(n ast.Node, src []byte, depth int) {
	switch n := n.(type) {
	case *ast.ListItem:
		c.items++
		depth++
	case *ast.Blockquote, *extast.DefinitionDescription:
		depth++
	case *extast.Footnote:
		c.defs++
		depth++
	case *ast.LinkReferenceDefinition:
		c.defs++
		return
	case *extast.FootnoteLink:
		c.noteRefs++
	case *extast.TableHeader:
		c.columns = max(c.columns, n.ChildCount())
	case *extast.TableCell:
		c.cells++
	case *ast.Link:
		c.addLink(n.Reference, n.Destination, n.Title)
	case *ast.Image:
		c.addLink(n.Reference, n.Destination, n.Title)
	}
	c.depth = max(c.depth, depth)
	if n.Type() == ast.TypeBlock && !n.IsRaw() {
		marks := n.Lines().Len()
		for i := range n.Lines().Len() {
			at := n.Lines().At(i)
			for _, b := range at.Value(src) {
				if guardClass[b] == guardMark {
					marks++
				}
			}
		}
		c.marks = max(c.marks, marks)
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.visit(child, src, depth)
	}
}

func (c *census) addLink(ref *ast.ReferenceLink, address, title []byte) {
	if ref != nil {
		c.repeated += len(util.EscapeHTML(util.URLEscape(address, true))) + len(bytes.ReplaceAll(title, []byte{'"'}, []byte("&quot;")))
	}
}

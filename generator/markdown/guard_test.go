package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"playbook/generator/diag"
)

// A hostile text makes some Markdown parser slow or greedy. make returns one of
// about n bytes.
type hostile struct {
	name string
	make func(n int) string
}

// again repeats units, each as often as the others.
func again(units ...string) func(int) string {
	return func(n int) string {
		size := len(strings.Join(units, ""))
		var b strings.Builder
		for _, u := range units {
			b.WriteString(strings.Repeat(u, n/size))
		}
		return b.String()
	}
}

// after puts a beginning of its own before units that are repeated.
func after(start string, units ...string) func(int) string {
	return func(n int) string { return start + again(units...)(max(0, n-len(start))) }
}

// numbered repeats a form with the numbers 0, 1, 2 …
func numbered(form string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
}

// stairs nests units by indentation.
func stairs(step, unit string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(step, i) + unit)
		}
		return b.String()
	}
}

// backticks makes runs of 1, 2, 3 … of them, none of which has a partner.
func backticks(rest string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 1; i < 140 && b.Len() < n/2; i++ {
			b.WriteString("e" + strings.Repeat("`", i))
		}
		return b.String() + "\n" + strings.Repeat(rest, max(0, n-b.Len())/len(rest))
	}
}

// grid makes tables of n columns whose rows are one bar.
func grid(n, rows int) string {
	return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|-", n) + "|\n" + strings.Repeat("|\n", rows) + "\n"
}

// collisions makes names of links with equal hash values in old parsers.
func collisions(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		key := fmt.Sprintf("x%d", i)
		var h uint32
		for _, r := range key {
			h = uint32(r) + h<<6 + h<<16 - h
		}
		if h%16 == 0 {
			fmt.Fprintf(&b, "[%s]: /url\n\n[x19]\n\n", key)
		}
	}
	return b.String()
}

var hostiles = []hostile{
	// The families that CommonMark's reference parsers are tested with.
	{"nested emphasis", again("*a **a ", "b", " a** a*")},
	{"closers of emphasis", again("a_ ")},
	{"openers of emphasis", again("_a ")},
	{"closers of links", again("a]")},
	{"openers of links", again("[a")},
	{"mismatched emphasis", again("*a_ ")},
	{"emphasis of two kinds", again("*a ", "_a*_ ")},
	{"emphasis, rule of three", after("a**b", "c* ")},
	{"links and emphasis", again("[ a_")},
	{"brackets and parentheses", again("[ (](")},
	{"images", again("![[]()")},
	{"links in emphasis", again("**x [a*b**c*](d)")},
	{"nested brackets", again("[", "a", "]")},
	{"nested quotations", again("> ")},
	{"nested lists", stairs("  ", "* a\n")},
	{"backticks", backticks("a ")},
	{"unclosed addresses in <", again("[a](<b")},
	{"unclosed addresses", again("[a](b")},
	{"unclosed comments", after("</", "<!--")},
	{"blank lines in lists", again("- ", "x", "\n")},
	{"blank lines in lists in a quotation", func(n int) string {
		return "> " + strings.Repeat("- ", n/4) + "x\n" + strings.Repeat(">\n", n/4)
	}},
	{"emphasis in quotations", again(">", "a*")},
	{"colliding names", collisions},
	{"definitions and uses", func(n int) string {
		return numbered("[%d]: u\n")(n*3/4) + again("[0] ")(n/4)
	}},
	{"runs of emphasis", again("*", "a", "*")},

	// Found in other parsers, or by looking for more.
	{"brackets over lines", again("]([" + "\n")},
	{"comments", again("!-- <")},
	{"instructions", after("a ", "<?")},
	{"declarations", after("a ", "<!A ")},
	{"CDATA", after("a ", "<![CDATA[")},
	{"open tags", after("a ", "<a b=")},
	{"open tags with quotes", again(`<a b='" <a c="' `)},
	{"entities", again("&")},
	{"wide table", func(n int) string {
		k := n / 6
		return strings.Repeat("|a", k) + "|\n" + strings.Repeat("|-", k) + "|\n" + strings.Repeat("|b", k) + "|\n"
	}},
	{"table of empty rows", func(n int) string { return grid(min(199, n/12), n/4) }},
	{"many tables of empty rows", again(grid(199, 240))},
	{"small tables of empty rows", again(grid(20, 20))},
	{"table of one bar", again("|a|\n|-|\n|\n\n")},
	{"long table", after("|a|b|\n|-|-|\n", "|a|b|\n")},
	{"aligned table", after("a|b\n:-:|:-:\n", "|\n")},
	{"escaped bars in code", after("|a|\n|-|\n", "|`\\|`|\n")},
	{"escaped bars in small tables", again("|a|\n|-|\n|`\\|``\\|`|\n\n")},
	{"strikethrough", again("~a ")},
	{"runs of tildes", again("~")},
	{"references to one footnote", func(n int) string { return "[^1]: x\n\n" + again(strings.Repeat("[^1]", 20)+"\n\n")(n) }},
	{"footnotes", numbered("[^%[1]d]\n\n[^%[1]d]: x\n\n")},
	{"references to missing footnotes", func(n int) string {
		return numbered("[^%d]: x\n")(n/2) + "\n" + again(strings.Repeat("[^z]", 20)+"\n\n")(n/2)
	}},
	{"nested footnotes", again("[^1]: ", "x", "\n")},
	{"openers of footnotes", again("[^")},
	{"quotes", again("\"a ")},
	{"mixed quotes", again("'\"")},
	{"braces", after("# a ", "{")},
	{"equal headings", again("# a\n")},
	{"empty headings", again("#\n")},
	{"long word", again("a")},
	{"backslashes", again("\\")},
	{"long paragraph", func(n int) string { return again("a\n")(n) + "===\n" }},
	{"definitions without address", again("[a]:\n")},
	{"definitions without end", again("[a]: b \"\n")},
	{"definitions with parentheses", again("[a]: b\n(\n")},
	{"definitions and a long paragraph", again("[a]: b\n", "a\n", "a\n")},
	{"definition lists", again("a\n: b\n")},
	{"nested definition lists", stairs("  ", ": a\n\n")},
	{"lists with tabs", again("-\t", "x", "\n")},
	{"ordered lists", again("1) ", "x", "\n")},
	{"empty items", again("-\n")},
	{"one long list", again("- a\n")},
	{"lazy lines", again("> ", "a\n")},
	{"deep quotations", again(strings.Repeat("> ", 300) + "a\n")},
	{"quotations", again(">\n\n")},
	{"block of HTML", after("<div>\n", "<p\n")},
	{"raw tags", again("x<a>\n\n")},
	{"colons", again(":a")},
	{"addresses", again("http://")},
	{"addresses with www", again("www.a")},
	{"mail addresses", again("a@b.c")},

	// Cheap for a guard that believes what it sees.
	{"address over a long word", again("[a](b", "aaaaa")},
	{"backticks before many lines", backticks("a\n")},
	{"backticks before a long word", backticks("a")},
	{"brackets around many lines", func(n int) string {
		k := min(990, n/8)
		return strings.Repeat("[", k) + strings.Repeat("a\n", n/2-k) + strings.Repeat("]", k)
	}},
	{"brackets around a long word", func(n int) string {
		k := min(990, n/8)
		return strings.Repeat("[", k) + strings.Repeat("a", n-2*k) + strings.Repeat("]", k)
	}},
	{"blank lines in permitted nesting", after("> "+strings.Repeat("- ", 30)+"x\n", ">\n")},
	{"blank lines in lists again and again", again(strings.Repeat("- ", 30) + "x\n" + strings.Repeat("\n", 100))},
	{"blank lines in footnotes", after(strings.Repeat("[^1]: ", 30)+"x\n", "\n")},
	{"blank lines in definitions", after("a\n: "+strings.Repeat("- ", 30)+"x\n", "\n")},
	{"long address used often", func(n int) string {
		return "[a]: " + strings.Repeat("x", n/2) + "\n\n" + again("[a]\n\n")(n/2)
	}},
	{"long title used often", func(n int) string {
		return "[a]: x\n  'b\n" + again("[x]: y\n")(n/2) + "'\n\n" + again("[a]\n\n")(n/2)
	}},
	{"long address in two lines used often", func(n int) string {
		return "[a\nb]:\n<" + strings.Repeat("&", n/2) + ">\n\n" + again("[a b]\n\n")(n/2)
	}},
	{"markup in a list that is none", after("a\n", "2. *a_ *a_\n")},
	{"markup in code that is none", after("a\n", "    - *a_ *a_\n")},
	{"markup in rules that are none", after("a\n", "    * * *\n")},
	{"markup after a fence in a quotation", after("> ```\n", "*a_ ")},
	{"markup after a fence in a comment", after("<!--\n```\n-->\n", "*a_ ")},
	{"markup after a fence in HTML", after("<div>\n```\n\n", "*a_ ")},
	{"markup after a fence in a list that is none", after("a\n2. b\n   ```\nc\n   ```\n", "*a_ ")},
	{"lists after a fence in a list that is none", after("a\n2. b\n   ```\nc\n   ```\n", "- ", "x", "\n")},
	{"many blocks near the limit", again(strings.Repeat("*a_ ", 3000) + "\n\n")},
	{"many items near the limit", again("- " + strings.Repeat("[", 990) + strings.Repeat("a\n", 4000) + strings.Repeat("]", 990) + "\n")},
	{"blocks of brackets", again(strings.Repeat("[", 499) + strings.Repeat("]", 499) + "\n\n")},
}

var hostileSizes = []int{1 << 10, 16 << 10, 64 << 10, 200 << 10, 500 << 10}

// watchesRaces reports whether the race detector is on. There is nothing for it
// to find here, and everything takes ten times as long, so the tests that
// measure time then do less.
func watchesRaces() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// newGoldmark returns the parser that guard protects, without our own additions.
func newGoldmark() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough,
		extension.TaskList, extension.Footnote, extension.DefinitionList))
}

// quick reports whether f takes no longer than limit would be on a machine that
// has nothing else to do. It may be busy or slow, so f has a few tries, and as
// much more time as the parser now needs for a plain text.
func quick(limit time.Duration, f func()) (took time.Duration, ok bool) {
	if watchesRaces() {
		limit *= 20
	}
	for range 4 {
		took = clock(f)
		if took <= limit {
			return took, true
		}
		const usual = 250 * time.Millisecond
		plain := []byte(strings.Repeat("a\n\n", 170_000))
		now := clock(func() { _ = newGoldmark().Convert(plain, io.Discard) })
		if took.Seconds() <= limit.Seconds()*now.Seconds()/usual.Seconds() {
			return took, true
		}
	}
	return took, false
}

func clock(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// mustRender complains if an accepted text takes long or becomes a lot of HTML.
func mustRender(t *testing.T, md goldmark.Markdown, name, src string) {
	t.Helper()
	var out bytes.Buffer
	took, ok := quick(time.Second, func() {
		out.Reset()
		if err := md.Convert([]byte(src), &out); err != nil {
			t.Fatal(err)
		}
	})
	if !ok {
		t.Errorf("%s: %d bytes are accepted and take %v", name, len(src), took)
	}
	if out.Len() > 50*len(src) {
		t.Errorf("%s: %d bytes are accepted and become %d", name, len(src), out.Len())
	}
}

func TestHostile(t *testing.T) {
	md := newGoldmark()
	sizes := hostileSizes
	if watchesRaces() {
		sizes = sizes[:2]
	}
	for _, h := range hostiles {
		t.Run(h.name, func(t *testing.T) {
			for _, size := range sizes {
				src := h.make(size)
				var found diag.List
				if took, ok := quick(50*time.Millisecond, func() { found = guard("x.md", []byte(src), Limits{}) }); !ok {
					t.Errorf("%d bytes take guard %v", len(src), took)
				}
				mustBeInside(t, src, found)
				if len(found) == 0 {
					mustRender(t, md, h.name, src)
				}
			}
		})
	}
}

// mustBeInside complains if a finding is not about a place in src.
func mustBeInside(t *testing.T, src string, found diag.List) {
	t.Helper()
	for _, d := range found {
		if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
			t.Errorf("%s at %d–%d of %d bytes", d.Rule.Name, d.Span.Start, d.Span.End, len(src))
		}
		if d.Hint.En == "" || d.Hint.Zh == "" {
			t.Errorf("%s: no hint", d.Rule.Name)
		}
	}
}

// specExamples returns the examples of the CommonMark standard.
func specExamples(t *testing.T) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	texts := make([]string, len(examples))
	for i, e := range examples {
		texts[i] = e.Markdown
	}
	if len(texts) != 652 {
		t.Fatalf("%d examples in the standard, want 652", len(texts))
	}
	return texts
}

func TestGuardAcceptsStandard(t *testing.T) {
	for i, src := range specExamples(t) {
		if found := guard("x.md", []byte(src), Limits{}); len(found) > 0 {
			t.Errorf("example %d: %s\n%s", i+1, found[0].Message.En, src)
		}
	}
}

// tokens are the pieces of which the scans below make texts.
var tokens = []string{
	"*", "_", "a", " ", "\n", "[", "]", "(", ")", "<", ">", "!", "`", "~", "|", "-", "#", "&", "\\", ":", "\"", "'", "1. ", "- ",
	"    ", "http://", "@", "^", "{", "}", "=", "<!--", "[^", "]:", "](", "\t", "$", ".", "<a", "</a>",
}

// TestGuardPairs repeats every sequence of one and two tokens.
func TestGuardPairs(t *testing.T) {
	md := newGoldmark()
	size := 50 << 10
	if watchesRaces() {
		size = 5 << 10
	}
	for _, a := range tokens {
		for _, b := range append(tokens, "") {
			src := again(a + b)(size)
			if len(guard("x.md", []byte(src), Limits{})) == 0 {
				mustRender(t, md, fmt.Sprintf("%q", a+b), src)
			}
		}
	}
}

// TestGuardTriples repeats some sequences of three tokens, each as often as it is
// accepted.
func TestGuardTriples(t *testing.T) {
	md := newGoldmark()
	random := rand.New(rand.NewPCG(1, 2))
	tries := 250
	if watchesRaces() {
		tries = 20
	}
	for range tries {
		unit := tokens[random.IntN(len(tokens))] + tokens[random.IntN(len(tokens))] + tokens[random.IntN(len(tokens))]
		size := mostAccepted(unit, 512<<10)
		mustRender(t, md, fmt.Sprintf("%q", unit), again(unit)(size))
	}
}

// mostAccepted returns how many bytes of a repeated unit guard accepts.
func mostAccepted(unit string, limit int) int {
	src := []byte(again(unit)(limit))
	low, high := 0, len(src)/len(unit)+1 // accepted, refused
	for high-low > 1+low/50 {
		if mid := (low + high) / 2; len(guard("x.md", src[:mid*len(unit)], Limits{})) == 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return low * len(unit)
}

// What guard and CheckText say, at which place of which text.
var saidCases = []struct {
	name, src string
	limits    Limits
}{
	{"depth", "> - 1. x\n", Limits{Depth: 2}},
	{"depth by indentation", "- a\n  - b\n    - c\n\ntext\n\n- d\n", Limits{Depth: 2}},
	{"depth of footnotes and definitions", "a\n: b\n  [^1]: c\n", Limits{Depth: 1}},
	{"blank lines", "- a\n\n  - b\n\n\nc\n", Limits{BlankCost: 3}},
	{"blank lines in a quotation", "> - a\n>\n> b\n", Limits{BlankCost: 1}},
	{"markup", "one\n\n*two* and\n_three_\n", Limits{InlineMarks: 5}},
	{"markup of Chinese text", "**海底捞**的**服务**\n", Limits{InlineMarks: 6}},
	{"lines", "a\nb\nc\nd\n\ne\n", Limits{InlineMarks: 3}},
	{"long blocks", "*a*\n\n*b*\n\n*c*\n\n*d*\n", Limits{InlineMarks: 4}},
	{"items", "1. a\n2. b\n\n* c\n", Limits{Items: 2}},
	{"definitions", "[a]: b\n[c]: d\n[^e]: f\n", Limits{Definitions: 2}},
	{"references to footnotes", "a[^b] c[^b] d[^b]\n\n[^b]: e\n", Limits{Definitions: 3}},
	{"columns", "  | a | b | c |\n  |---|:-:|---|\n", Limits{Columns: 2}},
	{"cells", "a|b\n-|-\nc|d\ne|f\n", Limits{Cells: 5}},
	{"cells in two tables", "a|b\n-|-\n\na|b\n-|-\nc|d\n", Limits{Cells: 5}},
	{"sparse table", grid(9, 8), Limits{}},
	{"repeated address", "[a]: /" + strings.Repeat("x", 900) + " 'b'\n\n" + strings.Repeat("[a]", 50), Limits{}},
	{"several", "- - - x\n\n[a]: b\n[c]: d\n", Limits{Depth: 2, Definitions: 1}},
	{"not code", "<div>\n```\n- - - x\n", Limits{Depth: 2}},
	{"code", "```\n- - - x\n**********\n```\n\n~~~ a`b`\n- - -\n~~\n", Limits{Depth: 2, InlineMarks: 5}},
	{"size", strings.Repeat("字", 1000), Limits{Size: 2048}},

	{"UTF-16 with a mark", "\xff\xfea\x00\n\x00", Limits{}},
	{"not UTF-8", "a\n\x87\n0", Limits{}},
	{"NUL", "abc\x00de\x00", Limits{}},
	{"control characters", "a\x1b[31m\n\u0085\x7f", Limits{}},
	{"direction", "a\u202eb\n\u2069\n\u2067c\u2069\n", Limits{}},
}

func TestGuardMessages(t *testing.T) {
	var b strings.Builder
	said := map[*diag.Rule]bool{}
	for _, c := range saidCases {
		found := CheckText("x.md", []byte(c.src), c.limits.Size)
		if len(found) == 0 {
			found = guard("x.md", []byte(c.src), c.limits)
		}
		mustBeInside(t, c.src, found)
		fmt.Fprintf(&b, "== %s\n", c.name)
		for _, d := range found {
			said[d.Rule] = true
			quoted := fmt.Sprintf("%.40q", c.src[d.Span.Start:d.Span.End])
			fmt.Fprintf(&b, "%d–%d %s [%s]\n\t%s\n\t%s\n", d.Span.Start, d.Span.End, quoted, d.Rule.Name, d.Message.En, d.Message.Zh)
			fmt.Fprintf(&b, "\t→ %s\n\t→ %s\n", d.Hint.En, d.Hint.Zh)
		}
	}
	for _, r := range guardRules {
		if !said[r] {
			t.Errorf("no case for %s", r.Name)
		}
	}
	golden := filepath.Join("testdata", "guard", "messages.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestGuardLineEnds checks that the same places are found with other line ends.
func TestGuardLineEnds(t *testing.T) {
	places := func(src string, limits Limits) (list []string) {
		for _, d := range guard("x.md", []byte(src), limits) {
			text := src[d.Span.Start:d.Span.End]
			if d.Rule != LinkRepeated && d.Rule != TableTooSparse { // depend on the size
				list = append(list, d.Rule.Name+" "+text)
			}
		}
		return list
	}
	for _, c := range saidCases {
		if !utf8.ValidString(c.src) || c.limits.Size > 0 {
			continue
		}
		want := places(c.src, c.limits)
		for _, end := range []string{"\r", "\r\n"} {
			got := places(strings.ReplaceAll(c.src, "\n", end), c.limits)
			if !slices.Equal(got, want) {
				t.Errorf("%s with %q: got %q, want %q", c.name, end, got, want)
			}
		}
	}
}

// TestGuardFrontMatter checks that front matter, which is blank when guard sees
// it, costs nothing.
func TestGuardFrontMatter(t *testing.T) {
	blank := strings.Repeat(strings.Repeat(" ", 7)+"\n", 60_000)
	if found := guard("x.md", []byte(blank+"- a\n\n- b\n"), Limits{BlankCost: 1}); len(found) > 0 {
		t.Error(found[0].Message.En)
	}
	found := guard("x.md", []byte(blank+"- - a"), Limits{Depth: 1})
	if len(found) != 1 || found[0].Span.Start != len(blank)+2 {
		t.Errorf("got %v, want one finding after the front matter", found)
	}
}

// TestGuardAcceptsProse checks that nothing an author would write is refused.
func TestGuardAcceptsProse(t *testing.T) {
	row := "| [海底捞](../cases/haidilao.md) | **很好** | `code` | 一 | 二 |\n"
	for name, src := range map[string]string{
		"long list":     strings.Repeat("- [[haidilao]]：**服务** `a` [^1]\n", 4000),
		"numbered list": strings.Repeat("1. [海底捞](../cases/haidilao.md)\n   第二行\n", 3000),
		"table":         "| a | b | c | d | e |\n|---|---|---|---|---|\n" + strings.Repeat(row, 900),
		"definitions":   numbered("[链接%d]: https://example.com/a/b \"标题\"\n")(60 << 10),
		"footnotes":     numbered("正文[^%[1]d]。\n\n[^%[1]d]: " + strings.Repeat("这是一条没有空格的脚注", 20) + "\n\n")(400 << 10),
		"long lines":    strings.Repeat(strings.Repeat("这一段文字**没有**换行，", 300)+"\n\n", 20),
		"code":          "```json\n" + strings.Repeat("  \"a\": [[1, 2], [3, 4]], *_`<\n>>>>>>>>>> - - - -\n", 8000) + "```\n",
		"code in a list, then code": "1. a\n\n   ```\n   b\n   ```\n\n2. c\n\n```\n" +
			strings.Repeat("a[b] = c[d] * e_f\n\n", 2000) + "```\n",
	} {
		for _, d := range guard("x.md", []byte(src), Limits{}) {
			t.Errorf("%s: %s, at %.40q", name, d.Message.En, src[d.Span.Start:])
		}
	}
}

package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"playbook/generator/diag"
)

func TestLinks(t *testing.T) {
	const src = `---
front: matter
---

海底捞让等位变成享受。像 [[haidilao#m-card|等位卡]] 这样的小事，见 [卡诺](../frameworks/kano.md#%E5%85%B4%E5%A5%8B "题")！后一句。

![等位区](photo.png)

![[haidilao#journey]]

> [!TRAINER]
> 问：[[#本页]]

> [!NOTE]
> [外面](https://example.com)

注[^1]

> [!TRAINER]
> 密[^2]

[^1]: [[a]]
[^2]: [[b]]
`
	blank := strings.Repeat(" ", 3) + "\n" + strings.Repeat(" ", 13) + "\n" + strings.Repeat(" ", 3)
	doc, found := Parse("cases/x.md", []byte(blank+src[len(blank):]))
	if len(found) > 0 {
		t.Fatalf("found %v", found[0].Message)
	}
	want := []string{
		`0 "haidilao" "m-card" "等位卡" "haidilao#m-card" false 像 等位卡 这样的小事，见 卡诺！`,
		`2 "../frameworks/kano.md" "兴奋" "卡诺" "../frameworks/kano.md#%E5%85%B4%E5%A5%8B" false 像 等位卡 这样的小事，见 卡诺！`,
		`3 "photo.png" "" "等位区" "photo.png" false 等位区`,
		`1 "haidilao" "journey" "" "haidilao#journey" false [[haidilao#journey]]`,
		`0 "" "本页" "" "#本页" true 问：[[#本页]]`,
		`0 "a" "" "" "a" false [[a]]`,
		`0 "b" "" "" "b" true [[b]]`,
	}
	for i, l := range doc.Links {
		got := fmt.Sprintf("%d %q %q %q %q %v %s", l.Kind, l.Target, l.Fragment, l.Text,
			src[l.Span.Start:l.Span.End], l.Trainer, l.Sentence)
		if i >= len(want) || got != want[i] {
			t.Errorf("link %d:\ngot  %s\nwant %s", i, got, slices.Concat(want, []string{"", ""})[i])
		}
		if l.Span.Path != "cases/x.md" {
			t.Errorf("path %q", l.Span.Path)
		}
	}
	if len(doc.Links) != len(want) {
		t.Errorf("%d links, want %d", len(doc.Links), len(want))
	}
}

func asIs(s string) string { return s }

func TestPassages(t *testing.T) {
	const src = `开头 &amp; *结尾*。

## 第一节

- 列表里的 [链接](a.md) 词

| 表头 |
|---|
| 格子 |

> [!NOTE] 标题
> 提示

> [!TRAINER]
> 私下
>
> ## 私下的标题

## 第二节

> 引文

    code [[kano]]

**粗**、123、` + "`代码`" + ` [[nps]]

术语
: 解释[^1]

[^1]: 脚注
`
	doc, _ := Parse("x.md", []byte(src))
	want := []string{
		"0 开头 | 开头 & 结尾。", "0 结尾 | 开头 & 结尾。",
		"1 列表里的 | 列表里的 链接 词", "1 词 | 列表里的 链接 词", "1 格子 | 格子", "1 提示 | 提示",
		"2 粗 | 粗、123、代码 [[nps]]", "2 解释 | 解释",
	}
	var got []string
	for _, p := range doc.Passages {
		if src[p.Start:p.Start+len(p.Text)] != p.Text || p.Block[p.Offset:p.Offset+len(p.Text)] != p.Text {
			t.Errorf("passage %+v", p)
		}
		got = append(got, fmt.Sprintf("%d %s | %s", p.Section, strings.TrimSpace(p.Text), p.Block))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	outline := fmt.Sprint(doc.Outline[0].Text, doc.Outline[1].Text, len(doc.Outline))
	if outline != "第一节第二节2" {
		t.Errorf("outline %s", outline)
	}
	sections := []string{"开头 & 结尾。", "列表里的 链接 词\n表头\n格子\n标题\n提示", "引文\ncode [[kano]]\n粗、123、代码 NPS\n术语\n解释\n脚注"}
	named := func(s string) string { return strings.ReplaceAll(s, "[[nps]]", "NPS") }
	if got := doc.Sections(named); !slices.Equal(got, sections) {
		t.Errorf("sections %q\nwant     %q", got, sections)
	}
}

func TestSentence(t *testing.T) {
	han := strings.Repeat("字", 200)
	tests := []struct{ block, at, want string }{
		{"前一句。这一句有词在里面，还有半句。后一句。", "词", "这一句有词在里面，还有半句。"},
		{"他说：“有词！”然后走了。", "词", "他说：“有词！”"},
		{"“前一句。”后面有词", "词", "后面有词"},
		{"version 3.5 has a word. Next.", "word", "version 3.5 has a word."},
		{"(First.) The word (e.g. x) ends here! Next", "word", "The word (e.g."},
		{"甲；有词；乙", "词", "有词；"},
		{"词", "词", "词"},
		{han + "词" + han, "词", "…" + strings.Repeat("字", 58) + "词" + strings.Repeat("字", 59) + "…"},
		{"短。词" + han, "词", "词" + strings.Repeat("字", 117) + "…"},
		{han + "词。", "词", "…" + strings.Repeat("字", 116) + "词。"},
	}
	for _, tt := range tests {
		i := strings.Index(tt.block, tt.at)
		if got := sentence(tt.block, i, i+len(tt.at)); got != tt.want {
			t.Errorf("sentence around %s in %s:\ngot  %s\nwant %s", tt.at, tt.block, got, tt.want)
		}
		p := Passage{Text: tt.block[i:], Block: tt.block, Offset: i}
		if got := p.Sentence(0); len([]rune(got)) > maxSentence || !strings.Contains(got, tt.at[:1]) {
			t.Errorf("Sentence(0) = %s", got)
		}
	}
}

// TestLineEnds makes sure that a file from Windows, or from an old Mac, gives the
// same page.
func TestLineEnds(t *testing.T) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, file := range files {
		_, parts := readParts(t, file)
		for _, p := range parts {
			if !strings.HasSuffix(p.name, ".md") {
				continue
			}
			doc, found := Parse("x.md", []byte(p.data))
			want := renderCase(t, doc, View{Trainer: true})
			for _, end := range []string{"\r\n", "\r"} {
				src := strings.ReplaceAll(p.data, "\n", end)
				doc, again := Parse("x.md", []byte(src))
				if got := renderCase(t, doc, View{Trainer: true}); got != want {
					t.Errorf("%s, %s with %q:\n%s", file, p.name, end, firstDifference(got, want))
				}
				if len(again) != len(found) {
					t.Errorf("%s, %s with %q: %d findings, want %d", file, p.name, end, len(again), len(found))
				}
				checkSpans(t, again, doc, src)
			}
		}
	}
}

func TestHeadingShift(t *testing.T) {
	doc, _ := Parse("x.md", []byte("## 甲\n\n### 乙\n"))
	for shift, want := range map[int]string{-5: "11", 0: "23", 1: "34", 4: "66", 9: "66"} {
		got := render(t, doc, View{HeadingShift: shift})
		if levels := got[2:3] + got[strings.LastIndex(got, "<h")+2:][:1]; levels != want {
			t.Errorf("shift %d gives levels %s, want %s", shift, levels, want)
		}
	}
}

// TestGuard makes sure that what is refused gives an empty page.
func TestGuard(t *testing.T) {
	doc, found := Parse("x.md", []byte(strings.Repeat("> ", 100)+"x"))
	if !found.Failed() || len(doc.Links) > 0 || render(t, doc, View{}) != "" {
		t.Errorf("found %v", found)
	}
}

func TestPanic(t *testing.T) {
	doc, found := survive("x.md", func() (*Doc, diag.List) { panic("as goldmark might") })
	if len(found) != 1 || found[0].Rule != Panic || render(t, doc, View{}) != "" {
		t.Errorf("found %v", found)
	}
}

// TestTrainer makes sure that nothing from a TRAINER callout reaches a learner,
// whatever it is written as.
func TestTrainer(t *testing.T) {
	secrets := []string{
		"秘密", "- 秘密\n  - 秘密", "1. [ ] 秘密", "## 秘密", "秘密\n===", "| 秘密 |\n|---|\n| 秘密 |", "```\n秘密\n```", "    秘密",
		"> 秘密", "> [!NOTE] 秘密\n> 秘密", "甲\n: 秘密", "秘密[^1]\n\n[^1]: 秘密", "甲[^1]\n\n[^1]: 乙[^2]\n\n[^2]: 秘密", "[[秘密]]", "![[秘密]]",
		"[秘密](a.md \"秘密\")", "![秘密](a.png)", "[秘密][秘密]\n\n[秘密]: a.md", "<b>秘密</b>", "<div>\n秘密", "[秘密](javascript:x)", "https://example.com/?秘密",
	}
	frames := []string{"%s", "- 甲\n\n%s", "> 甲\n>\n%s", "> [!TIP]\n%s", "甲[^x]\n\n[^x]: 乙\n\n%s"}
	indents := []string{"", "  ", "> ", "> ", "    "}
	for i, frame := range frames {
		for _, secret := range secrets {
			var box strings.Builder
			for line := range strings.Lines("[!TRAINER]\n" + secret + "\n") {
				box.WriteString(indents[i] + "> " + line)
			}
			src := strings.Replace(frame, "%s", box.String(), 1)
			doc, _ := Parse("x.md", []byte(src))
			learner := render(t, doc, View{}) + fmt.Sprint(doc.Outline, doc.Passages, doc.Sections(asIs))
			if strings.Contains(learner, "秘密") {
				t.Errorf("in %q: %s", src, learner)
			}
			if !strings.Contains(render(t, doc, View{Trainer: true}), "秘密") {
				t.Errorf("in %q: not even for trainers", src)
			}
			for _, l := range doc.Links {
				if strings.Contains(l.Sentence, "秘密") && !l.Trainer {
					t.Errorf("in %q: link %+v", src, l)
				}
			}
		}
	}
}

// TestMany makes sure that a text full of one thing, as much of it as guard lets
// through, does not take for ever. Most take a tenth of a second.
func TestMany(t *testing.T) {
	things := []string{
		"a\n<!-- -->\n", "<a%d></a%d>", "[[a ", "[[a|b]] ", "[^a%d]\n\n[^b%d]: x\n\n", "[^%d]: x[^%d]\n\n", "> [!NOTES]\n> x\n\n",
		"> [!TRAINER]\n> [^1]\n\n", "## a {#b .c}\n", "[a](b.md) ", "http://a.b/c:", "见http://a.b/c。", "![[a]]\n", "|[[a|b]]|\n|-|\n|c|\n\n",
		"a\n: b\n\n", "中\n", "&amp;\\*", "[x]: javascript:x\n[x]\n\n", "<a> ", "- [ ] a\n", "**（a）**中",
	}
	for _, thing := range things {
		start := time.Now()
		for _, n := range []int{1500, 4500} {
			var src strings.Builder
			for i := range n {
				src.WriteString(strings.ReplaceAll(thing, "%d", strconv.Itoa(i)))
			}
			doc, _ := Parse("x.md", []byte(src.String()))
			if page := render(t, doc, View{Trainer: true}); len(page) > 100*src.Len() {
				t.Errorf("%q: %d bytes become %d", thing, src.Len(), len(page))
			}
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q takes %v", thing, took)
		}
	}
}

// TestConcurrent renders one text in many goroutines; the race detector looks on.
func TestConcurrent(t *testing.T) {
	doc, _ := Parse("x.md", page(t))
	want := render(t, doc, View{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := render(t, doc, View{}); got != want {
				t.Error("different")
			}
		})
	}
	wg.Wait()
}

// TestRules makes sure that every rule has its words, and its own name.
func TestRules(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Rules {
		if names[r.Name] || r.Message.En == "" || r.Message.Zh == "" || r.Why.En == "" || r.Why.Zh == "" {
			t.Errorf("rule %q", r.Name)
		}
		names[r.Name] = true
	}
}

// page is an ordinary page with 800 Han characters.
func page(t testing.TB) []byte {
	src, err := os.ReadFile("testdata/page.md")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func BenchmarkParse(b *testing.B) {
	src := page(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("x.md", src)
	}
}

func BenchmarkRender(b *testing.B) {
	doc, _ := Parse("x.md", page(b))
	b.ReportAllocs()
	for b.Loop() {
		render(b, doc, View{})
	}
}

// A few bytes each draw a whole picture, so their number has a limit, and one
// finding says so.
func TestTooManyEmbeds(t *testing.T) {
	for _, n := range []int{maxEmbeds, maxEmbeds + 5} {
		_, found := Parse("a.md", []byte(strings.Repeat("![[kano]]\n\n", n)))
		if want := n > maxEmbeds; len(found) > 0 != want || want && (len(found) != 1 || found[0].Rule != TooManyEmbeds) {
			t.Errorf("%d pictures: %d findings", n, len(found))
		}
	}
}

// A run of dots is not read again from each of them.
func TestLongHost(t *testing.T) {
	for _, s := range []string{"www._", "www.a", "http://a."} {
		start := time.Now()
		if _, found := Parse("a.md", []byte(strings.Repeat(s, 50_000/len(s)))); len(found) > 0 && found.Failed() {
			continue
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q takes %v", s, took)
		}
	}
}

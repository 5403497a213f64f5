package prose

import (
	"fmt"
	"strings"
	"testing"

	"playbook/generator/content"
	"playbook/generator/markdown"
)

var house = &content.Style{
	Spacing:      "space",
	EmptyPhrases: []content.Phrase{{Phrase: "赋能", Instead: "让谁能做什么"}, {Phrase: "用心服务"}},
	Allow:        []string{"商量商量", "说 a,b 也行,"},
}

var names = []Spelling{
	{"触点", "触点", "terms/touchpoint.md", Fixed},
	{"接触点", "触点", "terms/touchpoint.md", Avoided},
	{"客户接触点图", "客户接触点图", "terms/map.md", Fixed},
	{"KANO", "KANO", "frameworks/kano.md", Fixed},
	{"KANO 模型", "KANO 模型", "frameworks/kano.md", Fixed},
	{"Noriaki Kano", "Noriaki Kano", "people/kano.md", Known},
	{"P-S-E", "P-S-E", "frameworks/pse.md", Fixed},
	{"CES", "CES", "metrics/ces.md", Fixed},
	{"CES 2.0", "CES 2.0", "metrics/ces.md", Fixed},
}

// Texts as authors write them, and what is wrong with each: rule and piece.
var texts = []struct{ text, want string }{
	{"一句好好的话，带 NPS 和 3.5 分，还有 50% 的人。", ""},
	{"用NPS打9分，50%的人", "han-latin-spacing 用N; han-latin-spacing S打; han-latin-spacing 打9; han-latin-spacing 9分; han-latin-spacing %的"},
	{"他来了 ，坐下。 喝茶（ 一杯）", "han-latin-spacing; han-latin-spacing; han-latin-spacing"},
	{"“A”与《B》、c，d", ""},
	{"No Chinese here,at all.  The end", ""},
	{"编号\x00\x00在这里", ""},
	{"第 3 页: 从 10:30 到 1,000,人多?", "half-width-punctuation :; half-width-punctuation ,; half-width-punctuation ?"},
	{"时间:3 点。好!", "half-width-punctuation :; half-width-punctuation !"},
	{"海底捞(Haidilao),火锅", "half-width-punctuation (; half-width-punctuation ); half-width-punctuation ,"},
	{"净推荐值 (NPS)是", "half-width-punctuation (; half-width-punctuation )"},
	{"函数 f(x) 与 a, b 两个数", ""},
	{"他说\"好\"。等等...再说--走", "half-width-punctuation \"; half-width-punctuation \"; half-width-punctuation ...; half-width-punctuation --"},
	{"it's 一样 and so on. 好", ""},
	{"完了.然后", "half-width-punctuation ."},
	{"说 a,b 也行,然后,走", "half-width-punctuation ,"},
	{"我们我们的的确确，，是是非非", "doubled-word 我们我们; doubled-word ，，"},
	{"服务流程服务流程改了", "doubled-word 服务流程服务流程"},
	{"一步一步，越快越快，会不会不来，等着等着，商量商量，研究研究，常常看看，服务服务员", ""},
	{"他他走了，很很好，客户 体验和 30 %", "han-latin-spacing; han-latin-spacing; doubled-word 他他; doubled-word 很很"},
	{"a paper on the the end, Bora Bora", "doubled-word the the"},
	{"甲" + long(78) + "。", ""},
	{"甲" + long(80) + "。短。", "long-sentence"},
	{"他说：“" + long(30) + "。" + long(30) + "。”" + long(30) + "。", ""},
	{"甲" + long(40) + "\x00" + strings.Repeat("\x00", 60) + "。", ""},
	{"为一线赋能，用心服务；他说“全员赋能”。", "empty-phrase 赋能; empty-phrase 用心服务"},
	{"接触点，也叫“接触点”，画一张客户接触点图", "term-spelling 接触点"},
	{"Kano 是人名，KANO 是模型，Noriaki Kano 也是，kano模型不是", "han-latin-spacing o模; term-spelling Kano; term-spelling kano模型"},
	{"书名 The Kano method 照抄", ""},
	{"PSE 与 ces 还有 CES2.0，P-S-E", "term-spelling PSE; term-spelling ces; term-spelling CES2.0"},
	{"【写一句】和【】和【没写完、用 \x00\x00 的】", "placeholder 【写一句】; placeholder 【没写完、用 \x00\x00 的】"},
}

// long returns n different characters.
func long(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune('一' + rune(7*i+1))
	}
	return b.String()
}

func TestTexts(t *testing.T) {
	l := linter{style: house, vocabulary: NewVocabulary(house, names)}
	for _, c := range texts {
		var got []string
		for _, s := range l.slips(c.text) {
			piece := c.text[s.start:s.end]
			if s.rule == LongSentence {
				piece = ""
			}
			got = append(got, strings.TrimSpace(s.rule.Name+" "+piece))
		}
		if said := strings.Join(got, "; "); said != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, said, c.want)
		}
	}
}

func TestNoSpaceStyle(t *testing.T) {
	l := linter{style: &content.Style{Spacing: "none"}, vocabulary: NewVocabulary(house, nil)}
	if got := fmt.Sprint(len(l.slips("用 NPS 打 9 分")), len(l.slips("用NPS打9分"))); got != "4 0" {
		t.Errorf("got %s slips", got)
	}
	l.style = new(content.Style)
	if got := len(l.slips("用 NPS 打9分")); got != 0 {
		t.Errorf("without a house style there are %d slips", got)
	}
}

// What a finding points at stands in the file.
func TestPlaces(t *testing.T) {
	src := "---\ntitle: 一页\nsummary: \"用NPS的\n  人\"\nlessons:\n  - 'it''s 我们我们'\n  - >\n    折起来的,\n    文字\n---\n\n**用NPS**，[见\nNPS页](x.md)\n"
	f, _ := content.Parse("cases/a.md", []byte(src), nil)
	var got []string
	for _, d := range Run(f.Document, f.Prose, house, NewVocabulary(house, names)) {
		got = append(got, d.Rule.Name+" "+src[d.Span.Start:d.Span.End])
	}
	want := []string{
		"han-latin-spacing 用N", "han-latin-spacing S的", "han-latin-spacing  ", "doubled-word 我们我们", "half-width-punctuation ,",
		"han-latin-spacing 用N", "han-latin-spacing S页",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzProse lints any page: every finding is about bytes of the file, between
// characters.
func FuzzProse(f *testing.F) {
	for _, c := range texts {
		f.Add(c.text, c.text)
	}
	f.Add("\"a\\u0041 b\"", "| 甲 | 乙 |\n|---|---|\n| 用NPS | `x` |\n\n[^1]\n\n[^1]: 注NPS\n")
	v := NewVocabulary(house, names)
	f.Fuzz(func(t *testing.T, value, body string) {
		src := "---\ntitle: " + value + "\nsummary: 摘要\n---\n\n" + body
		if markdown.CheckText("a.md", []byte(src), content.MaxFile).Failed() {
			return
		}
		file, _ := content.Parse("terms/a.md", []byte(src), nil)
		for _, d := range Run(file.Document, file.Prose, house, v) {
			at := d.Span
			if at.Start < 0 || at.End < at.Start || at.End > len(src) {
				t.Fatalf("%s: %d to %d of %d bytes", d.Rule.Name, at.Start, at.End, len(src))
			}
			if isInside(src, at.Start) || isInside(src, at.End) {
				t.Errorf("%s: %q begins or ends inside a character", d.Rule.Name, src[at.Start:at.End])
			}
		}
	})
}

func isInside(s string, i int) bool { return i < len(s) && s[i]&0xc0 == 0x80 }

func BenchmarkLint(b *testing.B) {
	l := linter{style: house, vocabulary: NewVocabulary(house, names)}
	text := strings.Repeat("客人走进门来，先看见一张桌子，桌上摆着一壶 85 度的茶。", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		l.slips(text)
	}
}

package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"playbook/generator/diag"
)

// brief shows findings as “line:col rule text”, one a line.
func brief(src string, found diag.List) string {
	var b strings.Builder
	for _, d := range found {
		pos := diag.PositionOf([]byte(src), d.Span.Start)
		fmt.Fprintf(&b, "%d:%d %s %q\n", pos.Line, pos.Column, d.Rule.Name, src[d.Span.Start:d.Span.End])
	}
	return strings.TrimSuffix(b.String(), "\n")
}

var settings = &Settings{MomentFields: MomentFields{{"kano", "kano"}, {"wow", "wow-sources"}}}

// Front matter as authors write it, right and wrong.
var fronts = []struct{ name, path, src, want string }{
	{"empty file", "terms/a.md", "", `1:1 no-front-matter ""`},
	{"no front matter", "terms/a.md", "# 标题\n", `1:1 no-front-matter "# 标题"`},
	{"not closed", "terms/a.md", "---\ntitle: 卡诺\n", `1:1 unclosed-front-matter "---"`},
	{"only the opening line", "terms/a.md", "---", `1:1 unclosed-front-matter "---"`},
	{"nothing in it", "terms/a.md", "---\n---\n", `2:1 empty-front-matter ""`},
	{"only a comment", "terms/a.md", "---\n# 说明\n---\n", `2:1 empty-front-matter ""`},
	{"a list", "terms/a.md", "---\n- a\n---\n", `2:1 wrong-shape "- a"`},
	{"all that is needed", "terms/a.md", "---\ntitle: 峰终\nsummary: 记住的是高峰与结尾。\ndefinition: 人记住的是高峰与结尾。\n---\n", ""},
	{"in Chinese", "terms/a.md", "---\n标题: 峰终\n摘要: 记住的是高峰与结尾。\n定义: 人记住的是高峰与结尾。\n---\n", ""},
	{"with a byte order mark and CRLF", "terms/a.md", "\ufeff---\r\ntitle: 峰终\r\nsummary: 摘要。\r\ndefinition: 定义。\r\n---\r\n正文。\r\n", ""},
	{"unknown field", "terms/a.md", "---\ntitel: 峰终\ntitle: 峰终\nsummary: 摘要。\ndefinition: 定义。\n---\n", `2:1 unknown-field "titel"`},
	{"missing fields", "terms/a.md", "---\ntitle: 峰终\nsummary:\n---\n", "3:9 missing-field \"\"\n2:1 missing-field \"title: 峰终\""},
	{"field twice", "terms/a.md", "---\ntitle: 一\ntitle: 二\nsummary: 摘要。\ndefinition: 定义。\n---\n", `3:1 duplicate-field "title"`},
	{"field twice, once in Chinese", "terms/a.md", "---\ntitle: 一\n标题: 二\nsummary: 摘要。\ndefinition: 定义。\n---\n", `3:1 duplicate-field "标题"`},
	{"colon in a text", "terms/a.md", "---\ntitle: 丽思: 沙滩椅\nsummary: 摘要。\n---\n", `2:10 yaml-syntax ":"`},
	{"tab", "terms/a.md", "---\ntitle: 一\naliases:\n\t- 二\n---\n", `4:1 yaml-syntax "\t"`},
	{"quotation mark not closed", "terms/a.md", "---\ntitle: \"一\nsummary: 摘要。\n---\n", `2:8 yaml-syntax "\"一"`},
	{"full-width colons only", "terms/a.md", "---\ntitle：一\nsummary：摘要\n---\n", `2:6 yaml-syntax "："`},
	{"no space behind the colon", "terms/a.md", "---\ntitle:一\nsummary:摘要\n---\n", `2:6 yaml-syntax ":"`},
	{"prose with a colon before a mistake", "cases/a.md", "---\ntitle: 甲\ndiscuss:\n  - 想一想：然后呢？\n  - a: b: c\n---\n", `5:9 yaml-syntax ":"`},
	{"a line further left", "terms/a.md", "---\n title: 甲\n summary: 乙\ndraft: true\n---\n", `4:1 yaml-syntax "draft"`},
	{"a tab before a field of an item", "cases/a.md", "---\ntitle: 甲\nmoments:\n  - id: m-a\n\ttitle: 二\n---\n", `5:1 yaml-syntax "\t"`},
	{"a field of an item too far left", "cases/a.md", "---\ntitle: 甲\nmoments:\n  - id: m-a\n   title: 二\n    text: 三\n---\n", `5:4 yaml-syntax "title"`},
	{"a field of an item too far right", "cases/a.md", "---\ntitle: 甲\nmoments:\n  - id: m-a\n    title: 二\n     text: 三\n---\n", `6:6 yaml-syntax "text"`},
	{"nothing between commas", "terms/a.md", "---\ntitle: 甲\naliases: [a, , b]\n---\n", `3:10 yaml-syntax "[a, , b]"`},
	{"tabs within texts", "terms/a.md", "---\ntitle: 甲\t乙\nsummary: \"a\\tb\"\ndefinition: |\n  丙\t丁\n---\n", ""},
	{"full-width colon", "terms/a.md", "---\ntitle： 一\nsummary: 摘要。\n---\n", `2:6 yaml-syntax "："`},
	{"an apostrophe before an open quotation mark", "terms/a.md", "---\ntitle_en: Don't worry\nsummary: \"没有关上\n---\n", `3:10 yaml-syntax "\"没有关上"`},
	{"text behind a quotation", "terms/a.md", "---\ntitle: 甲\nsummary: \"乙\"丙\n---\n", `3:10 yaml-syntax "\"乙\"丙"`},
	{"apostrophe in apostrophes", "terms/a.md", "---\ntitle: 甲\nsummary: 'it's'\n---\n", `3:10 yaml-syntax "'it's'"`},
	{"list not closed", "terms/a.md", "---\ntitle: 甲\naliases: [乙\nsummary: 丙\n---\n", `3:10 yaml-syntax "[乙"`},
	{"item with text behind a quotation", "cases/a.md", "---\ntitle: 甲\ncautions:\n  - \"甲\"乙\n---\n", `4:5 yaml-syntax "\"甲\"乙"`},
	{"an innocent list over two lines before the mistake", "terms/a.md", "---\ntitle: 甲\naliases: [\n  乙, 丙]\nsummary: \"丁\n  戊\"\ndefinition: 己: 庚\n---\n", `7:14 yaml-syntax ":"`},
	{"a group in a line", "terms/a.md", "---\ntitle: 甲\nsummary: 乙\ndefinition: 丙\ntranslation: {en: [a, b], hant: 丁}\n---\n", `5:19 wrong-shape "[a, b]"`},
	{"escape sequence", "terms/a.md", "---\ntitle: \"\\e[31m甲\"\nsummary: 乙\ndefinition: 丙\n---\n", `2:8 hidden-character "\"\\e[31m甲\""`},
	{"alias", "terms/a.md", "---\ntitle: &a 一\nsummary: *a\n---\n", `2:8 yaml-feature "&a 一"`},
	{"tag", "terms/a.md", "---\ntitle: !!python/object 一\n---\n", `2:8 yaml-feature "!!python/object 一"`},
	{"list for a text", "terms/a.md", "---\ntitle: [一, 二]\nsummary: 摘要。\ndefinition: 定义。\n---\n", `2:8 wrong-shape "[一, 二]"`},
	{"text for a list", "terms/a.md", "---\ntitle: 一\nsummary: 摘要。\ndefinition: 定义。\naliases: 二\n---\n", ""},
	{"definition too long", "terms/a.md", "---\ntitle: 一\nsummary: 摘要。\ndefinition: " + strings.Repeat("长", 61) + "\n---\n", `4:13 too-long "` + strings.Repeat("长", 61) + `"`},
	{"choice", "terms/a.md", "---\ntitle: 一\nsummary: 摘要。\ndefinition: 定义。\nkind: 比喩\n---\n", `5:7 bad-value "比喩"`},
	{"choice by its label", "terms/a.md", "---\ntitle: 一\nsummary: 摘要。\ndefinition: 定义。\nkind: 比喻\n---\n", ""},
	{"dates", "claims/a.md", "---\ntitle: 一\nsummary: 摘要。\nstatement: 说法\nverdict: partly\nwhy: 理由\nevidence: reported\nchecked: 2024-02-30\n---\n", `8:10 bad-date "2024-02-30"`},
	{"year is a date", "claims/a.md", "---\ntitle: 一\nsummary: 摘要。\nstatement: 说法\nverdict: partly\nwhy: 理由\nevidence: reported\nchecked: 2024\n---\n", ""},
	{"evidence is required for a claim", "claims/a.md", "---\ntitle: 一\nsummary: 摘要。\nstatement: 说法\nverdict: partly\nwhy: 理由\n---\n", `2:1 missing-field "title: 一"`},
	{"yes is not true in bad spelling", "terms/a.md", "---\ntitle: 一\nsummary: 摘要。\ndefinition: 定义。\ndraft: ja\n---\n", `5:8 bad-value "ja"`},
	{"web address", "sources/a.md", "---\ntitle: 一\nsummary: 摘要。\nyear: 1984\nurl: javascript:alert(1)\n---\n", `5:6 bad-url "javascript:alert(1)"`},
	{"type that is another's", "terms/a.md", "---\ntype: case\ntitle: 一\nsummary: 摘要。\ndefinition: 定义。\n---\n", `2:7 wrong-type "case"`},
	{"folder", "blog/a.md", "---\n---\n", `1:1 wrong-folder ""`},
	{"no folder", "a.md", "---\n---\n", `1:1 wrong-folder ""`},
	{"file name", "terms/峰终.md", "---\ntitle: 一\nsummary: 摘要。\ndefinition: 定义。\n---\n", `1:1 bad-file-name ""`},
	{"English overlay", "terms/a.en.md", "---\ntitle: A\n---\n", `1:1 no-overlay ""`},
	{"moment", "cases/a.md", `---
title: 一
summary: 摘要。
evidence: reported
lessons: 先做好。
moments:
  - id: M1
    title: 时刻
    text: 发生了什么。
    kano: 兴奋
    wow: [bonus, '']
    mood: 好
    emotion: 3
    expected: −1
    evidence: sure
  - id: m-2
    title: 时刻
    text: 发生了什么。
    evidence: reported
  - id: m-2
    title: 时刻
    text: 发生了什么。
    evidence: reported
  - 只有一句话
---
`, `7:9 bad-id "M1"
11:18 empty-item "''"
12:5 unknown-field "mood"
13:14 out-of-range "3"
15:15 bad-value "sure"
24:5 wrong-shape "只有一句话"
20:9 duplicate-id "m-2"`},
	{"colon in an item of a list", "cases/a.md", "---\ntitle: 一\nsummary: 摘要。\nevidence: reported\nlessons:\n  - 记住: 先做好\n---\n", `6:5 wrong-shape "记住: 先做好"`},
	{"bytes that are no text", "terms/a.md", "---\ntitle: caf\xe9\n---\n", `2:11 not-utf8 "\xe9"`},
	{"second document", "terms/a.md", "---\ntitle: 一\n...\n正文\n", `2:1 missing-field "title: 一"` + "\n" + `2:1 missing-field "title: 一"`},
}

func TestFront(t *testing.T) {
	for _, tt := range fronts {
		t.Run(tt.name, func(t *testing.T) {
			_, found := Parse(tt.path, []byte(tt.src), settings)
			if got := brief(tt.src, found); got != tt.want {
				t.Errorf("Parse(%q):\ngot\n%s\nwant\n%s", tt.src, got, tt.want)
			}
			for _, d := range found {
				if d.Message.En == "" || d.Message.Zh == "" || strings.Contains(d.Message.En+d.Message.Zh, "%!") {
					t.Errorf("%s: message %q / %q", d.Rule.Name, d.Message.En, d.Message.Zh)
				}
			}
		})
	}
}

func TestParseKeepsWhatItCouldRead(t *testing.T) {
	src := "---\n标题: 一\nsummary: 摘要。\nevidence: 一手来源\nlessons: 先做好。\norganisation: 海底捞\nmoments:\n  - id: m-1\n    title: 时刻\n    text: 发生了什么。\n    kano: 兴奋\n    wow: [bonus, detail]\n    emotion: 2\n    evidence: 可靠二手\n    nonsense: x\n---\n正文，见 [[kano]]。\n"
	doc, found := Parse("cases/a.md", []byte(src), settings)
	if len(found) != 1 {
		t.Fatalf("findings: %s", brief(src, found))
	}
	c := doc.Record.(*Case)
	m := c.Moments[0]
	if doc.Title != "一" || doc.Evidence != "primary" || c.Lessons[0] != "先做好。" || m.Evidence != "secondary" || *m.Emotion != 2 {
		t.Errorf("read %+v", c)
	}
	if want := []Tag{{"kano", []Ref{"兴奋"}}, {"wow", []Ref{"bonus", "detail"}}}; !reflect.DeepEqual(m.Tags, want) {
		t.Errorf("tags %v, want %v", m.Tags, want)
	}
	var refs []string
	for _, r := range doc.Refs {
		refs = append(refs, fmt.Sprintf("%s %s=%s (%s) %q", r.Part, r.Field, r.Ref, r.Where, src[r.Span.Start:r.Span.End]))
	}
	want := []string{
		` organisation=海底捞 (organisation) "海底捞"`, `m-1 kano=兴奋 (tag:kano) "兴奋"`,
		`m-1 wow=bonus (tag:wow) "bonus"`, `m-1 wow=detail (tag:wow) "detail"`,
	}
	if !reflect.DeepEqual(refs, want) {
		t.Errorf("references\n%s\nwant\n%s", strings.Join(refs, "\n"), strings.Join(want, "\n"))
	}
	if p := doc.Part("m-1"); p == nil || p.List != "moments" || p.Title != "时刻" || p.Text != "发生了什么。" {
		t.Errorf("part %+v", p)
	}
	if len(doc.Prose.Links) != 1 || doc.Prose.Links[0].Target != "kano" || src[doc.Prose.Links[0].Span.Start:doc.Prose.Links[0].Span.End] != "kano" {
		t.Errorf("links %+v", doc.Prose.Links)
	}
}

func TestAt(t *testing.T) {
	src := "---\ntitle: 一\n别名: [甲, 乙]\nmoments:\n  - id: m-1\n    证据: \"reported\"\n---\n"
	doc := &Document{Path: "cases/a.md", Front: []byte(src)}
	for _, tt := range []struct {
		keys []any
		want string
	}{
		{[]any{"title"}, "一"},
		{[]any{"aliases", 1}, "乙"},
		{[]any{"moments", 0, "evidence"}, `"reported"`},
		{[]any{"moments", 0, "caution"}, "id: m-1"}, // not there: what holds it
		{[]any{"sources"}, "---"},
		{nil, "---"},
	} {
		at := doc.At(tt.keys...)
		if got := src[at.Start:at.End]; got != tt.want {
			t.Errorf("At(%v) = %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestSettings(t *testing.T) {
	src := "title: 手册\ntagline: 一句话\nstale_after: 0\nedit_url: https://example.com/edit\nbase_url: //example.com\nmoment_fields: {kano: kano, emotion: kano, wow: [a]}\n"
	set, found := ParseSettings([]byte(src))
	want := "3:14 out-of-range \"0\"\n4:11 bad-url \"https://example.com/edit\"\n5:11 bad-url \"//example.com\"\n6:29 bad-field-name \"emotion\"\n6:49 wrong-shape \"[a]\""
	if got := brief(src, found); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if set.MomentFields.Framework("kano") != "kano" || set.Title != "手册" {
		t.Errorf("settings %+v", set)
	}
}

// What once took seconds or gigabytes elsewhere.
func TestHostileYAML(t *testing.T) {
	for name, front := range map[string]string{
		"40,000 keys":     manyKeys(40_000),
		"deep nesting":    "a: " + strings.Repeat("[", 10_001) + "\n",
		"deep mapping":    strings.Repeat("{a: ", 9_000) + "\n",
		"alias bomb":      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n",
		"alias to itself": "a: &a [*a]\n",
		"merge":           "a: &a {x: 1}\nb: {<<: *a}\n",
	} {
		src := "---\n" + front + "---\n"
		if _, found := Parse("terms/a.md", []byte(src), nil); !found.Failed() {
			t.Errorf("%s is accepted", name)
		} else if len(found) > 3 {
			t.Errorf("%s gives %d findings", name, len(found))
		}
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}

// fields.yaml speaks of the fields that there are, and of no others.
func TestEveryFieldIsDescribed(t *testing.T) {
	known := make(map[string]bool)
	for typ, p := range plans {
		for _, f := range p.fields {
			name := f.owner(typ) + "." + f.key
			known[name] = true
			if text := about[f.owner(typ)][f.key]; text.Zh == "" || text.En == "" {
				t.Errorf("%s is not described", name)
			}
		}
	}
	for owner, fields := range about {
		for key := range fields {
			if !known[owner+"."+key] {
				t.Errorf("fields.yaml describes %s.%s, which is no field", owner, key)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range fronts {
		f.Add(tt.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, path := range []string{"cases/a.md", "frameworks/a.md", "journeys/a.md"} {
			doc, found := Parse(path, []byte(src), settings)
			if doc.Document == nil || doc.Prose == nil || doc.Common == nil {
				t.Fatal("no document")
			}
			for _, d := range found {
				if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
					t.Errorf("%s: span %+v outside the file", d.Rule.Name, d.Span)
				}
				if !utf8.ValidString(d.Message.En) || strings.ContainsAny(d.Message.Zh, "\n\x1b") {
					t.Errorf("message %q", d.Message)
				}
			}
			for _, r := range doc.Refs {
				if r.Span.Start > r.Span.End || r.Span.End > len(src) {
					t.Errorf("reference %+v outside the file", r)
				}
			}
			doc.At("moments", 0, "evidence")
			if blanked := body([]byte(src)); len(blanked) != len(src) {
				t.Errorf("the body has %d bytes, the file %d", len(blanked), len(src))
			}
		}
	})
}

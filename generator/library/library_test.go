package library

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"playbook/generator/content"
	"playbook/generator/diag"
)

// A small book: one framework, two cases, terms, an organisation that shares its
// name with a case.
const book = `
-- site.yaml --
title: 手册
tagline: 一句话。
moment_fields: {kano: kano, trust: trust-four}
-- frameworks/kano.md --
---
title: 狩野模型
title_en: Kano model
short: KANO
summary: 摘要。
evidence: reported
structure: set
elements:
  - {id: must-be, title: 基本需求, aliases: [基本], definition: 有是应该的。}
  - {id: attractive, title: 兴奋需求, title_en: Attractive, aliases: [兴奋], definition: 有了就惊喜。}
  - {id: reliability, title: 可靠性, definition: 说到做到。}
---
-- frameworks/trust-four.md --
---
title: 信任四项
summary: 摘要。
evidence: reported
structure: set
elements:
  - {id: reliability, title: 可靠性, definition: 承诺必须兑现。, maps_to: kano.reliability}
---
-- cases/haidilao.md --
---
title: 海底捞
aliases: [海底捞的服务]
summary: 摘要。
evidence: reported
organisation: haidilao
lessons: [先做好。]
moments:
  - {id: m-card, title: 请勿打扰牌, text: 客人可以谢绝服务。, kano: 兴奋, evidence: reported}
  - {id: m-wait, title: 等位美甲, text: 等位时可以做美甲。, kano: [KANO.基本, attractive], recovers: m-card, evidence: reported}
---

## 故事

排队的客人[[kano.attractive|没有想到]]。峰终说的就是这个；再说一次峰终。

另见 [模型](../frameworks/kano.md#must-be)和 [[#故事]]。

## 另一节

峰终又来了，Kano model 也来了，而 Kanos 不算。

> [!TRAINER]
> 学员看不到：见 [[lemon]]。
-- cases/lemon.md --
---
title: 柠檬
summary: 摘要。
evidence: reported
related: [海底捞的服务, "haidilao#m-card"]
lessons: [先做好。]
---
海底捞的做法，见 [[haidilao#m-wait]]。
-- organisations/haidilao.md --
---
title: 海底捞
summary: 摘要。
---
-- terms/peak-end.md --
---
title: 峰终
aliases: [峰, 峰终定律]
summary: 摘要。
definition: 人记住的是高峰与结尾。
---
峰终定律是自己。
`

// open reads a book written down as an archive.
func open(t testing.TB, archive string) (*Library, diag.List, map[string]string) {
	t.Helper()
	texts := make(map[string]string)
	var files []content.File
	var found diag.List
	settings := new(content.Settings)
	for _, f := range txtar.Parse([]byte(archive)).Files {
		texts[f.Name] = string(f.Data)
		var problems diag.List
		if f.Name == content.SettingsFile {
			settings, problems = content.ParseSettings(f.Data)
		} else {
			var file content.File
			file, problems = content.Parse(f.Name, f.Data, settings)
			files = append(files, file)
		}
		found = append(found, problems...)
	}
	lib, problems := New(files, settings, []string{"cases/photo.png"}, false)
	return lib, append(found, problems...), texts
}

func ids(targets []Target) string {
	var list []string
	for _, t := range targets {
		list = append(list, t.Key())
	}
	return strings.Join(list, " ")
}

func TestFind(t *testing.T) {
	lib, found, _ := open(t, book)
	if len(found) > 0 {
		t.Fatalf("the book has a finding: %s", found[0].Message.En)
	}
	haidilao := lib.Doc("case", "haidilao")
	for _, tt := range []struct{ ref, where, want string }{
		{"haidilao", "case", "cases/haidilao"},
		{"海底捞", "case", "cases/haidilao"},
		{"海底捞", "organisation", "organisations/haidilao"},
		{"海底捞", "any", "cases/haidilao organisations/haidilao"},
		{"haidilao", "any", "cases/haidilao organisations/haidilao"},
		{"organisations/haidilao", "any", "organisations/haidilao"},
		{"ＫＡＮＯ", "framework", "frameworks/kano"},
		{"kano model", "any", "frameworks/kano"},
		{"kano", "case", ""},
		{"兴奋", "tag:kano", "frameworks/kano#attractive"},
		{"attractive", "tag:kano", "frameworks/kano#attractive"},
		{"kano.attractive", "tag:kano", "frameworks/kano#attractive"},
		{"trust-four.reliability", "tag:kano", ""},
		{"兴奋", "tag:nothing", ""},
		{"KANO.兴奋", "element", "frameworks/kano#attractive"},
		{"兴奋", "element", "frameworks/kano#attractive"},
		{"可靠性", "element", "frameworks/kano#reliability frameworks/trust-four#reliability"},
		{"信任四项.可靠性", "element", "frameworks/trust-four#reliability"},
		{"kano.attractive", "any", "frameworks/kano#attractive"},
		{"kano#兴奋", "any", "frameworks/kano#attractive"},
		{"cases/haidilao#m-card", "any", "cases/haidilao#m-card"},
		{"cases/haidilao#故事", "any", "cases/haidilao"},
		{"haidilao#m-card", "any", "cases/haidilao#m-card"}, // the organisation has no such part
		{"cases/haidilao#m-nothing", "any", ""},
		{"#m-card", "any", "cases/haidilao#m-card"},
		{"m-card", "part:moments", "cases/haidilao#m-card"},
		{"请勿打扰牌", "part:moments", "cases/haidilao#m-card"},
		{"m-card", "moment", "cases/haidilao#m-card"},
		{"海底捞#m-card", "moment", "cases/haidilao#m-card"},
		{"", "any", "cases/haidilao"},
		{"nothing", "any", ""},
	} {
		if got := ids(lib.Find(tt.ref, tt.where, haidilao)); got != tt.want {
			t.Errorf("Find(%q, %q) = %q, want %q", tt.ref, tt.where, got, tt.want)
		}
	}
}

func TestIncoming(t *testing.T) {
	lib, _, _ := open(t, book)
	for _, tt := range []struct {
		typ, id, part string
		want          []string
	}{
		{"framework", "kano", "attractive", []string{
			"haidilao#m-card kano 客人可以谢绝服务。",
			"haidilao#m-wait kano 等位时可以做美甲。",
			"haidilao# link 排队的客人没有想到。",
		}},
		{"framework", "kano", "must-be", []string{
			"haidilao#m-wait kano 等位时可以做美甲。",
			"haidilao# link 另见 模型和 故事。",
		}},
		{"framework", "kano", "reliability", []string{"trust-four#reliability maps_to 承诺必须兑现。"}},
		// A moment has no page: what leads to it leads to its case. A case does not
		// list itself, and learners see no links from TRAINER callouts.
		{"case", "haidilao", "", []string{
			"lemon# related 摘要。", "lemon# related 摘要。", "lemon# link 海底捞的做法，见 等位美甲。",
		}},
		{"case", "lemon", "", nil},
		{"term", "peak-end", "", []string{
			"haidilao# mention 峰终说的就是这个；", "haidilao# mention 峰终又来了，Kano model 也来了，而 Kanos 不算。",
		}},
		{"framework", "kano", "", []string{"haidilao# mention 峰终又来了，Kano model 也来了，而 Kanos 不算。"}},
	} {
		target := Target{Doc: lib.Doc(tt.typ, tt.id)}
		if tt.part != "" {
			target.Part = target.Doc.Part(tt.part)
		}
		var got []string
		for _, e := range append(lib.Incoming(target), lib.Mentioned(target)...) {
			got = append(got, fmt.Sprintf("%s#%s %s %s", strings.TrimSuffix(path.Base(e.From), ".md"), e.Part, e.Relation, e.Text))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("incoming of %s:\n%s\nwant\n%s", target.Key(), strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// A name links at its first use in a section, as long as it can be, and never to
// its own page.
func TestMentions(t *testing.T) {
	lib, _, texts := open(t, book)
	text := texts["cases/haidilao.md"]
	var got []string
	for _, m := range lib.Mentions("cases/haidilao.md") {
		line := strings.Count(text[:m.Start], "\n") + 1
		got = append(got, fmt.Sprintf("%d %s → %s", line, text[m.Start:m.End], m.To.Key()))
	}
	want := []string{"15 峰终 → terms/peak-end", "21 峰终 → terms/peak-end", "21 Kano model → frameworks/kano"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if own := lib.Mentions("terms/peak-end.md"); len(own) > 0 {
		t.Errorf("a term links to itself: %v", own)
	}
}

// An alias is there to be referred to, so it means one thing in the whole book.
func TestAliasOfAnotherType(t *testing.T) {
	_, found, texts := open(t, book+"-- people/sea.md --\n---\ntitle: 海\naliases: [渔夫, 峰终定律]\nsummary: 摘要。\n---\n")
	var got []string
	for _, d := range found {
		got = append(got, d.Rule.Name+" "+d.Span.Path+" "+texts[d.Span.Path][d.Span.Start:d.Span.End])
	}
	if want := []string{"duplicate-name terms/peak-end.md 峰终定律", "duplicate-name people/sea.md 峰终定律"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDraftsAreNowhere(t *testing.T) {
	lib, found, _ := open(t, book+"-- terms/secret.md --\n---\ntitle: 秘密\nsummary: 摘要。\ndefinition: 定义。\ndraft: true\n---\n")
	if len(found) > 0 || lib.Doc("term", "secret") != nil || len(lib.Find("秘密", "any", lib.Of("case")[0])) > 0 {
		t.Error("a draft is in the library")
	}
}

func TestOrderDoesNotDependOnInput(t *testing.T) {
	a, _, _ := open(t, book)
	files := txtar.Parse([]byte(book))
	slices.Reverse(files.Files[1:]) // the settings stay first
	b, _, _ := open(t, string(txtar.Format(files)))
	if got, want := b.All(), a.All(); !slices.Equal(got, want) {
		t.Fatalf("documents %q or %q", got, want)
	}
}

func FuzzFind(f *testing.F) {
	lib, _, _ := open(f, book)
	for _, s := range []string{"kano.attractive", "#", "a#b#c", "..", "海底捞#m-card", ".", "x.#"} {
		f.Add(s)
	}
	wheres := []string{"any", "element", "moment", "tag:kano", "part:moments", "case,term", "worksheet"}
	f.Fuzz(func(_ *testing.T, ref string) {
		for _, d := range lib.Documents(lib.All()) {
			for _, where := range wheres {
				var found diag.List
				lib.report(diag.Span{}, ref, where, d, lib.Find(ref, where, d), &found)
			}
		}
	})
}

package build

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"playbook/generator/build/memo"
	"playbook/generator/diag"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// A desk is a book that is being written: its files, and a Builder that follows.
type desk struct {
	t       testing.TB
	content map[string]*tree.File
	theme   map[string]*tree.File
	drafts  bool
	today   time.Time
	builder Builder
}

// newDesk opens the example book with some pages more, so that every type of
// document and reference is there.
func newDesk(t testing.TB) *desk {
	d := &desk{t: t, content: make(map[string]*tree.File), theme: make(map[string]*tree.File), today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	for dir, files := range map[string]map[string]*tree.File{"../starter/content": d.content, "../../themes/default": d.theme} {
		read, err := tree.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range read.Files {
			files[f.Path] = tree.Text(f.Path, string(f.Data))
		}
	}
	for i := range 6 {
		d.write(fmt.Sprintf("cases/case-%d.md", i), story(i, "第", "很好"))
	}
	d.write("metrics/nps.md", "---\ntitle: 净推荐值\ntitle_en: NPS\nsummary: 问一句愿不愿意推荐。\nsummary_en: Ask.\nbetter: 越高越好\n---\n\n净推荐值不等于满意。\n")
	d.write("people/lin.md", "---\ntitle: 林师傅\ntitle_en: Lin\nsummary: 面馆的人。\nsummary_en: Of the shop.\nrole: 店主\n---\n")
	d.write("sources/diary.md", "---\ntitle: 店里的日记\ntitle_en: Diary\nyear: 2020\nsummary: 每天一页。\nsummary_en: A page a day.\nkind: 书\nlevel: primary\n---\n")
	return d
}

// plain changes to a theme without looks, which is made in a tenth of the time.
func (d *desk) plain() {
	files, err := txtar.ParseFile("../site/testdata/plain.txtar")
	if err != nil {
		d.t.Fatal(err)
	}
	clear(d.theme)
	for _, f := range files.Files {
		d.theme[f.Name] = tree.Text(f.Name, string(f.Data))
	}
}

// story is a case that refers to others.
func story(i int, title, word string) string {
	return fmt.Sprintf(`---
title: %s %d 个故事
title_en: Story %d
summary: 客人说%s。
summary_en: A story.
aliases: [故事%d]
organisation: corner-noodles
people: [lin]
evidence: illustrative
evidence_note: 为测试而写。
sources: [diary]
lessons: [先做好。]
cautions: [别学歪。]
plays: [lend-an-umbrella]
related: [case-%d]
metrics:
  - {metric: nps, before: "1", after: "2", source: diary, evidence: illustrative}
moments:
  - {id: m-a, title: 进门, text: 门口%s。, level: basics, emotion: %d, evidence: illustrative}
  - {id: m-b, title: 离店, text: 有人送伞。, level: delight, emotion: 1, expected: 0, evidence: illustrative}
---

## 经过

客人%s，见[[case-%d|另一个]]和 [[two-levels.delight]]。关键时刻就在门口，净推荐值也涨了。

![[case-%d#m-a]]

## 后来

[[corner-noodle-shop]] 也这样，关键时刻又来了。
`, title, i, i, word, i, (i+1)%6, word, i%3-1, word, (i+2)%6, (i+3)%6)
}

func (d *desk) write(path, text string) { d.content[path] = tree.Text(path, text) }

func (d *desk) input() Input {
	list := func(m map[string]*tree.File) *tree.Tree {
		var files []*tree.File
		for _, f := range m {
			files = append(files, f)
		}
		return tree.New(files)
	}
	return Input{
		Content: list(d.content), ContentRoot: "content/", Theme: list(d.theme), ThemeRoot: "themes/default/",
		Version: "test", Today: d.today, Drafts: d.drafts,
	}
}

// replace changes a text in a file; the last one if it stands there often.
func (d *desk) replace(path, from, to string) {
	old := string(d.content[path].Data)
	if !strings.Contains(old, from) {
		d.t.Fatalf("%s has no %q", path, from)
	}
	d.write(path, strings.Replace(old, from, to, 1))
}

// said returns findings as text.
func said(t testing.TB, found diag.List, read func(string) []byte) string {
	var b bytes.Buffer
	if err := (diag.Printer{Lang: "en", Read: read}).Print(&b, found); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// save follows the changes and compares what the Builder makes with a clean
// build: all findings, all paths, and the bytes of every n-th output.
func (d *desk) save(n int) {
	d.t.Helper()
	in := d.input()
	d.builder.Update(in)
	clean := Build(in)
	if got, want := said(d.t, d.builder.Found(), d.builder.Read), said(d.t, clean.Found, clean.Read); got != want {
		d.t.Fatalf("findings are not those of a clean build:\n%s", firstDifference([]byte(got), []byte(want)))
	}
	var paths []string
	outputs := clean.Outputs()
	for _, o := range outputs {
		paths = append(paths, o.Path)
	}
	if got := d.builder.Outputs(); !slices.Equal(got, paths) {
		d.t.Fatalf("outputs %q, a clean build has %q", got, paths)
	}
	for i := 0; i < len(outputs); i += n {
		o := outputs[i]
		mine, ok := d.builder.Output(o.Path)
		if !ok {
			d.t.Fatalf("%s is not there", o.Path)
		}
		if o.Make == nil {
			continue
		}
		want, err := o.Make()
		got, err2 := mine.Make()
		if fmt.Sprint(err) != fmt.Sprint(err2) || !bytes.Equal(got, want) {
			d.t.Fatalf("%s is not what a clean build makes (%v, %v):\n%s", o.Path, err, err2, firstDifference(got, want))
		}
	}
}

func firstDifference(got, want []byte) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-200)
	return fmt.Sprintf("…%s\nwant\n…%s", got[from:min(len(got), i+200)], want[from:min(len(want), i+200)])
}

// edits are what people do to a book. Each takes a number to choose with.
var edits = []func(d *desk, n int){
	func(d *desk, n int) {
		d.write(fmt.Sprintf("cases/case-%d.md", n%6), story(n%6, "第", strings.Repeat("好", 1+n%4)))
	},
	func(d *desk, n int) {
		d.write(fmt.Sprintf("cases/case-%d.md", n%6), story(n%6, []string{"第", "新的第", "那"}[n%3], "很好"))
	},
	func(d *desk, n int) { delete(d.content, fmt.Sprintf("cases/case-%d.md", n%6)) },
	func(d *desk, n int) { d.write(fmt.Sprintf("cases/new-%d.md", n%3), story(n%6, "另", "不错")) },
	func(d *desk, n int) { delete(d.content, fmt.Sprintf("cases/new-%d.md", n%3)) },
	func(d *desk, n int) {
		d.write("terms/door.md", fmt.Sprintf("---\ntitle: %s\nsummary: 进来的地方。\ndefinition: 进出的%d处。\ndraft: %t\n---\n", []string{"门口", "大门", "故事1"}[n%3], n%2, n%5 == 0))
	},
	func(d *desk, _ int) { delete(d.content, "terms/door.md") },
	func(d *desk, n int) {
		d.write("terms/shop.md", fmt.Sprintf("---\ntitle: 铺面\nsummary: 卖东西的地方。\ndefinition: 店。\naliases: [%s]\navoid: [门口]\ndraft: %t\n---\n", []string{"sToRy", "店"}[n%2], n%3 == 0))
	},
	func(d *desk, n int) {
		d.write("style.yaml", fmt.Sprintf("spacing: %s\nempty_phrases: [{phrase: %s}]\n", []string{"none", "space", "[坏"}[n%3], []string{"客人", "关键时刻"}[n%2]))
	},
	func(d *desk, _ int) { delete(d.content, "style.yaml") },
	func(d *desk, n int) {
		d.write("frameworks/two-levels.md", strings.Replace(string(levels.Data), "title: ", []string{"title: ", "title: 新", "short: 两级\ntitle: "}[n%3], 1))
	},
	func(d *desk, n int) {
		d.write("site.yaml", fmt.Sprintf("title: 手册%d\ntagline: 一句。\nstale_after: %d\nmoment_fields: {%s: two-levels}\n", n%2, 1+n%20, []string{"level", "level", "grade"}[n%3]))
	},
	func(d *desk, n int) {
		d.write(fmt.Sprintf("pages/p%d.md", n%2), fmt.Sprintf("---\ntitle: 页%d\nsummary: 页。\norder: %d\n---\n\n关键时刻。![图](../media/a.png)\n", n%3, n%4))
	},
	func(d *desk, n int) {
		if d.content["media/a.png"] == nil || n%2 == 0 {
			d.content["media/a.png"] = &tree.File{Path: "media/a.png", Size: int64(n)}
		} else {
			delete(d.content, "media/a.png")
		}
	},
	func(d *desk, n int) {
		d.write(fmt.Sprintf("cases/case-%d.md", n%6), strings.Replace(story(n%6, "第", "很好"), "level: delight", "level: "+[]string{"basics", "没有", "[basics, delight]"}[n%3], 1))
	},
	func(d *desk, n int) { d.write(fmt.Sprintf("stray-%d.md", n%2), "---\ntitle: 不该在这里\n---\n") },
	func(d *desk, n int) { delete(d.content, fmt.Sprintf("stray-%d.md", n%2)) },
	func(d *desk, n int) { d.drafts = n%2 == 0 },
	func(d *desk, n int) { d.today = d.today.AddDate(0, n%3, 0) },
	func(d *desk, n int) {
		d.theme["assets/base.css"] = tree.Text("assets/base.css", fmt.Sprintf("body { margin: %dpx }", n%3))
	},
	func(d *desk, n int) {
		d.theme["layouts/term.html"] = tree.Text("layouts/term.html", fmt.Sprintf(`{{define "main"}}<h1>{{.Title}}</h1>%d{{end}}`, n%2))
	},
}

var levels *tree.File

// After any sequence of changes, what the Builder has is what a clean build
// makes, byte for byte.
func TestIncrementalIsClean(t *testing.T) {
	d := newDesk(t)
	levels = d.content["frameworks/two-levels.md"]
	d.save(1)
	r := rand.New(rand.NewPCG(3, 4))
	for step := range 60 {
		for range 1 + r.IntN(3) {
			edits[r.IntN(len(edits))](d, r.IntN(1000))
		}
		d.save([]int{1, 3, 5, 7}[step%4])
	}
}

// The same for changes that the fuzzer makes up: two bytes are one edit, a zero
// byte saves.
func FuzzIncremental(f *testing.F) {
	f.Add([]byte{1, 7, 0, 2, 9, 3, 4, 0, 8, 8, 5, 1})
	f.Add([]byte{8, 2, 0, 11, 1, 0, 14, 0, 5, 0, 0, 15, 1})
	f.Fuzz(func(t *testing.T, script []byte) {
		d := newDesk(t)
		d.plain()
		levels = d.content["frameworks/two-levels.md"]
		for i := 0; i+1 < len(script) && i < 40; i += 2 {
			if script[i] == 0 {
				d.save(3)
				continue
			}
			edits[int(script[i])%len(edits)](d, int(script[i+1]))
		}
		d.save(2)
	})
}

// work is how often each kind of result was made while f ran.
func (d *desk) work(f func()) map[string]int {
	count := func() map[string]int {
		s := &d.builder.store
		return map[string]int{"parsed": s.Runs(parseKey{}), "rendered": s.Runs(pageKey("")), "resolved": s.Runs(resolutionKey("")), "chips": s.Runs(chipKey{})}
	}
	before := count()
	f()
	after := count()
	for k := range after {
		if after[k] -= before[k]; after[k] == 0 {
			delete(after, k)
		}
	}
	return after
}

// all makes every page and returns those that came out different, sorted.
func (d *desk) all(before map[string][]byte) []string {
	var changed []string
	for _, path := range d.builder.Outputs() {
		o, _ := d.builder.Output(path)
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		html, err := o.Make()
		if err != nil {
			d.t.Fatal(err)
		}
		if !bytes.Equal(before[path], html) {
			changed = append(changed, path)
		}
		before[path] = html
	}
	return changed
}

// Editing prose parses one file and renders one page. A changed title reaches
// the pages that show it, and no other.
func TestNoMoreThanNeeded(t *testing.T) {
	d := newDesk(t)
	d.builder.Update(d.input())
	pages := make(map[string][]byte)
	d.all(pages)
	for _, tt := range []struct {
		name   string
		edit   func()
		parsed int
		shown  func(path string, html []byte) bool // must change
	}{
		{"prose", func() { d.replace("cases/case-2.md", "## 经过\n", "## 经过\n\n天下着雨。\n") }, 1, func(path string, _ []byte) bool { return path == "cases/case-2.html" }},
		{"prose with a link in it", func() { d.replace("cases/case-2.md", "客人很好，见", "客人走了，见") }, 1, func(path string, html []byte) bool {
			return path == "cases/case-2.html" || bytes.Contains(html, []byte("客人走了，见")) // as a backlink
		}},
		{"a title", func() { d.replace("cases/case-2.md", "title: 第 2 个故事", "title: 送伞的故事") }, 1, func(_ string, html []byte) bool { return bytes.Contains(html, []byte("送伞的故事")) }},
		{"an alias", func() { d.replace("cases/case-2.md", "[故事2]", "[淅沥]") }, 1, func(path string, html []byte) bool { return bytes.Contains(html, []byte("淅沥")) }},
		{"a note that no page shows", func() {
			d.replace("cases/case-2.md", "evidence_note: 为测试而写。", "source_documents: [甲]\nevidence_note: 为测试而写。")
		}, 1, func(string, []byte) bool { return false }},
		{"the name of the site", func() { d.replace("site.yaml", "title: 我们的服务手册", "title: 雨伞手册") }, 0, func(string, []byte) bool { return true }},
	} {
		var changed []string
		work := d.work(func() {
			tt.edit()
			d.builder.Update(d.input())
			changed = d.all(pages)
		})
		var want []string
		for _, path := range d.builder.Outputs() {
			if strings.HasSuffix(path, ".html") && tt.shown(path, pages[path]) {
				want = append(want, path)
			}
		}
		if !slices.Equal(changed, want) {
			t.Errorf("%s: changed %q, want %q", tt.name, changed, want)
		}
		if work["parsed"] != tt.parsed {
			t.Errorf("%s: %d files parsed, want %d", tt.name, work["parsed"], tt.parsed)
		}
		if tt.name == "prose" && (work["rendered"] != 1 || work["resolved"] > 1) {
			t.Errorf("%s took %v", tt.name, work)
		}
	}
}

// What cannot be read stays as it was when it could; what is wrong with it is
// said at once, and nothing else.
func TestLastGoodVersion(t *testing.T) {
	d := newDesk(t)
	pages := make(map[string][]byte)
	save := func() []string {
		d.builder.Update(d.input())
		return d.all(pages)
	}
	save()
	for path, broken := range map[string]string{
		"cases/case-1.md":          "---\ntitle: [坏\n---\n\n正文。\n",
		"frameworks/two-levels.md": "没有文件头。\n",
		"site.yaml":                "title: [坏\n",
	} {
		whole := string(d.content[path].Data)
		d.write(path, broken)
		if changed := save(); len(changed) > 0 {
			t.Errorf("%s is broken, and these pages are other ones: %q", path, changed)
		}
		found := d.builder.Found()
		if len(found) != 1 || found[0].Span.Path != "content/"+path {
			t.Errorf("%s is broken: %s", path, said(t, found, d.builder.Read))
		}
		d.write(path, whole)
		if changed := save(); len(changed) > 0 || len(d.builder.Found()) > 0 {
			t.Errorf("%s is whole again: pages %q, findings\n%s", path, changed, said(t, d.builder.Found(), d.builder.Read))
		}
	}
	layout := d.theme["layouts/case.html"]
	d.theme["layouts/case.html"] = tree.Text("layouts/case.html", `{{define "main"}}{{if}}{{end}}`)
	if changed := save(); len(changed) > 0 || len(d.builder.Found()) != 1 {
		t.Errorf("broken theme: pages %q, findings\n%s", changed, said(t, d.builder.Found(), d.builder.Read))
	}
	d.theme["layouts/case.html"] = layout
	if changed := save(); len(changed) > 0 || len(d.builder.Found()) > 0 {
		t.Errorf("whole theme: pages %q", changed)
	}
}

// A file that is broken from the start is there under its id.
func TestBrokenFromTheStart(t *testing.T) {
	d := newDesk(t)
	d.write("cases/case-1.md", "---\ntitle: [坏\n---\n")
	d.save(1)
	d.write("cases/case-1.md", story(1, "第", "很好"))
	d.save(1)
}

// Pages that nobody asks for any more do not fill the memory.
func TestForgetsPages(t *testing.T) {
	d := newDesk(t)
	for i := range 400 {
		d.write(fmt.Sprintf("terms/t-%03d.md", i), fmt.Sprintf("---\ntitle: 词条%d号\nsummary: 词。\ndefinition: 词。\n---\n", i))
	}
	d.builder.Update(d.input())
	kept := func() int {
		n := 0
		for _, path := range d.builder.Outputs() {
			n += d.builder.asked[path] / max(1, d.builder.asked[path])
		}
		return n
	}
	d.all(make(map[string][]byte))
	if kept() < 400 {
		t.Fatalf("%d pages kept at first", kept())
	}
	d.builder.Update(d.input())
	if n := kept(); n > mostPages {
		t.Errorf("%d pages kept", n)
	}
	runs := d.builder.store.Runs(pageKey(""))
	if _, err := d.builder.page("terms/t-000.html"); err != nil || d.builder.store.Runs(pageKey("")) != runs+1 {
		t.Errorf("a forgotten page is made again: %v", err)
	}
}

// BenchmarkEdit measures what a save costs beside reading the disk: the update,
// the page and all findings.
func BenchmarkEdit(b *testing.B) {
	d := newDesk(b)
	d.builder.Update(d.input())
	n := 0
	for _, tt := range []struct{ name, from, to string }{{"prose", "也这样", "也是这样"}, {"title", "title: ", "title: 新"}} {
		b.Run(tt.name, func(b *testing.B) {
			for b.Loop() {
				n++
				d.write("cases/case-2.md", strings.Replace(story(2, "第", "很好"), tt.from, fmt.Sprint(tt.to, n), 1))
				d.builder.Update(d.input())
				if _, err := d.builder.page("cases/case-2.html"); err != nil {
					b.Fatal(err)
				}
				d.builder.Found()
			}
		})
	}
}

// However long somebody writes, the store does not grow.
func TestStoreDoesNotGrow(t *testing.T) {
	d := newDesk(t)
	size := 0
	for i := range 120 {
		d.write("cases/case-2.md", story(2, fmt.Sprintf("第 %d 版的", i), fmt.Sprint("好", i)))
		if i%10 == 0 {
			d.theme["assets/base.css"] = tree.Text("assets/base.css", fmt.Sprintf("body { margin: %dpx }", i))
		}
		d.builder.Update(d.input())
		if _, err := d.builder.page("cases/case-2.html"); err != nil {
			t.Fatal(err)
		}
		d.builder.Found()
		switch n := d.builder.store.Len(); {
		case i == 15:
			size = n
		case i > 15 && n > size+20:
			t.Fatalf("after %d rebuilds there are %d results, after 15 there were %d", i, n, size)
		}
	}
}

// Nothing stays of paths that are gone.
func TestNothingStaysOfWhatIsGone(t *testing.T) {
	d := newDesk(t)
	size := 0
	for i := range 200 {
		picture, term := fmt.Sprintf("media/p%d.png", i), fmt.Sprintf("terms/t%d.md", i)
		d.content[picture] = &tree.File{Path: picture}
		d.write(term, fmt.Sprintf("---\ntitle: 词条%d号\nsummary: 词。\ndefinition: 词。\n---\n", i))
		d.builder.Update(d.input())
		d.builder.Found()
		d.builder.Documents()
		if d.builder.Page("content/"+term) == "" {
			t.Fatalf("%s has no page", term)
		}
		delete(d.content, picture)
		delete(d.content, term)
		switch n := d.builder.store.Len(); {
		case i == 20:
			size = n
		case i > 20 && n > size+30:
			t.Fatalf("after %d new and deleted files there are %d results, after 20 there were %d", i, n, size)
		}
	}
}

// A template that fails on a page is found without asking for the page.
func TestFailingTemplateIsFound(t *testing.T) {
	d := newDesk(t)
	d.builder.Update(d.input())
	layout := d.theme["layouts/term.html"]
	d.theme["layouts/term.html"] = tree.Text("layouts/term.html", `{{define "main"}}<h1>{{.NoSuch}}</h1>{{end}}`)
	d.builder.Update(d.input())
	if found := d.builder.Found(); len(found) != 1 || found[0].Rule != site.TemplateFailed || found[0].Span.Path != "themes/default/layouts/term.html" {
		t.Errorf("found\n%s", said(t, found, d.builder.Read))
	}
	d.theme["layouts/term.html"] = layout
	d.builder.Update(d.input())
	if found := d.builder.Found(); len(found) > 0 {
		t.Errorf("mended, and found\n%s", said(t, found, d.builder.Read))
	}
}

// A panic in one of the goroutines of a build reaches whoever asked for it.
func TestEachPanics(t *testing.T) {
	done := make([]bool, 20)
	defer func() {
		fault, ok := recover().(*memo.Panic)
		if !ok || fault.Value != "seven" || !bytes.Contains(fault.Stack, []byte("TestEachPanics")) {
			t.Errorf("recovered %v", fault)
		}
		for i, ok := range done {
			if !ok && i != 7 {
				t.Errorf("%d was left out", i)
			}
		}
	}()
	each(len(done), func(i int) {
		if i == 7 {
			panic("seven")
		}
		done[i] = true
	})
}

// To walk the theme again, and find the same files, is no change.
func TestSameThemeInAnotherTree(t *testing.T) {
	d := newDesk(t)
	in := d.input()
	d.builder.Update(in)
	d.all(make(map[string][]byte))
	in.Theme = tree.New(in.Theme.Files)
	changed := true
	work := d.work(func() {
		changed = d.builder.Update(in)
		d.all(make(map[string][]byte))
	})
	if changed || len(work) > 0 {
		t.Errorf("changed %t, and made %v", changed, work)
	}
}

// Without settings a site keeps the name that it had.
func TestSettingsAreDeleted(t *testing.T) {
	d := newDesk(t)
	pages := make(map[string][]byte)
	d.builder.Update(d.input())
	d.all(pages)
	delete(d.content, "site.yaml")
	d.builder.Update(d.input())
	if changed := d.all(pages); len(changed) > 0 {
		t.Errorf("changed %q", changed)
	}
	if found := d.builder.Found(); len(found) != 1 || found[0].Rule != NoSettings {
		t.Errorf("found\n%s", said(t, found, d.builder.Read))
	}
}

package serve

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/tree"
)

// shelf is a book with something of everything that the dashboard tells.
var shelf = map[string]string{
	"site.yaml":      "title: 小店手册\ntagline: 一句话\nstale_after: 12\nedit_url: https://example.com/edit/{path}\n",
	"terms/a.md":     "---\ntitle: 口碑\ntitle_en: Word of mouth\nsummary: 一。\nsummary_en: One.\naliases: [传话, buzz]\ndefinition: 一。\nchecked: 2026-10\n---\n",
	"terms/b.md":     "---\ntitle: 信任\nsummary: 二。\ndefinition: 二。\n---\n",
	"terms/c.md":     "---\ntitle: 触点\ntitle_en: Touchpoint\nsummary: 三。\nsummary_en: Three.\ndefinition: 三。\nchecked: 2020-01-31\n---\n",
	"plays/d.md":     "---\ntitle: 借伞\ntitle_en: Umbrella\nsummary: 四。\nsummary_en: Four.\nwhat: 看\nwhy: 想\nsteps: [做]\ndraft: true\n---\n",
	"claims/e.md":    "---\ntitle: 八成的说法\ntitle_en: Eighty\nsummary: 五。\nsummary_en: Five.\nstatement: 八成。\nverdict: unverified\nwhy: 查不到。\nevidence: reported\nevidence_note: 听说。\n---\n",
	"plays/half.md":  "---\ntitle: <b>粗</b>\n",
	"claims/g.md":    "---\ntitle: 一成\ntitle_en: Ten\nsummary: 七。\nsummary_en: Seven.\nstatement: 一成。\nverdict: unverified\nwhy: 查不到。\nevidence: primary\n---\n",
	"terms/zmot.md":  "---\ntitle: 零时刻\ntitle_en: Zero\nsummary: 六。\nsummary_en: Six.\ndefinition: 六。\n---\n",
	"terms/ok-2.md":  "---\ntitle: 甲\ntitle_en: Alpha\nsummary: 六。\nsummary_en: Six.\ndefinition: 六。\n---\n",
	"sources/ref.md": "---\ntitle: 书\ntitle_en: Book\nsummary: 六。\nsummary_en: Six.\nkind: book\nyear: 2001\n---\n",
}

// deskOf looks at a book.
func deskOf(t testing.TB, lang string, files map[string]string) *desk {
	t.Helper()
	var list []*tree.File
	for name, text := range files {
		list = append(list, tree.Text(name, text))
	}
	theme, err := tree.Read("../../themes/default")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{o: Options{Lang: lang}}
	s.builder.Update(build.Input{
		Content: tree.New(list), ContentRoot: "content/", Theme: theme, ThemeRoot: "theme/",
		Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	})
	return s.desk()
}

// question parses what stands behind the “?” of an address.
func asking(t testing.TB, query string) question {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return ask(values)
}

// ids returns what a view lists, by file.
func ids(v *view) string {
	var names []string
	for _, r := range v.Rows {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(r.Path, "content/"), ".md"))
	}
	return strings.Join(names, " ")
}

func TestDashboardChoosesAndSorts(t *testing.T) {
	d := deskOf(t, "zh", shelf)
	for _, tt := range []struct{ query, want string }{
		{"", "plays/half claims/g terms/b terms/c sources/ref plays/d claims/e terms/a terms/ok-2 terms/zmot"},
		{"type=term", "terms/b terms/c terms/a terms/ok-2 terms/zmot"},
		{"state=error", "plays/half claims/g"},
		{"state=warning", "terms/b terms/c sources/ref"},
		{"state=draft", "plays/d"},
		{"state=no-english", "terms/b"},
		{"state=stale", "terms/c"},
		{"state=good", "claims/e terms/a terms/ok-2 terms/zmot"},
		{"state=good&type=term", "terms/a terms/ok-2 terms/zmot"},
		{"evidence=reported", "claims/e"},
		{"rule=stale", "terms/c"},
		{"type=term&evidence=reported", ""},
		{"type=nothing", ""},
		{"q=信任", "terms/b"},
		{"q=ZMOT", "terms/zmot"},
		{"q=传话", "terms/a"},
		{"q=BUZZ", "terms/a"},
		{"q=Word of mouth", "terms/a"},
		{"q=plays/", "plays/half plays/d"},
		{"q=definition", ""},
		{"q=   ", "plays/half claims/g terms/b terms/c sources/ref plays/d claims/e terms/a terms/ok-2 terms/zmot"},
		{"sort=checked&type=term&state=stale", "terms/c"},
		{"sort=-checked&type=term", "terms/a terms/c terms/b terms/ok-2 terms/zmot"},
		{"sort=evidence&type=claim", "claims/g claims/e"},
		{"sort=-evidence&type=claim", "claims/e claims/g"},
		{"sort=title&type=claim", "claims/g claims/e"},
		{"sort=nonsense&type=claim", "claims/g claims/e"},
	} {
		if got := ids(d.answer(asking(t, tt.query))); got != tt.want {
			t.Errorf("?%s\ngot  %s\nwant %s", tt.query, got, tt.want)
		}
	}
}

// The number beside an option is how many documents it leads to, whatever else
// is chosen.
func TestDashboardCountsAreWhatLinksLeadTo(t *testing.T) {
	d := deskOf(t, "zh", shelf)
	for _, query := range []string{"", "type=term", "state=warning", "type=claim&state=error", "q=一", "evidence=primary&view=problems"} {
		for _, f := range d.answer(asking(t, query)).Facets {
			for _, o := range append(f.Options, f.All) {
				target := asking(t, strings.TrimPrefix(o.Link, "?"))
				if o.Link == "./" {
					target = asking(t, "")
				}
				if o.Chosen && o != f.All {
					continue // it leads away
				}
				target.values.Del("view")
				if got := len(d.answer(target).Rows); got != o.Count {
					t.Errorf("?%s: %s %s says %d, its link %s shows %d", query, f.Name, o.Label, o.Count, o.Link, got)
				}
			}
		}
	}
}

func TestDashboardFindings(t *testing.T) {
	d := deskOf(t, "en", shelf)
	v := d.answer(asking(t, "view=problems"))
	var got []string
	for _, f := range v.Findings {
		got = append(got, f.Severity+" "+f.At+" "+f.Rule)
	}
	want := []string{
		"error content/claims/g.md:9:11 evidence-without-source",
		"error content/plays/half.md:1:1 unclosed-front-matter",
		"warning content/sources/ref.md:2:8 unused-source",
		"warning content/terms/b.md:2:8 no-english",
		"warning content/terms/c.md:7:10 stale",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := len(d.answer(asking(t, "view=problems&rule=stale")).Findings); n != 1 {
		t.Errorf("%d findings of one rule, want 1", n)
	}
	if n := len(d.answer(asking(t, "view=problems&state=error")).Findings); n != 2 {
		t.Errorf("%d errors, want 2", n)
	}
	const address = "https://example.com/edit/plays/%E4%B8%AD%E6%96%87%20%E5%90%8D.md"
	for line, want := range map[int]string{0: address, 12: address + "#L12"} {
		if got := d.edit("content/plays/中文 名.md", line); got != want {
			t.Errorf("line %d: edit at %s, want %s", line, got, want)
		}
	}
}

// written returns the dashboard as a page.
func written(t testing.TB, d *desk, query string) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.write(&b, asking(t, query)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDashboardPage(t *testing.T) {
	fine := map[string]string{"site.yaml": shelf["site.yaml"], "terms/a.md": shelf["terms/a.md"]}
	for _, tt := range []struct {
		name, lang, query string
		files             map[string]string
		want, never       []string
	}{
		{
			"errors are said first, warnings beside them", "zh", "", shelf,
			[]string{"还有 2 个错误要改", "另有 3 个提醒", "先改这里", "小店手册", `lang="zh-Hans"`, "content/claims/g.md:9:11", `href="rules/evidence-without-source"`, `href="../terms/a.html"`},
			[]string{"<b>粗</b>", "style=", "可以发布"},
		},
		{
			"in English", "en", "", shelf,
			[]string{"2 errors to mend", "3 warnings", "Mend these first", `<html lang="en">`, ">1 error<", ">1 warning<"},
			[]string{"没有问题", "全部<b>", "1 errors", "1 warnings"},
		},
		{"nothing is wrong", "zh", "", fine, []string{"都好了，可以发布", "没有问题"}, []string{"先改这里", "个错误要改"}},
		{"an empty book says how to begin", "zh", "", nil, []string{"还没有一页", "content/site.yaml", "content/plays/lend-an-umbrella.md", "playbook init"}, []string{"个错误要改", "<table"}},
		{"nothing matches", "zh", "q=没有这个词", shelf, []string{"没有这样的文档", `href="./"`, "查看全部"}, []string{"<table", "先改这里"}},
		{"no finding matches", "en", "view=problems&type=journey", shelf, []string{"Nothing is wrong here"}, []string{`class="findings`}},
		{"what is searched for is text", "zh", `q="><script>alert(1)</script>`, shelf, []string{"&lt;script&gt;"}, []string{"<script>alert"}},
		{"unknown parts of the address are not repeated", "zh", "evil=%22%3E%3Cimg&type=case", shelf, nil, []string{"evil", "<img"}},
		{"a draft has no page to open", "zh", "state=draft", shelf, []string{"借伞", "草稿", "暂不发布"}, []string{"plays/d.html", `class="fine">没有问题`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := written(t, deskOf(t, tt.lang, tt.files), tt.query)
			for _, w := range tt.want {
				if !strings.Contains(got, w) {
					t.Errorf("the page lacks %q", w)
				}
			}
			for _, n := range tt.never {
				if strings.Contains(got, n) {
					t.Errorf("the page has %q", n)
				}
			}
		})
	}
}

// many returns a book of n documents.
func many(n int) map[string]string {
	files := map[string]string{"site.yaml": shelf["site.yaml"]}
	for i := range n {
		files[fmt.Sprintf("terms/t%05d.md", i)] = fmt.Sprintf("---\ntitle: 词%d\nsummary: 一。\ndefinition: 一。\n---\n", i)
	}
	return files
}

func TestDashboardPages(t *testing.T) {
	d := deskOf(t, "zh", many(2*perPage+1))
	for _, tt := range []struct {
		query                string
		rows, from           int
		hasBefore, hasAfter  bool
		findings, findingsAt int
	}{
		{"", perPage, 1, false, true, perPage, 1},
		{"page=2", perPage, perPage + 1, true, true, perPage, perPage + 1},
		{"page=3", 1, 2*perPage + 1, true, false, 1, 2*perPage + 1},
		{"page=99", 1, 2*perPage + 1, true, false, 1, 2*perPage + 1},
	} {
		v := d.answer(asking(t, tt.query))
		if len(v.Rows) != tt.rows || v.Pages.From != tt.from || (v.Pages.Before != "") != tt.hasBefore || (v.Pages.After != "") != tt.hasAfter {
			t.Errorf("?%s: %d rows, %+v", tt.query, len(v.Rows), v.Pages)
		}
		v = d.answer(asking(t, "view=problems&"+tt.query))
		if len(v.Findings) != tt.findings || v.Pages.From != tt.findingsAt {
			t.Errorf("?view=problems&%s: %d findings, %+v", tt.query, len(v.Findings), v.Pages)
		}
	}
}

func TestBuildTimes(t *testing.T) {
	var h history
	start := time.Date(2026, 11, 22, 14, 3, 0, 0, time.UTC)
	for i := range 50 {
		h.add(lap{start.Add(time.Duration(i) * time.Second), time.Duration(i+1) * time.Millisecond})
	}
	d := &desk{set: &content.Settings{}}
	d.first, d.later = h.laps()
	got := d.building()
	if got.First != "1.0 ms" || got.Last != "50 ms" || got.At != "14:03:49" || got.Spread != "31 ms – 50 ms" || len(got.Bars) != lapsKept {
		t.Errorf("got %+v", got)
	}
	last := got.Bars[len(got.Bars)-1]
	if !last.Latest || last.Height != barRoom || last.Y != 0 || last.Title != "14:03:49 · 50 ms" {
		t.Errorf("last bar %+v", last)
	}
}

func TestFelt(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0.0 ms", 1230 * time.Microsecond: "1.2 ms", 12300 * time.Microsecond: "12 ms", 999 * time.Millisecond: "999 ms", 18692 * time.Millisecond: "18.7 s",
	} {
		if got := felt(d); got != want {
			t.Errorf("%v: got %s, want %s", d, got, want)
		}
	}
}

func TestOtherNames(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"on one line", "---\ntitle: 甲\naliases: [乙, 丙]\n---\n丁\n", " [乙, 丙]"},
		{"on several lines", "---\naliases:\n  - 乙\n- 丙\nsummary: 丁\ntitle_en: E\n---\n", "|  - 乙|- 丙| E"},
		{"in Chinese", "---\n别名: 乙\n---\n", " 乙"},
		{"with carriage returns", "---\r\ntitle_en: E\r\n---\r\naliases: no\r\n", " E\r"},
		{"never closed", "---\ntitle_en: E\n", " E"},
		{"none", "---\ntitle: 甲\n---\naliases: 正文\n", ""},
		{"empty", "", ""},
	} {
		if got := string(bytes.Join(otherNames([]byte(tt.src)), []byte("|"))); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestDashboardOverHTTP(t *testing.T) {
	d := open(t, Options{Lang: "zh"})
	got := d.get("_playbook/")
	if got.StatusCode != 200 || !strings.Contains(got.Header.Get("Content-Security-Policy"), "form-action 'self'") {
		t.Errorf("status %d, policy %s", got.StatusCode, got.Header.Get("Content-Security-Policy"))
	}
}

// The dashboard's script, like the one in pages, writes no markup: it takes over
// what the server has written, and shows words as words.
func TestDashboardScriptWritesNoMarkup(t *testing.T) {
	script, err := assets.ReadFile("assets/dashboard.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "://", "javascript:", ".style"} {
		if bytes.Contains(script, []byte(never)) {
			t.Errorf("dashboard.js has %s", never)
		}
	}
}

func BenchmarkDashboard(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		d := deskOf(b, "zh", many(n))
		for _, query := range []string{"", "state=warning&q=99"} {
			b.Run(fmt.Sprintf("%d?%s", n, query), func(b *testing.B) {
				for b.Loop() {
					written(b, d, query)
				}
			})
		}
	}
}

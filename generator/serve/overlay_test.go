package serve

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"playbook/generator/build"
	"playbook/generator/diag"
	"playbook/generator/tree"
)

var (
	gone = diag.ErrorRule("gone", "gone", "不见了", "", "")
	odd  = diag.WarningRule("odd", "odd: %s", "奇怪：%s", "", "")
)

// desk of an author who works on one page while other files have problems, too.
func overlaid(t *testing.T, page string, found diag.List) overlay {
	t.Helper()
	d := prepare(t, Options{Lang: "zh"})
	defer closeAll(d.server.listeners)
	in, err := d.Load()
	if err != nil {
		t.Fatal(err)
	}
	d.server.builder.Update(in)
	text, err := json.Marshal(d.server.describe(7, d.server.builder.Source(page), found))
	if err != nil {
		t.Fatal(err)
	}
	var o overlay
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOverlay(t *testing.T) {
	var found diag.List
	found.Add(gone, diag.Span{Path: "content/cases/a.md", Start: 4, End: 9}).Hint = diag.Say("hint", "办法")
	found.Add(odd, diag.Span{Path: "content/site.yaml"}, "x\x1b")
	got := overlaid(t, "index.html", found)
	want := overlay{
		Build: 7, Mistakes: mistakes(found), ErrorTotal: 1, WarningTotal: 1,
		Errors: []problem{{
			File: "content/cases/a.md", Line: 2, Column: 1, Rule: "gone", Message: "不见了", Hint: "办法", Page: "cases/a.html",
			Excerpt: []excerpt{
				{Number: 1, Before: "---"},
				{Number: 2, Marked: "title", After: ": 案例甲", Here: true},
				{Number: 3, Before: "summary: 甲的故事。"},
			},
		}},
		Warnings: []problem{{File: "content/site.yaml", Rule: "odd", Message: `奇怪：x\u001b`}},
	}
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("\ngot  %+v\nwant %+v", got, want)
	}
}

// The problems of the page that is open come first; long lists are cut.
func TestOverlayOrder(t *testing.T) {
	var found diag.List
	for i := range 150 {
		found.Add(gone, diag.Span{Path: "content/cases/b.md", Start: i, End: i + 1})
	}
	found.Add(gone, diag.Span{Path: "content/terms/mouth.md", Start: 4, End: 9})
	found.Add(noFolder, diag.Span{Path: "themes"}, "x")
	o := overlaid(t, "terms/mouth.html", found)
	if o.ErrorTotal != 152 || len(o.Errors) != listed {
		t.Errorf("%d of %d", len(o.Errors), o.ErrorTotal)
	}
	for i, want := range []string{"themes", "content/terms/mouth.md", "content/cases/b.md"} {
		if o.Errors[i].File != want {
			t.Errorf("%d: %s, want %s", i, o.Errors[i].File, want)
		}
	}
}

// Two tabs that are told of the same mistakes know it, whichever stand first and in
// whichever lines. Warnings make no difference, one more mistake does.
func TestMistakesInShort(t *testing.T) {
	one := func(path string, start int, rule *diag.Rule, args ...any) *diag.Diagnostic {
		var list diag.List
		return list.Add(rule, diag.Span{Path: path, Start: start, End: start + 1}, args...)
	}
	a, b := one("content/cases/a.md", 4, gone), one("content/cases/b.md", 9, gone)
	before := mistakes(diag.List{a, b})
	for name, same := range map[string]diag.List{
		"another order": {b, a},
		"moved":         {one("content/cases/a.md", 40, gone), b},
		"a warning":     {a, one("content/site.yaml", 0, odd, "x"), b},
	} {
		if mistakes(same) != before {
			t.Errorf("%s: other mistakes", name)
		}
	}
	for name, other := range map[string]diag.List{
		"mended": {a}, "all mended": nil, "twice": {a, a, b}, "elsewhere": {a, one("content/cases/c.md", 9, gone)},
		"another rule": {a, one("content/cases/b.md", 9, noFolder, diag.Text{})},
	} {
		if mistakes(other) == before {
			t.Errorf("%s: the same mistakes", name)
		}
	}
	home, page := overlaid(t, "index.html", diag.List{a, b}), overlaid(t, "cases/b.html", diag.List{a, b})
	if home.Mistakes != before || page.Mistakes != before || home.Errors[0].File == page.Errors[0].File {
		t.Errorf("told %q and %q, want %q", home.Mistakes, page.Mistakes, before)
	}
}

// Nothing wrong is two empty lists, not null.
func TestOverlayOfNothing(t *testing.T) {
	s := &server{}
	s.builder.Update(build.Input{Content: tree.New(nil), Theme: tree.New(nil)})
	text, err := json.Marshal(s.describe(1, "", nil))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(text), `{"build":1,"mistakes":"","errorTotal":0,"warningTotal":0,"errors":[],"warnings":[]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A rule's page says what explain says.
func TestRulePages(t *testing.T) {
	d := open(t, Options{Lang: "zh", Rules: []*diag.Rule{odd, gone}})
	for name, want := range map[string]string{"odd": "提醒：不影响发布 · odd", "gone": "错误：改好之前不会发布 · gone"} {
		if got := d.get("_playbook/rules/" + name); got.StatusCode != 200 || !strings.Contains(got.body, want) {
			t.Errorf("%s: status %d, no %q", name, got.StatusCode, want)
		}
	}
	if body := d.get("_playbook/rules/odd").body; !strings.Contains(body, "<h1>奇怪：…</h1>") {
		t.Error("the message has no gap")
	}
}

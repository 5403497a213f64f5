package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"playbook/generator/build"
	"playbook/generator/diag"
	"playbook/generator/serve"
)

// A terminal tells an author what happens while the site is served.
type terminal struct {
	app       *app
	documents func() int
	lan       bool // other devices were asked for
	columns   int  // of the window, 0 if unknown

	mu     sync.Mutex // notices come from requests as well
	local  string     // where the site is, for its author
	counts build.Counts
	found  int           // findings of the last build
	told   map[trait]int // how many of each kind there were
}

// A trait is what a finding keeps while its author writes above it: all but its
// place in the file.
type trait struct {
	rule    *diag.Rule
	path    string
	message diag.Text
}

// mostNews is how many findings are printed at a time. More would drive out of
// sight what stands above them; the dashboard has all.
const mostNews = 10

// ready says where the site can be seen.
func (t *terminal) ready(at serve.Addresses) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.local = at.Local
	a, w := t.app, t.app.stdout
	fmt.Fprintf(w, "\n  %s\n  %s\n", a.say("Your site", "您的网站"), t.strong(at.Local))
	fmt.Fprintf(w, "\n  %s\n  %s_playbook/\n", a.say("Dashboard: all documents, and what there is to do", "写作台：全部文档，还有什么要改"), at.Local)
	t.network(w, at.Network)
	fmt.Fprintf(w, "\n  %s\n\n", a.say("Ctrl-C ends it.", "按 Ctrl-C 结束。"))
}

// network says where other devices see the site, with a picture of the first
// address for a telephone's camera.
func (t *terminal) network(w io.Writer, addresses []string) {
	if !t.lan {
		return
	}
	if len(addresses) == 0 {
		fmt.Fprintf(w, "\n  %s\n", t.app.say("This machine is in no network.", "这台电脑没有连上网络。"))
		return
	}
	fmt.Fprintf(w, "\n  %s\n", t.app.say("In this network: whoever has the address sees the site", "同一网络里：拿到这个网址的人都能看"))
	for _, address := range addresses {
		fmt.Fprintf(w, "  %s\n", t.strong(address))
	}
	code, wide := qrCode(addresses[0], t.colour(w))
	if wide > cmp.Or(t.columns, usualColumns) {
		code = "  " + t.app.say("This window is too narrow for the code to scan: widen it and start again.", "窗口太窄，放不下二维码：请拉宽窗口，再启动一次。") + "\n"
	}
	fmt.Fprintf(w, "\n%s", code)
}

// report tells about a build: what was changed, how long it took, and what is
// wrong with the sources.
func (t *terminal) report(b serve.Built) {
	t.mu.Lock()
	defer t.mu.Unlock()
	rendered := b.Counts.Rendered - t.counts.Rendered
	t.counts = b.Counts
	switch {
	case b.First:
		t.line(t.clock() + " " + t.app.say("%s, ready in %s", "%s，用时 %s", count(t.documents(), "document", "份文档"), took(b.Took)))
	case len(b.Changed) > 0:
		t.line(strings.Join(append([]string{t.clock() + " " + changed(b.Changed, t.app.lang)}, t.work(rendered, b.Took)...), " · "))
	}
	t.findings(b)
	if b.First && t.found > 0 && t.local != "" {
		t.line("\n  " + t.local + "\n") // the findings may have driven it out of sight
	}
}

// work says what a build did.
func (t *terminal) work(rendered int, d time.Duration) []string {
	parts := []string{took(d).In(t.app.lang)}
	if rendered > 0 {
		parts = append([]string{count(rendered, "page rendered", "页重新生成").In(t.app.lang)}, parts...)
	}
	return parts
}

// findings prints what is wrong, as check does, and each finding once. What has
// been said already is only counted.
func (t *terminal) findings(b serve.Built) {
	errors, warnings := b.Found.Count()
	before := t.found
	t.found = errors + warnings
	news := t.news(b)
	switch {
	case t.found == 0 && before == 0, news == "" && t.found == before && len(b.Changed) == 0:
		return // nothing new
	case t.found == 0:
		t.line(t.paint("32", t.app.say("✓ All mended.", "✓ 都改好了。")))
		return
	}
	fmt.Fprint(t.app.stderr, news)
	t.line(t.app.say("%s, %s.", "%s，%s。", count(errors, "error", "个错误"), count(warnings, "warning", "个提醒")))
}

// news returns what is wrong that was not before, and remembers all.
func (t *terminal) news(b serve.Built) string {
	var errors, warnings diag.List
	now := make(map[trait]int)
	for _, d := range b.Found {
		kind := trait{d.Rule, d.Span.Path, d.Message}
		now[kind]++
		switch {
		case now[kind] <= t.told[kind]:
		case d.Rule.Severity == diag.Error:
			errors = append(errors, d)
		default:
			warnings = append(warnings, d)
		}
	}
	t.told = now
	dashboard := diag.Text{En: t.local + dashboardList, Zh: t.local + dashboardList}
	p := diag.Printer{
		Lang: t.app.lang, Read: b.Read, Color: t.colour(t.app.stderr), Limit: mostNews,
		More: diag.Say("all are at %s", "全部在 %s", dashboard),
	}
	var said strings.Builder
	_ = p.Print(&said, append(errors, warnings...)) // a builder takes everything
	return said.String()
}

// dashboardList is where the dashboard lists what is wrong, below the site.
const dashboardList = "_playbook/?view=problems"

// notice says something that stops nothing.
func (t *terminal) notice(text diag.Text) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.line("playbook" + colon(t.app.lang) + text.In(t.app.lang))
}

func (t *terminal) line(s string) { fmt.Fprintln(t.app.stderr, s) }

func (t *terminal) clock() string { return time.Now().Format(time.TimeOnly) }

// changed names the files of a change, a few of them if there are many.
func changed(paths []string, lang string) string {
	const shown = 3
	var names []string
	for _, p := range paths[:min(len(paths), shown)] {
		names = append(names, diag.Clean(p))
	}
	if more := len(paths) - shown; more > 0 {
		names = append(names, diag.Say("and %d more", "还有 %d 个", more).In(lang))
	}
	return strings.Join(names, diag.Text{En: ", ", Zh: "、"}.In(lang))
}

// took shows how long something took, in the unit in which it is felt.
func took(d time.Duration) diag.Text {
	if d < time.Second {
		return diag.Say("%d ms", "%d 毫秒", d.Milliseconds())
	}
	return diag.Say("%.1f s", "%.1f 秒", d.Seconds())
}

// colour reports whether a person looks at w and likes colours.
func (t *terminal) colour(w io.Writer) bool { return isTerminal(w) && os.Getenv("NO_COLOR") == "" }

func (t *terminal) strong(s string) string {
	if !t.colour(t.app.stdout) {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

func (t *terminal) paint(code, s string) string {
	if !t.colour(t.app.stderr) {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

package main

import (
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

	mu     sync.Mutex // notices come from requests as well
	counts build.Counts
	found  int              // findings of the last build
	said   string           // its errors, as printed
	warned map[warning]bool // its warnings
}

// A warning is one wherever in its file it stands: writing above it moves it.
type warning struct {
	rule    *diag.Rule
	path    string
	message diag.Text
}

// ready says where the site can be seen.
func (t *terminal) ready(at serve.Addresses) {
	t.mu.Lock()
	defer t.mu.Unlock()
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
	fmt.Fprintf(w, "\n%s", qrCode(addresses[0], t.colour(w)))
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
}

// work says what a build did.
func (t *terminal) work(rendered int, d time.Duration) []string {
	parts := []string{took(d).In(t.app.lang)}
	if rendered > 0 {
		parts = append([]string{count(rendered, "page rendered", "页重新生成").In(t.app.lang)}, parts...)
	}
	return parts
}

// findings prints what is wrong, as check does: errors until they are mended,
// warnings once. What has been said already is not said again, only counted.
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

// news returns what there is to print, and remembers it.
func (t *terminal) news(b serve.Built) string {
	p := diag.Printer{Lang: t.app.lang, Read: b.Read, Color: t.colour(t.app.stderr), Limit: 100}
	var errors, shown diag.List
	warned := make(map[warning]bool)
	isNew := false
	for _, d := range b.Found {
		w := warning{d.Rule, d.Span.Path, d.Message}
		switch {
		case d.Rule.Severity == diag.Error:
			errors, shown = append(errors, d), append(shown, d)
		case !t.warned[w]:
			isNew, shown = true, append(shown, d)
		}
		warned[w] = true
	}
	said := printed(p, errors)
	isNew = isNew || said != t.said
	t.warned, t.said = warned, said
	if !isNew {
		return ""
	}
	return printed(p, shown)
}

func printed(p diag.Printer, list diag.List) string {
	var b strings.Builder
	_ = p.Print(&b, list) // a builder takes everything
	return b.String()
}

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

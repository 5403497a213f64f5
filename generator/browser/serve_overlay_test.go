//go:build browser

package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Parts of what the server shows over a page.
const (
	over  = `document.querySelector("playbook-live").shadowRoot`
	panel = over + `.querySelector(".panel")`
	badge = over + `.querySelector(".badge")`
	alarm = over + `.querySelector("[role=alert]")`
	news  = over + `.querySelector("[role=status]")`
)

// breakings of the book: an error of YAML and a value that is not one.
const (
	goodTitle = `title: 海底捞：从热可乐到“请勿打扰”`
	badTitle  = `title: "海底捞：从热可乐到“请勿打扰”`
	goodValue = "difficulty: 中"
	badValue  = "difficulty: 很难"
)

// breakTitle makes a case unreadable and waits until the tab says so.
func (r *reader) breakTitle(b *book) {
	r.t.Helper()
	b.edit(r.t, caseSource, goodTitle, badTitle)
	r.sees(panel + `.checkVisibility()`)
}

// says waits until the list over the page holds a text.
func (r *reader) says(text string) {
	r.t.Helper()
	r.sees(panel + `.checkVisibility() && ` + panel + `.textContent.includes(` + quote(text) + `)`)
}

// A mistake stands over the last good page, with its line; it is gone when it is
// mended.
func TestServeOverlay(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+casePage)
	if r.is(panel + `.checkVisibility() || ` + badge + `.checkVisibility()`) {
		t.Error("something is shown over a book without problems")
	}
	r.breakTitle(b)
	r.says("1 个问题")
	for _, part := range []struct{ class, text string }{
		{".where", "content/cases/haidilao.md:2:8"},
		{".message", "这里的 YAML 写法不对"},
		{".line.here", badTitle},
		{".line.here .number", "2"},
		{".hint", "请把整个值放进一对引号"},
		{".rule a", "yaml-syntax"},
	} {
		if got := eval[string](r.ctx, t, panel+`.querySelector(".errors `+part.class+`").textContent`); !strings.Contains(got, part.text) {
			t.Errorf("%s says %q, want %q", part.class, got, part.text)
		}
	}
	r.shows("先别买熊。")
	if !r.is(`document.querySelector("h1").textContent === "海底捞：从热可乐到“请勿打扰”" && document.querySelector("h1").checkVisibility()`) {
		t.Error("the last good page is not below")
	}
	r.sees(alarm + `.textContent.includes("content/cases/haidilao.md 第 2 行")`)

	b.edit(t, caseSource, badTitle, goodTitle+"！")
	r.sees(`document.querySelector("h1").textContent.endsWith("！")`)
	r.sees(`!` + panel + `.checkVisibility() && !` + badge + `.checkVisibility()`)
	r.sees(news + `.textContent === "已修好" && ` + alarm + `.textContent === ""`)
}

// Esc puts the list away until something else is wrong; several problems are
// listed, those of the page first.
func TestServeOverlayIsPutAway(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+playPage)
	r.breakTitle(b)
	r.says(caseSource)
	b.edit(t, playSource, goodValue, badValue)
	r.says("2 个问题")
	r.says(caseSource)
	first := panel + `.querySelector(".errors li .where").textContent`
	if got := eval[string](r.ctx, t, first); !strings.HasPrefix(got, playSource) {
		t.Errorf("the first problem is at %s, want one of the page itself", got)
	}

	r.does(chromedp.KeyEvent(kb.Escape))
	r.sees(`!` + panel + `.checkVisibility() && ` + badge + `.checkVisibility() && ` + badge + `.textContent === "2 个问题"`)
	r.forget()
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。") // the same problems
	r.hears("state")
	if r.is(panel + `.checkVisibility()`) {
		t.Error("the list is back, though nothing else is wrong")
	}
	b.edit(t, playSource, badValue, goodValue)
	r.says("1 个问题")
}

// Put away on one page it is put away on all, for as long as the same is wrong;
// there is a way to the dashboard from each.
func TestServeOverlayIsPutAwayEverywhere(t *testing.T) {
	b := serveBook(t)
	b.edit(t, playSource, goodValue, badValue)
	r := open(t, b.url+playPage)
	r.breakTitle(b)
	r.says("2 个问题")
	if got := eval[string](r.ctx, t, panel+`.querySelector(".end a").href`); got != b.url+"_playbook/" {
		t.Errorf("the list leads to %s", got)
	}
	r.does(chromedp.KeyEvent(kb.Escape))
	r.sees(`!` + panel + `.checkVisibility()`)
	r.forget()
	r.does(chromedp.Navigate(b.url + casePage)) // whose problem stands first there
	r.hears("state")
	r.sees(badge + `.checkVisibility() && ` + badge + `.textContent === "2 个问题"`)
	if r.is(panel + `.checkVisibility()`) {
		t.Error("the list is back on another page, though nothing else is wrong")
	}
	r.is(`(` + badge + `.click(), true)`)
	r.sees(panel + `.querySelector(".errors li .where").textContent.startsWith("` + caseSource + `")`)
	if r.is(alarm + `.textContent !== ""`) {
		t.Error("the same is announced again")
	}
}

// Where there is more than a list holds, it leads to the dashboard.
func TestServeOverlayOfMany(t *testing.T) {
	b := copyBook(t)
	b.write(t, playSource, b.read(t, playSource)+strings.Repeat("[[nope]]\n\n", 120))
	b.serve(t, "127.0.0.1:0")
	r := open(t, b.url+casePage)
	r.says("120 个问题")
	r.sees(panel + `.querySelectorAll(".errors > li").length === 100`)
	r.says("还有 20 处")
	r.is(`(` + panel + `.querySelector(".more a").click(), true)`)
	r.sees(`document.querySelectorAll(".findings.all .error").length === 120`)
}

// Somebody who writes in a field writes on.
func TestServeOverlayLeavesTheFocus(t *testing.T) {
	b := bookWithField(t)
	b.serve(t, "127.0.0.1:0")
	r := open(t, b.url+casePage)
	r.does(chromedp.SendKeys("#try", "写了"))
	r.breakTitle(b)
	r.does(chromedp.KeyEvent("一半"))
	r.sees(`document.activeElement.id === "try" && document.activeElement.value === "写了一半"`)
	r.does(chromedp.KeyEvent(kb.Escape))
	r.sees(`!` + panel + `.checkVisibility() && document.activeElement.id === "try"`)
	b.edit(t, caseSource, badTitle, goodTitle)
	r.sees(`!` + badge + `.checkVisibility()`)
	r.sees(`document.activeElement.id === "try" && document.activeElement.value === "写了一半"`)
}

// What a rule is for can be read while it is broken.
func TestServeRule(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+casePage)
	r.breakTitle(b)
	r.is(`(` + panel + `.querySelector(".rule a").click(), true)`)
	r.sees(`location.pathname === "/_playbook/rules/yaml-syntax"`)
	r.sees(badge + `.checkVisibility() && ` + badge + `.textContent === "1 个问题"`)
	if r.is(panel + `.checkVisibility()`) {
		t.Error("the list lies over the rule")
	}
	r.shows("文件头用 YAML 书写")
	r.does(chromedp.Click(`main a[href="../../index.html"]`), chromedp.WaitReady(`body.page-home`))
	r.says("1 个问题")
}

// An author who reads English is answered in English.
func TestServeOverlayInEnglish(t *testing.T) {
	b := serveBook(t, "--lang", "en")
	r := open(t, b.url+casePage)
	r.breakTitle(b)
	r.says("1 problem")
	r.says("this is not valid YAML: a quoted text that does not end")
	r.says("content/cases/haidilao.md:2:8")
	r.sees(alarm + `.textContent.startsWith("1 problem: content/cases/haidilao.md line 2: ")`)
	if got := eval[string](r.ctx, t, `document.querySelector("playbook-live").lang`); got != "en" {
		t.Errorf("the language of the list is %q", got)
	}
	b.edit(t, caseSource, badTitle, goodTitle)
	r.sees(news + `.textContent === "Mended"`)
}

// Warnings wait in a corner until somebody asks, with the mouse or the keyboard.
func TestServeWarnings(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+casePage)
	b.edit(t, playSource, "title_en: Remember names and tastes\n", "")
	r.sees(badge + `.checkVisibility() && ` + badge + `.textContent === "1 个提醒"`)
	if r.is(panel + `.checkVisibility()`) {
		t.Error("a warning opens the list")
	}
	eval[bool](r.ctx, t, `(`+badge+`.click(), true)`)
	r.says(playSource)
	r.does(chromedp.KeyEvent(kb.Escape))
	r.sees(`!` + panel + `.checkVisibility()`)

	r.does(chromedp.Reload())
	r.sees(badge + `.checkVisibility()`)
	r.does(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(kb.ModifierShift))) // from the start of the page back to its end
	r.sees(over + `.activeElement === ` + badge)
	r.does(chromedp.KeyEvent(kb.Enter))
	r.says("1 个提醒")
	r.sees(panel + `.contains(` + over + `.activeElement)`)
	r.does(chromedp.KeyEvent(kb.Tab))
	r.sees(over + `.activeElement.matches(".close")`)
	r.does(chromedp.KeyEvent(kb.Enter))
	r.sees(`!` + panel + `.checkVisibility() && ` + over + `.activeElement === ` + badge)
}

// What the server shows over a page is as good to read as the page: in light and
// dark, on a desk and on a phone.
func TestServeOverlayIsReadable(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+casePage)
	r.is(`(document.body.append(document.querySelector("playbook-live")), true)`) // axe-core measures only what is in the body
	b.edit(t, playSource, "title_en: Remember names and tastes\n", "")
	r.sees(badge + `.checkVisibility()`)
	for _, scheme := range []string{"light", "dark"} {
		prefer(r.ctx, t, scheme)
		if r.axe(scheme+", badge") == 0 {
			t.Errorf("%s: axe-core did not look at the badge", scheme)
		}
	}
	r.breakTitle(b)
	for _, scheme := range []string{"light", "dark"} {
		prefer(r.ctx, t, scheme)
		if got := r.axe(scheme + ", list"); got < 8 {
			t.Errorf("%s: axe-core measured only %d texts of the list", scheme, got)
		}
	}
	r.does(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	r.sees(`document.documentElement.scrollWidth <= 390 && ` + panel + `.getBoundingClientRect().right <= 390`)
	r.axe("phone, list")
}

// axe runs axe-core on the page as it is. What axe-core itself does to the page is
// none of the page's business. It returns of how many texts that the server shows
// over the page the contrast was measured.
func (r *reader) axe(what string) int {
	r.t.Helper()
	r.isQuiet()
	defer r.take()
	script, err := os.ReadFile(filepath.Join(tools(r.t), "node_modules/axe-core/axe.min.js"))
	if err != nil {
		r.t.Fatal(err)
	}
	eval[int](r.ctx, r.t, string(script)+";0")
	result := eval[string](r.ctx, r.t, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify({
		Passes: r.passes.length,
		Measured: [...r.passes, ...r.violations].filter(v => v.id === "color-contrast").flatMap(v => v.nodes).filter(n => n.target[0][0] === "playbook-live").length,
		Violations: r.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target.join(" ") + ": " + n.failureSummary))}))`)
	var report struct {
		Passes     int
		Measured   int
		Violations []string
	}
	if err := json.Unmarshal([]byte(result), &report); err != nil {
		r.t.Fatal(err)
	}
	if report.Passes < 10 {
		r.t.Errorf("%s: axe-core applied only %d rules", what, report.Passes)
	}
	for _, v := range report.Violations {
		r.t.Errorf("%s: %s", what, v)
	}
	return report.Measured
}

//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The dashboard says what there is to do, and follows every build without being
// loaded anew.
func TestServeDashboard(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+"_playbook/")
	const verdict = `document.querySelector(".verdict h1").textContent`
	r.sees(verdict + ` === "都好了，可以发布"`)
	r.is(`window.kept = true`)
	b.edit(t, playSource, goodValue, badValue)
	r.sees(verdict + ` === "还有 1 个错误要改"`)
	r.sees(`document.querySelector(".urgent .place").textContent.startsWith("content/plays/remember-name.md:")`)
	b.edit(t, playSource, badValue, goodValue)
	r.sees(verdict + ` === "都好了，可以发布"`)
	if !r.is(`window.kept === true`) {
		t.Error("the dashboard was loaded anew")
	}
	r.does(chromedp.Click(`th a[href="../cases/haidilao.html"]`), chromedp.WaitReady(`body.page-case`))
}

// A place opens in the editor that the author has chosen, in this browser: from
// the dashboard, and from the list over a page.
func TestServeOpensAnEditor(t *testing.T) {
	b := serveBook(t)
	b.edit(t, playSource, goodValue, badValue)
	r := open(t, b.url+"_playbook/")
	r.sees(`document.querySelector(".urgent .open") && !document.querySelector(".urgent .open").checkVisibility()`)
	r.does(chromedp.SendKeys(`#dashboard-editor`, "VS"))
	const link = `document.querySelector(".urgent .open-vscode")`
	r.sees(link + `.checkVisibility() && !document.querySelector(".urgent .open-idea").checkVisibility()`)
	want := "vscode://file" + filepath.ToSlash(b.dir) + "/" + playSource + ":"
	if got := eval[string](r.ctx, t, link+`.href`); !strings.HasPrefix(got, want) {
		t.Errorf("the dashboard opens %s, want %s…", got, want)
	}
	r.does(chromedp.Reload())
	r.sees(link + `.checkVisibility() && document.querySelector("#dashboard-editor").value === "vscode"`)
	r.does(chromedp.Navigate(b.url + "_playbook/?view=problems"))
	r.sees(`document.querySelector(".finding .open-vscode").checkVisibility()`)
	r.axe("with an editor")

	r.does(chromedp.Navigate(b.url + playPage))
	r.says(playSource)
	const edit = panel + `.querySelector(".errors .where a.edit")`
	if got := eval[string](r.ctx, t, edit+`.href`); !strings.HasPrefix(got, want) {
		t.Errorf("the list opens %s, want %s…", got, want)
	}
	r.axe("the list with an editor")
	r.allow("request to vscode://") // which no program of this machine takes
	r.forget()
	r.is(`(` + edit + `.click(), true)`)
	b.edit(t, playSource, badValue, goodValue)
	r.sees(`!` + panel + `.checkVisibility()`) // the page stays, and listens
}

// An empty book opens with what to do first, and becomes the list of documents
// with the first file.
func TestServeFirstFile(t *testing.T) {
	b := copyBook(t)
	play := b.read(t, playSource)
	if err := os.RemoveAll(filepath.Join(b.dir, "content")); err != nil {
		t.Fatal(err)
	}
	b.serve(t, "127.0.0.1:0")
	r := open(t, b.url)
	r.allow("404 (Not Found)")
	r.sees(`location.pathname === "/_playbook/" && document.querySelector(".begin").textContent.includes("写第一页")`)
	if err := os.MkdirAll(filepath.Join(b.dir, "content/plays"), 0o755); err != nil {
		t.Fatal(err)
	}
	b.write(t, playSource, play)
	r.sees(`document.querySelector("tbody .path code").textContent === "` + playSource + `"`)
}

// Filters and the search answer to the keyboard.
func TestServeDashboardByKeyboard(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+"_playbook/")
	rows := `[...document.querySelectorAll("tbody .path code")].map(c => c.textContent)`
	r.does(chromedp.KeyEvent("/"))
	r.sees(`document.activeElement.type === "search"`)
	r.does(chromedp.KeyEvent("haidilao"))
	r.sees(rows + `.length > 0 && ` + rows + `.every(p => p.includes("haidilao"))`)
	for range 60 {
		r.does(chromedp.KeyEvent(kb.Tab))
		if r.is(`document.activeElement.dataset.key === "type-case"`) {
			break
		}
	}
	if !r.is(`getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
		t.Error("the focus cannot be seen")
	}
	r.does(chromedp.KeyEvent(kb.Enter))
	r.sees(rows + `.join() === "content/cases/haidilao.md" && document.activeElement.dataset.key === "type-case"`)
	r.sees(`document.activeElement.getAttribute("aria-current") === "true" && location.search.includes("type=case")`)
}

// Without script, filters are links and the search is a form.
func TestServeDashboardWithoutScript(t *testing.T) {
	b := serveBook(t)
	ctx, w := watch(t, b.url)
	call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	doSoon(ctx, t, chromedp.Navigate(b.url+"_playbook/"), chromedp.Click(`a[data-key="type-play"]`), chromedp.WaitReady(`a[data-key="type-play"][aria-current]`))
	doSoon(ctx, t, chromedp.SendKeys(`[type=search]`, "remember"+kb.Enter), chromedp.WaitNotPresent(`th a[href="../plays/fast-pass.html"]`))
	doSoon(ctx, t, chromedp.Click(`th a[href="../plays/remember-name.html"]`), chromedp.WaitReady(`body.page-play`))
	for _, problem := range w.take() {
		t.Error(problem)
	}
}

// The dashboard is as good to read as the site.
func TestServeDashboardIsReadable(t *testing.T) {
	b := copyBook(t)
	b.edit(t, playSource, "title_en: Remember names and tastes\n", "")
	b.edit(t, caseSource, goodTitle, badTitle)
	b.serve(t, "127.0.0.1:0")
	r := open(t, b.url+"_playbook/")
	for _, scheme := range []string{"light", "dark"} {
		prefer(r.ctx, t, scheme)
		r.axe(scheme)
	}
	r.does(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile), chromedp.Reload())
	r.axe("phone")
	for _, page := range []string{"_playbook/", "_playbook/?view=problems", "_playbook/rules/yaml-syntax"} {
		r.does(chromedp.Navigate(b.url + page))
		if wide := eval[int](r.ctx, t, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s is %d pixels wide on a screen of 390", page, wide)
		}
	}
	r.axe("a rule on a phone")
}

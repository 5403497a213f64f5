//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What the tests look at.
const (
	searchOpen  = `document.querySelector(".find-dialog")?.open === true`
	searchText  = `document.querySelector("dialog .find-input, main .find-input")`
	searchHits  = `[...document.querySelectorAll(".find-list .find-item")]`
	searchReady = `document.querySelector(".find").dataset.state === "found" && !document.querySelector(".find").matches(".waiting")`
	selected    = searchHits + `.findIndex(a => a.matches("[aria-current]"))`
)

// write puts text where the focus is, as an input method does when it is done.
func write(ctx context.Context, t *testing.T, text string) {
	t.Helper()
	call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
}

// press presses a key that writes a character, as a keyboard does: if a page takes it,
// nothing is written.
func press(ctx context.Context, t *testing.T, key string, modifiers ...chromedp.Modifier) {
	t.Helper()
	p := input.DispatchKeyEventParams{Type: "keyDown", Key: key, Text: key}
	for _, m := range modifiers {
		p.Modifiers |= int64(m)
		p.Text = ""
	}
	call(ctx, t, input.DispatchKeyEvent, p)
	p.Type, p.Text = "keyUp", ""
	call(ctx, t, input.DispatchKeyEvent, p)
}

// ask opens the search on a page and asks for something.
func ask(ctx context.Context, t *testing.T, address, text string) {
	t.Helper()
	do(ctx, t, chromedp.Navigate(address))
	press(ctx, t, "/")
	waitFor(ctx, t, searchOpen)
	write(ctx, t, text)
	if text != "" {
		waitFor(ctx, t, searchReady+` && `+searchText+`?.value === "`+text+`" && `+searchHits+`.length > 0`)
	}
}

// The search opens by key, finds while the reader types, and gives the focus back.
// From disk it does the same.
func TestSearchDialog(t *testing.T) {
	for name, base := range map[string]string{"http": built.url, "file": "file://" + built.dir + "/"} {
		t.Run(name, func(t *testing.T) {
			ctx, w := watch(t, base)
			do(ctx, t, chromedp.Navigate(base+"frameworks/kano/attractive.html"), chromedp.Focus(`.nav-all`))
			press(ctx, t, "/")
			waitFor(ctx, t, searchOpen+` && document.activeElement === `+searchText)
			write(ctx, t, "海")
			waitFor(ctx, t, searchHits+`.length > 0`)
			write(ctx, t, "底捞")
			waitFor(ctx, t, searchReady+` && `+searchHits+`[0]?.href.startsWith("`+base+`cases/haidilao.html")`)
			waitFor(ctx, t, `document.querySelector(".find-list mark").textContent === "海底捞"`)
			waitFor(ctx, t, `/\d+ 页/.test(document.querySelector(".find [role=status]").textContent)`)
			if got := eval[string](ctx, t, `new URL(document.querySelector(".find-page").href).search`); got != "?q=%E6%B5%B7%E5%BA%95%E6%8D%9E" {
				t.Errorf("the search page is asked %q", got)
			}
			do(ctx, t, chromedp.KeyEvent(kb.Escape))
			waitFor(ctx, t, `!(`+searchOpen+`) && document.activeElement.matches(".nav-all")`)
			do(ctx, t, chromedp.Click(`.top .search-open`, chromedp.NodeVisible))
			waitFor(ctx, t, searchOpen+` && `+searchText+`?.value === "海底捞"`)
			do(ctx, t, chromedp.KeyEvent(kb.Escape))
			waitFor(ctx, t, `document.activeElement.matches(".top .search-open")`)
			for _, problem := range w.take() {
				t.Error(problem)
			}
		})
	}
}

func TestSearchKeys(t *testing.T) {
	ctx := tab(t)
	for _, tt := range []struct {
		key   string
		with  []chromedp.Modifier
		field bool // the reader writes in a field
		opens bool
	}{
		{"/", nil, false, true},
		{"、", nil, false, true},
		{"k", []chromedp.Modifier{chromedp.ModifierCtrl}, false, true},
		{"k", []chromedp.Modifier{chromedp.ModifierMeta}, false, true},
		{"k", nil, false, false},
		{"/", []chromedp.Modifier{chromedp.ModifierCtrl}, false, false},
		{"/", []chromedp.Modifier{chromedp.ModifierAlt}, false, false},
		{"k", []chromedp.Modifier{chromedp.ModifierCtrl, chromedp.ModifierAlt}, false, false},
		{"/", nil, true, false},
		{"k", []chromedp.Modifier{chromedp.ModifierCtrl}, true, false},
	} {
		do(ctx, t, chromedp.Navigate(built.url+"all.html"))
		if tt.field {
			eval[bool](ctx, t, `(document.querySelector("main").prepend(document.createElement("textarea")), document.querySelector("textarea").focus(), true)`)
		}
		press(ctx, t, tt.key, tt.with...)
		if got := eval[bool](ctx, t, searchOpen); got != tt.opens {
			t.Errorf("%q with %v, in a field %t: open is %t", tt.key, tt.with, tt.field, got)
		}
	}
}

// The arrows walk over the results, the focus stays in the text, Enter follows.
func TestSearchByKeyboard(t *testing.T) {
	ctx := tab(t)
	ask(ctx, t, built.url+casePage, "服务")
	do(ctx, t, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowUp))
	if got := eval[int](ctx, t, selected); got != 1 {
		t.Fatalf("number %d is selected, want 1", got)
	}
	if !eval[bool](ctx, t, `document.activeElement === `+searchText+` && document.querySelector(".find [role=status]").textContent.includes(`+searchHits+`[1].textContent)`) {
		t.Error("the focus left the text, or the selection is not said")
	}
	do(ctx, t, chromedp.KeyEvent(kb.Home), chromedp.KeyEvent("a"))
	if got := eval[string](ctx, t, searchText+`?.value`); got != "a服务" {
		t.Errorf("Home and a make %q", got)
	}
	do(ctx, t, chromedp.KeyEvent(kb.Backspace))
	waitFor(ctx, t, searchReady+` && `+selected+` === -1`)
	do(ctx, t, chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	want := eval[string](ctx, t, searchHits+`[1].href`)
	do(ctx, t, chromedp.KeyEvent(kb.Enter))
	waitFor(ctx, t, `location.href === "`+want+`"`)
}

// Enter may be faster than the search, and opens what was asked for, not what stood
// there before. With Ctrl or ⌘ it opens beside.
func TestSearchEnter(t *testing.T) {
	ctx := tab(t)
	ask(ctx, t, built.url+"all.html", "海底捞")
	eval[bool](ctx, t, `(`+searchText+`.select(), window.open = (...a) => { document.title = a.join() }, true)`)
	write(ctx, t, "kano")
	do(ctx, t, chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	waitFor(ctx, t, `document.title === "`+built.url+`frameworks/kano.html,_blank,noopener"`)
	if !eval[bool](ctx, t, searchOpen) {
		t.Error("the search closed")
	}
	eval[bool](ctx, t, `(`+searchText+`.select(), true)`)
	write(ctx, t, "海底捞")
	do(ctx, t, chromedp.KeyEvent(kb.Enter))
	waitFor(ctx, t, `location.pathname.endsWith("/cases/haidilao.html")`)
}

// While an input method composes, its keys are its own; what it has made is searched
// for.
func TestSearchComposition(t *testing.T) {
	ctx := tab(t)
	ask(ctx, t, built.url+"all.html", "kano")
	eval[bool](ctx, t, `(`+searchText+`.select(), true)`)
	call(ctx, t, input.ImeSetComposition, input.ImeSetCompositionParams{Text: "hai di lao", SelectionStart: 10, SelectionEnd: 10})
	for _, key := range []input.DispatchKeyEventParams{
		{Key: "Process", Code: "Enter"}, {Key: "Enter", Code: "Enter"}, {Key: "ArrowDown", Code: "ArrowDown"}, {Key: "Escape", Code: "Escape"},
	} {
		key.Type, key.WindowsVirtualKeyCode = "rawKeyDown", 229
		call(ctx, t, input.DispatchKeyEvent, key)
	}
	waitFor(ctx, t, `!document.querySelector(".find").matches(".waiting")`)
	if got := eval[string](ctx, t, `[`+searchOpen+`, location.pathname.split("/").at(-1), `+selected+`, `+searchText+`?.value].join()`); got != "true,all.html,-1,hai di lao" {
		t.Fatalf("a key of the input method did something: %s", got)
	}
	write(ctx, t, "海底捞")
	waitFor(ctx, t, searchText+`?.value === "海底捞" && `+searchHits+`[0]?.href.includes("cases/haidilao.html")`)
	// Safari ends the composition before the key that ended it.
	eval[bool](ctx, t, searchText+`.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, bubbles: true, cancelable: true}))`)
	if !eval[bool](ctx, t, searchOpen) {
		t.Error("the key that ended the composition opened a result")
	}
}

// More results come below; what is there stays, and the focus goes on.
func TestSearchMore(t *testing.T) {
	ctx := tab(t)
	ask(ctx, t, built.url+"all.html", "服务")
	before := eval[[]string](ctx, t, searchHits+`.map(a => a.href)`)
	if len(before) != 10 {
		t.Fatalf("%d results", len(before))
	}
	do(ctx, t, chromedp.Click(`.find-more`, chromedp.NodeVisible))
	waitFor(ctx, t, searchHits+`.length === 20 && document.activeElement === `+searchHits+`[10]`)
	if got := eval[[]string](ctx, t, searchHits+`.slice(0, 10).map(a => a.href)`); strings.Join(got, " ") != strings.Join(before, " ") {
		t.Errorf("the first ten were %q and are %q", before, got)
	}
	do(ctx, t, chromedp.KeyEvent(kb.ArrowUp))
	if got := eval[int](ctx, t, searchHits+`.indexOf(document.activeElement)`); got != 9 {
		t.Errorf("up leads to %d", got)
	}
}

// Results stand under their types; types and other facets narrow them, with counts,
// and what is on can be taken off.
func TestSearchFilters(t *testing.T) {
	ctx := tab(t)
	ask(ctx, t, built.url+"all.html", "等位")
	if !eval[bool](ctx, t, `[...document.querySelectorAll(".find-list section")].every(s => /^\S+ \d+$/.test(s.querySelector("h2").textContent) && s.querySelector("a"))`) {
		t.Error("a group has no name, no count or no result")
	}
	const one = `.find-types [value=case]`
	n := eval[int](ctx, t, `+document.querySelector("`+one+` .n").textContent`)
	do(ctx, t, chromedp.Click(one, chromedp.NodeVisible))
	waitFor(ctx, t, searchReady+` && document.querySelector("`+one+`").getAttribute("aria-pressed") === "true" && `+searchHits+`.every(a => a.href.includes("/cases/"))`)
	if got := eval[int](ctx, t, searchHits+`.length`); got > n || got == 0 {
		t.Errorf("%d cases, announced were %d", got, n)
	}
	if !eval[bool](ctx, t, `document.activeElement.matches("`+one+`")`) {
		t.Error("the button lost the focus")
	}
	do(ctx, t, chromedp.Click(`[data-do=panel]`, chromedp.NodeVisible))
	waitFor(ctx, t, `document.querySelector(".find-panel select").checkVisibility()`)
	eval[bool](ctx, t, `(s => { s.value = "kano"; return s.dispatchEvent(new Event("change", {bubbles: true})) })(document.querySelector(".find-panel select"))`)
	const element = `.find-panel [data-facet=kano]`
	waitFor(ctx, t, `document.querySelectorAll("`+element+`").length > 1`)
	do(ctx, t, chromedp.Click(element, chromedp.NodeVisible))
	waitFor(ctx, t, `document.querySelectorAll(".find-active button").length === 1`)
	if got := eval[string](ctx, t, `new URL(document.querySelector(".find-page").href).search`); !strings.Contains(got, "type=case") || !strings.Contains(got, "kano=") {
		t.Errorf("the search page is asked %q", got)
	}
	do(ctx, t, chromedp.Click(`.find-active button`, chromedp.NodeVisible))
	waitFor(ctx, t, `document.querySelectorAll(".find-active button").length === 0 && document.querySelectorAll("`+element+`[aria-pressed=true]").length === 0`)
}

// The search page keeps the question in its address: it can be passed on, and going
// back shows it again.
func TestSearchPage(t *testing.T) {
	for name, base := range map[string]string{"http": built.url, "file": "file://" + built.dir + "/"} {
		t.Run(name, func(t *testing.T) {
			ctx, w := watch(t, base)
			do(ctx, t, chromedp.Navigate(base+"search.html"))
			waitFor(ctx, t, `document.activeElement === `+searchText)
			write(ctx, t, "等位")
			waitFor(ctx, t, `location.search === "?q=%E7%AD%89%E4%BD%8D" && document.title.includes("等位") && `+searchReady)
			do(ctx, t, chromedp.Navigate(base+"search.html?q=%E7%AD%89%E4%BD%8D&type=case&utm=x&evidence=secondary"))
			waitFor(ctx, t, searchReady+` && `+searchHits+`.length > 0 && `+searchHits+`.every(a => a.href.includes("/cases/")) && document.querySelectorAll(".find-active button").length === 1`)
			if got := eval[string](ctx, t, `location.search`); got != "?q=%E7%AD%89%E4%BD%8D&type=case&evidence=secondary" {
				t.Errorf("the address says %q", got)
			}
			eval[bool](ctx, t, `(`+searchHits+`[0].click(), true)`)
			waitFor(ctx, t, `location.pathname.includes("/cases/")`)
			eval[bool](ctx, t, `(history.back(), true)`)
			waitFor(ctx, t, `location.pathname.endsWith("/search.html") && `+searchText+`?.value === "等位" && `+searchHits+`.length > 0`)
			press(ctx, t, "/")
			waitFor(ctx, t, `document.activeElement === `+searchText+` && document.querySelector("dialog") === null`)
			for _, problem := range w.take() {
				t.Error(problem)
			}
		})
	}
}

// What was searched for is remembered when it led somewhere, and forgotten when the
// reader says so. A browser that keeps nothing searches all the same.
func TestSearchRemembers(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+"all.html"))
	eval[bool](ctx, t, `(localStorage.clear(), true)`)
	const list = `[...document.querySelectorAll(".find-recent .find-item")].map(b => b.value).join()`
	ask(ctx, t, built.url+"all.html", "等位")
	do(ctx, t, chromedp.KeyEvent(kb.Escape))
	for _, q := range []string{"kano", "nps", "kano"} {
		ask(ctx, t, built.url+"all.html", q)
		do(ctx, t, chromedp.KeyEvent(kb.Enter))
		waitFor(ctx, t, `!location.pathname.endsWith("/all.html")`)
	}
	ask(ctx, t, built.url+"all.html", "")
	waitFor(ctx, t, list+` === "kano,nps"`)
	do(ctx, t, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	waitFor(ctx, t, searchReady+` && `+searchText+`?.value === "nps"`)
	ask(ctx, t, built.url+"all.html", "")
	do(ctx, t, chromedp.Click(`.find-recent [data-do=forget][value=nps]`, chromedp.NodeVisible))
	waitFor(ctx, t, list+` === "kano"`)
	do(ctx, t, chromedp.Click(`.find-recent h2 button`, chromedp.NodeVisible))
	waitFor(ctx, t, list+` === "" && !document.querySelector(".find-recent").checkVisibility()`)

	call(ctx, t, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: `Object.defineProperty(window, "localStorage", {get() { throw new Error("no") }})`})
	ask(ctx, t, built.url+"all.html", "kano")
	do(ctx, t, chromedp.KeyEvent(kb.Enter))
	waitFor(ctx, t, `location.pathname.endsWith("/frameworks/kano.html")`)
}

// What is missing is said, and comes when it is there again: the script, the root of
// the index, a part of it.
func TestSearchFails(t *testing.T) {
	for _, gone := range []string{"assets/search-", "search/zh-Hans.js", "search/t/"} {
		ctx := tab(t)
		call(ctx, t, network.Enable, network.EnableParams{})
		call(ctx, t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
		call(ctx, t, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: built.url + gone + "*", Block: true}}})
		do(ctx, t, chromedp.Navigate(built.url+"all.html"))
		press(ctx, t, "/")
		write(ctx, t, "kano")
		waitFor(ctx, t, `document.querySelector(".find-fail").checkVisibility() && document.querySelector(".find-fail p").textContent.includes("没有取到")`)
		call(ctx, t, network.SetBlockedURLs, network.SetBlockedURLsParams{})
		do(ctx, t, chromedp.Click(`[data-do=again]`, chromedp.NodeVisible))
		waitFor(ctx, t, searchReady+` && `+searchHits+`[0].href.endsWith("/frameworks/kano.html")`)
	}
}

// Nothing found: the reader learns what to try.
func TestSearchFindsNothing(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+"search.html?q=%E3%97%8A%E3%97%8A<img>"))
	waitFor(ctx, t, `document.querySelector(".find-none").checkVisibility() && document.querySelector(".find-said").textContent.includes("没有找到“㗊㗊<img>”")`)
	if !eval[bool](ctx, t, `document.querySelector(".find-none a").href === "`+built.url+`all.html" && !document.querySelector(".find img") && !document.querySelector(".find-list").checkVisibility()`) {
		t.Error("no way on, or a question became markup")
	}
}

// A filter that leaves nothing says so and can be dropped, also one that came with an
// address and does not exist; it does not outlive the question. Signs are no question.
func TestSearchFilteredAway(t *testing.T) {
	ctx := tab(t)
	for _, filter := range []string{"type=metric", "type=gone", "evidence=gone"} {
		do(ctx, t, chromedp.Navigate(built.url+"search.html?q=%E6%B5%B7%E5%BA%95%E6%8D%9E&"+filter))
		waitFor(ctx, t, `document.querySelector(".find-said").textContent.includes("在选定的条件里没有“海底捞”") && !document.querySelector(".find-none").checkVisibility()`)
		do(ctx, t, chromedp.Click(`[data-do=unfilter]`, chromedp.NodeVisible))
		waitFor(ctx, t, searchReady+` && `+searchHits+`[0]?.href.includes("cases/haidilao.html") && !location.search.includes("gone")`)
	}
	do(ctx, t, chromedp.Navigate(built.url+"search.html?q=%E6%B5%B7%E5%BA%95%E6%8D%9E&type=case"))
	waitFor(ctx, t, searchReady)
	eval[bool](ctx, t, `(`+searchText+`.select(), true)`)
	do(ctx, t, chromedp.KeyEvent(kb.Backspace))
	waitFor(ctx, t, `location.search === ""`)
	write(ctx, t, "。。。")
	waitFor(ctx, t, `document.querySelector(".find-said").textContent === "只有标点和符号，没有字可以找" && !document.querySelector(".find-none").checkVisibility()`)
}

// What a filter leaves for want of the whole is forgotten with the filter.
func TestSearchAfterAFilter(t *testing.T) {
	ctx := tab(t)
	const said = `document.querySelector(".find-said").textContent`
	do(ctx, t, chromedp.Navigate(built.url+"search.html?q=第一次来的人&type=case"))
	waitFor(ctx, t, `document.querySelector(".find").dataset.answered === "第一次来的人" && `+said+`.includes("没有找到照样写着")`)
	do(ctx, t, chromedp.Click(`.find-types [aria-pressed=true]`, chromedp.NodeVisible))
	waitFor(ctx, t, searchReady+` && `+searchHits+`[0]?.href.endsWith("/terms/first-time-user.html") && !`+said+`.includes("没有找到照样写着")`)
}

// On a small phone the name of the book and both buttons share one row, above the doors.
func TestSearchInASmallHeader(t *testing.T) {
	ctx := tab(t)
	for _, width := range []int64{320, 390} {
		do(ctx, t, chromedp.EmulateViewport(width, 640), chromedp.Navigate(built.url+casePage))
		got := eval[string](ctx, t, `JSON.stringify([".brand", ".search-open", ".theme-toggle", ".doors-nav"].map(s => document.querySelector(".top " + s).getBoundingClientRect()))`)
		if !eval[bool](ctx, t, `(([brand, search, theme, doors]) => brand.right <= search.left && search.right <= theme.left && theme.right <= innerWidth && [brand, search, theme].every(r => r.top < 44 && r.bottom <= doors.top))(`+got+`)`) {
			t.Errorf("at %d px they stand at %s", width, got)
		}
	}
}

// A phone shows the search on the whole screen, with room for fingers, and its
// keyboard's search key only puts the keyboard away.
func TestSearchOnAPhone(t *testing.T) {
	ctx := tab(t)
	call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	do(ctx, t, chromedp.EmulateViewport(360, 640, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(built.url+casePage), chromedp.Tap(`.top .search-open`))
	waitFor(ctx, t, searchOpen)
	write(ctx, t, "服务")
	waitFor(ctx, t, searchReady+` && `+searchHits+`.length > 0`)
	for what, is := range map[string]string{
		"fills the screen":          `(r => r.left === 0 && r.top === 0 && r.width === 360 && r.height === 640)(document.querySelector(".find-dialog").getBoundingClientRect())`,
		"results scroll inside":     `(b => b.scrollHeight > b.clientHeight && b.getBoundingClientRect().bottom <= 640)(document.querySelector(".find-body"))`,
		"nothing sticks out":        `document.querySelector(".find-dialog").scrollWidth <= 360`,
		"the text does not zoom in": `parseFloat(getComputedStyle(` + searchText + `).fontSize) >= 16`,
		"fingers hit what they should": `[...document.querySelectorAll(".find-dialog :is(.find-close, .find-list li, .find-more, .find-page)")].every(e => e.getBoundingClientRect().height >= 44) &&
			[...document.querySelectorAll(".find-dialog .find-chip")].filter(e => e.checkVisibility()).every(e => e.offsetHeight - parseFloat(getComputedStyle(e, "::after").top) * 2 >= 44)`,
	} {
		if !eval[bool](ctx, t, is) {
			t.Errorf("not so: %s", what)
		}
	}
	do(ctx, t, chromedp.KeyEvent(kb.Enter))
	if !eval[bool](ctx, t, searchOpen+` && document.activeElement !== `+searchText) {
		t.Error("the search key left the results, or the keyboard stays")
	}
	do(ctx, t, chromedp.Click(`.find-close`, chromedp.NodeVisible))
	waitFor(ctx, t, `!(`+searchOpen+`)`)
}

// Without script the link leads to a page that says where to look instead.
func TestSearchWithoutScript(t *testing.T) {
	ctx := tab(t)
	call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(ctx, t, chromedp.Navigate(built.url+casePage), chromedp.Click(`.top .search-open`), chromedp.WaitReady(`body.page-search`),
		chromedp.WaitNotVisible(`.find`), chromedp.WaitVisible(`.find-else a[href="cases/index.html"]`), chromedp.Click(`.find-else a[href="all.html"]`), chromedp.WaitReady(`body.page-all`))
}

// Nothing on paper but the page.
func TestSearchIsNotPrinted(t *testing.T) {
	ctx := tab(t)
	ask(ctx, t, built.url+casePage, "kano")
	call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if eval[bool](ctx, t, `[...document.querySelectorAll(".find-dialog, .search-open")].some(e => e.checkVisibility())`) {
		t.Error("the search is printed")
	}
}

// Every state of the search is as readable as the pages.
func TestSearchAxe(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(tools(t), "node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := tab(t)
	check := func(state string) {
		t.Helper()
		eval[int](ctx, t, string(axe)+";0")
		for _, v := range eval[[]string](ctx, t, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target.join(" ") + ": " + n.failureSummary)))`) {
			t.Errorf("%s: %s", state, v)
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		prefer(ctx, t, scheme)
		ask(ctx, t, built.url+casePage, "")
		check(scheme + ", nothing asked")
		ask(ctx, t, built.url+casePage, "hdl")
		do(ctx, t, chromedp.KeyEvent(kb.ArrowDown), chromedp.Click(`[data-do=panel]`, chromedp.NodeVisible))
		waitFor(ctx, t, `document.querySelector(".find-panel .find-chip")?.checkVisibility() === true`)
		check(scheme + ", found")
		do(ctx, t, chromedp.Navigate(built.url+"search.html?q=%E3%97%8A"))
		waitFor(ctx, t, `document.querySelector(".find-none").checkVisibility()`)
		check(scheme + ", nothing found")
		do(ctx, t, chromedp.EmulateViewport(390, 800), chromedp.Navigate(built.url+casePage))
		check(scheme + ", a narrow page")
		do(ctx, t, chromedp.EmulateViewport(1280, 900))
	}
}

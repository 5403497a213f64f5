//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// The page of a case, and its source.
const (
	caseSource = "content/cases/haidilao.md"
	playPage   = "plays/remember-name.html"
	playSource = "content/plays/remember-name.md"
)

// A saved sentence stands in the open page; a tab with another page stays.
func TestServeShowsWhatIsSaved(t *testing.T) {
	b := serveBook(t)
	edited, other := open(t, b.url+casePage), open(t, b.url+playPage)
	other.mark()
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。")
	edited.shows("先别买熊，买茶。")
	other.hears("state")
	other.stayed()
}

// baseLayout is the template of all pages, and inMain a place in it.
const (
	baseLayout = "themes/default/layouts/base.html"
	inMain     = `<main id="sec.main" tabindex="-1">`
	field      = `<p><label>试写 <input id="try"></label></p>`
)

// bookWithField returns a book whose pages have a field to write in, not served
// yet.
func bookWithField(t *testing.T) *book {
	t.Helper()
	b := copyBook(t)
	b.edit(t, baseLayout, inMain, inMain+field)
	return b
}

// Where a reader is, what is half written and what is open outlasts a reload.
func TestServeKeepsWhatTheReaderDid(t *testing.T) {
	b := bookWithField(t)
	b.serve(t, "127.0.0.1:0")
	r := open(t, b.url+"cases/courier-delay.html")
	r.is(`(history.scrollRestoration = "manual") === "manual"`) // else the browser itself may help
	r.does(chromedp.SendKeys("#try", "写了一半"))
	r.is(`(document.querySelector("#try").setSelectionRange(1, 3), true)`)
	r.is(`document.querySelector("details.whys").open = true`)
	r.is(`(scrollTo({top: 700, behavior: "instant"}), true)`)
	r.mark()
	b.edit(t, "content/cases/courier-delay.md", "title_en: \"", "title_en: \"Edited ")
	r.sees(`document.querySelector(".title-en").textContent.startsWith("Edited ") && window.kept === undefined`)
	r.sees(`document.querySelector("#try").value === "写了一半"`)
	r.sees(`document.activeElement.id === "try"`)
	r.sees(`document.activeElement.selectionStart === 1 && document.activeElement.selectionEnd === 3`)
	r.sees(`document.querySelector("details.whys").open`)
	r.sees(`Math.abs(scrollY - 700) < 2`)
}

// A changed style takes effect in the page as it is; a changed layout is another
// page.
func TestServeExchangesStyles(t *testing.T) {
	b := bookWithField(t)
	b.serve(t, "127.0.0.1:0")
	r := open(t, b.url+casePage)
	r.does(chromedp.SendKeys("#try", "写了一半"))
	r.mark()
	const sheet = "themes/default/assets/base.css"
	for _, width := range []string{"3px", "7px"} {
		b.write(t, sheet, b.read(t, sheet)+"\nmain { outline: "+width+" solid }\n")
		r.sees(`getComputedStyle(document.querySelector("main")).outlineWidth === "` + width + `"`)
		r.sees(`document.querySelectorAll('link[rel="stylesheet"]').length === 1`)
	}
	r.hears("state")
	r.stayed()
	if !r.is(`document.querySelector("#try").value === "写了一半"`) {
		t.Error("the style took the text along")
	}
	b.edit(t, baseLayout, inMain, inMain+`<p>换了版式</p>`)
	r.shows("换了版式")
	r.sees(`window.kept === undefined`)
	r.sees(`document.querySelector("#try").value === "写了一半"`)
}

// Asked to follow, a tab goes to the page that is written.
func TestServeFollows(t *testing.T) {
	b := serveBook(t, "--follow")
	r := open(t, b.url)
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。")
	r.sees(`location.pathname === "/` + casePage + `"`)
	r.shows("先别买熊，买茶。")
}

// What was half written is there again when the reader comes back; the dashboard
// follows as well.
func TestServeFollowsAndComesBack(t *testing.T) {
	b := bookWithField(t)
	b.serve(t, "127.0.0.1:0", "--follow")
	r, desk := open(t, b.url+playPage), open(t, b.url+"_playbook/")
	r.does(chromedp.SendKeys("#try", "写了一半"))
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。")
	for _, tab := range []*reader{r, desk} {
		tab.sees(`location.pathname === "/` + casePage + `"`)
	}
	r.does(chromedp.Navigate(b.url + playPage))
	r.sees(`document.querySelector("#try").value === "写了一半"`)
}

// A new page turns up in the lists. Where one went away, the tab says so, and
// shows it again when it is back.
func TestServePagesComeAndGo(t *testing.T) {
	const source, renamed = "content/plays/lend-an-umbrella.md", "content/plays/umbrella.md"
	b := serveBook(t)
	list := open(t, b.url+"plays/index.html")
	b.write(t, source, "---\ntitle: 雨天借伞\nsummary: 下雨时主动借伞，不押证件。\nwhat: 问客人要不要伞。\nwhy: 雨。\nsteps: [买十把伞]\n---\n登记名字即可。\n")
	list.sees(`document.querySelector('main a[href="lend-an-umbrella.html"]').textContent === "雨天借伞"`)

	r := open(t, b.url+"plays/lend-an-umbrella.html")
	r.allow("404 (Not Found)")
	r.shows("登记名字即可。")
	b.rename(t, source, renamed)
	r.shows("这里没有您要找的页")
	list.sees(`document.querySelector('main a[href="umbrella.html"]').textContent === "雨天借伞"`)
	b.rename(t, renamed, source)
	r.shows("登记名字即可。")

	b.remove(t, source)
	r.shows("这里没有您要找的页")
	list.sees(`!document.querySelector("main").textContent.includes("雨天借伞")`)
}

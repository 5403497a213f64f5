//go:build browser

package browser

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

const lost = over + `.querySelector(".lost")`

// A tab says that the server is gone, and is right again soon after it is back.
func TestServeComesBack(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+casePage)
	r.allow("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
	r.mark()
	addr := strings.TrimSuffix(strings.TrimPrefix(b.url, "http://"), "/")
	b.stop(t)
	r.sees(lost + `.checkVisibility()`)
	b.serve(t, addr, "--strict-port")
	r.sees(`!` + lost + `.checkVisibility()`)
	r.hears("state")
	r.stayed()

	b.stop(t)
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。")
	b.serve(t, addr, "--strict-port")
	r.shows("先别买熊，买茶。")
}

// openTab opens a page in a tab of the browser's window, which hides the tabs
// that were opened there before.
func openTab(t *testing.T, url string) *reader {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewWindow(false))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return openIn(ctx, t, url)
}

// bringToFront shows a tab that others hide.
func (r *reader) bringToFront() {
	r.t.Helper()
	id := chromedp.FromContext(r.ctx).Target.TargetID
	if _, err := chromedp.CallBrowser(r.ctx, target.ActivateTarget, target.ActivateTargetParams{TargetID: id}); err != nil {
		r.t.Fatal(err)
	}
}

// endsStream waits until the tab listens no more.
func (r *reader) endsStream() {
	r.t.Helper()
	for limit := time.Now().Add(patience); r.streams() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(limit) {
			r.t.Fatalf("%d streams stay open; the tab is %s", r.streams(), eval[string](r.ctx, r.t, `document.visibilityState`))
		}
	}
}

// A tab that nobody sees does not listen, so that any number of tabs can be open:
// browsers allow six connections to one server. Shown again, it is right.
func TestServeHiddenTabs(t *testing.T) {
	b := serveBook(t)
	hidden := openTab(t, b.url+casePage)
	if hidden.streams() != 1 {
		t.Fatalf("the visible tab has %d streams, want 1", hidden.streams())
	}
	var last *reader
	for _, page := range []string{playPage, "index.html", "all.html", "cases/index.html", "plays/index.html", "terms/index.html", "metrics/index.html", "claims/index.html"} {
		last = openTab(t, b.url+page)
	}
	hidden.endsStream()
	hidden.mark()
	last.forget()
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。")
	last.hears("state")
	hidden.stayed()
	if got := hidden.heard(); len(got) > 0 {
		t.Errorf("the hidden tab was told %q", got)
	}
	hidden.bringToFront()
	hidden.shows("先别买熊，买茶。")
	last.endsStream()
}

// On the network the address is another one after every start: an open page says
// so, rather than try for ever.
func TestServeOnTheNetworkAgain(t *testing.T) {
	b := serveBook(t, "--lan")
	if b.network == "" {
		t.Fatal("this machine is in no network")
	}
	page, desk := open(t, b.network+casePage), open(t, b.network+"_playbook/")
	u, err := url.Parse(b.url)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*reader{page, desk} {
		r.allow("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "403 (Forbidden)", "ERR_CONNECTION_RESET")
	}
	b.stop(t)
	b.serve(t, u.Host, "--lan", "--strict-port")
	page.sees(lost + `.checkVisibility() && ` + lost + `.textContent.includes("重新扫码")`)
	desk.sees(`document.querySelector(".link-state").checkVisibility() && document.querySelector(".link-state").textContent.includes("重新扫码")`)
}

// On the network the site lives below its token, and nowhere else.
func TestServeOnTheNetwork(t *testing.T) {
	b := serveBook(t, "--lan")
	if b.network == "" {
		t.Fatal("this machine is in no network")
	}
	r := open(t, b.network+"index.html")
	// The page itself clicks: the nodes that a driver remembers may be those of the page
	// before.
	for _, step := range []struct{ link, page string }{{`nav a[href="cases/index.html"]`, "page-index"}, {`main a[href="haidilao.html"]`, "page-case"}} {
		r.sees("document.readyState === `complete` && document.querySelector(`" + step.link + "`) !== null")
		eval[bool](r.ctx, t, "document.querySelector(`"+step.link+"`).click(), true")
		r.sees("document.body?.classList.contains(`" + step.page + "`) === true")
	}
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买茶。")
	r.shows("先别买熊，买茶。")
	if got := eval[string](r.ctx, t, `location.href`); got != b.network+casePage {
		t.Errorf("the links led to %s", got)
	}
	r.breakTitle(b)
	r.does(chromedp.Navigate(b.network + "_playbook/"))
	r.sees(`document.querySelector(".verdict h1").textContent === "还有 1 个错误要改"`)

	u, err := url.Parse(b.network)
	if err != nil {
		t.Fatal(err)
	}
	direct := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for path, want := range map[string]int{u.Path + casePage: 200, "/" + casePage: 403, "/": 403, "/_playbook/": 403, "/aaaaaaaaaaaaaaaaaaaaaaaaaa/": 403} {
		got, err := direct.Get("http://" + u.Host + path)
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		if got.StatusCode != want {
			t.Errorf("%s: %s, want %d", path, got.Status, want)
		}
	}
}

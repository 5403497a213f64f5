//go:build browser

package browser

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// waitFor waits until an expression is true.
func waitFor(ctx context.Context, t *testing.T, expression string) {
	t.Helper()
	for range 100 {
		if eval[bool](ctx, t, expression) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never true: %s", expression)
}

const casePage = "cases/haidilao.html"

// The reader's choice of a dark page holds on other pages and after a reload,
// and is there before anything is drawn.
func TestThemeToggle(t *testing.T) {
	for name, base := range map[string]string{"http": built.url, "file": "file://" + built.dir + "/"} {
		t.Run(name, func(t *testing.T) {
			ctx := tab(t)
			prefer(ctx, t, "light")
			do(ctx, t, chromedp.Navigate(base+casePage))
			const paper = `getComputedStyle(document.body).backgroundColor`
			light := eval[string](ctx, t, paper)
			do(ctx, t, chromedp.Click(`.theme-toggle`, chromedp.NodeVisible))
			dark := eval[string](ctx, t, paper)
			if dark == light {
				t.Fatalf("the page stays %s", light)
			}
			if label := eval[string](ctx, t, `document.querySelector(".theme-toggle").getAttribute("aria-label")`); label != "换成浅色" {
				t.Errorf("the button now says %q", label)
			}
			do(ctx, t, chromedp.Navigate(base+"index.html"))
			if got := eval[string](ctx, t, paper); got != dark {
				t.Errorf("on the next page %s, want %s", got, dark)
			}
			do(ctx, t, chromedp.Click(`.theme-toggle`, chromedp.NodeVisible))
			if got := eval[string](ctx, t, paper); got != light {
				t.Errorf("back: %s, want %s", got, light)
			}
		})
	}
}

// By keyboard alone: over the header into the text, to a term, and its preview.
func TestKeyboard(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+casePage), chromedp.KeyEvent(kb.Tab))
	if got := eval[string](ctx, t, `document.activeElement.className`); got != "skip" {
		t.Fatalf("the first stop is %q, want the link over the header", got)
	}
	if !eval[bool](ctx, t, `document.activeElement.getBoundingClientRect().top >= 0`) {
		t.Error("the link over the header has the focus, but cannot be seen")
	}
	do(ctx, t, chromedp.KeyEvent(kb.Enter))
	waitFor(ctx, t, `document.activeElement.id === "sec.main"`)

	for range 200 {
		do(ctx, t, chromedp.KeyEvent(kb.Tab))
		if eval[bool](ctx, t, `document.activeElement.matches("main a[data-preview]")`) {
			break
		}
	}
	waitFor(ctx, t, `document.querySelector(".preview")?.checkVisibility() === true`)
	if !eval[bool](ctx, t, `document.activeElement.getAttribute("aria-describedby") === document.querySelector(".preview").id`) {
		t.Error("a screen reader is not told of the preview")
	}
	if !eval[bool](ctx, t, `getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
		t.Error("the focus cannot be seen")
	}
	do(ctx, t, chromedp.KeyEvent(kb.Escape))
	waitFor(ctx, t, `document.querySelector(".preview").hidden`)
	if !eval[bool](ctx, t, `document.activeElement.matches("main a[data-preview]")`) {
		t.Error("Esc lost the focus")
	}
}

// The preview is the author's text, never markup.
func TestPreviewIsText(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+casePage))
	eval[bool](ctx, t, `(() => {
		const a = document.querySelector("main a[data-preview]");
		a.dataset.preview = "<img src=x onerror=document.title='broken'>";
		a.scrollIntoView({block: "center", behavior: "instant"});
		return true;
	})()`)
	do(ctx, t, chromedp.Focus(`main a[data-preview]`), chromedp.KeyEvent(kb.Shift), chromedp.Blur(`main a[data-preview]`), chromedp.Focus(`main a[data-preview]`))
	waitFor(ctx, t, `document.querySelector(".preview")?.textContent.includes("<img")`)
	if eval[bool](ctx, t, `document.querySelector(".preview img") !== null || document.title === "broken"`) {
		t.Error("a preview became markup")
	}
}

// A finger has no hover: the first tap shows the preview, the second follows.
func TestTap(t *testing.T) {
	ctx := tab(t)
	call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	do(ctx, t, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(built.url+casePage))
	const term = `.prose a[data-preview]`
	do(ctx, t, chromedp.ScrollIntoView(term), chromedp.Tap(term))
	waitFor(ctx, t, `document.querySelector(".preview")?.checkVisibility() === true`)
	if got := eval[string](ctx, t, `location.href`); !strings.HasSuffix(got, casePage) {
		t.Fatalf("the first tap left for %s", got)
	}
	do(ctx, t, chromedp.Tap(term))
	waitFor(ctx, t, `!location.href.endsWith("`+casePage+`")`)
}

// No page is wider than a phone.
func TestPhoneWidth(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
	for _, p := range onePerType() {
		do(ctx, t, chromedp.Navigate(built.url+p))
		if wide := eval[int](ctx, t, `document.documentElement.scrollWidth`); wide > 360 {
			t.Errorf("%s is %d pixels wide on a screen of 360", p, wide)
		}
	}
}

// Without script every page reads and navigates; what needs script is not shown.
func TestWithoutScript(t *testing.T) {
	ctx := tab(t)
	call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(ctx, t, chromedp.Navigate(built.url+"index.html"), chromedp.Click(`nav a[href="cases/index.html"]`))
	do(ctx, t, chromedp.WaitReady(`body.page-index`), chromedp.Click(`main a[href="haidilao.html"]`), chromedp.WaitReady(`body.page-case`))
	text, err := chromedp.Run(ctx, chromedp.Text(`main`))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"一分钟", "关键时刻", "故事", "事实与出处"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	do(ctx, t, chromedp.WaitNotVisible(`.theme-toggle`))
}

// What is folded on the screen is open on paper.
func TestPaper(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+"cases/courier-delay.html"))
	if eval[int](ctx, t, `document.querySelectorAll("details.whys").length`) == 0 {
		t.Fatal("the page has nothing folded")
	}
	eval[bool](ctx, t, `dispatchEvent(new Event("beforeprint"))`)
	if n := eval[int](ctx, t, `document.querySelectorAll("details.whys:not([open])").length`); n > 0 {
		t.Errorf("%d stay folded on paper", n)
	}
	eval[bool](ctx, t, `dispatchEvent(new Event("afterprint"))`)
	if eval[int](ctx, t, `document.querySelectorAll("details.whys[open]").length`) != 0 {
		t.Error("what was opened for the paper stays open")
	}
}

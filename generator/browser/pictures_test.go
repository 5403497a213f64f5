//go:build browser

package browser

import (
	"bytes"
	"image"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Of the marks of a picture one is a stop of the Tab key; arrows walk along the
// curve, Home and End go to its ends, and Enter goes to the moment.
func TestWalkAlongTheCurve(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+casePage))
	const marks = `.p-emotion.is-wide a`
	if got := eval[[]int](ctx, t, `[document.querySelectorAll("`+marks+`").length, document.querySelectorAll("`+marks+`[tabindex='0']").length]`); got[0] != 8 || got[1] != 1 {
		t.Errorf("there are %d marks, and %d stops of Tab among them", got[0], got[1])
	}
	at := func() string {
		return eval[string](ctx, t, `document.activeElement.closest("`+marks+`")?.getAttribute("aria-label") ?? ""`)
	}
	press := func(keys ...string) {
		for _, k := range keys {
			do(ctx, t, chromedp.KeyEvent(k))
		}
	}
	do(ctx, t, chromedp.Focus(marks))
	for _, step := range []struct {
		keys []string
		want string
	}{
		{nil, "1. "},
		{[]string{kb.ArrowRight, kb.ArrowDown}, "3. "},
		{[]string{kb.ArrowUp}, "2. "},
		{[]string{kb.End}, "8. "},
		{[]string{kb.ArrowRight}, "8. "},
		{[]string{kb.Home}, "1. "},
		{[]string{kb.ArrowLeft}, "1. "},
		{[]string{kb.ArrowRight}, "2. "},
	} {
		if press(step.keys...); !strings.HasPrefix(at(), step.want) {
			t.Errorf("after %q the focus is on %q, want %q", step.keys, at(), step.want)
		}
	}
	waitFor(ctx, t, `document.querySelector(".preview")?.checkVisibility() === true`)
	press(kb.Enter)
	waitFor(ctx, t, `location.hash === "#m-card"`)
}

// A journey can be taken along, as SVG and as PNG, over http and from disk, in light
// colours even when the reader prefers dark ones.
func TestTakeAJourneyAlong(t *testing.T) {
	for name, base := range map[string]string{"http": built.url, "file": "file://" + built.dir + "/"} {
		t.Run(name, func(t *testing.T) {
			ctx, dir := tab(t), t.TempDir()
			call(ctx, t, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir})
			do(ctx, t, chromedp.Navigate(base+"journeys/coffee-visit.html"))
			eval[string](ctx, t, `document.documentElement.dataset.theme = "dark"`)
			do(ctx, t, chromedp.Click(`.picture-journey [data-save="svg"]`), chromedp.Click(`.picture-journey [data-save="png"]`))
			svg := arrives(t, filepath.Join(dir, "coffee-visit-journey.svg"))
			for _, part := range []string{"<svg", `xmlns="http://www.w3.org/2000/svg"`, "<title", "<desc", "提前下单", "一位上班族的早高峰咖啡", "超预期服务手册 · 示意虚构", `fill="rgb(`, `font-size="`} {
				if !bytes.Contains(svg, []byte(part)) {
					t.Errorf("the SVG has no %s", part)
				}
			}
			for _, part := range []string{"<a ", "class=", "var(--", "href="} {
				if bytes.Contains(svg, []byte(part)) {
					t.Errorf("the SVG needs its page: %s", part)
				}
			}
			picture, err := png.Decode(bytes.NewReader(arrives(t, filepath.Join(dir, "coffee-visit-journey.png"))))
			if err != nil {
				t.Fatal(err)
			}
			if size := picture.Bounds(); size.Dx() < 1300 || inks(picture) < 10 {
				t.Errorf("the PNG is %v with %d colours", size, inks(picture))
			}
			if r, g, b, a := picture.At(3, 3).RGBA(); r < 0xf000 || g < 0xf000 || b < 0xe000 || a != 0xffff {
				t.Errorf("its paper is %x %x %x %x, not light", r, g, b, a)
			}
		})
	}
}

// arrives waits for a download.
func arrives(t *testing.T, file string) []byte {
	t.Helper()
	for range 100 {
		if data, err := os.ReadFile(file); err == nil && len(data) > 0 {
			return data
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s does not arrive", filepath.Base(file))
	return nil
}

// inks counts the colours of a picture.
func inks(p image.Image) int {
	seen := make(map[[3]uint32]bool)
	for y := p.Bounds().Min.Y; y < p.Bounds().Max.Y; y += 3 {
		for x := p.Bounds().Min.X; x < p.Bounds().Max.X; x += 3 {
			r, g, b, _ := p.At(x, y).RGBA()
			seen[[3]uint32{r >> 12, g >> 12, b >> 12}] = true
		}
	}
	return len(seen)
}

// The browser sets the text of every picture of the book as it was measured: no two
// texts of a picture meet, and none is wider than the picture.
func TestTextsOfPicturesDoNotMeet(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		ctx := tab(t)
		do(ctx, t, chromedp.EmulateViewport(width, 900))
		n := 0
		for _, page := range built.pages {
			if !drawn.MatchString(page) {
				continue
			}
			do(ctx, t, chromedp.Navigate(built.url+page))
			n += eval[int](ctx, t, `[...document.querySelectorAll(".picture-svg")].filter(s => s.checkVisibility()).length`)
			for _, s := range eval[[]string](ctx, t, meetings) {
				t.Errorf("%s at %d: %s", page, width, s)
			}
		}
		if n < 150 {
			t.Errorf("there are only %d pictures at %d", n, width)
		}
	}
}

// TestMeetingsAreSeen proves that the test above can fail.
func TestMeetingsAreSeen(t *testing.T) {
	ctx := tab(t)
	do(ctx, t, chromedp.EmulateViewport(400, 300), chromedp.Navigate("data:text/html,"+url.PathEscape(
		`<svg class="picture-svg" width="200" height="100"><text x="10" y="40">first words</text><text x="30" y="44">second words</text><text x="180" y="90">leaves the picture</text></svg>`)))
	if got := strings.Join(eval[[]string](ctx, t, meetings), "; "); !strings.Contains(got, "second words covers first words") || !strings.Contains(got, "leaves the picture") {
		t.Errorf("saw only %q", got)
	}
}

// drawn are the pages with pictures.
var drawn = regexp.MustCompile(`^(cases|frameworks|journeys|claims|plays)/[a-z0-9-]+\.html$|^pages/path-`)

// meetings lists the texts of pictures that cover each other, by more than the air
// around their letters.
const meetings = `(() => {
  const said = [];
  for (const svg of document.querySelectorAll(".picture-svg")) {
    const whole = svg.getBoundingClientRect();
    if (!whole.width) continue;
    const boxes = [...svg.querySelectorAll("text")].filter(t => t.textContent.trim()).map(t => [t.getBoundingClientRect(), t.textContent]);
    boxes.forEach(([a, s], i) => {
      if (a.left < whole.left - 3 || a.right > whole.right + 3) said.push(svg.getAttribute("class") + ": " + s + " leaves the picture");
      for (const [b, r] of boxes.slice(0, i)) {
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 1 && y > Math.min(a.height, b.height) * 0.45) said.push(svg.getAttribute("class") + ": " + s + " covers " + r);
      }
    });
  }
  return said;
})()`

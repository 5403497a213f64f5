//go:build browser

package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"playbook/generator/build"
	"playbook/generator/publish"
	"playbook/generator/tree"
)

// subPath is where the site lies on the test server: not at the root.
const subPath = "training/book"

// A built site, made once for all tests from the real content.
var built struct {
	dir   string   // on disk
	url   string   // of dir on the test server, with a slash
	pages []string // every *.html, below dir
}

// chromium is a running browser; each test opens tabs of its own in it.
var chromium context.Context

func TestMain(m *testing.M) {
	code, err := runTests(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runTests(m *testing.M) (int, error) {
	tmp, err := os.MkdirTemp("", "playbook-browser-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(tmp)
	built.dir = filepath.Join(tmp, "www", subPath)
	if err := buildSite(built.dir); err != nil {
		return 1, err
	}
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(tmp, "www"))))
	defer server.Close()
	built.url = server.URL + "/" + subPath + "/"

	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(filepath.Join(tmp, "profile")),
		chromedp.WindowSize(1280, 900),
	)
	if path := os.Getenv("CHROMIUM"); path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	var cancel context.CancelFunc
	chromium, cancel = chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(chromium); err != nil {
		return 1, fmt.Errorf("no browser: %w (make tools installs it)", err)
	}
	return m.Run(), nil
}

// buildSite publishes the real content with the real theme.
func buildSite(dir string) error {
	sources, err := tree.Read("../../content")
	if err != nil {
		return err
	}
	theme, err := tree.Read("../../themes/default")
	if err != nil {
		return err
	}
	res := build.Build(build.Input{Content: sources, ContentRoot: "content/", Theme: theme, ThemeRoot: "themes/default/", Version: "test"})
	if res.Found.Failed() {
		return fmt.Errorf("the content has problems; run make check")
	}
	var files []publish.File
	for _, o := range res.Outputs() {
		files = append(files, publish.File{Path: o.Path, Make: o.Make, Copy: o.Copy})
		if strings.HasSuffix(o.Path, ".html") {
			built.pages = append(built.pages, o.Path)
		}
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	_, err = publish.To(context.Background(), dir, files, publish.Options{})
	return err
}

// onePerType returns a page of every kind: what one template makes is alike.
func onePerType() []string {
	list := []string{"index.html", "404.html", "all.html", "search.html"}
	seen := make(map[string]bool)
	for _, p := range built.pages {
		kind := filepath.Dir(p)
		switch base := filepath.Base(p); {
		case kind == ".":
			continue
		case base == "index.html":
			kind += "/index"
		case strings.Count(p, "/") == 2:
			kind = "element"
		}
		if !seen[kind] {
			seen[kind] = true
			list = append(list, p)
		}
	}
	return list
}

// tab opens a tab that ends with the test.
func tab(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // opens it; a deadline here would be the browser's
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// do runs actions that return nothing.
func do(ctx context.Context, t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// eval returns the value of an expression, or of the promise that it is.
func eval[T any](ctx context.Context, t *testing.T, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression[:min(len(expression), 100)], err)
	}
	return v
}

// call sends a command of the browser's protocol.
func call[P, R any](ctx context.Context, t *testing.T, cmd cdp.Command[P, R], params P) R {
	t.Helper()
	r, err := chromedp.Call(ctx, cmd, params)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// prefer makes the browser report what a reader prefers: a colour scheme, and
// that nothing should move.
func prefer(ctx context.Context, t *testing.T, scheme string) {
	t.Helper()
	call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

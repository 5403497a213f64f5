//go:build browser

package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A watcher collects what a page must not do: errors on the console, breaches of
// its policy, requests to anywhere else.
type watcher struct {
	mu       sync.Mutex
	base     string // where all requests must go
	problems []string
}

func (w *watcher) add(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

func (w *watcher) event(ev any) {
	switch e := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		switch e.Type {
		case runtime.ConsoleAPICalledTypeError, runtime.ConsoleAPICalledTypeWarning, runtime.ConsoleAPICalledTypeAssert:
			w.add("console.%s: %s", e.Type, e.Args[0].Description)
		}
	case *runtime.EventExceptionThrown:
		w.add("exception: %s %s", e.ExceptionDetails.Text, e.ExceptionDetails.URL)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Source == log.EntrySourceSecurity || e.Entry.Source == log.EntrySourceViolation {
			w.add("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, w.base) && !strings.HasPrefix(e.Request.URL, "data:") {
			w.add("request to %s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		w.add("failed request: %s", e.ErrorText)
	}
}

// take returns the problems since the last call.
func (w *watcher) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := w.problems
	w.problems = nil
	return list
}

func watch(t *testing.T, base string) (context.Context, *watcher) {
	t.Helper()
	ctx := tab(t)
	w := &watcher{base: base}
	if err := chromedp.Listen(ctx, w.event); err != nil {
		t.Fatal(err)
	}
	call(ctx, t, network.Enable, network.EnableParams{})
	call(ctx, t, log.Enable, cdp.Empty{})
	call(ctx, t, runtime.Enable, cdp.Empty{})
	return ctx, w
}

// TestEveryPageIsQuiet opens every page, over http below a sub-path and from
// disk.
func TestEveryPageIsQuiet(t *testing.T) {
	for name, base := range map[string]string{"http": built.url, "file": "file://" + built.dir + "/"} {
		t.Run(name, func(t *testing.T) {
			ctx, w := watch(t, base)
			for _, p := range built.pages {
				do(ctx, t, chromedp.Navigate(base+p))
				for _, problem := range w.take() {
					t.Errorf("%s: %s", p, problem)
				}
			}
		})
	}
}

// TestWatcherSees proves that the test above can fail.
func TestWatcherSees(t *testing.T) {
	bad := `<!doctype html><meta charset=utf-8><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title><script>1</script><p style="color:red">x<img src="https://elsewhere.invalid/x.png">`
	name := "zz-bad.html"
	if err := os.WriteFile(filepath.Join(built.dir, name), []byte(bad), 0o644); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(filepath.Join(built.dir, name))
	ctx, w := watch(t, built.url)
	do(ctx, t, chromedp.Navigate(built.url+name))
	if got := w.take(); len(got) < 3 {
		t.Errorf("saw only %q", got)
	}
}

// TestAxe runs axe-core on a page of every kind, and on those with most pictures, in
// light and dark.
func TestAxe(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(tools(t), "node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := tab(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, p := range append(onePerType(), "pages/pictures.html", casePage, "frameworks/kano.html", "frameworks/webb-strata.html") {
			prefer(ctx, t, scheme)
			do(ctx, t, chromedp.Navigate(built.url+p))
			eval[int](ctx, t, string(axe)+";0")
			result := eval[string](ctx, t, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify({
				passes: r.passes.length,
				violations: r.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target.join(" ") + ": " + n.failureSummary))}))`)
			var report struct {
				Passes     int
				Violations []string
			}
			if err := json.Unmarshal([]byte(result), &report); err != nil {
				t.Fatal(err)
			}
			if report.Passes < 10 {
				t.Errorf("%s, %s: axe-core applied only %d rules", p, scheme, report.Passes)
			}
			for _, v := range report.Violations {
				t.Errorf("%s, %s: %s", p, scheme, v)
			}
		}
	}
}

// TestNu checks every page with the Nu HTML checker.
func TestNu(t *testing.T) {
	jar := filepath.Join(tools(t), "node_modules/vnu-jar/build/dist/vnu.jar")
	cmd := exec.Command("java", "-Xss4m", "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html", built.dir)
	out, err := cmd.CombinedOutput()
	var report struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	start := strings.Index(string(out), "{")
	if start < 0 {
		t.Fatalf("the checker did not run: %v\n%s", err, out)
	}
	if err := json.Unmarshal(out[start:], &report); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, m := range report.Messages {
		if i == 40 {
			t.Errorf("… and %d more", len(report.Messages)-i)
			break
		}
		t.Errorf("%s:%d: %s: %s\n%s", strings.TrimPrefix(m.URL, "file:"+built.dir), m.LastLine, m.Type, m.Message, m.Extract)
	}
}

// tools returns the folder of what make tools installs.
func tools(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PLAYBOOK_TOOLS")
	if dir == "" {
		dir = "../../.cache/tools"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatalf("%v: run make tools", err)
	}
	return dir
}

//go:build browser

package browser

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// program builds the program, once for all tests, and returns its path.
var program = sync.OnceValues(func() (string, error) {
	exe := filepath.Join(built.dir, "../../../playbook") // goes with the built site
	if out, err := exec.Command("go", "build", "-o", exe, "..").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return exe, nil
})

// A book is a copy of the real content and theme, and the program that serves it.
type book struct {
	dir     string // with content and themes
	url     string // of the site on this machine, with a slash
	network string // of the site on the network, if it is there
	cmd     *exec.Cmd
	ended   chan struct{} // closed when the program has ended
}

// copyBook returns a book that is not served yet, so that a test can change it
// first. It is served until the end of the test, after the tabs have been looked
// at: a tab may still be loading then.
func copyBook(t *testing.T) *book {
	t.Helper()
	b := &book{dir: t.TempDir()}
	t.Cleanup(func() {
		if b.cmd != nil {
			b.stop(t)
		}
	})
	for from, to := range map[string]string{"../../content": "content", "../../themes/default": "themes/default"} {
		if err := os.CopyFS(filepath.Join(b.dir, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// serveBook serves a copy of the real book.
func serveBook(t *testing.T, flags ...string) *book {
	t.Helper()
	b := copyBook(t)
	b.serve(t, "127.0.0.1:0", flags...)
	return b
}

// address finds where the site can be seen in what the program prints.
var address = regexp.MustCompile(`http://(\S+?):\d+/([a-z0-9]{26}/)?$`)

// serve starts the program and waits until it says where the site is.
func (b *book) serve(t *testing.T, addr string, flags ...string) {
	t.Helper()
	exe, err := program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, append([]string{"serve", "--addr", addr}, flags...)...)
	cmd.Dir, cmd.Env = b.dir, append(os.Environ(), "LC_ALL=zh_CN.UTF-8")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	b.cmd, b.ended = cmd, make(chan struct{})
	lines := bufio.NewScanner(out)
	for b.url, b.network = "", ""; lines.Scan() && !strings.Contains(lines.Text(), "Ctrl-C"); {
		switch at := address.FindStringSubmatch(lines.Text()); {
		case at == nil:
		case at[2] != "":
			b.network = cmp.Or(b.network, at[0]) // the first is the likeliest to work
		default:
			b.url = at[0]
		}
	}
	go func() { // ends with the program
		_, _ = io.Copy(io.Discard, out) // an error is the end
		_ = cmd.Wait()                  // to be interrupted is no failure
		close(b.ended)
	}()
	if b.url == "" {
		b.stop(t)
		t.Fatalf("the program says no address, but:\n%s", said.String())
	}
}

// stop ends the program, as Ctrl-C does.
func (b *book) stop(t *testing.T) {
	t.Helper()
	if err := b.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
	select {
	case <-b.ended:
	case <-time.After(10 * time.Second):
		_ = b.cmd.Process.Kill() // it may just have ended
		t.Error("the program does not end")
	}
}

// read returns the text of a file of the book.
func (b *book) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// write saves a file of the book.
func (b *book) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// rename gives a file of the book another name.
func (b *book) rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(b.dir, from), filepath.Join(b.dir, to)); err != nil {
		t.Fatal(err)
	}
}

// remove deletes a file of the book.
func (b *book) remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(b.dir, name)); err != nil {
		t.Fatal(err)
	}
}

// edit exchanges the first place where a text stands in a file of the book.
func (b *book) edit(t *testing.T, name, old, replacement string) {
	t.Helper()
	text := b.read(t, name)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	b.write(t, name, strings.Replace(text, old, replacement, 1))
}

// A reader is a tab that looks at a served site. It notes what the server tells
// the tab, and what a page must not do.
type reader struct {
	ctx context.Context
	t   *testing.T
	*watcher
	allowed []string // parts of problems that are none

	mu   sync.Mutex
	told []network.EventEventSourceMessageReceived
	open map[network.RequestID]bool // streams from the server
}

// open opens a page in a window of its own, where no other tab hides it.
func open(t *testing.T, url string) *reader {
	t.Helper()
	return openIn(tab(t), t, url)
}

// openIn opens a page in a tab, and waits until the tab listens to the server.
// When the test ends, the tab must have done nothing that pages must not do.
func openIn(ctx context.Context, t *testing.T, url string) *reader {
	t.Helper()
	r := &reader{ctx: ctx, t: t, watcher: &watcher{base: origin.FindString(url)}, open: make(map[network.RequestID]bool)}
	r.allow("failed request: net::ERR_ABORTED") // a stream ends when its tab leaves the page
	t.Cleanup(r.isQuiet)
	for _, listener := range []func(any){r.hear, r.event} {
		if err := chromedp.Listen(ctx, listener); err != nil {
			t.Fatal(err)
		}
	}
	call(ctx, t, network.Enable, network.EnableParams{})
	call(ctx, t, log.Enable, cdp.Empty{})
	call(ctx, t, runtime.Enable, cdp.Empty{})
	doSoon(ctx, t, chromedp.Navigate(url))
	r.hears("state")
	return r
}

// origin finds the part of an address that all requests of a page must share.
var origin = regexp.MustCompile(`^http://[^/]+/`)

func (r *reader) hear(ev any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventEventSourceMessageReceived:
		r.told = append(r.told, *e)
		r.open[e.RequestID] = true
	case *network.EventLoadingFailed:
		delete(r.open, e.RequestID)
	case *network.EventLoadingFinished:
		delete(r.open, e.RequestID)
	}
}

// streams counts the streams from the server that the tab has open.
func (r *reader) streams() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.open)
}

// heard returns the names of the events that the server has sent to the tab.
func (r *reader) heard() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var names []string
	for _, e := range r.told {
		names = append(names, e.EventName)
	}
	return names
}

// forget begins to listen anew.
func (r *reader) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = nil
}

// patience is how long something that the server or the browser does may take,
// on a slow machine with much else to do.
const patience = 20 * time.Second

// doSoon runs actions that may have to wait for something, but not for ever.
func doSoon(ctx context.Context, t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	do(ctx, t, actions...)
}

// hears waits until the server has sent an event since the last forget.
func (r *reader) hears(name string) {
	r.t.Helper()
	for limit := time.Now().Add(patience); !slices.Contains(r.heard(), name); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(limit) {
			r.t.Fatalf("the tab is never told %q, only %q", name, r.heard())
		}
	}
}

// sees waits until an expression is true in the tab, which may reload meanwhile.
func (r *reader) sees(expression string) {
	r.t.Helper()
	var err error
	for limit := time.Now().Add(patience); time.Now().Before(limit); time.Sleep(10 * time.Millisecond) {
		var ok bool
		if ok, err = chromedp.Run(r.ctx, chromedp.Evaluate[bool](expression)); err == nil && ok {
			return
		}
	}
	shown, _ := chromedp.Run(r.ctx, chromedp.Evaluate[string](`location.href + "\n" + (document.querySelector("playbook-live")?.shadowRoot.textContent ?? "")`))
	r.t.Fatalf("never true: %s (%v)\n%s", expression, err, shown)
}

// shows waits until a text stands in the page.
func (r *reader) shows(text string) {
	r.t.Helper()
	r.sees(`document.querySelector("main").textContent.includes(` + quote(text) + `)`)
}

// is reports whether an expression is true in the tab now.
func (r *reader) is(expression string) bool {
	r.t.Helper()
	return eval[bool](r.ctx, r.t, expression)
}

// does runs actions in the tab.
func (r *reader) does(actions ...chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	doSoon(r.ctx, r.t, actions...)
}

// mark leaves something in the tab that a reload takes away.
func (r *reader) mark() {
	r.t.Helper()
	r.is(`window.kept = true`)
	r.forget()
}

// stayed fails the test if the tab was reloaded, or told to, since mark.
func (r *reader) stayed() {
	r.t.Helper()
	if slices.Contains(r.heard(), "reload") || !r.is(`window.kept === true`) {
		r.t.Errorf("the tab was reloaded; it was told %q", r.heard())
	}
}

// allow names parts of problems that belong to what the test does.
func (r *reader) allow(parts ...string) { r.allowed = append(r.allowed, parts...) }

// isQuiet fails the test if a page did what it must not do.
func (r *reader) isQuiet() {
	r.t.Helper()
	for _, problem := range r.take() {
		if !slices.ContainsFunc(r.allowed, func(part string) bool { return strings.Contains(problem, part) }) {
			r.t.Error(problem)
		}
	}
}

// quote returns a text as an expression.
func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always can
	}
	return string(b)
}

package serve

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"playbook/generator/build"
	"playbook/generator/diag"
	"playbook/generator/tree"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// A desktop is an author's machine: files in memory that can be saved, and a
// server that is told when they have been.
type desktop struct {
	t       *testing.T
	server  *server
	changed chan struct{}
	built   chan Built
	notices chan diag.Text
	stop    func() error

	mu     sync.Mutex
	files  map[string]*tree.File // "content/…" and "theme/…"
	broken error
}

// secret stands in a source file, and in no page.
const secret = "这句话只在源文件里"

// open returns the machine of an author with a small book, and serves it.
func open(t *testing.T, o Options, change ...func(*server)) *desktop {
	t.Helper()
	d := prepare(t, o, change...)
	d.serve()
	return d
}

// prepare does all but serve.
func prepare(t *testing.T, o Options, change ...func(*server)) *desktop {
	t.Helper()
	d := &desktop{
		t: t, files: make(map[string]*tree.File), changed: make(chan struct{}, 1),
		built: make(chan Built, 1000), notices: make(chan diag.Text, 100),
	}
	book, err := txtar.ParseFile("testdata/book.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range book.Files {
		d.files[f.Name] = tree.Text(f.Name, string(f.Data))
	}
	theme, err := tree.Read("../../themes/default")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range theme.Files {
		d.files["theme/"+f.Path] = f
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	o.Report = func(b Built) { d.built <- b }
	o.Notice = func(n diag.Text) { d.notices <- n }
	if d.server, err = newServer(o); err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(d.server)
	}
	return d
}

// serve runs the server until the test ends, and waits for the first build.
func (d *desktop) serve() {
	d.t.Helper()
	d.start()
	d.report()
}

// start runs the server until the test ends.
func (d *desktop) start() {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.server.run(ctx, d, hints{watch: func([]string) {}, changed: d.changed}) }()
	d.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	d.t.Cleanup(func() { _ = d.stop() })
}

// Load returns the files as they are.
func (d *desktop) Load() (build.Input, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	in := build.Input{
		ContentRoot: "content/", ThemeRoot: "theme/", Version: "test",
		Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	}
	in.Content, in.Theme = d.folder("content/"), d.folder("theme/")
	return in, d.broken
}

func (d *desktop) folder(name string) *tree.Tree {
	var files []*tree.File
	for p, f := range d.files {
		if rest, ok := strings.CutPrefix(p, name); ok {
			if f.Path != rest {
				f.Path = rest
			}
			files = append(files, f)
		}
	}
	return tree.New(files)
}

// Dirs names the folders.
func (d *desktop) Dirs() []string { return []string{"content", "theme"} }

// save writes a file, or deletes it if there is no text, and tells the server.
func (d *desktop) save(name, text string) {
	d.mu.Lock()
	if text == "" {
		delete(d.files, name)
	} else {
		d.files[name] = tree.Text(name, text)
	}
	d.mu.Unlock()
	d.touch()
}

// touch tells the server that something may have changed.
func (d *desktop) touch() {
	select {
	case d.changed <- struct{}{}:
	default:
	}
}

// edit replaces text in a file.
func (d *desktop) edit(name, before, after string) {
	d.t.Helper()
	d.mu.Lock()
	text := string(d.files[name].Data)
	d.mu.Unlock()
	if !strings.Contains(text, before) {
		d.t.Fatalf("%s does not hold %q", name, before)
	}
	d.save(name, strings.Replace(text, before, after, 1))
}

// lose makes the folders unreadable, or readable again.
func (d *desktop) lose(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.broken = err
}

// report waits for what the terminal is told after a build.
func (d *desktop) report() Built {
	d.t.Helper()
	return receive(d.t, d.built, "report of a build")
}

func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v, ok := <-from:
		if !ok {
			t.Fatalf("no %s: it has ended", what)
		}
		return v
	case <-time.After(patience):
		t.Fatalf("no %s", what)
	}
	panic("unreachable")
}

// url returns an address of the site.
func (d *desktop) url(p string) string { return "http://127.0.0.1:" + d.server.port + "/" + p }

// An answer is what a client gets.
type answer struct {
	*http.Response
	body string
}

// get asks for a page, without following a redirect.
func (d *desktop) get(p string, headers ...string) answer {
	d.t.Helper()
	return d.ask(http.MethodGet, p, headers...)
}

func (d *desktop) ask(method, p string, headers ...string) answer {
	d.t.Helper()
	r, err := http.NewRequest(method, d.url(p), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       patience,
	}
	res, err := client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer{res, string(body)}
}

// A heard is an event that a tab hears.
type heard struct{ id, name, data string }

// A tab is an open page that listens.
type tab struct {
	t      *testing.T
	events chan heard
	close  func()
}

// tab opens a page as a browser does: the page, and then its stream.
func (d *desktop) tab(page string) *tab {
	d.t.Helper()
	return d.listen(page, attribute(d.get(page).body, "data-sum"), attribute(d.get(page).body, "data-style"))
}

// listen opens the stream of a tab that shows a version of a page.
func (d *desktop) listen(page, sum, style string) *tab {
	d.t.Helper()
	return d.listenAt("", page, sum, style)
}

// listenAt does that below a folder, as that of the token.
func (d *desktop) listenAt(folder, page, sum, style string) *tab {
	d.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, d.url(folder+"_playbook/events?page="+page+"&sum="+sum+"&style="+style), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || got != "text/event-stream; charset=utf-8" {
		d.t.Fatalf("stream: status %d, type %q", res.StatusCode, got)
	}
	tb := &tab{t: d.t, events: make(chan heard, 1000)}
	var reading sync.WaitGroup
	reading.Go(func() { readEvents(res.Body, tb.events) })
	tb.close = sync.OnceFunc(func() {
		cancel()
		reading.Wait()
		_ = res.Body.Close()
	})
	d.t.Cleanup(tb.close)
	return tb
}

// readEvents reads a stream to its end.
func readEvents(from io.Reader, to chan<- heard) {
	defer close(to)
	var e heard
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), ": ")
		switch key {
		case "id":
			e.id = value
		case "event":
			e.name = value
		case "data":
			e.data = value
		case "":
			if e.name != "" {
				to <- e
			}
			e = heard{}
		}
	}
}

// wait returns the next event of a name and those that came before it.
func (tb *tab) wait(name string) (found heard, before []string) {
	tb.t.Helper()
	for {
		e := receive(tb.t, tb.events, name+" event")
		if e.name == name {
			return e, before
		}
		before = append(before, e.name)
	}
}

// until waits for a state that is as it should be.
func (tb *tab) until(what string, as func(data string) bool) (heard, []string) {
	tb.t.Helper()
	var before []string
	for {
		e := receive(tb.t, tb.events, what)
		if e.name == "state" && as(e.data) {
			return e, before
		}
		before = append(before, e.name)
	}
}

// attribute returns the value of an attribute in a page.
func attribute(html, name string) string {
	_, rest, _ := strings.Cut(html, name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

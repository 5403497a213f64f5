package serve

import (
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playbook/generator/build"
	"playbook/generator/tree"
)

// mentions returns a test of a state for a text.
func mentions(text string) func(string) bool {
	return func(data string) bool { return strings.Contains(data, text) }
}

// An edit reloads the tabs that show it, and no other.
func TestOnlyChangedPagesReload(t *testing.T) {
	d := open(t, Options{})
	a, b := d.tab("cases/a.html"), d.tab("terms/mouth.html")
	d.edit("content/cases/a.md", "又见", "还是又见")
	a.wait("reload")
	if body := d.get("cases/a.html").body; !strings.Contains(body, "还是又见") {
		t.Error("the page is not new when its tab is told")
	}
	// The other tab hears of the problem of the next edit, and of no reload before.
	d.edit("content/cases/b.md", "完。", "[[nope]]。")
	_, before := b.until("problem", mentions("nope"))
	if slices.Contains(before, "reload") {
		t.Error("the other tab reloads as well")
	}
}

// A title shows on other pages: those reload, too.
func TestATitleReachesThePagesThatShowIt(t *testing.T) {
	d := open(t, Options{})
	b := d.tab("cases/b.html")
	d.edit("content/cases/a.md", "title: 案例甲", "title: 案例甲甲")
	b.wait("reload")
}

// A tab that comes back behind reloads at once; one that is up to date is left
// alone and told what is wrong.
func TestComingBack(t *testing.T) {
	d := open(t, Options{})
	d.listen("cases/a.html", "of-yesterday", "").wait("reload")
	if _, before := d.tab("cases/a.html").wait("state"); len(before) > 0 {
		t.Errorf("a tab that is up to date heard %v", before)
	}
}

// A page that comes to be, or that vanishes, reloads the tab that shows it.
func TestComingAndGoing(t *testing.T) {
	d := open(t, Options{})
	text := string(d.files["content/terms/mouth.md"].Data)
	missing := d.tab("terms/new.html")
	d.save("content/terms/new.md", strings.Replace(text, "口碑", "名声", 1))
	missing.wait("reload")
	there := d.tab("terms/mouth.html")
	d.save("content/terms/mouth.md", "")
	there.wait("reload")
	if got := d.get("terms/mouth.html"); got.StatusCode != 404 {
		t.Errorf("deleted: status %d", got.StatusCode)
	}
}

// New styles take the place of old ones without a reload, and the sum of the
// page stays.
func TestStyles(t *testing.T) {
	d := open(t, Options{})
	tb := d.tab("cases/a.html")
	before := d.get("cases/a.html").body
	d.edit("theme/assets/base.css", "margin: 0;", "margin: 1px;")
	e, heard := tb.wait("style")
	after := d.get("cases/a.html").body
	want := fmt.Sprintf(`{"from":"%s","to":"%s"}`, attribute(before, "data-style"), attribute(after, "data-style"))
	if e.data != want || attribute(before, "data-style") == attribute(after, "data-style") {
		t.Errorf("got %s, want %s", e.data, want)
	}
	if slices.Contains(heard, "reload") {
		t.Error("the tab reloads as well")
	}
	if attribute(before, "data-sum") != attribute(after, "data-sum") {
		t.Error("the sum is another one")
	}
	// A tab that was hidden meanwhile is told when it comes back.
	back := d.listen("cases/a.html", attribute(before, "data-sum"), attribute(before, "data-style"))
	if e, _ := back.wait("style"); e.data != want {
		t.Errorf("coming back: got %s, want %s", e.data, want)
	}
	if got := d.get(attribute(after, "data-style")); !strings.Contains(got.body, "1px") {
		t.Errorf("the new style: status %d", got.StatusCode)
	}
}

// A script cannot be exchanged in a page that runs it.
func TestScripts(t *testing.T) {
	d := open(t, Options{})
	tb := d.tab("cases/a.html")
	d.edit("theme/assets/site.ts", "paper();", "paper(); console.log(1);")
	tb.wait("reload")
}

func TestProblemsComeAndGo(t *testing.T) {
	d := open(t, Options{Lang: "zh"})
	tb := d.tab("cases/a.html")
	d.edit("content/cases/a.md", "title: 案例甲", "titel: 案例甲")
	e, _ := tb.until("problem", mentions("titel"))
	for _, want := range []string{`"file":"content/cases/a.md","line":2,"column":1`, `"marked":"titel"`, `"errorTotal":`} {
		if !strings.Contains(e.data, want) {
			t.Errorf("no %s in %s", want, e.data)
		}
	}
	d.edit("content/cases/a.md", "titel: 案例甲", "title: 案例甲")
	tb.until("no error", mentions(`"errorTotal":0`))
}

// The terminal is told the same.
func TestReports(t *testing.T) {
	d := open(t, Options{})
	d.edit("content/cases/a.md", "又见", "[[nope]]又见")
	for {
		b := d.report()
		if len(b.Changed) == 0 {
			continue // the look after the first build
		}
		if !slices.Equal(b.Changed, []string{"content/cases/a.md"}) || !b.Found.Failed() || b.Took <= 0 || b.First {
			t.Errorf("got %+v", b)
		}
		if !strings.Contains(string(b.Read("content/cases/a.md")), "[[nope]]") {
			t.Error("the report cannot quote the file")
		}
		return
	}
}

// With a folder gone the last site stays, and the author is told. It goes on by
// itself when the folder is back.
func TestFolderGoneAndBack(t *testing.T) {
	d := open(t, Options{Lang: "en"})
	tb := d.tab("cases/a.html")
	d.lose(&fs.PathError{Op: "open", Path: "content", Err: fs.ErrNotExist})
	d.touch()
	e, _ := tb.until("missing folder", mentions("no-folder"))
	if !strings.Contains(e.data, `"file":"content","rule":"no-folder","message":"the folder cannot be read: it is gone"`) {
		t.Errorf("got %s", e.data)
	}
	if got := d.get("cases/a.html"); got.StatusCode != 200 {
		t.Errorf("the last site: status %d", got.StatusCode)
	}
	d.lose(nil) // nobody says so: the folder was watched, and it is another one now
	tb.until("folder that is back", mentions(`"errorTotal":0`))
}

func TestFollow(t *testing.T) {
	d := open(t, Options{Follow: true})
	tb := d.tab("index.html")
	d.edit("content/cases/a.md", "又见", "还是又见")
	if e, _ := tb.wait("go"); e.data != `{"page":"cases/a.html"}` {
		t.Errorf("got %s", e.data)
	}
}

// More tabs than the limit are asked to come later.
func TestTooManyStreams(t *testing.T) {
	d := open(t, Options{}, func(s *server) { s.limits.streams = 2 })
	d.tab("index.html")
	second := d.tab("index.html")
	if got := d.get("_playbook/events"); got.StatusCode != 503 || got.Header.Get("Retry-After") != "5" {
		t.Errorf("status %d, Retry-After %q", got.StatusCode, got.Header.Get("Retry-After"))
	}
	second.close()
	for d.get("index.html"); ; { // the place is free as soon as the server has noticed
		d.server.mu.Lock()
		n := len(d.server.streams)
		d.server.mu.Unlock()
		if n == 1 {
			break
		}
		d.get("index.html")
	}
	d.tab("index.html").wait("state")
}

// Tabs may come with any name. What is no page is remembered as one thing, and
// what is longer than any page is refused.
func TestNamesOfNoPage(t *testing.T) {
	d := open(t, Options{})
	for i := range 10000 {
		d.server.version(fmt.Sprintf("nothing/%d.html", i))
	}
	d.server.mu.Lock()
	n := len(d.server.shown)
	d.server.mu.Unlock()
	if n > 1 {
		t.Errorf("%d versions are remembered, want that of the page for what is not there", n)
	}
	for length, code := range map[int]int{maxPage: 200, maxPage + 1: 400} {
		name := strings.Repeat("x", length-len(".html")) + ".html"
		if got := d.ask(http.MethodHead, "_playbook/events?page="+name); got.StatusCode != code {
			t.Errorf("a name of %d bytes: status %d, want %d", length, got.StatusCode, code)
		}
	}
	name := strings.Repeat("x", maxPage)
	if got := attribute(d.get("cases/"+name).body, "data-page"); got != notFoundPage {
		t.Errorf("a page with such an address listens for %q", got)
	}
}

// Ids of events are builds, and grow.
func TestEventsAreNumbered(t *testing.T) {
	d := open(t, Options{})
	tb := d.tab("cases/a.html")
	first, _ := tb.wait("state")
	d.edit("content/cases/b.md", "完。", "[[nope]]。")
	second, _ := tb.until("problem", mentions("nope"))
	var a, b int
	if _, err := fmt.Sscan(first.id+" "+second.id, &a, &b); err != nil || a >= b {
		t.Errorf("ids %q and %q", first.id, second.id)
	}
}

// Mail that nobody collects does not grow, and a reload makes all else needless.
func TestMail(t *testing.T) {
	s := &server{streams: make(map[*stream]struct{})}
	st := &stream{wake: make(chan struct{}, 1), version: version{sum: "1", style: "a.css"}}
	for _, style := range []string{"b.css", "c.css", "d.css"} {
		s.compare(st, version{sum: "1", style: style})
	}
	if got, want := s.collect(st).String(), "id: 0\nevent: style\ndata: {\"from\":\"a.css\",\"to\":\"d.css\"}\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.compare(st, version{sum: "1", style: "e.css"})
	s.compare(st, version{}) // cannot be made: the tab keeps what it has
	s.compare(st, version{sum: "2", style: "f.css"})
	if got, want := s.collect(st).String(), "id: 0\nevent: reload\ndata: {\"build\":0}\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := s.collect(st).String(); got != "" {
		t.Errorf("collected twice: %q", got)
	}
}

// A tab is greeted while a build is told. What is older must not take the place
// of what is newer, in whichever order they come.
func TestNewerWins(t *testing.T) {
	s := &server{streams: make(map[*stream]struct{})}
	st := &stream{wake: make(chan struct{}, 1), version: version{sum: "1", style: "a.css"}}
	s.compare(st, version{build: 2, sum: "1", style: "c.css"})
	s.compare(st, version{build: 1, sum: "1", style: "b.css"})
	if got := s.collect(st).style; got == nil || got.To != "c.css" {
		t.Errorf("got %v", got)
	}
}

// While sources are exchanged nobody is told what was wrong with the old ones;
// if nothing comes of it, those who came meanwhile are told then.
func TestNothingIsToldInBetween(t *testing.T) {
	s := &server{build: 1, judged: 1, verdict: 1, streams: make(map[*stream]struct{}), limits: usual}
	s.builder.Update(build.Input{Content: tree.New(nil), Theme: tree.New(nil)})
	early, late := &stream{wake: make(chan struct{}, 1)}, &stream{wake: make(chan struct{}, 1)}
	s.join(early)
	s.judge(early)
	if s.collect(early).state == nil {
		t.Error("a tab that comes before is not told")
	}
	s.unsettle()
	s.join(late)
	s.judge(late)
	if s.collect(late).state != nil {
		t.Error("a tab that comes in between is told what may be wrong")
	}
	s.settle()
	if s.collect(late).state == nil {
		t.Error("a tab that came in between is never told")
	}
	if s.collect(early).state != nil {
		t.Error("a tab is told the same twice")
	}
}

// A recorder is what a stream is written to, without a network.
type recorder struct {
	strings.Builder
	header http.Header
}

func (r *recorder) Header() http.Header { return r.header }
func (r *recorder) WriteHeader(int)     {}
func (r *recorder) Flush()              {}

// A stream on which nothing happens shows signs of life.
func TestHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{build: 1, limits: usual, streams: make(map[*stream]struct{})}
		w := &recorder{header: make(http.Header)}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/_playbook/events?page=_playbook/rules/x", nil)
		if err != nil {
			t.Fatal(err)
		}
		go s.events(w, r) // ends with the test's context
		time.Sleep(46 * time.Second)
		synctest.Wait()
		if got, want := w.String(), "retry: 1000\n\n:\n\n:\n\n:\n\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

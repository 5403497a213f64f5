package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A stream is one visible tab. Its fields are guarded by the server's mu.
type stream struct {
	page    string
	version version // of the page that the tab shows
	here    bool    // it is the author's, on this machine
	verdict int     // on which its last state is based
	mail    mail
	wake    chan struct{} // holds one value while there is mail
}

// A mail is what a tab has yet to be told. It does not grow: what is newer
// replaces what is older, so a slow tab holds nobody up.
type mail struct {
	build  int
	reload bool
	style  *swap
	state  *overlay
	page   string // to go to
}

// A swap is a style sheet that takes another's place.
type swap struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// maxPage is the longest name of a page that a tab may show, in bytes.
const maxPage = 300

// events keeps a tab told until it goes away or the server stops.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	st := &stream{wake: make(chan struct{}, 1), here: s.isHere(r)}
	query := r.URL.Query()
	st.page, st.version.sum, st.version.style = query.Get("page"), query.Get("sum"), query.Get("style")
	if len(st.page) > maxPage {
		refuse(http.StatusBadRequest, "This is no page.", "没有这样的一页。").answer(w, s.o.Lang)
		return
	}
	if !s.join(st) {
		w.Header().Set("Retry-After", "5")
		refuse(http.StatusServiceUnavailable, "Too many tabs are open.", "打开的标签页太多了。").answer(w, s.o.Lang)
		return
	}
	defer s.leave(st)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	to := &patient{w, s.limits.write}
	if tell(to, "retry: 1000\n\n") != nil {
		return
	}
	s.greet(st)
	s.deliver(r.Context(), st, to)
}

// deliver writes what there is to tell, and a sign of life now and then.
func (s *server) deliver(ctx context.Context, st *stream, to *patient) {
	heartbeat := time.NewTicker(s.limits.heartbeat)
	defer heartbeat.Stop()
	for {
		text := ":\n\n"
		select {
		case <-ctx.Done():
			return
		case <-st.wake:
			text = s.collect(st).String()
		case <-heartbeat.C:
		}
		if tell(to, text) != nil {
			return
		}
	}
}

// tell writes to a tab at once.
func tell(w *patient, text string) error {
	if _, err := io.WriteString(w, text); err != nil {
		return err
	}
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// String returns the mail as events.
func (m mail) String() string {
	var b strings.Builder
	event := func(name string, data any) {
		text, err := json.Marshal(data)
		if err != nil {
			panic(err) // these are plain values
		}
		fmt.Fprintf(&b, "id: %d\nevent: %s\ndata: %s\n\n", m.build, name, text)
	}
	if m.page != "" { // leads away, so it comes before all else
		event("go", map[string]string{"page": m.page})
	}
	if m.reload {
		event("reload", map[string]int{"build": m.build})
	} else if m.style != nil {
		event("style", m.style)
	}
	if m.state != nil {
		event("state", m.state)
	}
	return b.String()
}

func (s *server) join(st *stream) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.streams) >= s.limits.streams {
		return false
	}
	s.streams[st] = struct{}{}
	return true
}

func (s *server) leave(st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, st)
}

// collect takes the mail of a tab.
func (s *server) collect(st *stream) mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := st.mail
	m.build, st.mail = s.build, mail{}
	return m
}

// post adds to the mail of a tab.
func (s *server) post(st *stream, add func(*mail)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.postLocked(st, add)
}

func (s *server) postLocked(st *stream, add func(*mail)) {
	add(&st.mail)
	select {
	case st.wake <- struct{}{}:
	default: // it has yet to wake up
	}
}

// greet brings a tab up to date that has just come, or come back.
func (s *server) greet(st *stream) {
	s.compare(st, s.tabVersion(st.page))
	s.judge(st)
}

// judge tells a tab what is wrong. What has changed while it was looked up is
// not told: whoever changes it tells all tabs.
func (s *server) judge(st *stream) {
	o, ok := s.overlay(st)
	if !ok {
		return
	}
	s.post(st, func(m *mail) {
		if o.verdict == s.verdict {
			st.verdict, m.state = o.verdict, o
		}
	})
}

// tabVersion returns what a tab with that page ought to show. The dashboard
// shows every build; other pages of the server never change.
func (s *server) tabVersion(page string) version {
	switch {
	case page == dashboardPage:
		return s.dashboardVersion()
	case strings.HasPrefix(page, reserved):
		return version{}
	}
	return s.version(page)
}

// dashboardVersion is another one after each build that has been judged.
func (s *server) dashboardVersion() version {
	s.mu.Lock()
	defer s.mu.Unlock()
	return version{build: s.judged, sum: fmt.Sprintf("build-%d", s.judged)}
}

// compare tells a tab what it lacks. A page that cannot be made leaves the tab
// as it is: the last good version.
func (s *server) compare(st *stream, now version) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case now.sum == "" || now.build < st.version.build: // or somebody was faster with a newer one
	case now.sum != st.version.sum:
		s.postLocked(st, func(m *mail) { m.reload = true })
		st.version = now
	case now.style != st.version.style && now.style != "":
		to := &swap{From: st.version.style, To: now.style}
		s.postLocked(st, func(m *mail) {
			if m.style != nil {
				to.From = m.style.From // the tab has not seen the one in between
			}
			m.style = to
		})
		st.version = now
	default:
		st.version.build = now.build
	}
}

// tabs returns the streams, those whose page is in first before the others.
func (s *server) tabs(first []string) []*stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	var front, back []*stream
	for st := range s.streams {
		if slices.Contains(first, st.page) {
			front = append(front, st)
		} else {
			back = append(back, st)
		}
	}
	return append(front, back...)
}

// maxFirst is how many changed sources are looked up to serve their tabs first.
const maxFirst = 20

// reloadTabs makes the pages again that tabs show, and tells the tabs whose page
// is another one.
func (s *server) reloadTabs(changed []string) {
	var first []string
	for _, source := range changed[:min(len(changed), maxFirst)] {
		first = append(first, s.builder.Page(source))
	}
	for _, st := range s.tabs(first) {
		if !strings.HasPrefix(st.page, reserved) {
			s.compare(st, s.version(st.page))
		}
	}
}

// reloadShowing reloads the tabs that show one of these files, given by name: a
// picture has no part in what its page is made of.
func (s *server) reloadShowing(media []string) {
	if len(media) == 0 {
		return
	}
	for _, st := range s.tabs(nil) {
		html := s.make(st.page).html
		if slices.ContainsFunc(media, func(name string) bool { return bytes.Contains(html, []byte(name)) }) {
			s.post(st, func(m *mail) { m.reload = true })
		}
	}
}

// goTo sends all tabs to a page.
func (s *server) goTo(page string) {
	for _, st := range s.tabs(nil) {
		if st.page != page {
			s.post(st, func(m *mail) { m.page = page })
		}
	}
}

// nextBuild forgets what pages were in the build before.
func (s *server) nextBuild() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.build++
	s.shown = make(map[string]version)
}

// publish judges the build and tells tabs and the terminal what is wrong.
func (s *server) publish(b Built) {
	found := s.builder.Found()
	s.mu.Lock()
	s.found, s.judged = found, s.build
	s.verdict++
	s.moving = false
	b.Found = slices.Concat(s.missing, found)
	s.mu.Unlock()
	if b.Took > 0 { // else nothing was built
		s.history.add(lap{At: time.Now(), Took: b.Took})
	}
	for _, st := range s.tabs(nil) {
		s.judge(st)
		if st.page == dashboardPage {
			s.compare(st, s.dashboardVersion())
		}
	}
	if s.o.Report != nil {
		b.Read, b.Counts = s.builder.Read, s.builder.Counts()
		s.o.Report(b)
	}
}

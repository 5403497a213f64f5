package serve

import (
	"context"
	"embed"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"path"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"playbook/generator/build"
	"playbook/generator/diag"
)

// assets are what pages of the server itself are made of.
//
//go:embed assets
var assets embed.FS

// reserved is the folder of the site that belongs to the server.
const reserved = "_playbook/"

// A server answers requests. What changes with a build is guarded by mu.
type server struct {
	o         Options
	builder   build.Builder
	listeners []net.Listener
	port      string
	token     string        // first part of every path on the network; "" without one
	ready     chan struct{} // closed when the first build is done
	history   history
	limits    limits
	slots     chan struct{} // holds one value for each open connection

	mu      sync.Mutex
	build   int                // counts builds
	shown   map[string]version // by page, of this build
	good    map[string]made    // the last good versions of a few pages
	found   diag.List
	judged  int       // build of found, 0 before the first
	missing diag.List // why the sources cannot be read
	verdict int       // counts changes of found and missing
	moving  bool      // the sources are being exchanged: found is about others
	streams map[*stream]struct{}
}

// limits keep one client from using everything up.
type limits struct {
	connections int
	streams     int
	header      time.Duration // to send the head of a request
	idle        time.Duration // between two requests
	write       time.Duration // to take an answer
	heartbeat   time.Duration // between signs of life on a stream
	stop        time.Duration // for answers and a build under way when the server stops
}

var usual = limits{
	connections: 256, streams: 64, header: 5 * time.Second, idle: time.Minute,
	write: 30 * time.Second, heartbeat: 15 * time.Second, stop: 900 * time.Millisecond,
}

// newServer listens, but does not answer yet.
func newServer(o Options) (*server, error) {
	s := &server{
		o: o, limits: usual, ready: make(chan struct{}), good: make(map[string]made),
		shown: make(map[string]version), streams: make(map[*stream]struct{}), build: 1,
	}
	if o.LAN {
		s.token = newToken()
	}
	var err error
	s.listeners, s.port, err = openPort(o, s.notice)
	return s, err
}

// listen answers requests until the function that it returns is called. Streams
// end with ctx.
func (s *server) listen(ctx context.Context) (stop func()) {
	h := &http.Server{
		Handler:                      s,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout:            s.limits.header,
		ReadTimeout:                  2 * s.limits.header,
		IdleTimeout:                  s.limits.idle,
		MaxHeaderBytes:               60 << 10, // net/http adds 4 KiB
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0), // clients' mistakes are not the author's
	}
	s.slots = make(chan struct{}, s.limits.connections)
	var running sync.WaitGroup
	for _, l := range s.listeners {
		running.Go(func() { _ = h.Serve(&limited{l, s.slots}) }) // ends with Shutdown
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), s.limits.stop)
		defer cancel()
		if h.Shutdown(ctx) != nil {
			_ = h.Close() // what is left is of clients that do not take their answers
		}
		running.Wait()
	}
}

// notice tells what is odd.
func (s *server) notice(t diag.Text) {
	if s.o.Notice != nil {
		s.o.Notice(t)
	}
}

// say returns the words in the reader's language.
func (s *server) say(en, zh string, args ...any) string {
	return diag.Say(en, zh, args...).In(s.o.Lang)
}

// ServeHTTP answers one request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer s.recover(w, r)
	secure(w.Header())
	p, no := s.guard(r)
	if no != nil {
		no.answer(w, s.o.Lang)
		return
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // there is nothing more to read; not every writer has deadlines
	select {
	case <-s.ready:
	case <-r.Context().Done():
		refuse(http.StatusServiceUnavailable, "The server is stopping.", "服务正在停止。").answer(w, s.o.Lang)
		return
	}
	_ = control.SetWriteDeadline(time.Now().Add(s.limits.write))
	rest, own := strings.CutPrefix(p, reserved)
	switch {
	case own:
		s.own(w, r, rest)
	case p+"/" == reserved, p == "" && s.isEmpty():
		redirect(w, reserved)
	default:
		s.site(w, r, p)
	}
}

// isEmpty reports whether the book has no document yet. Its author is shown how
// to begin, which the dashboard says, rather than a home page of nothing.
func (s *server) isEmpty() bool { return len(s.builder.Documents()) == 0 }

// recover answers for a handler that panics: the fault is ours, and the server
// goes on.
func (s *server) recover(w http.ResponseWriter, r *http.Request) {
	what := recover()
	if what == nil {
		return
	}
	if err, ok := what.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(what) // net/http's own way to break off
	}
	f := &build.Fault{Page: r.URL.Path, What: what, Stack: debug.Stack()}
	s.fault(f)
	root := rootOf(strings.TrimPrefix(r.URL.Path, "/"))
	s.faultPage(w, f, root, s.tag(reserved+"fault", root, version{}))
}

// fault tells about a mistake of ours.
func (s *server) fault(f *build.Fault) {
	s.notice(diag.Say("This is our mistake, not yours. The server goes on. %s", "这是我们的错，不是您的；预览照常运行。%s",
		diag.Text{En: f.Error() + "\n" + string(f.Stack), Zh: f.Error() + "\n" + string(f.Stack)}))
}

// own answers what is below the reserved folder.
func (s *server) own(w http.ResponseWriter, r *http.Request, p string) {
	switch rule, isRule := strings.CutPrefix(p, "rules/"); {
	case p == "" || p == "index.html":
		s.dashboard(w, r)
	case p == "events":
		s.events(w, r)
	case isRule:
		s.rulePage(w, rule)
	default:
		s.asset(w, reserved+p)
	}
}

// asset answers with a style or a script of the server.
func (s *server) asset(w http.ResponseWriter, p string) {
	data, err := assets.ReadFile("assets/" + strings.TrimPrefix(p, reserved))
	if ext := path.Ext(p); err != nil || ext == ".html" { // templates
		s.notFound(w, p)
		return
	}
	send(w, http.StatusOK, p, data)
}

// site answers with an output of the site. An address without ending leads to
// the page, or the folder, that is meant.
func (s *server) site(w http.ResponseWriter, r *http.Request, p string) {
	name := p
	if p == "" || strings.HasSuffix(p, "/") {
		name += "index.html"
	}
	if out, ok := s.builder.Output(name); ok {
		s.output(w, r, out)
		return
	}
	if name == p {
		for _, other := range []string{p + ".html", p + "/index.html"} {
			if _, ok := s.builder.Output(other); ok {
				redirect(w, strings.TrimSuffix(other, "index.html"))
				return
			}
		}
	}
	s.notFound(w, name)
}

func (s *server) output(w http.ResponseWriter, r *http.Request, out build.Output) {
	switch {
	case strings.HasSuffix(out.Path, ".html"):
		s.page(w, out.Path)
	case out.Copy != nil:
		s.media(w, r, out)
	default:
		data, err := out.Make()
		if err != nil {
			panic(err) // assets are made of what has been checked
		}
		send(w, http.StatusOK, out.Path, data)
	}
}

// media streams a file of the content folder. A player asks for one range at a
// time; many ranges in one request only make work.
func (s *server) media(w http.ResponseWriter, r *http.Request, out build.Output) {
	f, err := out.Copy()
	if err != nil {
		s.notFound(w, out.Path) // deleted since the last build
		return
	}
	defer f.Close()
	w.Header().Set("Content-Type", contentType(out.Path))
	if strings.Contains(r.Header.Get("Range"), ",") || len(r.Header.Values("Range")) > 1 {
		r.Header.Del("Range")
	}
	if seeker, ok := f.(io.ReadSeeker); ok {
		http.ServeContent(&patient{w, s.limits.write}, r, "", time.Time{}, seeker)
		return
	}
	_, _ = io.Copy(&patient{w, s.limits.write}, f) // an error is the client's going away
}

// A patient writer gives the client time for every piece: a film takes as long
// as it takes, but one that is not taken is given up.
type patient struct {
	http.ResponseWriter
	limit time.Duration
}

// Write writes a piece.
func (p *patient) Write(data []byte) (int, error) {
	_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(time.Now().Add(p.limit)) // not every writer has deadlines
	return p.ResponseWriter.Write(data)
}

// contentTypes are those of everything that a site consists of.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".webmanifest": "application/manifest+json; charset=utf-8",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif", ".avif": "image/avif",
	".ico": "image/x-icon", ".pdf": "application/pdf", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm", ".woff2": "font/woff2",
}

func contentType(name string) string {
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

package serve

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"playbook/generator/build"
	"playbook/generator/tree"
	"playbook/themes"
)

func TestAnswers(t *testing.T) {
	d := open(t, Options{Lang: "zh"})
	tests := []struct {
		path     string
		code     int
		kind     string
		contains string // of the body, or the Location
	}{
		{"", 200, "text/html; charset=utf-8", "小书"},
		{"index.html", 200, "text/html; charset=utf-8", "小书"},
		{"cases/", 200, "text/html; charset=utf-8", "案例甲"},
		{"cases/a.html", 200, "text/html; charset=utf-8", "案例甲"},
		{"cases/a", 302, "", "./a.html"},
		{"cases", 302, "", "./cases/"},
		{"frameworks/kano", 302, "", "./kano.html"},
		{"cases/hidden.html", 404, "text/html; charset=utf-8", "404"},
		{"cases/a.md", 404, "text/html; charset=utf-8", "404"},
		{"content/cases/a.md", 404, "text/html; charset=utf-8", "404"},
		{"nope/", 404, "text/html; charset=utf-8", "404"},
		{"_playbook/live.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"_playbook/live.css", 200, "text/css; charset=utf-8", ":host"},
		{"_playbook/page.css", 200, "text/css; charset=utf-8", "main"},
		{"_playbook/page.html", 404, "text/html; charset=utf-8", "404"},
		{"_playbook/rules/no-folder", 200, "text/html; charset=utf-8", "读不到这个文件夹：…"},
		{"_playbook/rules/nope", 404, "text/html; charset=utf-8", "404"},
		{"_playbook/rules/", 404, "text/html; charset=utf-8", "404"},
		{"_playbook", 302, "", "./_playbook/"},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			got := d.get(tt.path)
			if got.StatusCode != tt.code || got.Header.Get("Content-Type") != tt.kind {
				t.Errorf("status %d, type %q; want %d, %q", got.StatusCode, got.Header.Get("Content-Type"), tt.code, tt.kind)
			}
			if !strings.Contains(got.body+got.Header.Get("Location"), tt.contains) {
				t.Errorf("%q is neither in the body nor in the Location %q", tt.contains, got.Header.Get("Location"))
			}
			if strings.Contains(got.body, secret) {
				t.Error("the source is in the answer")
			}
		})
	}
}

func TestHead(t *testing.T) {
	d := open(t, Options{})
	for _, p := range []string{"cases/a.html", "nope.html", "_playbook/live.js"} {
		get, head := d.get(p), d.ask(http.MethodHead, p)
		if head.body != "" || head.StatusCode != get.StatusCode || head.ContentLength != int64(len(get.body)) {
			t.Errorf("%s: HEAD says status %d and %d bytes, GET %d and %d", p, head.StatusCode, head.ContentLength, get.StatusCode, len(get.body))
		}
	}
}

// The page carries what the script needs to know.
func TestTag(t *testing.T) {
	d := open(t, Options{Lang: "en"})
	tests := []struct{ path, page, src string }{
		{"", "index.html", `src="_playbook/live.js"`},
		{"cases/", "cases/index.html", `src="../_playbook/live.js"`},
		{"frameworks/kano/wow.html", "frameworks/kano/wow.html", `src="../../_playbook/live.js"`},
		{"cases/new", "cases/new.html", `src="../_playbook/live.js"`},
	}
	for _, tt := range tests {
		body := d.get(tt.path).body
		head, _, _ := strings.Cut(body, "</head>")
		if !strings.Contains(head, tt.src) || attribute(head, "data-page") != tt.page || attribute(head, "data-lang") != "en" || len(attribute(head, "data-sum")) != 16 {
			t.Errorf("%s: the head ends with\n%s", tt.path, head[max(0, len(head)-400):])
		}
		if style := attribute(head, "data-style"); d.get(style).StatusCode != 200 {
			t.Errorf("%s: there is no style %q", tt.path, style)
		}
	}
}

// Somebody's address must not become markup.
func TestTagIsQuoted(t *testing.T) {
	d := open(t, Options{})
	body := d.get(`x"><img%20src=x>'&`).body
	if strings.Contains(body, "<img") || !strings.Contains(body, "&#34;&gt;&lt;img") {
		t.Errorf("the address is not quoted")
	}
}

// A page that is not there has links that work where it is shown.
func TestNotFoundAtDepth(t *testing.T) {
	d := open(t, Options{})
	for path, root := range map[string]string{"nope.html": "", "a/nope.html": "../", "a/b/c/": "../../../"} {
		body := d.get(path).body
		for _, want := range []string{`href="` + root + `index.html"`, `href="` + root + `assets/site-`, `src="` + root + `assets/site-`, `href="#sec.main"`} {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %s", path, want)
			}
		}
	}
}

func TestMoved(t *testing.T) {
	tests := []struct{ html, want string }{
		{`<a href="a.html">`, `<a href="../a.html">`},
		{`<a href="a/b.html#c?d:e">`, `<a href="../a/b.html#c?d:e">`},
		{`<img src="a.png" alt="b">`, `<img src="../a.png" alt="b">`},
		{`<a href="a?x=y:z">`, `<a href="../a?x=y:z">`},
		{`<a href="#a">`, `<a href="#a">`},
		{`<a href="">`, `<a href="">`},
		{`<a href="https://a/b">`, `<a href="https://a/b">`},
		{`<a href="mailto:a@b">`, `<a href="mailto:a@b">`},
		{`<a href="//a/b">`, `<a href="//a/b">`},
		{`<a data-href="a">`, `<a data-href="a">`},
		{`<p>href=&#34;a&#34;</p>`, `<p>href=&#34;a&#34;</p>`},
	}
	for _, tt := range tests {
		if got := string(moved([]byte(tt.html), "../")); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.html, got, tt.want)
		}
	}
}

// What is published knows nothing of the server.
func TestNotPublished(t *testing.T) {
	read := func(dir string) *tree.Tree {
		files, err := tree.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	res := build.Build(build.Input{Content: read("../../content"), ContentRoot: "content/", Theme: read("../../themes/default"), ThemeRoot: "theme/"})
	pages := 0
	for _, o := range res.Outputs() {
		if o.Make == nil {
			continue
		}
		data, err := o.Make()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "_playbook/") || strings.Contains(string(data), "EventSource") {
			t.Errorf("%s speaks of the server", o.Path)
		}
		pages++
	}
	if pages < 100 {
		t.Errorf("only %d outputs", pages)
	}
}

// The header forbids what the theme's pages forbid, and framing.
func TestPolicyIsThatOfTheTheme(t *testing.T) {
	base, err := themes.FS.ReadFile("default/layouts/base.html")
	if err != nil {
		t.Fatal(err)
	}
	want := attribute(string(base), `http-equiv="Content-Security-Policy" content`) + "; frame-ancestors 'none'"
	if policy != want {
		t.Errorf("got  %s\nwant %s", policy, want)
	}
}

func TestMedia(t *testing.T) {
	film := filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(film, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := prepare(t, Options{})
	files, err := tree.Read(filepath.Dir(film))
	if err != nil {
		t.Fatal(err)
	}
	d.files["content/film.mp4"] = files.File("film.mp4")
	d.serve()
	tests := []struct {
		name, asked string
		code        int
		want        string
	}{
		{"whole", "", 200, "0123456789"},
		{"a range", "bytes=2-4", 206, "234"},
		{"the end", "bytes=-2", 206, "89"},
		{"beyond the end", "bytes=20-", 416, "invalid range: failed to overlap\n"},
		{"many ranges are the whole", "bytes=0-0" + strings.Repeat(",0-0", 1000), 200, "0123456789"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := d.get("film.mp4", "Range", tt.asked)
			if got.StatusCode != tt.code || got.body != tt.want {
				t.Errorf("got %d %q, want %d %q", got.StatusCode, got.body, tt.code, tt.want)
			}
		})
	}
	if err := os.Remove(film); err != nil {
		t.Fatal(err)
	}
	if got := d.get("film.mp4"); got.StatusCode != 404 {
		t.Errorf("deleted: status %d", got.StatusCode)
	}
}

// A picture that is drawn anew reloads the pages that show it.
func TestMediaReload(t *testing.T) {
	d := prepare(t, Options{})
	d.files["content/map.png"] = &tree.File{Size: 1}
	d.files["content/cases/a.md"] = tree.Text("", string(d.files["content/cases/a.md"].Data)+"\n![图](../map.png)\n")
	d.serve()
	shows, other := d.tab("cases/a.html"), d.tab("cases/b.html")
	d.mu.Lock()
	d.files["content/map.png"] = &tree.File{Size: 2}
	d.mu.Unlock()
	d.touch()
	shows.wait("reload")
	d.edit("content/site.yaml", "tagline: 试一试", "tagline: [试]")
	if _, before := other.until("problem", mentions("site.yaml")); slices.Contains(before, "reload") {
		t.Error("a page without the picture reloads as well")
	}
}

// A template that breaks leaves the last good version of a page, with the
// problem over it.
func TestBrokenTemplate(t *testing.T) {
	d := open(t, Options{Lang: "zh"})
	tb := d.tab("cases/a.html")
	whole := d.get("cases/a.html")
	d.edit("theme/layouts/case.html", `{{define "main"}}`, `{{define "main"}}{{.It.Nope}}`)
	_, before := tb.until("problem of the template", func(data string) bool { return strings.Contains(data, "theme/layouts/case.html") })
	for _, name := range before {
		if name == "reload" {
			t.Error("the tab lost the last good version")
		}
	}
	broken := d.get("cases/a.html")
	if broken.StatusCode != 500 || broken.body != whole.body {
		t.Errorf("status %d; the page is the last good one: %v", broken.StatusCode, broken.body == whole.body)
	}
	d.edit("theme/layouts/case.html", `{{.It.Nope}}`, ``)
	tb.until("end of the problem", func(data string) bool { return strings.Contains(data, `"errorTotal":0`) })
	if got := d.get("cases/a.html"); got.StatusCode != 200 {
		t.Errorf("mended: status %d", got.StatusCode)
	}
}

// Without a theme that works there is still a page, which listens.
func TestNoPagesYet(t *testing.T) {
	d := prepare(t, Options{Lang: "zh"})
	base := d.files["theme/layouts/base.html"]
	d.files["theme/layouts/base.html"] = tree.Text("", "{{")
	d.serve()
	got := d.get("cases/a.html")
	if got.StatusCode != 500 || !strings.Contains(got.body, "暂时还做不出来") || attribute(got.body, "data-page") != "cases/a.html" {
		t.Errorf("status %d\n%s", got.StatusCode, got.body)
	}
	tb := d.tab("cases/a.html")
	tb.until("problem of the theme", func(data string) bool { return strings.Contains(data, "theme/layouts/base.html") })
	d.save("theme/layouts/base.html", string(base.Data))
	tb.wait("reload")
}

// A fault of ours is told, and the server goes on.
func TestFault(t *testing.T) {
	d := open(t, Options{Lang: "zh"})
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/cases/a.html", nil)
	func() {
		defer d.server.recover(w, r)
		panic("<boom>")
	}()
	body := w.Body.String()
	for _, want := range []string{"是我们的错", "&lt;boom&gt;", "TestFault", `data-root="../"`, `data-page="_playbook/fault"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if w.Code != 500 {
		t.Errorf("status %d", w.Code)
	}
	if n := receive(t, d.notices, "notice"); !strings.Contains(n.Zh, "<boom>") || !strings.Contains(n.En, "TestFault") {
		t.Errorf("notice %q", n.Zh)
	}
}

// A page that panics is a fault of that page only, and its tab sees it.
func TestFaultOfAPage(t *testing.T) {
	_, err := makeSafely(build.Output{Path: "x.html", Make: func() ([]byte, error) { panic("boom") }})
	if f, ok := err.(*build.Fault); !ok || f.Page != "x.html" || f.What != "boom" || len(f.Stack) == 0 {
		t.Errorf("got %#v", err)
	}
}

// Who asks during the first build gets the page when it is done.
func TestWaitsForTheFirstBuild(t *testing.T) {
	d := prepare(t, Options{})
	d.mu.Lock() // the first Load waits
	d.start()
	asked := make(chan int, 1)
	go func() {
		res, err := http.Get(d.url("cases/a.html"))
		if err != nil {
			asked <- 0
			return
		}
		_ = res.Body.Close()
		asked <- res.StatusCode
	}()
	select {
	case code := <-asked:
		t.Errorf("answered with %d before there was a site", code)
	case <-d.server.ready:
		t.Error("ready before there were sources")
	default:
	}
	d.mu.Unlock()
	if code := receive(t, asked, "answer"); code != 200 {
		t.Errorf("status %d", code)
	}
}

package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"regexp"
	"runtime/debug"
	"strings"

	"playbook/generator/build"
	"playbook/generator/diag"
)

// A version is what tells one making of a page from another.
type version struct {
	build int       // in which it was made
	sum   string    // of the page without its style; "" if it cannot be made
	style string    // its style sheet, below the site
	found diag.List // what came up while it was made
}

// A made is a page as it was made.
type made struct {
	version
	html  []byte
	fault *build.Fault
}

// notFoundPage is the page of the site for what is not there.
const notFoundPage = "404.html"

// dashboardPage is the page of the server that shows all documents.
const dashboardPage = reserved + "index.html"

// make makes a page as the sources are now. A page that does not exist is the
// site's own page for that, so that a tab changes when it comes into being or
// vanishes.
func (s *server) make(page string) made {
	out, ok := s.builder.Output(page)
	if !ok || out.Make == nil {
		page = notFoundPage
		if out, ok = s.builder.Output(page); !ok {
			return made{}
		}
	}
	html, err := makeSafely(out)
	failure, fault := (*build.Failure)(nil), (*build.Fault)(nil)
	switch {
	case errors.As(err, &failure):
		return made{version: version{found: failure.Found}}
	case errors.As(err, &fault):
		return made{version: faultVersion(page), fault: fault}
	case len(bytes.TrimSpace(html)) == 0:
		return made{} // the theme lacks the layout
	}
	m := made{version: versionOf(page, html), html: html}
	s.keep(page, m)
	return m
}

// makeSafely makes an output. Whatever goes wrong, other than findings, is a
// fault of ours.
func makeSafely(out build.Output) (html []byte, err error) {
	defer func() {
		if what := recover(); what != nil {
			err = &build.Fault{Page: out.Path, What: what, Stack: debug.Stack()}
		}
	}()
	html, err = out.Make()
	if err != nil && !errors.As(err, new(*build.Failure)) && !errors.As(err, new(*build.Fault)) {
		err = &build.Fault{Page: out.Path, What: err}
	}
	return html, err
}

// sheet finds the style sheet of a page.
var sheet = regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)"`)

// versionOf leaves the style sheet's name out of the sum: tabs exchange styles
// without reloading.
func versionOf(page string, html []byte) version {
	at := sheet.FindSubmatchIndex(html)
	if at == nil {
		return version{sum: sumOf(html)}
	}
	style := path.Join(path.Dir(page), string(html[at[2]:at[3]]))
	return version{sum: sumOf(html[:at[2]], html[at[3]:]), style: style}
}

// faultVersion is what a page is while it cannot be made because of us. It does
// not depend on the fault: one that is never the same twice must not make a tab
// reload for ever.
func faultVersion(page string) version { return version{sum: sumOf([]byte("fault "), []byte(page))} }

func sumOf(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// kept is how many good versions are remembered, for the tabs that are open.
const kept = 64

// keep remembers a good version of a page, for when its template breaks.
func (s *server) keep(page string, m made) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.good[page]; !known && len(s.good) == kept {
		for other := range s.good {
			delete(s.good, other) // any one: whoever looks at it brings it back
			break
		}
	}
	s.good[page] = m
}

// lastGood returns the last good version of a page.
func (s *server) lastGood(page string) (made, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.good[page]
	return m, ok
}

// version returns what a page is in this build. It is made once a build, however
// many tabs show it.
func (s *server) version(page string) version {
	page = s.known(page)
	s.mu.Lock()
	now := s.build
	v, ok := s.shown[page]
	s.mu.Unlock()
	if ok {
		return v
	}
	v = s.make(page).version
	v.build = now
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.build == now { // else the sources may have been others
		s.shown[page] = v
	}
	return v
}

// known returns the page that a tab shows when it asks for a page: that one, or the
// one for what is not there. So whatever names tabs come with, no more is
// remembered than the site has pages.
func (s *server) known(page string) string {
	if strings.HasPrefix(page, reserved) {
		return page // of ours, and never remembered
	}
	if _, ok := s.builder.Output(page); ok {
		return page
	}
	return notFoundPage
}

// page answers with a page of the site.
func (s *server) page(w http.ResponseWriter, page string) {
	m, code, root := s.make(page), http.StatusOK, rootOf(page)
	if m.fault != nil {
		s.fault(m.fault)
		s.faultPage(w, m.fault, root, s.tag(page, root, m.version))
		return
	}
	if m.html == nil {
		code = http.StatusInternalServerError
		if m, _ = s.lastGood(page); m.html == nil {
			s.unmadePage(w, page, root)
			return
		}
	}
	sendHTML(w, code, m.html, s.tag(page, root, m.version))
}

// notFound answers with the site's own page for that, as it looks from there.
func (s *server) notFound(w http.ResponseWriter, name string) {
	m, root := s.make(notFoundPage), rootOf(name)
	if m.html == nil {
		s.unmadePage(w, name, root)
		return
	}
	if path.Ext(name) == "" {
		name += ".html" // the page that it will be
	}
	if len(name) > maxPage {
		name = notFoundPage
	}
	sendHTML(w, http.StatusNotFound, moved(m.html, root), s.tag(name, root, m.version))
}

// rootOf returns the way from a page to the root of the site: "../" for
// "cases/a.html".
func rootOf(page string) string { return strings.Repeat("../", strings.Count(page, "/")) }

// relative finds the links of a page that lead to another page of the site.
var relative = regexp.MustCompile(`(\s(?:href|src)=")([^"#:/?]+(?:[/?#][^"]*)?")`)

// moved returns a page of the root as it has to be when it stands elsewhere.
func moved(html []byte, root string) []byte {
	return relative.ReplaceAll(html, []byte("${1}"+root+"${2}"))
}

// tag returns the script that keeps a page fresh. It is in no page that is
// published: only this package knows of it.
func (s *server) tag(page, root string, v version) string {
	attribute := template.HTMLEscapeString
	return fmt.Sprintf(`<script src="%s_playbook/live.js" data-page="%s" data-sum="%s" data-style="%s" data-root="%s" data-lang="%s" defer></script>`+"\n",
		root, attribute(page), v.sum, attribute(v.style), root, attribute(s.o.Lang))
}

// sendHTML answers with a page, and the tag at the end of its head.
func sendHTML(w http.ResponseWriter, code int, html []byte, tag string) {
	i := max(0, bytes.Index(html, []byte("</head>")))
	send(w, code, ".html", bytes.Join([][]byte{html[:i], []byte(tag), html[i:]}, nil))
}

package serve

import (
	"slices"
	"strings"

	"playbook/generator/diag"
)

// An overlay is what is wrong, as live.js shows it over a page.
type overlay struct {
	Build        int       `json:"build"`
	Mistakes     string    `json:"mistakes"` // the errors in short: the same if, and only if, these are the same
	ErrorTotal   int       `json:"errorTotal"`
	WarningTotal int       `json:"warningTotal"`
	Errors       []problem `json:"errors"`
	Warnings     []problem `json:"warnings"`

	verdict int // on which it is based
}

// A problem is one finding. Lines and columns count from 1; without a line it is
// about the file as a whole.
type problem struct {
	File    string    `json:"file"`
	Line    int       `json:"line,omitempty"`
	Column  int       `json:"column,omitempty"`
	Rule    string    `json:"rule"`
	Message string    `json:"message"`
	Hint    string    `json:"hint,omitempty"`
	Page    string    `json:"page,omitempty"` // of the file, below the site
	Excerpt []excerpt `json:"excerpt,omitempty"`
	Open    []opener  `json:"open,omitempty"`
}

// An excerpt is a line of the file. What the problem is about is marked.
type excerpt struct {
	Number int    `json:"n"`
	Before string `json:"before"`
	Marked string `json:"marked"`
	After  string `json:"after"`
	Here   bool   `json:"here,omitempty"` // the problem begins in this line
}

// listed is how many errors, and how many warnings, an overlay lists.
const listed = 100

// overlay returns what a tab is to show, the problems of its page's own source
// first. There is nothing to show before the build is judged.
func (s *server) overlay(st *stream) (*overlay, bool) {
	page := s.known(st.page)
	s.mu.Lock()
	found, build, judged, verdict := slices.Concat(s.missing, s.found), s.build, s.judged, s.verdict
	own, moving := s.shown[page].found, s.moving
	s.mu.Unlock()
	if judged != build || moving {
		return nil, false
	}
	o := s.describe(build, s.builder.Source(page), slices.Concat(own, found))
	o.verdict = verdict
	if !st.here {
		o.close()
	}
	return o, true
}

// describe turns findings into an overlay. Source is the file whose problems
// come first.
func (s *server) describe(build int, source string, found diag.List) *overlay {
	found.Sort()
	slices.SortStableFunc(found, func(a, b *diag.Diagnostic) int {
		return rank(a, source) - rank(b, source)
	})
	o := &overlay{Build: build, Errors: []problem{}, Warnings: []problem{}}
	o.ErrorTotal, o.WarningTotal = found.Count()
	for _, d := range found {
		list := &o.Errors
		if d.Rule.Severity == diag.Warning {
			list = &o.Warnings
		}
		if len(*list) < listed {
			*list = append(*list, s.problem(d))
		}
	}
	o.Mistakes = mistakes(found)
	return o
}

// mistakes puts errors in short. In which order they stand, and in which lines,
// makes no difference.
func mistakes(found diag.List) string {
	var list []string
	for _, d := range found {
		if d.Rule.Severity == diag.Error {
			list = append(list, d.Span.Path+"\n"+d.Rule.Name+"\n"+d.Message.En)
		}
	}
	if len(list) == 0 {
		return ""
	}
	slices.Sort(list)
	return sumOf([]byte(strings.Join(list, "\n\n")))
}

// close takes away what only the author may see.
func (o *overlay) close() {
	for _, list := range [][]problem{o.Errors, o.Warnings} {
		for i := range list {
			list[i].Open = nil
		}
	}
}

// rank puts the finding without which there would be no others before those of
// the source, and these before the rest.
func rank(d *diag.Diagnostic, source string) int {
	switch {
	case d.Rule == noFolder:
		return 0
	case d.Span.Path == source && source != "":
		return 1
	}
	return 2
}

func (s *server) problem(d *diag.Diagnostic) problem {
	p := problem{
		File: diag.Clean(d.Span.Path), Rule: d.Rule.Name, Message: d.Message.In(s.o.Lang), Hint: d.Hint.In(s.o.Lang),
		Page: s.builder.Page(d.Span.Path),
	}
	src := s.builder.Read(d.Span.Path)
	if src == nil || d.Span.End == 0 && len(d.Others) == 0 {
		return p
	}
	at := diag.PositionOf(src, d.Span.Start)
	p.Line, p.Column = at.Line, at.Column
	p.Open = openers(s.o.Root, d.Span.Path, at)
	for _, l := range diag.Excerpt(src, d.Span, 1) {
		p.Excerpt = append(p.Excerpt, excerpt{l.Number, l.Before, l.Marked, l.After, l.Number == at.Line})
	}
	return p
}

// unsettle begins an exchange of the sources. Until it is over nobody is told
// what is wrong: findings would quote lines that are other ones now.
func (s *server) unsettle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moving = true
	s.verdict++
}

// settle ends an exchange that changed nothing, and tells those who came
// meanwhile.
func (s *server) settle() {
	s.mu.Lock()
	still := s.moving
	s.moving = false
	s.mu.Unlock()
	if !still {
		return
	}
	for _, st := range s.tabs(nil) {
		if s.untold(st) {
			s.judge(st)
		}
	}
}

// untold reports whether a tab has never been told what is wrong.
func (s *server) untold(st *stream) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return st.verdict == 0
}

// setMissing notes why the sources cannot be read, nil if they can, and reports
// whether that is new.
func (s *server) setMissing(found diag.List) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	isNew := (len(found) > 0) != (len(s.missing) > 0)
	s.missing = found
	s.verdict++
	return isNew
}

package serve

import (
	"bytes"
	"html/template"
	"net/http"

	"playbook/generator/build"
	"playbook/generator/diag"
)

// An ownPage is a page of the server that is not of the site.
type ownPage struct {
	Lang, Root          string
	Kicker, Title, Lead string
	Detail              string // as it is, on lines
}

// ownPages is the template of these pages.
var ownPages = template.Must(template.ParseFS(assets, "assets/page.html"))

func (s *server) ownPage(w http.ResponseWriter, code int, p ownPage, tag string) {
	p.Lang = "zh-Hans"
	if s.o.Lang == "en" {
		p.Lang = "en"
	}
	var b bytes.Buffer
	if err := ownPages.Execute(&b, p); err != nil {
		panic(err) // the template is ours
	}
	sendHTML(w, code, b.Bytes(), tag)
}

// faultPage says that a page cannot be made because of us.
func (s *server) faultPage(w http.ResponseWriter, f *build.Fault, root, tag string) {
	s.ownPage(w, http.StatusInternalServerError, ownPage{
		Root: root, Kicker: "500",
		Title:  s.say("This page broke, and it is our mistake", "这一页出错了，是我们的错"),
		Lead:   s.say("Your text is safe. All other pages work. Please send us the lines below.", "您写的内容都在，其他页面照常。请把下面几行发给我们。"),
		Detail: f.Error() + "\n\n" + string(f.Stack),
	}, tag)
}

// unmadePage stands in for a page that could never be made yet. What is in the
// way stands in the overlay.
func (s *server) unmadePage(w http.ResponseWriter, page, root string) {
	s.ownPage(w, http.StatusInternalServerError, ownPage{
		Root:  root,
		Title: s.say("This page cannot be made yet", "这一页暂时还做不出来"),
		Lead:  s.say("As soon as the problems are mended it appears here by itself.", "改好下面列出的问题，它会自动出现在这里。"),
	}, s.tag(page, root, version{}))
}

// rulePage explains a rule.
func (s *server) rulePage(w http.ResponseWriter, name string) {
	r := s.rule(name)
	if r == nil {
		s.notFound(w, reserved+"rules/x")
		return
	}
	kicker := s.say("Error: nothing is published until it is mended", "错误：改好之前不会发布")
	if r.Severity == diag.Warning {
		kicker = s.say("Warning: published all the same", "提醒：不影响发布")
	}
	page := reserved + "rules/" + r.Name
	s.ownPage(w, http.StatusOK, ownPage{
		Root: rootOf(page), Kicker: kicker + " · " + r.Name, Title: r.Pattern(s.o.Lang), Lead: r.Why.In(s.o.Lang),
	}, s.tag(page, rootOf(page), version{}))
}

func (s *server) rule(name string) *diag.Rule {
	for _, r := range append(s.o.Rules[:len(s.o.Rules):len(s.o.Rules)], noFolder) {
		if r.Name == name {
			return r
		}
	}
	return nil
}

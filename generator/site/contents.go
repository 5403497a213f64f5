package site

import (
	"playbook/generator/content"
)

// A section of a page that the layouts write, its id and its heading. Ids begin
// with "sec.", which the name of a heading or part of the author never does.
var sections = struct {
	Minute, Moments, Views, Needs, Metrics, Journey, Discuss, Elements, Relations, Cases, Steps, Facts, Related, Backlinks link
}{
	Minute:    link{URL: "#sec.minute", Title: "一分钟"},
	Moments:   link{URL: "#sec.moments", Title: "关键时刻"},
	Views:     link{URL: "#sec.views", Title: "换个框架看"},
	Needs:     link{URL: "#sec.needs", Title: "需要与痛点"},
	Metrics:   link{URL: "#sec.metrics", Title: "数字"},
	Journey:   link{URL: "#sec.journey", Title: "旅程"},
	Discuss:   link{URL: "#sec.discuss", Title: "一起讨论"},
	Elements:  link{URL: "#sec.elements", Title: "要素"},
	Relations: link{URL: "#sec.relations", Title: "与别的框架"},
	Cases:     link{URL: "#sec.cases", Title: "在案例里"},
	Steps:     link{URL: "#sec.steps", Title: "怎么做"},
	Facts:     link{URL: "#sec.facts", Title: "事实与出处"},
	Related:   link{URL: "#sec.related", Title: "接着读"},
	Backlinks: link{URL: "#sec.backlinks", Title: "谁提到这一页"},
}

// contents lists the sections of a document's page in the order in which its
// layout shows them: what its type has, its own headings, what all pages have.
func (b *builder) contents(v *view, d *content.Document) {
	var list []link
	add := func(l link, there bool) {
		if there {
			list = append(list, link{URL: l.URL, Title: b.t(l.Title)})
		}
	}
	body := func() {
		for _, h := range d.Outline {
			if h.Level <= 2 && h.ID != "" {
				list = append(list, link{URL: "#" + h.ID, Title: h.Text})
			}
		}
	}
	switch it := v.It.(type) {
	case *caseView:
		add(sections.Minute, true)
		add(sections.Moments, it.Moments != nil)
		add(sections.Views, it.Gallery != nil)
		add(sections.Needs, it.Needs != nil || it.Pains != nil)
		add(sections.Metrics, it.Metrics != nil)
		add(sections.Journey, it.Journey != nil)
		body()
		add(sections.Discuss, it.Discuss != nil)
	case *frameworkView:
		add(sections.Elements, it.Elements != nil)
		body()
		add(sections.Relations, it.Relations != nil)
		add(sections.Cases, it.Shown != nil)
	case *playView:
		add(sections.Steps, true)
		body()
	case *journeyView:
		add(link{URL: sections.Steps.URL, Title: "一步一步"}, it.Steps != nil)
		body()
	default:
		body()
	}
	add(sections.Facts, v.Facts != nil || v.Sources != nil)
	add(sections.Related, v.Related != nil)
	add(sections.Backlinks, v.Backlinks != nil)
	if len(list) > 1 {
		v.Contents = list
	}
}

package site

import (
	"cmp"
	"html/template"
	"slices"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/library"
)

// A frameworkView is what framework.html shows.
type frameworkView struct {
	Kind, Structure string
	Short           string
	People          []link
	Year            string
	Source          *link
	OriginNote      string
	Picture         *pictureView // of the idea, nil where the cards say it all
	Elements        []elementCard
	Shape           string // the structure's name: "cycle"
	Relations       []relation
	Plays           []link
	Shown           []shownIn // the elements that cases show
	Missing         []link    // those that none does
}

// An elementCard is one element among its siblings.
type elementCard struct {
	Link       link
	Number     int
	Letter     string
	Style      string
	TitleEn    string
	Definition string
	Example    string
	Added      bool
	Tags       bool // moments can be tagged with it
	Moments    int
}

// A relation says how a framework stands to something else.
type relation struct {
	As   string
	Link link
	Note string
}

// A shownIn lists where cases show an element.
type shownIn struct {
	Element template.HTML // its chip
	URL     string        // of its page
	Moments []momentLine
	More    int
}

// A momentLine is a moment in a list.
type momentLine struct {
	Case, Moment link
	Evidence     *evidence
}

// How many moments a framework's page names for each element.
const shownOnFramework = 4

func (b *builder) framework(v *view, d *content.Document, f *content.Framework) {
	it := &frameworkView{
		Kind: b.t(label("framework-kind", f.Kind)), Structure: b.t(label("structure", f.Structure)), Short: f.Short, Shape: f.Structure,
		People: b.links(d, f.Origin.People, "person"), Year: f.Origin.Year, Source: b.one(d, f.Origin.Source, "source"), OriginNote: f.Origin.Note,
		Elements: b.elementCards(d, f), Plays: b.links(d, f.Plays, "play"),
	}
	if it.Structure == it.Kind {
		it.Structure = "" // 阶梯 · 阶梯
	}
	if f.Picture != "" || f.Structure != "set" {
		it.Picture = b.draw(d, "profile")
	}
	for _, r := range f.Relations {
		if l := b.one(d, r.To, "any"); l != nil {
			it.Relations = append(it.Relations, relation{b.t(label("relation", r.As)), *l, r.Note})
		}
	}
	for _, i := range inOrder(f) {
		t, ok := elementTarget(d, f.Elements[i].ID)
		if !ok {
			continue
		}
		moments := b.cat.Moments(t.Key())
		if len(moments) == 0 {
			it.Missing = append(it.Missing, b.link(t))
			continue
		}
		s := shownIn{Element: b.tag(t), URL: b.url(b.locale.Target(t)), More: max(0, len(moments)-shownOnFramework)}
		for _, m := range moments[:min(len(moments), shownOnFramework)] {
			s.Moments = append(s.Moments, b.momentLine(m))
		}
		it.Shown = append(it.Shown, s)
	}
	if it.Shown == nil {
		it.Missing = nil // the cases do not use this framework; there is no gap to tell of
	}
	v.It = it
}

// elementTarget returns the element of a framework as a target.
func elementTarget(d *content.Document, id string) (library.Target, bool) {
	for i := range d.Parts {
		if d.Parts[i].ID == id && d.Parts[i].List == "elements" {
			return library.Target{Doc: d, Part: &d.Parts[i]}, true
		}
	}
	return library.Target{}, false
}

func (b *builder) momentLine(m *analysis.Tagging) momentLine {
	d := b.lib.Document(m.Case)
	return momentLine{b.link(library.Target{Doc: d}), b.link(library.Target{Doc: d, Part: d.Part(m.Moment)}), b.evidence(m.Evidence, "")}
}

func (b *builder) elementCards(d *content.Document, f *content.Framework) []elementCard {
	var list []elementCard
	for n, i := range inOrder(f) {
		c := b.elementCard(d, &f.Elements[i])
		c.Number = n + 1
		list = append(list, c)
	}
	return list
}

func (b *builder) elementCard(d *content.Document, e *content.Element) elementCard {
	t, _ := elementTarget(d, e.ID)
	if t.Doc == nil {
		t.Doc = d
	}
	return elementCard{
		Link: link{URL: b.url(b.locale.Element(d, e.ID, 1)), Title: e.Title}, Letter: e.Letter, Style: b.style(d, e), TitleEn: e.TitleEn,
		Definition: e.Definition, Example: e.Example, Added: e.Added, Tags: b.fieldOf(d) != "", Moments: len(b.cat.Moments(t.Key())),
	}
}

// An elementView is what element.html shows.
type elementView struct {
	Card    elementCard
	Of      link // the framework
	Items   []string
	MapsTo  []template.HTML
	Others  []template.HTML // elements of other frameworks that map to this one
	Moments []*momentView
	Lines   []momentLine // instead of Moments, from the second page on
	Pager   []pagerItem
	Plays   []playLine
}

// A playLine is a play in a list.
type playLine struct {
	Link    link
	Summary string
	Verb    string // targets or solves
}

// inOrder returns the places of the elements of a framework in the order that
// their author gave them: that of the file, where an element does not say its own.
func inOrder(f *content.Framework) []int {
	list := make([]int, len(f.Elements))
	rank := func(i int) int {
		if o := f.Elements[i].Order; o != nil {
			return *o
		}
		return i + 1
	}
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	return list
}

// besides sets what comes before and after the page among its siblings.
func (b *builder) besides(v *view) {
	at := slices.IndexFunc(v.Siblings, func(s sibling) bool { return s.Current })
	if at > 0 {
		v.Previous = &v.Siblings[at-1].link
	}
	if at >= 0 && at+1 < len(v.Siblings) {
		v.Next = &v.Siblings[at+1].link
	}
}

// How many moments the page of an element shows whole, and how many the pages
// after it name.
const (
	shownOnElement = 40
	linesOnElement = 300
)

// elementPageCount returns how many pages an element with n moments has.
func elementPageCount(n int) int {
	return 1 + (max(0, n-shownOnElement)+linesOnElement-1)/linesOnElement
}

func (b *builder) element(v *view, d *content.Document, f *content.Framework) {
	t, _ := elementTarget(d, b.page.element)
	e := library.Element(t)
	own := b.link(library.Target{Doc: d})
	v.Crumbs = append(v.Crumbs, link{URL: own.URL, Title: shortName(d)})
	v.Kicker, v.Under = []link{own}, shortName(d)
	v.Title, v.TitleEn, v.Summary, v.Aliases = e.Title, e.TitleEn, e.Definition, e.Aliases
	it := &elementView{Card: b.elementCard(d, e), Of: own, Items: e.Items}
	for _, i := range inOrder(f) {
		if to, ok := elementTarget(d, f.Elements[i].ID); ok {
			v.Siblings = append(v.Siblings, sibling{b.link(to), f.Elements[i].ID == b.page.element})
		}
	}
	b.besides(v)
	for _, ref := range e.MapsTo {
		if to, ok := b.find(d, ref, "element"); ok {
			it.MapsTo = append(it.MapsTo, b.tag(to))
		}
	}
	moments := b.cat.Moments(t.Key())
	full := moments[:min(shownOnElement, len(moments))]
	if b.page.n == 1 {
		for _, m := range full {
			it.Moments = append(it.Moments, b.moment(b.lib.Document(m.Case), m.Moment))
		}
	} else {
		from := len(full) + (b.page.n-2)*linesOnElement
		for _, m := range moments[from:min(from+linesOnElement, len(moments))] {
			it.Lines = append(it.Lines, b.momentLine(m))
		}
	}
	it.Pager = b.pager(elementPageCount(len(moments)), func(n int) string { return b.locale.Element(d, e.ID, n) })
	if b.page.n > 1 {
		v.Under = b.t("%s，第 %d 页", v.Under, b.page.n)
	}
	b.elementUses(it, t)
	v.Backlinks = b.backlinks(t, func(e *library.Edge) bool {
		return e.Relation == "targets" || e.Relation == "solves" || e.Relation == "maps_to" || b.isTag(e)
	})
	v.It = it
	b.elementContents(v, it)
}

// isTag reports whether an edge is the tag of a moment, or the risk of one.
func (b *builder) isTag(e *library.Edge) bool {
	return e.Type().Name == "case" && b.lib.Settings().MomentFields.Framework(e.Relation) != ""
}

// elementUses sorts what refers to an element: plays, and elements of other
// frameworks.
func (b *builder) elementUses(it *elementView, t library.Target) {
	seen := make(map[string]bool)
	for _, e := range b.lib.Incoming(t) {
		switch e.Relation {
		case "targets", "solves":
			if !seen[e.From] {
				seen[e.From] = true
				from := b.lib.Document(e.From)
				l := playLine{b.link(library.Target{Doc: from}), from.Summary, b.t("针对")}
				if e.Relation == "solves" {
					l.Verb = b.t("解决")
				}
				it.Plays = append(it.Plays, l)
			}
		case "maps_to":
			if from, ok := elementTarget(b.lib.Document(e.From), e.Part); ok {
				it.Others = append(it.Others, b.tag(from))
			}
		}
	}
}

func (b *builder) elementContents(v *view, it *elementView) {
	for _, s := range []struct {
		link
		there bool
	}{
		{sections.Cases, it.Moments != nil || it.Lines != nil},
		{link{URL: "#sec.plays", Title: "做法"}, it.Plays != nil},
		{link{URL: "#sec.maps", Title: "对应"}, it.MapsTo != nil || it.Others != nil},
		{sections.Backlinks, v.Backlinks != nil},
	} {
		if s.there {
			v.Contents = append(v.Contents, link{URL: s.URL, Title: b.t(s.Title)})
		}
	}
}

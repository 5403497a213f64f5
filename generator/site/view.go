package site

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/library"
)

// A view is what base.html shows: the frame that all pages share. It is what
// the layout of the page shows inside.
type view struct {
	Lang, Layout  string
	Site, Tagline string
	Title         string // of the page, as its heading says it
	TitleLang     string // if it is not that of the page
	TitleEn       string
	Under         string // what the page belongs to, if its title alone does not tell
	Kicker        []link // above the title: what kind of page this is
	Summary       string
	Aliases       []string

	CSS, JS, EarlyJS, Icon string
	Search                 *searchView
	Canonical              string // absolute, only with a base_url

	Home, All string
	Nav       []navItem
	Crumbs    []link // from the first page down to the one above this
	Siblings  []sibling
	Previous  *link
	Next      *link
	Contents  []link // the sections of this page

	Evidence  *evidence
	Shaky     []claimLine // what the page says, or is told with, and is not well founded
	Checked   string
	Edit      string
	Licence   string
	Version   string
	Body      template.HTML
	Path      *pictureView // of a page that leads through the book
	Around    *pictureView // the pages beside this one
	Cautions  []string
	Facts     []fact
	Sources   []sourceView
	Related   []relatedView
	Backlinks *backlinks

	It any
}

// A navItem is one entry of the main navigation.
type navItem struct {
	link
	Current bool // the page is this or lies below it
	Count   int
}

// A sibling is one of the pages beside this one.
type sibling struct {
	link
	Current bool
}

// An evidence says how well something is known.
type evidence struct {
	Level, Word, Note string
}

// A fact is one checkable statement.
type fact struct {
	Text     string
	Evidence *evidence
	Source   *link
	Locator  string
	AsOf     string
}

// A relatedView is a page to read next, and why.
type relatedView struct {
	Link    link
	Type    string
	Summary string
	Reasons []link
}

// headerTypes are the types in the main navigation, in its order.
var headerTypes = []string{"case", "framework", "play", "metric", "term", "claim"}

// title is the heading of the page, if its layout does not say it itself.
func (b *builder) title() string {
	switch {
	case b.doc != nil:
		return b.doc.Title
	case b.page.typ != nil:
		return b.t(b.page.typ.Zh)
	case b.page.layout == "404":
		return b.t("没有这一页")
	case b.page.layout == "all":
		return b.t("全部页面")
	case b.page.layout == "search":
		return b.t("搜索")
	default:
		return b.lib.Settings().Title
	}
}

// view gathers the frame of the page and, by its layout, what is inside.
func (b *builder) view() *view {
	set := b.lib.Settings()
	v := &view{
		Lang: b.locale.Code, Layout: b.page.layout, Site: set.Title, Tagline: set.Tagline, Title: b.title(),
		CSS: b.asset(styleEntry), JS: b.asset(scriptEntry), EarlyJS: b.asset(earlyEntry), Icon: b.asset("assets/icon.svg"),
		Home: b.url(b.locale.Home()), All: b.url(b.locale.All(1)),
		Licence: set.Licence, Version: b.opt.Version,
		Search: b.searching(),
	}
	if set.BaseURL != "" && b.page.layout != "404" {
		v.Canonical = strings.TrimSuffix(set.BaseURL, "/") + "/" + strings.TrimSuffix(escapeURL(b.page.Path), "index.html")
	}
	v.Edit = b.edit()
	b.navigation(v)
	switch {
	case b.doc != nil:
		b.document(v, b.doc)
	case b.page.typ != nil:
		b.index(v, b.page.typ)
	case b.page.layout == "home":
		b.home(v)
	case b.page.layout == "search":
		b.search(v)
	default:
		b.all(v)
	}
	return v
}

// asset returns the address of a published file of the theme, "" if the theme
// does not have it.
func (b *builder) asset(entry string) string {
	if name := b.theme.names[entry]; name != "" {
		return b.url(name)
	}
	return ""
}

// edit returns where the source of the page can be changed, "" if nowhere.
func (b *builder) edit() string {
	if b.lib.Settings().EditURL == "" || b.page.Source == "" {
		return ""
	}
	return strings.ReplaceAll(b.lib.Settings().EditURL, "{path}", escapeURL(b.page.Source))
}

// typeOfPage is the type that the page belongs to, or nil.
func (b *builder) typeOfPage() *content.Type {
	if b.doc != nil {
		return b.doc.Type
	}
	return b.page.typ
}

// typeLink leads to the index of a type.
func (b *builder) typeLink(t *content.Type) link {
	return link{Title: b.t(t.Zh), URL: b.url(b.locale.Index(t, 1))}
}

func (b *builder) navigation(v *view) {
	here := b.typeOfPage()
	for _, name := range headerTypes {
		if n := b.lib.Count(name); n > 0 {
			t := content.TypeOf(name)
			v.Nav = append(v.Nav, navItem{b.typeLink(t), here == t, n})
		}
	}
	if b.page.layout != "home" {
		v.Crumbs = append(v.Crumbs, link{Title: b.t("首页"), URL: v.Home})
	}
}

// document fills in what all documents have, then what their type has.
func (b *builder) document(v *view, d *content.Document) {
	v.Crumbs = append(v.Crumbs, b.typeLink(d.Type))
	v.Kicker = []link{{Title: b.t(d.Type.Zh), URL: b.url(b.locale.Index(d.Type, 1))}}
	v.TitleLang, v.TitleEn, v.Summary, v.Aliases = language(d.Title), d.TitleEn, d.Summary, d.Aliases
	v.Checked = string(d.Checked)
	if b.page.layout == "element" {
		b.element(v, d, d.Record.(*content.Framework))
		return
	}
	v.Evidence = b.evidence(d.Evidence, d.EvidenceNote)
	v.Shaky = b.shaky(d)
	v.Cautions = d.Cautions
	b.neighbours(v, d)
	v.Body = b.body(d)
	b.facts(v, d)
	for _, ref := range d.Related {
		if t, ok := b.find(d, ref, "any"); ok {
			v.Related = append(v.Related, b.related(t))
		}
	}
	b.record(v, d)
	if slices.Contains(between, d.Type.Name) {
		v.Around = b.draw(d, "relations")
	}
	v.Backlinks = b.backlinks(library.Target{Doc: d}, func(e *library.Edge) bool {
		return e.Type().Name == "case" && (e.Relation == "organisation" || e.Relation == "people") // shown as cards
	})
	b.contents(v, d)
}

// between are the types whose pages say most by what they stand between. Others have
// pictures of their own, or are read in passing.
var between = []string{"framework", "play", "claim", "person", "organisation"}

// record fills in what only this type has.
func (b *builder) record(v *view, d *content.Document) {
	switch r := d.Record.(type) {
	case *content.Case:
		b.caseStudy(v, d, r)
	case *content.Framework:
		b.framework(v, d, r)
	case *content.Play:
		b.play(v, d, r)
	case *content.Journey:
		b.journey(v, d, r)
	case *content.Metric:
		b.metric(v, r)
	case *content.Claim:
		b.claim(v, d, r)
	case *content.Term:
		b.term(v, d, r)
	case *content.Person:
		b.person(v, d, r)
	case *content.Organisation:
		b.organisation(v, d, r)
	case *content.Source:
		b.source(v, r)
	case *content.Page:
		v.Path = b.draw(d, "path")
	}
}

// How many neighbours of a page the left column names, at most.
const neighbours = 15

// neighbours names the pages around d among those of its type.
func (b *builder) neighbours(v *view, d *content.Document) {
	paths := b.inOrder(d.Type)
	at := slices.Index(paths, d.Path)
	from := max(0, min(at-neighbours/2, len(paths)-neighbours))
	for i := from; i < min(from+neighbours, len(paths)); i++ {
		v.Siblings = append(v.Siblings, sibling{b.link(library.Target{Doc: b.lib.Document(paths[i])}), i == at})
	}
	b.besides(v)
}

// evidence returns the badge for a level, nil if there is none.
func (b *builder) evidence(level, note string) *evidence {
	if level == "" {
		return nil
	}
	return &evidence{level, b.t(label("evidence", level)), note}
}

// shaky lists the claims that do not hold as they go around, and that the page
// repeats: it names them, or they say that they affect it. A page that only shows
// the way around names them to be looked up, and who is quoted in a claim, person or
// source, has not said it for that.
func (b *builder) shaky(d *content.Document) []claimLine {
	switch d.Type.Name {
	case "claim", "page", "source", "person":
		return nil
	}
	var list []claimLine
	seen := make(map[*content.Document]bool)
	add := func(doc *content.Document) {
		if c, ok := doc.Record.(*content.Claim); ok && c.Verdict != "supported" && !seen[doc] {
			seen[doc] = true
			list = append(list, b.claimLine(doc))
		}
	}
	for _, e := range b.lib.Outgoing(d) {
		if e.To.Doc != nil {
			add(e.To.Doc)
		}
	}
	for _, e := range b.lib.Incoming(library.Target{Doc: d}) {
		if e.Relation == "affects" {
			add(b.lib.Document(e.From))
		}
	}
	return list
}

// facts fills in the facts of a document and the sources that stand behind it.
func (b *builder) facts(v *view, d *content.Document) {
	seen := make(map[*content.Document]bool)
	add := func(ref content.Ref) {
		if t, ok := b.find(d, ref, "source"); ok && !seen[t.Doc] {
			seen[t.Doc] = true
			v.Sources = append(v.Sources, b.sourceLine(t.Doc))
		}
	}
	for _, ref := range d.Sources {
		add(ref)
	}
	for _, f := range d.Facts {
		v.Facts = append(v.Facts, fact{f.Text, b.evidence(f.Evidence, ""), b.one(d, f.Source, "source"), f.Locator, string(f.AsOf)})
		add(f.Source)
	}
}

// related returns a page to read next.
func (b *builder) related(t library.Target) relatedView {
	r := relatedView{Link: b.link(t), Type: b.t(t.Doc.Type.Zh), Summary: preview(t)}
	if t.IsElement() {
		r.Type = t.Doc.Title
	}
	return r
}

// host returns the name of the server of an address.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

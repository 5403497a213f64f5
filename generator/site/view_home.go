package site

import (
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/library"
)

// A homeView is what home.html shows.
type homeView struct {
	Doors      []door
	Featured   []card
	Frameworks []card
	Claims     []claimLine
	Counts     []navItem
	About      *link
}

// A door is one of the four ways into the book.
type door struct {
	Sign  string // one character
	Title string
	Text  string
	URL   string
	Links []link
}

// How many things the first page shows of a kind.
const (
	featuredOnHome   = 3
	frameworksOnHome = 12
	claimsOnHome     = 4
)

func (b *builder) home(v *view) {
	it := new(homeView)
	v.Title, v.Summary = b.lib.Settings().Title, b.lib.Settings().Tagline
	for _, d := range b.featured() {
		it.Featured = append(it.Featured, b.card(d))
	}
	for _, d := range b.lenses() {
		it.Frameworks = append(it.Frameworks, b.card(d))
	}
	for _, d := range b.latest("claim", claimsOnHome) {
		it.Claims = append(it.Claims, b.claimLine(d))
	}
	it.Counts = b.counts()
	it.About = b.pageLink("about")
	it.Doors = b.doors()
	v.It = it
}

// counts leads to the index of every type and says how much there is in it.
func (b *builder) counts() []navItem {
	var list []navItem
	for _, t := range b.types() {
		list = append(list, navItem{link: b.typeLink(t), Count: b.lib.Count(t.Name)})
	}
	return list
}

// featured returns the cases that the settings name, or the first ones.
func (b *builder) featured() []*content.Document {
	var list []*content.Document
	for _, ref := range b.lib.Settings().Featured {
		if t, ok := b.find(nil, ref, "case"); ok {
			list = append(list, t.Doc)
		}
	}
	if list == nil {
		return b.first("case", featuredOnHome)
	}
	return list[:min(len(list), featuredOnHome)]
}

// lenses returns the frameworks to begin with: those that moments are tagged with,
// then the others.
func (b *builder) lenses() []*content.Document {
	var list []*content.Document
	for _, f := range b.lib.Settings().MomentFields {
		if t, ok := b.find(nil, f.Framework, "framework"); ok && !slices.Contains(list, t.Doc) {
			list = append(list, t.Doc)
		}
	}
	for _, d := range b.first("framework", frameworksOnHome+len(list)) {
		if !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list[:min(len(list), frameworksOnHome)]
}

// first returns the first n documents of a type.
func (b *builder) first(typ string, n int) []*content.Document {
	paths := b.lib.Paths(content.TypeOf(typ))
	return b.lib.Documents(paths[:min(len(paths), n)])
}

// latest returns the documents of a type that were checked last.
func (b *builder) latest(typ string, n int) []*content.Document {
	docs := b.lib.Of(typ)
	slices.SortStableFunc(docs, func(x, y *content.Document) int { return strings.Compare(string(y.Checked), string(x.Checked)) })
	return docs[:min(len(docs), n)]
}

// pageLink returns the link to a page of prose, nil if there is none.
func (b *builder) pageLink(id string) *link {
	if d := b.lib.Doc("page", id); d != nil {
		l := b.link(library.Target{Doc: d})
		l.Preview = ""
		return &l
	}
	return nil
}

// doors returns the ways into the book, without those that lead nowhere.
func (b *builder) doors() []door {
	index := func(names ...string) []link {
		var list []link
		for _, name := range names {
			if b.lib.Count(name) > 0 {
				list = append(list, b.typeLink(content.TypeOf(name)))
			}
		}
		return list
	}
	pages := func(ids ...string) []link {
		var list []link
		for _, id := range ids {
			if l := b.pageLink(id); l != nil {
				list = append(list, *l)
			}
		}
		return list
	}
	all := link{Title: b.t("全部页面"), URL: b.url(b.locale.All(1))}
	doors := []door{
		{Sign: "学", Title: "十分钟学一招", Text: "先挑一副看服务的镜片，再看别人怎么用。", Links: append(pages("path-learn"), index("framework", "case")...)},
		{Sign: "查", Title: "查一个词、一件事", Text: "柜台后面也能用：词是什么意思，数怎么算，话能不能这么说。", Links: append(append(pages("path-lookup"), index("term", "metric", "claim")...), all)},
		{Sign: "教", Title: "拿去上课", Text: "每个案例都有讨论题，每一页都能直接打印成讲义。", Links: append(append(pages("path-teach"), index("case", "play")...), pages("evidence-levels")...)},
		{Sign: "写", Title: "添一页您的故事", Text: "会复制文件、会打字就够了。", Links: pages("path-contribute", "how-to-write", "about")},
	}
	var list []door
	for _, d := range doors {
		if len(d.Links) > 0 {
			d.Sign, d.Title, d.Text, d.URL = b.t(d.Sign), b.t(d.Title), b.t(d.Text), d.Links[0].URL
			list = append(list, d)
		}
	}
	return list
}

// An allView is what all.html and 404.html show: every page by its title.
type allView struct {
	Groups []group
	Total  int
	Pager  []pagerItem
	Counts []navItem
}

func (b *builder) all(v *view) {
	all := b.lib.All()
	it := &allView{Total: len(all), Counts: b.counts()}
	if b.page.layout == "all" {
		pages := pagesFor(len(all), linksPerPage)
		from := (b.page.n - 1) * linksPerPage
		var typ *content.Type
		for _, d := range b.lib.Documents(all[from:min(from+linksPerPage, len(all))]) {
			if d.Type != typ {
				typ = d.Type
				it.Groups = append(it.Groups, group{ID: "group-" + typ.Name, Title: b.t(typ.Zh)})
				v.Contents = append(v.Contents, link{URL: "#group-" + typ.Name, Title: b.t(typ.Zh)})
			}
			g := &it.Groups[len(it.Groups)-1]
			c := card{Link: b.link(library.Target{Doc: d}), TitleEn: d.TitleEn}
			if f, ok := d.Record.(*content.Framework); ok {
				c.Elements = b.elementCards(d, f)
			}
			g.Cards = append(g.Cards, c)
		}
		it.Pager = b.pager(pages, b.locale.All)
		b.turn(v, pages, b.locale.All)
		v.Summary = b.t("这本书的每一页，按类型排列。用浏览器的“在页面中查找”可以直接找标题。")
	}
	v.It = it
}

package site

import (
	"playbook/generator/content"
	"playbook/generator/library"
)

// A card is a document in an index.
type card struct {
	Link     link
	Kind     string // its type, for lists of several types
	TitleEn  string
	Summary  string
	Evidence *evidence
	Spark    *sparkView
	Facets   []string
	Elements []elementCard // of a framework
	Claim    *claimLine
	Source   *sourceView
	Name     string // of a person or organisation in English
	Better   string // of a metric
}

// An indexView is what index.html shows.
type indexView struct {
	Type   string // "case"
	Intro  string
	Total  int
	Groups []group
	Pager  []pagerItem
	Table  bool // rows rather than cards
}

// A group is some cards under a heading; without a heading it is the only one.
type group struct {
	ID, Title string
	Verdict   string
	Cards     []card
}

// A pagerItem is one page of an index.
type pagerItem struct {
	link
	Current bool
}

// intros say what a reader finds in the index of a type.
var intros = map[string]string{
	"case":         "每个案例拆成一个个关键时刻，标出客人的感受、用到的做法，以及我们知道得有多牢靠。",
	"framework":    "框架是看服务的镜片。先选一副，再去看案例。",
	"play":         "明天就能试的做法，从容易的开始。",
	"journey":      "一个人为了一个目标走过的路，一步一步。",
	"metric":       "怎么量，怎么算，怎么不被数字骗。",
	"claim":        "流传很广的说法，我们逐条查过出处。",
	"term":         "一句话说清一个词。正文里第一次出现的术语会自动链接到这里。",
	"person":       "书里提到的人。",
	"organisation": "书里提到的公司、出版方和地方。",
	"source":       "每一条事实都写明是在哪里读到的。",
	"page":         "关于这本书，以及怎样参与。",
}

// index fills in one page of the index of a type.
func (b *builder) index(v *view, t *content.Type) {
	docs := b.inOrder(t)
	per := perPage(t)
	from := (b.page.n - 1) * per
	shown := b.lib.Documents(docs[from:min(from+per, len(docs))])
	it := &indexView{Type: t.Name, Total: len(docs), Intro: b.t(intros[t.Name])}
	it.Table = per == rowsPerPage
	v.Summary = it.Intro
	if b.page.n > 1 {
		v.Crumbs = append(v.Crumbs, b.typeLink(t))
	}
	it.Groups = b.groups(t, shown)
	route := func(n int) string { return b.locale.Index(t, n) }
	it.Pager = b.pager(pagesFor(len(docs), per), route)
	b.turn(v, pagesFor(len(docs), per), route)
	for _, other := range b.types() {
		v.Siblings = append(v.Siblings, sibling{b.typeLink(other), other == t})
	}
	for _, g := range it.Groups {
		if g.Title != "" {
			v.Contents = append(v.Contents, link{URL: "#" + g.ID, Title: g.Title})
		}
	}
	v.It = it
}

// pager links to the pages of an index: all, or the ends and those around this.
func (b *builder) pager(pages int, route func(int) string) []pagerItem {
	if pages == 1 {
		return nil
	}
	var list []pagerItem
	for n := 1; n <= pages; n++ {
		if near := n-b.page.n <= 2 && b.page.n-n <= 2; !near && n > 1 && n < pages {
			if list[len(list)-1].URL != "" {
				list = append(list, pagerItem{link: link{Title: "…"}})
			}
			continue
		}
		list = append(list, pagerItem{link{URL: b.url(route(n)), Title: b.t("%d", n)}, n == b.page.n})
	}
	return list
}

// turn links to the page before and after this one.
func (b *builder) turn(v *view, pages int, route func(int) string) {
	if b.page.n > 1 {
		v.Previous = &link{URL: b.url(route(b.page.n - 1)), Title: b.t("第 %d 页", b.page.n-1)}
	}
	if b.page.n < pages {
		v.Next = &link{URL: b.url(route(b.page.n + 1)), Title: b.t("第 %d 页", b.page.n+1)}
	}
}

// groups sorts documents under headings where that helps: plays by difficulty,
// claims by verdict.
func (b *builder) groups(t *content.Type, docs []*content.Document) []group {
	enum, of := "", func(*content.Document) string { return "" }
	switch t.Name {
	case "play":
		enum, of = "difficulty", func(d *content.Document) string { return d.Record.(*content.Play).Difficulty }
	case "claim":
		enum, of = "verdict", func(d *content.Document) string { return d.Record.(*content.Claim).Verdict }
	case "source":
		enum, of = "source-kind", func(d *content.Document) string { return d.Record.(*content.Source).Kind }
	}
	by := make(map[string][]card)
	for _, d := range docs {
		by[of(d)] = append(by[of(d)], b.card(d))
	}
	var list []group
	for _, value := range content.Enums[enum] {
		if cards := by[value.Name]; cards != nil {
			g := group{ID: "group-" + value.Name, Title: b.t(groupTitle(value)), Cards: cards}
			if enum == "verdict" {
				g.Verdict = value.Name
			}
			list = append(list, g)
		}
	}
	if cards := by[""]; cards != nil {
		g := group{Cards: cards}
		if list != nil {
			g.ID, g.Title = "group-other", b.t("其他")
		}
		list = append(list, g)
	}
	return list
}

// card returns a document as it stands in an index.
func (b *builder) card(d *content.Document) card {
	c := card{Link: b.link(library.Target{Doc: d}), Kind: b.t(d.Type.Zh), TitleEn: d.TitleEn, Summary: d.Summary, Evidence: b.evidence(d.Evidence, "")}
	c.Link.Preview = ""
	switch r := d.Record.(type) {
	case *content.Case:
		c.Spark = b.spark(d)
		for _, s := range []string{r.Industry, r.Region} {
			if s != "" && s != "不详" {
				c.Facets = append(c.Facets, s)
			}
		}
	case *content.Framework:
		c.Facets = []string{b.t(label("framework-kind", r.Kind))}
		c.Elements = b.elementCards(d, r)
	case *content.Play:
		if r.Time != "" {
			c.Facets = []string{r.Time}
		}
	case *content.Term:
		c.Summary, c.TitleEn = r.Definition, r.Translation.En
	case *content.Claim:
		line := b.claimLine(d)
		c.Claim = &line
	case *content.Metric:
		c.Better = b.t(label("better", r.Better))
	case *content.Source:
		s := b.sourceLine(d)
		c.Source = &s
	case *content.Person:
		c.Name = r.NameEn
		c.Facets = []string{r.Role}
	case *content.Organisation:
		c.Name = r.NameEn
		c.Facets = []string{b.t(label("organisation-kind", r.Kind)), r.Country}
	}
	return c
}

// groupTitle returns the heading for a value: some say little alone.
func groupTitle(v content.Value) string {
	switch v.Name {
	case "易":
		return "容易上手"
	case "中":
		return "要费点心"
	case "难":
		return "要有准备"
	}
	return v.Zh
}

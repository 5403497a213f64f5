package site

import (
	"cmp"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/library"
	"playbook/generator/search"
)

// elementType is how search calls the pages of elements, which are no type of
// document. They stand beside their frameworks.
const elementType = "element"

// byPriority are the types as search ranks them at an equal score.
var byPriority = []string{
	"case", "framework", elementType, "play", "journey", "metric", "claim", "page", "term", "person", "organisation", "source",
}

// Searchable returns those of all pages that search finds: one for each document,
// and one for each element.
func Searchable(pages []Page) []Page {
	var list []Page
	for _, p := range pages {
		if p.Source != "" && p.n <= 1 {
			list = append(list, p)
		}
	}
	return list
}

// SearchOptions says how the index of the book is made; pack is what its runs were
// made with.
func (s *Site) SearchOptions(pack int) search.Options {
	opt := search.Options{Lang: s.locale.Code, Pack: pack}
	for _, name := range byPriority {
		if name == elementType {
			opt.Types = append(opt.Types, search.Label{ID: name, Name: s.words.say("要素")})
		} else {
			opt.Types = append(opt.Types, search.Label{ID: name, Name: s.words.say(content.TypeOf(name).Zh)})
		}
	}
	for _, v := range content.Enums["evidence"] {
		opt.Evidence = append(opt.Evidence, search.Label{ID: v.Name, Name: s.words.say(v.Zh)})
	}
	opt.Facets = []search.Facet{
		{ID: "industry", Name: s.words.say("行业")},
		{ID: "evidence", Name: s.words.say("证据"), Values: opt.Evidence},
		{ID: "language", Name: s.words.say("语言"), Values: []search.Label{
			{ID: s.locale.Code, Name: s.words.say("中文")}, {ID: "en", Name: s.words.say("英文")}, {ID: "ja", Name: s.words.say("日文")},
		}},
	}
	for _, d := range s.lib.Of("framework") {
		facet := search.Facet{ID: d.ID, Name: d.Title, Group: elementType}
		r := d.Record.(*content.Framework)
		for _, i := range inOrder(r) {
			facet.Values = append(facet.Values, search.Label{ID: r.Elements[i].ID, Name: r.Elements[i].Title})
		}
		opt.Facets = append(opt.Facets, facet)
	}
	return opt
}

// SearchPage returns what search knows of a page: all that its source says, under
// the headings under which the page shows it.
func (s *Site) SearchPage(p Page) search.Page {
	d := s.lib.Document(p.Source)
	c := &searchCollector{site: s, doc: d}
	c.page = search.Page{URL: p.Path, Type: p.layout, ID: d.ID, Title: d.Title, Summary: d.Summary, Evidence: d.Evidence, Readings: d.Pinyin}
	c.tag("language", cmp.Or(language(d.Title), s.locale.Code)) // of a source, that of the original
	if p.layout == elementType {
		c.element(library.Element(c.target(p.element)))
		return c.page
	}
	c.names()
	c.texts()
	c.references()
	c.prose()
	c.page.Sections = append(c.page.Sections, c.labels...)
	return c.page
}

// A searchCollector gathers the texts of one page, by section.
type searchCollector struct {
	site   *Site
	doc    *content.Document
	page   search.Page
	labels []search.Section // what is found, but says little alone: values of lists, names of other pages
}

func (c *searchCollector) target(element string) library.Target {
	t, _ := elementTarget(c.doc, element)
	return t
}

// element fills in the page of an element.
func (c *searchCollector) element(e *content.Element) {
	c.page.ID, c.page.Title, c.page.Evidence, c.page.Readings = e.ID, e.Title, "", nil
	c.page.Summary = preview(c.target(e.ID)) // many are called alike: 服务
	c.name(append([]string{e.TitleEn}, e.Aliases...)...)
	c.add("", "", c.doc.Title)
	c.add("", "", e.Example)
	for _, item := range e.Items {
		c.add("", "", item)
	}
	c.tag(c.doc.ID, e.ID)
}

// tag gives the page a value of a facet.
func (c *searchCollector) tag(facet, value string) {
	if t := (search.Tag{Facet: facet, Value: value}); value != "" && !slices.Contains(c.page.Tags, t) {
		c.page.Tags = append(c.page.Tags, t)
	}
}

// names fills in what else the page is called.
func (c *searchCollector) names() {
	c.name(c.doc.TitleEn)
	c.name(c.doc.Aliases...)
	switch r := c.doc.Record.(type) {
	case *content.Framework:
		c.name(r.Short)
	case *content.Term:
		c.name(r.Translation.En, r.Translation.Hant)
		c.name(r.Avoid...)
	case *content.Person:
		c.name(r.NameEn)
	case *content.Organisation:
		c.name(r.NameEn)
	}
}

func (c *searchCollector) name(names ...string) {
	for _, name := range names {
		if name != "" && name != c.page.Title && !slices.Contains(c.page.Names, name) {
			c.page.Names = append(c.page.Names, name)
		}
	}
}

// add puts a text into a section of the page.
func (c *searchCollector) add(id, heading, text string) { addTo(&c.page.Sections, id, heading, text) }

// label puts what says little alone behind everything else, at its place.
func (c *searchCollector) label(id, text string) { addTo(&c.labels, id, "", text) }

// addTo puts a text into a section, which is made if it is not there.
func addTo(list *[]search.Section, id, heading, text string) {
	i := slices.IndexFunc(*list, func(s search.Section) bool { return s.ID == id && s.Heading == heading })
	if i < 0 {
		i = len(*list)
		*list = append(*list, search.Section{ID: id, Heading: heading})
	}
	if text == "" || text == heading {
		return
	}
	if s := &(*list)[i]; s.Text == "" {
		s.Text = text
	} else {
		s.Text += "\n" + text
	}
}

// unsaid are the fields that pages show elsewhere, or do not show.
var unsaid = []string{
	"type", "title", "title_en", "summary", "summary_en", "aliases", "pinyin", "checked", "source_documents", "asserted_in", "name_en", "short",
	"translation", "avoid", "evidence", "picture", "calculator", "order",
}

// texts fills in the values of the front matter.
func (c *searchCollector) texts() {
	switch r := c.doc.Record.(type) {
	case *content.Term:
		c.page.Summary = r.Definition
		c.add("", "", c.doc.Summary)
	case *content.Source: // as one line, which readers copy
		line := []string{strings.Join(r.Authors, "、"), r.Year, c.doc.Title, r.Publisher, r.Pages, "doi:" + r.DOI, "ISBN " + r.ISBN}
		line = slices.DeleteFunc(line, func(s string) bool { return s == "" || s == "doi:" || s == "ISBN " })
		c.label("", strings.Join(line, ". "))
	}
	for _, t := range c.doc.Texts() {
		key, _ := t.Keys[len(t.Keys)-1].(string)
		if t.Ref || key == "id" || key == "color" || t.Enum == "evidence" || slices.Contains(unsaid, t.Keys[0].(string)) {
			continue
		}
		value := t.Value
		if t.Enum != "" {
			value = c.site.words.say(label(t.Enum, t.Value))
		}
		if id, heading := c.section(t.Keys); t.Prose {
			c.add(id, heading, value)
		} else {
			c.label(id, value)
		}
	}
	if r, ok := c.doc.Record.(*content.Case); ok {
		c.tag("industry", r.Industry)
	}
	c.tag("evidence", c.doc.Evidence)
}

// section returns the id and the heading under which a page shows the value under
// keys. A part with a place of its own on the page is a section of its own.
func (c *searchCollector) section(keys []any) (id, heading string) {
	field := keys[0].(string)
	if len(keys) > 1 && field != "elements" {
		if i, ok := keys[1].(int); ok {
			if p := c.part(field, i); p != nil {
				return p.ID, c.heading(p)
			}
		}
	}
	return c.shownIn(field)
}

// heading returns the words above a part. A need or a pain is a sentence, and
// stands below those of its section.
func (c *searchCollector) heading(p *content.Part) string {
	if p.List == "needs" || p.List == "pains" {
		return c.site.words.say(sections.Needs.Title)
	}
	return p.Title
}

// shownIn returns the section in which the pages of a type show a field.
func (c *searchCollector) shownIn(field string) (id, heading string) {
	section := link{}
	switch field {
	case "lessons":
		section = sections.Minute
	case "cautions":
		if section = (link{URL: "#sec.cautions", Title: "提醒"}); c.doc.Type.Name == "case" {
			section = sections.Minute
		}
	case "facts", "sources", "source":
		section = sections.Facts
	case "metrics", "metric":
		section = sections.Metrics
	case "discuss":
		section = sections.Discuss
	case "relations", "to":
		section = sections.Relations
	case "elements":
		section = sections.Elements
	case "statement":
		return "", c.doc.Record.(*content.Claim).Statement
	case "steps":
		if c.doc.Type.Name == "play" {
			section = sections.Steps
		}
	}
	if section.URL == "" {
		return "", ""
	}
	return section.URL[1:], c.site.words.say(section.Title)
}

// part returns the i-th part of a list that has a place of its own, or nil.
func (c *searchCollector) part(list string, i int) *content.Part {
	for n := range c.doc.Parts {
		if p := &c.doc.Parts[n]; p.List == list {
			if i == 0 {
				return p
			}
			i--
		}
	}
	return nil
}

// references fills in the names of what the front matter refers to.
func (c *searchCollector) references() {
	for _, r := range c.doc.Refs {
		id, _ := c.shownIn(r.Field)
		if p := c.doc.Part(r.Part); p != nil && p.List != "elements" {
			id = p.ID
		}
		to := c.site.lib.Find(string(r.Ref), r.Where, c.doc)
		name := string(r.Ref)
		switch {
		case len(to) == 1:
			name = to[0].Title()
		case !r.OrText:
			continue
		}
		c.label(id, name)
		if len(to) == 1 && to[0].IsElement() {
			c.tag(to[0].Doc.ID, to[0].Part.ID)
		}
	}
}

// prose fills in the text below the front matter.
func (c *searchCollector) prose() {
	withNames := func(s string) string { return c.site.lib.WithNames(s, c.doc) }
	for i, text := range c.site.lib.Prose(c.doc.Path).Sections(withNames) {
		id, heading := "", ""
		if i > 0 {
			id, heading = c.doc.Outline[i-1].ID, withNames(c.doc.Outline[i-1].Text)
		}
		if text = strings.TrimSpace(text); text != "" || heading != "" {
			c.add(id, heading, text)
		}
	}
}

package site

import (
	"strings"

	"playbook/generator/content"
	"playbook/generator/library"
)

// backlinks is what refers to a page.
type backlinks struct {
	Groups   []backlinkGroup
	Count    int        // pages, mentions not counted
	Mentions []backlink // pages that only name it
	More     int        // mentions that are not listed
}

// A backlinkGroup is the pages of one type.
type backlinkGroup struct {
	Type string
	List []backlink
	Rest []backlink // those behind “show all”
	More int        // those that are not listed at all
}

// A backlink is one page that refers to this one, and what it says there.
type backlink struct {
	Link link
	Uses []use
}

// A use is one reference.
type use struct {
	Word string // how it is meant
	Text string // the sentence
	URL  string // of the part in which it stands, or ""
}

// How many backlinks of one type a page shows at once, and behind a click; how
// many uses of each.
const (
	openBacklinks = 8
	mostBacklinks = 100
	mostUses      = 3
)

// backlinks gathers what refers to a target. skip leaves out what the page
// already shows elsewhere; it may be nil.
func (b *builder) backlinks(t library.Target, skip func(*library.Edge) bool) *backlinks {
	v := new(backlinks)
	var typ *content.Type
	from := ""
	named := make(map[string]bool)
	for _, e := range b.lib.Incoming(t) {
		if e.From == t.Doc.Path || skip != nil && skip(e) {
			continue
		}
		if e.Type() != typ {
			typ = e.Type()
			v.Groups = append(v.Groups, backlinkGroup{Type: b.t(typ.Zh)})
		}
		if e.From != from {
			from = e.From
			named[from] = true
			v.Count++
			v.Groups[len(v.Groups)-1].add(b, from)
		}
		v.Groups[len(v.Groups)-1].use(b, e)
	}
	for _, e := range b.lib.Mentioned(t) {
		if e.From == t.Doc.Path || named[e.From] {
			continue
		}
		named[e.From] = true
		if len(v.Mentions) == mostBacklinks {
			v.More++
			continue
		}
		v.Mentions = append(v.Mentions, backlink{b.link(library.Target{Doc: b.lib.Document(e.From)}), []use{{Text: strings.TrimSpace(e.Text)}}})
	}
	if v.Groups == nil && v.Mentions == nil {
		return nil
	}
	return v
}

// last returns where the newest entry of the group stands, nil if it is not
// listed.
func (g *backlinkGroup) last() *backlink {
	switch {
	case g.More > 0:
		return nil
	case len(g.Rest) > 0:
		return &g.Rest[len(g.Rest)-1]
	default:
		return &g.List[len(g.List)-1]
	}
}

func (g *backlinkGroup) add(b *builder, from string) {
	entry := func() backlink { return backlink{Link: b.link(library.Target{Doc: b.lib.Document(from)})} }
	switch {
	case len(g.List) < openBacklinks:
		g.List = append(g.List, entry())
	case len(g.Rest) < mostBacklinks:
		g.Rest = append(g.Rest, entry())
	default:
		g.More++
	}
}

// use adds a reference to the newest entry. Two fields that say the same are
// one use.
func (g *backlinkGroup) use(b *builder, e *library.Edge) {
	at := g.last()
	if at == nil || len(at.Uses) == mostUses {
		return
	}
	u := use{Word: b.relation(e), Text: strings.TrimSpace(e.Text)}
	if e.Part != "" {
		if to, ok := b.lib.At(library.Name{Path: e.From, Part: e.Part}); ok {
			u.URL = b.url(b.locale.Target(to))
		}
	}
	for _, have := range at.Uses {
		if have.Text == u.Text {
			return
		}
	}
	at.Uses = append(at.Uses, u)
}

// relation says in a word how a reference is meant.
func (b *builder) relation(e *library.Edge) string {
	if b.isTag(e) {
		return b.t("标注")
	}
	word, ok := relations[e.Relation]
	if !ok {
		word = "引用"
	}
	return b.t(word)
}

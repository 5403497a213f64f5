package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"unicode"

	"playbook/generator/content"
	"playbook/generator/hanzi"
	"playbook/generator/library"
	"playbook/generator/markdown"
)

// A link is a reference as templates show it.
type link struct {
	URL, Title string
	Class      string // "ref ref-case"
	Preview    string // what a reader sees before following it, or ""
	Lang       string // of the title, if it is not that of the page
}

// link leads to a target.
func (b *builder) link(t library.Target) link {
	title := t.Title()
	return link{URL: b.url(b.locale.Target(t)), Title: title, Class: refClass(t), Preview: preview(t), Lang: language(title)}
}

// language guesses the language of a title: Japanese if it has kana, English if
// it has letters but no Han, "" if it is that of the page.
func language(s string) string {
	latin, han := false, false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case hanzi.IsHan(r):
			han = true
		case 'a' <= r && r <= 'z':
			latin = true
		}
	}
	if latin && !han {
		return "en"
	}
	return ""
}

// refClass tells what kind of thing a link leads to, so that paper can say it.
func refClass(t library.Target) string {
	switch {
	case t.Doc == nil:
		return "ref ref-file"
	case t.IsElement():
		return "ref ref-element"
	case t.Part != nil && t.Part.List == "moments":
		return "ref ref-moment"
	default:
		return "ref ref-" + t.Doc.Type.Name
	}
}

// preview says in a sentence or two what a target is.
func preview(t library.Target) string {
	switch {
	case t.Doc == nil || t.Heading != nil:
		return ""
	case t.IsElement():
		return t.Doc.Title + " · " + library.Element(t).Definition
	case t.Part != nil:
		return t.Part.Text
	}
	if term, ok := t.Doc.Record.(*content.Term); ok {
		return term.Definition
	}
	return t.Doc.Summary
}

// find resolves a reference of the front matter of d. What leads nowhere was
// reported when the library was made; here it is left out.
func (b *builder) find(d *content.Document, ref content.Ref, where string) (library.Target, bool) {
	if ref == "" {
		return library.Target{}, false
	}
	to := b.lib.Find(string(ref), where, d)
	if len(to) != 1 {
		return library.Target{}, false
	}
	return to[0], true
}

// one returns the link for a single reference, or nil.
func (b *builder) one(d *content.Document, ref content.Ref, where string) *link {
	t, ok := b.find(d, ref, where)
	if !ok {
		return nil
	}
	l := b.link(t)
	return &l
}

// links returns the links for a list of references.
func (b *builder) links(d *content.Document, refs []content.Ref, where string) []link {
	var list []link
	for _, ref := range refs {
		if l := b.one(d, ref, where); l != nil {
			list = append(list, *l)
		}
	}
	return list
}

// orText returns the link for a reference that may also be plain text.
func (b *builder) orText(d *content.Document, ref content.Ref, where string) *link {
	if l := b.one(d, ref, where); l != nil || ref == "" {
		return l
	}
	return &link{Title: string(ref)}
}

// body renders the prose of a document.
func (b *builder) body(d *content.Document) template.HTML {
	var out bytes.Buffer
	prose := b.lib.Prose(d.Path)
	if err := prose.Render(&out, &linker{builder: b, doc: d, links: prose.Links}, markdown.View{}); err != nil {
		return ""
	}
	return template.HTML(bytes.TrimSpace(out.Bytes()))
}

// A linker tells package markdown where the links of one document lead, seen
// from the page.
type linker struct {
	*builder
	doc   *content.Document
	links []markdown.Link // of doc
	next  int             // where to look first: links mostly come in their order
}

// Link implements [markdown.Linker].
func (l *linker) Link(x markdown.Link) (markdown.Target, bool) {
	for range l.links {
		i := l.next % len(l.links)
		l.next++
		if l.links[i] != x {
			continue
		}
		t, ok := l.lib.Resolved(l.doc, i)
		if !ok {
			return markdown.Target{}, false
		}
		target := l.target(t)
		if x.Kind == markdown.Embed {
			target.HTML = l.embed(t)
		}
		return target, true
	}
	return markdown.Target{}, false
}

func (l *linker) target(t library.Target) markdown.Target {
	to := l.link(t)
	return markdown.Target{URL: escapeURL(to.URL), Title: to.Title, Class: to.Class, Preview: to.Preview}
}

// Mentions implements [markdown.Linker].
func (l *linker) Mentions() []markdown.Mention {
	all := l.lib.Mentions(l.doc.Path)
	list := make([]markdown.Mention, len(all))
	for i, m := range all {
		list[i] = markdown.Mention{Start: m.Start, End: m.End, Target: l.target(m.To)}
	}
	return list
}

// escapeURL escapes what a path of ours may hold and an address may not.
func escapeURL(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^{}|%`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// embed draws what stands at ![[…]]: the curve of a case or journey, a moment,
// an element, the elements of a framework.
func (b *builder) embed(t library.Target) []byte {
	v := embedView{Link: b.link(t)}
	switch {
	case t.Doc == nil || t.Heading != nil:
		return nil
	case t.Picture != "":
		v.Figure = b.draw(t.Doc, t.Picture)
	case t.IsElement():
		e := b.elementCard(t.Doc, library.Element(t))
		v.Elements = []elementCard{e}
	case t.Part != nil && t.Part.List == "moments":
		v.Moment = b.moment(t.Doc, t.Part.ID)
	case t.Part != nil:
		return nil
	default:
		switch r := t.Doc.Record.(type) {
		case *content.Case, *content.Journey:
			v.Figure = b.draw(t.Doc, "emotion")
		case *content.Framework:
			v.Elements = b.elementCards(t.Doc, r)
		}
	}
	if v.Figure == nil && v.Moment == nil && v.Elements == nil {
		v.Summary = preview(t)
	}
	var out bytes.Buffer
	b.execute(&out, embedPartial, v)
	return out.Bytes()
}

// An embedView is what the embed partial shows: one of the last four, and a link.
type embedView struct {
	Link     link
	Figure   *pictureView
	Moment   *momentView
	Elements []elementCard
	Summary  string // of what has no picture
}

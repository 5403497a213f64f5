package site

import (
	"bytes"
	"html/template"
	"path"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/figure"
	"playbook/generator/library"
)

// A momentView is one moment of a case, on its own page or elsewhere.
type momentView struct {
	ID, Title, Text     string
	Case                *link // set outside its case
	URL                 string
	Stage               string
	NewStage            bool // the stage differs from that of the moment before
	Touchpoint, Channel string
	Polarity            string // the element that says how it was, for its colour
	Emotion, Expected   string
	Direction           string // "up", "flat", "down" or ""
	Groups              []tagGroup
	Risk                template.HTML // the chip of what it may become
	BySurvey            bool
	Recovers            *link
	Notes               []string // cost, scalable, consent in words
	Caution             string
	Evidence            *evidence
}

// A tagGroup is the tags of a moment from one framework.
type tagGroup struct {
	Framework string          // its short name
	Tags      []template.HTML // chips
}

// A tagView is what tag.html shows: one element as a chip.
type tagView struct {
	link
	Letter string
	Style  string // "f-kano e-attractive": field and element, for its colour
}

// A Chip names the picture of an element on the pages of a folder, whose
// addresses begin alike. A page of a case has some thirty chips and thousands of
// pages have the same, so a catalog keeps them.
type Chip struct {
	Folder  string
	Element library.Name
}

// A DrawnChip is a chip, and the failure of the template that drew it.
type DrawnChip struct {
	HTML  template.HTML
	Found diag.List
}

// tag returns the chip of an element.
func (b *builder) tag(t library.Target) template.HTML {
	drawn := b.cat.Chip(Chip{path.Dir(b.page.Path), t.Name()})
	*b.found = append(*b.found, drawn.Found...)
	return drawn.HTML
}

// Chip draws a chip.
func (s *Site) Chip(c Chip) DrawnChip {
	t, ok := s.lib.At(c.Element)
	if !ok {
		return DrawnChip{}
	}
	e := library.Element(t)
	var out bytes.Buffer
	var found diag.List
	b := &builder{Site: s, page: Page{Path: path.Join(c.Folder, "index.html"), layout: "index"}, found: &found}
	b.execute(&out, chipPartial, tagView{b.link(t), e.Letter, b.style(t.Doc, e)})
	return DrawnChip{template.HTML(bytes.TrimSpace(out.Bytes())), found}
}

// fieldOf returns the moment field that a framework backs, or "".
func (b *builder) fieldOf(fw *content.Document) string {
	if b.fields == nil {
		b.fields = make(map[string]string)
		for _, f := range b.lib.Settings().MomentFields {
			if to, ok := b.find(nil, f.Framework, "framework"); ok && b.fields[to.Doc.Path] == "" {
				b.fields[to.Doc.Path] = f.Field
			}
		}
	}
	return b.fields[fw.Path]
}

// tagsOf returns the tags of the moments of a case.
func (b *builder) tagsOf(d *content.Document) map[string][]analysis.Tag {
	if b.tags == nil {
		b.tags = make(map[string]map[string][]analysis.Tag)
	}
	if b.tags[d.Path] == nil {
		b.tags[d.Path] = analysis.Tags(b.lib, d)
	}
	return b.tags[d.Path]
}

// style names the classes by which an element gets its colour: the moment field
// that its framework backs with its id, and the hue that its author chose.
func (b *builder) style(fw *content.Document, e *content.Element) string {
	s := "e-" + e.ID
	if field := b.fieldOf(fw); field != "" {
		s = "f-" + field + " " + s
	}
	if isName(e.Color) {
		s += " hue-" + e.Color
	}
	return s
}

// isName reports whether s can be part of a class.
func isName(s string) bool {
	for _, c := range s {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// shortName returns what to call a framework beside its tags.
func shortName(d *content.Document) string {
	if f, ok := d.Record.(*content.Framework); ok && f.Short != "" {
		return f.Short
	}
	return d.Title
}

// moment returns a moment for a place outside its case.
func (b *builder) moment(d *content.Document, id string) *momentView {
	c, ok := d.Record.(*content.Case)
	if !ok {
		return nil
	}
	for i := range c.Moments {
		if c.Moments[i].ID == id {
			m := b.momentOf(d, c, i)
			l := b.link(library.Target{Doc: d})
			m.Case = &l
			return m
		}
	}
	return nil
}

func (b *builder) momentOf(d *content.Document, c *content.Case, i int) *momentView {
	m := &c.Moments[i]
	v := &momentView{
		ID: m.ID, Title: m.Title, Text: m.Text, Stage: m.Stage, Touchpoint: m.Touchpoint, Channel: m.Channel,
		URL:     b.url(b.locale.Doc(d) + "#" + m.ID),
		Caution: m.Caution, Evidence: b.evidence(m.Evidence, ""), BySurvey: m.KanoBy == "survey",
		Recovers: b.one(d, m.Recovers, "part:moments"),
	}
	if m.Emotion != nil {
		v.Emotion = figure.Signed(*m.Emotion)
		v.Direction = direction(*m.Emotion)
		if m.Expected != nil {
			v.Expected = figure.Signed(*m.Expected)
		}
	}
	for _, tag := range b.tagsOf(d)[m.ID] {
		if tag.Field == "polarity" {
			v.Polarity = tag.To.Part.ID
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Framework != shortName(tag.To.Doc) {
			v.Groups = append(v.Groups, tagGroup{Framework: shortName(tag.To.Doc)})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Tags = append(g.Tags, b.tag(tag.To))
	}
	if t, ok := b.find(d, m.KanoRisk, "tag:kano"); ok {
		v.Risk = b.tag(t)
	}
	for _, note := range []struct{ form, enum, value string }{
		{"成本：%s", "cost", m.Cost}, {"能否推广：%s", "scalable", m.Scalable}, {"%s", "consent", m.Consent},
	} {
		if note.value != "" && note.value != "not-needed" {
			v.Notes = append(v.Notes, b.t(note.form, b.t(label(note.enum, note.value))))
		}
	}
	return v
}

func direction(e int) string {
	switch {
	case e > 0:
		return "up"
	case e < 0:
		return "down"
	default:
		return "flat"
	}
}

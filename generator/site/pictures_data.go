package site

import (
	"regexp"
	"slices"
	"strings"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/figure"
	"playbook/generator/library"
)

// journeyMap gathers the steps of a journey or a case.
func (b *builder) journeyMap(d *content.Document) figure.Map {
	m := figure.Map{}
	if j, ok := d.Record.(*content.Journey); ok {
		if l := b.orText(d, j.Actor, "term"); l != nil {
			m.Actor = l.Title
		}
	}
	for _, s := range analysis.Steps(d) {
		stage := string(s.Stage)
		if t, ok := b.find(d, s.Stage, "part:stages"); ok {
			stage = t.Part.Title
		}
		if n := len(m.Stages); n == 0 || m.Stages[n-1] != stage {
			m.Stages = append(m.Stages, stage)
		}
		m.Steps = append(m.Steps, figure.Step{
			Place: b.stepPlace(d, &s), Stage: len(m.Stages) - 1, Touchpoint: s.Touchpoint, Channel: s.Channel, Thought: s.Thought,
			Pain: s.Pain, Opportunity: s.Opportunity, Backstage: s.Backstage, Owner: s.Owner, Emotion: s.Emotion, Expected: s.Expected,
		})
	}
	return m
}

// elements lists those of a framework, without what stands in them, from the first
// to the last.
func (b *builder) elements(fw *content.Document) figure.Profile {
	f := fw.Record.(*content.Framework)
	p := figure.Profile{Framework: calledIn(fw, f), Structure: f.Structure, Baseline: -1}
	base, _ := b.find(fw, f.Baseline, "part:elements")
	for _, i := range inOrder(f) {
		e := &f.Elements[i]
		t, ok := elementTarget(fw, e.ID)
		if !ok {
			continue
		}
		if base.Part == t.Part {
			p.Baseline = len(p.Elements)
		}
		p.Elements = append(p.Elements, figure.Element{Place: b.place(t, ""), ID: e.ID, Letter: e.Letter, Class: b.style(fw, e), Curve: e.Curve})
	}
	return p
}

// shortName returns what to call a framework in a picture.
func calledIn(d *content.Document, f *content.Framework) string {
	if f.Short != "" {
		return f.Short
	}
	return d.Title
}

// profileOfCase returns a framework with the moments of one case in it.
func (b *builder) profileOfCase(d, fw *content.Document, field string) figure.Profile {
	p := b.elements(fw)
	p.Case = d.Title
	p.Moments = len(d.Record.(*content.Case).Moments)
	c := d.Record.(*content.Case)
	tags := b.tagsOf(d)
	for i := range c.Moments {
		m := &c.Moments[i]
		for _, tag := range tags[m.ID] {
			if tag.Field == field {
				b.add(&p, d, m, analysis.Polarity(m, tags[m.ID]), tag.To.Part.ID)
			}
		}
	}
	return p
}

// profileOfBook returns a framework with the moments of all cases in it, the best
// known first.
func (b *builder) profileOfBook(fw *content.Document) figure.Profile {
	p := b.elements(fw)
	for i := range p.Elements {
		t, _ := elementTarget(fw, p.Elements[i].ID)
		for _, m := range b.cat.Moments(t.Key()) {
			d := b.lib.Document(m.Case)
			if c := d.Record.(*content.Case); d.Part(m.Moment) != nil {
				j := slices.IndexFunc(c.Moments, func(x content.Moment) bool { return x.ID == m.Moment })
				b.add(&p, d, &c.Moments[j], m.Polarity, p.Elements[i].ID)
			}
		}
	}
	return p
}

// add puts a moment of a case into an element of a profile.
func (b *builder) add(p *figure.Profile, d *content.Document, m *content.Moment, polarity int, element string) {
	dot := figure.Dot{Polarity: polarity, Survey: m.KanoBy == "survey"}
	dot.Place = b.place(library.Target{Doc: d, Part: d.Part(m.ID)}, "")
	if p.Case == "" {
		dot.Of, _, _ = strings.Cut(d.Title, "：") // what it is about; the rest is the headline
	}
	if risk, ok := b.find(d, m.KanoRisk, "tag:kano"); ok {
		dot.Risk = risk.Part.ID
	}
	for i := range p.Elements {
		if p.Elements[i].ID == element {
			p.Elements[i].Dots = append(p.Elements[i].Dots, dot)
		}
	}
}

// numbers returns what a case reports.
func (b *builder) numbers(d *content.Document) []figure.Number {
	c, ok := d.Record.(*content.Case)
	if !ok {
		return nil
	}
	var list []figure.Number
	for _, m := range c.Metrics {
		n := figure.Number{
			Place: figure.Place{Title: string(m.Metric)}, Unit: b.unit(m.Unit), Before: reading(m.Before), After: reading(m.After), Change: reading(m.Change),
			Relative: m.ChangeKind == "relative", Illustrative: m.Evidence == "illustrative", Flags: b.missing(m), Note: b.sample(m),
		}
		if t, ok := b.find(d, m.Metric, "metric"); ok {
			metric := t.Doc.Record.(*content.Metric)
			n.Place = b.place(t, "")
			if lo, hi := scaleOf(metric.Range); holds(lo, hi, n.Before) && holds(lo, hi, n.After) {
				n.Lo, n.Hi = lo, hi
			}
			n.Better = map[string]int{"higher": 1, "lower": -1}[metric.Better]
		}
		list = append(list, n)
	}
	return list
}

// unit returns what stands behind a number.
func (b *builder) unit(u string) string {
	switch u {
	case "", "%":
		return u
	case "points", "score", "days", "count":
		return " " + b.t(map[string]string{"points": "点", "score": "分", "days": "天", "count": "次"}[u])
	default:
		return " " + u
	}
}

// sample says of when and of whom a number is.
func (b *builder) sample(m content.CaseMetric) string {
	note := m.Period
	if m.N != "" {
		if note != "" {
			note += b.t("，")
		}
		note += "n = " + m.N
	}
	return note
}

// reading reads a number as an author writes it.
func reading(s string) figure.Reading {
	v, ok := content.Number(s)
	return figure.Reading{Text: s, Value: v, Known: ok}
}

// holds reports whether a reading lies on a scale.
func holds(lo, hi float64, r figure.Reading) bool { return !r.Known || lo <= r.Value && r.Value <= hi }

// twoNumbers finds the ends of a scale: “−100 到 +100”, “0–10”.
var twoNumbers = regexp.MustCompile(`^\s*([-−]?\d+(?:\.\d+)?)\s*%?\s*(?:到|至|–|—|~|～|-)\s*\+?([-−]?\d+(?:\.\d+)?)`)

// scaleOf reads the range of a metric; both ends are 0 if it does not say.
func scaleOf(s string) (lo, hi float64) {
	m := twoNumbers.FindStringSubmatch(s)
	if m == nil {
		return 0, 0
	}
	a, b := reading(m[1]), reading(m[2])
	if !a.Known || !b.Known || a.Value >= b.Value {
		return 0, 0
	}
	return a.Value, b.Value
}

// gaps returns the scores of the survey of a case or a framework.
func (b *builder) gaps(d *content.Document) []figure.Gap {
	var survey content.Survey
	switch r := d.Record.(type) {
	case *content.Case:
		survey = r.Survey
	case *content.Framework:
		survey = r.Survey
	}
	var list []figure.Gap
	for _, s := range survey.Of {
		expected, perceived := reading(s.Expected), reading(s.Perceived)
		t, ok := b.find(d, s.Element, "element")
		if !ok || !expected.Known || !perceived.Known {
			continue
		}
		list = append(list, figure.Gap{Place: b.place(t, ""), Expected: expected.Value, Perceived: perceived.Value})
	}
	return list
}

// whys returns the pain of a case that is asked after most.
func (b *builder) whys(d *content.Document) figure.Ladder {
	var l figure.Ladder
	if c, ok := d.Record.(*content.Case); ok {
		for _, p := range c.Pains {
			if len(p.Why) > len(l.Answers) {
				l = figure.Ladder{Problem: p.Text, Answers: p.Why}
			}
		}
	}
	return l
}

// shares returns how well the statements of a case are known.
func (b *builder) shares(d *content.Document) []figure.Share {
	c, ok := d.Record.(*content.Case)
	if !ok {
		return nil
	}
	counts := analysis.Evidence(c).Counts
	var list []figure.Share
	for i, v := range content.Enums["evidence"] {
		list = append(list, figure.Share{Class: "ev-" + v.Name, Word: b.t(v.Zh), Count: counts[i]})
	}
	return list
}

// verdict returns what became of a claim, and what that rests on.
func (b *builder) verdict(d *content.Document) figure.Verdict {
	c, ok := d.Record.(*content.Claim)
	if !ok {
		return figure.Verdict{}
	}
	v := figure.Verdict{}
	for i, x := range content.Enums["verdict"] {
		v.Scale, v.Classes = append(v.Scale, b.t(x.Zh)), append(v.Classes, "v-"+x.Name)
		if x.Name == c.Verdict {
			v.At = i
		}
	}
	for _, ref := range d.Sources {
		if t, ok := b.find(d, ref, "source"); ok {
			v.Sources = append(v.Sources, b.place(t, ""))
			v.Levels = append(v.Levels, b.t(label("level", t.Doc.Record.(*content.Source).Level)))
		}
	}
	return v
}

// stations returns the stops of a reading path.
func (b *builder) stations(d *content.Document) []figure.Station {
	p, ok := d.Record.(*content.Page)
	if !ok {
		return nil
	}
	var list []figure.Station
	for _, s := range p.Path {
		st := figure.Station{Place: figure.Place{Title: s.Title}}
		if t, ok := b.find(d, s.To, "any"); ok {
			st.Place = b.place(t, s.Title)
		}
		if s.Minutes != nil {
			st.Minutes = *s.Minutes
		}
		for _, ref := range s.Covers {
			if t, ok := b.find(d, ref, "any"); ok {
				st.Covers = append(st.Covers, t.Title())
			}
		}
		list = append(list, st)
	}
	return list
}

// declared returns what a framework says about its relation, nil for other edges.
func (b *builder) declared(e *library.Edge) *content.Relation {
	from := b.lib.Document(e.From)
	f, ok := from.Record.(*content.Framework)
	if !ok || e.Relation != "to" {
		return nil
	}
	for i := range f.Relations {
		if t, ok := b.find(from, f.Relations[i].To, "any"); ok && t.Key() == e.To.Key() {
			return &f.Relations[i]
		}
	}
	return nil
}

// surroundings lists the pages that a document refers to, and those that refer to
// it: each once, by what its author wrote, not by what the glossary links.
func (b *builder) surroundings(d *content.Document) []figure.Neighbour {
	var list []figure.Neighbour
	seen := map[string]bool{d.Path: true}
	add := func(doc *content.Document, e *library.Edge, incoming bool) {
		if doc == nil || seen[doc.Path] {
			return
		}
		seen[doc.Path] = true
		n := figure.Neighbour{Place: b.place(library.Target{Doc: doc}, ""), Type: b.t(doc.Type.Zh), Relation: b.relation(e), Incoming: incoming}
		if r := b.declared(e); r != nil {
			n.Relation, n.Note = b.t(label("relation", r.As)), r.Note
			if r.Note != "" {
				n.Preview = r.Note
			}
		}
		list = append(list, n)
	}
	edges := b.lib.Outgoing(d)
	for i := range edges {
		add(edges[i].To.Doc, &edges[i], false)
	}
	for _, e := range b.lib.Incoming(library.Target{Doc: d}) {
		add(b.lib.Document(e.From), e, true)
	}
	return list
}

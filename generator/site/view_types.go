package site

import (
	"html/template"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/figure"
	"playbook/generator/library"
)

// A pair is a name and what it has: 用时 — 半天.
type pair struct {
	Name  string
	Value string
	Links []link // instead of Value
}

// pairs builds a list of pairs, without those that have nothing.
type pairs []pair

func (p *pairs) text(name, value string) {
	if value != "" {
		*p = append(*p, pair{Name: name, Value: value})
	}
}

func (p *pairs) links(name string, links []link) {
	if len(links) > 0 {
		*p = append(*p, pair{Name: name, Links: links})
	}
}

func (p *pairs) link(name string, l *link) {
	if l != nil {
		p.links(name, []link{*l})
	}
}

// A playView is what play.html shows.
type playView struct {
	What, Why string
	Steps     []string
	Pairs     pairs
	Materials []string
	DoNot     []string
	Targets   []template.HTML
	Solves    []template.HTML
	Measure   []link
}

func (b *builder) play(v *view, d *content.Document, p *content.Play) {
	it := &playView{
		What: p.What, Why: p.Why, Steps: p.Steps, Materials: p.Materials, DoNot: p.DoNot,
		Targets: b.tagList(d, p.Targets), Solves: b.tagList(d, p.Solves), Measure: b.links(d, p.Measure, "metric"),
	}
	it.Pairs.text(b.t("难度"), b.t(label("difficulty", p.Difficulty)))
	it.Pairs.text(b.t("什么时候用"), p.When)
	it.Pairs.text(b.t("用时"), p.Time)
	it.Pairs.text(b.t("人手"), p.People)
	it.Pairs.text(b.t("花费"), p.Cost)
	it.Pairs.text(b.t("谁做什么"), strings.Join(p.Roles, "；"))
	v.It = it
}

func (b *builder) tagList(d *content.Document, refs []content.Ref) []template.HTML {
	var list []template.HTML
	for _, ref := range refs {
		if t, ok := b.find(d, ref, "element"); ok {
			list = append(list, b.tag(t))
		}
	}
	return list
}

// A journeyView is what journey.html shows, and a case with steps of its own.
type journeyView struct {
	Pairs     pairs
	Figure    *pictureView
	Blueprint *pictureView
	Steps     []stepView
}

// A stepView is one step of a journey.
type stepView struct {
	ID, Stage                          string
	StageID                            string // where the stage begins
	NewStage                           bool
	Mot                                []template.HTML
	Action, Touchpoint, Channel        string
	Thought, Emotion, Direction        string
	Pain, Opportunity, Backstage, Expe string
	Owner, Engagement                  string
	Metric, Moment                     *link
}

func (b *builder) journey(v *view, d *content.Document, j *content.Journey) {
	it := b.steps(d, j.Steps, j.Stages)
	it.Figure = b.draw(d, "journey")
	it.Blueprint = b.draw(d, "blueprint")
	it.Pairs.link(b.t("谁的旅程"), b.orText(d, j.Actor, "term"))
	it.Pairs.text(b.t("情境"), j.Scenario)
	it.Pairs.text(b.t("目标"), j.Goal)
	it.Pairs.link(b.t("案例"), b.one(d, j.Case, "case"))
	it.Pairs.text(b.t("状态"), b.t(label("state", j.State)))
	v.It = it
}

func (b *builder) steps(d *content.Document, steps []content.Step, stages []content.Stage) *journeyView {
	v := new(journeyView)
	last := ""
	begun := make(map[string]bool)
	for _, s := range steps {
		step := stepView{
			ID: s.ID, Stage: string(s.Stage), Action: s.Action, Touchpoint: s.Touchpoint, Channel: s.Channel, Thought: s.Thought,
			Pain: s.Pain, Opportunity: s.Opportunity, Backstage: s.Backstage, Owner: s.Owner,
			Metric: b.one(d, s.Metric, "metric"), Moment: b.one(d, s.Moment, "moment"),
		}
		if t, ok := b.find(d, s.Stage, "part:stages"); ok {
			step.Stage = t.Part.Title
			if id := t.Part.ID; !begun[id] {
				step.StageID, begun[id] = id, true
			}
			for _, stage := range stages {
				if stage.ID == t.Part.ID {
					for _, ref := range stage.Mot {
						if to, ok := b.find(d, ref, "tag:mot"); ok {
							step.Mot = append(step.Mot, b.tag(to))
						}
					}
				}
			}
		}
		step.NewStage = step.Stage != last
		last = step.Stage
		if s.Engagement != nil {
			step.Engagement = b.t("投入 %d/5", *s.Engagement)
		}
		if s.Emotion != nil {
			step.Emotion, step.Direction = figure.Signed(*s.Emotion), direction(*s.Emotion)
		}
		if s.Expected != nil {
			step.Expe = figure.Signed(*s.Expected)
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

// A metricView is what metric.html shows.
type metricView struct {
	Formula  string
	Inputs   []string
	Question string
	Scale    string
	Better   string
	Pairs    pairs
	Pitfalls []string
}

func (b *builder) metric(v *view, m *content.Metric) {
	it := &metricView{
		Formula: m.Formula, Inputs: m.FormulaInputs, Question: m.Question, Scale: m.Scale, Pitfalls: m.Pitfalls,
		Better: b.t(label("better", m.Better)),
	}
	it.Pairs.text(b.t("方向"), it.Better)
	it.Pairs.text(b.t("单位"), b.t(label("unit", m.Unit)))
	it.Pairs.text(b.t("范围"), m.Range)
	it.Pairs.text(b.t("版本"), m.Version)
	it.Pairs.text(b.t("出处"), m.Origin)
	v.It = it
}

// A claimView is what claim.html shows.
type claimView struct {
	Meter      *pictureView
	Statement  string
	Verdict    string
	Word       string
	Why        string
	SayInstead string
	By         *link
	Affects    []link
}

func (b *builder) claim(v *view, d *content.Document, c *content.Claim) {
	v.It = &claimView{
		Meter:     b.draw(d, "meter"),
		Statement: c.Statement, Verdict: c.Verdict, Word: b.t(label("verdict", c.Verdict)), Why: c.Why, SayInstead: c.SayInstead,
		By: b.orText(d, c.AttributedTo, "person,organisation,source"), Affects: b.links(d, c.Affects, "any"),
	}
}

// A termView is what term.html shows.
type termView struct {
	Kind, Definition string
	En               string
	See              []link
	Opposite         *link
	Illustrates      *link
}

func (b *builder) term(v *view, d *content.Document, t *content.Term) {
	it := &termView{
		Kind: b.t(label("term-kind", t.Kind)), Definition: t.Definition, En: t.Translation.En, See: b.links(d, t.See, "any"),
		Opposite: b.one(d, t.Opposite, "term"), Illustrates: b.one(d, t.Illustrates, "any"),
	}
	if hant := t.Translation.Hant; hant != "" && !slices.Contains(v.Aliases, hant) {
		v.Aliases = append(slices.Clone(v.Aliases), hant)
	}
	v.It = it
}

// A profileView is what person.html and organisation.html show.
type profileView struct {
	NameEn string
	Pairs  pairs
	Works  []sourceView
	Cases  []card
}

func (b *builder) person(v *view, d *content.Document, p *content.Person) {
	it := &profileView{NameEn: p.NameEn}
	it.Pairs.text(b.t("英文名"), otherThan(d.TitleEn, p.NameEn))
	it.Pairs.text(b.t("身份"), p.Role)
	it.Pairs.text(b.t("生卒"), p.Years)
	for _, ref := range p.Works {
		if t, ok := b.find(d, ref, "source"); ok {
			it.Works = append(it.Works, b.sourceLine(t.Doc))
		}
	}
	it.Cases = b.casesWith(d, "people")
	v.It = it
}

func (b *builder) organisation(v *view, d *content.Document, o *content.Organisation) {
	it := &profileView{NameEn: o.NameEn}
	it.Pairs.text(b.t("英文名"), otherThan(d.TitleEn, o.NameEn))
	it.Pairs.text(b.t("类别"), b.t(label("organisation-kind", o.Kind)))
	it.Pairs.text(b.t("国家"), o.Country)
	it.Cases = b.casesWith(d, "organisation")
	v.It = it
}

// otherThan returns s, or "" if it only says shown again.
func otherThan(shown, s string) string {
	if s == shown {
		return ""
	}
	return s
}

// casesWith returns the cases that name d in a field, as many as a page shows.
func (b *builder) casesWith(d *content.Document, field string) []card {
	var list []card
	for _, e := range b.lib.Incoming(library.Target{Doc: d}) {
		if e.Relation == field && e.Type().Name == "case" && len(list) < cardsPerPage {
			list = append(list, b.card(b.lib.Document(e.From)))
		}
	}
	return list
}

// A sourceView is a work in a bibliography.
type sourceView struct {
	Link      link
	ID        string
	Line      string // authors, year, publisher, pages
	Authors   string
	Year      string
	Publisher string
	Kind      string
	Level     string
	Pages     string
	URL, Host string
	DOI, ISBN string
	Accessed  string
	Rights    string
}

func (b *builder) sourceLine(d *content.Document) sourceView {
	s := d.Record.(*content.Source)
	var line []string
	for _, part := range []string{strings.Join(s.Authors, "、"), s.Year, s.Publisher, s.Pages} {
		if part != "" {
			line = append(line, part)
		}
	}
	return sourceView{
		Line: strings.Join(line, " · "), Link: b.link(library.Target{Doc: d}), ID: d.ID, Authors: strings.Join(s.Authors, "、"), Year: s.Year, Publisher: s.Publisher,
		Kind: b.t(label("source-kind", s.Kind)), Level: b.t(label("level", s.Level)), Pages: s.Pages, URL: s.URL, Host: host(s.URL),
		DOI: s.DOI, ISBN: s.ISBN, Accessed: string(s.Accessed), Rights: s.Rights,
	}
}

func (b *builder) source(v *view, _ *content.Source) { v.It = b.sourceLine(b.doc) }

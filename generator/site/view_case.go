package site

import (
	"html/template"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/figure"
	"playbook/generator/library"
)

// A caseView is what case.html shows.
type caseView struct {
	Organisation *link
	Facets       []string // industry, region, period
	People       []link
	Figure       *pictureView
	Gallery      []*pictureView // what the moments show in each framework
	Numbers      *pictureView
	Whys         *pictureView
	Rollup       *rollupView
	Illustrative bool
	Lessons      []string
	Moments      []*momentView
	Needs        []needView
	Pains        []painView
	Metrics      []metricRow
	Journey      *journeyView
	JourneyLink  *link
	Plays        []link
	Claims       []claimLine
	Discuss      []string
}

// A rollupView says how well a case is known as a whole.
type rollupView struct {
	Levels  []levelCount
	Weakest *evidence
	Total   int
	Cells   bool // few enough to show one by one
}

// A levelCount is how many statements have a level.
type levelCount struct {
	evidence
	Count int
	Cells []struct{} // one for each
}

// A needView is what a customer wants.
type needView struct {
	ID, Kind, Text, Job string
}

// A painView is what goes wrong for a customer.
type painView struct {
	ID, Text string
	Source   *link
	Severity int
	Dots     [5]bool
	Why      []string
}

// A metricRow is a number that the case reports.
type metricRow struct {
	Metric                       *link
	Before, After, Change        string
	Unit, Period, N, ChangeWords string
	Source                       *link
	Evidence                     *evidence
	Flags                        []string
}

// A claimLine is a statement that goes around, with what became of it.
type claimLine struct {
	Link       link
	Verdict    string
	Word       string
	SayInstead string
	Statement  string
}

func (b *builder) caseStudy(v *view, d *content.Document, c *content.Case) {
	it := &caseView{
		Organisation: b.one(d, c.Organisation, "organisation"),
		People:       b.links(d, c.People, "person"),
		Lessons:      c.Lessons,
		Discuss:      c.Discuss,
		Plays:        b.links(d, c.Plays, "play"),
		Rollup:       b.rollup(c),
		Illustrative: d.Evidence == "illustrative",
		JourneyLink:  b.one(d, c.Journey.Ref, "journey"),
	}
	for _, s := range []string{c.Industry, c.Region, c.Period} {
		if s != "" && s != "不详" {
			it.Facets = append(it.Facets, s)
		}
	}
	it.Figure = b.draw(d, "emotion")
	it.Numbers = b.draw(d, "metrics")
	it.Whys = b.draw(d, "whys")
	it.Gallery = b.gallery(d)
	stage := ""
	for i := range c.Moments {
		m := b.momentOf(d, c, i)
		m.NewStage = m.Stage != stage && m.Stage != ""
		stage = m.Stage
		it.Moments = append(it.Moments, m)
	}
	for _, n := range c.Needs {
		it.Needs = append(it.Needs, needView{n.ID, b.t(label("need-kind", n.Kind)), n.Text, b.t(label("jtbd", n.Jtbd))})
	}
	for _, p := range c.Pains {
		it.Pains = append(it.Pains, b.pain(d, p))
	}
	for _, m := range c.Metrics {
		it.Metrics = append(it.Metrics, b.metricRow(d, m))
	}
	if len(c.Journey.Steps) > 0 {
		it.Journey = b.steps(d, c.Journey.Steps, nil)
	}
	for _, ref := range c.Claims {
		if t, ok := b.find(d, ref, "claim"); ok && t.Doc.Record.(*content.Claim).Verdict == "supported" { // for others see shaky
			it.Claims = append(it.Claims, b.claimLine(t.Doc))
		}
	}
	for _, n := range b.cat.Near(d.Path) {
		r := b.related(library.Target{Doc: b.lib.Document(n.Path)})
		for _, name := range n.Shared {
			if t, ok := b.lib.At(name); ok {
				r.Reasons = append(r.Reasons, b.link(t))
			}
		}
		v.Related = append(v.Related, r)
	}
	v.It = it
}

func (b *builder) rollup(c *content.Case) *rollupView {
	r := analysis.Evidence(c)
	if r.Total() == 0 {
		return nil
	}
	v := &rollupView{Total: r.Total(), Cells: r.Total() <= 60, Weakest: b.evidence(r.Weakest, "")}
	for i, level := range content.Enums["evidence"] {
		l := levelCount{evidence: *b.evidence(level.Name, ""), Count: r.Counts[i]}
		if v.Cells {
			l.Cells = make([]struct{}, l.Count)
		}
		v.Levels = append(v.Levels, l)
	}
	return v
}

// gallery draws the moments of a case in each framework that they are tagged with,
// where at least two stand and where there is more to see than a list.
func (b *builder) gallery(d *content.Document) []*pictureView {
	const few = 2
	var list []*pictureView
	for _, f := range b.lib.Settings().MomentFields {
		fw := b.lib.FieldFramework(f.Field)
		if fw == nil || fw.Record.(*content.Framework).Picture == "" {
			continue
		}
		n := 0
		for _, tags := range b.tagsOf(d) {
			for _, t := range tags {
				if t.Field == f.Field {
					n++
				}
			}
		}
		if n >= few {
			if p := b.draw(d, f.Field); p != nil {
				list = append(list, p)
			}
		}
	}
	return list
}

// spark draws the small curve of a case; nil if it does not say how it felt.
func (b *builder) spark(d *content.Document) *sparkView {
	curve, places := b.feelings(d)
	if len(curve.Points) == 0 {
		return nil
	}
	labels := make([]string, len(places))
	for i, p := range places {
		labels[i] = p.Title
	}
	svg := figure.Spark(curve, labels, figure.Options{Prefix: b.prefix(), T: func(s string) string { return b.t(s) }})
	v := &sparkView{SVG: template.HTML(svg), Peak: figure.Signed(curve.Points[curve.Peak].Emotion), Moments: len(analysis.Felt(d))}
	if curve.End >= 0 {
		v.End = figure.Signed(curve.Points[curve.End].Emotion)
	}
	return v
}

// A sparkView is the small form of a curve with its two figures.
type sparkView struct {
	SVG       template.HTML
	Peak, End string // End may be ""
	Moments   int
}

func (b *builder) pain(d *content.Document, p content.Pain) painView {
	v := painView{ID: p.ID, Text: p.Text, Source: b.one(d, p.Source, "element"), Why: p.Why}
	if p.Severity != nil {
		v.Severity = *p.Severity
		for i := range v.Dots {
			v.Dots[i] = i < v.Severity
		}
	}
	return v
}

func (b *builder) metricRow(d *content.Document, m content.CaseMetric) metricRow {
	r := metricRow{
		Metric: b.one(d, m.Metric, "metric"), Before: m.Before, After: m.After, Change: m.Change, Period: m.Period, N: m.N,
		Source: b.one(d, m.Source, "source"), Evidence: b.evidence(m.Evidence, ""),
	}
	switch m.Unit {
	case "":
	case "%":
		r.Unit = "%"
	default:
		r.Unit = b.t(label("unit", m.Unit))
	}
	if m.Change != "" && m.ChangeKind != "" {
		r.ChangeWords = b.t(label("change-kind", m.ChangeKind))
	}
	r.Flags = b.missing(m)
	return r
}

// missing says what a reader would have to know to judge a number.
func (b *builder) missing(m content.CaseMetric) []string {
	var list []string
	for _, flag := range []struct {
		missing bool
		words   string
	}{{m.Before == "", "无基线"}, {m.N == "", "无样本"}, {m.Period == "", "无时间范围"}} {
		if flag.missing {
			list = append(list, b.t(flag.words))
		}
	}
	return list
}

// claimLine returns a claim with its verdict.
func (b *builder) claimLine(d *content.Document) claimLine {
	c := d.Record.(*content.Claim)
	return claimLine{b.link(library.Target{Doc: d}), c.Verdict, b.t(label("verdict", c.Verdict)), c.SayInstead, c.Statement}
}

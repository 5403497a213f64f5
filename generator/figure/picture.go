package figure

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// A Picture is one drawing, in the two forms that a page shows, with the same in
// words and as a table.
type Picture struct {
	Name    string // as it is asked for in prose: ![[haidilao#journey]]
	Title   string // what it is: “情绪曲线”
	Finding string // what it shows, in words; also its <desc>
	Wide    []byte // SVG
	Narrow  []byte // SVG for a phone; nil if the wide form is as good there
	Table   Table  // what is drawn, in numbers and words
}

// A Table holds what a picture shows, for those who read it rather than see it.
type Table struct {
	Head []string
	Num  []bool // the columns that hold numbers
	Rows [][]string
}

// A Place is what a mark of a picture stands for and leads to.
type Place struct {
	Title   string
	URL     string // "" leads nowhere
	Preview string // for those who point at it
}

// A Dot is one moment that stands in a picture of a framework.
type Dot struct {
	Place
	Of       string // the case, in a picture of the whole book
	Polarity int    // +1 magic, −1 misery, 0 neither
	Risk     string // id of the element that it is to some customers, or ""
	Survey   bool   // placed by a survey, not by the editors
}

// An Element is one element of a framework in a picture of it.
type Element struct {
	Place
	ID     string
	Letter string
	Class  string // for its colour: "f-kano e-attractive"
	Curve  string // "concave", "line", "convex", "flat", "falling", or ""
	Dots   []Dot
}

// A Profile is a framework with what stands in it: the moments of one case, or of
// the whole book.
type Profile struct {
	Framework string // its name
	Case      string // "" for the whole book
	Structure string // "set", "sequence", "cycle", "ladder", "matrix"
	Moments   int    // of the case, tagged or not; 0: not known
	Baseline  int    // position of the element that is only expected; what lies above exceeds it; −1: none
	Elements  []Element
}

// A Map is a journey: what somebody does step by step, and what goes with it.
type Map struct {
	Actor  string
	Stages []string // in their order; Step.Stage is a position here
	Steps  []Step
}

// A Step is one column of a map. Texts may be empty.
type Step struct {
	Place             // the action
	Stage             int
	Touchpoint        string
	Channel           string
	Thought           string
	Pain, Opportunity string
	Backstage, Owner  string
	Emotion, Expected *int // −2 … +2
}

// A Number is a metric that a case reports.
type Number struct {
	Place                 // the metric
	Unit          string  // behind a number: "%", " 分"
	Before, After Reading // of Reading.Known, the bars
	Change        Reading
	Relative      bool     // the change is a share of what was before
	Better        int      // +1: higher is better, −1: lower is better
	Lo, Hi        float64  // the scale, both 0: as the numbers ask for
	Illustrative  bool     // made up to show the arithmetic
	Flags         []string // what is missing: “无基线”
	Note          string   // period and sample
}

// A Reading is a number as the author wrote it.
type Reading struct {
	Text  string // "" if there is none
	Value float64
	Known bool // Text is a number
}

// A Ladder is a problem and the answers to “why?”, each to the one before.
type Ladder struct {
	Problem string
	Answers []string
}

// A Share is a part of a whole, in an order that means something.
type Share struct {
	Class string // for its colour: "ev-primary"
	Word  string
	Count int
}

// A Verdict is what became of a claim, on the scale of all verdicts, and what it
// rests on.
type Verdict struct {
	Scale   []string // the words, from well founded to refuted
	Classes []string // for their colours
	At      int      // position in Scale
	Sources []Place
	Levels  []string // of the sources, in words
}

// A Neighbour is a page one step away.
type Neighbour struct {
	Place
	Type     string // the word for its type: “案例”
	Relation string // the word for how it is related
	Incoming bool   // it refers to the page, not the other way round
	Note     string // why
}

// A Station is one stop on a course or a reading path.
type Station struct {
	Place
	Minutes int
	Covers  []string
}

// link wraps what draw adds in a link to a place. Its name, for those who hear it, is
// what is written there; a mark without words, or with a number, is called name. A
// place that leads nowhere is a group with a title.
func (c *canvas) link(class string, p Place, name string, draw func()) {
	if p.URL == "" {
		c.add(`<g class="%s"><title>%s</title>`, class, html.EscapeString(name))
		draw()
		c.add(`</g>`)
		return
	}
	preview := ""
	if p.Preview != "" {
		preview = fmt.Sprintf(` data-preview="%s"`, html.EscapeString(p.Preview))
	}
	c.links++
	c.add(`<a class="%s" href="%s"%s>`, class, html.EscapeString(p.URL), preview)
	at, boxes := len(c.b)-len(">\n"), len(c.boxes)
	draw()
	c.add(`</a>`)
	written := c.boxes[boxes:]
	if len(written) == 0 || len(written) == 1 && strings.Contains(name, written[0].text) {
		c.b = slices.Insert(c.b, at, fmt.Appendf(nil, ` aria-label="%s"`, html.EscapeString(name))...)
	}
}

// lines writes lines of text below each other, the baseline of the first at y, and
// returns the y at which the next line would stand.
func (c *canvas) lines(class, anchor string, x, y, size, leading int, lines []string) int {
	for _, line := range lines {
		c.text(class, anchor, x, y, size, line)
		y += leading
	}
	return y
}

// longMap is the width from which a map is no longer readable on a page of paper that
// lies across.
const longMap = 15000

// picture joins the forms of a drawing. narrow may be nil.
func (o Options) picture(name, title, finding string, table Table, wide, narrow *canvas) *Picture {
	p := &Picture{Name: name, Title: title, Finding: finding, Table: table}
	class := "picture-svg p-" + name
	form := o
	if narrow == nil {
		p.Wide = wide.svg(class, title, finding, form)
		return p
	}
	if wide.w > longMap {
		class += " is-long" // on paper its tall form reads better
	}
	form.Prefix = o.Prefix + "-w"
	p.Wide = wide.svg(class+" is-wide", title, finding, form)
	form.Prefix = o.Prefix + "-n"
	p.Narrow = narrow.svg(class+" is-narrow", title, finding, form)
	return p
}

// join puts words between commas as the language does.
func (o Options) join(list []string) string { return strings.Join(list, o.t("、")) }

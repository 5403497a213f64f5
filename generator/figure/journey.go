package figure

import (
	"strings"

	"playbook/generator/analysis"
	"playbook/generator/content"
)

// Lengths of a map on a page, in tenths of a unit.
const (
	mapHead    = 1000 // the names of the rows, at the left
	mapTail    = 900  // the score, right of the last step
	mapNarrow  = 1500 // a column is at least that wide
	mapBroad   = 1900 // and at most that
	mapInset   = 100  // of a text in its column
	mapPad     = 120  // above and below the texts of a row
	mapText    = 130
	mapLeading = 180
	mapEasy    = 3   // lines that read at a glance; more ask for a wider column
	mapFelt    = 360 // one emotion to the next
	mapAbove   = 520 // of +2 in its row: the mark of the peak
	mapBelow   = 560 // of −2: mark, score and legend
)

// A mapRow is one kind of knowledge about the steps of a map, across all of them.
type mapRow struct {
	class, head string
	short       string            // the head on a phone
	text        func(Step) string // nil for the curve
	keep        bool              // even if it says nothing
	phrases     []phrase          // the text of each step
	cells       [][]string        // its lines
	y, h        int
}

// A mapSheet is a map on its way to the canvas: steps are columns, what is known
// about them are rows. It is a plot, too: the curve is one of its rows.
type mapSheet struct {
	plot
	m     Map
	col   int      // width of a column
	rows  []mapRow // those that say something
	above int      // y of the stages
	first int      // y of the first row
	heads []func() // drawn last, as one group that can stay in sight
}

// Journey draws the map of a journey as service designers do (Shostack 1984; Kalbach
// 2016): a column for each step under its stage, how it felt as a curve in the
// middle, thoughts above it, pains, chances and what goes on behind below it. It
// returns nil if there are no steps.
func Journey(m Map, o Options) *Picture {
	if len(m.Steps) == 0 {
		return nil
	}
	c := mapCurve(m)
	return o.picture("journey", o.t("旅程图"), journeyFinding(m, c, o), journeyTable(m, c, o), journey(m, o), journeyNarrow(m, o))
}

// mapCurve returns how a journey felt.
func mapCurve(m Map) analysis.Curve {
	steps := make([]content.Step, len(m.Steps))
	for i, s := range m.Steps {
		steps[i] = content.Step{Emotion: s.Emotion, Expected: s.Expected}
	}
	return analysis.Emotions(steps)
}

// stage returns the title of the stage of step i, "" if it has none.
func (m Map) stage(i int) string {
	if s := m.Steps[i].Stage; s >= 0 && s < len(m.Stages) {
		return m.Stages[s]
	}
	return ""
}

// enters tells whether a stage begins at step i.
func (m Map) enters(i int) bool { return i == 0 || m.Steps[i].Stage != m.Steps[i-1].Stage }

// stepTouch is where a step meets the customer, and by which channel.
func stepTouch(s Step) string {
	if s.Channel == "" || s.Channel == s.Touchpoint {
		return s.Touchpoint
	}
	return strings.TrimPrefix(s.Touchpoint+" · "+s.Channel, " · ")
}

func journeyRows(o Options) []mapRow {
	return []mapRow{
		{class: "act", head: o.t("行动"), keep: true, text: func(s Step) string { return s.Title }},
		{class: "touch", head: o.t("触点"), text: stepTouch},
		{class: "thought", head: o.t("想法"), text: func(s Step) string { return s.Thought }},
		{class: "curve", head: o.t("情绪")},
		{class: "pain", head: o.t("痛点"), text: func(s Step) string { return s.Pain }},
		{class: "chance", head: o.t("机会"), text: func(s Step) string { return s.Opportunity }},
		{class: "back", head: o.t("后台"), text: func(s Step) string { return s.Backstage }},
	}
}

// newMapSheet breaks the texts of a map into cells and finds out how wide its
// columns are: as narrow as they can be with texts that read at a glance.
func newMapSheet(m Map, o Options, inset, tail int, rows []mapRow) *mapSheet {
	s := &mapSheet{plot: plot{prefix: o.Prefix + "-w", curve: mapCurve(m), o: o}, m: m, col: mapNarrow}
	for _, r := range rows {
		if r.known(m, len(s.curve.Points) > 0) {
			s.rows = append(s.rows, r)
		}
	}
	for s.col < mapBroad && !s.easy(s.col-2*inset) {
		s.col += 100
	}
	for i := range s.rows {
		s.rows[i].breakLines(s.col - 2*inset)
	}
	s.w = max(wideWidth, mapHead+len(m.Steps)*s.col+tail)
	s.x = func(i int) int { return s.left(s.curve.Points[i].Index) + s.col/2 }
	return s
}

// known measures the texts of a row and tells whether it stands in the picture.
func (r *mapRow) known(m Map, felt bool) bool {
	if r.text == nil {
		return felt
	}
	known := r.keep
	r.phrases = make([]phrase, len(m.Steps))
	for i, step := range m.Steps {
		of := phraseOf
		if r.class == "thought" {
			of = thoughtOf
		}
		r.phrases[i] = of(r.text(step), mapText)
		known = known || r.phrases[i].s != ""
	}
	return known
}

// easy tells whether all texts read at a glance if they are given a width.
func (s *mapSheet) easy(width int) bool {
	for _, r := range s.rows {
		for _, p := range r.phrases {
			if n, ok := p.breaks(width, nil); !ok || n > mapEasy {
				return false
			}
		}
	}
	return true
}

// breakLines breaks the texts of a row into lines.
func (r *mapRow) breakLines(width int) {
	r.cells = make([][]string, len(r.phrases))
	for i, p := range r.phrases {
		if r.class == "thought" {
			r.cells[i] = p.thought(width)
		} else {
			r.cells[i] = p.lines(width)
		}
	}
}

// left returns where the column of step i begins.
func (s *mapSheet) left(i int) int { return mapHead + i*s.col }

// most returns how many lines the longest text of a row has.
func (r mapRow) most() int {
	n := 0
	for _, lines := range r.cells {
		n = max(n, len(lines))
	}
	return n
}

// top writes who it is about and the stages, each over its steps.
func (s *mapSheet) top() {
	y := 0
	if s.m.Actor != "" {
		y = s.canvas.lines("actor", "start", 0, 180, 150, 210, wrap(s.m.Actor, 150, wideWidth, anyLines)) + 60
	}
	s.above, s.first = y, y+mapPad
	for i := range s.m.Steps {
		if !s.m.enters(i) {
			continue
		}
		end := i + 1
		for end < len(s.m.Steps) && !s.m.enters(end) {
			end++
		}
		title := s.m.stage(i)
		if title == "" {
			continue
		}
		x, x1 := s.left(i)+mapInset, s.left(end)-mapInset
		s.add(`<path class="span" d="M%s %sH%s"/>`, units(x), units(y+30), units(x1))
		bottom := s.canvas.lines("stage", "start", x, y+220, mapText, mapLeading, wrap(title, mapText, x1-x, anyLines))
		s.first = max(s.first, bottom-mapLeading+mapPad)
	}
}

// fences draws hairlines between the stages, from the first row to y.
func (s *mapSheet) fences(y int) {
	for i := range s.m.Steps {
		if i > 0 && s.m.enters(i) {
			s.add(`<path class="fence" d="M%s %sV%s"/>`, units(s.left(i)), units(s.first), units(y))
		}
	}
}

// head writes the name of a row into the group that stays in sight.
func (s *mapSheet) head(class, name string, y int) {
	s.heads = append(s.heads, func() {
		s.canvas.lines("head "+class, "start", 0, y+mapPad+115, 120, 160, wrap(name, 120, mapHead-120, 2))
	})
}

// rule draws the hairline above a row.
func (s *mapSheet) rule(y int) {
	s.add(`<path class="rule" d="M%s %sH%s"/>`, units(mapHead), units(y), units(s.w))
	s.heads = append(s.heads, func() { s.add(`<path class="rule" d="M0 %sH%s"/>`, units(y), units(mapHead)) })
}

// stay draws the names of the rows on a plate of paper: where a page lets the
// picture scroll, the style sheet keeps them in sight.
func (s *mapSheet) stay() {
	s.add(`<g class="heads"><rect class="plate" x="0" y="%s" width="%s" height="%s"/>`, units(s.above), units(mapHead), units(s.h-s.above))
	for _, draw := range s.heads {
		draw()
	}
	s.add(`</g>`)
}

func journey(m Map, o Options) *canvas {
	tail := mapInset
	if len(mapCurve(m).Points) > 0 {
		tail = mapTail
	}
	s := newMapSheet(m, o, mapInset, tail, journeyRows(o))
	s.top()
	y := s.first
	for i := range s.rows {
		r := &s.rows[i]
		r.y, r.h = y, max(1, r.most())*mapLeading+2*mapPad
		switch r.class {
		case "act":
			r.h += mapLeading // its number
		case "curve":
			r.h = mapAbove + 4*mapFelt + mapBelow
			s.plot.y = func(e int) int { return r.y + mapAbove + (2-e)*mapFelt }
		}
		y += r.h
	}
	s.h = y
	for _, r := range s.rows {
		if r.class == "curve" {
			s.feelings(r)
		}
		s.rule(r.y)
		s.head(r.class, r.head, r.y)
	}
	s.fences(s.h)
	for _, r := range s.rows[1:] {
		for i, lines := range r.cells {
			s.canvas.lines("label "+r.class, "start", s.left(i)+mapInset, r.y+mapPad+125, mapText, mapLeading, lines)
		}
	}
	for i := range m.Steps {
		s.step(i)
	}
	s.stay()
	return &s.canvas
}

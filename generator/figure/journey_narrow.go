package figure

import (
	"fmt"
	"strings"
)

// Lengths of a map on a phone, in tenths of a unit.
const (
	slimFelt    = 115 // one emotion to the next
	slimWorst   = 110 // x of −2
	slimText    = 780 // x of the texts beside the curve
	slimKey     = 330 // from there to a text, behind the word that says what it is
	slimSize    = 150
	slimLeading = 205
	slimGap     = 75  // between the texts of a step
	slimPad     = 190 // above and below a step
	slimBold    = 130 // bold Latin letters may be wider than measured
	slimScale   = 230 // the words of the scale above the curve
	slimRule    = 230 // a line with its name
)

// A slimPart is one text of a step on a phone.
type slimPart struct {
	class, key string
	square     bool   // the key is one character that stands in a square
	line, name string // class and name of the line above it, if there is one
	lines      []string
}

// A slimBlock is one step on a phone.
type slimBlock struct {
	stage, action []string
	note          string // how it felt
	parts         []slimPart
	y, h          int // of the step, below the title of its stage
}

// A slimSheet is a map on its way to a phone: step below step, the curve running
// down beside them.
type slimSheet struct {
	plot
	m      Map
	inset  int // x of the texts
	blocks []slimBlock
}

// newSlimSheet breaks the texts of a map into blocks and places them. parts says
// what a block tells of its step below the action.
func newSlimSheet(m Map, o Options, curve bool, parts func(s Step, width int) []slimPart) *slimSheet {
	s := &slimSheet{plot: plot{prefix: o.Prefix + "-n", o: o, down: true}, m: m}
	s.w = narrowWidth
	s.curve.Peak, s.curve.End = -1, -1
	if curve {
		s.curve = mapCurve(m)
	}
	s.x = func(e int) int { return slimWorst + (e+2)*slimFelt }
	s.y = func(i int) int { b := s.blocks[s.curve.Points[i].Index]; return b.y + b.h/2 }
	if len(s.curve.Points) > 0 {
		s.inset = slimText
	}
	width := narrowWidth - s.inset
	y := s.top()
	for i, step := range m.Steps {
		b := slimBlock{action: phraseOf(fmt.Sprintf("%d  %s", i+1, step.Title), slimSize).lines(width - slimBold), parts: parts(step, width-slimKey)}
		if m.enters(i) && m.stage(i) != "" {
			b.stage = wrap(m.stage(i), slimSize, width, anyLines)
			y += slimPad + len(b.stage)*slimLeading
		}
		b.y, b.h = y, 2*slimPad+len(b.action)*slimLeading
		if p := s.pointOf(i); p >= 0 {
			b.note = s.note(p)
			b.h += slimLeading
		}
		for _, part := range b.parts {
			b.h += part.height()
		}
		y += b.h
		s.blocks = append(s.blocks, b)
	}
	s.h = y
	return s
}

func (p slimPart) height() int {
	h := slimGap + max(1, len(p.lines))*slimLeading
	if p.name != "" {
		h += slimRule
	}
	return h
}

// note says how point i felt: “+2 峰（预期 0）”.
func (p *plot) note(i int) string {
	note := strings.TrimSpace(Signed(p.felt(i)) + " " + p.mark(i))
	if hope := p.curve.Points[i].Expected; hope != nil {
		note += p.o.t("（预期 %s）", Signed(*hope))
	}
	return note
}

// top writes who it is about and returns where the first block begins.
func (s *slimSheet) top() int {
	y := 0
	if s.m.Actor != "" {
		y = s.canvas.lines("actor", "start", 0, 180, slimSize, 210, wrap(s.m.Actor, slimSize, narrowWidth, anyLines)) + 60
	}
	if len(s.curve.Points) == 0 {
		return y
	}
	s.words(y + 130)
	x := s.inset + slimKey
	for _, line := range []struct{ class, word string }{{"felt", "感受"}, {"expected", "预期"}} {
		if !s.hopes() {
			break
		}
		s.add(`<path class="key %s" d="M%s %sh22"/>`, line.class, units(x), units(y+85))
		word := s.o.t(line.word)
		s.text("axis", "start", x+300, y+130, 120, word)
		x += 300 + measure(word, 120) + 220
	}
	return y + slimScale
}

// words writes the scale of the curve.
func (s *slimSheet) words(y int) {
	for _, e := range []int{-2, 0, 2} {
		s.text("axis", "middle", s.x(e), y, 120, Signed(e))
	}
}

// block draws one step, its action a link with its point.
func (s *slimSheet) block(i int) {
	b := s.blocks[i]
	y := b.y
	if n := len(b.stage); n > 0 {
		s.add(`<path class="span" d="M%s %sH%s"/>`, units(s.inset), units(y-n*slimLeading-70), units(s.w))
		s.canvas.lines("stage", "start", s.inset, y-(n-1)*slimLeading-40+130, slimSize, slimLeading, b.stage)
	} else if i > 0 {
		s.add(`<path class="rule" d="M%s %sH%s"/>`, units(s.inset), units(y), units(s.w))
	}
	y += slimPad
	s.link("step", s.m.Steps[i].Place, stepName(s.m, i), func() {
		s.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(s.inset), units(y-40), units(s.w-s.inset), units(max(240, len(b.action)*slimLeading+40)))
		y = s.canvas.lines("label act", "start", s.inset, y+140, slimSize, slimLeading, b.action)
		if p := s.pointOf(i); p >= 0 {
			s.target(p)
			y = s.canvas.lines("mark "+sign(s.felt(p)), "start", s.inset, y, 130, slimLeading, []string{b.note})
		}
	})
	y -= 140
	for _, part := range b.parts {
		y = s.part(part, y)
	}
}

// part writes one text with its key, below y.
func (s *slimSheet) part(p slimPart, y int) int {
	y += slimGap
	if p.name != "" {
		s.add(`<path class="%s" d="M%s %sH%s"/>`, p.line, units(s.inset+measure(p.name, 120)+80), units(y+slimRule/2), units(s.w))
		s.text("line-name", "start", s.inset, y+slimRule/2+45, 120, p.name)
		y += slimRule
	}
	switch {
	case p.square:
		s.add(`<rect class="square %s" x="%s" y="%s" width="20" height="20" rx="2"/>`, p.class, units(s.inset), units(y))
		s.text("letter "+p.class, "middle", s.inset+100, y+142, 120, p.key)
	case p.key != "":
		s.text("head", "start", s.inset, y+140, 120, p.key)
	}
	return s.canvas.lines("label "+p.class, "start", s.inset+slimKey, y+140, slimSize, slimLeading, p.lines) - 140
}

// journeyParts returns what is known about a step besides its action.
func journeyParts(o Options) func(s Step, width int) []slimPart {
	return func(s Step, width int) []slimPart {
		var list []slimPart
		for _, p := range []slimPart{
			{class: "touch", key: o.t("触点"), lines: phraseOf(stepTouch(s), slimSize).lines(width)},
			{class: "thought", lines: thoughtOf(s.Thought, slimSize).thought(width)},
			{class: "pain", key: o.t("痛"), square: true, lines: phraseOf(s.Pain, slimSize).lines(width)},
			{class: "chance", key: o.t("机"), square: true, lines: phraseOf(s.Opportunity, slimSize).lines(width)},
			{class: "back", key: o.t("后台"), lines: phraseOf(s.Backstage, slimSize).lines(width)},
		} {
			if len(p.lines) > 0 {
				list = append(list, p)
			}
		}
		return list
	}
}

// journeyNarrow draws the same map for a phone: time runs downwards, the curve at
// the left, what goes with each step at the right.
func journeyNarrow(m Map, o Options) *canvas {
	s := newSlimSheet(m, o, true, journeyParts(o))
	last := s.blocks[len(s.blocks)-1]
	first := s.blocks[0]
	if c := s.curve; len(c.Points) > 0 {
		for e := -2; e <= 2; e++ {
			class := "grid"
			if e == 0 {
				class = "grid zero"
			}
			s.add(`<path class="%s" d="M%s %sV%s"/>`, class, units(s.x(e)), units(first.y-max(0, len(first.stage)-1)*slimLeading), units(s.h))
		}
		s.stretches(func() {
			s.area(0, first.y, s.x(2)+slimFelt, last.y+last.h)
			s.lines()
		})
		s.words(s.h + 180)
		score := o.t("峰终均值 %s，全程平均 %s。", signedMean(c.Score()), signedMean(c.Mean))
		s.add(`<path class="span" d="M%s %sH%s"/>`, units(s.inset), units(s.h), units(s.w))
		s.h = s.canvas.lines("mark", "start", s.inset, s.h+180, 130, 190, wrap(score, 130, s.w-s.inset, 3))
	}
	for i := range s.blocks {
		s.block(i)
	}
	return &s.canvas
}

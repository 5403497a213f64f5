package figure

import (
	"fmt"
	"strings"

	"playbook/generator/analysis"
)

// stretches calls draw for each part of the curve without a gap, with the curve
// reduced to it.
func (p *plot) stretches(draw func()) {
	whole, prefix := p.curve, p.prefix
	n := 0
	for from := 0; from < len(whole.Points); n++ {
		to := from + 1
		for to < len(whole.Points) && whole.Points[to].Index == whole.Points[to-1].Index+1 {
			to++
		}
		p.curve = analysis.Curve{Points: whole.Points[from:to], Peak: -1, End: -1}
		p.prefix = fmt.Sprintf("%s-%d", prefix, n)
		draw()
		from = to
	}
	p.curve, p.prefix = whole, prefix
}

// pointOf returns the number of the point of a step, −1 if nobody says how it
// felt.
func (p *plot) pointOf(step int) int {
	for i, pt := range p.curve.Points {
		if pt.Index == step {
			return i
		}
	}
	return -1
}

// target draws point i with what was expected, if it came otherwise, and with the
// room around it that a finger finds.
func (p *plot) target(i int) {
	if e := p.curve.Points[i].Expected; e != nil && *e != p.felt(i) {
		x, y := p.at(i, *e)
		p.add(`<path class="hoped" d="M%s %sl4 4-4 4-4-4z"/>`, units(x), units(y-40))
	}
	x, y := p.at(i, p.felt(i))
	p.add(`<circle class="hit" cx="%s" cy="%s" r="13"/>`, units(x), units(y))
	p.point(i, p.felt(i))
}

// stepName is what the link of step i is called.
func stepName(m Map, i int) string {
	name := fmt.Sprintf("%d. %s", i+1, m.Steps[i].Title)
	if e := m.Steps[i].Emotion; e != nil {
		name += " " + Signed(*e)
	}
	return name
}

// feelings draws the row of the curve without its points: scale, areas, lines, and
// the score.
func (s *mapSheet) feelings(r mapRow) {
	right := s.left(len(s.m.Steps))
	s.add(`<rect class="field" x="%s" y="%s" width="%s" height="%s"/>`, units(mapHead), units(r.y), units(s.w-mapHead), units(r.h))
	for e := -2; e <= 2; e++ {
		y := s.y(e)
		class := "grid"
		if e == 0 {
			class = "grid zero"
		}
		s.add(`<path class="%s" d="M%s %sH%s"/>`, class, units(mapHead), units(y), units(right))
		text := strings.TrimSpace(s.o.t([]string{"很差", "", "平常", "", "很好"}[e+2]) + " " + Signed(e))
		s.heads = append(s.heads, func() { s.text("axis", "end", mapHead-80, y+45, 120, text) })
	}
	s.heads = append(s.heads, func() { s.key(r.y + r.h - 280) })
	s.stretches(func() {
		s.area(mapHead, r.y, right, r.y+r.h)
		s.lines()
	})
	s.score(right)
}

// key tells the two lines apart, if there are two.
func (s *mapSheet) key(y int) {
	if !s.hopes() {
		return
	}
	for n, line := range []struct{ class, word string }{{"felt", "感受"}, {"expected", "预期"}} {
		y := y + n*180
		word := s.o.t(line.word)
		x := mapHead - 80 - measure(word, 120)
		s.add(`<path class="key %s" d="M%s %sh22"/>`, line.class, units(x-300), units(y-45))
		s.text("axis", "start", x, y, 120, word)
	}
}

// hopes tells whether anybody says what was expected.
func (p *plot) hopes() bool {
	for _, pt := range p.curve.Points {
		if pt.Expected != nil {
			return true
		}
	}
	return false
}

// score writes the mean of peak and end behind the curve, at its place on the
// scale, and the mean of all to hold it against.
func (s *mapSheet) score(right int) {
	c := s.curve
	y := s.y(0) - (s.felt(c.Peak)+s.felt(c.End))*mapFelt/2
	s.add(`<path class="tick" d="M%s %sl9-5v10z"/>`, units(right+20), units(y))
	class := "score " + sign(s.felt(c.Peak)+s.felt(c.End))
	s.text(class, "start", right+160, y+75, 220, signedMean(c.Score()))
	s.text("axis", "start", right+160, y+250, 120, s.o.t("峰终均值"))
	s.text("axis", "start", right+160, y+420, 120, s.o.t("平均 %s", signedMean(c.Mean)))
}

// step draws one step, a link with two places to touch: its action and its point.
func (s *mapSheet) step(i int) {
	r := s.rows[0]
	x := s.left(i)
	s.link("step", s.m.Steps[i].Place, stepName(s.m, i), func() {
		s.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x+20), units(r.y+20), units(s.col-40), units(r.h-40))
		s.text("num", "start", x+mapInset, r.y+mapPad+110, 120, fmt.Sprint(i+1))
		s.canvas.lines("label act", "start", x+mapInset, r.y+mapPad+125+mapLeading, mapText, mapLeading, r.cells[i])
		if p := s.pointOf(i); p >= 0 {
			s.target(p)
			s.feeling(p)
		}
	})
}

// feeling writes how point p felt beside it, on the side away from what was
// expected.
func (s *mapSheet) feeling(p int) {
	e := s.felt(p)
	x, y := s.at(p, e)
	above := e >= 0
	if hope := s.curve.Points[p].Expected; hope != nil && *hope != e {
		above = e > *hope
	}
	y += 250
	if above {
		y -= 400
	}
	s.text("mark "+sign(e), "middle", x, y, 130, strings.TrimSpace(s.mark(p)+" "+Signed(e)))
}

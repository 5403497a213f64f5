package figure

import (
	"fmt"
	"html"
	"strings"

	"playbook/generator/analysis"
)

// A plot is a curve on its way to the canvas. Across, x takes the number of a
// point and y an emotion; downwards it is the other way round.
type plot struct {
	canvas
	prefix string // of ids
	curve  analysis.Curve
	o      Options
	x, y   func(int) int
	down   bool
}

// at returns where point i stands if it felt like e.
func (p *plot) at(i, e int) (x, y int) {
	if p.down {
		return p.x(e), p.y(i)
	}
	return p.x(i), p.y(e)
}

// sign names the direction of an emotion in classes.
func sign(e int) string {
	switch {
	case e > 0:
		return "up"
	case e < 0:
		return "down"
	default:
		return "flat"
	}
}

// run writes the path through the points from to to, each reached and left
// level, so that the curve never shows more than was felt.
func (p *plot) run(b *strings.Builder, from, to int, level func(int) int) {
	for i := from; i < to; i++ {
		x0, y0 := p.at(i, level(i))
		x1, y1 := p.at(i+1, level(i+1))
		c0, c1 := fmt.Sprintf("%s %s", units((x0+x1)/2), units(y0)), fmt.Sprintf("%s %s", units((x0+x1)/2), units(y1))
		if p.down {
			c0, c1 = fmt.Sprintf("%s %s", units(x0), units((y0+y1)/2)), fmt.Sprintf("%s %s", units(x1), units((y0+y1)/2))
		}
		fmt.Fprintf(b, "C%s %s %s %s", c0, c1, units(x1), units(y1))
	}
}

func (p *plot) felt(i int) int     { return p.curve.Points[i].Emotion }
func (p *plot) expected(i int) int { return *p.curve.Points[i].Expected }

// area fills what lies between the curve and “as usual”, in two halves that the
// style sheet colours differently.
func (p *plot) area(x0, y0, x1, y1 int) {
	n := len(p.curve.Points)
	if n < 2 {
		return
	}
	var b strings.Builder
	x, y := p.at(0, 0)
	fmt.Fprintf(&b, "M%s %s", units(x), units(y))
	x, y = p.at(0, p.felt(0))
	fmt.Fprintf(&b, "L%s %s", units(x), units(y))
	p.run(&b, 0, n-1, p.felt)
	x, y = p.at(n-1, 0)
	fmt.Fprintf(&b, "L%s %sZ", units(x), units(y))

	zx, zy := p.at(0, 0)
	up := [4]int{x0, y0, x1, zy}
	down := [4]int{x0, zy, x1, y1}
	if p.down {
		up, down = [4]int{zx, y0, x1, y1}, [4]int{x0, y0, zx, y1}
	}
	for _, half := range []struct {
		name string
		r    [4]int
	}{{"up", up}, {"down", down}} {
		id := html.EscapeString(p.prefix + "-" + half.name)
		p.add(`<clipPath id="%s"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath>`, id,
			units(half.r[0]), units(half.r[1]), units(half.r[2]-half.r[0]), units(half.r[3]-half.r[1]))
		p.add(`<path class="area %s" clip-path="url(#%s)" d="%s"/>`, half.name, id, b.String())
	}
}

// lines draws what was expected, dashed, where the case says so, and what was
// felt.
func (p *plot) lines() {
	points := p.curve.Points
	for i := 0; i < len(points); i++ {
		if points[i].Expected == nil {
			continue
		}
		end := i
		for end+1 < len(points) && points[end+1].Expected != nil {
			end++
		}
		var b strings.Builder
		x, y := p.at(i, p.expected(i))
		fmt.Fprintf(&b, "M%s %s", units(x), units(y))
		p.run(&b, i, end, p.expected)
		if end > i {
			p.add(`<path class="expected" d="%s"/>`, b.String())
		}
		i = end
	}
	if len(points) > 1 {
		var b strings.Builder
		x, y := p.at(0, p.felt(0))
		fmt.Fprintf(&b, "M%s %s", units(x), units(y))
		p.run(&b, 0, len(points)-1, p.felt)
		p.add(`<path class="felt" pathLength="1" d="%s"/>`, b.String())
	}
}

// points draws the points, each a link to its moment with its title for those who
// point at it.
func (p *plot) points(places []Place) {
	for i, pt := range p.curve.Points {
		if pt.Expected != nil && *pt.Expected != pt.Emotion {
			x, y := p.at(i, *pt.Expected)
			p.add(`<path class="hoped" d="M%s %sl4 4-4 4-4-4z"/>`, units(x), units(y-40))
		}
		p.link("dot", places[i], fmt.Sprintf("%d. %s %s", i+1, places[i].Title, Signed(pt.Emotion)), func() {
			x, y := p.at(i, pt.Emotion)
			p.add(`<circle class="hit" cx="%s" cy="%s" r="13"/>`, units(x), units(y))
			p.point(i, pt.Emotion)
		})
	}
}

// point draws one point: the peak as a ring, the end as a square, so that both
// are known without colour.
func (p *plot) point(i, e int) {
	x, y := p.at(i, e)
	if i == p.curve.Peak {
		p.add(`<circle class="ring %s" cx="%s" cy="%s" r="9"/>`, sign(e), units(x), units(y))
	}
	if i == p.curve.End {
		p.add(`<rect class="pt %s" x="%s" y="%s" width="10" height="10"/>`, sign(e), units(x-50), units(y-50))
		return
	}
	p.add(`<circle class="pt %s" cx="%s" cy="%s" r="4.5"/>`, sign(e), units(x), units(y))
}

// mark returns the word for peak and end, "" for the others.
func (p *plot) mark(i int) string {
	switch {
	case i == p.curve.Peak && i == p.curve.End:
		return p.o.t("峰·终")
	case i == p.curve.Peak:
		return p.o.t("峰")
	case i == p.curve.End:
		return p.o.t("终")
	default:
		return ""
	}
}

// marks writes peak and end beside their points: above what felt good, below
// what felt bad. If the two would meet, the end goes to the other side.
func (p *plot) marks(place func(i int, above bool) (x, y int)) {
	const size = 130
	write := func(i int, above bool) box {
		s := p.mark(i) + " " + Signed(p.felt(i))
		x, y := place(i, above)
		w := measure(s, size)
		x = min(max(x, wideLeft+w/2), wideWidth-wideRight-w/2)
		p.text("mark "+sign(p.felt(i)), "middle", x, y, size, s)
		return p.boxes[len(p.boxes)-1]
	}
	c := p.curve
	if c.Peak < 0 {
		return
	}
	peak := write(c.Peak, p.felt(c.Peak) >= 0)
	if c.Peak == c.End || c.End < 0 {
		return
	}
	above := p.felt(c.End) >= 0
	before, boxes := len(p.b), len(p.boxes)
	if write(c.End, above).overlaps(peak) {
		p.b = p.b[:before]
		p.boxes = p.boxes[:boxes]
		write(c.End, !above)
	}
}

func (a box) overlaps(b box) bool {
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

// legend tells the two lines apart, if there are two.
func (p *plot) legend(x, y int) {
	any := false
	for _, pt := range p.curve.Points {
		any = any || pt.Expected != nil
	}
	if !any {
		return
	}
	for _, entry := range []struct{ class, word string }{{"felt", "感受"}, {"expected", "预期"}} {
		p.add(`<path class="key %s" d="M%s %sh22"/>`, entry.class, units(x), units(y-45))
		word := p.o.t(entry.word)
		p.text("axis", "start", x+300, y, 120, word)
		x += 300 + measure(word, 120) + 220
	}
}

package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A spot is a direction from the middle of a ring: sine and cosine in millionths,
// clockwise from the top. Rounded so, they are the same on every machine.
type spot struct{ sin, cos int }

// spotAt returns the direction of part/of of a full turn.
func spotAt(part, of int) spot {
	sin, cos := math.Sincos(2 * math.Pi * float64(part) / float64(of))
	return spot{int(math.Round(sin * 1e6)), int(math.Round(cos * 1e6))}
}

// at returns the point that lies so far out from a middle and so far clockwise
// beside the direction.
func (s spot) at(cx, cy, out, beside int) (x, y int) {
	return cx + (out*s.sin+beside*s.cos)/1e6, cy + (beside*s.sin-out*s.cos)/1e6
}

// point writes at for a path.
func (s spot) point(cx, cy, out, beside int) string {
	x, y := s.at(cx, cy, out, beside)
	return units(x) + " " + units(y)
}

// A ring is a picture whose elements stand around a middle, with their titles
// outside, or, where these have no room, with numbers outside and a list below.
type ring struct {
	canvas
	o       Options
	els     []Element
	cx, cy  int
	reach   int // from the middle to where a title begins
	class   string
	size    int // of the titles
	leading int
	listed  bool // the titles stand below
	bare    bool // moments are counted, not shown outside
	mark    func(int, Element) string
	blocks  []ringBlock
}

// A ringBlock is what is written outside one element.
type ringBlock struct {
	spot
	anchor string
	lines  []string
	width  int // that it may take
	dots   []Dot
}

const (
	ringMargin     = 60
	ringMost       = 12  // more elements than that stand in a list
	ringMostNarrow = 8   // on a phone
	ringMark       = 300 // from one number to the next
	ringUpright    = 2e5 // a direction with a smaller sine is above or below the middle
	ringLeast      = 600 // room for “40 个时刻”
	ringRow        = 280 // of the list; a finger finds it
)

// ringSizes says how the titles around a ring are written.
func (r *ring) sizes(class string, size, leading int) {
	r.class, r.size, r.leading = class, size, leading
}

// arrange finds room for what stands outside the ring and sets the height of the
// picture. Titles of more than most lines, or too many of them, go to the list.
func (r *ring) arrange(most int) {
	n := len(r.els)
	r.listed = n > ringMost || r.w == narrowWidth && n > ringMostNarrow
	if !r.listed {
		r.place(func(_ int, e Element) string { return e.Title }, most)
	}
	for _, b := range r.blocks {
		if n := len(b.lines); r.w == narrowWidth && n > 0 && strings.HasSuffix(b.lines[n-1], "…") || b.width < ringLeast {
			r.listed = true
		}
	}
	if r.listed {
		r.sizes("axis", 120, 160)
		every := 1
		for 6*r.reach*every/n < ringMark {
			every++
		}
		r.place(func(i int, e Element) string {
			if i%every > 0 {
				return ""
			}
			return r.mark(i, e)
		}, 1)
	}
	up, down := r.reach, r.reach
	for i := range r.blocks {
		y0, y1 := r.span(i)
		up, down = max(up, -y0), max(down, y1)
	}
	r.cx, r.cy = r.w/2, up+ringMargin
	r.h = r.cy + down + ringMargin
}

func (r *ring) place(title func(int, Element) string, most int) {
	n := len(r.els)
	r.blocks = make([]ringBlock, n)
	for i, e := range r.els {
		b := &r.blocks[i]
		b.spot = spotAt(i, n)
		switch {
		case b.sin > ringUpright:
			b.anchor = "start"
		case b.sin < -ringUpright:
			b.anchor = "end"
		default:
			b.anchor = "middle"
		}
		b.width = r.w/2 - max(b.sin, -b.sin)*r.reach/1e6 - ringMargin
		if b.anchor == "middle" {
			b.width = r.w - 2*ringMargin
			if beside := spotAt(1, n).sin; beside > ringUpright {
				b.width = min(b.width, 2*r.reach*beside/1e6-2*ringMargin)
			}
		}
		b.lines = evenLines(title(i, e), r.size, b.width, most)
		if !r.listed {
			b.dots = e.Dots
		}
	}
}

// span returns where the block of element i begins and ends below the middle.
// The steeper its direction, the more it stands above or below its place, not
// across it.
func (r *ring) span(i int) (y0, y1 int) {
	b := r.blocks[i]
	h := len(b.lines) * r.leading
	if len(b.dots) > 0 {
		h += tallyHeight
	}
	middle := -(r.reach + h/2) * b.cos / 1e6
	return middle - h/2, middle + h/2
}

// words writes what stands outside element i.
func (r *ring) words(i int) {
	b := r.blocks[i]
	x, _ := b.at(r.cx, r.cy, r.reach, 0)
	y, end := r.span(i)
	r.touchable(b, x, r.cy+(y+end)/2, end-y)
	y = r.lines(r.class, b.anchor, x, r.cy+y+r.size*19/20, r.size, r.leading, b.lines)
	if r.bare {
		b.width = 0
	}
	tally(&r.canvas, b.anchor, x, y, b.width, b.dots, r.o)
}

// touchable draws the room in which a finger finds a block of a height around y.
func (r *ring) touchable(b ringBlock, x, y, height int) {
	width := 300
	if len(b.dots) > 0 {
		width = ringLeast
	}
	for _, line := range b.lines {
		width = max(width, measure(line, r.size))
	}
	switch b.anchor {
	case "middle":
		x -= width / 2
	case "end":
		x -= width
	}
	height = max(height, 260)
	hitRect(&r.canvas, x, y-height/2, width, height)
}

// list writes the titles with the numbers below the ring.
func (r *ring) list(cols int) {
	if !r.listed {
		return
	}
	cell, top, size := (r.w-2*ringMargin)/cols, r.h+100, 130
	if r.w == narrowWidth {
		size = 150
	}
	rows := (len(r.els) + cols - 1) / cols
	for i, e := range r.els {
		x, y := ringMargin+i/rows*cell, top+i%rows*ringRow
		count := ""
		if len(e.Dots) > 0 {
			count = strconv.Itoa(len(e.Dots))
		}
		r.link("row", e.Place, tallyName(e, r.o), func() {
			hitRect(&r.canvas, x, y-ringRow*7/10, cell-60, ringRow-10)
			r.text("axis", "end", x+240, y, 120, r.mark(i, e))
			r.lines("label", "start", x+320, y, size, size, wrap(e.Title, size, cell-920, 1))
			r.text("mark", "end", x+cell-120, y, 130, count)
		})
	}
	r.h = top + rows*ringRow
}

// hitRect draws the room in which a finger finds a link.
func hitRect(c *canvas, x, y, w, h int) {
	c.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x), units(y), units(w), units(h))
}

// Wheel draws which of the kinds of a framework a case makes use of: petals of
// equal angle, as long as there are moments of their kind, on a linear scale that
// begins at the edge of the hub. It returns nil if no moment stands in the framework.
func Wheel(p Profile, o Options) *Picture {
	if tallied(p) == 0 {
		return nil
	}
	what := o.t("这一案用了几种")
	if p.Case == "" {
		what = o.t("全书用了几种")
	}
	return o.picture("wheel", o.t("%s：%s", p.Framework, what), wheelFinding(p, o), tallyTable(p, o), wheelWide(p, o), wheelNarrow(p, o))
}

func wheelFinding(p Profile, o Options) string {
	_, empty := tallySides(p)
	n := len(p.Elements)
	s := o.t("%d 种里用到 %d 种，共 %d 个时刻。", n, n-len(empty), tallied(p)) + tallyMost(p, o)
	if len(empty) > 0 {
		s += o.t("没有用到的：%s。", o.join(empty))
	}
	return s
}

// Lengths of the wheel.
const (
	wheelHub       = 540
	wheelRim       = 1900
	wheelHubNarrow = 450
	wheelRimNarrow = 1050
	wheelHit       = 250 // a moment needs that much of a petal to be found
	wheelPip       = 110 // and that much to be seen
)

func wheelWide(p Profile, o Options) *canvas {
	w := wheel{ring: ring{canvas: canvas{w: wideWidth}, o: o, els: p.Elements, reach: wheelRim + 130, bare: true, mark: wheelMark}, hub: wheelHub, rim: wheelRim}
	w.sizes("label", 130, 170)
	w.draw(3)
	return &w.canvas
}

func wheelNarrow(p Profile, o Options) *canvas {
	w := wheel{ring: ring{canvas: canvas{w: narrowWidth}, o: o, els: p.Elements, reach: wheelRimNarrow + 90, bare: true, mark: wheelMark}, hub: wheelHubNarrow, rim: wheelRimNarrow}
	w.sizes("label", 150, 190)
	w.draw(1)
	return &w.canvas
}

func wheelMark(i int, _ Element) string { return strconv.Itoa(i + 1) }

type wheel struct {
	ring
	hub, rim int
	most     int // of the scale
}

// draw draws the wheel, and what does not fit around it in columns below.
func (w *wheel) draw(cols int) {
	most, used := 3, 0
	for _, e := range w.els {
		most = max(most, len(e.Dots))
		if len(e.Dots) > 0 {
			used++
		}
	}
	step := wheelStep(most)
	w.most = (most + step - 1) / step * step
	w.arrange(2)
	for i, e := range w.els {
		if len(e.Dots) == 0 {
			w.petal(i, "petal empty", w.rim)
		}
	}
	for k := step; k <= w.most; k += step {
		w.add(`<circle class="grid" cx="%s" cy="%s" r="%s"/>`, units(w.cx), units(w.cy), units(w.out(k)))
	}
	for i, e := range w.els {
		w.link("part "+e.Class, e.Place, tallyName(e, w.o), func() {
			if len(e.Dots) > 0 {
				w.petal(i, "petal", w.out(len(e.Dots)))
			}
			w.words(i)
		})
		w.moments(i)
	}
	w.scale(step)
	w.text("sum", "middle", w.cx, w.cy+45, 240, fmt.Sprintf("%d / %d", used, len(w.els)))
	w.text("axis", "middle", w.cx, w.cy+235, 120, w.o.t("种"))
	w.list(cols)
}

// scale writes what the circles mean, between the first petal and the second, from
// the rim inwards as long as there is room.
func (w *wheel) scale(step int) {
	s := spotAt(1, 2*max(2, len(w.els)))
	lastX, lastY := w.w, w.h
	for k := w.most; k > 0; k -= step {
		x, y := s.at(w.cx, w.cy, w.out(k), 0)
		if lastX-x < 200 && y-lastY < 150 {
			continue
		}
		w.text("axis scale", "middle", x, y+45, 120, strconv.Itoa(k))
		lastX, lastY = x, y
	}
}

// wheelStep returns how far apart the labelled circles are, so that there are at
// most five.
func wheelStep(most int) int {
	for base := 1; ; base *= 10 {
		for _, step := range []int{base, 2 * base, 5 * base} {
			if most <= 5*step {
				return step
			}
		}
	}
}

// out returns how far from the middle a petal of so many moments ends.
func (w *wheel) out(count int) int { return w.hub + (w.rim-w.hub)*count/w.most }

// petal draws a petal that ends at a distance from the middle, between its
// neighbours. A short one is slim, too, so that it looks as little as it is.
func (w *wheel) petal(i int, class string, end int) {
	s := w.blocks[i].spot
	length := end - w.hub
	wide := (w.hub + length*3/5) * spotAt(1, 2*max(4, len(w.els))).sin / 1e6 * 9 / 10
	wide = min(wide, length*3/5, 520)
	at := func(out, beside int) string { return s.point(w.cx, w.cy, out, beside) }
	near := w.hub + length*3/10
	w.add(`<path class="%s" d="M%sC%s %s %sC%s %s %sZ"/>`, class, at(w.hub, 0),
		at(near, -wide), at(end, -wide), at(end, 0), at(end, wide), at(near, wide), at(w.hub, 0))
}

// moments draws the moments on the petal of element i, if they have room there,
// each a link, if a finger can find it.
func (w *wheel) moments(i int) {
	step := (w.rim - w.hub) / w.most
	if step < wheelPip {
		return
	}
	for k, d := range w.els[i].Dots {
		x, y := w.blocks[i].at(w.cx, w.cy, w.out(k)+step/2, 0)
		if step < wheelHit {
			pip(&w.canvas, x, y, 38, d.Polarity)
			continue
		}
		w.link("moment", d.Place, tallyMoment(d, w.o), func() {
			w.add(`<circle class="hit" cx="%s" cy="%s" r="12"/>`, units(x), units(y))
			pip(&w.canvas, x, y, 45, d.Polarity)
		})
	}
}

// Lengths of the cycle.
const (
	cycleNode = 175 // the half breadth of a node
	cycleHead = 75  // of an arrow
)

// cycleRadius returns how wide the ring must be for the titles to have room.
func cycleRadius(n int) int {
	switch {
	case n <= 4:
		return 1150
	case n <= 6:
		return 1350
	case n <= 8:
		return 1550
	default:
		return 1900
	}
}

func cycleWide(p Profile, o Options) *canvas {
	radius := cycleRadius(len(p.Elements))
	c := cycle{ring: ring{canvas: canvas{w: wideWidth}, o: o, els: p.Elements, reach: radius + cycleNode + 140, mark: structureMark}, radius: radius}
	c.sizes("name", 180, 240)
	if len(p.Elements) > 6 {
		c.sizes("label", 130, 170)
	}
	c.draw(p, 3)
	return &c.canvas
}

func cycleNarrow(p Profile, o Options) *canvas {
	const radius = 800
	c := cycle{ring: ring{canvas: canvas{w: narrowWidth}, o: o, els: p.Elements, reach: radius + cycleNode + 70, mark: structureMark}, radius: radius}
	if len(p.Elements) > 6 {
		c.radius, c.reach = 1300, 1300+cycleNode+70
	}
	c.sizes("label", 150, 190)
	c.draw(p, 1)
	return &c.canvas
}

type cycle struct {
	ring
	radius int
}

// draw draws a ring of nodes with arrows clockwise from the top, and in the middle
// what goes round.
func (c *cycle) draw(p Profile, cols int) {
	c.arrange(2)
	n := len(c.els)
	for i := range c.els {
		c.arrow(i)
	}
	for i, e := range c.els {
		c.link("part "+e.Class, e.Place, tallyName(e, c.o), func() {
			x, y := c.blocks[i].at(c.cx, c.cy, c.radius, 0)
			c.add(`<circle class="node" cx="%s" cy="%s" r="%s"/>`, units(x), units(y), units(cycleNode))
			c.text("mark", "middle", x, y+45, 130, structureMark(i, e))
			if !c.listed {
				c.words(i)
			}
		})
	}
	name, _, _ := strings.Cut(p.Framework, "（")
	lines := evenLines(name, 240, 2*c.radius-4*cycleNode, 2)
	y := c.cy - (len(lines)*300+170)/2 + 240
	y = c.lines("core", "middle", c.cx, y, 240, 300, lines)
	c.text("axis", "middle", c.cx, y-60, 120, c.o.t("%d 步一圈", n))
	c.list(cols)
}

// arrow draws the arc from node i to the next, as far as the nodes leave room.
func (c *cycle) arrow(i int) {
	n := len(c.els)
	if n == 1 {
		return
	}
	const fine = 3600 // parts of a turn
	gap := fine * (cycleNode + 90) * 100 / (c.radius * 628)
	from, to := i*fine/n+gap, (i+1)*fine/n-gap
	head := fine * cycleHead * 200 / (c.radius * 628)
	at := func(turn, out int) string { return spotAt(turn, fine).point(c.cx, c.cy, c.radius+out, 0) }
	c.add(`<path class="flow" d="M%sA%s %s 0 0 1 %s"/>`, at(from, 0), units(c.radius), units(c.radius), at(to-head/2, 0))
	c.add(`<path class="head" d="M%sL%sL%sZ"/>`, at(to, 0), at(to-head, cycleHead), at(to-head, -cycleHead))
}

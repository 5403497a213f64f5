package figure

import (
	"fmt"
	"math"
	"strconv"
)

// Wheel draws which of the kinds of a framework a case makes use of: petals of
// equal angle and breadth, as long as there are moments of their kind, on a linear
// scale that begins at the edge of the hub. It returns nil if no moment stands in the framework.
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
	s := o.t("%d 种里用到 %d 种。", n, n-len(empty)) + tallyTotal(p, o) + tallyMost(p, o)
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
	wheelHalf      = 230 // the half breadth of a petal at most
	wheelStub      = 70  // how far the place of a kind shows that is not used
)

func wheelWide(p Profile, o Options) *canvas {
	w := wheel{ring: ring{canvas: canvas{w: wideWidth}, o: o, els: p.Elements, reach: wheelRim + 130, bare: true, mark: wheelMark, none: o.t("没有用到")}, hub: wheelHub, rim: wheelRim}
	w.sizes("label", 130, 170)
	w.draw(3)
	return &w.canvas
}

func wheelNarrow(p Profile, o Options) *canvas {
	w := wheel{ring: ring{canvas: canvas{w: narrowWidth}, o: o, els: p.Elements, reach: wheelRimNarrow + 90, bare: true, mark: wheelMark, none: o.t("没有用到")}, hub: wheelHubNarrow, rim: wheelRimNarrow}
	w.sizes("label", 150, 190)
	w.draw(1)
	return &w.canvas
}

func wheelMark(i int, _ Element) string { return strconv.Itoa(i + 1) }

type wheel struct {
	ring
	hub, rim int
	half     int // the half breadth of a petal
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
	w.half = min(wheelHalf, w.hub*spotAt(1, 2*max(3, len(w.els))).sin/1e6*3/5)
	for k := 0; k <= w.most; k += step {
		class := "grid"
		if k == 0 {
			class = "grid zero"
		}
		w.add(`<circle class="%s" cx="%s" cy="%s" r="%s"/>`, class, units(w.cx), units(w.cy), units(w.out(k)))
	}
	for i, e := range w.els {
		w.link("part "+e.Class, e.Place, tallyName(e, w.o), func() {
			if len(e.Dots) > 0 {
				w.petal(i, "petal", w.hub, w.out(len(e.Dots)))
			} else {
				w.petal(i, "petal empty", w.hub, w.hub+min(wheelStub, (w.out(1)-w.hub)/2))
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
	for k := w.most; k >= 0; k -= step {
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

// petal draws a petal from one distance from the middle to another. All are equally
// wide, so that both length and area grow with the count, and both ends run along
// circles, so that a petal reaches what the scale says all along.
func (w *wheel) petal(i int, class string, from, to int) {
	at := func(out, beside int) string {
		return w.blocks[i].point(w.cx, w.cy, int(math.Sqrt(float64(out*out-beside*beside))), beside)
	}
	inner, outer := units(from), units(to)
	w.add(`<path class="%s" d="M%sL%sA%s %s 0 0 1 %sL%sA%s %s 0 0 0 %sZ"/>`, class,
		at(from, -w.half), at(to, -w.half), outer, outer, at(to, w.half), at(from, w.half), inner, inner, at(from, -w.half))
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

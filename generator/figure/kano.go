package figure

import "slices"

// A kanoCurve is a cubic Bézier curve in thousandths of the half axes, upwards
// positive, and the stretches of its two halves on which dots stand.
type kanoCurve struct {
	points [4][2]int
	halves [2]kanoHalf
	rows   int // lines that its label may take before it meets the next one
}

// A kanoHalf is a stretch of the parameter of a curve, in thousandths, and the tenths
// of that stretch where numbers stand instead of dots, and of traces.
type kanoHalf struct {
	from, to     int
	pill, traces int
}

// The halves of a curve.
const (
	undone = iota // left of the middle
	done
)

// kanoCurves are the five curves as they are commonly drawn. Flat, concave and
// convex keep so far apart that dots on them never meet.
var kanoCurves = map[string]kanoCurve{
	"line":    {[4][2]int{{-1000, -800}, {-333, -267}, {333, 267}, {1000, 800}}, [2]kanoHalf{{15, 320, 2, 8}, {600, 985, 7, 0}}, 3},
	"convex":  {[4][2]int{{-1000, 150}, {0, 150}, {420, 330}, {700, 1000}}, [2]kanoHalf{{33, 280, 1, 8}, {440, 985, 8, 2}}, 5},
	"flat":    {[4][2]int{{-1000, 0}, {-333, 0}, {333, 0}, {1000, 0}}, [2]kanoHalf{{50, 375, 1, 8}, {520, 985, 2, 7}}, 4},
	"concave": {[4][2]int{{-700, -1000}, {-420, -330}, {0, -150}, {1000, -150}}, [2]kanoHalf{{10, 330, 2, 8}, {590, 990, 2, 7}}, 5},
	"falling": {[4][2]int{{-1000, 800}, {-333, 267}, {333, -267}, {1000, -800}}, [2]kanoHalf{{15, 275, 2, 7}, {710, 985, 2, 7}}, 5},
}

// at returns the point of a parameter.
func (k kanoCurve) at(t int) (x, y int) {
	s := 1000 - t
	f := [4]int{s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t}
	for i, p := range k.points {
		x, y = x+f[i]*p[0], y+f[i]*p[1]
	}
	return x / 1e9, y / 1e9
}

// Lengths of the picture, in tenths of a unit.
const (
	kanoSpace = 215 // from dot to dot along a curve
	kanoMost  = 6   // dots in a bundle; more are a number
	kanoDot   = 95  // radius
	kanoFirst = 4   // moments that the list names if the curve shows a number
)

// Kano draws the curves of Kano's model: how well something is done to the right,
// how satisfied people are upwards, and the moments on the curve of their class,
// numbered as in the list below: what failed on the half where it is not done, the
// rest on the other, each half in one bundle, for how well is not known. If they are
// too many for one bundle, all curves carry numbers instead. Placements by editors are hollow, those by a survey solid, and
// what a moment is to some customers is dashed. The curves are those of Kano,
// Seraku, Takahashi and Tsuji (1984) as commonly drawn; they have no units. It
// returns nil if no element has a curve.
func Kano(p Profile, o Options) *Picture {
	if !slices.ContainsFunc(p.Elements, func(e Element) bool { _, ok := kanoCurves[e.Curve]; return ok }) {
		return nil
	}
	return o.picture("kano", o.t("狩野曲线"), kanoFinding(p, o), kanoTable(p, o), kanoWide(p, o), kanoNarrow(p, o))
}

// A kanoPlot is the picture on its way to the canvas.
type kanoPlot struct {
	*canvas
	o          Options
	p          Profile
	list       listForm
	mid, half  int          // x of the vertical axis, half the length of the other
	zero, high int          // y of the horizontal axis, half the length of the other
	own        []bool       // elements that have a curve of their own
	spots      [][]kanoSpot // of every element, what stands on its curve
	first      []int        // number of the first dot of every element
	counted    bool         // curves carry numbers instead of dots
	pills      []box        // of these numbers
	keyed      bool         // curves are numbered, their names stand below
}

// A kanoSpot is one dot, or the trace of a dot on the curve of its risk.
type kanoSpot struct {
	of, dot int // element and dot
	trace   bool
	half    int
	x, y    int
}

func kanoWide(p Profile, o Options) *canvas   { return kanoPlotWide(p, o).canvas }
func kanoNarrow(p Profile, o Options) *canvas { return kanoPlotNarrow(p, o).canvas }

func kanoPlotWide(p Profile, o Options) *kanoPlot {
	c := &canvas{w: wideWidth}
	k := newKano(c, p, o, wideList)
	k.mid, k.half, k.high = 2750, 2650, 1700
	k.zero = 300 + k.lift() + k.high
	c.text("axis", "start", 100, k.zero-k.high-100, 120, o.t("纵轴：满意度"))
	c.text("axis", "start", 100, k.zero-k.high+70, 120, o.t("横轴：做到的程度"))
	k.draw()
	c.h = k.lists(3, k.below())
	return k
}

func kanoPlotNarrow(p Profile, o Options) *kanoPlot {
	c := &canvas{w: narrowWidth}
	k := newKano(c, p, o, narrowList)
	k.mid, k.half, k.high = 1360, 1300, 1650
	c.text("axis", "start", 60, 150, 120, o.t("纵轴：满意度，横轴：做到的程度"))
	k.zero = 520 + k.lift() + k.high
	k.draw()
	c.h = k.lists(1, k.below())
	return k
}

func newKano(c *canvas, p Profile, o Options, f listForm) *kanoPlot {
	n := len(p.Elements)
	k := &kanoPlot{canvas: c, o: o, p: p, list: f, own: make([]bool, n), spots: make([][]kanoSpot, n), first: make([]int, n)}
	number := 1
	for i, e := range p.Elements {
		_, ok := kanoCurves[e.Curve]
		k.own[i] = ok && !slices.ContainsFunc(p.Elements[:i], func(b Element) bool { return b.Curve == e.Curve })
		k.first[i] = number
		number += len(e.Dots)
		for d := range e.Dots {
			k.spots[i] = append(k.spots[i], kanoSpot{of: i, dot: d, half: kanoSide(e.Curve, e.Dots[d])})
		}
	}
	for i, e := range p.Elements {
		for d, dot := range e.Dots {
			if r := slices.IndexFunc(p.Elements, func(r Element) bool { return dot.Risk != "" && r.ID == dot.Risk }); r >= 0 && r != i && k.own[r] {
				k.spots[r] = append(k.spots[r], kanoSpot{of: i, dot: d, trace: true, half: kanoSide(e.Curve, dot)})
			}
		}
	}
	return k
}

// point returns where a point in thousandths stands.
func (k *kanoPlot) point(x, y int) (int, int) {
	return k.mid + x*k.half/1000, k.zero - y*k.high/1000
}

func (k *kanoPlot) draw() {
	k.axes()
	for i, e := range k.p.Elements {
		if k.own[i] {
			k.curve(e)
			k.counted = !k.place(i) || k.counted
		}
	}
	for i := range k.p.Elements {
		k.leaders(i)
	}
	k.axisWords()
	for i, e := range k.p.Elements {
		if k.own[i] {
			k.end(i, e)
		}
	}
	for i, e := range k.p.Elements {
		if k.own[i] {
			k.add(`<g class="%s">`, e.Class)
			k.dots(i)
			k.add(`</g>`)
		}
	}
}

func (k *kanoPlot) axes() {
	left, right, top, bottom := k.mid-k.half, k.mid+k.half, k.zero-k.high, k.zero+k.high
	k.add(`<path class="axes" d="M%s %sH%sM%s %sV%s"/>`, units(left), units(k.zero), units(right), units(k.mid), units(bottom), units(top))
	k.add(`<path class="arrow" d="M%s %sl-9-4.5v9zM%s %sl-4.5 9h9z"/>`, units(right+40), units(k.zero), units(k.mid), units(top-40))
}

// axisWords stand above the leaders, which may cross them.
func (k *kanoPlot) axisWords() {
	left, right, top, bottom := k.mid-k.half, k.mid+k.half, k.zero-k.high, k.zero+k.high
	k.text("axis end", "middle", k.mid, top-100, 120, k.o.t("满意"))
	k.text("axis end", "middle", k.mid, bottom+160, 120, k.o.t("不满"))
	k.text("axis end", "start", left, k.zero+230, 120, k.o.t("没做到"))
	k.text("axis end", "end", right, k.zero-140, 120, k.o.t("充分做到"))
}

func (k *kanoPlot) curve(e Element) {
	d := ""
	for i, p := range kanoCurves[e.Curve].points {
		x, y := k.point(p[0], p[1])
		d += [4]string{"M", "C", " ", " "}[i] + units(x) + " " + units(y)
	}
	k.add(`<g class="%s"><path class="curve c-%s" d="%s"/></g>`, e.Class, e.Curve, d)
}

package figure

import (
	"fmt"
	"math"
	"strconv"
)

// A Gap is one dimension of service as customers scored it twice: an excellent
// provider, and the one they had. Lo and Hi are the ends of the scale of points;
// both 0: as the numbers ask for.
type Gap struct {
	Place
	Expected, Perceived float64
	Lo, Hi              float64
}

// hundredths returns perceived minus expected, rounded as it is written.
func (g Gap) hundredths() int { return int(math.Round((g.Perceived - g.Expected) * 100)) }

// Gaps draws what was perceived minus what was expected, per dimension, as bars to
// both sides of zero: to the left what falls short. Bars, because a radar hides
// the sign. Points of SERVQUAL (Parasuraman, Zeithaml, Berry 1988), as a rule from
// 1 to 7. It returns nil without rows.
func Gaps(title string, rows []Gap, o Options) *Picture {
	if len(rows) == 0 {
		return nil
	}
	if title == "" {
		title = o.t("期望与感知的差距")
	}
	return o.picture("gaps", title, gapsFinding(rows, o), gapsTable(rows, o), gapsWide(rows, o), gapsNarrow(rows, o))
}

// worst returns the biggest shortfall, or, if there is none, the biggest surplus.
func worst(rows []Gap) int {
	low, high := 0, 0
	for _, g := range rows {
		low, high = min(low, g.hundredths()), max(high, g.hundredths())
	}
	if low < 0 {
		return low
	}
	return high
}

// gapsWorst names a biggest gap in words.
func gapsWorst(gap int, o Options) string {
	if gap < 0 {
		return o.t("差得最多")
	}
	return o.t("超出最多")
}

// signedHundredths writes a gap as people do: +0.30, 0, −0.80.
func signedHundredths(n int) string {
	const coarse = 10000 // from 100 points on, nobody reads hundredths
	switch {
	case n >= coarse || n <= -coarse:
		return Signed(n / 100)
	case n > 0:
		return fmt.Sprintf("+%d.%02d", n/100, n%100)
	case n < 0:
		return fmt.Sprintf("−%d.%02d", -n/100, -n%100)
	default:
		return "0"
	}
}

func gapsPoints(f float64) string {
	if f >= 100 || f <= -100 {
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	return strconv.FormatFloat(f, 'f', 2, 64)
}

func gapsFinding(rows []Gap, o Options) string {
	var above, below, sum int
	var names []string
	most := worst(rows)
	for _, g := range rows {
		gap := g.hundredths()
		sum += gap
		switch {
		case gap > 0:
			above++
		case gap < 0:
			below++
		}
		if gap == most {
			names = append(names, o.t("“%s”", g.Title))
		}
	}
	s := o.t("%d 个维度：%d 个超出期望，%d 个不如期望，%d 个刚好。", len(rows), above, below, len(rows)-above-below)
	switch {
	case most < 0:
		s += o.t("差得最多的是%s（%s）。", o.join(names), signedHundredths(most))
	case most > 0:
		s += o.t("没有不如期望的，超出最多的是%s（%s）。", o.join(names), signedHundredths(most))
	}
	mean := int(math.Round(float64(sum) / float64(len(rows))))
	return s + o.t("平均差距 %s。", signedHundredths(mean))
}

func gapsTable(rows []Gap, o Options) Table {
	t := Table{Head: []string{o.t("维度"), o.t("期望 E"), o.t("感知 P"), o.t("差距 P − E")}, Num: []bool{false, true, true, true}}
	for _, g := range rows {
		t.Rows = append(t.Rows, []string{g.Title, gapsPoints(g.Expected), gapsPoints(g.Perceived), signedHundredths(g.hundredths())})
	}
	return t
}

// Lengths of the gaps.
const (
	gapsName   = 900
	gapsZero   = 2450
	gapsHalf   = 950  // of the plot, to either side of zero
	gapsStrip  = 4450 // where the scale of points begins
	gapsPoint  = 1600 // its length
	gapsNumber = 400  // room for a number beside it
	gapsTop    = 440
)

// A gapsPlot is a picture of gaps on its way to the canvas.
type gapsPlot struct {
	canvas
	o          Options
	rows       []Gap
	zero, half int
	end        int     // of the scale of gaps, in hundredths of a point
	lo, hi     float64 // of the scale of points
}

func newGaps(width, zero, half int, rows []Gap, o Options) *gapsPlot {
	g := &gapsPlot{canvas: canvas{w: width}, o: o, rows: rows, zero: zero, half: half, lo: math.Inf(1), hi: math.Inf(-1)}
	most := 50 // small gaps shall look small
	for _, r := range rows {
		n := r.hundredths()
		most = max(most, n, -n)
		g.lo, g.hi = min(g.lo, r.Expected, r.Perceived), max(g.hi, r.Expected, r.Perceived)
		if r.Hi > r.Lo {
			g.lo, g.hi = min(g.lo, r.Lo), max(g.hi, r.Hi)
		}
	}
	g.end = 5 * wheelStep(most)
	return g
}

// grid draws the ends of the scale of gaps and zero.
func (g *gapsPlot) grid(y0, y1 int) {
	for n := -g.end; n <= g.end; n += g.end {
		class := "grid"
		if n == 0 {
			class = "grid zero"
		}
		g.add(`<path class="%s" d="M%s %sV%s"/>`, class, units(g.zero+n*g.half/g.end), units(y0), units(y1))
	}
}

// scale says what the two sides of zero mean, and how far they reach.
func (g *gapsPlot) scale(y0 int) {
	g.text("axis", "end", g.zero-90, y0-260, 120, g.o.t("← 不如期望"))
	g.text("axis", "start", g.zero+90, y0-260, 120, g.o.t("超出期望 →"))
	g.text("axis", "middle", g.zero, y0-60, 120, "0")
	ends := [2]string{signedHundredths(-g.end), signedHundredths(g.end)}
	inner := min(g.half, g.w-g.zero-measure(ends[1], 120)/2)
	g.text("axis", "middle", g.zero-inner, y0-60, 120, ends[0])
	g.text("axis", "middle", g.zero+inner, y0-60, 120, ends[1])
}

// bar draws a gap from zero to its side.
func (g *gapsPlot) bar(gap, y, height int) {
	length := gap * g.half / g.end
	g.add(`<rect class="bar %s" x="%s" y="%s" width="%s" height="%s"/>`, sign(gap),
		units(g.zero+min(0, length)), units(y), units(max(length, -length)), units(height))
}

func (g *gapsPlot) name(r Gap) string {
	return g.o.t("%s，差距 %s", r.Title, signedHundredths(r.hundredths()))
}

func gapsWide(rows []Gap, o Options) *canvas {
	g := newGaps(wideWidth, gapsZero, gapsHalf, rows, o)
	titles, y := make([][]string, len(rows)), gapsTop
	for i, r := range rows {
		titles[i] = wrap(r.Title, 130, gapsName, anyLines)
		y += 250 + len(titles[i])*170
	}
	g.h = y + 40
	g.scale(gapsTop)
	g.grid(gapsTop, y)
	g.stripHead()
	y = gapsTop
	for i, r := range rows {
		h := 250 + len(titles[i])*170
		middle := y + h/2
		g.link("part", r.Place, g.name(r), func() {
			hitRect(&g.canvas, 0, y+20, gapsZero+gapsHalf, h-40)
			g.lines("label", "start", 0, middle-len(titles[i])*85+130, 130, 170, titles[i])
			g.bar(r.hundredths(), middle-75, 150)
		})
		g.values(r.hundredths(), middle+45)
		g.strip(r, middle)
		y += h
	}
	return &g.canvas
}

// values writes a gap at the end of its bar, and on the other side of zero, which
// is free, that it is the biggest.
func (g *gapsPlot) values(gap, y int) {
	x, anchor, side := g.zero+gap*g.half/g.end+70, "start", -1
	if gap < 0 {
		x, anchor, side = x-140, "end", 1
	}
	g.text("mark "+sign(gap), anchor, x, y, 130, wrap(signedHundredths(gap), 130, 490, 1)[0])
	if gap == 0 || gap != worst(g.rows) {
		return
	}
	anchor = "start"
	if side < 0 {
		anchor = "end"
	}
	g.text("mark", anchor, g.zero+side*90, y, 130, gapsWorst(gap, g.o))
}

// stripHead says what the two marks on the scale of points are, and where it ends.
func (g *gapsPlot) stripHead() {
	e, p := g.o.t("期望"), g.o.t("感知")
	x := gapsStrip - gapsNumber + 100
	g.expected(x, gapsTop-305)
	g.text("axis", "start", x+110, gapsTop-260, 120, e)
	x += 360 + measure(e, 120)
	g.perceived(x, gapsTop-305)
	g.text("axis", "start", x+110, gapsTop-260, 120, p)
	ends := [2]string{strconv.FormatFloat(g.lo, 'f', -1, 64), strconv.FormatFloat(g.hi, 'f', -1, 64)}
	g.text("axis", "middle", gapsStrip, gapsTop-60, 120, wrap(ends[0], 120, 800, 1)[0])
	g.text("axis", "middle", gapsStrip+gapsPoint, gapsTop-60, 120, wrap(ends[1], 120, 800, 1)[0])
}

func (g *gapsPlot) expected(x, y int) {
	g.add(`<path class="hoped" d="M%s %sl5 5-5 5-5-5z"/>`, units(x), units(y-50))
}

func (g *gapsPlot) perceived(x, y int) {
	g.add(`<circle class="felt" cx="%s" cy="%s" r="4.5"/>`, units(x), units(y))
}

// strip shows both scores of a row on the scale of points.
func (g *gapsPlot) strip(r Gap, y int) {
	at := func(v float64) int {
		if g.hi == g.lo {
			return gapsStrip + gapsPoint/2
		}
		return gapsStrip + int(math.Round((v-g.lo)/(g.hi-g.lo)*gapsPoint))
	}
	e, p := at(r.Expected), at(r.Perceived)
	g.add(`<path class="grid" d="M%s %sh%s"/>`, units(gapsStrip), units(y), units(gapsPoint))
	g.add(`<path class="span" d="M%s %sH%s"/>`, units(e), units(y), units(p))
	g.expected(e, y)
	g.perceived(p, y)
	left, right := r.Expected, r.Perceived
	if left > right {
		left, right = right, left
	}
	g.text("axis halo", "end", min(e, p)-90, y+45, 120, wrap(gapsPoints(left), 120, gapsNumber, 1)[0])
	g.text("axis halo", "start", max(e, p)+90, y+45, 120, wrap(gapsPoints(right), 120, gapsNumber, 1)[0])
}

func gapsNarrow(rows []Gap, o Options) *canvas {
	g := newGaps(narrowWidth, narrowWidth/2, narrowWidth/2-50, rows, o)
	titles, y := make([][]string, len(rows)), gapsTop
	for i, r := range rows {
		titles[i] = wrap(r.Title, 150, narrowWidth-1000, anyLines)
		y += 600 + len(titles[i])*190
	}
	g.h = y + 40
	g.scale(gapsTop)
	y = gapsTop
	for i, r := range rows {
		gap, h := r.hundredths(), 600+len(titles[i])*190
		g.link("part", r.Place, g.name(r), func() {
			hitRect(&g.canvas, 0, y+20, narrowWidth, h-40)
			below := g.lines("label", "start", 0, y+230, 150, 190, titles[i])
			g.grid(below-120, below+90)
			g.bar(gap, below-80, 130)
			g.text("mark "+sign(gap), "end", narrowWidth, y+230, 130, wrap(signedHundredths(gap), 130, 900, 1)[0])
			g.text("axis", "start", 0, below+230, 120, o.t("期望 %s，感知 %s", gapsPoints(r.Expected), gapsPoints(r.Perceived)))
			if gap != 0 && gap == worst(rows) {
				g.text("mark", "end", narrowWidth, below+230, 130, gapsWorst(gap, o))
			}
		})
		y += h
	}
	return &g.canvas
}

package figure

import "strconv"

// Bars draws which dimensions of SERVQUAL (Parasuraman, Zeithaml, Berry 1988) the
// moments of a case touch: one mark for each moment, or, if one row has too many, a
// bar for each row on a scale common to all. There are no points on it, because
// nobody gave any. It returns nil if no moment stands in the framework.
func Bars(p Profile, o Options) *Picture {
	if tallied(p) == 0 {
		return nil
	}
	return o.picture("bars", o.t("%s：触及的维度", p.Framework), barsFinding(p, o), tallyTable(p, o), barsWide(p, o), barsNarrow(p, o))
}

func barsFinding(p Profile, o Options) string {
	sides, empty := tallySides(p)
	n := len(p.Elements)
	s := o.t("%d 个维度里碰到 %d 个，标了 %d 次：神奇 %d，平淡 %d，消极 %d。", n, n-len(empty), tallied(p), sides[0], sides[1], sides[2]) + tallyMost(p, o)
	if len(empty) > 0 {
		s += o.t("没有碰到的：%s。", o.join(empty))
	}
	return s + o.t("数的是被标到的时刻，不是得分。")
}

// Lengths of the profile.
const (
	barsPitch = 260 // from mark to mark: a finger finds each
	barsLine  = 260 // from one line of marks to the next
	barsLeft  = 1500
	barsCount = 800 // of the words at the end
	barsThick = 130 // of a bar, with its numbers below it
	barsStack = 360 // of both
)

// barsWide draws a row for each element: its name, its marks, their number.
func barsWide(p Profile, o Options) *canvas {
	c := &canvas{w: wideWidth}
	y, scale := 0, newBarsScale(p, wideWidth-barsLeft-barsCount, 2)
	for _, e := range p.Elements {
		y += 20
		c.add(`<path class="grid" d="M0 %sH%s"/>`, units(y), units(wideWidth))
		title := wrap(e.Title, 130, barsLeft-160, anyLines)
		marks := scale.height(e.Dots)
		h := max(len(title)*170, marks)
		middle := y + 90 + h/2
		c.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(c, 0, y+30, barsLeft-60, h+120)
			c.lines("label", "start", 0, middle-len(title)*85+130, 130, 170, title)
		})
		scale.draw(c, e.Dots, barsLeft, middle-marks/2, o)
		barsSum(c, e, middle+45, o)
		y += h + 180
	}
	c.add(`<path class="grid" d="M0 %sH%s"/>`, units(y), units(wideWidth))
	c.h = barsNote(c, y, o)
	return c
}

// barsSum writes how many moments touch an element, at the end of its row.
func barsSum(c *canvas, e Element, y int, o Options) {
	if len(e.Dots) == 0 {
		c.text("axis", "end", c.w, y, 120, o.t("没有碰到"))
		return
	}
	c.text("axis some", "end", c.w, y, 120, o.t("%d 个时刻", len(e.Dots)))
}

// barsNarrow writes the name of an element above its marks.
func barsNarrow(p Profile, o Options) *canvas {
	c := &canvas{w: narrowWidth}
	y, scale := 0, newBarsScale(p, narrowWidth, 3)
	for _, e := range p.Elements {
		y += 20
		c.add(`<path class="grid" d="M0 %sH%s"/>`, units(y), units(narrowWidth))
		title := wrap(e.Title, 150, narrowWidth-1000, anyLines)
		c.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(c, 0, y+20, narrowWidth-1000, len(title)*190+90)
			c.lines("label", "start", 0, y+220, 150, 190, title)
		})
		barsSum(c, e, y+215, o)
		y += 120 + len(title)*190
		if len(e.Dots) > 0 {
			scale.draw(c, e.Dots, 0, y, o)
			y += scale.height(e.Dots)
		}
		y += 70
	}
	c.add(`<path class="grid" d="M0 %sH%s"/>`, units(y), units(narrowWidth))
	c.h = barsNote(c, y, o)
	return c
}

// barsNote tells the marks apart and says what is counted, and returns where the
// picture ends.
func barsNote(c *canvas, y int, o Options) int {
	x := 60
	y += 240
	for _, polarity := range []int{1, 0, -1} {
		word := tallyWord(polarity, o)
		pip(c, x, y-45, 50, polarity)
		c.text("axis", "start", x+100, y, 120, word)
		x += 300 + measure(word, 120)
	}
	note := wrap(o.t("数的是被标到的时刻，不是得分"), 120, c.w-20, 3)
	if c.w == wideWidth && len(note) == 1 && x+measure(note[0], 120) < c.w {
		c.text("axis", "end", c.w, y, 120, note[0])
		return y + 80
	}
	return c.lines("axis", "start", 10, y+220, 120, 170, note) - 90
}

// A barsScale says how all rows of a profile are drawn, so that the longest is the
// one with the most moments: as marks of equal breadth, or as bars on one scale.
type barsScale struct {
	width int // of a row
	most  int // moments of a row, which fill the width as a bar
	bars  bool
}

// newBarsScale returns bars if one element has more marks than fit so many lines.
func newBarsScale(p Profile, width, lines int) barsScale {
	s := barsScale{width: width}
	for _, e := range p.Elements {
		s.most = max(s.most, len(e.Dots))
	}
	s.bars = s.most > lines*(width/barsPitch)
	return s
}

// height returns how high the marks of an element are, or its bar.
func (s barsScale) height(dots []Dot) int {
	if s.bars {
		return barsStack
	}
	cols := s.width / barsPitch
	return max(1, (len(dots)+cols-1)/cols) * barsLine
}

func (s barsScale) draw(c *canvas, dots []Dot, x, y int, o Options) {
	if s.bars {
		s.bar(c, dots, x, y)
		return
	}
	cols := s.width / barsPitch
	for i, d := range dots {
		mx, my := x+i%cols*barsPitch+barsPitch/2, y+i/cols*barsLine+barsLine/2
		c.link("moment", d.Place, tallyMoment(d, o), func() {
			hitRect(c, mx-120, my-120, 240, 240)
			pip(c, mx, my, 65, d.Polarity)
		})
	}
}

// bar draws the moments of an element as one bar of up to three parts, from its top
// left corner: full what delights, hollow what does neither, hatched what hurts.
// Below where a part begins, or behind the number before, stands how many they are.
func (s barsScale) bar(c *canvas, dots []Dot, x, y int) {
	const lead, gap = 130, 130 // a mark before a number, and behind it
	sides, before, rest := tallyOf(dots), 0, 0
	words := [3]string{}
	for i, n := range sides {
		words[i] = strconv.Itoa(n)
		if n > 0 {
			rest += lead + measure(words[i], 130) + gap
		}
	}
	free, end := x, x+s.width+gap
	for i, n := range sides {
		if n == 0 {
			continue
		}
		from, to := x+before*s.width/s.most, x+(before+n)*s.width/s.most
		before += n
		barsPart(c, 1-i, from, y+20, to, y+20+barsThick)
		at := max(free, min(from, end-rest))
		pip(c, at+50, y+barsThick+125, 50, 1-i)
		c.text("mark", "start", at+lead, y+barsThick+170, 130, words[i])
		own := lead + measure(words[i], 130) + gap
		free, rest = at+own, rest-own
	}
}

// barsPart draws one part of a bar.
func barsPart(c *canvas, polarity, x0, y0, x1, y1 int) {
	c.add(`<rect class="stack %s" x="%s" y="%s" width="%s" height="%s"/>`, sign(polarity), units(x0), units(y0), units(x1-x0), units(y1-y0))
	if polarity < 0 {
		c.add(`<path class="stripes" d="%s"/>`, hatched(x0, y0, x1, y1, 45))
	}
}

package figure

// Lengths of a loop.
const (
	loopSide  = 180  // beside the stations, for the way back
	loopNode  = 130  // radius of a station
	loopText  = 200  // from the stem of a station to its words
	loopGap   = 55   // from there to the stem of the next station
	loopMost  = 5    // moments of one kind at a station; the others are counted
	loopMany  = 8    // stations side by side; more stand below each other
	loopHigh  = 8000 // a loop that is higher gives way to stations below each other if these are lower
	loopRound = 160  // radius of the corners of the way back
)

// Loop draws a cycle of moments of truth: stations from left to right, what pleased
// above the line, what hurt below it, what did neither small and grey at the line,
// and the way back from the last station to the first. The way back is dashed if
// one of its ends is empty. It returns nil if there are no stations.
func Loop(p Profile, o Options) *Picture {
	if len(p.Elements) == 0 {
		return nil
	}
	title := o.t("关键时刻的一圈")
	if p.Framework != "" {
		title = o.t("%s：一圈", p.Framework)
	}
	wide := loopDown(p, o, wideWidth, wideList)
	if len(p.Elements) <= loopMany {
		if round := loop(p, o); round.h <= max(wide.h, loopHigh) {
			wide = round
		}
	}
	return o.picture("loop", title, loopFinding(p, o), elementTable(p, o, o.t("站"), true), wide, loopDown(p, o, narrowWidth, narrowList))
}

func loopFinding(p Profile, o Options) string {
	var counts, empty, misery []string
	t := p.tagging()
	for _, e := range p.Elements {
		if len(e.Dots) == 0 {
			empty = append(empty, o.t("“%s”", e.Title))
			continue
		}
		counts = append(counts, t.count(o.t("“%s”", e.Title), len(e.Dots), o))
		if n := distinct(felt(e.Dots, -1)); n > 0 {
			misery = append(misery, o.t("“%s”（%d 个）", e.Title, n))
		}
	}
	n := len(p.Elements)
	if len(counts) == 0 {
		return p.none(o) + o.t("从“%s”到“%s”共 %d 站，还没有时刻。", p.Elements[0].Title, p.Elements[n-1].Title, n)
	}
	s := t.opening(p, o) + o.t("%s。", o.join(counts))
	if len(misery) > 0 {
		s += o.t("消极时刻落在%s。", o.join(misery))
	} else {
		s += o.t("没有消极时刻。")
	}
	if len(empty) > 0 {
		return s + o.t("%s还没有时刻，这一圈没有接上。", o.join(empty))
	}
	return s + o.t("%d 站都有时刻，一圈接得上。", n)
}

// felt returns the moments of one polarity.
func felt(dots []Dot, polarity int) []Dot {
	var list []Dot
	for _, d := range dots {
		if d.Polarity == polarity {
			list = append(list, d)
		}
	}
	return list
}

// back says what the way from the last station to the first means.
func (p Profile) back(o Options) string {
	first, last := p.Elements[0], p.Elements[len(p.Elements)-1]
	if last.ID == "umot" && first.ID == "zmot" {
		return o.t("讲出去的，是下一位客人搜到的")
	}
	return o.t("从“%s”回到“%s”", last.Title, first.Title)
}

// backClass dashes the way back if it leads from or to nothing.
func (p Profile) backClass() string {
	if len(p.Elements[0].Dots) == 0 || len(p.Elements[len(p.Elements)-1].Dots) == 0 {
		return "back broken"
	}
	return "back"
}

// A station is one element of a loop, wrapped.
type station struct {
	head             []string
	up, level, under []listed
}

func (o Options) station(e Element, width int, f listForm) station {
	return station{
		head:  wrap(e.Title, f.size, width, anyLines),
		up:    o.list(felt(e.Dots, 1), loopMost, width, f),
		level: o.list(felt(e.Dots, 0), loopMost, width, f.small()),
		under: o.list(felt(e.Dots, -1), loopMost, width, f),
	}
}

// node draws a station: a ring with its letter or number.
func (c *canvas) node(e Element, i, x, y int) {
	class := "node"
	if len(e.Dots) == 0 {
		class = "node empty"
	}
	c.add(`<circle class="%s" cx="%s" cy="%s" r="%s"/>`, class, units(x), units(y), units(loopNode))
	c.text("mark", "middle", x, y+46, 130, ordinal(e, i))
}

// loop draws the stations side by side.
func loop(p Profile, o Options) *canvas {
	n := len(p.Elements)
	cell := (wideWidth - 2*loopSide - 20) / n
	width := cell - loopText - loopGap
	f := wideList
	list, above, under := make([]station, n), 0, 0
	for i, e := range p.Elements {
		s := o.station(e, width, f)
		list[i] = s
		above = max(above, f.heightOf(s.up))
		under = max(under, s.caption(e)+f.heightOf(s.under))
	}
	y := 100 + max(above+170, loopNode)
	bottom := y + under + 160
	label := wrap(p.back(o), 120, wideWidth-1200, anyLines)
	c := &canvas{w: wideWidth, h: bottom + 80 + 150*len(label)}
	c.wayBack(p.backClass(), loopSide+(n-1)*cell+loopNode, y, bottom)
	c.lines("axis", "middle", wideWidth/2, bottom+180, 120, 150, label)
	for i, e := range p.Elements {
		x := loopSide + i*cell + loopNode
		c.neutralTicks(len(felt(e.Dots, 0)), x, y, cell)
		c.stem("up", x, y-loopNode, y-110-f.heightOf(list[i].up)-40, len(list[i].up))
		c.stem("down", x, y+loopNode, y+list[i].caption(e)+f.heightOf(list[i].under)-60, len(list[i].under))
		c.node(e, i, x, y)
		c.stationText(e, list[i], o, x, y, width, f)
	}
	return c
}

// caption returns how far below the line the words of a station reach.
func (s station) caption(e Element) int {
	h := 110 + len(s.head)*wideList.leading + wideList.small().heightOf(s.level)
	if len(e.Dots) == 0 {
		h += wideList.leading
	}
	return h + 40
}

// stationText writes what happened at a station: above the line, at it and below.
func (c *canvas) stationText(e Element, s station, o Options, x, y, width int, f listForm) {
	tx := x + loopText
	tick := func(class string) func(int, int) {
		return func(_, ty int) {
			c.add(`<path class="tick %s" d="M%s %sh%s"/>`, class, units(x), units(ty), units(loopText-60))
		}
	}
	c.moments(s.up, tx, y-110-f.heightOf(s.up), width, f, tick("up"))
	c.head(e, s.head, tx, y+230, width, f)
	at := y + 110 + len(s.head)*f.leading
	if len(e.Dots) == 0 {
		c.text("axis none", "start", tx, at+150, 120, o.t("还没有"))
	}
	c.add(`<g class="level">`)
	c.moments(s.level, tx, at, width, f.small(), func(int, int) {})
	c.add(`</g>`)
	c.moments(s.under, tx, y+s.caption(e), width, f, tick("down"))
}

// neutralTicks puts the moments that did neither on the line, as many as fit.
func (c *canvas) neutralTicks(n, x, y, cell int) {
	for k := range min(n, (cell-2*loopNode-200)/110) {
		c.add(`<circle class="pt flat" cx="%s" cy="%s" r="3.5"/>`, units(x+loopNode+110+k*110), units(y))
	}
}

// stem draws the line from a station to the last of its moments on one side, with
// an arrow at its end.
func (c *canvas) stem(class string, x, from, to, moments int) {
	if moments == 0 {
		return
	}
	head, tip := "l-4.5 8h9z", to-60
	if to > from {
		head, tip = "l-4.5-8h9z", to+60
	}
	c.add(`<path class="stem %s" d="M%s %sV%s"/>`, class, units(x), units(from), units(to))
	c.add(`<path class="tip %s" d="M%s %s%s"/>`, class, units(x), units(tip), head)
}

// wayBack draws the line of the stations up to the last one, at the height y, and
// the way from there to the first, which runs at bottom.
func (c *canvas) wayBack(class string, last, y, bottom int) {
	const left, right = 40, wideWidth - 40
	r := units(loopRound)
	start := loopSide - 10
	c.add(`<path class="rail" d="M%s %sH%s"/>`, units(loopSide), units(y), units(last))
	c.add(`<path class="%s" d="M%s %sH%sq%s 0 %s %sV%sq0 %s-%s %sH%sq-%s 0-%s-%sV%sq0-%s %s-%sH%s"/>`, class,
		units(last), units(y), units(right-loopRound), r, r, r, units(bottom-loopRound), r, r, r,
		units(left+loopRound), r, r, r, units(y+loopRound), r, r, r, units(start-40))
	c.add(`<path class="arrow" d="M%s %sl-9-5v10z"/>`, units(start), units(y))
}

// Where things stand in the narrow form.
const (
	loopRail  = 330 // x of the line of the stations
	loopLeft  = 40  // x of the way back
	loopTurn  = 130 // radius of the turn below the last station
	loopBelow = 300 // from the moments of a station to the next one
)

// loopDown draws the stations below each other, with the way back at the left.
func loopDown(p Profile, o Options, w int, f listForm) *canvas {
	const first, x = loopNode + 20, loopRail + loopText
	stops := &canvas{w: w} // written when the line below them is drawn
	y, last := first, first
	for i, e := range p.Elements {
		last = y
		y = stops.stopDown(e, i, o, y, f) + loopBelow
	}
	end := y - 120
	c := &canvas{w: w}
	c.wayUp(p.backClass(), first, last, end)
	c.b = append(c.b, stops.b...)
	c.boxes, c.links = stops.boxes, stops.links
	bottom := c.lines("axis", "start", x, end+20, 120, 150, wrap(p.back(o), 120, w-x-60, anyLines))
	c.h = max(bottom, end+60)
	return c
}

// stopDown writes a station of the narrow form and its moments, each with a mark for
// how it felt, and returns how far down they reach.
func (c *canvas) stopDown(e Element, i int, o Options, y int, f listForm) int {
	const x = loopRail + loopText
	s := o.station(e, c.w-x-200, f)
	c.node(e, i, loopRail, y)
	c.head(e, s.head, x, y+50, c.w-x-200, f)
	y += 136 + (len(s.head)-1)*f.leading
	if len(e.Dots) == 0 {
		c.text("axis none", "start", x, y+130, 120, o.t("还没有"))
		return y + f.leading
	}
	for _, kind := range []struct {
		class, mark string
		items       []listed
		form        listForm
	}{{"up", "▲", s.up, f}, {"level", "–", s.level, f.small()}, {"down", "▼", s.under, f}} {
		c.add(`<g class="%s">`, kind.class)
		y = c.moments(kind.items, x+170, y, c.w-x-220, kind.form, func(_, my int) {
			c.text("axis sign", "middle", x+60, my+45, 120, kind.mark)
		})
		c.add(`</g>`)
	}
	return y
}

// wayUp draws the line of the narrow form and the way back, which turns at bottom.
func (c *canvas) wayUp(class string, first, last, bottom int) {
	r, turn := units(loopRound), units(loopTurn)
	c.add(`<path class="rail" d="M%s %sV%s"/>`, units(loopRail), units(first), units(last))
	c.add(`<path class="%s" d="M%s %sV%sq0 %s-%s %sH%sq-%s 0-%s-%sV%sq0-%s %s-%sH%s"/>`, class,
		units(loopRail), units(last+loopNode), units(bottom-loopTurn), turn, turn, turn, units(loopLeft+loopTurn), turn, turn, turn,
		units(first+loopRound), r, r, r, units(loopRail-loopNode-60))
	c.add(`<path class="arrow" d="M%s %sl-9-5v10z"/>`, units(loopRail-loopNode-20), units(first))
}

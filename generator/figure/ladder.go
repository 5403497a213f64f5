package figure

import "strconv"

// Lengths of a staircase.
const (
	stepInset  = 110 // from the edge of a step to its words
	stepBullet = 160 // from the mark of a moment to its title
	stepRise   = 260
	stepMost   = 4    // moments that stand on a step; the others are counted
	stairsMost = 6    // steps side by side; more are stacked
	stairsHigh = 8000 // a staircase that is higher gives way to stacked steps if these are lower
)

// Steps draws a ladder, its elements given from the lowest to the highest: a
// staircase on which the moments of a case stand. What lies above the dashed line,
// drawn on top of the step Profile.Baseline, exceeds what customers expect.
// Without a case every step says how many moments stand on it. It returns nil if
// the ladder has no steps.
func Steps(p Profile, o Options) *Picture {
	if len(p.Elements) == 0 {
		return nil
	}
	wide := stacked(p, o, wideWidth, wideList)
	if len(p.Elements) <= stairsMost {
		if stairs := staircase(p, o); stairs.h <= max(wide.h, stairsHigh) {
			wide = stairs
		}
	}
	return o.picture("ladder", o.t("%s：阶梯", p.Framework), stepsFinding(p, o), elementTable(p, o, o.t("级"), false), wide, stacked(p, o, narrowWidth, narrowList))
}

// elementTable lists elements in their order, each with its moments; felt adds how
// they felt.
func elementTable(p Profile, o Options, first string, felt bool) Table {
	t := Table{Head: []string{first, o.t("要素"), o.t("时刻")}, Num: []bool{true, false, false}}
	column := func(word string) {
		t.Head, t.Num = append(t.Head, word), append(t.Num, false)
	}
	if felt {
		column(o.t("好坏"))
	}
	if p.Case == "" {
		column(o.t("案例"))
	}
	for i, e := range p.Elements {
		row := func(moment, polarity, of string) {
			cells := []string{strconv.Itoa(i + 1), e.Title, moment}
			if felt {
				cells = append(cells, polarity)
			}
			if p.Case == "" {
				cells = append(cells, dash(of))
			}
			t.Rows = append(t.Rows, cells)
		}
		for _, d := range e.Dots {
			row(d.Title, polarityOf(d, o), d.Of)
		}
		if len(e.Dots) == 0 {
			row(o.t("还没有"), "—", "")
		}
	}
	return t
}

func polarityOf(d Dot, o Options) string {
	switch {
	case d.Polarity > 0:
		return o.t("神奇")
	case d.Polarity < 0:
		return o.t("消极")
	default:
		return o.t("平淡")
	}
}

// dash stands for what is not there.
func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func stepsFinding(p Profile, o Options) string {
	t, over, low, high := p.tagging(), 0, -1, -1
	var empty []string
	for i, e := range p.Elements {
		if i > p.Baseline {
			over += len(e.Dots)
		}
		if len(e.Dots) == 0 {
			empty = append(empty, o.t("“%s”", e.Title))
			continue
		}
		if low < 0 {
			low = i
		}
		high = i
	}
	if t.tags == 0 {
		return p.none(o) + o.t("从“%s”到“%s”共 %d 级，还没有时刻。", p.Elements[0].Title, p.Elements[len(p.Elements)-1].Title, len(p.Elements))
	}
	s := t.opening(p, o)
	if p.Baseline >= 0 {
		s += o.t("%s超出预料，%s没有超出。", t.times(over, o), t.times(t.tags-over, o))
	}
	top, bottom := p.Elements[high], p.Elements[low]
	if high == low {
		s += o.t("都在“%s”这一级。", top.Title)
	} else {
		s += o.t("最高到“%s”（%s），最低到“%s”（%s）。", top.Title, t.times(len(top.Dots), o), bottom.Title, t.times(len(bottom.Dots), o))
	}
	if len(empty) > 0 {
		s += o.t("%s还没有时刻。", o.join(empty))
	}
	return s
}

// ordinal is what stands before the title of an element: its letter, or its number.
func ordinal(e Element, i int) string {
	if e.Letter != "" {
		return e.Letter
	}
	return strconv.Itoa(i + 1)
}

// standing wraps the moments that stand on a step; in a picture of the whole book
// there are none, but their number.
func standing(p Profile, e Element, o Options, width int, f listForm) []listed {
	if len(e.Dots) > 0 && p.Case != "" {
		return o.list(e.Dots, stepMost, width, f)
	}
	return nil
}

// stand draws what stands on step i, from y downwards, x being where titles begin.
func (c *canvas) stand(p Profile, i int, items []listed, o Options, x, y, width int, f listForm) {
	e := p.Elements[i]
	base := y + f.gap/2 + f.size
	switch {
	case len(e.Dots) == 0:
		c.text("axis none", "start", x-stepBullet, base, 120, o.t("还没有"))
	case items == nil:
		c.text("mark", "start", x-stepBullet, base, 130, o.t("%d 个时刻", distinct(e.Dots)))
	}
	c.moments(items, x, y, width, f, func(_, y int) {
		c.add(`<circle class="pt" cx="%s" cy="%s" r="4.5"/>`, units(x-stepBullet+45), units(y))
	})
}

// over is the class of what exceeds expectations.
func (p Profile) over(i int) string {
	if p.Baseline >= 0 && i > p.Baseline {
		return " over"
	}
	return ""
}

// staircase draws the staircase for a page: every step a block, its title in the
// block, its moments on top.
func staircase(p Profile, o Options) *canvas {
	n := len(p.Elements)
	col := wideWidth / n
	width := col - 2*stepInset
	heads, items := make([][]string, n), make([][]listed, n)
	first := 0
	for i, e := range p.Elements {
		heads[i] = wrap(ordinal(e, i)+" "+e.Title, 130, width, anyLines)
		items[i] = standing(p, e, o, width-stepBullet, wideList)
		first = max(first, len(heads[i])*wideList.leading+200)
	}
	below := wrap(o.t("客人本来就料到的"), 120, width, anyLines)
	over := wrap(o.t("超出预料"), 120, width, anyLines)
	if p.Baseline == n-1 {
		first += len(below)*150 + 60 // nothing is higher: the words stand in that step
	}
	tops, total := make([]int, n), 0
	for i := range tops {
		switch {
		case i == 0:
			tops[i] = first
		case i == p.Baseline+1:
			tops[i] = tops[i-1] + max(stepRise, len(heads[i])*wideList.leading+len(over)*150+320)
		default:
			tops[i] = tops[i-1] + stepRise
		}
		total = max(total, tops[i]+max(250, wideList.heightOf(items[i]))+60)
	}
	c := &canvas{w: wideWidth, h: total + 20}
	for i, e := range p.Elements {
		x, y := i*col, total-tops[i]
		c.add(`<rect class="step%s" x="%s" y="%s" width="%s" height="%s"/>`, p.over(i), units(x), units(y), units(col), units(tops[i]))
		c.add(`<path class="tread%s" d="M%s %sh%s"/>`, p.over(i), units(x), units(y), units(col))
		c.head(e, heads[i], x+stepInset, y+190, width, wideList)
		c.add(`<g class="on%s">`, p.over(i))
		c.stand(p, i, items[i], o, x+stepInset+stepBullet, y-max(250, wideList.heightOf(items[i]))-20, width-stepBullet, wideList)
		c.add(`</g>`)
	}
	if b := p.Baseline; b >= 0 && b < n {
		x, y := min(b+1, n-1)*col+stepInset, total-tops[b]
		c.add(`<path class="baseline" d="M%s %sH%s"/>`, units(b*col), units(y), units(wideWidth))
		if b < n-1 {
			c.lines("axis over", "start", x, y-70-(len(over)-1)*150, 120, 150, over)
			c.lines("axis", "start", x, y+170, 120, 150, below)
		} else {
			c.lines("axis", "start", x, y+210+len(heads[b])*wideList.leading, 120, 150, below)
		}
	}
	return c
}

// head writes the title of an element, which leads to it.
func (c *canvas) head(e Element, lines []string, x, y, width int, f listForm) {
	c.link("head", e.Place, e.Title, func() {
		c.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x), units(y-170), units(width), units(len(lines)*f.leading+80))
		c.lines("mark", "start", x, y, f.size, f.leading, lines)
	})
}

// stacked draws the steps above each other, the highest on top, every one
// somewhat further to the right than the one below it.
func stacked(p Profile, o Options, w int, f listForm) *canvas {
	n := len(p.Elements)
	indent := min(160, 900/n)
	c := &canvas{w: w}
	y := 20
	line := func() {
		c.text("axis over", "end", w-40, y+150, 120, o.t("超出预料"))
		c.add(`<path class="baseline" d="M0 %sH%s"/>`, units(y+210), units(w))
		c.text("axis", "end", w-40, y+360, 120, o.t("客人本来就料到的"))
		y += 430
	}
	for i := n - 1; i >= 0; i-- {
		e := p.Elements[i]
		if i == p.Baseline {
			line()
		}
		x := i * indent
		width := w - x - 2*stepInset
		head := wrap(ordinal(e, i)+" "+e.Title, f.size, width, anyLines)
		items := standing(p, e, o, width-stepBullet, f)
		body := max(f.leading+f.gap, f.heightOf(items))
		h := 120 + len(head)*f.leading + body + 60
		c.add(`<rect class="step%s" x="%s" y="%s" width="%s" height="%s"/>`, p.over(i), units(x), units(y), units(w-x), units(h))
		c.add(`<path class="tread%s" d="M%s %sH%s"/>`, p.over(i), units(x), units(y), units(w))
		c.head(e, head, x+stepInset, y+210, width, f)
		c.add(`<g class="on%s">`, p.over(i))
		c.stand(p, i, items, o, x+stepInset+stepBullet, y+100+len(head)*f.leading, width-stepBullet, f)
		c.add(`</g>`)
		y += h + 40
	}
	c.h = y
	return c
}

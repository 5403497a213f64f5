package figure

import (
	"strconv"
	"strings"
)

// Structure draws what a framework is made of: a ring if the last element leads
// back to the first, a chain if one follows the other, a grid, or a plate of parts
// of equal rank. The marks of moments only count here; the picture leads to the
// elements. A ladder has a picture of its own, [Steps]. It returns nil without elements.
func Structure(p Profile, o Options) *Picture {
	if len(p.Elements) == 0 {
		return nil
	}
	var wide, narrow *canvas
	structure := p.Structure
	if structure == "cycle" && len(p.Elements) > ringMost {
		structure = "sequence" // no room on a ring
	}
	switch structure {
	case "cycle":
		wide, narrow = cycleWide(p, o), cycleNarrow(p, o)
	case "sequence":
		wide, narrow = sequenceWide(p, o), sequenceNarrow(p, o)
	case "matrix":
		wide, narrow = matrix(p, wideWidth, o), matrix(p, narrowWidth, o)
	case "ladder":
		return Steps(p, o)
	case "set":
		wide, narrow = set(p, wideWidth, o), set(p, narrowWidth, o)
	default:
		return nil
	}
	return o.picture("structure", o.t("%s：结构", p.Framework), structureFinding(p, o), structureTable(p, o), wide, narrow)
}

func structureFinding(p Profile, o Options) string {
	n, names := len(p.Elements), make([]string, len(p.Elements))
	for i, e := range p.Elements {
		names[i] = e.Title
	}
	s := ""
	switch p.Structure {
	case "cycle":
		s = o.t("%d 步一圈：%s，然后回到第一步。", n, o.join(names))
	case "sequence":
		s = o.t("先后 %d 步：%s。", n, o.join(names))
	case "matrix":
		s = o.t("%d 格：%s。", n, o.join(names))
	default:
		s = o.t("%d 项，不分先后：%s。", n, o.join(names))
	}
	if total := tallied(p); total > 0 {
		s += o.t("共 %d 个时刻。", total) + tallyMost(p, o)
		if _, empty := tallySides(p); len(empty) > 0 {
			s += o.t("还没有时刻的：%s。", o.join(empty))
		}
	}
	return s
}

// structureTable lists the elements with the letter or number that the picture
// gives them.
func structureTable(p Profile, o Options) Table {
	t := Table{Head: []string{o.t("要素")}, Num: []bool{false}}
	for _, e := range p.Elements {
		t.Rows = append(t.Rows, []string{e.Title})
	}
	if tallied(p) > 0 {
		t = tallyTable(p, o)
	}
	t.Head, t.Num = append([]string{o.t("序")}, t.Head...), append([]bool{false}, t.Num...)
	for i, e := range p.Elements {
		t.Rows[i] = append([]string{structureMark(i, e)}, t.Rows[i]...)
	}
	return t
}

// structureMark returns the letter of an element, or its number if it has none
// that fits a node.
func structureMark(i int, e Element) string {
	if e.Letter != "" && measure(e.Letter, 130) <= 260 {
		return e.Letter
	}
	return strconv.Itoa(i + 1)
}

// Lengths of the plates.
const (
	plateMost   = 5   // columns of a set and stations of a row
	plateGap    = 180 // between two parts
	plateName   = 180 // the size of a name
	plateLead   = 240
	plateLarge  = 240 // the size of a name in a plate of few
	plateLetter = 340 // the size of a letter
	plateThree  = 3   // lines of a name
)

// A plate is a picture of cells of equal size in rows.
type plate struct {
	canvas
	o     Options
	els   []Element
	cols  int
	cell  int    // the width of one
	room  int    // of its texts
	class string // of the names
	size  int
	lead  int
	names [][]string
	head  int // what a cell has above its name
}

// plateColumns spreads n parts over as few rows of at most so many as there must be,
// all as long as they can be.
func plateColumns(n, most int) int {
	rows := (n + most - 1) / most
	return (n + rows - 1) / rows
}

// evenLines is balance, also of nothing.
func evenLines(s string, size, width, most int) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	return balance(s, size, width, most)
}

func newPlate(p Profile, width, cols, cell, room int, o Options) *plate {
	v := &plate{canvas: canvas{w: width}, o: o, els: p.Elements, cols: cols, cell: cell, room: room, class: "name", size: plateName, lead: plateLead}
	v.names = make([][]string, len(v.els))
	large := cols < plateMost
	for _, e := range v.els {
		large = large && measure(e.Title, plateLarge) <= v.room
		if e.Letter != "" {
			v.head = plateLetter*9/8 + 60
		}
	}
	if large {
		v.class, v.size, v.lead = "name large", plateLarge, plateLead+80
	}
	for i, e := range v.els {
		v.names[i] = evenLines(e.Title, v.size, v.room, plateThree)
	}
	return v
}

// row returns how high the row is that begins with element i.
func (v *plate) row(i int) int {
	lines, dots := 1, 0
	for j := i; j < min(i+v.cols, len(v.els)); j++ {
		lines = max(lines, len(v.names[j]))
		if len(v.els[j].Dots) > 0 {
			dots = tallyHeight
		}
	}
	return v.head + lines*v.lead + dots
}

// words writes letter, name and moments of element i; y is the top of its cell.
func (v *plate) words(i, x, y int) {
	e := v.els[i]
	if e.Letter != "" {
		v.lines("letter-large", "start", x, y+plateLetter*7/8, plateLetter, plateLetter, wrap(e.Letter, plateLetter, v.room, 1))
	}
	y = v.lines(v.class, "start", x, y+v.head+v.size, v.size, v.lead, v.names[i])
	tally(&v.canvas, "start", x, y-30, v.room, e.Dots, v.o)
}

// setColumns returns how many parts stand side by side. On a phone three short
// names do, too.
func setColumns(p Profile, width int) int {
	n := len(p.Elements)
	if width == wideWidth {
		return plateColumns(n, plateMost)
	}
	most := 2
	if n == 3 {
		most = 3
	}
	for _, e := range p.Elements {
		if len(wrap(e.Title, plateName, width/most-plateGap, 4)) > 2 {
			most = min(most, 2)
		}
	}
	if n == 3 && most == 2 {
		return 1
	}
	return min(n, most)
}

// set draws parts of equal rank as a type founder shows letters: one rule above
// each, all of one breadth, and no arrows.
func set(p Profile, width int, o Options) *canvas {
	cols := setColumns(p, width)
	cell := (width + plateGap) / cols // the last part ends at the edge
	v := newPlate(p, width, cols, cell, cell-plateGap, o)
	const above, below = 170, 340
	y := 20
	for i, e := range v.els {
		h := v.row(i - i%v.cols)
		x := i % v.cols * v.cell
		v.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(&v.canvas, x, y, v.room, above+h+100)
			v.add(`<path class="rule" d="M%s %sh%s"/>`, units(x), units(y), units(v.room))
			v.add(`<path class="tab" d="M%s %sh26"/>`, units(x), units(y))
			v.words(i, x, y+above)
		})
		if i%v.cols == v.cols-1 || i == len(v.els)-1 {
			y += above + h + below
		}
	}
	v.h = y - below + 60
	return &v.canvas
}

// matrix draws a grid of cells between hairlines.
func matrix(p Profile, width int, o Options) *canvas {
	n, most := 1, 4
	for n*n < len(p.Elements) {
		n++
	}
	if width == wideWidth {
		most = n
	}
	cols := min(n, most)
	v := newPlate(p, width, cols, width/cols, width/cols-320, o)
	const above, below = 160, 140
	y := 10
	for i, e := range v.els {
		col, h := i%v.cols, v.row(i-i%v.cols)+above+below
		x := col * v.cell
		v.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(&v.canvas, x+10, y+10, v.cell-20, h-20)
			v.words(i, x+160, y+above)
		})
		if col == 0 {
			v.add(`<path class="rule" d="M0 %sH%s"/>`, units(y), units(width))
		} else {
			v.add(`<path class="grid" d="M%s %sv%s"/>`, units(x), units(y), units(h))
		}
		if col == v.cols-1 || i == len(v.els)-1 {
			y += h
		}
	}
	v.add(`<path class="rule" d="M0 %sH%s"/>`, units(y), units(width))
	v.h = y + 10
	return &v.canvas
}

// Lengths of the chain.
const (
	chainNode = 165 // the half breadth of a station
	chainTop  = 190 // of the line
	chainGap  = 110 // between a station and the line
	chainHead = 70  // of an arrow
)

// sequenceWide draws stations from left to right, in rows of at most five. The
// line of a row that is not the last runs on to the edge.
func sequenceWide(p Profile, o Options) *canvas {
	cols := plateColumns(len(p.Elements), plateMost)
	v := newPlate(p, wideWidth, cols, wideWidth/cols, wideWidth/cols-plateGap, o)
	v.head = chainTop + chainNode + 60
	y := 0
	for i, e := range v.els {
		col, h := i%v.cols, v.row(i-i%v.cols)
		x := col * v.cell
		v.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(&v.canvas, x, y+10, v.cell-plateGap/2, h)
			v.station(i, x+chainNode+20, y+chainTop)
			below := v.lines(v.class, "start", x, y+v.head+v.size, v.size, v.lead, v.names[i])
			tally(&v.canvas, "start", x, below-30, v.room, e.Dots, o)
		})
		if i < len(v.els)-1 {
			end := min(x+v.cell-chainGap+20, wideWidth-20)
			v.add(`<path class="flow" d="M%s %sH%s"/>`, units(x+2*chainNode+20+chainGap), units(y+chainTop), units(end-chainHead))
			v.add(`<path class="head" d="M%s %sl-14-7v14z"/>`, units(end), units(y+chainTop))
		}
		if col == v.cols-1 || i == len(v.els)-1 {
			y += h + 260
		}
	}
	v.h = y - 160
	return &v.canvas
}

// station draws the letter or number of element i in a ring.
func (v *plate) station(i, x, y int) {
	v.add(`<circle class="node" cx="%s" cy="%s" r="%s"/>`, units(x), units(y), units(chainNode))
	v.text("mark", "middle", x, y+45, 130, structureMark(i, v.els[i]))
}

// sequenceNarrow draws the stations downwards, names at the right.
func sequenceNarrow(p Profile, o Options) *canvas {
	const left = 520
	v := newPlate(p, narrowWidth, 1, narrowWidth, narrowWidth-left-60, o)
	v.head = 0
	y := 20
	for i, e := range v.els {
		h := max(v.row(i)+300, 800)
		x, middle := chainNode+20, y+chainNode
		v.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(&v.canvas, 0, y, narrowWidth, h-40)
			v.station(i, x, middle)
			below := v.lines(v.class, "start", left, middle+v.size*3/8, v.size, v.lead, v.names[i])
			tally(&v.canvas, "start", left, below-30, v.room, e.Dots, o)
		})
		if i < len(v.els)-1 {
			end := y + h - chainGap
			v.add(`<path class="flow" d="M%s %sV%s"/>`, units(x), units(y+2*chainNode+chainGap), units(end-chainHead))
			v.add(`<path class="head" d="M%s %sl7-14h-14z"/>`, units(x), units(end))
		} else {
			h -= 200
		}
		y += h
	}
	v.h = y
	return &v.canvas
}

// pip draws the mark of one moment: a triangle upwards for what delights, one
// downwards for what hurts, a hollow circle for neither.
func pip(c *canvas, x, y, r, polarity int) {
	class := "pip " + sign(polarity)
	if polarity == 0 {
		c.add(`<circle class="%s" cx="%s" cy="%s" r="%s"/>`, class, units(x), units(y), units(r*17/20))
		return
	}
	tip := r
	if polarity < 0 {
		tip = -r
	}
	c.add(`<path class="%s" d="M%s %sL%s %sH%sz"/>`, class, units(x), units(y-tip), units(x+r), units(y+tip*7/10), units(x-r))
}

// Lengths of a tally, the row of marks that only counts.
const (
	tallyHeight = 230
	tallyPitch  = 110
)

// tally writes how many moments there are, with a mark for each if they fit. y is
// the baseline of the line before plus its leading.
func tally(c *canvas, anchor string, x, y, width int, dots []Dot, o Options) {
	if len(dots) == 0 {
		return
	}
	words := o.t("%d 个时刻", len(dots))
	room := len(dots)*tallyPitch + 30
	if room+measure(words, 120) > width {
		room = 0
	}
	switch total := room + measure(words, 120); anchor {
	case "middle":
		x -= total / 2
	case "end":
		x -= total
	}
	for i, d := range dots {
		if room > 0 {
			pip(c, x+i*tallyPitch+45, y-15, 42, d.Polarity)
		}
	}
	c.text("axis", "start", x+room, y+30, 120, words)
}

// tallied returns how many moments stand in a framework.
func tallied(p Profile) int {
	n := 0
	for _, e := range p.Elements {
		n += len(e.Dots)
	}
	return n
}

// tallyName says what an element is to those who hear the picture.
func tallyName(e Element, o Options) string {
	name := e.Title
	if e.Letter != "" {
		name = e.Letter + " " + name
	}
	if len(e.Dots) == 0 {
		return name
	}
	return o.t("%s，%d 个时刻", name, len(e.Dots))
}

// tallyMoment says what a mark stands for.
func tallyMoment(d Dot, o Options) string {
	title := d.Title
	if d.Of != "" {
		title = o.t("%s：%s", d.Of, title)
	}
	return title + o.t("（%s）", tallyWord(d.Polarity, o))
}

func tallyWord(polarity int, o Options) string {
	switch {
	case polarity > 0:
		return o.t("神奇")
	case polarity < 0:
		return o.t("消极")
	default:
		return o.t("平淡")
	}
}

// tallySides returns how many moments are magic, neither and misery, and the
// titles of the elements without any.
func tallySides(p Profile) (sides [3]int, empty []string) {
	for _, e := range p.Elements {
		n := tallyOf(e.Dots)
		for i := range sides {
			sides[i] += n[i]
		}
		if len(e.Dots) == 0 {
			empty = append(empty, e.Title)
		}
	}
	return sides, empty
}

// tallyOf counts magic, neither and misery.
func tallyOf(dots []Dot) (sides [3]int) {
	for _, d := range dots {
		switch sign(d.Polarity) {
		case "up":
			sides[0]++
		case "flat":
			sides[1]++
		default:
			sides[2]++
		}
	}
	return sides
}

// tallyMost says which elements have the most moments; nothing if all have as many.
func tallyMost(p Profile, o Options) string {
	most := 0
	for _, e := range p.Elements {
		most = max(most, len(e.Dots))
	}
	var names []string
	for _, e := range p.Elements {
		if len(e.Dots) == most {
			names = append(names, o.t("“%s”", e.Title))
		}
	}
	switch {
	case most == 0, len(names) == len(p.Elements):
		return ""
	case len(names) == 1:
		return o.t("最多的是%s，%d 个。", names[0], most)
	default:
		return o.t("最多的是%s，各 %d 个。", o.join(names), most)
	}
}

// tallyTable lists the elements with their moments.
func tallyTable(p Profile, o Options) Table {
	t := Table{
		Head: []string{o.t("要素"), o.t("时刻"), o.t("神奇"), o.t("平淡"), o.t("消极"), o.t("是哪些")},
		Num:  []bool{false, true, true, true, true, false},
	}
	for _, e := range p.Elements {
		n, titles := tallyOf(e.Dots), make([]string, 0, len(e.Dots))
		for _, d := range e.Dots {
			if d.Of != "" {
				titles = append(titles, o.t("%s：%s", d.Of, d.Title))
				continue
			}
			titles = append(titles, d.Title)
		}
		if len(titles) == 0 {
			titles = append(titles, "—")
		}
		t.Rows = append(t.Rows, []string{
			e.Title, strconv.Itoa(len(e.Dots)), strconv.Itoa(n[0]), strconv.Itoa(n[1]), strconv.Itoa(n[2]), o.join(titles),
		})
	}
	return t
}

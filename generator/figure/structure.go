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
	switch p.Structure {
	case "cycle":
		wide, narrow = cycleWide(p, o), cycleNarrow(p, o)
		if len(p.Elements) > ringMost { // no room on a ring
			wide, narrow = sequenceWide(p, o), sequenceNarrow(p, o)
		}
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
	s, n := "", len(p.Elements)
	first, last := p.Elements[0].Title, p.Elements[n-1].Title
	switch {
	case p.Structure == "cycle" && n > 1:
		s = o.t("%d 步一圈，“%s”之后又回到“%s”。", n, last, first)
	case p.Structure == "sequence" && n > 1:
		s = o.t("先后 %d 步，从“%s”到“%s”。", n, first, last)
	case p.Structure == "matrix":
		s = o.t("共 %d 格。", n)
	case p.Structure == "set":
		s = o.t("共 %d 项，不分先后。", n)
	default:
		s = o.t("只有一步：“%s”。", first)
	}
	if tallied(p) == 0 {
		return s
	}
	s += tallyTotal(p, o) + tallyMost(p, o)
	switch _, empty := tallySides(p); {
	case len(empty) > structureNamed:
		s += o.t("有 %d 项还没有时刻。", len(empty))
	case len(empty) > 0:
		s += o.t("还没有时刻的：%s。", o.join(empty))
	}
	return s
}

// structureNamed is how many elements without moments are named in a finding.
const structureNamed = 3

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
		v.names[i] = evenLines(e.Title, v.size, v.room, anyLines)
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
		class, size := "letter-large", plateLetter
		if measure(e.Letter, size) > v.room {
			class, size = "mark", 130
		}
		v.text(class, "start", x, y+plateLetter*7/8, size, e.Letter)
	}
	y = v.lines(v.class, "start", x, y+v.head+v.size, v.size, v.lead, v.names[i])
	tallyRow(&v.canvas, "start", x, y-30, v.room, e.Dots, v.o)
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

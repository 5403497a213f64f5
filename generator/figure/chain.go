package figure

// Lengths of the chain.
const (
	chainNode  = 165 // the half breadth of a station
	chainTop   = 190 // of the line
	chainGap   = 110 // between a station and the line
	chainHead  = 70  // of an arrow
	chainSide  = 240 // beside the rows, for the way back of a cycle
	chainRound = 160 // the radius of its corners
)

// sequenceWide draws stations from left to right, in rows of at most five. The
// line of a row that is not the last runs on to the edge; that of a cycle leads
// back to the first station.
func sequenceWide(p Profile, o Options) *canvas {
	side := p.chainSide()
	cols := plateColumns(len(p.Elements), plateMost)
	cell := (wideWidth - 2*side) / cols
	v := newPlate(p, wideWidth, cols, cell, cell-plateGap, o)
	v.head = chainTop + chainNode + 60
	y := 0
	for i, e := range v.els {
		col, h := i%v.cols, v.row(i-i%v.cols)
		x := side + col*v.cell
		v.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(&v.canvas, x, y+10, v.cell-plateGap/2, h)
			v.station(i, x+chainNode+20, y+chainTop)
			below := v.lines(v.class, "start", x, y+v.head+v.size, v.size, v.lead, v.names[i])
			tallyRow(&v.canvas, "start", x, below-30, v.room, e.Dots, o)
		})
		if i < len(v.els)-1 {
			end := min(x+v.cell-chainGap+20, wideWidth-side-20)
			v.add(`<path class="flow" d="M%s %sH%s"/>`, units(x+2*chainNode+20+chainGap), units(y+chainTop), units(end-chainHead))
			v.add(`<path class="head" d="M%s %sl-14-7v14z"/>`, units(end), units(y+chainTop))
		}
		if col == v.cols-1 || i == len(v.els)-1 {
			y += h + 260
		}
		if i == len(v.els)-1 && side > 0 {
			v.back(x+2*chainNode+20+chainGap, y-h-260+chainTop, y-100)
			y += 280
		}
	}
	v.h = y - 160
	return &v.canvas
}

// chainSide returns what the way back of a cycle needs at each side.
func (p Profile) chainSide() int {
	if p.Structure == "cycle" && len(p.Elements) > 1 {
		return chainSide
	}
	return 0
}

// back draws the way from behind the last station, at x and y, around the rows to
// the first one; it runs back at bottom.
func (v *plate) back(x, y, bottom int) {
	const left, right = 40, wideWidth - 40
	const r, first = chainRound, chainSide - 30
	v.add(`<path class="flow back" d="M%s %sH%sq16 0 16 16V%sq0 16-16 16H%sq-16 0-16-16V%sq0-16 16-16H%s"/>`,
		units(x), units(y), units(right-r), units(bottom-r), units(left+r), units(chainTop+r), units(first-chainHead))
	v.add(`<path class="head" d="M%s %sl-14-7v14z"/>`, units(first), units(chainTop))
	v.text("axis", "middle", v.w/2, bottom+170, 120, v.o.t("回到第一步"))
}

// backUp draws the way from below the last station, at x and y, down to bottom, and
// up at the left to the first one. It returns where the picture ends.
func (v *plate) backUp(x, y, bottom, first int) int {
	const left, r = 40, chainRound
	v.add(`<path class="flow back" d="M%s %sV%sq0 16-16 16H%sq-16 0-16-16V%sq0-16 16-16H%s"/>`,
		units(x), units(y), units(bottom-r), units(left+r), units(first+r), units(x-chainNode-50-chainHead))
	v.add(`<path class="head" d="M%s %sl-14-7v14z"/>`, units(x-chainNode-50), units(first))
	v.text("axis", "start", x+140, bottom+45, 120, v.o.t("回到第一步"))
	return bottom + 90
}

// station draws the letter or number of element i in a ring.
func (v *plate) station(i, x, y int) {
	v.add(`<circle class="node" cx="%s" cy="%s" r="%s"/>`, units(x), units(y), units(chainNode))
	v.text("mark", "middle", x, y+45, 130, structureMark(i, v.els[i]))
}

// sequenceNarrow draws the stations downwards, names at the right; at the left the
// way back of a cycle.
func sequenceNarrow(p Profile, o Options) *canvas {
	side := p.chainSide()
	left := 520 + side
	v := newPlate(p, narrowWidth, 1, narrowWidth, narrowWidth-left-60, o)
	v.head = 0
	y, last, x := 20, 0, side+chainNode+20
	for i, e := range v.els {
		h, middle := max(v.row(i)+300, 800), y+chainNode
		v.link("part "+e.Class, e.Place, tallyName(e, o), func() {
			hitRect(&v.canvas, side, y, narrowWidth-side, h-40)
			v.station(i, x, middle)
			below := v.lines(v.class, "start", left, middle+v.size*3/8, v.size, v.lead, v.names[i])
			tallyRow(&v.canvas, "start", left, below-30, v.room, e.Dots, o)
		})
		if i < len(v.els)-1 {
			end := y + h - chainGap
			v.add(`<path class="flow" d="M%s %sV%s"/>`, units(x), units(y+2*chainNode+chainGap), units(end-chainHead))
			v.add(`<path class="head" d="M%s %sl7-14h-14z"/>`, units(x), units(end))
		} else {
			h -= 200
			last = y + 2*chainNode + chainGap
		}
		y += h
	}
	v.h = y
	if side > 0 {
		v.h = v.backUp(x, last, y+200, 20+chainNode)
	}
	return &v.canvas
}

package figure

import (
	"fmt"
	"slices"
	"strings"
)

// mostNeighbours is how many neighbours a picture shows; the others are in the table.
const mostNeighbours = 16

// A neighbourhood is what stands on one side of a page, by type.
type neighbourhood struct {
	incoming bool
	groups   []neighbours
	rest     int // that are not drawn
}

// neighbours are those of one type.
type neighbours struct {
	kind string
	list []Neighbour
}

// Relations draws a page between the pages that refer to it, on the left, and those
// that it refers to, on the right. It returns nil if it has no neighbours.
func Relations(title string, list []Neighbour, o Options) *Picture {
	if len(list) == 0 {
		return nil
	}
	t := Table{Head: []string{o.t("方向"), o.t("类型"), o.t("关系"), o.t("页")}, Num: []bool{false, false, false, false}}
	noted := slices.ContainsFunc(list, func(n Neighbour) bool { return n.Note != "" })
	if noted {
		t.Head, t.Num = append(t.Head, o.t("为什么")), append(t.Num, false)
	}
	for _, n := range list {
		way := o.t("本页指向它")
		if n.Incoming {
			way = o.t("它指向本页")
		}
		row := []string{way, orDash(n.Type), orDash(n.Relation), n.Title}
		if noted {
			row = append(row, orDash(n.Note))
		}
		t.Rows = append(t.Rows, row)
	}
	in, out := hood(list, true), hood(list, false)
	return o.picture("relations", o.t("相邻的页"), relationsFinding(title, in, out, list, o), t, relationsWide(title, in, out, o), relationsNarrow(title, in, out, o))
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// hood returns one side of a page. Each side has half of the room, and what the
// other one leaves.
func hood(list []Neighbour, incoming bool) neighbourhood {
	h := neighbourhood{incoming: incoming}
	other := 0
	for _, n := range list {
		if n.Incoming != incoming {
			other++
		}
	}
	room := max(mostNeighbours/2, mostNeighbours-other)
	at := make(map[string]int)
	for _, n := range list {
		if n.Incoming != incoming {
			continue
		}
		if room--; room < 0 {
			h.rest++
			continue
		}
		g, ok := at[n.Type]
		if !ok {
			g = len(h.groups)
			at[n.Type] = g
			h.groups = append(h.groups, neighbours{kind: n.Type})
		}
		h.groups[g].list = append(h.groups[g].list, n)
	}
	return h
}

func (h neighbourhood) empty() bool { return len(h.groups) == 0 && h.rest == 0 }

func relationsFinding(title string, in, out neighbourhood, list []Neighbour, o Options) string {
	count := func(incoming bool) (n int, kinds string) {
		var words []string
		all := make(map[string]int)
		for _, x := range list {
			if x.Incoming == incoming {
				n++
				if all[x.Type]++; all[x.Type] == 1 {
					words = append(words, x.Type)
				}
			}
		}
		for i, w := range words {
			words[i] = o.t("%s %d", w, all[w])
		}
		return n, o.join(words)
	}
	var b strings.Builder
	if n, kinds := count(false); n > 0 {
		b.WriteString(o.t("“%s”指向 %d 页：%s。", title, n, kinds))
	} else {
		b.WriteString(o.t("“%s”没有指向别的页。", title))
	}
	if n, kinds := count(true); n > 0 {
		b.WriteString(o.t("指向它的有 %d 页：%s。", n, kinds))
	} else {
		b.WriteString(o.t("没有页指向它。"))
	}
	if rest := in.rest + out.rest; rest > 0 {
		b.WriteString(o.t("还有 %d 页没有画，见表。", rest))
	}
	return b.String()
}

// Lengths of the wide form, in tenths of a unit.
const (
	hoodGap  = 600 // for the curves between a page and a side
	hoodSide = 2250
	pageCard = 900
	aloneGap = 900 // of a page with one side only
)

// relationsWide draws the page between its sides; a side that is empty takes no room.
func relationsWide(title string, in, out neighbourhood, o Options) *canvas {
	v := &canvas{w: 6600}
	left, right := hoodSide, v.w-hoodSide // the lines on which the marks stand
	side, card, gap := hoodSide, pageCard, hoodGap
	switch {
	case in.empty():
		card, gap = 1800, aloneGap
		left, side = 5-gap, v.w-card-gap-5
		right = v.w - side
	case out.empty():
		card, gap = 1800, aloneGap
		side = v.w - card - gap - 5
		left, right = side, v.w+gap-5
	}
	x0, x1 := left+gap, left+gap+card
	lines := evenly(title, 130, card-160, uncut)
	height := max(len(lines)*170+190, 440)
	v.h = max(hoodHeight(in, side), hoodHeight(out, side), height) + 40
	y := v.h / 2
	for _, h := range []neighbourhood{in, out} {
		x, from := right, x1
		if h.incoming {
			x, from = left, x0
		}
		v.side(h, x, from, y, side, o)
	}
	v.add(`<rect class="here" x="%s" y="%s" width="%s" height="%s" rx="4"/>`, units(x0), units(y-height/2), units(card), units(height))
	v.lines("label strong", "middle", (x0+x1)/2, y-len(lines)*85+125, 130, 170, lines)
	return v
}

// mostLines of a name are drawn: enough for 60 characters, which is longer than any
// name should be.
const mostLines = 5

// node returns the lines of a neighbour, those of how it is related, and how high
// it is.
func (n Neighbour) node(width, size int) (lines, relation []string, height int) {
	lines, relation = evenly(n.Title, size, width, mostLines), wrap(n.Relation, 120, width, mostLines)
	height = max(1, len(lines))*(size+40) + 110 + len(relation)*150
	return lines, relation, max(height, 270)
}

// heading returns the lines of the heading of a group and how high it is.
func (g neighbours) heading(width int) (lines []string, height int) {
	lines = wrap(g.kind, 110, width, mostLines)
	return lines, 250 + 150*max(0, len(lines)-1)
}

func hoodHeight(h neighbourhood, side int) int {
	y := 0
	for _, g := range h.groups {
		_, height := g.heading(side - 160)
		y += height
		for _, n := range g.list {
			_, _, height := n.node(side-160, 130)
			y += height
		}
	}
	if h.rest > 0 {
		y += 240
	}
	return y
}

// side draws the neighbours on one side, their marks at x, and the curves to or from
// the page at from.
func (c *canvas) side(h neighbourhood, x, from, middle, side int, o Options) {
	anchor, dir := "start", 1
	if h.incoming {
		anchor, dir = "end", -1
	}
	y := middle - hoodHeight(h, side)/2
	at := x + dir*160
	for _, g := range h.groups {
		kind, height := g.heading(side - 160)
		c.lines("small", anchor, at, y+180, 110, 150, kind)
		y += height
		for _, n := range g.list {
			lines, relation, height := n.node(side-160, 130)
			end := y + 65
			c.add(`<path class="bond" d="M%s %sC%s %s %s %s %s %s"/>`, units(from+dir*headroom(h.incoming)), units(middle),
				units((from+x)/2), units(middle), units((from+x)/2), units(end), units(x-dir*headroom(!h.incoming)), units(end))
			if !h.incoming {
				c.add(`<path class="tip" d="%s"/>`, tip(x-10, end, 1, 0))
			}
			c.neighbour(n, anchor, at, y, end, x+dir*60, side-160, 130, height, lines, relation)
			y += height
		}
	}
	if h.incoming && len(h.groups) > 0 {
		c.add(`<path class="tip" d="%s"/>`, tip(from-20, middle, 1, 0))
	}
	if h.rest > 0 {
		c.text("axis", anchor, at, y+130, 120, o.t("还有 %d 个", h.rest))
	}
}

// headroom is how much room a curve leaves for an arrowhead.
func headroom(head bool) int {
	if head {
		return 80
	}
	return 0
}

// neighbour writes a page one step away, its mark at dot, end, and how it is related.
func (c *canvas) neighbour(n Neighbour, anchor string, x, y, end, dot, width, size, height int, lines, relation []string) {
	name := n.Title
	if n.Relation != "" {
		name = n.Relation + " · " + name
	}
	c.link("neighbour", n.Place, name, func() {
		left := dot - 60
		if anchor == "end" {
			left = x - width
		}
		c.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(left), units(y-70), units(width+160), units(height-10))
		c.add(`<circle class="pt" cx="%s" cy="%s" r="3.5"/>`, units(dot), units(end))
		next := c.lines("label", anchor, x, end+45, size, size+40, lines)
		c.lines("axis", anchor, x, next, 120, 150, relation)
	})
}

// relationsNarrow draws the page on top, and both sides below it along a trunk.
func relationsNarrow(title string, in, out neighbourhood, o Options) *canvas {
	v := &canvas{w: 3600}
	const trunk, x = 180, 640
	lines := evenly(title, 150, v.w-300, uncut)
	height := len(lines)*190 + 180
	v.add(`<rect class="here" x="0.5" y="0.5" width="%s" height="%s" rx="4"/>`, units(v.w-10), units(height))
	v.lines("label strong", "start", 150, 220, 150, 190, lines)
	y, last := height, 0
	for _, h := range []neighbourhood{in, out} {
		if h.empty() {
			continue
		}
		word := o.t("本页指向")
		if h.incoming {
			word = o.t("指向本页")
		}
		v.text("label strong", "start", 380, y+330, 150, word)
		y += 380
		for _, g := range h.groups {
			kind, height := g.heading(v.w - x - 20)
			v.lines("small", "start", x, y+170, 110, 150, kind)
			y += height
			for _, n := range g.list {
				lines, relation, height := n.node(v.w-x-20, 150)
				end := y + 75
				last = end
				if !h.incoming {
					last -= 100 // where the branch bends off
				}
				v.branch(trunk, end, h.incoming)
				v.neighbour(n, "start", x, y, end, x-110, v.w-x-20, 150, height, lines, relation)
				y += height
			}
		}
		if h.rest > 0 {
			v.text("axis", "start", x, y+120, 120, o.t("还有 %d 个", h.rest))
			y += 220
		}
	}
	if last > 0 {
		v.add(`<path class="bond" d="M%s %sV%s"/>`, units(trunk), units(height+10), units(last))
	}
	v.h = y + 40
	return v
}

// branch leads from the trunk to a neighbour; its arrowhead tells the direction.
func (c *canvas) branch(trunk, y int, incoming bool) {
	const end = 450
	if incoming {
		c.add(`<path class="bond" d="M%s %sH%s"/><path class="tip" d="%s"/>`, units(end+30), units(y), units(trunk+80), tip(trunk+10, y, -1, 0))
		return
	}
	c.add(`<path class="bond" d="M%s %sQ%s %s %s %sH%s"/><path class="tip" d="%s"/>`, units(trunk), units(y-100), units(trunk), units(y), units(trunk+100), units(y), units(end-80), tip(end, y, 1, 0))
}

// tip returns an arrowhead with its point at x, y, that points to where dx or dy,
// one of which is 0, lead.
func tip(x, y, dx, dy int) string {
	return fmt.Sprintf("M%s %sL%s %sL%s %sZ", units(x), units(y), units(x-80*dx-36*dy), units(y-80*dy-36*dx), units(x-80*dx+36*dy), units(y-80*dy+36*dx))
}

package figure

import (
	"math"
	"strings"
)

// Lengths of the cycle.
const (
	cycleNode = 175 // the half breadth of a node
	cycleHead = 75  // of an arrow
)

// cycleRadius returns how wide the ring must be for the titles to have room.
func cycleRadius(n int) int {
	switch {
	case n <= 4:
		return 1150
	case n <= 6:
		return 1350
	case n <= 8:
		return 1550
	default:
		return 1900
	}
}

func cycleWide(p Profile, o Options) *canvas {
	radius := cycleRadius(len(p.Elements))
	c := cycle{ring: ring{canvas: canvas{w: wideWidth}, o: o, els: p.Elements, reach: radius + cycleNode + 140, mark: structureMark}, radius: radius}
	c.sizes("name", 180, 240)
	if len(p.Elements) > 6 {
		c.sizes("label", 130, 170)
	}
	c.draw(p, 3)
	return &c.canvas
}

func cycleNarrow(p Profile, o Options) *canvas {
	const radius = 800
	c := cycle{ring: ring{canvas: canvas{w: narrowWidth}, o: o, els: p.Elements, reach: radius + cycleNode + 70, mark: structureMark}, radius: radius}
	if len(p.Elements) > 6 {
		c.radius, c.reach = 1300, 1300+cycleNode+70
	}
	c.sizes("label", 150, 190)
	c.draw(p, 1)
	return &c.canvas
}

type cycle struct {
	ring
	radius int
}

// draw draws a ring of nodes with arrows clockwise from the top, and in the middle
// what goes round.
func (c *cycle) draw(p Profile, cols int) {
	c.arrange(2)
	n := len(c.els)
	for i := range c.els {
		c.arrow(i)
	}
	for i, e := range c.els {
		c.link("part "+e.Class, e.Place, tallyName(e, c.o), func() {
			x, y := c.blocks[i].at(c.cx, c.cy, c.radius, 0)
			c.add(`<circle class="node" cx="%s" cy="%s" r="%s"/>`, units(x), units(y), units(cycleNode))
			c.text("mark", "middle", x, y+45, 130, structureMark(i, e))
			if !c.listed {
				c.words(i)
			}
		})
	}
	name, _, _ := strings.Cut(p.Framework, "（")
	c.core(name, c.o.t("%d 步一圈", n))
	c.list(cols)
}

// core writes in the middle what goes round, smaller if it is long, as far as the
// ring has room.
func (c *cycle) core(name, count string) {
	width, inner := c.radius-2*cycleNode, c.radius-cycleNode // half of each
	room := 2*int(math.Sqrt(float64(inner*inner-width*width))) - 170
	class, size, small := "core", 240, 130
	if c.w == narrowWidth {
		small = 150
	}
	lines := evenLines(name, size, 2*width, anyLines)
	if len(lines)*size*5/4 > room {
		class, size = "label", small
		if lines = evenLines(name, size, 2*width, anyLines); len(lines)*size*5/4 > room {
			lines = nil // the page says what it is
		}
	}
	y := c.cy - (len(lines)*size*5/4+170)/2 + size
	y = c.lines(class, "middle", c.cx, y, size, size*5/4, lines)
	c.text("axis", "middle", c.cx, y-size*5/4+max(190, size), 120, count)
}

// arrow draws the arc from node i to the next, as far as the nodes leave room.
func (c *cycle) arrow(i int) {
	n := len(c.els)
	if n == 1 {
		return
	}
	const fine = 3600 // parts of a turn
	gap := fine * (cycleNode + 90) * 100 / (c.radius * 628)
	from, to := i*fine/n+gap, (i+1)*fine/n-gap
	head := fine * cycleHead * 200 / (c.radius * 628)
	at := func(turn, out int) string { return spotAt(turn, fine).point(c.cx, c.cy, c.radius+out, 0) }
	c.add(`<path class="flow" d="M%sA%s %s 0 0 1 %s"/>`, at(from, 0), units(c.radius), units(c.radius), at(to-head/2, 0))
	c.add(`<path class="head" d="M%sL%sL%sZ"/>`, at(to, 0), at(to-head, cycleHead), at(to-head, -cycleHead))
}

package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// A spot is a direction from the middle of a ring: sine and cosine in millionths,
// clockwise from the top. Rounded so, they are the same on every machine.
type spot struct{ sin, cos int }

// spotAt returns the direction of part/of of a full turn.
func spotAt(part, of int) spot {
	sin, cos := math.Sincos(2 * math.Pi * float64(part) / float64(of))
	return spot{int(math.Round(sin * 1e6)), int(math.Round(cos * 1e6))}
}

// at returns the point that lies so far out from a middle and so far clockwise
// beside the direction.
func (s spot) at(cx, cy, out, beside int) (x, y int) {
	return cx + (out*s.sin+beside*s.cos)/1e6, cy + (beside*s.sin-out*s.cos)/1e6
}

// point writes at for a path.
func (s spot) point(cx, cy, out, beside int) string {
	x, y := s.at(cx, cy, out, beside)
	return units(x) + " " + units(y)
}

// A ring is a picture whose elements stand around a middle, with their titles
// outside, or, where these have no room, with numbers outside and a list below.
type ring struct {
	canvas
	o       Options
	els     []Element
	cx, cy  int
	reach   int // from the middle to where a title begins
	class   string
	size    int // of the titles
	leading int
	listed  bool // the titles stand below
	bare    bool // moments are counted, not shown outside
	mark    func(int, Element) string
	none    string // what stands under the title of an element without moments
	blocks  []ringBlock
}

// A ringBlock is what is written outside one element.
type ringBlock struct {
	spot
	anchor string
	lines  []string
	width  int // that it may take
	dots   []Dot
	none   string
}

const (
	ringMargin     = 60
	ringMost       = 12   // more elements than that stand in a list
	ringMostNarrow = 8    // on a phone
	ringMark       = 300  // from one number to the next
	ringUpright    = 2e5  // a direction with a smaller sine is above or below the middle
	ringLeast      = 600  // room for “40 个时刻”
	ringRow        = 280  // of the list; a finger finds it
	ringBeside     = 1040 // of a row, for number and count
)

// ringSizes says how the titles around a ring are written.
func (r *ring) sizes(class string, size, leading int) {
	r.class, r.size, r.leading = class, size, leading
}

// arrange finds room for what stands outside the ring and sets the height of the
// picture. Titles of more than most lines, or too many of them, go to the list.
func (r *ring) arrange(most int) {
	n := len(r.els)
	r.listed = n > ringMost || r.w == narrowWidth && n > ringMostNarrow
	if !r.listed {
		r.place(func(_ int, e Element) string { return e.Title }, most)
	}
	for _, b := range r.blocks {
		if n := len(b.lines); n > 0 && strings.HasSuffix(b.lines[n-1], "…") || b.width < ringLeast {
			r.listed = true
		}
	}
	if r.listed {
		r.sizes("axis", 120, 160)
		every := 1
		for 6*r.reach*every/n < ringMark {
			every++
		}
		r.place(func(i int, e Element) string {
			if i%every > 0 {
				return ""
			}
			return r.mark(i, e)
		}, 1)
	}
	up, down := r.reach, r.reach
	for i := range r.blocks {
		y0, y1 := r.span(i)
		up, down = max(up, -y0), max(down, y1)
	}
	r.cx, r.cy = r.w/2, up+ringMargin
	r.h = r.cy + down + ringMargin
}

func (r *ring) place(title func(int, Element) string, most int) {
	n := len(r.els)
	r.blocks = make([]ringBlock, n)
	for i, e := range r.els {
		b := &r.blocks[i]
		b.spot = spotAt(i, n)
		switch {
		case b.sin > ringUpright:
			b.anchor = "start"
		case b.sin < -ringUpright:
			b.anchor = "end"
		default:
			b.anchor = "middle"
		}
		b.width = r.w/2 - max(b.sin, -b.sin)*r.reach/1e6 - ringMargin
		if b.anchor == "middle" {
			b.width = r.w - 2*ringMargin
			if beside := spotAt(1, n).sin; beside > ringUpright {
				b.width = min(b.width, 2*r.reach*beside/1e6-2*ringMargin)
			}
		}
		b.lines = evenLines(title(i, e), r.size, b.width, most)
		if !r.listed {
			b.dots = e.Dots
			if len(e.Dots) == 0 {
				b.none = r.none
			}
		}
	}
}

// span returns where the block of element i begins and ends below the middle.
// The steeper its direction, the more it stands above or below its place, not
// across it.
func (r *ring) span(i int) (y0, y1 int) {
	b := r.blocks[i]
	h := len(b.lines) * r.leading
	if len(b.dots) > 0 || b.none != "" {
		h += tallyHeight
	}
	middle := -(r.reach + h/2) * b.cos / 1e6
	return middle - h/2, middle + h/2
}

// words writes what stands outside element i.
func (r *ring) words(i int) {
	b := r.blocks[i]
	x, _ := b.at(r.cx, r.cy, r.reach, 0)
	y, end := r.span(i)
	r.touchable(b, x, r.cy+(y+end)/2, end-y)
	y = r.lines(r.class, b.anchor, x, r.cy+y+r.size*19/20, r.size, r.leading, b.lines)
	if b.none != "" {
		r.text("axis none", b.anchor, x, y+30, 120, b.none)
	}
	if r.bare {
		b.width = 0
	}
	tallyRow(&r.canvas, b.anchor, x, y, b.width, b.dots, r.o)
}

// touchable draws the room in which a finger finds a block of a height around y.
func (r *ring) touchable(b ringBlock, x, y, height int) {
	width := 300
	if len(b.dots) > 0 || b.none != "" {
		width = ringLeast
	}
	for _, line := range b.lines {
		width = max(width, measure(line, r.size))
	}
	switch b.anchor {
	case "middle":
		x -= width / 2
	case "end":
		x -= width
	}
	height = max(height, 260)
	hitRect(&r.canvas, x, y-height/2, width, height)
}

// list writes the titles with the numbers below the ring, in at most so many
// columns; in fewer, if they are long.
func (r *ring) list(cols int) {
	if !r.listed {
		return
	}
	size := 130
	if r.w == narrowWidth {
		size = 150
	}
	for ; cols > 1; cols-- {
		room := (r.w-2*ringMargin)/cols - ringBeside
		if !slices.ContainsFunc(r.els, func(e Element) bool { return measure(e.Title, size) > room }) {
			break
		}
	}
	cell, rows := (r.w-2*ringMargin)/cols, (len(r.els)+cols-1)/cols
	y, bottom := r.h+100, 0
	for i, e := range r.els {
		if i%rows == 0 {
			y = r.h + 100
		}
		title := wrap(e.Title, size, cell-ringBeside, anyLines)
		height := ringRow + max(0, len(title)-1)*(size+40)
		r.row(i, ringMargin+i/rows*cell, y, cell, height, size, title)
		y += height
		bottom = max(bottom, y)
	}
	r.h = bottom
}

// row writes a line of the list: number, title, how many moments.
func (r *ring) row(i, x, y, cell, height, size int, title []string) {
	e := r.els[i]
	r.link("row", e.Place, tallyName(e, r.o), func() {
		hitRect(&r.canvas, x, y-ringRow*7/10, cell-60, height-10)
		r.text("axis", "end", x+240, y, 120, r.mark(i, e))
		r.lines("label", "start", x+320, y, size, size+40, title)
		switch {
		case len(e.Dots) > 0:
			r.text("mark", "end", x+cell-120, y, 130, strconv.Itoa(len(e.Dots)))
		case r.none != "":
			r.text("axis none", "end", x+cell-120, y, 120, r.none)
		}
	})
}

// hitRect draws the room in which a finger finds a link.
func hitRect(c *canvas, x, y, w, h int) {
	c.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x), units(y), units(w), units(h))
}

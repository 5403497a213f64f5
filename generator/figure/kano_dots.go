package figure

import (
	"math"
	"strconv"
)

// along returns n points that stand evenly on the stretch for dots of a curve, and
// its length. Lengths are measured along 64 chords.
func (k *kanoPlot) along(curve string, n int) (points [][2]int, length int) {
	c := kanoCurves[curve]
	var ends [65][3]int
	for s := range ends {
		x, y := c.at(c.from + (c.to-c.from)*s/64)
		x, y = k.point(x, y)
		if s > 0 {
			dx, dy := x-ends[s-1][0], y-ends[s-1][1]
			length += int(math.Sqrt(float64(dx*dx + dy*dy)))
		}
		ends[s] = [3]int{x, y, length}
	}
	s := 1
	for i := range n {
		at := length * (2*i + 1) / (2 * n)
		for ends[s][2] < at {
			s++
		}
		a, b := ends[s-1], ends[s]
		step := max(1, b[2]-a[2])
		points = append(points, [2]int{a[0] + (b[0]-a[0])*(at-a[2])/step, a[1] + (b[1]-a[1])*(at-a[2])/step})
	}
	return points, length
}

// place finds where the dots of a curve stand. Too many of them become none.
func (k *kanoPlot) place(i int) {
	points, length := k.along(k.p.Elements[i].Curve, len(k.spots[i]))
	if len(points) > min(kanoMost, length/kanoSpace) {
		return
	}
	for n, p := range points {
		k.spots[i][n].x, k.spots[i][n].y = p[0], p[1]
	}
}

// crowded tells whether a curve carries a number instead of dots.
func (k *kanoPlot) crowded(i int) bool {
	return !k.own[i] || len(k.spots[i]) > 0 && k.spots[i][0].x == 0
}

// leaders lead from dots to their traces on the curve of an element.
func (k *kanoPlot) leaders(i int) {
	if k.crowded(i) {
		return
	}
	for _, s := range k.spots[i] {
		if s.trace && !k.crowded(s.of) {
			from := k.spots[s.of][s.dot]
			k.add(`<path class="leader" d="M%s %sL%s %s"/>`, units(from.x), units(from.y), units(s.x), units(s.y))
		}
	}
}

func (k *kanoPlot) dots(i int) {
	if k.crowded(i) {
		k.numbers(i)
		return
	}
	for _, s := range k.spots[i] {
		d := k.p.Elements[s.of].Dots[s.dot]
		class, name := "dot editor", k.o.moment(d)
		switch {
		case s.trace:
			class, name = "dot trace", k.o.t("%s（对有的客人是%s）", name, k.p.Elements[i].Title)
		case d.Survey:
			class = "dot survey"
		}
		number := strconv.Itoa(k.first[s.of] + s.dot)
		k.link(class, d.Place, number+". "+name, func() {
			k.add(`<circle class="hit" cx="%s" cy="%s" r="12"/>`, units(s.x), units(s.y))
			k.add(`<circle class="ring" cx="%s" cy="%s" r="%s"/>`, units(s.x), units(s.y), units(kanoDot))
			k.text("num", "middle", s.x, s.y+39, 110, number)
		})
	}
}

// numbers writes how many dots and traces a curve would carry.
func (k *kanoPlot) numbers(i int) {
	e := k.p.Elements[i]
	at, _ := k.along(e.Curve, 10)
	c := kanoCurves[e.Curve]
	for _, pill := range []struct {
		class string
		n     int
		at    [2]int
	}{{"pill", len(e.Dots), at[c.pill]}, {"pill trace", len(k.spots[i]) - len(e.Dots), at[c.traces]}} {
		if pill.n == 0 {
			continue
		}
		word := k.o.t("%d 个", pill.n)
		w := measure(word, 130) + 100
		k.link(pill.class, e.Place, e.Title+" "+word, func() {
			k.add(`<rect class="hit" x="%s" y="%s" width="%s" height="24"/>`, units(pill.at[0]-w/2), units(pill.at[1]-120), units(w))
			k.add(`<rect class="ring" x="%s" y="%s" width="%s" height="22" rx="11"/>`, units(pill.at[0]-w/2), units(pill.at[1]-110), units(w))
			k.text("mark", "middle", pill.at[0], pill.at[1]+46, 130, word)
		})
	}
}

package figure

import (
	"math"
	"strconv"
)

// kanoSide returns the half of its curve on which a moment stands: what failed was
// not done. On the falling curve it is the other way round: there it hurts to be
// done, and pleases to be left alone.
func kanoSide(curve string, d Dot) int {
	failed := d.Polarity < 0
	if curve == "falling" {
		failed = d.Polarity > 0
	}
	if failed {
		return undone
	}
	return done
}

// A kanoTrack is a stretch of a curve as 64 chords: their ends, and how far along
// these lie.
type kanoTrack [65][3]int

func (k *kanoPlot) track(curve string, half int) (t kanoTrack) {
	c := kanoCurves[curve]
	h, length := c.halves[half], 0
	for s := range t {
		x, y := c.at(h.from + (h.to-h.from)*s/64)
		x, y = k.point(x, y)
		if s > 0 {
			dx, dy := x-t[s-1][0], y-t[s-1][1]
			length += int(math.Sqrt(float64(dx*dx + dy*dy)))
		}
		t[s] = [3]int{x, y, length}
	}
	return t
}

func (t *kanoTrack) length() int { return t[64][2] }

// at returns the point that lies so far along.
func (t *kanoTrack) at(along int) (x, y int) {
	s := 1
	for s < 64 && t[s][2] < along {
		s++
	}
	a, b := t[s-1], t[s]
	step := max(1, b[2]-a[2])
	return a[0] + (b[0]-a[0])*(along-a[2])/step, a[1] + (b[1]-a[1])*(along-a[2])/step
}

// place finds where the dots of a curve stand: bundled around the middle of the
// stretch of their half. It returns false if they are too many for that.
func (k *kanoPlot) place(i int) bool {
	for half := range 2 {
		n := k.count(i, half, false) + k.count(i, half, true)
		if n == 0 {
			continue
		}
		t := k.track(k.p.Elements[i].Curve, half)
		if n > min(kanoMost, t.length()/kanoSpace) {
			return false
		}
		along := (t.length() - (n-1)*kanoSpace) / 2
		for j := range k.spots[i] {
			if s := &k.spots[i][j]; s.half == half {
				s.x, s.y = t.at(along)
				along += kanoSpace
			}
		}
	}
	return true
}

// count returns how many dots, or traces, stand on a half of a curve.
func (k *kanoPlot) count(i, half int, trace bool) int {
	n := 0
	for _, s := range k.spots[i] {
		if s.half == half && s.trace == trace {
			n++
		}
	}
	return n
}

// crowded tells whether a curve carries no dots: they are counted, or it is not its
// element's own.
func (k *kanoPlot) crowded(i int) bool { return k.counted || !k.own[i] }

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
	if k.counted {
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

// numbers writes how many dots and traces each half of a curve would carry.
func (k *kanoPlot) numbers(i int) {
	for half, h := range kanoCurves[k.p.Elements[i].Curve].halves {
		k.pill(i, half, h.pill, false)
		k.pill(i, half, h.traces, true)
	}
}

// pill writes a number at so many tenths of a half.
func (k *kanoPlot) pill(i, half, tenth int, trace bool) {
	n := k.count(i, half, trace)
	if n == 0 {
		return
	}
	e, class, word := k.p.Elements[i], "pill", k.o.t("%d 个", n)
	name := e.Title + " " + word
	if trace {
		class, name = "pill trace", k.o.t("对有的客人是%s", name)
	}
	t := k.track(e.Curve, half)
	x, y := t.at(t.length() * (2*tenth + 1) / 20)
	w := measure(word, 130) + 100
	k.pills = append(k.pills, box{x - w/2, y - 110, x + w/2, y + 110, name})
	k.link(class, e.Place, name, func() {
		k.add(`<rect class="hit" x="%s" y="%s" width="%s" height="24"/>`, units(x-w/2), units(y-120), units(w))
		k.add(`<rect class="ring" x="%s" y="%s" width="%s" height="22" rx="11"/>`, units(x-w/2), units(y-110), units(w))
		k.text("mark", "middle", x, y+46, 130, word)
	})
}

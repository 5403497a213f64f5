package figure

import (
	"math"
	"strings"
)

// A numbersForm is a picture of metrics on its way to the canvas: one row each.
type numbersForm struct {
	canvas
	o            Options
	narrow       bool
	size, line   int // of labels
	name         int // width of the names
	x0, x1       int // the scale
	side, sideTo int // change and flags
	lo, hi       int // width of the widest ends of the scales
}

// Numbers draws what a case reports in numbers: a row for each metric with before
// and after on a scale of its own, the change as it was written, and what is
// missing. Scales are in the units of the metric. It returns nil if nothing is
// reported.
func Numbers(list []Number, o Options) *Picture {
	var rows []Number
	for _, n := range list {
		if n.Before.Text+n.After.Text+n.Change.Text != "" {
			rows = append(rows, n)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return o.picture("metrics", o.t("前后对比"), numbersFinding(rows, o), numbersTable(rows, o), numbersWide(rows, o), numbersNarrow(rows, o))
}

func numbersWide(list []Number, o Options) *canvas {
	f := &numbersForm{o: o, size: 130, line: 170, name: 1700, x0: 1850, x1: 5050, side: 5250, sideTo: 6600}
	f.w = 6600
	return f.draw(list)
}

func numbersNarrow(list []Number, o Options) *canvas {
	f := &numbersForm{o: o, narrow: true, size: 150, line: 190, name: 3600, x1: 3600, sideTo: 3600}
	f.w = 3600
	return f.draw(list)
}

func (f *numbersForm) draw(list []Number) *canvas {
	for _, n := range list { // so that the scales stand below each other
		lo, hi := ends(n)
		f.lo, f.hi = max(f.lo, measure(f.o.short(lo), 120)), max(f.hi, measure(f.o.short(hi), 120))
	}
	for i, n := range list {
		if i > 0 {
			f.add(`<path class="rule" d="M0 %sH%s"/>`, units(f.h), units(f.w))
		}
		f.h = f.row(n, f.h+80) + 140
	}
	return &f.canvas
}

// row draws one metric below y and returns where it ends.
func (f *numbersForm) row(n Number, y int) int {
	bottom := f.title(n, y)
	if f.narrow {
		bottom = f.readings(n, bottom+30)
		return f.aside(n, bottom+40)
	}
	return max(bottom, f.readings(n, y), f.aside(n, y))
}

// title writes the name of a metric, and when and of whom it was measured.
func (f *numbersForm) title(n Number, y int) int {
	lines := evenly(n.Title, f.size, f.name, uncut)
	bottom := y + len(lines)*f.line
	f.link("metric", n.Place, n.Title, func() {
		f.add(`<rect class="hit" x="0" y="%s" width="%s" height="%s"/>`, units(y-20), units(f.name), units(max(240, bottom-y+60)))
		f.lines("label strong", "start", 0, y+f.size+20, f.size, f.line, lines)
	})
	note := wrap(n.Note, 120, f.name, uncut)
	return f.lines("axis", "start", 0, bottom+150, 120, 160, note) - 100
}

// aside writes the change, whether it is for the better, and what is missing. A
// phone has room for the first two on one line.
func (f *numbersForm) aside(n Number, y int) int {
	width := f.sideTo - f.side
	at, x := y+f.size+20, f.side
	if s := changeText(n, f.o); s != "" {
		if n.Change.Known && measure(s, f.size) > width { // a number is not broken
			rounded := n
			rounded.Change.Text = f.o.short(n.Change.Value)
			if strings.HasSuffix(n.Change.Text, "%") {
				rounded.Change.Text += "%"
			}
			s = changeText(rounded, f.o)
		}
		lines := wrap(s, f.size, width, uncut)
		at = f.lines("label strong", "start", x, at, f.size, f.line, lines)
		if last := measure(lines[len(lines)-1], f.size); f.narrow && last < width/2 {
			at, x = at-f.line, x+last+200
		}
	}
	class, word := f.o.course(n)
	if word != "" {
		f.text("label strong "+class, "start", x, at, f.size, word)
	}
	if word != "" || x > f.side {
		at += f.line
	}
	return f.flags(n, at-f.size+60, width)
}

// flags writes small outlined tags in as many lines as they need.
func (f *numbersForm) flags(n Number, y, width int) int {
	list := n.Flags
	if n.Illustrative {
		list = append([]string{f.o.t("示意数字")}, list...)
	}
	x, height := 0, 200
	for i, s := range list {
		lines := wrap(s, 110, width-120, uncut)
		w := widest(lines, 110) + 120
		if x > 0 && (x+w > width || height > 200 || len(lines) > 1) {
			x, y = 0, y+height+60
		}
		height = 200 + 150*(len(lines)-1)
		class := "flagged"
		if i == 0 && n.Illustrative {
			class += " made"
		}
		f.add(`<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="3"/>`, class, units(f.side+x+5), units(y), units(w-10), units(height))
		f.lines("small", "start", f.side+x+60, y+140, 110, 150, lines)
		x += w + 80
	}
	if len(list) > 0 {
		y += height + 20
	}
	return y
}

// readings draws before and after as what they are: numbers on a scale, a change
// from zero, or words.
func (f *numbersForm) readings(n Number, y int) int {
	b, a := n.Before, n.After
	switch {
	case b.Text == "" && a.Text == "":
		return f.change(n, y)
	case b.Text != "" && !b.Known || a.Text != "" && !a.Known:
		return f.words(n, y)
	}
	y += 330
	s := f.scaleOf(n, y)
	class, _ := f.o.course(n)
	if b.Text != "" && a.Text != "" {
		f.span(s.at(b.Value), s.at(a.Value), y, class, n.Illustrative)
	}
	zero := s.lo < 0 && s.hi > 0
	if b.Text != "" {
		r := "6"
		if a.Text != "" && s.at(a.Value) == s.at(b.Value) {
			r = "9" // a ring around the other
		}
		f.add(`<circle class="was" cx="%s" cy="%s" r="%s"/>`, units(s.at(b.Value)), units(y), r)
		f.beside("axis", s.at(b.Value), y+270, 120, "之前 %s", b, n.Unit)
		last := f.boxes[len(f.boxes)-1]
		zero = zero && (s.at(0) < last.x0-120 || s.at(0) > last.x1+120)
	} else {
		f.text("axis", "start", f.x0, y+270, 120, f.o.t("没有之前的数"))
		zero = zero && s.at(0) > f.x0+measure(f.o.t("没有之前的数"), 120)+120
	}
	if a.Text != "" {
		f.add(`<circle class="now %s" cx="%s" cy="%s" r="6"/>`, class, units(s.at(a.Value)), units(y))
		f.beside("label strong", s.at(a.Value), y-150, f.size, "之后 %s", a, n.Unit)
	} else {
		f.text("axis", "start", f.x0, y-150, 120, f.o.t("没有之后的数"))
	}
	if zero {
		f.text("axis", "middle", s.at(0), y+270, 120, "0")
	}
	return y + 310
}

// change draws a change of which neither end is known: a bar from zero.
func (f *numbersForm) change(n Number, y int) int {
	words := f.o.t("只有变化，没有前后")
	if !n.Change.Known {
		f.text("axis", "start", f.x0, y+150, 120, words)
		return y + 190
	}
	y += 200
	class, _ := f.o.course(n)
	s := f.scaleOf(n, y)
	f.span(s.at(0), s.at(n.Change.Value), y, class, n.Illustrative)
	f.text("axis", "start", f.x0, y+270, 120, words)
	if s.at(0)-60 > f.x0+measure(words, 120)+60 {
		f.text("axis", "middle", s.at(0), y+270, 120, "0")
	}
	return y + 310
}

// words writes readings that are not numbers beside each other, with an arrow.
func (f *numbersForm) words(n Number, y int) int {
	half := (f.x1 - f.x0 - 500) / 2
	before, after := []string{f.o.t("没有之前的数")}, []string{f.o.t("没有之后的数")}
	if n.Before.Text != "" {
		before = wrap(numberText(n.Before, n.Unit), f.size, half, uncut)
	}
	if n.After.Text != "" {
		after = wrap(numberText(n.After, n.Unit), f.size, half, uncut)
	}
	wide := 0
	for _, line := range before {
		wide = max(wide, measure(line, f.size))
	}
	at := y + f.size + 20
	x := f.x0 + wide + 120
	end := f.lines("label", "start", f.x0, at, f.size, f.line, before)
	f.add(`<path class="shaft" d="M%s %sh26"/><path class="tip" d="%s"/>`, units(x), units(at-45), tip(x+300, at-45, 1, 0))
	end = max(end, f.lines("label strong", "start", x+400, at, f.size, f.line, after))
	return end - f.line + 60
}

// span draws the way from before to after, hatched if it is made up.
func (f *numbersForm) span(from, to, y int, class string, made bool) {
	lo, hi := min(from, to), max(from, to)
	if lo == hi {
		return
	}
	f.add(`<rect class="way %s" x="%s" y="%s" width="%s" height="10"/>`, strings.TrimSpace(class+madeClass(made)), units(lo), units(y-50), units(hi-lo))
	if made {
		f.add(`<path class="hatch %s" d="%s"/>`, class, hatched(lo, y-50, hi, y+50, 45))
	}
	if hi-lo < 220 { // no room between the marks; the word says it
		return
	}
	at, dir := to-75, 1
	if to < from {
		at, dir = to+75, -1
	}
	f.add(`<path class="tip %s" d="%s"/>`, class, tip(at, y, dir, 0))
}

func madeClass(made bool) string {
	if made {
		return " made"
	}
	return ""
}

// beside writes a reading as near to x as the scale allows. Figures are wider in
// some fonts than measure says, so the label keeps away from the edges. A number is
// never cut: one that is too long is rounded.
func (f *numbersForm) beside(class string, x, y, size int, form string, r Reading, unit string) {
	s := f.o.t(form, numberText(r, unit))
	if measure(s, size)*9/8 > f.x1-f.x0 {
		s = f.o.t(form, withUnit(f.o.short(r.Value), unit))
	}
	w := measure(s, size)
	away := min(w/16+40, max(0, f.x1-f.x0-w)/2)
	x = min(max(x, f.x0+away+w/2), f.x1-away-w+w/2)
	f.text(class, "middle", x, y, size, s)
}

// A numberScale maps numbers to positions between x0 and x1.
type numberScale struct {
	lo, hi float64
	x0, x1 int
}

func (s numberScale) at(v float64) int {
	part := (v - s.lo) / (s.hi - s.lo)
	if !(part > 0) { // nor a number
		part = 0
	}
	return s.x0 + int(math.Round(min(part, 1)*float64(s.x1-s.x0)))
}

// scaleOf draws the scale of a metric with its ends, and zero if it is between.
func (f *numbersForm) scaleOf(n Number, y int) numberScale {
	s := numberScale{x0: f.x0 + f.lo*9/8 + 200, x1: f.x1 - f.hi*9/8 - 200}
	s.lo, s.hi = ends(n)
	f.text("axis", "end", s.x0-160, y+43, 120, f.o.short(s.lo))
	f.text("axis", "start", s.x1+160, y+43, 120, f.o.short(s.hi))
	f.add(`<path class="grid" d="M%s %sH%sM%s %sv10M%s %sv10"/>`, units(s.x0), units(y), units(s.x1), units(s.x0), units(y-50), units(s.x1), units(y-50))
	if s.lo < 0 && s.hi > 0 {
		f.add(`<path class="grid zero" d="M%s %sv22"/>`, units(s.at(0)), units(y-110))
	}
	return s
}

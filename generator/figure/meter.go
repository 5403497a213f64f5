package figure

import (
	"fmt"
	"html"
)

// Meter draws what became of a claim: the scale of all verdicts with the one that
// applies set off, and below it what that rests on. It returns nil without a scale
// or with a verdict that is not on it.
func Meter(v Verdict, o Options) *Picture {
	if v.At < 0 || v.At >= len(v.Scale) {
		return nil
	}
	finding := o.t("查证的结果是“%s”，是 %d 档里的第 %d 档。", v.Scale[v.At], len(v.Scale), v.At+1)
	if len(v.Sources) == 0 {
		finding += o.t("没有查到来源。")
	} else {
		finding += o.t("依据 %d 个来源：%s。", len(v.Sources), o.join(titles(v.Sources)))
	}
	t := Table{Head: []string{o.t("项"), o.t("内容"), o.t("级别")}, Num: []bool{false, false, false}}
	t.Rows = append(t.Rows, []string{o.t("各档"), o.join(v.Scale), "—"}, []string{o.t("结果"), v.Scale[v.At], "—"})
	for i, s := range v.Sources {
		level := v.level(i)
		if level == "" {
			level = "—"
		}
		t.Rows = append(t.Rows, []string{o.t("来源 %d", i+1), s.Title, level})
	}
	return o.picture("meter", o.t("查证的结果"), finding, t, meterWide(v, o), meterNarrow(v, o))
}

// level returns how near source i is to what happened, in words, or "".
func (v Verdict) level(i int) string {
	if i < len(v.Levels) {
		return v.Levels[i]
	}
	return ""
}

func meterWide(v Verdict, o Options) *canvas {
	c := &canvas{w: 6600}
	c.trail(v, c.scale(v, 130), 4, 130, o)
	return c
}

func meterNarrow(v Verdict, o Options) *canvas {
	c := &canvas{w: 3600}
	c.trail(v, c.scale(v, 150), 1, 150, o)
	return c
}

// leastColumn is how wide the column of a verdict must be to carry its word.
const leastColumn = 480

// scale draws the marks of all verdicts in a row and returns where it ends.
func (c *canvas) scale(v Verdict, size int) int {
	const y = 240
	column := c.w / len(v.Scale)
	x := func(i int) int { return column*i + column/2 }
	c.add(`<path class="grid" d="M%s %sH%s"/>`, units(x(0)), units(y), units(x(len(v.Scale)-1)))
	bottom := y
	for i, word := range v.Scale {
		class := "verdict-at"
		if i < len(v.Classes) {
			class += " " + html.EscapeString(v.Classes[i])
		}
		if i == v.At {
			c.add(`<path class="%s" d="M%s %sl11 11-11 11-11-11z"/>`, class, units(x(i)), units(y-110))
			c.add(`<path class="pointer" d="%s"/>`, tip(x(i), y-140, 0, 1))
		} else {
			c.add(`<path class="other" d="M%s %sl4.5 4.5-4.5 4.5-4.5-4.5z"/>`, units(x(i)), units(y-45))
		}
		switch {
		case column >= leastColumn && i == v.At:
			bottom = max(bottom, c.lines("label strong", "middle", x(i), y+300, min(size, 130), 165, evenly(word, min(size, 130), column-70, 4)))
		case column >= leastColumn:
			bottom = max(bottom, c.lines("axis", "middle", x(i), y+300, 120, 165, evenly(word, 120, column-70, 4)))
		case i == v.At:
			lines := evenly(word, 130, c.w/2, 3)
			at := spread([]int{x(i)}, []int{widest(lines, 130)}, 0, c.w)[0]
			bottom = c.lines("label strong", "middle", max(at, widest(lines, 130)/2), y+300, 130, 165, lines)
		}
	}
	return bottom
}

// widest returns how wide the widest line is.
func widest(lines []string, size int) int {
	w := 0
	for _, line := range lines {
		w = max(w, measure(line, size))
	}
	return w
}

// mostSources is how many sources are drawn; the others are in the table.
const mostSources = 12

// trail draws what a verdict rests on, as a chain of cards, some in a row.
func (c *canvas) trail(v Verdict, y, row, size int, o Options) {
	const gap = 260 // between two cards, for the arrow
	y += 120
	if len(v.Sources) == 0 {
		c.text("axis", "start", 0, y+60, 120, o.t("依据"))
		c.add(`<rect class="none-found" x="0.5" y="%s" width="%s" height="42" rx="4"/>`, units(y+140), units(c.w-10))
		c.text("label", "middle", c.w/2, y+400, size, o.t("没有查到来源"))
		c.h = y + 580
		return
	}
	c.text("axis", "start", 0, y+60, 120, o.t("依据，按列出的先后"))
	y += 140
	width := (c.w - (row-1)*gap - 10) / row
	shown := min(len(v.Sources), mostSources)
	for from := 0; from < shown; from += row {
		cards := v.Sources[from:min(from+row, shown)]
		height := 0
		for i, s := range cards {
			n := len(wrap(s.Title, size, width-240, 3))*(size+45) + 200
			if v.level(from+i) != "" {
				n += 170
			}
			height = max(height, n)
		}
		for i, s := range cards {
			x := 5 + i*(width+gap)
			c.card(s, v.level(from+i), x, y, width, height, size)
			if i > 0 {
				c.add(`<path class="thread" d="M%s %sH%s"/><path class="tip" d="%s"/>`, units(x-gap+30), units(y+height/2), units(x-90), tip(x-30, y+height/2, 1, 0))
			}
		}
		y += height
		if from+row < shown {
			c.turn(5+(len(cards)-1)*(width+gap)+width/2, 5+width/2, y, y+gap)
			y += gap
		}
	}
	c.h = y + 20
	if rest := len(v.Sources) - shown; rest > 0 {
		c.text("axis", "start", 0, y+200, 120, o.t("还有 %d 个来源，见表", rest))
		c.h = y + 250
	}
}

// turn leads from the last card of a row to the first one of the next.
func (c *canvas) turn(x0, x1, y0, y1 int) {
	middle := ""
	if x0 != x1 {
		middle = fmt.Sprintf("V%sH%s", units((y0+y1)/2), units(x1))
	}
	c.add(`<path class="thread" d="M%s %s%sV%s"/><path class="tip" d="%s"/>`, units(x0), units(y0+30), middle, units(y1-90), tip(x1, y1-30, 0, 1))
}

// card draws a source: its title, and how near it is to what happened.
func (c *canvas) card(s Place, level string, x, y, width, height, size int) {
	name := s.Title
	if level != "" {
		name += " · " + level
	}
	c.link("source", s, name, func() {
		c.add(`<rect class="hit sheet" x="%s" y="%s" width="%s" height="%s" rx="4"/>`, units(x), units(y), units(width), units(height))
		at := c.lines("label", "start", x+120, y+size+90, size, size+45, wrap(s.Title, size, width-240, 3))
		if level != "" {
			c.text("axis", "start", x+120, at, 120, oneLine(level, 120, width-240))
		}
	})
}

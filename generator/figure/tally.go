package figure

import "strconv"

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

// tallyRow writes how many moments there are, with a mark for each if they fit. y is
// the baseline of the line before plus its leading.
func tallyRow(c *canvas, anchor string, x, y, width int, dots []Dot, o Options) {
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

// tallyTotal says how often moments were tagged, and how many they are if some stand
// in more than one element.
func tallyTotal(p Profile, o Options) string {
	total, moments := tallied(p), distinct(p.dots())
	if moments == total {
		return o.t("标了 %d 次。", total)
	}
	return o.t("%d 个时刻一共标了 %d 次。", moments, total)
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
		return o.t("最多的是%s，%d 次。", names[0], most)
	default:
		return o.t("最多的是%s，各 %d 次。", o.join(names), most)
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

package figure

import (
	"fmt"
	"strings"
)

// Evidence draws how well the statements of a page are known: one strip, divided as
// the levels are, each with a filling of its own. Counts are numbers of statements.
// It returns nil if there is none.
func Evidence(shares []Share, o Options) *Picture {
	total := 0
	for _, s := range shares {
		total += max(0, s.Count)
	}
	if total == 0 {
		return nil
	}
	table := Table{Head: []string{o.t("级别"), o.t("处数"), o.t("占比")}, Num: []bool{false, true, true}}
	for _, s := range shares {
		table.Rows = append(table.Rows, []string{s.Word, fmt.Sprint(max(0, s.Count)), percent(s.Count, total)})
	}
	return o.picture("evidence", o.t("凭什么这样说"), evidenceFinding(shares, total, o), table, evidenceStrip(shares, 6600, 130), evidenceStrip(shares, 3600, 150))
}

// percent writes a share in whole per cents.
func percent(count, total int) string {
	return fmt.Sprintf("%d%%", (max(0, count)*200+total)/(2*total))
}

func evidenceFinding(shares []Share, total int, o Options) string {
	var parts, none []string
	most := 0
	for i, s := range shares {
		if s.Count <= 0 {
			none = append(none, s.Word)
			continue
		}
		parts = append(parts, o.t("%s %d 处", s.Word, s.Count))
		if s.Count > shares[most].Count {
			most = i
		}
	}
	finding := o.t("共 %d 处：%s。最多的是“%s”，占 %s。", total, o.join(parts), shares[most].Word, percent(shares[most].Count, total))
	if len(none) > 0 {
		finding += o.t("一处也没有的：%s。", o.join(none))
	}
	return finding
}

// Lengths of the strip, in tenths of a unit.
const (
	stripTop    = 10
	stripHeight = 260
	stripGap    = 40 // between two parts
	stripLead   = 220
)

// evidenceStrip draws the strip in a width, labels below their parts.
func evidenceStrip(shares []Share, width, size int) *canvas {
	v := &canvas{w: width}
	var parts []Share
	total := 0
	for _, s := range shares {
		if s.Count > 0 {
			parts, total = append(parts, s), total+s.Count
		}
	}
	n := len(parts)
	least := min(60, (width/n-stripGap)/2) // so that the smallest part is seen
	room := width - (n-1)*stripGap - n*least
	centres := make([]int, n)
	x, sum := 0, 0
	for i, s := range parts {
		from := room * sum / total
		sum += s.Count
		w := least + room*sum/total - from
		v.part(s.Class, x, stripTop, x+w, stripTop+stripHeight)
		centres[i] = x + w/2
		x += w + stripGap
	}
	cell := width/n - 80 // no label is wider, so that all fit beside each other
	words := make([][]string, n)
	widths := make([]int, n)
	for i, s := range parts {
		words[i] = evenly(s.Word, 120, min(cell, 1300), uncut)
		widths[i] = measure(fmt.Sprint(s.Count), size)
		for _, line := range words[i] {
			widths[i] = max(widths[i], measure(line, 120))
		}
	}
	bottom := stripTop + stripHeight
	for i, at := range spread(centres, widths, 80, width) {
		v.add(`<path class="leader" d="M%s %sv6L%s %sv4"/>`, units(centres[i]), units(bottom+20), units(at), units(bottom+160))
		y := bottom + stripLead + size
		v.text("label strong", "middle", at, y, size, fmt.Sprint(parts[i].Count))
		v.h = max(v.h, v.lines("axis", "middle", at, y+170, 120, 155, words[i]))
	}
	return v
}

// part draws a part of the strip as the marks of evidence look elsewhere: solid,
// outlined, hatched, dotted.
func (c *canvas) part(class string, x0, y0, x1, y1 int) {
	c.add(`<rect class="share %s" x="%s" y="%s" width="%s" height="%s" rx="2"/>`, class, units(x0), units(y0), units(x1-x0), units(y1-y0))
	switch class {
	case "ev-reported":
		c.add(`<path class="hatch" d="%s"/>`, hatched(x0, y0, x1, y1, 60))
	case "ev-illustrative":
		var b strings.Builder
		for y := y0 + 50; y < y1; y += 55 {
			fmt.Fprintf(&b, "M%s %sH%s", units(x0+40), units(y), units(max(x0+41, x1-30)))
		}
		c.add(`<path class="dots" d="%s"/>`, b.String())
	}
}

// hatched returns slanting lines that fill a rectangle, step apart. A pattern would
// need a fill attribute to be found by its id; lines need only a class.
func hatched(x0, y0, x1, y1, step int) string {
	var b strings.Builder
	for s := x0 + y0 + step; s < x1+y1; s += step {
		fx, fy := s-y1, y1
		if fx < x0 {
			fx, fy = x0, s-x0
		}
		tx, ty := s-y0, y0
		if tx > x1 {
			tx, ty = x1, s-x1
		}
		fmt.Fprintf(&b, "M%s %sL%s %s", units(fx), units(fy), units(tx), units(ty))
	}
	return b.String()
}

// spread moves labels of these widths apart, each as near to its place as the
// others and the ends of the line allow. Together they must fit.
func spread(places, widths []int, gap, width int) []int {
	at := make([]int, len(places))
	from := 0
	for i, x := range places {
		at[i] = max(x, from+widths[i]/2)
		from = at[i] + widths[i] - widths[i]/2 + gap
	}
	to := width
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = min(at[i], to-widths[i]+widths[i]/2)
		to = at[i] - widths[i]/2 - gap
	}
	return at
}

// uncut is more lines than a text ever has: names are never cut.
const uncut = 999

// evenly is balance, of a text that may be empty, and quick if it fits one line.
func evenly(s string, size, width, max int) []string {
	lines := wrap(s, size, width, max)
	if len(lines) <= 1 {
		return lines
	}
	return balance(s, size, width, max)
}

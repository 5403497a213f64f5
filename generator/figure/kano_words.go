package figure

import (
	"slices"
	"strconv"
)

// legend explains the dots that the plot carries, below it, and returns where the
// next thing may begin.
func (k *kanoPlot) legend(y int) int {
	var editor, survey bool
	var risks []string
	for i, e := range k.p.Elements {
		if !k.own[i] {
			continue
		}
		trace := false
		for _, s := range k.spots[i] {
			d := k.p.Elements[s.of].Dots[s.dot]
			trace = trace || s.trace
			single := !s.trace && !k.counted
			editor, survey = editor || single && !d.Survey, survey || single && d.Survey
		}
		if trace {
			risks = append(risks, e.Title)
		}
	}
	if !editor && !survey && len(risks) == 0 {
		return y - 200
	}
	x, right := k.mid-k.half, k.w-60
	for _, entry := range []struct {
		class string
		shown bool
		word  string
	}{
		{"dot editor", editor, k.o.t("编者的判断")},
		{"dot survey", survey, k.o.t("问卷的结果")},
		{"dot trace", len(risks) > 0, k.o.t("对有的客人是%s", k.o.join(risks))},
	} {
		if !entry.shown {
			continue
		}
		words := wrap(entry.word, 120, right-k.mid+k.half-280, anyLines)
		width := 0
		for _, line := range words {
			width = max(width, measure(line, 120))
		}
		if x > k.mid-k.half && x+280+width > right {
			x, y = k.mid-k.half, y+240
		}
		k.add(`<g class="key %s"><circle class="ring" cx="%s" cy="%s" r="%s"/></g>`, entry.class, units(x+95), units(y-45), units(kanoDot))
		y = k.lines("axis", "start", x+260, y, 120, 160, words) - 160
		x += 280 + width + 240
	}
	return y + 160
}

// A kanoGroup is what the list below the plot says about one element.
type kanoGroup struct {
	element int
	head    []string // its name; nil in what is left of a group in the next column
	items   []listed
	number  int // of the first item
	height  int
}

// lists writes the moments below the plot, grouped by element, each group in the
// shortest of some columns, and returns how far down they reach. A group that is
// alone goes on from column to column.
func (k *kanoPlot) lists(columns, y int) int {
	left, gutter := k.mid-k.half, k.gutter()
	width := (k.w-left-60)/columns - 140
	groups := k.groups(width, gutter)
	if len(groups) == 1 {
		groups = k.split(groups[0], columns)
	}
	bottoms := make([]int, columns)
	for _, g := range groups {
		col := 0
		for i, b := range bottoms {
			if b < bottoms[col] {
				col = i
			}
		}
		k.group(g, left+col*(width+140), y+bottoms[col], width, gutter)
		bottoms[col] += g.height
	}
	return y + slices.Max(bottoms) + 20
}

// groups wraps the list. On a crowded curve it names the first moments only.
func (k *kanoPlot) groups(width, gutter int) []kanoGroup {
	var groups []kanoGroup
	for i, e := range k.p.Elements {
		if len(e.Dots) == 0 {
			continue
		}
		most := len(e.Dots)
		if k.crowded(i) {
			most = kanoFirst
		}
		g := kanoGroup{element: i, number: k.first[i]}
		g.head = wrap(k.o.t("%s %d 个", e.Title, len(e.Dots)), k.list.size, width, anyLines)
		g.items = k.o.list(e.Dots, most, width-gutter, k.list)
		g.height = k.headHeight(g) + k.list.heightOf(g.items) + 60
		groups = append(groups, g)
	}
	return groups
}

// headHeight is the room that the name of a group takes.
func (k *kanoPlot) headHeight(g kanoGroup) int { return len(g.head)*k.list.leading + 110 }

// split cuts a group into one for each column; those behind the first have a head
// without words.
func (k *kanoPlot) split(g kanoGroup, columns int) []kanoGroup {
	var groups []kanoGroup
	each := (len(g.items) + columns - 1) / columns
	for from := 0; from < len(g.items); from += each {
		part := g
		part.items, part.number = g.items[from:min(from+each, len(g.items))], g.number+from
		if from > 0 {
			part.head = make([]string, len(g.head))
		}
		groups = append(groups, part)
	}
	return groups
}

func (k *kanoPlot) group(g kanoGroup, x, y, width, gutter int) {
	e := k.p.Elements[g.element]
	k.add(`<g class="group %s">`, e.Class)
	if g.head[0] != "" {
		k.lines("mark", "start", x, y+190, k.list.size, k.list.leading, g.head)
	}
	k.moments(g.items, x+gutter, y+k.headHeight(g), width-gutter, k.list, func(i, my int) {
		k.text("num", "start", x, my+47, 120, strconv.Itoa(g.number+i))
	})
	k.add(`</g>`)
}

// gutter is the width of the numbers before moments in the list.
func (k *kanoPlot) gutter() int {
	return measure(strconv.Itoa(max(10, len(k.p.dots()))), 120) + 80
}

func kanoFinding(p Profile, o Options) string {
	dots := p.dots()
	if len(dots) == 0 {
		return p.none(o) + kanoCurvesInWords(p, o)
	}
	t := p.tagging()
	var counts, empty []string
	for _, e := range p.Elements {
		if len(e.Dots) > 0 {
			counts = append(counts, t.count(e.Title, len(e.Dots), o))
		} else if len(kanoRisks(p, e.ID)) == 0 {
			empty = append(empty, e.Title)
		}
	}
	s := t.opening(p, o) + o.t("%s。", o.join(counts))
	for _, e := range p.Elements {
		if risks := kanoRisks(p, e.ID); len(risks) > 3 {
			s += o.t("%s等 %d 个时刻，对有的客人是%s。", o.join(risks[:3]), len(risks), e.Title)
		} else if len(risks) > 0 {
			s += o.t("%s，对有的客人是%s。", o.join(risks), e.Title)
		}
	}
	if len(empty) > 0 {
		s += o.t("%s还没有时刻。", o.join(empty))
	}
	switch survey := distinct(slices.DeleteFunc(dots, func(d Dot) bool { return !d.Survey })); survey {
	case 0:
		return s + o.t("归类都是编者的判断。")
	case t.moments:
		return s + o.t("归类都来自问卷。")
	default:
		return s + o.t("其中 %d 个的归类来自问卷，其余是编者的判断。", survey)
	}
}

// kanoRisks returns the titles of the moments that are an element to some customers.
func kanoRisks(p Profile, id string) []string {
	var titles []string
	seen := make(map[string]bool)
	for _, d := range p.dots() {
		if d.Risk != "" && d.Risk == id && !seen[d.key()] {
			seen[d.key()] = true
			titles = append(titles, "“"+d.Title+"”")
		}
	}
	return titles
}

// kanoCurvesInWords says what the curves alone show.
func kanoCurvesInWords(p Profile, o Options) string {
	s := ""
	for _, e := range p.Elements {
		switch e.Curve {
		case "concave":
			s += o.t("%s没做到就不满，做足了也只是没有不满。", e.Title)
		case "line":
			s += o.t("%s做得越多越满意。", e.Title)
		case "convex":
			s += o.t("%s没有也不怪，做到了，满意陡然上升。", e.Title)
		case "flat":
			s += o.t("%s做不做都一样。", e.Title)
		case "falling":
			s += o.t("%s做得越多越不满。", e.Title)
		}
	}
	return s
}

func kanoTable(p Profile, o Options) Table {
	if len(p.dots()) == 0 {
		t := Table{Head: []string{o.t("要素"), o.t("字母"), o.t("曲线")}, Num: make([]bool, 3)}
		words := map[string]string{"line": "直线上升", "convex": "先平后陡", "concave": "先陡后平", "flat": "水平", "falling": "直线下降"}
		for _, e := range p.Elements {
			word := "—"
			if words[e.Curve] != "" {
				word = o.t(words[e.Curve])
			}
			t.Rows = append(t.Rows, []string{e.Title, dash(e.Letter), word})
		}
		return t
	}
	t := Table{Head: []string{o.t("编号"), o.t("时刻"), o.t("归类"), o.t("依据"), o.t("对有的客人")}, Num: []bool{true, false, false, false, false}}
	if p.Case == "" {
		t.Head, t.Num = append(t.Head, o.t("案例")), append(t.Num, false)
	}
	number := 0
	for _, e := range p.Elements {
		for _, d := range e.Dots {
			number++
			basis, risk := o.t("编者"), "—"
			if d.Survey {
				basis = o.t("问卷")
			}
			if r := slices.IndexFunc(p.Elements, func(r Element) bool { return d.Risk != "" && r.ID == d.Risk }); r >= 0 {
				risk = p.Elements[r].Title
			}
			t.Rows = append(t.Rows, []string{strconv.Itoa(number), d.Title, e.Title, basis, risk, dash(d.Of)}[:len(t.Head)])
		}
	}
	return t
}

package figure

import (
	"fmt"
	"slices"
	"strings"
)

// Lengths of a blueprint on a page, in tenths of a unit.
const (
	lanePad   = 100 // in a box, above and below its text
	laneInset = 180 // of a text in its column: half the gutter and the inset in the box
	laneEdge  = 100 // half the gutter between two boxes
	laneGap   = 460 // between two lanes, where the lines run
	laneName  = 680 // the names of the lines stand before them
)

// A laneLine is one of the lines that part a blueprint.
type laneLine struct{ class, name string }

// Blueprint draws what has to happen behind the steps of a journey (Shostack 1982
// and 1984; Bitner, Ostrom and Morgan 2008): what the customer can touch and does,
// who is in sight, what happens out of sight and who answers for it, parted by the
// lines of interaction, visibility and internal interaction. It returns nil if
// nobody says what happens backstage.
func Blueprint(m Map, o Options) *Picture {
	for _, s := range m.Steps {
		if s.Backstage != "" {
			return o.picture("blueprint", o.t("服务蓝图"), blueprintFinding(m, o), blueprintTable(m, o), blueprint(m, o), blueprintNarrow(m, o))
		}
	}
	return nil
}

// blueprintLanes returns the rows of a blueprint, from what can be touched inwards.
func blueprintLanes(o Options) []mapRow {
	return []mapRow{
		{class: "evidence", short: o.t("展示"), head: o.t("有形展示"), text: func(s Step) string { return s.Touchpoint }},
		{class: "act", keep: true, head: o.t("客人的行动"), text: func(s Step) string { return s.Title }},
		{class: "front", short: o.t("前台"), keep: true, head: o.t("前台看得见的"), text: func(s Step) string { return s.Channel }},
		{class: "back", short: o.t("后台"), keep: true, head: o.t("后台看不见的"), text: func(s Step) string { return s.Backstage }},
		{class: "owner", short: o.t("负责"), keep: true, head: o.t("谁负责"), text: func(s Step) string { return s.Owner }},
	}
}

// lineAbove returns the line above a lane, none above the first two.
func lineAbove(class string, o Options) laneLine {
	switch class {
	case "front":
		return laneLine{"line-touch", o.t("互动线")}
	case "back":
		return laneLine{"line-sight", o.t("可视线")}
	case "owner":
		return laneLine{"line-inside", o.t("内部互动线")}
	default:
		return laneLine{}
	}
}

// blueprint draws the lanes below each other, their lines across all steps.
func blueprint(m Map, o Options) *canvas {
	s := newMapSheet(m, o, laneInset, mapInset, blueprintLanes(o))
	s.top()
	y := s.first
	for i := range s.rows {
		r := &s.rows[i]
		if lineAbove(r.class, o).name != "" {
			y += laneGap
		} else if i > 0 {
			y += laneGap / 2
		}
		r.y, r.h = y, max(1, r.most())*mapLeading+2*lanePad
		if r.class == "act" {
			r.h += mapLeading // its number
		}
		y += r.h
	}
	s.h = y + lanePad
	for _, r := range s.rows {
		if r.class == "back" {
			y := r.y - laneGap/2
			s.add(`<rect class="behind" x="%s" y="%s" width="%s" height="%s"/>`, units(mapHead), units(y), units(s.w-mapHead), units(s.h-y))
		}
		s.parting(lineAbove(r.class, o), r.y-laneGap/2)
		s.head(r.class, r.head, r.y+lanePad-mapPad)
	}
	for i := range m.Steps {
		s.column(i)
	}
	s.stay()
	return &s.canvas
}

// parting draws a line between two lanes, its name at the left.
func (s *mapSheet) parting(line laneLine, y int) {
	if line.name == "" {
		return
	}
	s.add(`<path class="%s" d="M%s %sH%s"/>`, line.class, units(mapHead), units(y), units(s.w))
	s.heads = append(s.heads, func() {
		s.text("line-name", "start", 0, y+45, 120, line.name)
		s.add(`<path class="%s" d="M%s %sH%s"/>`, line.class, units(min(mapHead, measure(line.name, 120)+80)), units(y), units(mapHead))
	})
}

// column draws one step through all lanes. An arrow leads from each thing that is
// known to the next; it ends where nobody says what happens backstage.
func (s *mapSheet) column(i int) {
	from := -1 // bottom of what the next arrow begins at
	for _, r := range s.rows {
		lines := r.cells[i]
		if len(lines) == 0 && r.class == "back" {
			s.box(i, r, "box blank")
			s.text("axis", "middle", s.left(i)+s.col/2, r.y+r.h/2+45, 120, s.o.t("未写"))
			from = -1
			continue
		}
		if len(lines) == 0 && r.class != "act" {
			continue
		}
		if from >= 0 {
			s.arrow(s.left(i)+s.col/2, from, r.y, r.class == "act")
		}
		from = r.y + r.h
		switch r.class {
		case "act":
			s.action(i, r)
		case "evidence": // stands on the line to the action
			y := r.y + r.h - len(lines)*mapLeading + mapText
			s.canvas.lines("label evidence", "middle", s.left(i)+s.col/2, y-20, mapText, mapLeading, lines)
		case "owner":
			s.canvas.lines("label owner", "middle", s.left(i)+s.col/2, r.y+lanePad+125, mapText, mapLeading, lines)
		default:
			s.box(i, r, "box "+r.class)
			s.canvas.lines("label "+r.class, "start", s.left(i)+laneInset, r.y+lanePad+125, mapText, mapLeading, lines)
		}
	}
}

// action draws what the customer does, and that it leads to the next step.
func (s *mapSheet) action(i int, r mapRow) {
	x := s.left(i) + laneInset
	s.link("step", s.m.Steps[i].Place, fmt.Sprintf("%d. %s", i+1, s.m.Steps[i].Title), func() {
		s.box(i, r, "box act")
		s.text("num", "start", x, r.y+lanePad+110, 120, fmt.Sprint(i+1))
		s.canvas.lines("label act", "start", x, r.y+lanePad+125+mapLeading, mapText, mapLeading, r.cells[i])
	})
	if i+1 < len(s.m.Steps) {
		s.add(`<path class="flow" d="M%s %sh18m-5-4l5 4-5 4"/>`, units(s.left(i+1)-laneEdge+10), units(r.y+r.h/2))
	}
}

func (s *mapSheet) box(i int, r mapRow, class string) {
	s.add(`<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="2"/>`, class, units(s.left(i)+laneEdge), units(r.y), units(s.col-2*laneEdge), units(r.h))
}

// arrow leads down from one lane to another; what can be touched belongs to an
// action and does not lead to it.
func (s *mapSheet) arrow(x, y0, y1 int, plain bool) {
	head := "m-4-5l4 5 4-5"
	if plain {
		head = ""
	}
	s.add(`<path class="flow" d="M%s %sV%s%s"/>`, units(x), units(y0+10), units(y1-10), head)
}

// blueprintNarrow draws the same for a phone: the lanes of one step below each
// other, then the next step.
func blueprintNarrow(m Map, o Options) *canvas {
	s := newSlimSheet(m, o, false, func(step Step, width int) []slimPart {
		var list []slimPart
		for _, r := range blueprintLanes(o) {
			if r.class == "act" {
				continue
			}
			lines := phraseOf(r.text(step), slimSize).lines(width)
			if len(lines) == 0 && !r.keep {
				continue
			}
			line := lineAbove(r.class, o)
			p := slimPart{class: r.class, key: r.short, line: line.class, name: line.name, lines: lines}
			if len(lines) == 0 {
				p.class, p.lines = "none", []string{o.t("未写")}
			}
			list = append(list, p)
		}
		return list
	})
	for i := range s.blocks {
		s.block(i)
	}
	return &s.canvas
}

// blueprintFinding says how much is known behind the line of visibility.
func blueprintFinding(m Map, o Options) string {
	known := 0
	var owners, open, dark []string
	for i, s := range m.Steps {
		number := fmt.Sprint(i + 1)
		switch {
		case s.Backstage != "":
			known++
		case s.Owner != "":
			open = append(open, number)
		default:
			dark = append(dark, number)
		}
		if s.Owner != "" && !slices.Contains(owners, s.Owner) {
			owners = append(owners, s.Owner)
		}
	}
	var b strings.Builder
	b.WriteString(o.t("共 %d 步，其中 %d 步写了后台做什么。", len(m.Steps), known))
	switch len(owners) {
	case 0:
		b.WriteString(o.t("没有写由谁负责。"))
	default:
		b.WriteString(o.t("负责的一共有 %d 方：%s。", len(owners), o.join(owners)))
	}
	if len(open) > 0 {
		b.WriteString(o.t("第 %s 步只写了谁负责，没写后台做什么。", o.join(open)))
	}
	if len(dark) > 0 {
		b.WriteString(o.t("第 %s 步在可视线后面是空白。", o.join(dark)))
	}
	return b.String()
}

func blueprintTable(m Map, o Options) Table {
	return mapTable(len(m.Steps), []mapColumn{
		{o.t("步"), true, func(i int) string { return fmt.Sprint(i + 1) }},
		{o.t("阶段"), false, m.stage},
		{o.t("有形展示"), false, func(i int) string { return m.Steps[i].Touchpoint }},
		{o.t("客人的行动"), false, func(i int) string { return m.Steps[i].Title }},
		{o.t("前台看得见的"), false, func(i int) string { return m.Steps[i].Channel }},
		{o.t("后台看不见的"), false, func(i int) string { return m.Steps[i].Backstage }},
		{o.t("谁负责"), false, func(i int) string { return m.Steps[i].Owner }},
	})
}

package figure

import (
	"slices"
	"strconv"
	"strings"

	"playbook/generator/analysis"
)

// Lengths are in tenths of a unit; a unit is about a pixel.
const (
	wideWidth  = 6600
	wideLeft   = 620 // where the plot begins; the words of the axis stand before it
	wideRight  = 160
	wideTop    = 620 // of +2; above it the legend and the mark of the peak
	wideStep   = 480 // from one emotion to the next
	wideText   = 130
	wideLine   = 170
	roomyLabel = 640 // a column at least that wide carries its title
	roomyLines = 5   // if it has no more lines
)

// Emotion draws the emotion curve of a case for a page: time from left to right,
// how it felt upwards, what was expected dashed, peak and end marked. places are
// the points, in the order of the curve. It returns nil if nobody says how it felt.
func Emotion(c analysis.Curve, places []Place, o Options) *Picture {
	if len(c.Points) == 0 {
		return nil
	}
	labels := titles(places)
	return o.picture("emotion", o.t("情绪曲线"), Finding(c, labels, o), emotionTable(c, labels, o), emotion(c, places, o), emotionNarrow(c, places, o))
}

func titles(places []Place) []string {
	list := make([]string, len(places))
	for i, p := range places {
		list[i] = p.Title
	}
	return list
}

func emotionTable(c analysis.Curve, labels []string, o Options) Table {
	expected := false
	for _, p := range c.Points {
		expected = expected || p.Expected != nil
	}
	t := Table{Head: []string{o.t("步"), o.t("时刻"), o.t("感受")}, Num: []bool{true, false, true}}
	if expected {
		t.Head, t.Num = append(t.Head, o.t("预期")), append(t.Num, true)
	}
	for i, p := range c.Points {
		title := labels[i]
		switch {
		case i == c.Peak && i == c.End:
			title += o.t("（峰·终）")
		case i == c.Peak:
			title += o.t("（峰）")
		case i == c.End:
			title += o.t("（终）")
		}
		row := []string{strconv.Itoa(i + 1), title, Signed(p.Emotion)}
		if expected && p.Expected != nil {
			row = append(row, Signed(*p.Expected))
		} else if expected {
			row = append(row, "—")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func wideHeight(c analysis.Curve, labels []string) int {
	height := wideTop + 4*wideStep + 480
	if !roomy(c, labels) {
		return height + wideLine + numbered(labels).height
	}
	lines := 1
	for _, label := range labels {
		lines = max(lines, len(wrap(label, wideText, column(c)-80, roomyLines)))
	}
	return height + lines*wideLine
}

// column returns how much width one point has.
func column(c analysis.Curve) int {
	return (wideWidth - wideLeft - wideRight) / max(1, len(c.Points))
}

// roomy reports whether the titles of the points have room below them, in few lines.
// Otherwise numbers stand there, and the titles in a list.
func roomy(c analysis.Curve, labels []string) bool {
	return column(c) >= roomyLabel && !slices.ContainsFunc(labels, func(label string) bool {
		return len(wrap(label, wideText, column(c)-80, anyLines)) > roomyLines
	})
}

// A numberedList is titles with their numbers, in two columns.
type numberedList struct {
	items  [][]string
	left   int // how many stand in the first column
	height int
}

const listColumn = wideWidth / 2

func numbered(labels []string) numberedList {
	l := numberedList{left: (len(labels) + 1) / 2}
	height := [2]int{}
	for i, label := range labels {
		lines := wrap(label, wideText, listColumn-500, anyLines)
		l.items = append(l.items, lines)
		side := 0
		if i >= l.left {
			side = 1
		}
		height[side] += len(lines)*wideLine + 60
	}
	l.height = max(height[0], height[1]) + 100
	return l
}

func emotion(c analysis.Curve, places []Place, o Options) *canvas {
	labels := titles(places)
	p := plot{
		canvas: canvas{w: wideWidth, h: wideHeight(c, labels)}, prefix: o.Prefix + "-w",
		curve: c, o: o,
		x: func(i int) int { return wideLeft + column(c)*i + column(c)/2 },
		y: func(e int) int { return wideTop + (2-e)*wideStep },
	}
	v := &p.canvas
	for _, line := range []struct {
		emotion int
		word    string
	}{{2, "很好"}, {1, ""}, {0, "平常"}, {-1, ""}, {-2, "很差"}} {
		y := p.y(line.emotion)
		class := "grid"
		if line.emotion == 0 {
			class = "grid zero"
		}
		v.add(`<path class="%s" d="M%s %sH%s"/>`, class, units(wideLeft), units(y), units(wideWidth-wideRight))
		v.text("axis", "end", wideLeft-100, y+45, 120, strings.TrimSpace(o.t(line.word)+" "+Signed(line.emotion)))
	}
	p.legend(wideLeft, 150)
	p.area(wideLeft, wideTop-wideStep/2, wideWidth-wideRight, p.y(-2)+wideStep/2)
	p.lines()
	p.points(places)
	p.marks(func(i int, above bool) (int, int) {
		if above {
			return p.x(i), p.y(c.Points[i].Emotion) - 150
		}
		return p.x(i), p.y(c.Points[i].Emotion) + 250
	})
	p.titles(labels)
	return v
}

// titles writes what happened below the curve: the titles of the points if they have
// room, otherwise their numbers, as many as fit, and the titles in a list.
func (p *plot) titles(labels []string) {
	top := p.y(-2) + 560
	width := column(p.curve)
	if roomy(p.curve, labels) {
		for i := range p.curve.Points {
			p.canvas.lines("label", "middle", p.x(i), top, wideText, wideLine, balance(labels[i], wideText, width-80, roomyLines))
		}
		return
	}
	every := 1
	for width*every < 300 {
		every++
	}
	for i := 0; i < len(p.curve.Points); i += every {
		p.text("axis", "middle", p.x(i), top, 120, strconv.Itoa(i+1))
	}
	list := numbered(labels)
	x, y := 0, top+2*wideLine
	for i, lines := range list.items {
		if i == list.left {
			x, y = listColumn, top+2*wideLine
		}
		p.text("axis", "end", x+320, y, 120, strconv.Itoa(i+1))
		y = p.canvas.lines("label", "start", x+420, y, wideText, wideLine, lines) + 60
	}
}

// Lengths of the narrow form.
const (
	narrowWidth = 3600
	narrowLeft  = 240 // of −2
	narrowStep  = 240
	narrowText  = 150
	narrowTop   = 620
	narrowLabel = 1460
)

const narrowRow = 640 // at least

// rows returns where the point of each row of the narrow form stands, and where the
// last row ends.
func rows(labels []string) (at []int, end int) {
	y := narrowTop - narrowRow/2
	for _, label := range labels {
		height := max(narrowRow, (len(narrowLines(label))+1)*190+200)
		at = append(at, y+height/2)
		y += height
	}
	return at, y
}

func narrowLines(label string) []string {
	return wrap(label, narrowText, narrowWidth-narrowLabel-60, anyLines)
}

// emotionNarrow draws the same curve for a phone: time runs downwards, and every
// title has room beside its point.
func emotionNarrow(c analysis.Curve, places []Place, o Options) *canvas {
	labels := titles(places)
	at, end := rows(labels)
	p := plot{
		canvas: canvas{w: narrowWidth, h: end + 120}, prefix: o.Prefix + "-n",
		curve: c, o: o, down: true,
		x: func(e int) int { return narrowLeft + (e+2)*narrowStep },
		y: func(i int) int { return at[i] },
	}
	v := &p.canvas
	bottom := end - 60
	for e := -2; e <= 2; e++ {
		class := "grid"
		if e == 0 {
			class = "grid zero"
		}
		v.add(`<path class="%s" d="M%s %sV%s"/>`, class, units(p.x(e)), units(narrowTop-260), units(bottom))
		if e != 1 && e != -1 {
			v.text("axis", "middle", p.x(e), narrowTop-330, 120, Signed(e))
		}
	}
	p.legend(narrowLabel, narrowTop-330)
	p.area(0, narrowTop-400, p.x(2)+narrowStep/2, bottom)
	p.lines()
	p.points(places)
	for i, pt := range c.Points {
		lines := narrowLines(labels[i])
		mark := Signed(pt.Emotion)
		if word := p.mark(i); word != "" {
			mark += " " + word
		}
		y := p.y(i) - (len(lines)*190)/2 + 60
		for n, line := range lines {
			v.text("label", "start", narrowLabel, y+n*190, narrowText, line)
		}
		v.text("mark "+sign(pt.Emotion), "start", narrowLabel, y+len(lines)*190-10, 120, mark)
	}
	return v
}

// Spark draws a curve for a card, without words; the card says them.
func Spark(c analysis.Curve, labels []string, o Options) []byte {
	const width, height = 3200, 960
	n := max(1, len(c.Points))
	p := plot{
		canvas: canvas{w: width, h: height}, prefix: o.Prefix,
		curve: c, o: o,
		x: func(i int) int { return 100 + (width-200)*(2*i+1)/(2*n) },
		y: func(e int) int { return 120 + (2-e)*180 },
	}
	p.add(`<path class="grid zero" d="M0 %sH%s"/>`, units(p.y(0)), units(width))
	p.area(0, 0, width, height)
	p.lines()
	for i, pt := range c.Points {
		p.point(i, pt.Emotion)
	}
	return p.svg("picture-svg p-emotion is-spark", o.t("情绪曲线"), Finding(c, labels, o), o)
}

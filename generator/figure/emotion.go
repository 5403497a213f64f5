package figure

import (
	"fmt"
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
	return wideTop + 4*wideStep + 480 + labelLines(c, labels)*wideLine
}

// column returns how much width one point has.
func column(c analysis.Curve) int {
	return (wideWidth - wideLeft - wideRight) / max(1, len(c.Points))
}

// labelLines returns how many lines the titles below the curve take.
func labelLines(c analysis.Curve, labels []string) int {
	if column(c) < roomyLabel {
		return 1 // numbers only
	}
	lines := 1
	for i := range c.Points {
		lines = max(lines, len(wrap(labels[i], wideText, column(c)-80, 4)))
	}
	return lines
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

// titles writes what happened below the curve: the titles of the points if they
// have room, otherwise their numbers, as many as fit.
func (p *plot) titles(labels []string) {
	top := p.y(-2) + 560
	width := column(p.curve)
	every := 1
	for width*every < 300 {
		every++
	}
	for i := range p.curve.Points {
		if width < roomyLabel {
			if i%every == 0 {
				p.text("axis", "middle", p.x(i), top, 120, fmt.Sprint(i+1))
			}
			continue
		}
		for n, line := range balance(labels[i], wideText, width-80, 4) {
			p.text("label", "middle", p.x(i), top+n*wideLine, wideText, line)
		}
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

const narrowRow = 640

// emotionNarrow draws the same curve for a phone: time runs downwards, and every
// title has room beside its point.
func emotionNarrow(c analysis.Curve, places []Place, o Options) *canvas {
	labels := titles(places)
	p := plot{
		canvas: canvas{w: narrowWidth, h: narrowTop + len(c.Points)*narrowRow - 100}, prefix: o.Prefix + "-n",
		curve: c, o: o, down: true,
		x: func(e int) int { return narrowLeft + (e+2)*narrowStep },
		y: func(i int) int { return narrowTop + i*narrowRow },
	}
	v := &p.canvas
	bottom := p.y(len(c.Points)-1) + 260
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
		lines := wrap(labels[i], narrowText, narrowWidth-narrowLabel-60, 2)
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

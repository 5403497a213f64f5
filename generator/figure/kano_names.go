package figure

import "slices"

// lift decides how the curves are labelled and returns the room that the label of the
// convex curve needs above the plot.
func (k *kanoPlot) lift() int {
	for i, e := range k.p.Elements {
		k.keyed = k.keyed || k.own[i] && len(k.label(i)) > kanoCurves[e.Curve].rows
	}
	for i, e := range k.p.Elements {
		if k.own[i] && e.Curve == "convex" {
			return (len(k.label(i)) - 1) * wideList.leading
		}
	}
	return 0
}

// label returns what stands at the end of a curve: its name, or its number if the
// name has no room there; and how few it carries.
func (k *kanoPlot) label(i int) []string {
	e := k.p.Elements[i]
	end := kanoCurves[e.Curve].points[3][0]
	x, _ := k.point(end, 0)
	name := k.name(e)
	if k.keyed {
		name = k.o.t("曲线 %d", i+1)
	}
	lines := wrap(name, 130, k.w-x-110, anyLines)
	if s := k.status(i); s != "" {
		lines = append(lines, even(s, 120, k.w-x-110)...)
	}
	return lines
}

// name is what an element is called, with its letter.
func (k *kanoPlot) name(e Element) string {
	if e.Letter == "" {
		return e.Title
	}
	return e.Title + " " + e.Letter
}

// status says that a curve has no moments of its own, and whether it is a risk to
// some customers.
func (k *kanoPlot) status(i int) string {
	switch {
	case len(k.p.Elements[i].Dots) > 0 || !k.any():
		return ""
	case len(k.spots[i]) > 0:
		return k.o.t("对有的客人 %d 个", len(k.spots[i]))
	default:
		return k.o.t("还没有")
	}
}

func (k *kanoPlot) any() bool {
	return slices.ContainsFunc(k.p.Elements, func(e Element) bool { return len(e.Dots) > 0 })
}

// end writes the label of a curve at its end. Convex and flat ones have it rise from
// there and concave ones sink, so that labels never meet.
func (k *kanoPlot) end(i int, e Element) {
	lines := k.label(i)
	end := kanoCurves[e.Curve].points[3]
	x, y := k.point(end[0], end[1])
	quiet := len(lines)
	if s := k.status(i); s != "" {
		quiet -= len(even(s, 120, k.w-x-110))
	}
	switch rest := (len(lines) - 1) * wideList.leading; e.Curve {
	case "convex", "flat":
		y -= rest
	case "line":
		y -= rest / 2
	}
	k.add(`<g class="%s">`, e.Class)
	k.link("head", e.Place, e.Title, func() {
		k.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x+60), units(y-110), units(k.w-x-60), units(max(240, len(lines)*wideList.leading+50)))
		for n, line := range lines {
			class, size := "mark", 130
			if n >= quiet {
				class, size = "axis none", 120
			}
			k.text(class, "start", x+90, y+45+n*wideList.leading, size, line)
		}
	})
	k.add(`</g>`)
}

// below writes what explains the plot: that the order of dots means nothing, the
// names of numbered curves, and the dots. It returns where the list may begin.
func (k *kanoPlot) below() int {
	x, y := k.mid-k.half, k.zero+k.high+160
	if k.single() {
		y = k.lines("axis", "start", x, y+230, 120, 160, wrap(k.o.t("点在曲线上的先后不代表程度"), 120, k.w-x-60, anyLines)) - 160
	}
	if k.keyed {
		y = k.names(x, y+260)
	}
	return k.legend(y + 320)
}

// single tells whether there are dots on the curves.
func (k *kanoPlot) single() bool {
	for i := range k.p.Elements {
		if len(k.spots[i]) > 0 && !k.crowded(i) {
			return true
		}
	}
	return false
}

// names lists the names of numbered curves and returns the baseline of the last line.
func (k *kanoPlot) names(x, y int) int {
	for i, e := range k.p.Elements {
		if !k.own[i] {
			continue
		}
		lines := wrap(k.o.t("曲线 %d：%s", i+1, k.name(e)), k.list.size, k.w-x-60, anyLines)
		k.add(`<g class="name %s">`, e.Class)
		k.link("head", e.Place, e.Title, func() {
			k.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x), units(y-k.list.size-40), units(k.w-x-60), units(len(lines)*k.list.leading+70))
			k.lines("mark", "start", x, y, k.list.size, k.list.leading, lines)
		})
		k.add(`</g>`)
		y += len(lines)*k.list.leading + 80
	}
	return y - k.list.leading - 80
}

package figure

// A listForm says how a list of moments is set, in tenths of a unit.
type listForm struct {
	size    int // of the font
	leading int // from line to line
	gap     int // between two moments
}

var (
	wideList   = listForm{size: 130, leading: 170, gap: 80}
	narrowList = listForm{size: 150, leading: 200, gap: 60}
)

// A listed is one moment of a list, wrapped; or what is left over, if more > 0.
type listed struct {
	Place
	text  string
	lines []string
	more  int
}

// moment names a moment; in a picture of the whole book with its case.
func (o Options) moment(d Dot) string {
	if d.Of == "" {
		return d.Title
	}
	return o.t("%s（%s）", d.Title, d.Of)
}

// list wraps the first of some moments, at most so many, and counts the others.
func (o Options) list(dots []Dot, most, width int, f listForm) []listed {
	var items []listed
	for i, d := range dots {
		if i == most {
			text := o.t("还有 %d 个", len(dots)-most)
			return append(items, listed{text: text, lines: wrap(text, 120, width, anyLines), more: len(dots) - most})
		}
		text := o.moment(d)
		items = append(items, listed{Place: d.Place, text: text, lines: even(text, f.size, width)})
	}
	return items
}

// even wraps as wrap does and keeps a character from standing alone on the last
// line where that takes no more lines. It is balance for lists: two tries at most.
func even(s string, size, width int) []string {
	lines := wrap(s, size, width, anyLines)
	if len(lines) < 2 {
		return lines
	}
	narrower := wrap(s, size, min(width, measure(s, size)/len(lines)+size), anyLines)
	if len(narrower) == len(lines) {
		return narrower
	}
	return lines
}

// small is the form for what matters less.
func (f listForm) small() listForm {
	return listForm{size: 120, leading: 160, gap: 80}
}

func (f listForm) height(l listed) int { return len(l.lines)*f.leading + f.gap }

// heightOf returns how high a list is.
func (f listForm) heightOf(items []listed) int {
	h := 0
	for _, l := range items {
		h += f.height(l)
	}
	return h
}

// moments writes a list whose top is at y and returns its bottom. mark draws what
// stands before a moment, given the middle of its first line.
func (c *canvas) moments(items []listed, x, y, width int, f listForm, mark func(i, y int)) int {
	for i, l := range items {
		base := y + f.gap/2 + f.size
		if l.more > 0 {
			c.lines("axis", "start", x, base, 120, f.leading, l.lines)
		} else {
			c.link("item", l.Place, l.text, func() {
				c.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x-150), units(y), units(width+150), units(f.height(l)))
				mark(i, base-f.size*36/100)
				c.lines("label", "start", x, base, f.size, f.leading, l.lines)
			})
		}
		y += f.height(l)
	}
	return y
}

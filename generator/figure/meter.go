package figure

import (
	"html"
)

// Meter draws what became of a claim: the verdicts that there are, as badges, with
// the one that applies set off, and below them the sources that were looked up.
// Verdicts are kinds: none is more than another. It returns nil without any, or with
// one that is not among them.
func Meter(v Verdict, o Options) *Picture {
	if v.At < 0 || v.At >= len(v.Scale) {
		return nil
	}
	finding := o.t("查证的结果是“%s”。", v.Scale[v.At])
	if len(v.Sources) == 0 {
		finding += o.t("没有列出来源。")
	} else {
		finding += o.t("查过的来源有 %d 个：%s。", len(v.Sources), o.join(titles(v.Sources)))
	}
	t := Table{Head: []string{o.t("项"), o.t("内容"), o.t("级别")}, Num: []bool{false, false, false}}
	t.Rows = append(t.Rows, []string{o.t("结果"), v.Scale[v.At], "—"}, []string{o.t("可能的结果"), o.join(v.Scale), "—"})
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
	c.sources(v, c.badges(v, 130), 3, 130, o)
	return c
}

func meterNarrow(v Verdict, o Options) *canvas {
	c := &canvas{w: 3600}
	c.sources(v, c.badges(v, 150), 1, 150, o)
	return c
}

// A badge is the word of a verdict on its way to the canvas.
type badge struct {
	at    int // position of the verdict
	lines []string
	width int
}

// Lengths of a badge, in tenths of a unit.
const (
	badgePad   = 130 // left and right of the word
	badgeSpot  = 200 // for the mark of the one that applies
	badgeGap   = 110
	badgeInset = 10 // from the edges, for the outline
)

// badges draws the words of all verdicts, as many in a row as fit, and returns where
// they end.
func (c *canvas) badges(v Verdict, size int) int {
	y, x := badgeInset, badgeInset
	var row []badge
	for i, word := range v.Scale {
		b := badge{at: i}
		font, more := 120, 2*badgePad
		if i == v.At {
			font, more = size, more+badgeSpot
		}
		b.lines = wrap(word, font, c.w-2*badgeInset-more, uncut)
		b.width = widest(b.lines, font) + more
		if len(row) > 0 && x+b.width > c.w-badgeInset {
			y = c.badgeRow(v, row, y, size) + badgeGap
			row, x = nil, badgeInset
		}
		row, x = append(row, b), x+b.width+badgeGap
	}
	return c.badgeRow(v, row, y, size)
}

// badgeRow draws badges beside each other and returns where they end.
func (c *canvas) badgeRow(v Verdict, row []badge, y, size int) int {
	const leading = 190
	most := 1
	for _, b := range row {
		most = max(most, len(b.lines))
	}
	height := 300 + (most-1)*leading
	x := badgeInset
	for _, b := range row {
		first := y + height/2 - (len(b.lines)-1)*leading/2
		if b.at != v.At {
			c.add(`<rect class="other" x="%s" y="%s" width="%s" height="%s" rx="4"/>`, units(x), units(y), units(b.width), units(height))
			c.lines("axis", "start", x+badgePad, first+43, 120, leading, b.lines)
		} else {
			class := ""
			if b.at < len(v.Classes) {
				class = " " + html.EscapeString(v.Classes[b.at])
			}
			c.add(`<rect class="verdict-at%s" x="%s" y="%s" width="%s" height="%s" rx="4"/>`, class, units(x), units(y), units(b.width), units(height))
			c.add(`<path class="spot%s" d="M%s %sl5.5 5.5-5.5 5.5-5.5-5.5z"/>`, class, units(x+badgePad+60), units(y+height/2-55))
			c.lines("label strong", "start", x+badgePad+badgeSpot, first+size*36/100, size, leading, b.lines)
		}
		x += b.width + badgeGap
	}
	return y + height
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

// sources draws the sources of a verdict as cards, at most perRow beside each
// other; those of a row share its width.
func (c *canvas) sources(v Verdict, y, perRow, size int, o Options) {
	const gap = 140 // between two cards
	y += 300
	if len(v.Sources) == 0 {
		c.text("axis", "start", 0, y+60, 120, o.t("没有列出来源"))
		c.h = y + 120
		return
	}
	c.text("axis", "start", 0, y+60, 120, o.t("查过的来源"))
	y += 160
	shown := min(len(v.Sources), mostSources)
	rows := (shown + perRow - 1) / perRow
	for row := range rows {
		from, to := (row*shown+rows-1)/rows, ((row+1)*shown+rows-1)/rows // longer rows first
		n := to - from
		width := (c.w - (n-1)*gap - 10) / n
		height := 0
		cards := make([]sourceCard, n)
		for i := range cards {
			cards[i] = v.card(from+i, width, size)
			height = max(height, len(cards[i].title)*(size+45)+len(cards[i].level)*170+200)
		}
		for i, card := range cards {
			c.card(card, 5+i*(width+gap), y, width, height, size)
		}
		y += height + gap
	}
	c.h = y - gap + 20
	if rest := len(v.Sources) - shown; rest > 0 {
		c.text("axis", "start", 0, y+60, 120, o.t("还有 %d 个来源，见表", rest))
		c.h = y + 110
	}
}

// A sourceCard is a source on its way to the canvas: its title, and how near it is to what
// happened.
type sourceCard struct {
	place        Place
	name         string
	title, level []string // in lines
}

// card returns source i for a card of this width.
func (v Verdict) card(i, width, size int) sourceCard {
	s, level := v.Sources[i], v.level(i)
	k := sourceCard{s, s.Title, evenly(s.Title, size, width-240, uncut), wrap(level, 120, width-240, uncut)}
	if level != "" {
		k.name += " · " + level
	}
	return k
}

func (c *canvas) card(k sourceCard, x, y, width, height, size int) {
	c.link("source", k.place, k.name, func() {
		c.add(`<rect class="hit sheet" x="%s" y="%s" width="%s" height="%s" rx="4"/>`, units(x), units(y), units(width), units(height))
		at := c.lines("label", "start", x+120, y+size+90, size, size+45, k.title)
		c.lines("axis", "start", x+120, at, 120, 170, k.level)
	})
}

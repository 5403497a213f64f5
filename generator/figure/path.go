package figure

import (
	"fmt"
	"strconv"
)

// Path draws the stops of a course or a reading path as a line of stations, with
// the time that each takes and the time so far, in minutes. It returns nil if there
// are none.
func Path(title string, stations []Station, o Options) *Picture {
	if len(stations) == 0 {
		return nil
	}
	return o.picture("path", o.t("学习路径"), pathFinding(stations, o), pathTable(stations, o), pathWide(title, stations, o), pathNarrow(title, stations, o))
}

// minutes writes a length of time as people do.
func (o Options) minutes(n int) string {
	switch {
	case n < 60:
		return o.t("%d 分钟", n)
	case n%60 == 0:
		return o.t("%d 小时", n/60)
	default:
		return o.t("%d 小时 %d 分", n/60, n%60)
	}
}

func pathFinding(stations []Station, o Options) string {
	total, timed := 0, 0
	longest, second, shortest := 0, 0, 0 // a station, and minutes
	for i, s := range stations {
		if s.Minutes <= 0 {
			continue
		}
		total += s.Minutes
		if timed++; timed == 1 || s.Minutes < shortest {
			shortest = s.Minutes
		}
		if s.Minutes > stations[longest].Minutes {
			second, longest = stations[longest].Minutes, i
		} else if i != longest {
			second = max(second, s.Minutes)
		}
	}
	most := stations[longest].Minutes
	if total == 0 {
		return o.t("共 %d 站，从“%s”到“%s”，没有写时间。", len(stations), stations[0].Title, stations[len(stations)-1].Title)
	}
	finding := o.t("共 %d 站，走完要 %s。", len(stations), o.minutes(total))
	if unknown := len(stations) - timed; unknown > 0 {
		finding = o.t("共 %d 站，写了时间的 %d 站加起来 %s，另外 %d 站没有写。", len(stations), timed, o.minutes(total), unknown)
	}
	switch {
	case timed < 2:
	case most*2 >= second*3: // clearly longer: by half
		finding += o.t("最长的是第 %d 站“%s”，%s。", longest+1, stations[longest].Title, o.minutes(most))
	case most == shortest:
		finding += o.t("每站都是 %s。", o.minutes(most))
	default:
		finding += o.t("每站短则 %s，长则 %s。", o.minutes(shortest), o.minutes(most))
	}
	return finding
}

func pathTable(stations []Station, o Options) Table {
	t := Table{Head: []string{o.t("站"), o.t("名称"), o.t("分钟"), o.t("累计"), o.t("顺带")}, Num: []bool{true, false, true, true, false}}
	sum := 0
	for i, s := range stations {
		sum += s.Minutes
		minutes := "—"
		if s.Minutes > 0 {
			minutes = strconv.Itoa(s.Minutes)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), s.Title, minutes, strconv.Itoa(sum), orDash(o.join(s.Covers))})
	}
	return t
}

// Lengths of the line, in tenths of a unit.
const (
	stopsInRow = 5
	mostColumn = 1640
	bend       = 300 // beside the rows, for the way to the next one
)

// pathWide draws the stations in rows, each from left to right, names above the
// line, times and what they cover below it.
func pathWide(title string, stations []Station, o Options) *canvas {
	v := &canvas{w: 6600}
	rows := (len(stations) + stopsInRow - 1) / stopsInRow
	per := (len(stations) + rows - 1) / rows
	column := min(mostColumn, (v.w-2*bend*min(1, rows-1))/per)
	left := bend * min(1, rows-1)
	x := func(i int) int { return left + column*(i%per) + column/2 }
	y := v.pathTitle(title, 130)
	sum, before := 0, 0
	for from := 0; from < len(stations); from += per {
		row := stations[from:min(from+per, len(stations))]
		above := 0
		for _, s := range row {
			above = max(above, len(evenly(s.Title, 130, column-140, uncut)))
		}
		line := y + above*170 + 330
		v.rail(x(from), x(from+len(row)-1), column, line)
		if from > 0 {
			v.onto(x(from-1), x(from), before, y-70, line)
		}
		bottom := line
		for i := range row {
			sum += row[i].Minutes
			end := from+i == len(stations)-1
			bottom = max(bottom, v.stop(row[i], from+i, x(from+i), line, column-140, end, o))
			bottom = max(bottom, v.times(row[i], from+i, sum, x(from+i), line+310, column-140, end, o))
		}
		before = line
		y = bottom + 190
	}
	v.h = y - 130
	return v
}

// pathTitle writes the name of the path and returns where the line may begin.
func (c *canvas) pathTitle(title string, size int) int {
	if title == "" {
		return 20
	}
	return c.lines("label strong", "start", 0, size+20, size, size+40, wrap(title, size, c.w, uncut)) - 40
}

// rail draws the line through the stations of a row, from left to right.
func (c *canvas) rail(from, to, column, y int) {
	if from == to {
		return
	}
	c.add(`<path class="rail" d="M%s %sH%s"/>`, units(from), units(y), units(to))
	for x := from + column/2; x < to; x += column {
		c.add(`<path class="onward" d="M%s %sl5 5-5 5"/>`, units(x-25), units(y-50))
	}
}

// onto leads from the last station of a row, at x0 and y0, to the first one of the
// next, at x1 and y1: quietly, out to the right and back between the rows, at y.
func (c *canvas) onto(x0, x1, y0, y, y1 int) {
	const r = 120
	right, left := c.w-60, 60
	c.add(`<path class="onto" d="M%s %sH%sQ%s %s %s %sV%sQ%s %s %s %sH%sQ%s %s %s %sV%sQ%s %s %s %sH%s"/>`,
		units(x0+130), units(y0), units(right-r), units(right), units(y0), units(right), units(y0+r),
		units(y-r), units(right), units(y), units(right-r), units(y), units(left+r),
		units(left), units(y), units(left), units(y+r), units(y1-r), units(left), units(y1), units(left+r), units(y1), units(x1-210))
	c.add(`<path class="tip" d="%s"/>`, tip(x1-140, y1, 1, 0))
}

// stop draws a station with its name above and returns where the mark ends.
func (c *canvas) stop(s Station, i, x, y, width int, end bool, o Options) int {
	lines := evenly(s.Title, 130, width, uncut)
	c.link("stop", s.Place, stopName(s, i, o), func() {
		top := y - 220 - len(lines)*170
		c.add(`<rect class="hit" x="%s" y="%s" width="%s" height="%s"/>`, units(x-width/2), units(top), units(width), units(y+160-top))
		c.station(i, x, y, end)
		c.lines("label strong", "middle", x, y-250-(len(lines)-1)*170, 130, 170, lines)
	})
	return y + 160
}

func stopName(s Station, i int, o Options) string {
	name := fmt.Sprintf("%d. %s", i+1, s.Title)
	if s.Minutes > 0 {
		name += " " + o.minutes(s.Minutes)
	}
	return name
}

// station draws the mark with its number; the last one has a second ring.
func (c *canvas) station(i, x, y int, end bool) {
	if end {
		c.add(`<circle class="terminus" cx="%s" cy="%s" r="15.5"/>`, units(x), units(y))
	}
	c.add(`<circle class="station" cx="%s" cy="%s" r="12"/>`, units(x), units(y))
	c.text("axis strong", "middle", x, y+43, 120, strconv.Itoa(i+1))
}

// times writes how long a station takes, how long it has been, and what it covers.
func (c *canvas) times(s Station, i, sum, x, y, width int, end bool, o Options) int {
	if s.Minutes > 0 {
		c.text("label", "middle", x, y+40, 130, oneLine(o.minutes(s.Minutes), 130, width))
		y += 170
	}
	class, word := sumWord(i, sum, end, o)
	switch {
	case word != "":
		y = c.lines(class, "middle", x, y+35, 120, 160, evenly(word, 120, width+60, uncut)) - 25
	case s.Minutes > 0 && !end:
		y += 170 // so that contents begin on one line
	}
	return c.lines("axis", "middle", x, y+70, 120, 160, evenly(covers(s, o), 120, width, uncut))
}

// covers says what else a station is about.
func covers(s Station, o Options) string {
	if len(s.Covers) == 0 {
		return ""
	}
	return o.t("顺带：%s", o.join(s.Covers))
}

// sumWord returns the time so far, at the end the time of all.
func sumWord(i, sum int, end bool, o Options) (class, word string) {
	switch {
	case sum == 0 || i == 0:
		return "", ""
	case end:
		return "axis total", o.t("共 %s", o.minutes(sum))
	default:
		return "axis", o.t("累计 %s", o.minutes(sum))
	}
}

// pathNarrow draws the stations below each other, all that belongs to one beside it.
func pathNarrow(title string, stations []Station, o Options) *canvas {
	v := &canvas{w: 3600}
	const line, x = 180, 500
	y := v.pathTitle(title, 150) + 200
	sum, before := 0, 0
	for i, s := range stations {
		sum += s.Minutes
		end := i == len(stations)-1
		if i > 0 {
			v.add(`<path class="rail" d="M%s %sV%s"/>`, units(line), units(before+130), units(y-130))
			v.add(`<path class="onward" d="M%s %sl5 5 5-5"/>`, units(line-50), units((before+y)/2-25))
		}
		before = y
		lines := wrap(s.Title, 150, v.w-x, uncut)
		next := y
		v.link("stop", s.Place, stopName(s, i, o), func() {
			v.add(`<rect class="hit" x="0" y="%s" width="%s" height="%s"/>`, units(y-160), units(v.w), units(len(lines)*190+130))
			v.station(i, line, y, end)
			next = v.lines("label strong", "start", x, y+55, 150, 190, lines)
		})
		if s.Minutes > 0 {
			v.text("axis", "start", x, next, 120, oneLine(o.minutes(s.Minutes), 120, 1400))
		}
		if class, word := sumWord(i, sum, end, o); word != "" {
			v.text(class, "end", v.w, next, 120, oneLine(word, 120, v.w-x-1500))
			next += 170
		} else if s.Minutes > 0 {
			next += 170
		}
		next = v.lines("axis", "start", x, next, 120, 165, wrap(covers(s, o), 120, v.w-x, uncut))
		y = max(next+150, y+420)
	}
	v.h = y - 200
	return v
}

package serve

import (
	"fmt"
	"time"
)

// building says how long building takes.
type building struct {
	At               string // when the last build was done
	Last, First      string
	Bars             []bar
	Spread           string // "3 ms – 40 ms"
	Parsed, Rendered int
}

// A bar is one build in a small picture of the last ones.
type bar struct {
	X, Y, Height int
	Title        string
	Latest       bool
}

// barRoom is the height of the picture.
const barRoom = 32

func (d *desk) building() building {
	b := building{Parsed: d.counts.Parsed, Rendered: d.counts.Rendered}
	if d.first.At.IsZero() {
		return b
	}
	b.First = felt(d.first.Took)
	last := d.first
	if len(d.later) > 0 {
		last = d.later[len(d.later)-1]
		b.bars(d.later)
	}
	b.At, b.Last = last.At.Format(time.TimeOnly), felt(last.Took)
	return b
}

// bars draws builds, the longest one over the whole height.
func (b *building) bars(laps []lap) {
	least, most := laps[0].Took, laps[0].Took
	for _, l := range laps {
		least, most = min(least, l.Took), max(most, l.Took)
	}
	for i, l := range laps {
		height := max(2, int(barRoom*l.Took/max(most, 1)))
		b.Bars = append(b.Bars, bar{
			X: i * 8, Y: barRoom - height, Height: height, Latest: i == len(laps)-1,
			Title: l.At.Format(time.TimeOnly) + " · " + felt(l.Took),
		})
	}
	b.Spread = felt(least) + " – " + felt(most)
}

// felt shows a duration as people compare them.
func felt(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", d.Seconds()*1000)
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

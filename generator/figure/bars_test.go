package figure

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// gapsOf makes gaps of dimensions, each with what was expected and perceived.
func gapsOf(scale [2]float64, pairs ...[2]float64) []Gap {
	var rows []Gap
	for i, p := range pairs {
		title := servqual.Elements[i%5].Title
		rows = append(rows, Gap{Place{Title: title, URL: "/e/" + title}, p[0], p[1], scale[0], scale[1]})
	}
	return rows
}

// The worked example of frameworks/servqual.md.
var servqualGaps = gapsOf([2]float64{1, 7}, [2]float64{5.1, 5.4}, [2]float64{6.4, 5.6}, [2]float64{6.05, 5.4}, [2]float64{5.8, 5.58}, [2]float64{5.3, 5.48})

func TestGoldenBars(t *testing.T) {
	golden(t, Bars(servqual, Options{Prefix: "g"}))
}

func TestGoldenGaps(t *testing.T) {
	golden(t, Gaps("", servqualGaps, Options{Prefix: "g"}))
}

func TestBarsFinding(t *testing.T) {
	for _, tt := range []struct {
		p    Profile
		want string
	}{
		{servqual, "5 个维度里碰到 3 个，标了 9 次：神奇 8，平淡 1，消极 0。最多的是“同理心”，6 次。没有碰到的：可靠性、保证性。数的是被标到的时刻，不是得分。"},
		{profileOf("三维", "set", "甲: +一", "乙: -二", "丙"), "3 个维度里碰到 2 个，标了 2 次：神奇 1，平淡 0，消极 1。最多的是“甲”、“乙”，各 1 次。没有碰到的：丙。数的是被标到的时刻，不是得分。"},
	} {
		if got := barsFinding(tt.p, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestGapsFinding(t *testing.T) {
	for _, tt := range []struct {
		rows []Gap
		want string
	}{
		{servqualGaps, "5 个维度：2 个超出期望，3 个不如期望，0 个刚好。差得最多的是“可靠性”（−0.80）。平均差距 −0.24。"},
		{gapsOf([2]float64{}, [2]float64{5, 5.5}, [2]float64{5, 5}), "2 个维度：1 个超出期望，0 个不如期望，1 个刚好。没有不如期望的，超出最多的是“有形性”（+0.50）。平均差距 +0.25。"},
		{gapsOf([2]float64{}, [2]float64{5, 5}), "1 个维度：0 个超出期望，0 个不如期望，1 个刚好。平均差距 0。"},
	} {
		if got := gapsFinding(tt.rows, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestBarsAreReadable(t *testing.T) {
	for _, n := range []int{2, 5, 12} {
		checkPicture(t, Bars(profileSize("set", n, 9, 1), Options{Prefix: "<&"}))
		checkPicture(t, Gaps("差距", gapsSize(n, 9, 1), Options{Prefix: "<&"}))
	}
	if Bars(icare, Options{}) != nil || Gaps("", nil, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

// The profile never says that a moment is a point: every mark is one moment, and a
// row without any says so in words.
func TestBarsShowMoments(t *testing.T) {
	wide := string(Bars(servqual, Options{Prefix: "b"}).Wide)
	for s, want := range map[string]int{`class="moment"`: 9, "没有碰到</text>": 2, "不是得分</text>": 1} {
		if got := strings.Count(wide, s); got != want {
			t.Errorf("%d times %s, want %d", got, s, want)
		}
	}
}

// many makes a profile of elements with so many moments of each kind.
func many(rows ...[3]int) Profile {
	p := Profile{Framework: "SERVQUAL", Structure: "set", Baseline: -1}
	for i, sides := range rows {
		e := Element{Place: servqual.Elements[i].Place}
		for k, n := range sides {
			for j := range n {
				e.Dots = append(e.Dots, Dot{Place: Place{Title: fmt.Sprintf("时刻 %d", j), URL: fmt.Sprintf("/m/%d-%d-%d", i, k, j)}, Of: "海底捞", Polarity: 1 - k})
			}
		}
		p.Elements = append(p.Elements, e)
	}
	return p
}

var servqualBook = many([3]int{9, 0, 2}, [3]int{14, 3, 21}, [3]int{31, 2, 10}, [3]int{}, [3]int{52, 4, 7})

// If one row has too many marks, all rows are bars on one scale, so that the row of
// the most moments is the longest.
func TestBarsShareAScale(t *testing.T) {
	for _, width := range []int{wideWidth - barsLeft - barsCount, narrowWidth} {
		s := newBarsScale(servqualBook, width, 2)
		if !s.bars || s.most != 63 {
			t.Fatalf("%d: %+v", width, s)
		}
		c := &canvas{w: width}
		s.bar(c, servqualBook.Elements[4].Dots, 0, 0)
		if want := fmt.Sprintf(`x="%s" y="2" width="%s"`, units(56*width/63), units(width-56*width/63)); !strings.Contains(string(c.b), want) {
			t.Errorf("the longest row does not fill %d (%s):\n%s", width, want, c.b)
		}
	}
	p := Bars(servqualBook, Options{Prefix: "s"})
	for _, svg := range []string{string(p.Wide), string(p.Narrow)} {
		if strings.Contains(svg, "×") || strings.Contains(svg, `class="moment"`) || strings.Count(svg, `class="stack`) != 11 {
			t.Errorf("not all rows are bars:\n%s", svg)
		}
	}
	goldenFile(t, "bars-book.svg", p.Wide)
	goldenFile(t, "bars-book-narrow.svg", p.Narrow)
}

func gapsSize(n, length, shape int) []Gap {
	var rows []Gap
	scale := []float64{0, 0.001, 1, 7, 100}[shape]
	for i, e := range profileSize("set", n, length, shape%4).Elements {
		rows = append(rows, Gap{e.Place, scale * float64(i%4) / 3, scale * float64((i+shape)%5) / 4, 0, scale})
	}
	return rows
}

// crowded gives the first element more moments than fit as marks.
func crowded(p Profile) Profile {
	p.Elements = slices.Clone(p.Elements)
	p.Elements[0].Dots = many([3]int{1200, 1, 1}).Elements[0].Dots
	return p
}

func TestBarsNoOverlap(t *testing.T) {
	for _, n := range []int{1, 2, 5, 12, 40} {
		for _, length := range []int{1, 4, 9, 20, 60} {
			for shape := range 5 {
				name := fmt.Sprintf("%d×%d/%d", n, length, shape)
				p, rows := profileSize("set", n, length, shape), gapsSize(n, length, shape)
				checkBoxes(t, "bars of many "+name, barsWide(crowded(p), Options{}))
				checkBoxes(t, "bars of many, narrow "+name, barsNarrow(crowded(p), Options{}))
				checkBoxes(t, "bars "+name, barsWide(p, Options{}))
				checkBoxes(t, "bars narrow "+name, barsNarrow(p, Options{}))
				checkBoxes(t, "gaps "+name, gapsWide(rows, Options{}))
				checkBoxes(t, "gaps narrow "+name, gapsNarrow(rows, Options{}))
			}
		}
	}
}

func BenchmarkBars(b *testing.B) {
	for b.Loop() {
		Bars(servqual, Options{Prefix: "b"})
	}
}

func BenchmarkGaps(b *testing.B) {
	for b.Loop() {
		Gaps("", servqualGaps, Options{Prefix: "b"})
	}
}

package figure

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func known(text string, v float64) Reading { return Reading{Text: text, Value: v, Known: true} }

// Numbers as the cases of the book report them.
var (
	lateRate = Number{
		Place: Place{Title: "延误率", URL: "late-rate.html", Preview: "晚于承诺的单数。"}, Unit: "%", Before: known("15", 15), After: known("5", 5), Change: known("-10", -10),
		Better: -1, Hi: 100, Illustrative: true, Flags: []string{"无样本", "无时间范围"},
	}
	nps = Number{
		Place: Place{Title: "净推荐值（NPS）", URL: "nps.html"}, Unit: " 点", Before: known("-20", -20), After: known("40", 40), Change: known("60", 60),
		Better: 1, Lo: -100, Hi: 100, Illustrative: true, Flags: []string{"无样本", "无时间范围"},
	}
	operating = Number{
		Place: Place{Title: "营业利润", URL: "operating-result.html"}, Before: Reading{Text: "亏损约 800 万至 2000 万美元（各来源不一）"},
		After: Reading{Text: "转为盈利（金额无可靠出处）"}, Better: 1, Flags: []string{"无样本"}, Note: "1981 年为亏损年，盈利年份未核到",
	}
	rank       = Number{Place: Place{Title: "准点排名", URL: "punctuality-rank.html"}, Before: Reading{Text: "17 家中第 14"}, After: Reading{Text: "第 1"}, Better: -1, Flags: []string{"无样本"}, Note: "约一年"}
	repurchase = Number{Place: Place{Title: "复购率", URL: "repurchase.html"}, Unit: "%", Change: known("35", 35), Better: 1, Illustrative: true, Flags: []string{"无基线", "无样本", "无时间范围"}}
	complaints = Number{Place: Place{Title: "投诉率", URL: "complaint-rate.html"}, Unit: "%", Change: known("60", 60), Better: -1, Relative: true, Flags: []string{"无基线"}}
	response   = Number{Place: Place{Title: "问卷回收率", URL: "survey-response.html"}, Unit: "%", After: known("80", 80), Better: 1, Flags: []string{"无基线", "无样本"}}
	churn      = Number{Place: Place{Title: "流失率", URL: "churn.html"}, Unit: "%", Before: known("25", 25), Better: -1, Note: "2024 年，n = 1200"}
	level      = Number{Place: Place{Title: "到店人数", URL: "visits.html"}, Unit: " 人", Before: known("12000", 12000), After: known("12000", 12000)}
	reported   = []Number{lateRate, nps, operating, rank, repurchase, complaints, response, churn, level}
)

func TestGoldenNumbers(t *testing.T) {
	p := Numbers(reported, Options{Prefix: "g"})
	golden(t, p)
	checkPicture(t, p)
}

func TestNumbersFinding(t *testing.T) {
	for _, tt := range []struct {
		list []Number
		want string
	}{
		{[]Number{lateRate, nps}, "共 2 项指标。变好的 2 项：延误率从“15%”到“5%”；净推荐值（NPS）从“−20 点”到“40 点”。数字全是示意，不是实测。没有写全：无样本（2 项）、无时间范围（2 项）。"},
		{[]Number{rank}, "共 1 项指标。看不出好坏的 1 项：准点排名从“17 家中第 14”到“第 1”。没有写全：无样本（1 项）。"},
		{[]Number{complaints, repurchase}, "共 2 项指标。变好的 1 项：复购率只有变化（+35%）。变差的 1 项：投诉率只有变化（比原来 +60%）。示意数字、不是实测的：复购率。没有写全：无基线（2 项）、无样本（1 项）、无时间范围（1 项）。"},
		{[]Number{level, {Place: Place{Title: "人数"}, Before: Reading{Text: "三成"}, After: Reading{Text: "三成"}}}, "共 2 项指标。没有变的 2 项：到店人数一直是“12,000 人”；人数一直是“三成”。"},
		{[]Number{churn, response}, "共 2 项指标。看不出好坏的 2 项：流失率之前“25%”，没有之后的数；问卷回收率之后“80%”，没有之前的数。没有写全：无基线（1 项）、无样本（1 项）。"},
	} {
		if got := Numbers(tt.list, Options{}).Finding; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	if Numbers([]Number{{Place: Place{Title: "空"}}}, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func TestChangeText(t *testing.T) {
	for _, tt := range []struct {
		n    Number
		want string
	}{
		{lateRate, "−10 个百分点"},
		{nps, "+60 点"},
		{complaints, "比原来 +60%"},
		{Number{Change: known("−3%", -3)}, "−3%"},
		{Number{Change: known("0", 0), Unit: " 天"}, "0 天"},
		{Number{Change: Reading{Text: "翻了一番"}}, "翻了一番"},
		{Number{Change: known("1.5 万", 15000), Unit: " 元"}, "+1.5 万元"},
		{churn, ""},
	} {
		if got := changeText(tt.n, Options{}); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.n.Change, got, tt.want)
		}
	}
}

// A metric that stays the same says so beside the picture, too.
func TestNumbersSame(t *testing.T) {
	for _, better := range []int{-1, 0, 1} {
		n := level
		n.Better = better
		p := Numbers([]Number{n}, Options{})
		if !strings.Contains(string(p.Wide), ">没有变<") || !strings.Contains(string(p.Narrow), ">没有变<") || p.Table.Rows[0][4] != "没有变" {
			t.Errorf("%d: nothing says that it is the same: %v", better, p.Table.Rows)
		}
	}
}

func TestShort(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", -100: "−100", 9999: "9,999", 1e4: "1 万", -25e4: "−25 万", 1e8: "1 亿", 1.5e11: "1,500 亿", 1e13: "10 万亿", 9876543210987: "9.8765 万亿",
		1.0 / 3: "0.33333", 1e59: "1×10⁵⁹", -1.5e20: "−1.5×10²⁰", 2e-7: "2×10⁻⁷", math.Inf(1): "∞", 99999999.9: "10,000 万",
	} {
		if got := (Options{}).short(v); got != want {
			t.Errorf("short(%v) = %q, want %q", v, got, want)
		}
	}
	for s, want := range map[string]string{"1200": "1,200", "−9876543210987": "−9,876,543,210,987", "1,200": "1,200", "0.12345": "0.12345", "999": "999", "1000000.5": "1,000,000.5", "": ""} {
		if got := grouped(s); got != want {
			t.Errorf("grouped(%q) = %q, want %q", s, got, want)
		}
	}
}

// The labels of numbers stay away from the edges, even if a font is wider by a tenth
// than what is measured, and are never cut.
func TestNumbersInside(t *testing.T) {
	values := []Reading{known("-50", -50), known("0", 0), known("50", 50), known("100", 100), known("9876543210987", 9876543210987), known("-9876543210987", -9876543210987), known("0.00001", 1e-5), known(strings.Repeat("9", 40), 1e40)}
	for _, before := range values {
		for _, after := range values {
			for _, unit := range []string{"%", " 元", ""} {
				for _, scale := range [][2]float64{{0, 0}, {-100, 100}, {0, 100}, {1, 10}} {
					n := Number{Place: Place{Title: "收入"}, Unit: unit, Before: before, After: after, Change: after, Better: 1, Lo: scale[0], Hi: scale[1]}
					for _, c := range []*canvas{numbersWide([]Number{n}, Options{}), numbersNarrow([]Number{n}, Options{})} {
						name := fmt.Sprint(c.w, before.Text, after.Text, unit, scale)
						checkBoxes(t, name, c)
						uncutBoxes(t, name, c)
						for _, b := range c.boxes {
							if r := []rune(b.text); len(r) > 0 && r[len(r)-1] == ',' {
								t.Errorf("%s: “%s” is broken in the middle", name, b.text)
							}
							if more := (b.x1 - b.x0) / 20; strings.HasPrefix(b.text, "之") && (b.x0-more < 0 || b.x1+more > c.w) {
								t.Errorf("%s: “%s” stands at the edge: %v", name, b.text, b)
							}
						}
					}
				}
			}
		}
	}
}

// uncutBoxes proves that no text of a picture was cut.
func uncutBoxes(t *testing.T, name string, c *canvas) {
	t.Helper()
	for _, b := range c.boxes {
		if strings.Contains(b.text, "…") {
			t.Errorf("%s: “%s” is cut", name, b.text)
		}
	}
}

func TestNiceAbove(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, -4: 0, 15: 15, 16: 20, 0.07: 0.08, 81: 100, 100: 100, 101: 150} {
		if got := niceAbove(v); got < want*0.999 || got > want*1.001 {
			t.Errorf("niceAbove(%v) = %v, want %v", v, got, want)
		}
	}
}

// text returns length characters of different kinds of writing.
func textOf(length, kind int) string {
	words := []string{"等位区的美甲、桌游和小吃，", "Goodbye WWW ", "“好”（A1）", "WWWWWWWWWW", "为什么晚到？没有路线。"}
	return string([]rune(strings.Repeat(words[kind%len(words)], 60))[:length])
}

func TestNumbersBoxes(t *testing.T) {
	for count := 1; count <= 40; count += 13 {
		for length := 1; length <= 60; length += 59 {
			var list []Number
			for i := range count {
				text := textOf(length, i)
				n := Number{Place: Place{Title: text}, Note: text, Unit: "%", Better: i%3 - 1, Flags: []string{text, "无基线", "无样本", "无时间范围"}, Illustrative: i%2 == 0}
				v := float64(i*37%201 - 100)
				switch i % 7 {
				case 0:
					n.Before, n.After, n.Change = known(fmt.Sprint(v), v), known(fmt.Sprint(v/3), v/3), known("5", 5)
				case 1:
					n.Before, n.After, n.Lo, n.Hi = known("0.001", .001), known("100000000000", 1e11), -100, 100
				case 2:
					n.After = known(strings.Repeat("9", length), 1e59)
				case 3:
					n.Before = known("-0.5", -.5)
				case 4:
					n.Change = known(fmt.Sprint(v), v)
				case 5:
					n.Before, n.Change = Reading{Text: text}, Reading{Text: text}
				case 6:
					n.Before, n.After, n.Change = Reading{Text: text}, Reading{Text: text}, Reading{Text: text}
				}
				list = append(list, n)
			}
			checkBoxes(t, fmt.Sprintf("wide %d×%d", count, length), numbersWide(list, Options{}))
			uncutBoxes(t, fmt.Sprintf("wide %d×%d", count, length), numbersWide(list, Options{}))
			checkBoxes(t, fmt.Sprintf("narrow %d×%d", count, length), numbersNarrow(list, Options{}))
			uncutBoxes(t, fmt.Sprintf("narrow %d×%d", count, length), numbersNarrow(list, Options{}))
			checkPicture(t, Numbers(list, Options{Prefix: "<&"}))
		}
	}
	for a := -100; a <= 100; a += 10 {
		for b := -100; b <= 100; b += 10 {
			n := nps
			n.Before, n.After = known(fmt.Sprint(a), float64(a)), known(fmt.Sprint(b), float64(b))
			checkBoxes(t, fmt.Sprint(a, b), numbersWide([]Number{n}, Options{}))
			checkBoxes(t, fmt.Sprint(a, b), numbersNarrow([]Number{n}, Options{}))
		}
	}
}

func BenchmarkNumbers(b *testing.B) {
	for b.Loop() {
		Numbers(reported, Options{Prefix: "b"})
	}
}

// Both forms of all pictures of this file and its neighbours are well-formed, with
// texts that need escaping, too.
func TestNumbersAndOthersWellFormed(t *testing.T) {
	o := Options{Prefix: "<&"}
	for size := 1; size <= 9; size += 4 {
		titles := make([]string, size)
		for i := range titles {
			titles[i] = "<b>&“" + textOf(9, i)
		}
		list := places(titles)
		var around []Neighbour
		var stops []Station
		for i, p := range list {
			around = append(around, Neighbour{Place: p, Type: "<类>", Relation: "&", Note: "<因为>", Incoming: i%2 == 0})
			stops = append(stops, Station{Place: p, Minutes: i, Covers: titles})
		}
		verdict := carlzon
		verdict.Sources, verdict.Levels, verdict.Classes = list, titles, titles
		for _, p := range []*Picture{
			Whys(Ladder{titles[0], titles}, o), Evidence(levels(size, 0, 1, size), o), Meter(verdict, o),
			Relations("<页>", around, o), Path("<&>", stops, o),
		} {
			checkPicture(t, p)
		}
	}
}

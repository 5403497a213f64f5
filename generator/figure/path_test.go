package figure

import (
	"fmt"
	"strings"
	"testing"
)

var contribute = []Station{
	{Place{Title: "记下一个时刻", URL: "#s1", Preview: "先看请勿打扰牌是怎么写的。"}, 15, []string{"触点"}},
	{Place{Title: "查书里有没有", URL: "#s2"}, 20, []string{"等待时的消遣", "流失率每降 5%"}},
	{Place{Title: "定证据级别", URL: "#s3"}, 15, nil},
	{Place{Title: "写成一页", URL: "#s4"}, 45, []string{"写作规范"}},
	{Place{Title: "请人看，交上来", URL: "#s5"}, 25, nil},
}

func TestGoldenPath(t *testing.T) {
	p := Path("从读者到投稿人：五步", contribute, Options{Prefix: "g"})
	golden(t, p)
	checkPicture(t, p)
}

func TestPathFinding(t *testing.T) {
	for _, tt := range []struct {
		list []Station
		want string
	}{
		{contribute, "共 5 站，走完要 2 小时。最长的是第 4 站“写成一页”，45 分钟。"},
		{contribute[:1], "共 1 站，走完要 15 分钟。"},
		{contribute[:2], "共 2 站，走完要 35 分钟。每站短则 15 分钟，长则 20 分钟。"},
		{[]Station{contribute[0], contribute[2]}, "共 2 站，走完要 30 分钟。每站都是 15 分钟。"},
		{[]Station{contribute[0], {Place: Place{Title: "歇一歇"}}}, "共 2 站，写了时间的 1 站加起来 15 分钟，另外 1 站没有写。"},
		{[]Station{{Place: Place{Title: "甲"}}, {Place: Place{Title: "乙"}}}, "共 2 站，从“甲”到“乙”，没有写时间。"},
	} {
		if got := Path("", tt.list, Options{}).Finding; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	if Path("空", nil, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func TestPathBoxes(t *testing.T) {
	for count := 1; count <= 40; count += 3 {
		for length := 1; length <= 60; length += 19 {
			for kind := range 5 {
				var list []Station
				for i := range count {
					s := Station{Place: Place{Title: textOf(length, kind+i)}, Minutes: (i + kind) % 4 * 35}
					for k := range i % 4 {
						s.Covers = append(s.Covers, textOf(length, k))
					}
					list = append(list, s)
				}
				title := textOf(length, kind)
				name := fmt.Sprintf("%d×%d/%d", count, length, kind)
				checkBoxes(t, "wide "+name, pathWide(title, list, Options{}))
				uncutBoxes(t, "wide "+name, pathWide(title, list, Options{}))
				checkBoxes(t, "narrow "+name, pathNarrow(title, list, Options{}))
				uncutBoxes(t, "narrow "+name, pathNarrow(title, list, Options{}))
			}
		}
	}
}

// Every row of the wide form runs from left to right.
func TestPathRows(t *testing.T) {
	var list []Station
	for range 13 {
		list = append(list, contribute...)
	}
	c := pathWide("", list, Options{})
	x, y := map[string]int{}, map[string]int{}
	for _, b := range c.boxes {
		x[b.text], y[b.text] = b.x0, b.y0
	}
	for i := 2; i <= len(list); i++ {
		last, this := fmt.Sprint(i-1), fmt.Sprint(i)
		if y[last] == y[this] && x[last] >= x[this] {
			t.Errorf("station %d stands left of the one before", i)
		}
	}
	if got, want := strings.Count(string(c.b), `class="onto"`), len(list)/stopsInRow-1; got != want {
		t.Errorf("%d ways to the next row, want %d", got, want)
	}
}

func BenchmarkPath(b *testing.B) {
	for b.Loop() {
		Path("从读者到投稿人：五步", contribute, Options{Prefix: "b"})
	}
}

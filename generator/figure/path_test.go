package figure

import (
	"fmt"
	"testing"
)

var contribute = []Station{
	{Place{Title: "记下一个时刻", URL: "#s1", Preview: "先看请勿打扰牌是怎么写的。"}, 15, []string{"五行字"}},
	{Place{Title: "查书里有没有", URL: "#s2"}, 20, []string{"一个决定：新写，还是补充"}},
	{Place{Title: "定证据级别", URL: "#s3"}, 15, []string{"一个级别和一句说明"}},
	{Place{Title: "写成一页", URL: "#s4"}, 45, []string{"一个能通过检查的文件"}},
	{Place{Title: "请人看，交上来", URL: "#s5"}, 25, []string{"一份投稿"}},
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
		{contribute, "共 5 站，2 小时。最长的是第 4 站“写成一页”，45 分钟。"},
		{contribute[:1], "共 1 站，15 分钟。"},
		{[]Station{contribute[0], {Place: Place{Title: "歇一歇"}}}, "共 2 站，15 分钟。最长的是第 1 站“记下一个时刻”，15 分钟。有 1 站没有写时间。"},
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
				checkBoxes(t, "narrow "+name, pathNarrow(title, list, Options{}))
			}
		}
	}
}

func BenchmarkPath(b *testing.B) {
	for b.Loop() {
		Path("从读者到投稿人：五步", contribute, Options{Prefix: "b"})
	}
}

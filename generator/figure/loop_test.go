package figure

import "testing"

var haidilaoLoop = Profile{
	Case: "海底捞：从热可乐到“请勿打扰”", Structure: "cycle", Baseline: -1,
	Elements: []Element{
		stop("zmot", "第零关键时刻", "Z", dot("客人把经历发到网上", 1)),
		stop("fmot", "第一关键时刻", "F", dot("等位区的美甲、桌游和小吃", 1)),
		stop("smot", "第二关键时刻", "S", dot("桌上的“请勿打扰”牌", 1), dot("翻到“自己下菜”那一页", 0), dot("给感冒客人的姜煮可乐", 1),
			dot("对面坐着一只大熊", 1), dot("给考生的横幅和蛋糕", 1), dot("店员陪孩子写作业", 1), dot("名字写错，还被念出来", -1)),
		stop("umot", "终极关键时刻", "U", dot("客人把经历发到网上", 1)),
	},
}

func stop(id, title, letter string, dots ...Dot) Element {
	e := element(id, title, dots...)
	e.Letter = letter
	return e
}

func TestGoldenLoop(t *testing.T) {
	golden(t, Loop(haidilaoLoop, Options{Prefix: "g"}))
}

func TestLoopNoOverlap(t *testing.T) {
	profiles(func(name string, p Profile) {
		if len(p.Elements) <= loopMany {
			checkBoxes(t, "loop, "+name, loop(p, Options{}))
		}
		checkBoxes(t, "down, "+name, loopDown(p, Options{}, wideWidth, wideList))
		checkBoxes(t, "narrow, "+name, loopDown(p, Options{}, narrowWidth, narrowList))
	})
}

func TestLoopWellFormed(t *testing.T) {
	for _, n := range []int{1, 4, 9} {
		checkPicture(t, Loop(profile(n, 4, 9), Options{Prefix: "<&"}))
	}
	if Loop(Profile{}, Options{}) != nil {
		t.Error("there is a loop without stations")
	}
}

func TestLoopFinding(t *testing.T) {
	for _, tt := range []struct {
		p    Profile
		want string
	}{
		{haidilaoLoop, "9 个时刻标了 10 次，“第零关键时刻” 1 次、“第一关键时刻” 1 次、“第二关键时刻” 7 次、“终极关键时刻” 1 次。消极时刻落在“第二关键时刻”（1 个）。4 站都有时刻，一圈接得上。"},
		{with(haidilaoLoop, 12), "12 个时刻里标了 9 个，一共标了 10 次，“第零关键时刻” 1 次、“第一关键时刻” 1 次、“第二关键时刻” 7 次、“终极关键时刻” 1 次。消极时刻落在“第二关键时刻”（1 个）。4 站都有时刻，一圈接得上。"},
		{Profile{Elements: []Element{element("a", "搜"), element("b", "见", dot("一刻", 1))}}, "共 1 个时刻，“见” 1 个。没有消极时刻。“搜”还没有时刻，这一圈没有接上。"},
		{Profile{Elements: []Element{element("a", "搜"), element("b", "见")}}, "从“搜”到“见”共 2 站，还没有时刻。"},
	} {
		if got := loopFinding(tt.p, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func BenchmarkLoop(b *testing.B) {
	for b.Loop() {
		Loop(haidilaoLoop, Options{Prefix: "b"})
	}
}

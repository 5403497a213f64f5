package figure

import "testing"

func kanoElement(id, title, letter, curve string, dots ...Dot) Element {
	e := element(id, title, dots...)
	e.Class, e.Letter, e.Curve = "f-kano e-"+id, letter, curve
	return e
}

func risky(d Dot) Dot    { d.Risk = "reverse"; return d }
func surveyed(d Dot) Dot { d.Survey = true; return d }

func haidilaoKano() Profile {
	return Profile{
		Framework: "狩野模型（KANO）", Case: "海底捞：从热可乐到“请勿打扰”", Structure: "set", Baseline: -1,
		Elements: []Element{
			kanoElement("must-be", "基本需求", "M", "concave"),
			kanoElement("one-dimensional", "期望需求", "O", "line", dot("等位区的美甲、桌游和小吃", 1), surveyed(dot("桌上的“请勿打扰”牌", 1)), dot("翻到“自己下菜”那一页", 0)),
			kanoElement("attractive", "兴奋需求", "A", "convex", dot("给感冒客人的姜煮可乐", 1), risky(dot("对面坐着一只大熊", 1)), risky(dot("给考生的横幅和蛋糕", 1)), dot("店员陪孩子写作业", 1)),
			kanoElement("indifferent", "无差异需求", "I", "flat"),
			kanoElement("reverse", "反向需求", "R", "falling"),
		},
	}
}

func TestGoldenKano(t *testing.T) {
	golden(t, Kano(haidilaoKano(), Options{Prefix: "g"}))
}

func TestKanoNoOverlap(t *testing.T) {
	profiles(func(name string, p Profile) {
		checkBoxes(t, "wide, "+name, kanoWide(p, Options{}))
		checkBoxes(t, "narrow, "+name, kanoNarrow(p, Options{}))
	})
}

func TestKanoWellFormed(t *testing.T) {
	for _, dots := range []int{0, 4, 40} {
		checkPicture(t, Kano(profile(6, dots, 9), Options{Prefix: "<&"}))
	}
	if Kano(Profile{Elements: []Element{element("a", "没有曲线")}}, Options{}) != nil {
		t.Error("there is a picture without curves")
	}
}

func TestKanoFinding(t *testing.T) {
	few := func(dots ...Dot) Profile {
		return Profile{Elements: []Element{kanoElement("attractive", "兴奋需求", "A", "convex", dots...)}}
	}
	for _, tt := range []struct {
		p    Profile
		want string
	}{
		{haidilaoKano(), "共归类 7 个时刻：期望需求 3 个、兴奋需求 4 个。“对面坐着一只大熊”、“给考生的横幅和蛋糕”，对有的客人是反向需求。基本需求、无差异需求、反向需求还没有时刻。其中 1 个的归类来自问卷，其余是编者的判断。"},
		{few(), "兴奋需求没有也不怪，做到了，满意陡然上升。"},
		{few(dot("一刻", 1)), "共归类 1 个时刻：兴奋需求 1 个。归类都是编者的判断。"},
		{few(surveyed(dot("一刻", 1))), "共归类 1 个时刻：兴奋需求 1 个。归类都来自问卷。"},
	} {
		if got := kanoFinding(tt.p, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func BenchmarkKano(b *testing.B) {
	p := haidilaoKano()
	for b.Loop() {
		Kano(p, Options{Prefix: "b"})
	}
}

package figure

import (
	"slices"
	"strings"
	"testing"
)

func kanoElement(id, title, letter, curve string, dots ...Dot) Element {
	e := element(id, title, dots...)
	e.Class, e.Letter, e.Curve = "f-kano e-"+id, letter, curve
	return e
}

// with says how many moments the case of a profile has.
func with(p Profile, moments int) Profile { p.Moments = moments; return p }

var kanoForms = map[string]func(Profile, Options) *kanoPlot{"wide": kanoPlotWide, "narrow": kanoPlotNarrow}

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

// A moment that failed stands on the half where it is not done, another one where it
// is done; on the falling curve, where being done hurts, it is the other way round.
func TestKanoHalves(t *testing.T) {
	for curve := range kanoCurves {
		for _, polarity := range []int{-1, 0, 1} {
			e := kanoElement("e", "要素", "", curve, dot("一刻", polarity), dot("二刻", polarity), dot("三刻", -polarity))
			for name, draw := range kanoForms {
				k := draw(Profile{Elements: []Element{e}}, Options{})
				for n, s := range k.spots[0] {
					left := e.Dots[n].Polarity < 0
					if curve == "falling" {
						left = e.Dots[n].Polarity > 0
					}
					if got := s.x < k.mid; k.counted || got != left {
						t.Errorf("%s, %s: a moment that felt %d stands at %d, the middle is %d", curve, name, e.Dots[n].Polarity, s.x-k.mid, k.mid)
					}
				}
				a, b := k.spots[0][0], k.spots[0][1]
				if dx, dy := a.x-b.x, a.y-b.y; dx*dx+dy*dy > (kanoSpace+10)*(kanoSpace+10) {
					t.Errorf("%s, %s: two dots of a bundle are %d, %d apart", curve, name, dx, dy)
				}
			}
		}
	}
}

// Numbers stand on all curves or on none, and never on each other.
func TestKanoNumbers(t *testing.T) {
	p := haidilaoKano()
	for i := range p.Elements {
		for n := range 31 {
			d := dot("一刻", n%2*2-1)
			d.Risk = p.Elements[(i+n/2)%5].ID
			p.Elements[i].Dots = append(p.Elements[i].Dots, d)
		}
	}
	few := haidilaoKano()
	few.Elements[1].Dots = p.Elements[1].Dots
	for name, draw := range kanoForms {
		k := draw(p, Options{})
		if len(k.pills) != 20 {
			t.Errorf("%s: %d numbers on five curves", name, len(k.pills))
		}
		for i, a := range k.pills {
			if a.x0 < 0 || a.x1 > k.w {
				t.Errorf("%s: “%s” leaves the picture", name, a.text)
			}
			for _, b := range k.pills[:i] {
				if a.overlaps(b) {
					t.Errorf("%s: “%s” covers “%s”", name, a.text, b.text)
				}
			}
		}
		if k = draw(few, Options{}); strings.Contains(string(k.b), `class="num" text-anchor`) || !strings.Contains(string(k.b), ">4 个<") {
			t.Errorf("%s: one curve shows dots, another one numbers", name)
		}
	}
}

// No name is cut, however long it is.
func TestWholeNames(t *testing.T) {
	profiles(func(name string, p Profile) {
		forms := []*canvas{kanoWide(p, Options{}), kanoNarrow(p, Options{}), stacked(p, Options{}, narrowWidth, narrowList), loopDown(p, Options{}, narrowWidth, narrowList)}
		if len(p.Elements) <= stairsMost {
			forms = append(forms, staircase(p, Options{}), loop(p, Options{}))
		}
		for _, c := range forms {
			for _, b := range c.boxes {
				if strings.Contains(b.text, "…") {
					t.Errorf("%s: “%s” is cut", name, b.text)
				}
			}
		}
	})
}

func TestKanoWords(t *testing.T) {
	for name, draw := range kanoForms {
		k := draw(haidilaoKano(), Options{})
		text := strings.ReplaceAll(strings.Join(slices.Collect(func(yield func(string) bool) {
			for _, b := range k.boxes {
				if !yield(b.text) {
					return
				}
			}
		}), ""), " ", "")
		for _, want := range []string{"点在曲线上的先后不代表程度", "对有的客人2个", "兴奋需求A"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say “%s”: %s", name, want, text)
			}
		}
		if strings.Count(text, "还没有") != 2 {
			t.Errorf("%s: what is a risk is not empty: %s", name, text)
		}
	}
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
		{haidilaoKano(), "共 7 个时刻，期望需求 3 个、兴奋需求 4 个。“对面坐着一只大熊”、“给考生的横幅和蛋糕”，对有的客人是反向需求。基本需求、无差异需求还没有时刻。其中 1 个的归类来自问卷，其余是编者的判断。"},
		{with(few(dot("一刻", 1), dot("二刻", -1)), 5), "5 个时刻里标了 2 个，兴奋需求 2 个。归类都是编者的判断。"},
		{few(dot("一刻", 1), dot("一刻", 1)), "1 个时刻标了 2 次，兴奋需求 2 次。归类都是编者的判断。"},
		{few(), "兴奋需求没有也不怪，做到了，满意陡然上升。"},
		{few(dot("一刻", 1)), "共 1 个时刻，兴奋需求 1 个。归类都是编者的判断。"},
		{few(surveyed(dot("一刻", 1))), "共 1 个时刻，兴奋需求 1 个。归类都来自问卷。"},
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

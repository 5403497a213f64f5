package figure

import (
	"fmt"
	"strings"
	"testing"
)

var haidilaoStrata = Profile{
	Framework: "净用户价值层（五层）", Case: "海底捞：从热可乐到“请勿打扰”", Structure: "ladder", Baseline: 3,
	Elements: []Element{
		element("devil", "魔鬼式体验"), element("bad", "恶劣体验"), element("bottom", "底层体验"),
		element("baseline", "基础体验", dot("翻到“自己下菜”那一页", 0)),
		element("exceptional", "极致体验", dot("等位区的美甲、桌游和小吃", 1), dot("桌上的“请勿打扰”牌", 1), dot("给感冒客人的姜煮可乐", 1)),
	},
}

func element(id, title string, dots ...Dot) Element {
	return Element{Place: Place{Title: title, URL: "../frameworks/" + id}, ID: id, Dots: dots}
}

func dot(title string, polarity int) Dot {
	return Dot{Place: Place{Title: title, URL: "#" + title, Preview: title + "。"}, Polarity: polarity}
}

// profile makes a framework with so many elements and dots in every other one, with
// titles of a length.
func profile(elements, dots, length int) Profile {
	words := []string{"等位区的美甲、桌游和小吃，", "Goodbye WWW ", "“好”（A1）"}
	title := func(i int) string { return string([]rune(strings.Repeat(words[i%3], 20))[:length]) }
	p := Profile{Framework: title(0), Baseline: elements/2 - 1}
	if dots%2 == 0 {
		p.Case = title(1)
	}
	curves := []string{"concave", "line", "convex", "flat", "falling", ""}
	for i := range elements {
		e := element(fmt.Sprint(i), title(i))
		e.Class, e.Curve, e.Letter = "f-kano e-must-be", curves[i%6], []string{"", "M", "W"}[(i/2)%3]
		if i%3 != 1 {
			for n := range dots {
				d := dot(title(i+n), n%3-1+n/7%2)
				d.Polarity = min(1, d.Polarity)
				d.Survey = n%2 == 0
				if n%2 == 1 {
					d.Risk = fmt.Sprint((i + n) % 6)
				}
				if p.Case == "" {
					d.Of = title(n + 1)
				}
				e.Dots = append(e.Dots, d)
			}
		}
		p.Elements = append(p.Elements, e)
	}
	return p
}

// profiles calls f with every size that a picture must bear.
func profiles(f func(name string, p Profile)) {
	for _, elements := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 40} {
		for _, dots := range []int{0, 1, 2, 4, 5, 7, 12, 13, 40} {
			for length := 1; length <= 60; length += 11 {
				f(fmt.Sprintf("%d elements, %d dots, titles of %d", elements, dots, length), profile(elements, dots, length))
			}
		}
	}
}

func TestGoldenLadder(t *testing.T) {
	golden(t, Steps(haidilaoStrata, Options{Prefix: "g"}))
}

func TestLadderNoOverlap(t *testing.T) {
	profiles(func(name string, p Profile) {
		if len(p.Elements) <= stairsMost {
			for b := range p.Elements {
				p.Baseline = b
				checkBoxes(t, "staircase, "+name, staircase(p, Options{}))
			}
		}
		for b := -1; b <= 1; b++ {
			p.Baseline = min(b, len(p.Elements)-1)
			checkBoxes(t, "stacked, "+name, stacked(p, Options{}, wideWidth, wideList))
			checkBoxes(t, "narrow, "+name, stacked(p, Options{}, narrowWidth, narrowList))
		}
	})
}

func TestLadderWellFormed(t *testing.T) {
	for _, n := range []int{1, 5, 9} {
		checkPicture(t, Steps(profile(n, 4, 9), Options{Prefix: "<&"}))
	}
	if Steps(Profile{}, Options{}) != nil {
		t.Error("there is a ladder without steps")
	}
}

func TestLadderFinding(t *testing.T) {
	step := func(dots int) Element {
		e := element("e", "惊喜")
		for range dots {
			e.Dots = append(e.Dots, dot("一刻", 1))
		}
		return e
	}
	for _, tt := range []struct {
		p    Profile
		want string
	}{
		{haidilaoStrata, "共 4 个时刻，3 个超出预料，1 个没有超出。最高到“极致体验”（3 个），最低到“基础体验”（1 个）。“魔鬼式体验”、“恶劣体验”、“底层体验”还没有时刻。"},
		{with(haidilaoStrata, 8), "8 个时刻里标了 4 个，3 个超出预料，1 个没有超出。最高到“极致体验”（3 个），最低到“基础体验”（1 个）。“魔鬼式体验”、“恶劣体验”、“底层体验”还没有时刻。"},
		{Profile{Moments: 3, Baseline: 0, Elements: []Element{step(1), step(1)}}, "3 个时刻里标了 1 个，一共标了 2 次，1 次超出预料，1 次没有超出。最高到“惊喜”（1 次），最低到“惊喜”（1 次）。"},
		{Profile{Moments: 3, Elements: []Element{step(0)}}, "3 个时刻里标了 0 个，从“惊喜”到“惊喜”共 1 级，还没有时刻。"},
		{Profile{Elements: []Element{step(0), step(0)}}, "从“惊喜”到“惊喜”共 2 级，还没有时刻。"},
		{Profile{Baseline: -1, Elements: []Element{step(2)}}, "1 个时刻标了 2 次，都在“惊喜”这一级。"},
	} {
		if got := stepsFinding(tt.p, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func BenchmarkLadder(b *testing.B) {
	for b.Loop() {
		Steps(haidilaoStrata, Options{Prefix: "b"})
	}
}

package figure

import (
	"fmt"
	"testing"
)

var courier = Ladder{
	Problem: "说好后天到的生鲜，晚了两天，到手时已经化了。",
	Answers: []string{
		"为什么晚到？线路遇上恶劣天气，车停了。",
		"为什么一停就到不了？没有可换的备用路线。",
		"为什么没有及早改道？手里的路况和天气数据不是实时的。",
		"为什么数据不实时？车上的 GPS 没有接进系统。",
		"为什么一直没接？技术投入年年往后排。",
	},
}

func TestGoldenWhys(t *testing.T) {
	p := Whys(courier, Options{Prefix: "g"})
	golden(t, p)
	checkPicture(t, p)
}

func TestWhysFinding(t *testing.T) {
	for _, tt := range []struct {
		l    Ladder
		want string
	}{
		{courier, "往下问了 5 层，问到“技术投入年年往后排”。这一层有没有凭据，书里没有写。"},
		{Ladder{"排队太长", []string{"", "只开了一个窗口。"}}, "往下问了 1 层，问到“只开了一个窗口”。这一层有没有凭据，书里没有写。"},
	} {
		if got := Whys(tt.l, Options{}).Finding; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	if Whys(Ladder{Problem: "排队"}, Options{}) != nil || Whys(Ladder{Answers: []string{"答"}}, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func TestStairs(t *testing.T) {
	for _, tt := range []struct{ answer, question, rest string }{
		{"为什么晚到？车停了。", "为什么晚到？", "车停了。"},
		{"车停了。", "为什么？", "车停了。"},
		{"为什么晚到？", "为什么？", "为什么晚到？"},
		{"Why late? No route.", "Why late?", "No route."},
	} {
		if got := stairs([]string{tt.answer}, Options{})[0]; got != (stair{tt.question, tt.rest}) {
			t.Errorf("%s: got %q", tt.answer, got)
		}
	}
}

func TestWhysBoxes(t *testing.T) {
	for count := 1; count <= 12; count++ {
		for length := 1; length <= 60; length += 19 {
			for kind := range 5 {
				l := Ladder{Problem: textOf(length, kind)}
				for i := range count {
					l.Answers = append(l.Answers, textOf(length, kind+i))
				}
				steps := stairs(l.Answers, Options{})
				checkBoxes(t, fmt.Sprintf("wide %d×%d/%d", count, length, kind), whysWide(l.Problem, steps, Options{}))
				uncutBoxes(t, fmt.Sprintf("wide %d×%d/%d", count, length, kind), whysWide(l.Problem, steps, Options{}))
				checkBoxes(t, fmt.Sprintf("narrow %d×%d/%d", count, length, kind), whysNarrow(l.Problem, steps, Options{}))
				uncutBoxes(t, fmt.Sprintf("narrow %d×%d/%d", count, length, kind), whysNarrow(l.Problem, steps, Options{}))
			}
		}
	}
}

func BenchmarkWhys(b *testing.B) {
	for b.Loop() {
		Whys(courier, Options{Prefix: "b"})
	}
}

package figure

import (
	"fmt"
	"strings"
	"testing"
)

func emotionOf(n int) *int { return &n }

// coffeeMap is content/journeys/coffee-visit.md.
var coffeeMap = Map{
	Actor:  "八点四十要开会、对坚果过敏的上班族",
	Stages: []string{"进店前", "点单", "取餐", "离店后"},
	Steps: []Step{
		{
			Place: Place{Title: "在地铁上用 App 提前下单", URL: "#m-preorder", Preview: "写着几点能取。"}, Stage: 0, Touchpoint: "App", Channel: "手机",
			Thought: "写着八点二十五能取，信它一次。", Emotion: emotionOf(0), Expected: emotionOf(0),
			Opportunity: "高峰时段报得宽一点，早好了算赚的。", Backstage: "按当班人数和在手杯数估时间", Owner: "门店运营",
		},
		{
			Place: Place{Title: "首页直接给出上周喝的那杯，点一下就加进去", URL: "#m-ai"}, Stage: 1, Touchpoint: "App 推荐位", Channel: "手机",
			Thought: "省得我翻三页。", Emotion: emotionOf(1), Expected: emotionOf(0),
			Opportunity: "旁边放一个“今天换一种”，别把人锁在老口味里。", Backstage: "只用本人的点单记录，授权可以关", Owner: "产品",
		},
		{
			Place: Place{Title: "看到新品换了植物奶，问店里含不含坚果"}, Stage: 1, Touchpoint: "吧台", Channel: "当面",
			Thought: "别跟我说“应该没有”。", Emotion: emotionOf(0), Expected: emotionOf(0), Pain: "系统的推荐不看配料，猜错就是安全事故。",
			Opportunity: "每款饮品贴配料卡，店员照卡念，不凭记忆答。", Backstage: "配料变动当天换卡，班前由值班长核对", Owner: "值班长",
		},
		{
			Place: Place{Title: "绕过长队，凭取餐码从柜里拿走", URL: "#m-locker"}, Stage: 2, Touchpoint: "自助取餐柜", Channel: "当面",
			Thought: "前面排着十几个人，我先走了。", Emotion: emotionOf(1), Expected: emotionOf(0), Pain: "一句话没说就走了，熟客和生客没有两样。",
			Opportunity: "柜子旁留一个人，专管取不出来和认熟客。", Backstage: "做好即入柜，柜满时改叫号", Owner: "门店运营",
		},
		{
			Place: Place{Title: "杯套上写着生日快乐，中杯换成了大杯", URL: "#m-birthday"}, Stage: 2, Touchpoint: "杯套", Channel: "当面",
			Thought: "我自己都忘了今天是几号。", Emotion: emotionOf(2), Expected: emotionOf(0),
			Opportunity: "只写在杯套上，不当众喊；生日由客人自己填。", Backstage: "前一晚打印当日名单，过后销毁", Owner: "店长",
		},
		{
			Place: Place{Title: "刚出店门，手机弹出五道题，答完送积分", URL: "#m-points"}, Stage: 3, Touchpoint: "推送", Channel: "手机",
			Thought: "又来了，昨天不是答过吗。", Emotion: emotionOf(0), Expected: emotionOf(0), Pain: "每单都问，答的是积分，不是感受。",
			Opportunity: "一个月只问一次，一题加一句话，第二天再发。", Owner: "客户运营",
		},
	},
}

// journeyOf makes a map of n steps with texts of a length; some steps do not say
// how they felt, some say nothing but that.
func journeyOf(n, length, shape int) Map {
	words := []string{"等位区的美甲、桌游和小吃，", "Goodbye WWW ", "“好”（A1）"}
	text := func(i int) string {
		r := []rune(strings.Repeat(words[(i+shape)%3], 20))
		return string(r[:length])
	}
	m := Map{Actor: text(shape)}
	for i := range 5 {
		m.Stages = append(m.Stages, text(i))
	}
	for i := range n {
		s := Step{Place: Place{Title: text(i), URL: fmt.Sprintf("#s-%d", i)}, Stage: (i/2 + shape) % 6} // 5: none
		if (i+shape)%4 != 3 {
			s.Emotion = emotionOf((i*(shape+2)+shape)%5 - 2)
			s.Expected = emotionOf((i+shape)%5 - 2)
		}
		if (i+shape)%3 != 2 {
			s.Touchpoint, s.Channel, s.Thought = text(i), text(i+1), text(i+2)
			s.Pain, s.Opportunity = text(i), text(i+1)
		}
		if i%2 == 0 {
			s.Backstage, s.Owner = text(i+2), text(i)
		}
		m.Steps = append(m.Steps, s)
	}
	return m
}

func TestGoldenJourney(t *testing.T) {
	golden(t, Journey(coffeeMap, Options{Prefix: "g"}))
}

func TestJourneyFinding(t *testing.T) {
	late := Map{Stages: []string{"等待", "追问"}, Steps: []Step{
		{Place: Place{Title: "查物流"}, Emotion: emotionOf(1), Expected: emotionOf(1)},
		{Place: Place{Title: "过了承诺日"}, Emotion: emotionOf(-2), Expected: emotionOf(0)},
		{Place: Place{Title: "等"}},
		{Place: Place{Title: "打客服电话"}, Stage: 1, Emotion: emotionOf(-1), Expected: emotionOf(0)},
	}}
	plain := Map{Steps: []Step{{Place: Place{Title: "来"}, Stage: -1, Emotion: emotionOf(2)}, {Place: Place{Title: "走"}, Stage: -1, Emotion: emotionOf(-1)}}}
	for _, tt := range []struct {
		m    Map
		want string
	}{
		{coffeeMap, "4 个阶段，共 6 步。最强的一刻是第 5 步“杯套上写着生日快乐，中杯换成了大杯”（+2），最后停在第 6 步“刚出店门，手机弹出五道题，答完送积分”（0）。峰终均值 +1.0，全程平均 +0.7。没有一步低于平常。"},
		{late, "2 个阶段，共 4 步。最强的一刻是第 2 步“过了承诺日”（−2），最后停在第 4 步“打客服电话”（−1）。峰终均值 −1.5，全程平均 −0.7。那一刻也是最低点，在“等待”阶段。有 2 步低于预期。有 1 步没有写感受。"},
		{plain, "共 2 步。最强的一刻是第 1 步“来”（+2），最后停在第 2 步“走”（−1）。峰终均值 +0.5，全程平均 +0.5。最低点是第 2 步“走”（−1）。"},
		{Map{Steps: []Step{{}}}, "共 1 步。还没有情绪记录。"},
	} {
		if got := journeyFinding(tt.m, mapCurve(tt.m), Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// No text of a map covers another, and none leaves it, however many steps it has
// and however long their texts are.
func TestMapNoOverlap(t *testing.T) {
	for _, steps := range []int{1, 2, 3, 5, 8, 13, 40} {
		for length := 1; length <= 60; length += 11 {
			for shape := range 3 {
				m := journeyOf(steps, length, shape)
				name := fmt.Sprintf("%d×%d/%d", steps, length, shape)
				checkBoxes(t, "journey "+name, journey(m, Options{}))
				checkBoxes(t, "narrow journey "+name, journeyNarrow(m, Options{}))
				checkBoxes(t, "blueprint "+name, blueprint(m, Options{}))
				checkBoxes(t, "narrow blueprint "+name, blueprintNarrow(m, Options{}))
			}
		}
	}
}

// A phrase takes as many lines as wrap gives it, cut or not, and loses nothing of
// a text that fits.
func TestPhrase(t *testing.T) {
	for length := 1; length <= 60; length++ {
		for _, step := range journeyOf(3, length, length).Steps {
			for width := 300; width < 2400; width += 170 {
				got := phraseOf(step.Title, mapText).lines(width)
				want := wrap(step.Title, mapText, width, anyLines)
				whole := func(lines []string) string { return strings.ReplaceAll(strings.Join(lines, ""), " ", "") }
				if len(got) != len(want) || whole(got) != whole(want) {
					t.Errorf("%q at %d: %q, wrap gives %q", step.Title, width, got, want)
				}
				for _, line := range got {
					if measure(line, mapText) > width {
						t.Errorf("%q is wider than %d", line, width)
					}
				}
			}
		}
	}
	for thought, want := range map[string]string{
		"省得我翻三页。": "“省得我翻三页。”", "别说“应该”。": "“别说‘应该’。”", "“好”": "“好”", "“好”和“坏”": "“‘好’和‘坏’”", " ": "",
	} {
		if got := strings.Join(thoughtOf(thought, mapText).thought(3000), "|"); got != want {
			t.Errorf("%q is thought as %q, want %q", thought, got, want)
		}
	}
}

// A map may say next to nothing.
func TestMapSparse(t *testing.T) {
	for _, m := range []Map{
		{Steps: make([]Step, 3)},
		{Steps: []Step{{Stage: -1, Backstage: " "}, {Stage: 7, Emotion: emotionOf(-2)}}, Stages: []string{""}},
		{Steps: []Step{{Thought: "“好”"}, {Backstage: "备货"}}},
	} {
		for _, c := range []*canvas{journey(m, Options{}), journeyNarrow(m, Options{}), blueprint(m, Options{}), blueprintNarrow(m, Options{})} {
			checkBoxes(t, "sparse", c)
		}
	}
	if Journey(Map{}, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func TestJourneyWellFormed(t *testing.T) {
	for steps := 1; steps < 9; steps++ {
		checkPicture(t, Journey(journeyOf(steps, 9, 1), Options{Prefix: "<&"}))
	}
}

func BenchmarkJourney(b *testing.B) {
	for b.Loop() {
		Journey(coffeeMap, Options{Prefix: "b"})
	}
}

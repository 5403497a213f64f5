package figure

import (
	"fmt"
	"testing"
)

var kano = []Neighbour{
	{Place{Title: "SERVQUAL 五维度", URL: "servqual.html", Preview: "量出兑现的差距。"}, "框架", "互补", false, "一个看感受，一个看兑现。"},
	{Place{Title: "满意阶梯", URL: "satisfaction-ladder.html"}, "框架", "对应", false, ""},
	{Place{Title: "惊喜的六种来源", URL: "wow-sources.html"}, "框架", "互补", false, ""},
	{Place{Title: "从惊喜到基本", URL: "bonus-to-must.html"}, "框架", "扩展", false, ""},
	{Place{Title: "请勿打扰牌", URL: "do-not-disturb-card.html"}, "做法", "", false, ""},
	{Place{Title: "为顾客定制一杯饮料", URL: "custom-drink.html"}, "做法", "", false, ""},
	{Place{Title: "快速通道", URL: "fast-pass.html"}, "做法", "", false, ""},
	{Place{Title: "海底捞：等位也是服务的一部分", URL: "haidilao.html"}, "案例", "用到", true, ""},
	{Place{Title: "健身房的个性化计划", URL: "gym.html"}, "案例", "用到", true, ""},
	{Place{Title: "狩野只分三类？", URL: "kano-three-classes.html"}, "核实", "更正", true, ""},
}

func TestGoldenRelations(t *testing.T) {
	p := Relations("狩野模型（KANO）", kano, Options{Prefix: "g"})
	golden(t, p)
	checkPicture(t, p)
}

func TestRelationsFinding(t *testing.T) {
	many := append(append([]Neighbour{}, kano...), kano...)
	for _, tt := range []struct {
		list []Neighbour
		want string
	}{
		{kano, "“K”指向 7 页：框架 4、做法 3。指向它的有 3 页：案例 2、核实 1。"},
		{kano[:1], "“K”指向 1 页：框架 1。没有页指向它。"},
		{kano[9:], "“K”没有指向别的页。指向它的有 1 页：核实 1。"},
		{many, "“K”指向 14 页：框架 8、做法 6。指向它的有 6 页：案例 4、核实 2。还有 4 页没有画，见表。"},
	} {
		if got := Relations("K", tt.list, Options{}).Finding; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	if Relations("K", nil, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

// Why a page is related stands in the table, if it is known of any.
func TestRelationsNote(t *testing.T) {
	if got := Relations("K", kano, Options{}).Table.Rows[0]; got[len(got)-1] != kano[0].Note {
		t.Errorf("the note is lost: %q", got)
	}
	if got := Relations("K", kano[1:], Options{}).Table; len(got.Head) != 4 || len(got.Rows[0]) != 4 {
		t.Errorf("there is a column of nothing: %q", got.Head)
	}
}

func TestRelationsBoxes(t *testing.T) {
	for count := 1; count <= 40; count += 3 {
		for length := 1; length <= 60; length += 19 {
			for kind := range 5 {
				var list []Neighbour
				for i := range count {
					n := Neighbour{Place: Place{Title: textOf(length, kind+i)}, Type: fmt.Sprint("类", i%(kind+1)), Incoming: i%(kind+1) == 1 || kind == 4}
					if i%2 == 0 {
						n.Type, n.Relation = textOf(length, i%3), textOf(length, i)
					}
					list = append(list, n)
				}
				title, in, out := textOf(length, kind), hood(list, true), hood(list, false)
				name := fmt.Sprintf("%d×%d/%d", count, length, kind)
				checkBoxes(t, "wide "+name, relationsWide(title, in, out, Options{}))
				uncutBoxes(t, "wide "+name, relationsWide(title, in, out, Options{}))
				checkBoxes(t, "narrow "+name, relationsNarrow(title, in, out, Options{}))
				uncutBoxes(t, "narrow "+name, relationsNarrow(title, in, out, Options{}))
			}
		}
	}
}

func BenchmarkRelations(b *testing.B) {
	for b.Loop() {
		Relations("狩野模型（KANO）", kano, Options{Prefix: "b"})
	}
}

package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestNameKey(t *testing.T) {
	for _, tt := range [][2]string{
		{"Peak–end Rule", "peakendrule"},
		{"峰终定律", "峰终定律"},
		{"ＫＡＮＯ 模型", "kano模型"},
		{"café_1", "cafe1"},
		{"海底撈", "海底捞"},
		{"！", ""},
		{"", ""},
		{"👍a", "a"},
	} {
		if got := nameKey(tt[0]); got != tt[1] {
			t.Errorf("nameKey(%q) = %q, want %q", tt[0], got, tt[1])
		}
	}
}

func TestSegments(t *testing.T) {
	for _, tt := range []struct{ title, want string }{
		{"海底捞：等位美甲", "海底捞|等位美甲"},
		{"服务蓝图（Service Blueprint）", "服务蓝图|Service Blueprint"},
		{"A: 一二 — “三四”(五六)·七八－九十|十一｜十二", "一二|三四|五六|七八|九十|十一|十二"},
		{"海底捞", ""},
		{" 海底捞 ", ""},
		{"“海底捞”", "海底捞"},
		{"Kano’s", ""},
		{"读《峰终》", "峰终"},
		{"", ""},
	} {
		if got := strings.Join(segments(tt.title), "|"); got != tt.want {
			t.Errorf("segments(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}

// named lists the names under a key.
func named(d *decoded, key string) []string {
	var list []string
	if e := d.entry(key); e != nil {
		for _, x := range e.names {
			list = append(list, fmt.Sprintf("%s [%s] %d %s", x.display, x.reading, x.pages, strings.Join(x.others, "/")))
		}
	}
	return list
}

func TestNames(t *testing.T) {
	d := decode(t, cut([]Page{
		{Title: "海底捞：等位", Names: []string{"Haidilao", "HAI DI LAO", "！", "海底撈", "Kano", "海底捞"}},
		{ID: "a-1", Title: "海底捞", Names: []string{"a1", "a2", "a3", "a4", "a5", "a6", "a7"}},
		{ID: "kano-model", Title: "KANO", Names: []string{"Kano", strings.Repeat("长", 40), strings.Repeat("远", 41)}},
		{ID: "haidilao", Title: "海底捞"},
		{ID: "海-底", Title: "一二三四五六七八九十一二"},
		{Title: "一二三四五六七八九十一二三"},
	}, 0, 2, 1))
	for key, want := range map[string][]string{
		"海底捞": {
			"海底捞 [hai di lao] [0 1 3] Haidilao/Kano",
			"海底撈 [hai di lao] [0] Haidilao/Kano",
		},
		"haidilao":              {"HAI DI LAO [] [0] 海底捞：等位/海底撈/Kano", "Haidilao [] [0] 海底捞：等位/海底撈/Kano", "haidilao [] [3] 海底捞"},
		"等位":                    {"等位 [deng wei] [0] "},
		"kanomodel":             {"kano-model [] [2] KANO/" + strings.Repeat("长", 40) + "/" + strings.Repeat("远", 41)},
		"海底":                    {"海-底 [hai di] [4] 一二三四五六七八九十一二"},
		"海底捞等位":                 {"海底捞：等位 [hai di lao deng wei] [0] Haidilao/海底撈/Kano"},
		"kano":                  {"KANO [] [2] " + strings.Repeat("长", 40) + "/" + strings.Repeat("远", 41), "Kano [] [0 2] 海底捞：等位/Haidilao/海底撈"},
		"a1":                    {"a1 [] [1] 海底捞/a2/a3/a4/a5/a6"}, // and not its ID
		"a7":                    {"a7 [] [1] 海底捞/a1/a2/a3/a4/a5"},
		strings.Repeat("长", 40): {strings.Repeat("长", 40) + " [] [2] KANO/" + strings.Repeat("远", 41)},
		strings.Repeat("远", 41): nil,
		"一二三四五六七八九十一二":          {"一二三四五六七八九十一二 [yi er san si wu liu qi ba jiu shi yi er] [4] "},
		"一二三四五六七八九十一二三": {"一二三四五六七八九十一二三 [] [5] "},
		"":                               nil,
		"\x02" + strings.Repeat("长", 40): nil,
	} {
		if got := named(d, key); !slices.Equal(got, want) {
			t.Errorf("%q is named %q, want %q", key, got, want)
		}
	}
}

func TestManyPagesOfAName(t *testing.T) {
	pages := slices.Repeat([]Page{{Title: "海底捞"}}, 40)
	e := decode(t, cut(pages, 0, 20)).entry("海底捞")
	if got := e.names[0].pages; len(e.names) != 1 || len(got) != 32 || got[31] != 31 {
		t.Errorf("the name is that of the pages %d", got)
	}
}

func TestReadings(t *testing.T) {
	d := decode(t, cut([]Page{
		{Title: "海底捞：等位", Readings: []string{"hai di lao"}},
		{Title: "银行", Names: []string{"海底撈"}},
		{Title: "绿", Names: []string{"Kano 模型", "no Han", "かな"}},
		{Title: "行长", Readings: []string{"hang  zhang", "xing chang"}},
		{Title: "长沙：海底捞", Readings: []string{"chang sha hai di lao"}},
		{Title: "一二三四五六七八九十一二三"},
	}, 0, 3))
	for key, want := range map[string]string{
		"haidilao":                        "[海底捞 3 海底撈 3]",
		"hdl":                             "[海底捞 3 海底撈 3]",
		"haidilaodengwei":                 "[海底捞：等位 3]",
		"hdldw":                           "[海底捞：等位 3]",
		"yinhang":                         "[银行 3]",
		"lv":                              "[绿 3]",
		"lu":                              "[绿 3]",
		"kanomoxing":                      "[Kano 模型 3]",
		"kanomx":                          "[Kano 模型 3]",
		"hangzhang":                       "[行长 3]",
		"xingchang":                       "[行长 3]",
		"hangchang":                       "[]", // the page says how it is read
		"changshahaidilao":                "[长沙：海底捞 3]",
		"changsha":                        "[长沙 3]",
		"yiersansiwuliuqibajiushiyiersan": "[]",
		"nohan":                           "[]",
	} {
		var got []string
		if e := d.entry(key); e != nil {
			got = e.readings
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q is read %s, want %s", key, got, want)
		}
	}
	if got := named(d, "行长"); !slices.Equal(got, []string{"行长 [hang zhang] [3] "}) {
		t.Errorf("the title with a reading of its own is %q", got)
	}
}

// Of too many names that are read alike, the common ones are kept.
func TestManyTargets(t *testing.T) {
	var pages []Page
	targets := []rune("衣医依伊揖咿铱椅乙已以亦")
	for _, r := range targets {
		pages = append(pages, Page{Title: string(r)})
	}
	slices.Sort(targets)
	want := []string{"龥 3"}
	for _, r := range targets[:11] {
		want = append(want, string(r)+" 3")
	}
	slices.Sort(want)
	pages = append(pages, Page{Title: "龥", Readings: []string{"yi"}}, Page{Title: "龥", Readings: []string{"yi"}})
	if got := decode(t, cut(pages, 0, 5)).entry("yi").readings; !slices.Equal(got, want) {
		t.Errorf("yi is %q, want %q", got, want)
	}
}

// Pairs and threes of titles, names and headings are read as names are. Pairs count
// wherever they stand.
func TestVocabulary(t *testing.T) {
	page := func(heading string) Page { return Page{Sections: []Section{{Heading: heading, Text: "等位等位"}}} }
	text := func(text string) Page { return Page{Summary: text} }
	pages := slices.Concat(
		slices.Repeat([]Page{page("服务蓝图")}, 2), []Page{{Title: "服务蓝"}}, // 服务蓝 3, 服务 20, 务蓝 3, 图 2
		slices.Repeat([]Page{page("服务")}, 17), []Page{{Names: []string{"顾客，忠诚"}}}, slices.Repeat([]Page{page("忠诚 顾客A顾客")}, 2),
		[]Page{{Title: "热门排队点"}, {Names: []string{"无忧退货"}}, page("差评"), page("终点，留言")},
		slices.Repeat([]Page{text("排队点，退货，差评")}, 2), slices.Repeat([]Page{text("差评，快递，留下言")}, 17), []Page{text("终点")},
	)
	d := decode(t, cut(pages, 0, 7, 1))
	for key, want := range map[string]string{
		"fuwu":         "[服务 2]",
		"fw":           "[服务 2]",
		"fuwulan":      "[服务蓝 3]", // a title, too
		"wulan":        "[]",      // part of 服务蓝
		"lantu":        "[]",      // twice
		"zhongcheng":   "[忠诚 1]",
		"guke":         "[顾客 1]",
		"gukezhong":    "[]",
		"dengwei":      "[]", // no heading
		"fuwulantu":    "[]",
		"dengweideng":  "[]",
		"gukezhongche": "[]",
		"paidui":       "[排队 1]",
		"tuihuo":       "[退货 1]", // another name
		"chaping":      "[差评 2]", // on 20 pages
		"cp":           "[差评 2]",
		"zhongdian":    "[]", // two pages
		"kuaidi":       "[]", // many texts, no heading
		"liuyan":       "[]",
		"paiduidian":   "[]", // three pages, one title
	} {
		var got []string
		if e := d.entry(key); e != nil {
			got = e.readings
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q is read %s, want %s", key, got, want)
		}
	}
}

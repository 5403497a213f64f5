package figure

import (
	"fmt"
	"strings"
	"testing"
)

// profileOf makes a profile of titles; what stands in an element follows its title
// behind a colon, a mark and a title for each moment: "共情: +大熊; -晚到".
func profileOf(framework, structure string, lines ...string) Profile {
	p := Profile{Framework: framework, Case: "海底捞", Structure: structure, Baseline: -1}
	urls := make(map[string]string) // a moment with several tags is one moment
	for i, line := range lines {
		title, moments, _ := strings.Cut(line, ": ")
		letter := ""
		if l, t, ok := strings.Cut(title, " "); ok {
			letter, title = l, t
		}
		e := Element{Place: Place{Title: title, URL: fmt.Sprintf("/e/%d", i), Preview: title + "。"}, Letter: letter, Class: fmt.Sprintf("f-x e-%d", i)}
		for j, m := range strings.Split(moments, "; ") {
			if m == "" {
				continue
			}
			if urls[m[1:]] == "" {
				urls[m[1:]] = fmt.Sprintf("#m-%d-%d", i, j)
			}
			d := Dot{Place: Place{Title: m[1:], URL: urls[m[1:]]}, Polarity: strings.IndexByte("-0+", m[0]) - 1}
			e.Dots = append(e.Dots, d)
		}
		p.Elements = append(p.Elements, e)
	}
	return p
}

// profileSize makes a profile of so many elements whose titles are so long; shape
// changes words, letters and moments.
func profileSize(structure string, n, length, shape int) Profile {
	words := []string{"等位区的美甲、桌游和小吃，", "Goodbye WWW ", "“好”（A1）"}
	var lines []string
	for i := range n {
		title := string([]rune(strings.Repeat(words[(i+shape)%3], 20))[:length])
		title = strings.ReplaceAll(strings.TrimSpace(title), " ", "\u00a0")
		if shape%2 == 1 {
			title = "W" + strings.Repeat("W", i%(shape+1)) + " " + title
		}
		count := (i * shape * 7) % 41
		marks := make([]string, count)
		for j := range marks {
			marks[j] = string("+0-"[j%3]) + title
		}
		lines = append(lines, title+": "+strings.Join(marks, "; "))
	}
	return profileOf(string([]rune(strings.Repeat(words[shape%3], 20))[:length]), structure, lines...)
}

var (
	pse      = profileOf("P-S-E 循环（痛点、方案、体验）", "cycle", "P 痛点识别", "S 方案设计", "E 体验优化")
	mot      = profileOf("关键时刻（MOT）", "cycle", "Z 第零关键时刻", "F 第一关键时刻: +进门还没开口，就有人来问", "S 第二关键时刻: +一张写着回来时间的票; +吃饭也在故事里; +角色停下来，只和这一个孩子说话; -免费的通道变成付费的", "U 终极关键时刻")
	fiveWhys = profileOf("五问法（5 Whys）", "sequence", "问题", "第一问", "第二问", "第三问", "第四问", "第五问", "根因", "对策")
	eoac     = profileOf("EOAC 沟通四步（探索、提议、执行、确认）", "sequence", "E 探索", "O 提议", "A 执行: 0一个时刻", "C 确认")
	wow      = profileOf("惊叹六源", "set", "极致易用: +桌上的“请勿打扰”牌", "超预期性能", "神来之笔: +给感冒客人的姜煮可乐", "个性化: +桌上的“请勿打扰”牌; 0翻到“自己下菜”那一页; +对面坐着一只大熊; +店员陪孩子写作业", "情感共鸣: +给感冒客人的姜煮可乐; +对面坐着一只大熊; +给考生的横幅和蛋糕", "意外附加: +等位区的美甲、桌游和小吃; +给考生的横幅和蛋糕; +店员陪孩子写作业")
	servqual = profileOf("SERVQUAL", "set", "有形性: +等位区的美甲、桌游和小吃", "可靠性", "响应性: +等位区的美甲、桌游和小吃; +桌上的“请勿打扰”牌", "保证性", "同理心: +桌上的“请勿打扰”牌; 0翻到“自己下菜”那一页; +给感冒客人的姜煮可乐; +对面坐着一只大熊; +给考生的横幅和蛋糕; +店员陪孩子写作业")
	icare    = profileOf("ICARE 五字服务模式", "set", "I 理想服务", "C 服务文化", "A 用心留意", "R 及时回应", "E 授权")
)

func TestGoldenStructure(t *testing.T) {
	golden(t, Structure(mot, Options{Prefix: "g"}))
	for _, tt := range []struct {
		name string
		p    Profile
	}{{"cycle", pse}, {"sequence", fiveWhys}, {"set", wow}, {"matrix", icare}} {
		if tt.name == "matrix" {
			tt.p.Structure = "matrix"
		}
		s := Structure(tt.p, Options{Prefix: "g"})
		goldenFile(t, "structure-"+tt.name+".svg", s.Wide)
		goldenFile(t, "structure-"+tt.name+"-narrow.svg", s.Narrow)
	}
}

func TestStructureFinding(t *testing.T) {
	for _, tt := range []struct {
		p    Profile
		want string
	}{
		{pse, "3 步一圈，“体验优化”之后又回到“痛点识别”。"},
		{eoac, "先后 4 步，从“探索”到“确认”。标了 1 次。最多的是“执行”，1 次。还没有时刻的：探索、提议、确认。"},
		{icare, "共 5 项，不分先后。"},
		{profileOf("两格", "matrix", "甲: +一", "乙: -二"), "共 2 格。标了 2 次。"},
		{profileOf("五项", "set", "甲: +一; -二", "乙", "丙", "丁", "戊: +一"), "共 5 项，不分先后。2 个时刻一共标了 3 次。最多的是“甲”，2 次。还没有时刻的：乙、丙、丁。"},
		{profileOf("六项", "set", "甲: +一", "乙", "丙", "丁", "戊", "己: +一; 0二"), "共 6 项，不分先后。2 个时刻一共标了 3 次。最多的是“己”，2 次。有 4 项还没有时刻。"},
		{profileOf("一步", "sequence", "甲"), "只有一步：“甲”。"},
	} {
		if got := structureFinding(tt.p, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestStructureIsReadable(t *testing.T) {
	for _, structure := range []string{"cycle", "sequence", "matrix", "set"} {
		for _, n := range []int{1, 2, 3, 5, 8, 12, 13, 40} {
			checkPicture(t, Structure(profileSize(structure, n, 9, n%4), Options{Prefix: "<&"}))
		}
		if Structure(Profile{Structure: structure}, Options{}) != nil {
			t.Errorf("there is a %s of nothing", structure)
		}
	}
	checkPicture(t, Structure(profileOf("", "cycle", "", "A "), Options{}))
	checkPicture(t, Structure(profileOf("三级阶梯", "ladder", "满意", "惊喜: +大熊", "拥护"), Options{Prefix: "<&"}))
	if Structure(profileOf("阶梯", "?", "满意"), Options{}) != nil {
		t.Error("there is a picture of a structure that nobody knows")
	}
}

func TestStructureNoOverlap(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 40} {
		for _, length := range []int{1, 4, 9, 20, 60} {
			for shape := range 4 {
				p, name := profileSize("set", n, length, shape), fmt.Sprintf("%d×%d/%d", n, length, shape)
				for _, form := range []struct {
					name string
					c    *canvas
				}{
					{"cycle", cycleWide(p, Options{})},
					{"cycle narrow", cycleNarrow(p, Options{})},
					{"cycle as a chain", sequenceWide(turning(p), Options{})},
					{"cycle as a chain, narrow", sequenceNarrow(turning(p), Options{})},
					{"sequence", sequenceWide(p, Options{})},
					{"sequence narrow", sequenceNarrow(p, Options{})},
					{"matrix", matrix(p, wideWidth, Options{})},
					{"matrix narrow", matrix(p, narrowWidth, Options{})},
					{"set", set(p, wideWidth, Options{})},
					{"set narrow", set(p, narrowWidth, Options{})},
				} {
					if n > ringMost && strings.HasPrefix(form.name, "cycle") {
						continue // drawn as a chain with a way back
					}
					checkBoxes(t, form.name+" "+name, form.c)
				}
			}
		}
	}
}

// turning makes a cycle of a profile.
func turning(p Profile) Profile {
	p.Structure = "cycle"
	return p
}

// A cycle leads back to its first step, however many it has; a chain does not.
func TestCycleReturns(t *testing.T) {
	for _, n := range []int{13, 15, 16, 40} {
		for structure, want := range map[string]int{"cycle": 1, "sequence": 0} {
			p := Structure(profileSize(structure, n, 9, 0), Options{Prefix: "r"})
			for _, svg := range [][]byte{p.Wide, p.Narrow} {
				if got := strings.Count(string(svg), "flow back"); got != want {
					t.Errorf("%s of %d: %d ways back, want %d", structure, n, got, want)
				}
			}
		}
	}
}

// checkWhole proves that no name of a picture is cut.
func checkWhole(t *testing.T, name string, v *canvas) {
	t.Helper()
	for _, b := range v.boxes {
		if strings.HasSuffix(b.text, "…") {
			t.Errorf("%s: “%s” is cut", name, b.text)
		}
	}
}

func TestNamesAreWhole(t *testing.T) {
	for _, n := range []int{1, 3, 6, 9, 12, 13, 40} {
		for shape := range 4 {
			p, o := profileSize("set", n, 60, 2*(shape/2)), Options{}
			p.Framework = "惊叹六源"
			for _, v := range []*canvas{
				sequenceWide(turning(p), o), sequenceNarrow(turning(p), o), set(p, wideWidth, o), set(p, narrowWidth, o),
				wheelWide(p, o), wheelNarrow(p, o), barsWide(p, o), barsNarrow(p, o), cycleWide(p, o), cycleNarrow(p, o),
				gapsWide(gapsSize(n, 60, 1), o), gapsNarrow(gapsSize(n, 60, 1), o),
				matrix(p, wideWidth, o), matrix(p, narrowWidth, o),
			} {
				checkWhole(t, fmt.Sprintf("%d/%d", n, shape), v)
			}
		}
	}
}

func BenchmarkStructure(b *testing.B) {
	for _, p := range []Profile{mot, fiveWhys, wow} {
		b.Run(p.Structure, func(b *testing.B) {
			for b.Loop() {
				Structure(p, Options{Prefix: "b"})
			}
		})
	}
}

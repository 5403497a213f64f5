package figure

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"playbook/generator/analysis"
	"playbook/generator/content"
)

// feelings makes a curve; an expectation of 9 means none.
func feelings(pairs ...[2]int) analysis.Curve {
	var steps []content.Step
	for _, p := range pairs {
		s := content.Step{Emotion: &p[0]}
		if p[1] != 9 {
			s.Expected = &p[1]
		}
		steps = append(steps, s)
	}
	return analysis.Emotions(steps)
}

var haidilao = feelings([2]int{1, 1}, [2]int{1, -1}, [2]int{0, 0}, [2]int{2, 0}, [2]int{1, 9}, [2]int{-2, 0})

var titlesOf = []string{"等位区的美甲、桌游和小吃", "桌上的“请勿打扰”牌", "翻到“自己下菜”那一页", "给感冒客人的姜煮可乐", "对面坐着一只大熊 & <更多>", "客人把遭遇发到网上"}

// places makes places that lead somewhere, of titles.
func places(titles []string) []Place {
	list := make([]Place, len(titles))
	for i, t := range titles {
		list[i] = Place{Title: t, URL: fmt.Sprintf("#m-%d", i), Preview: t + "。"}
	}
	return list
}

// golden compares both forms of a picture, its words and its table with files. Look
// at them after a change; UPDATE=1 rewrites them.
func golden(t *testing.T, p *Picture) {
	t.Helper()
	words := fmt.Sprintf("%s\n%s\n\n%s\n", p.Title, p.Finding, strings.Join(p.Table.Head, " | "))
	for _, row := range p.Table.Rows {
		words += strings.Join(row, " | ") + "\n"
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{p.Name + ".svg", p.Wide}, {p.Name + "-narrow.svg", p.Narrow}, {p.Name + ".txt", []byte(words)}} {
		goldenFile(t, f.name, f.data)
	}
	for _, row := range p.Table.Rows {
		if len(row) != len(p.Table.Head) || len(p.Table.Num) != len(p.Table.Head) {
			t.Errorf("%s: a row of %d in a table of %d columns (%d)", p.Name, len(row), len(p.Table.Head), len(p.Table.Num))
		}
	}
}

func goldenFile(t *testing.T, name string, got []byte) {
	t.Helper()
	file := "testdata/" + name
	if got == nil {
		return
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s differs from the drawing; UPDATE=1 rewrites it (%v)\n%s", file, err, got)
	}
}

func TestGoldenEmotion(t *testing.T) {
	golden(t, Emotion(haidilao, places(titlesOf), Options{Prefix: "g"}))
	goldenFile(t, "spark.svg", Spark(haidilao, titlesOf, Options{Prefix: "g"}))
}

func TestFinding(t *testing.T) {
	for _, tt := range []struct {
		curve analysis.Curve
		want  string
	}{
		{analysis.Curve{Peak: -1, End: -1}, "还没有情绪记录。"},
		{haidilao, "共 6 处，最好的是“给感冒客人的姜煮可乐”（+2），最差的是“客人把遭遇发到网上”（−2）。峰终均值 −2.0，全程平均 +0.5。有 1 处低于预期。"},
		{feelings([2]int{1, 9}, [2]int{1, 9}, [2]int{1, 9}), "共 3 处，感受都是 +1，没有起落。"},
		{feelings([2]int{0, 9}), "只有一处记了情绪：“等位区的美甲、桌游和小吃”（0）。"},
		{feelings([2]int{0, 9}, [2]int{2, 9}, [2]int{1, 1}), "共 3 处，最强的是第 2 处“桌上的‘请勿打扰’牌”（+2）。最后停在“翻到‘自己下菜’那一页”（+1）。峰终均值 +1.5，全程平均 +1.0。"},
		{feelings([2]int{2, 9}, [2]int{0, 9}), "共 2 处，最强的是第 1 处“等位区的美甲、桌游和小吃”（+2）。"},
	} {
		if got := Finding(tt.curve, titlesOf, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		s     string
		width int // in Han characters
		want  string
	}{
		{"等位区的美甲、桌游和小吃", 6, "等位区的美|甲、桌游和小|吃"},
		{"翻到“自己下菜”那一页", 4, "翻到“自|己下菜”|那一页"},
		{"Peter Pan 说完 Goodbye", 6, "Peter Pan|说完|Goodbye"},
		{"supercalifragilistic", 4, "superc|alifra|gilist|ic"},
		{"一二三四五六七八九十一二三四五六七八九十", 4, "一二三四|五六七八|九十一二|三四五…"},
		{"", 4, ""},
	} {
		if got := strings.Join(wrap(tt.s, 130, tt.width*130, 4), "|"); got != tt.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.s, tt.width, got, tt.want)
		}
	}
}

// No text of a picture covers another, and none leaves it, however many moments
// a case has and however long their titles are.
func TestNoOverlap(t *testing.T) {
	for points := 1; points <= 40; points++ {
		for length := 1; length <= 60; length += 11 {
			for shape := range 6 {
				c, labels := sample(points, length, shape)
				checkBoxes(t, fmt.Sprintf("wide %d×%d/%d", points, length, shape), emotion(c, places(labels), Options{}))
				checkBoxes(t, fmt.Sprintf("narrow %d×%d/%d", points, length, shape), emotionNarrow(c, places(labels), Options{}))
			}
		}
	}
}

func sample(points, length, shape int) (analysis.Curve, []string) {
	words := []string{"等位区的美甲、桌游和小吃，", "Goodbye WWW ", "“好”（A1）"}
	var pairs [][2]int
	var labels []string
	for i := range points {
		e := (i*(shape+2)+shape)%5 - 2
		if shape == 5 {
			e = -2
		}
		pairs = append(pairs, [2]int{e, (i+shape)%5 - 2})
		r := []rune(strings.Repeat(words[(i+shape)%3], 20))
		labels = append(labels, string(r[:length]))
	}
	return feelings(pairs...), labels
}

// checkBoxes proves that no text of a picture covers another, none leaves it, and none
// is cut.
func checkBoxes(t *testing.T, name string, v *canvas) {
	t.Helper()
	w, h := v.w, v.h
	for i, a := range v.boxes {
		if strings.HasSuffix(a.text, "…") {
			t.Errorf("%s: “%s” is cut", name, a.text)
		}
		if a.x0 < 0 || a.y0 < 0 || a.x1 > w || a.y1 > h {
			t.Errorf("%s: “%s” leaves the picture: %v", name, a.text, a)
		}
		for _, b := range v.boxes[:i] {
			if a.overlaps(b) {
				t.Errorf("%s: “%s” covers “%s”", name, a.text, b.text)
			}
		}
	}
}

// checkPicture proves that both forms are well-formed, carry no styles, say what they
// are, and have no id twice.
func checkPicture(t *testing.T, p *Picture) {
	t.Helper()
	ids := make(map[string]bool)
	for _, svg := range [][]byte{p.Wide, p.Narrow} {
		d := xml.NewDecoder(bytes.NewReader(svg))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v in\n%s", err, svg)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range start.Attr {
				switch {
				case a.Name.Local == "id" && ids[a.Value]:
					t.Errorf("%s: the id %s stands there twice", p.Name, a.Value)
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "style", a.Name.Local == "fill", a.Name.Local == "stroke", strings.HasPrefix(a.Name.Local, "on"):
					t.Errorf("%s: a picture must not carry %s", p.Name, a.Name.Local)
				}
			}
		}
	}
	if p.Finding == "" || p.Title == "" || len(p.Table.Rows) == 0 {
		t.Errorf("%s says nothing in words or as a table: %q %q", p.Name, p.Title, p.Finding)
	}
}

func TestWellFormed(t *testing.T) {
	for points := 1; points < 4; points++ {
		c, labels := sample(points, 9, 1)
		checkPicture(t, Emotion(c, places(labels), Options{Prefix: "<&"}))
	}
	if Emotion(analysis.Curve{Peak: -1, End: -1}, nil, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func BenchmarkEmotion(b *testing.B) {
	c, labels := sample(12, 12, 1)
	list := places(labels)
	for b.Loop() {
		Emotion(c, list, Options{Prefix: "b"})
	}
}

package figure

import (
	"fmt"
	"testing"
)

var carlzon = Verdict{
	Scale:   []string{"属实", "部分属实", "查无出处", "张冠李戴", "已经过时", "有相反证据", "示意数字"},
	Classes: []string{"v-supported", "v-partly", "v-unverified", "v-misattributed", "v-outdated", "v-contradicted", "v-illustrative"},
	At:      3,
	Sources: places([]string{"Service Management", "SAS a Scandinavian icon", "Moments of Truth", "Jan Carlzon"}),
	Levels:  []string{"二手", "一手", "一手", "转述"},
}

func TestGoldenMeter(t *testing.T) {
	p := Meter(carlzon, Options{Prefix: "g"})
	golden(t, p)
	checkPicture(t, p)
}

func TestMeterFinding(t *testing.T) {
	alone := carlzon
	alone.At, alone.Sources = 2, nil
	for _, tt := range []struct {
		v    Verdict
		want string
	}{
		{carlzon, "查证的结果是“张冠李戴”。查过的来源有 4 个：Service Management、SAS a Scandinavian icon、Moments of Truth、Jan Carlzon。"},
		{alone, "查证的结果是“查无出处”。没有列出来源。"},
	} {
		if got := Meter(tt.v, Options{}).Finding; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	if Meter(Verdict{}, Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func TestMeterBoxes(t *testing.T) {
	for count := 0; count <= 40; count += 4 {
		for length := 1; length <= 60; length += 59 {
			for kind := range 5 {
				v := carlzon
				v.Sources, v.Levels = nil, nil
				for i := range count {
					v.Sources = append(v.Sources, Place{Title: textOf(length, kind+i)})
					if i%3 > 0 {
						v.Levels = append(v.Levels, textOf(length, i))
					}
				}
				for _, n := range []int{0, 4, 6, 11, 39} {
					v.Scale = nil
					for i := range n + 1 {
						v.Scale = append(v.Scale, textOf(length, kind+i))
					}
					v.At = (count + kind) % (n + 1)
					name := fmt.Sprintf("%d×%d/%d of %d", count, length, kind, n+1)
					checkBoxes(t, "wide "+name, meterWide(v, Options{}))
					uncutBoxes(t, "wide "+name, meterWide(v, Options{}))
					checkBoxes(t, "narrow "+name, meterNarrow(v, Options{}))
					uncutBoxes(t, "narrow "+name, meterNarrow(v, Options{}))
				}
			}
		}
	}
}

func BenchmarkMeter(b *testing.B) {
	for b.Loop() {
		Meter(carlzon, Options{Prefix: "b"})
	}
}

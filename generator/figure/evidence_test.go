package figure

import (
	"fmt"
	"testing"
)

// levels makes shares of the four levels.
func levels(counts ...int) []Share {
	var list []Share
	for i, n := range counts {
		list = append(list, Share{[]string{"ev-primary", "ev-secondary", "ev-reported", "ev-illustrative"}[i%4], []string{"一手", "二手", "转述", "示意虚构"}[i%4], n})
	}
	return list
}

func TestGoldenEvidence(t *testing.T) {
	p := Evidence(levels(2, 9, 5, 1), Options{Prefix: "g"})
	golden(t, p)
	checkPicture(t, p)
}

func TestEvidenceFinding(t *testing.T) {
	for _, tt := range []struct {
		list []Share
		want string
	}{
		{levels(2, 9, 5, 1), "共 17 处：一手 2 处、二手 9 处、转述 5 处、示意虚构 1 处。最多的是“二手”，占 53%。"},
		{levels(0, 0, 0, 8), "共 8 处：示意虚构 8 处。最多的是“示意虚构”，占 100%。一处也没有的：一手、二手、转述。"},
	} {
		if got := Evidence(tt.list, Options{}).Finding; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	if Evidence(levels(0, 0), Options{}) != nil {
		t.Error("there is a picture of nothing")
	}
}

func TestEvidenceBoxes(t *testing.T) {
	counts := []int{0, 1, 3, 40, 9999}
	for i := range 5 * 5 * 5 * 5 {
		list := levels(counts[i%5], counts[i/5%5], counts[i/25%5], counts[i/125])
		for _, length := range []int{0, 1, 60} {
			for k := range list {
				if length > 0 {
					list[k].Word = textOf(length, i+k)
				}
			}
			if Evidence(list, Options{}) == nil {
				continue
			}
			checkBoxes(t, fmt.Sprint("wide ", list), evidenceStrip(list, 6600, 130))
			uncutBoxes(t, fmt.Sprint("wide ", list), evidenceStrip(list, 6600, 130))
			checkBoxes(t, fmt.Sprint("narrow ", list), evidenceStrip(list, 3600, 150))
			uncutBoxes(t, fmt.Sprint("narrow ", list), evidenceStrip(list, 3600, 150))
		}
	}
}

func BenchmarkEvidence(b *testing.B) {
	list := levels(2, 9, 5, 1)
	for b.Loop() {
		Evidence(list, Options{Prefix: "b"})
	}
}

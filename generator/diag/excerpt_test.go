package diag_test

import (
	"fmt"
	"strings"
	"testing"

	"playbook/generator/diag"
)

func TestExcerpt(t *testing.T) {
	tests := []struct {
		name, src, marked string
		around            int
		want              string
	}{
		{"one line", "甲\n乙丙丁\n戊\n", "丙", 0, "2:乙[丙]丁"},
		{"lines around", "甲\n乙丙丁\n戊\n己\n", "丙", 1, "1:甲[]|2:乙[丙]丁|3:戊[]"},
		{"the first line", "甲\n乙\n", "甲", 1, "1:[甲]|2:乙[]"},
		{"the last line", "甲\n乙\n", "乙", 2, "1:甲[]|2:[乙]"},
		{"empty lines count", "甲\n\n乙\n\n丙", "乙", 2, "1:甲[]|2:[]|3:[乙]|4:[]|5:丙[]"},
		{"line ends of Windows", "甲\r\n乙\r\n丙\r\n", "乙", 1, "1:甲[]|2:[乙]|3:丙[]"},
		{"a span over lines is marked in the first", "甲乙\n丙丁\n", "乙\n丙", 1, "1:甲[乙]|2:丙丁[]"},
		{"a tab keeps one place", "\t甲\n", "甲", 0, "1: [甲]"},
		{"what moves the cursor is shown", "a\x1b[2J甲", "甲", 0, "1:a·[2J[甲]"},
		{"a long line is cut", strings.Repeat("a", 80) + "甲" + strings.Repeat("b", 200), "甲", 0, "1:…" + strings.Repeat("a", 33) + "[甲]" + strings.Repeat("b", 64) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := strings.Index(tt.src, tt.marked)
			var got []string
			for _, l := range diag.Excerpt([]byte(tt.src), diag.Span{Start: start, End: start + len(tt.marked)}, tt.around) {
				got = append(got, fmt.Sprintf("%d:%s[%s]%s", l.Number, l.Before, l.Marked, l.After))
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("\ngot  %s\nwant %s", strings.Join(got, "|"), tt.want)
			}
		})
	}
}

package content

import (
	"slices"
	"testing"
)

func TestPinyin(t *testing.T) {
	for _, tt := range []struct {
		written string
		want    []string
	}{
		{"pinyin: hai di lao", []string{"hai di lao"}},
		{"拼音: [hai di lao, hdl]", []string{"hai di lao", "hdl"}},
		{"pinyin: 711 bian li dian", []string{"711 bian li dian"}},
		{"pinyin:", nil},
	} {
		file, found := Parse("terms/a.md", []byte("---\ntitle: 甲\nsummary: 乙\ndefinition: 丙\n"+tt.written+"\n---\n"), new(Settings))
		if len(found) > 0 {
			t.Errorf("%s: %s", tt.written, found[0].Message.En)
		}
		if got := file.Common.Pinyin; !slices.Equal(got, tt.want) {
			t.Errorf("%s: read as %q", tt.written, got)
		}
	}
}

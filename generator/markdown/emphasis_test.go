package markdown

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"playbook/generator/hanzi"
)

var selector = regexp.MustCompile(`\\u\{([0-9A-F]+)\}`)

// TestCJKFriendly runs the published examples of the amendment.
func TestCJKFriendly(t *testing.T) {
	_, parts := readParts(t, "testdata/cjk-friendly.txtar")
	for _, part := range parts {
		for line := range strings.Lines(part.data) {
			src := selector.ReplaceAllStringFunc(line, func(s string) string {
				n, _ := strconv.ParseUint(s[3:len(s)-1], 16, 32)
				return string(rune(n))
			})
			doc, _ := Parse("cjk.md", []byte(src))
			got := render(t, doc, View{})
			marked := regexp.MustCompile(`<(strong|em|del)>`).MatchString(got)
			left := strings.ContainsAny(regexp.MustCompile(`="[^"]*"`).ReplaceAllString(got, ""), "*_~")
			if want := part.name == "emphasised"; marked != want || left == want {
				t.Errorf("%s: %s gives %s", part.name, strings.TrimSpace(line), got)
			}
		}
	}
}

// TestIsCJK compares our table with the properties of Go and of hanzi, which
// know an older Unicode and take emoji for East Asian.
func TestIsCJK(t *testing.T) {
	newer := func(r rune) bool { // wide since Unicode 16
		return 0x2630 <= r && r <= 0x2637 || 0x268a <= r && r <= 0x268f || 0x4dc0 <= r && r <= 0x4dff || 0x1d300 <= r && r <= 0x1d376
	}
	emoji := func(r rune) bool { // wide, and drawn as a picture
		return 0x231a <= r && r <= 0x2bff && r != 0x2329 && r != 0x232a || r == 0x1f004 || r == 0x1f0cf || r == 0x1f18e || 0x1f191 <= r && r <= 0x1f19a ||
			0x1f201 <= r && r <= 0x1f265 && !isCJK(r) || 0x1f300 <= r && r <= 0x1faff
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.IsOneOf([]*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs}, r) || newer(r) {
			continue
		}
		want := hanzi.IsEastAsian(r) && !emoji(r) || unicode.Is(unicode.Hangul, r)
		if got := isCJK(r); got != want {
			t.Errorf("isCJK(%U %c) = %v, want %v", r, r, got, want)
		}
	}
}

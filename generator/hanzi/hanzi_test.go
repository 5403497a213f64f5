package hanzi

import (
	"testing"
	"unicode/utf8"
)

func TestWidth(t *testing.T) {
	for _, tt := range []struct {
		s    string
		want int
	}{
		{"", 0},
		{"abc", 3},
		{"海底捞", 6},
		{"，。（）", 8},
		{"“引号”", 6}, // quotation marks are shared with Latin text
		{"é", 1},    // e and a combining accent
		{"👨‍👩‍👧", 2},
		{"Ａ１", 4},
	} {
		if got := Width(tt.s); got != tt.want {
			t.Errorf("Width(%q) = %d, want %d", tt.s, got, tt.want)
		}
	}
}

func TestJoins(t *testing.T) {
	for _, tt := range []struct {
		before, after rune
		want          bool
	}{
		{'海', '底', true},
		{'，', '底', true},
		{'海', 'a', false},
		{'a', '海', false},
		{'a', 'b', false},
		{'海', '“', true},
		{'”', '海', true},
		{'”', 'a', false},
		{'“', '”', false},
		{'의', '국', false}, // Korean has spaces
		{'ア', 'イ', true},
		{'𠮷', '野', true}, // beyond the basic plane
	} {
		if got := Joins(tt.before, tt.after); got != tt.want {
			t.Errorf("Joins(%q, %q) = %v, want %v", tt.before, tt.after, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"kano", "KANO", "Kano", "ＫＡＮＯ", " kano "},
		{"海底捞", "海底捞 "},
		{"café", "CAFÉ", "cafe\u0301"},
		{"兴奋(a)", "兴奋（Ａ）"},
		{"strasse", "Straße"},
	} {
		for _, s := range same {
			if got := Fold(s); got != same[0] {
				t.Errorf("Fold(%q) = %q, want %q", s, got, same[0])
			}
		}
	}
}

func TestID(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"服务蓝图", "服务蓝图"},
		{"在您的店里，怎么做？", "在您的店里-怎么做"},
		{"How to use it", "how-to-use-it"},
		{"  P-S-E：三步 ", "p-s-e-三步"},
		{"2024 年", "2024-年"},
		{"！？", ""},
		{"cafe\u0301", "café"},
		{"👍", ""},
	} {
		if got := ID(tt.in); got != tt.want {
			t.Errorf("ID(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		in   string
		n    int
		want string
	}{
		{"海底捞", 3, "海底捞"},
		{"海底捞火锅", 4, "海底捞…"},
		{"一，二", 3, "一，二"},
		{"一二，三四", 4, "一二…"}, // no comma before the ellipsis
		{"👨‍👩‍👧家人们", 2, "👨‍👩‍👧…"},
	} {
		if got := Cut(tt.in, tt.n); got != tt.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", tt.in, tt.n, got, tt.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Kano", "ＫＡＮＯ", "ǅ", "İ", "ﬃ", "\u0345", "海底捞（A）"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
		id := ID(s)
		if again := ID(id); again != id {
			t.Errorf("ID(%q) = %q, again %q", s, id, again)
		}
	})
}

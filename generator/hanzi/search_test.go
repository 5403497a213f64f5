package hanzi

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestFoldRuneGolden compares a sample of characters: one in 40 of those that
// fold to another, and all around the borders of classes.
func TestFoldRuneGolden(t *testing.T) {
	var b strings.Builder
	changed := 0
	for r := range rune(unicode.MaxRune + 1) {
		if !utf8.ValidRune(r) || r < ' ' {
			continue
		}
		folded := FoldRune(r)
		border := Classify(r) != Classify(r-1) || Classify(r) != Classify(r+1)
		if folded != r {
			changed++
		}
		if folded != r && changed%40 == 0 || border {
			fmt.Fprintf(&b, "%04X %q → %04X %q %s\n", r, r, folded, folded, []string{"break", "word", "ideograph"}[Classify(folded)])
		}
	}
	const golden = "testdata/fold.txt"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("folding differs from %s; UPDATE=1 go test writes it anew", golden)
	}
}

func TestFoldRune(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Kano", "kano"},
		{"ＫＡＮＯ　１２３！", "kano 123!"},
		{"海底撈", "海底捞"},
		{"服務藍圖", "服务蓝图"},
		{"後於乾餘瞭", "后于干余瞭"}, // the first form, which may be the character itself
		{"薴苧", "苎苎"},       // one step is not enough
		{"㜢𠁞", "㜢𠀾"},       // 㜢 has a form beyond the plane, which is longer
		{"Ångström Café naïve Ｅ\u0301", "angstrom cafe naive e"},
		{"Straße ŒUVRE Øre", "straße œuvre øre"},
		{"İstanbul ǅ ΆΈΣς Ёлка Й", "istanbul ǆ αεσς елка и"},
		{"ếǖ", "eu"},
		{"カナ한", "カナ한"},
		{"_ —“”\u200b👍", "_ —“”\u200b👍"},
	} {
		var b strings.Builder
		for _, r := range tt.in {
			if r = FoldRune(r); r != 0 {
				b.WriteRune(r)
			}
		}
		if b.String() != tt.want {
			t.Errorf("%q folds to %q, want %q", tt.in, b.String(), tt.want)
		}
	}
}

// The client keeps places in the text by the length in UTF-16, and folds a query
// that may be folded already.
func TestFoldRuneKeepsLengthAndIsFinal(t *testing.T) {
	for r := rune(-2); r <= unicode.MaxRune+2; r++ {
		folded := FoldRune(r)
		if again := FoldRune(folded); again != folded {
			t.Errorf("%U folds to %U and that to %U", r, folded, again)
		}
		if folded != 0 && utf16.RuneLen(folded) != utf16.RuneLen(r) {
			t.Errorf("%U folds to %U of another length", r, folded)
		}
		if (folded == 0) != (r == 0 || r >= 0x300 && r <= 0x36f) {
			t.Errorf("%U folds to %U", r, folded)
		}
	}
}

// The table says what Unicode says: what remains of a letter without its marks, in lower
// case.
func TestFoldRuneIsUnicodes(t *testing.T) {
	for r := rune(0x80); r < 0x2000; r++ {
		want := r
		if classAt(r) == Word {
			want, _ = utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			rest := strings.TrimLeftFunc(norm.NFD.String(string(r))[utf8.RuneLen(want):], func(m rune) bool { return unicode.Is(unicode.Mn, m) })
			if rest != "" {
				t.Errorf("%U is more than a letter with marks", r)
			}
			want = unicode.ToLower(want)
			if lower := strings.ToLower(string(want)); lower != string(want) {
				t.Errorf("%U has %q as lower case", r, lower)
			}
		} else if r >= 0x300 && r <= 0x36f {
			want = 0
		}
		if got := FoldRune(r); got != want {
			t.Errorf("%U folds to %U, want %U", r, got, want)
		}
	}
}

func TestTraditionalPairs(t *testing.T) {
	pairs := TraditionalPairs()
	if len(pairs) < 3000 {
		t.Fatalf("only %d pairs", len(pairs))
	}
	byFirst := func(a, b [2]rune) int { return int(a[0] - b[0]) }
	if !slices.IsSortedFunc(pairs, byFirst) {
		t.Error("the pairs are not sorted")
	}
	for i, p := range pairs {
		if i > 0 && pairs[i-1][0] == p[0] {
			t.Errorf("%c stands there twice", p[0])
		}
		if p[0] == p[1] || Classify(p[0]) != Ideograph || Classify(p[1]) != Ideograph {
			t.Errorf("%c → %c is no pair of characters", p[0], p[1])
		}
		if FoldRune(p[0]) != p[1] {
			t.Errorf("%c folds to %c, not to %c", p[0], FoldRune(p[0]), p[1])
		}
	}
	folds := 0
	for r := rune(0x2e80); r <= unicode.MaxRune; r++ {
		if FoldRune(r) != r && halfWidth(r) == r {
			folds++
		}
	}
	if folds != len(pairs) {
		t.Errorf("%d characters fold to others, but there are %d pairs", folds, len(pairs))
	}
}

// mixed are the blocks that Classify takes whole although signs or gaps stand
// between their letters.
var mixed = [][2]rune{
	{0x531, 0x1aaf},
	{0x1b00, 0x1dbf},
	{0x2100, 0x218b},
	{0x2460, 0x24ff},
	{0x2c00, 0x2ddf},
	{0x30fc, 0x33ff},
	{0x9ffd, 0xd7ff},
	{0xf900, 0xfdff},
	{0xfe70, 0xfefe},
	{0xff66, 0xffdc},
	{0x10000, 0x1bfff},
	{0x1d400, 0x1d7ff},
	{0x1df00, 0x1eeff},
	{0x20000, 0x3ffff},
}

// TestClassify holds Classify against Unicode: exact outside of the mixed blocks, and
// in them no letter may be lost.
func TestClassify(t *testing.T) {
	for r := rune(-2); r <= unicode.MaxRune+2; r++ {
		want := Break
		switch alphabet := r < 0x530 || r >= 0x1e00 && r < 0x2000; {
		case alphabet && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%'):
			want = Word
		case !alphabet && halfWidth(r) == r && (unicode.IsLetter(r) || unicode.Is(unicode.N, r)): // Classify is asked of folded text
			want = Ideograph
		}
		got := Classify(r)
		if got != classAt(r) {
			t.Errorf("%U: the table says %d, the list %d", r, got, classAt(r))
		}
		if want == Break && got == Ideograph && slices.ContainsFunc(mixed, func(b [2]rune) bool { return b[0] <= r && r <= b[1] }) {
			continue
		}
		if got != want {
			t.Errorf("Classify(%U %q) = %d, want %d", r, r, got, want)
		}
	}
	if !slices.IsSorted(edges) || len(edges)%2 != 0 {
		t.Error("the edges are not in order")
	}
}

func TestNFC(t *testing.T) {
	if got := NFC("cafe\u0301"); got != "café" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkFold(b *testing.B) {
	for name, text := range map[string]string{
		"han":   strings.Repeat("海底捞等位免费做指甲，服务員记得您的名字。", 1000),
		"latin": strings.Repeat("The Kano model, as it is used; ", 1000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			words := 0
			for b.Loop() {
				for _, r := range text {
					if Classify(FoldRune(r)) != Break {
						words++
					}
				}
			}
		})
	}
}

func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		newTables()
	}
}

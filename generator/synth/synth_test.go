package main

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// Figures are comparable over time only if the cases stay what they are. If you
// change them on purpose, change the sum, and measure anew what you compare.
func TestCasesStayTheSame(t *testing.T) {
	h := sha256.New()
	for i := range 20 {
		fmt.Fprint(h, Case(i, 1000))
	}
	const want = "4c8238e003b72cc8"
	if got := fmt.Sprintf("%x", h.Sum(nil)[:8]); got != want {
		t.Errorf("the cases changed: %s, want %s", got, want)
	}
}

func TestCaseIsLikeARealOne(t *testing.T) {
	han, links := 0, 0
	const n = 50
	for i := range n {
		_, body, ok := strings.Cut(Case(i, 1000), "\n---\n")
		if !ok {
			t.Fatal("no front matter")
		}
		links += strings.Count(body, "[[")
		for _, r := range body {
			if unicode.Is(unicode.Han, r) {
				han++
			}
		}
	}
	if han/n < 720 || han/n > 880 {
		t.Errorf("%d Han characters a case, want about 800", han/n)
	}
	if links != 3*n {
		t.Errorf("%d links in %d cases, want 3 each", links, n)
	}
}

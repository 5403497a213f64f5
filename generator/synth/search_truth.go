package main

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"playbook/generator/hanzi"
	"playbook/generator/search"
)

// folded returns a text as search compares it: what stands between letters is one
// space, however much it is.
func folded(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range hanzi.NFC(s) {
		r = hanzi.FoldRune(r)
		switch {
		case r == 0:
		case hanzi.Classify(r) == hanzi.Break:
			gap = true
		default:
			if gap {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	if gap {
		b.WriteByte(' ')
	}
	return b.String()
}

// literal returns what a page must have that a query asks for.
func literal(s string) string { return strings.TrimSpace(folded(s)) }

// foldedPage returns all texts of a page, a line each, so that nothing is found
// across two of them.
func foldedPage(p *search.Page) string {
	texts := append([]string{p.Title, p.Summary}, p.Names...)
	for _, s := range p.Sections {
		texts = append(texts, s.Heading, s.Text)
	}
	for i, s := range texts {
		texts[i] = folded(s)
	}
	return strings.Join(texts, "\n")
}

// A scanner finds which of many literals a text has.
type scanner struct {
	literals []string
	starting map[rune][]int // by the first character
}

func newScanner(literals []string) *scanner {
	s := &scanner{literals, make(map[rune][]int)}
	for i, l := range literals {
		for _, r := range l {
			s.starting[r] = append(s.starting[r], i)
			break
		}
	}
	return s
}

// scan marks the literals that a text has.
func (s *scanner) scan(text string, has []bool) {
	for at, r := range text {
		for _, i := range s.starting[r] {
			if !has[i] && strings.HasPrefix(text[at:], s.literals[i]) {
				has[i] = true
			}
		}
	}
}

// A truth is what reading every page tells.
type truth struct {
	pages [][]int // for each query, the pages that have it, ascending
	pairs int     // different pairs of Han characters that stand side by side
	han   int     // characters of all pages
}

// readAll reads n pages for what queries ask for.
func readAll(c *corpus, n int, queries []query) truth {
	var literals []string
	number := make(map[string]int)
	for _, q := range queries {
		for _, l := range q.literals {
			if _, ok := number[l]; !ok {
				number[l] = len(literals)
				literals = append(literals, l)
			}
		}
	}
	scan := newScanner(literals)
	t := truth{pages: make([][]int, len(queries))}
	pairs := make(map[[2]rune]bool)
	var mu sync.Mutex
	const chunk = 256
	atOnce((n+chunk-1)/chunk, func(k int) {
		found, own, count := make([][]int, len(queries)), make(map[[2]rune]bool), 0
		for i := k * chunk; i < min(n, (k+1)*chunk); i++ {
			p := c.searchPage(i, n)
			text := foldedPage(&p)
			count += countPairs(text, own)
			has := make([]bool, len(literals))
			scan.scan(text, has)
			for j, q := range queries {
				if !slices.ContainsFunc(q.literals, func(l string) bool { return !has[number[l]] }) {
					found[j] = append(found[j], i)
				}
			}
		}
		mu.Lock()
		defer mu.Unlock()
		t.han += count
		for j, list := range found {
			t.pages[j] = append(t.pages[j], list...)
		}
		for pair := range own {
			pairs[pair] = true
		}
	})
	t.pairs = len(pairs)
	for _, list := range t.pages {
		slices.Sort(list)
	}
	return t
}

// countPairs adds the pairs of a text, and returns how many Han characters it has.
func countPairs(text string, pairs map[[2]rune]bool) int {
	n := 0
	var last rune
	for _, r := range text {
		if !hanzi.IsHan(r) {
			last = 0
			continue
		}
		if n++; last != 0 {
			pairs[[2]rune{last, r}] = true
		}
		last = r
	}
	return n
}

// atOnce calls f for 0 to n-1, on all processors.
func atOnce(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.NumCPU() {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

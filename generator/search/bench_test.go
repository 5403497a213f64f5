package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A writing makes up pages of Chinese text. Its words are used as unevenly as those of
// a language.
type writing struct {
	words []string
	upTo  []float64 // sums of how often the words are used
}

func newWriting() *writing {
	r := rand.New(rand.NewPCG(1, 2))
	w := new(writing)
	total := 0.0
	for i := range 40000 {
		word := make([]rune, 1+min(i/300, 1))
		for j := range word {
			word[j] = rune(0x4e00 + int(3500*math.Pow(r.Float64(), 2)))
		}
		total += 1 / float64(i+10)
		w.words, w.upTo = append(w.words, string(word)), append(w.upTo, total)
	}
	return w
}

// text returns a text of n ideographs.
func (w *writing) text(r *rand.Rand, n int) string {
	var b strings.Builder
	for chars := 0; chars < n; {
		i, _ := slices.BinarySearch(w.upTo, r.Float64()*w.upTo[len(w.upTo)-1])
		b.WriteString(w.words[i])
		chars += len(w.words[i]) / 3
		switch r.IntN(12) {
		case 0:
			b.WriteString("，")
		case 1:
			if r.IntN(8) == 0 {
				fmt.Fprintf(&b, " word%c%c ", 'a'+r.IntN(26), 'a'+r.IntN(26))
			}
		}
	}
	return b.String()
}

// pages returns n pages of 800 ideographs that come after the first from.
func (w *writing) pages(from, n int) []Page {
	list := make([]Page, n)
	for i := range list {
		r := rand.New(rand.NewPCG(uint64(from+i), 1))
		p := Page{
			URL: fmt.Sprintf("cases/case-%d.html", from+i), Type: "case", Evidence: "primary",
			Title: w.text(r, 6), Names: []string{fmt.Sprintf("Case %d", from+i)}, Summary: w.text(r, 30),
			Tags: []Tag{{"industry", fmt.Sprint(r.IntN(20))}},
		}
		for j := range 4 {
			p.Sections = append(p.Sections, Section{fmt.Sprintf("s-%d", j), w.text(r, 5), w.text(r, 185)})
		}
		list[i] = p
	}
	return list
}

func postings(runs ...*Run) int {
	n := 0
	for _, r := range runs {
		n += len(r.han.read(nil, 0, 1<<63, 0)) + len(r.grams.read(nil, 0, 1<<63, 0))
	}
	return n
}

const runPages = 250

func BenchmarkNewRun(b *testing.B) {
	pages := newWriting().pages(0, runPages)
	n := postings(NewRun(pages, 0))
	for b.Loop() {
		NewRun(pages, 0)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
}

func BenchmarkNew(b *testing.B) {
	w := newWriting()
	var runs []*Run
	for i := range 20 {
		runs = append(runs, NewRun(w.pages(i*runPages, runPages), 0))
	}
	n, size := postings(runs...), 0
	for b.Loop() {
		x := New(Options{Lang: "zh-Hans"}, runs)
		size = 0
		for _, s := range x.shards {
			size += len(s)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
	b.ReportMetric(float64(size)/float64(len(runs)*runPages), "B/page")
}

package search

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"playbook/generator/hanzi"
)

// foldText folds a text the plain way.
func foldText(s string) string {
	var b strings.Builder
	for _, r := range hanzi.NFC(s) {
		if r = hanzi.FoldRune(r); r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// runsOf cuts a folded text where the class of its characters changes.
func runsOf(folded string) (ideographs, words [][]rune) {
	last := hanzi.Break
	for _, r := range folded {
		class := hanzi.Classify(r)
		list := map[hanzi.Class]*[][]rune{hanzi.Ideograph: &ideographs, hanzi.Word: &words, hanzi.Break: new([][]rune)}[class]
		if class != last {
			*list = append(*list, nil)
		}
		if class != hanzi.Break {
			(*list)[len(*list)-1] = append((*list)[len(*list)-1], r)
		}
		last = class
	}
	return ideographs, words
}

// meetings returns the pieces by which words are found beside other words and ideographs.
func meetings(folded string) []string {
	var list []string
	last, gap := rune(0), false
	for _, r := range folded {
		class := hanzi.Classify(r)
		if class == hanzi.Break {
			gap = true
			continue
		}
		before := hanzi.Classify(last)
		switch {
		case last == 0 || class == hanzi.Ideograph && before == hanzi.Ideograph:
		case class != before:
			list = append(list, "\x01"+string([]rune{last, r}))
		case gap:
			list = append(list, "\x01"+string([]rune{last, ' ', r}))
		}
		last, gap = r, false
	}
	return list
}

// termsOf returns all terms of a text, each as often as it stands there, and its
// length.
func termsOf(text string) (terms []string, length int) {
	folded := foldText(text)
	ideographs, words := runsOf(folded)
	terms = meetings(folded)
	for _, run := range ideographs {
		length += len(run)
		for i := range run {
			terms = append(terms, string(run[i]))
			if i > 0 {
				terms = append(terms, string(run[i-1:i+1]))
			}
		}
	}
	for _, run := range words {
		length++
		terms = append(terms, string(run[:min(len(run), 40)]))
		for i := range run {
			for n := 1; n <= 3 && i+n <= len(run); n++ {
				terms = append(terms, "\x01"+string(run[i:i+n]))
			}
		}
	}
	return terms, length
}

// A naiveUse is how often a term stands in the body, the headings, and the names of a
// page.
type naiveUse [3]int

func textsOf(p Page) [3][]string {
	texts := [3][]string{body: {p.Summary}, title: append([]string{p.Title}, p.Names...)}
	for _, s := range p.Sections {
		texts[heading] = append(texts[heading], s.Heading)
		texts[body] = append(texts[body], s.Text)
	}
	return texts
}

// naive returns the postings of all pages, as the dictionary should have them.
func naive(pages []Page) map[string]string {
	uses := make(map[string]map[int]naiveUse)
	lengths := make([]int, len(pages))
	total := 0
	for i, p := range pages {
		for f, list := range textsOf(p) {
			for _, text := range list {
				terms, n := termsOf(text)
				lengths[i] += n
				for _, term := range terms {
					if uses[term] == nil {
						uses[term] = make(map[int]naiveUse)
					}
					u := uses[term][i]
					u[f]++
					uses[term][i] = u
				}
			}
		}
		total += lengths[i]
	}
	want := make(map[string]string)
	for term, on := range uses {
		var b strings.Builder
		for _, page := range slices.Sorted(maps.Keys(on)) {
			fmt.Fprintf(&b, " %d", page)
			if term[0] != 1 {
				fmt.Fprintf(&b, ":%d", naiveImpact(on[page], float64(lengths[page])/(float64(total)/float64(len(pages)))))
			}
		}
		want[term] = b.String()
	}
	return want
}

func naiveImpact(u naiveUse, length float64) int {
	tf := float64(u[body] + 3*u[heading] + 6*u[title])
	s := tf / (tf + 1.2*(0.25+0.75*length))
	switch {
	case u[title] > 0:
		return 11 + int(math.Floor(5*s))
	case u[heading] > 0:
		return 7 + int(math.Floor(4*s))
	default:
		return 1 + int(math.Floor(6*s))
	}
}

// pieces are what random texts are made of.
var pieces = []string{
	"服务", "務", "蓝图", "藍", "海底捞", "撈", "客人", "Kano", "ＫＡＮＯ", "café", "cafe\u0301", "peak–end", "NPS", "x", "Straße", "Ω",
	"サービス", "서비스", "👍", "。", "，", " ", "_", "10%", "2,000", "③", "𠮷", "\u0301", "-", "品质", "(", "）", "ﬁ", "İ", "\xff",
}

func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func randomPages(seed uint64, n int) []Page {
	r := rand.New(rand.NewPCG(seed, 7))
	pages := make([]Page, n)
	for i := range pages {
		p := &pages[i]
		*p = Page{URL: fmt.Sprintf("p/%d.html", i), Type: []string{"case", "term", "odd"}[3*i/n], Title: randomText(r, 4), Summary: randomText(r, 5)}
		for range r.IntN(3) {
			p.Names = append(p.Names, randomText(r, 3))
			p.Sections = append(p.Sections, Section{"s", randomText(r, 3), randomText(r, 30)})
			p.Tags = append(p.Tags, Tag{"industry", fmt.Sprint(r.IntN(4))})
		}
	}
	return pages
}

// options are those of most tests.
var options = Options{
	Lang:     "zh-Hans",
	Types:    []Label{{"case", "案例"}, {"term", "术语"}},
	Evidence: []Label{{"primary", "一手"}, {"secondary", "二手"}},
	Facets:   []Facet{{"industry", "行业", "", []Label{{"2", "餐饮"}}}, {"evidence", "证据", "", nil}},
}

// cut makes an index of pages that are cut into runs of so many fragments.
func cut(pages []Page, pack int, fragments ...int) *Index {
	var runs []*Run
	for i := 0; len(pages) > 0; i++ {
		n := len(pages)
		if i < len(fragments) {
			n = min(fragments[i]<<pack, n)
		}
		runs = append(runs, NewRun(pages[:n], pack))
		pages = pages[n:]
	}
	o := options
	o.Pack = pack
	return New(o, runs)
}

// The dictionary has exactly the terms that the texts have, with their impacts.
func TestTerms(t *testing.T) {
	for seed := range uint64(20) {
		pages := randomPages(seed, 30)
		want := naive(pages)
		d := decode(t, cut(pages, 0, 7, 11))
		got := make(map[string]string)
		for _, e := range d.entries {
			if e.posting != nil {
				_, got[e.key], _ = strings.Cut(e.posting.String(), ")")
			}
		}
		for term, pages := range want {
			if got[term] != pages {
				t.Errorf("seed %d: %q is on%s, want%s", seed, term, got[term], pages)
			}
			delete(got, term)
		}
		for term := range got {
			t.Errorf("seed %d: nothing has the term %q", seed, term)
		}
	}
}

// A page that holds a piece of text is among those that hold its terms.
func TestSubstrings(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pages := randomPages(99, 60)
	d := decode(t, cut(pages, 0))
	var folded [][]string
	var all []string
	for _, p := range pages {
		var list []string
		for _, texts := range textsOf(p) {
			for _, s := range texts {
				list = append(list, foldText(s))
			}
		}
		folded = append(folded, list)
		all = append(all, list...)
	}
	for range 2000 {
		from := []rune(all[r.IntN(len(all))])
		if len(from) == 0 {
			continue
		}
		start := r.IntN(len(from))
		query := string(from[start:min(len(from), start+1+r.IntN(8))])
		for page, texts := range folded {
			if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, query) }) {
				continue
			}
			for _, term := range queryTerms(query) {
				if !slices.Contains(d.with(term), page) {
					t.Fatalf("page %d has %q and is not found by %q", page, query, term)
				}
			}
		}
	}
}

// queryTerms returns the terms by which a browser looks for a literal.
func queryTerms(query string) []string {
	terms := meetings(query)
	ideographs, words := runsOf(query)
	for _, run := range ideographs {
		n := min(len(run), 2)
		for i := range len(run) - n + 1 {
			terms = append(terms, string(run[i:i+n]))
		}
	}
	for _, run := range words {
		n := min(len(run), 3)
		for i := range len(run) - n + 1 {
			terms = append(terms, "\x01"+string(run[i:i+n]))
		}
	}
	return terms
}

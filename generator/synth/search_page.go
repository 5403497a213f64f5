package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"playbook/generator/search"
)

var (
	surnames  = strings.Fields("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 蒋 蔡 余 欧阳 司马 上官 诸葛")
	onsets    = strings.Fields("b br c d dr f g gl h j k kl l m n p pr qu r s st t tr v w z")
	rhymes    = strings.Fields("a an ar e el en er i in is o on or u um y")
	trades    = strings.Fields("餐饮 酒店 零售 物流 银行 医疗 教育 旅行")
	evidences = []search.Label{{ID: "primary", Name: "一手"}, {ID: "secondary", Name: "二手"}, {ID: "illustrative", Name: "示意"}}
	kinds     = []search.Label{{ID: "case", Name: "案例"}, {ID: "framework", Name: "框架"}, {ID: "play", Name: "做法"}, {ID: "term", Name: "术语"}}
)

// searchOptions are those of an index of n pages.
func searchOptions(n int) search.Options {
	return search.Options{
		Lang: "zh-Hans", Types: kinds, Evidence: evidences, Pack: search.PackFor(n),
		Facets: []search.Facet{{ID: "industry", Name: "行业"}, {ID: "evidence", Name: "证据", Values: evidences}},
	}
}

// A pageWriter writes one page.
type pageWriter struct {
	*corpus
	r                             *rand.Rand
	clause, brief, foreign, first *rand.Zipf // draw from clauses, short, latin, given
}

// searchPage returns the i-th of n pages: some 800 Han characters under four
// headings, 40 foreign words, and names that no other page has. One page in fifty is
// in Traditional characters. It depends on the corpus and on nothing else.
func (c *corpus) searchPage(i, n int) search.Page {
	r := rand.New(rand.NewPCG(uint64(i), 11))
	zipf := func(s, v float64, size int) *rand.Zipf { return rand.NewZipf(r, s, v, uint64(size-1)) }
	w := &pageWriter{c, r, zipf(1.1, 30, len(c.clauses)), zipf(1.1, 30, len(c.short)), zipf(1.2, 5, len(c.latin)), zipf(1.1, 100, len(c.given))}
	trade, evidence := pick(r, trades...), evidences[r.IntN(len(evidences))].ID
	p := search.Page{
		URL: pageURL(i), Type: kinds[i*len(kinds)/n].ID, Title: w.title(), Names: []string{w.invented() + " " + w.invented()},
		Summary: w.prose(20), Evidence: evidence,
		Tags: []search.Tag{{Facet: "industry", Value: trade}, {Facet: "evidence", Value: evidence}},
	}
	for k := range 4 {
		p.Sections = append(p.Sections, search.Section{ID: fmt.Sprintf("s-%d", k+1), Heading: w.heading(), Text: w.prose(185)})
	}
	if i%50 == 49 {
		c.toTraditional(&p)
	}
	return p
}

// pageURL is where the i-th page is; pageNumber finds i again, or -1.
func pageURL(i int) string { return fmt.Sprintf("p/page-%06d.html", i) }

func pageNumber(url string) int {
	_, name, _ := strings.Cut(url, "p/page-")
	var i int
	if _, err := fmt.Sscanf(name, "%06d.html", &i); err != nil {
		return -1
	}
	return i
}

func (w *pageWriter) title() string {
	switch w.r.IntN(3) {
	case 0:
		return w.name() + "：" + w.short[w.brief.Uint64()]
	case 1:
		return pick(w.r, w.typed...) + "与" + pick(w.r, w.typed...)
	default:
		return w.short[w.brief.Uint64()]
	}
}

func (w *pageWriter) heading() string {
	if w.r.IntN(4) == 0 {
		return pick(w.r, words...) + "与" + pick(w.r, words...)
	}
	return w.short[w.brief.Uint64()]
}

// prose writes sentences until they have n Han characters.
func (w *pageWriter) prose(n int) string {
	var b strings.Builder
	for n > 0 {
		for k := range 2 + w.r.IntN(4) {
			if k > 0 {
				b.WriteString("，")
			}
			s := w.sentence()
			n -= han(s)
			b.WriteString(s)
		}
		b.WriteString("。")
	}
	return b.String()
}

// sentence is a clause, often with a word that people look for, foreign words or
// a name.
func (w *pageWriter) sentence() string {
	s := w.clauses[w.clause.Uint64()]
	switch w.r.IntN(18) {
	case 0:
		return s + "（" + w.phrase() + "）"
	case 1:
		return w.phrase() + s
	case 2:
		return s + " " + w.phrase()
	case 3, 4:
		return w.name() + "说" + s
	case 5, 6:
		return "说到" + pick(w.r, w.typed...)
	}
	return s
}

// phrase is one to four foreign words.
func (w *pageWriter) phrase() string {
	var list []string
	for range 1 + w.r.IntN(4) {
		if w.r.IntN(4) == 0 {
			list = append(list, w.invented())
		} else {
			list = append(list, w.latin[w.foreign.Uint64()])
		}
	}
	return strings.Join(list, " ")
}

// invented is a foreign name that nobody has.
func (w *pageWriter) invented() string {
	var s string
	for range 2 + w.r.IntN(3) {
		s += pick(w.r, onsets...) + pick(w.r, rhymes...)
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// name is a Chinese name of two to four characters.
func (w *pageWriter) name() string {
	s := pick(w.r, surnames...)
	for range 1 + w.r.IntN(2) {
		s += string(w.given[w.first.Uint64()])
	}
	return s
}

// toTraditional writes a page as one would in Taipei, as far as that is certain.
func (c *corpus) toTraditional(p *search.Page) {
	texts := []*string{&p.Title, &p.Summary}
	for i := range p.Sections {
		texts = append(texts, &p.Sections[i].Heading, &p.Sections[i].Text)
	}
	for _, s := range texts {
		*s = strings.Map(func(r rune) rune {
			if t, ok := c.traditional[r]; ok {
				return t
			}
			return r
		}, *s)
	}
}

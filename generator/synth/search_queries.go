package main

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"playbook/generator/hanzi"
	"playbook/generator/search"
)

// A query is something that people type.
type query struct {
	family   int      // in queryFamilies
	text     string   //
	literals []string // what a page must have
}

// A queryFamily draws queries from pages: each has an answer, the page that it is
// from. It returns "" if there is none in the page.
type queryFamily struct {
	name string
	draw func(c *corpus, r *rand.Rand, p *search.Page) string
}

// queryFamilies are the kinds of queries that are measured.
func queryFamilies() []queryFamily {
	return []queryFamily{
		{"one word", oneWord},
		{"two words", twoWords},
		{"part of a clause", partOfClause},
		{"heading", wholeHeading},
		{"mixed literal", mixedLiteral},
	}
}

// twoWordsFamily is the one whose words may stand anywhere in a page.
const twoWordsFamily = 1

// drawQueries returns some queries of each family that are answered by n pages.
// There may be fewer of a family if it has no more.
func drawQueries(c *corpus, n, each int) []query {
	var list []query
	for f, family := range queryFamilies() {
		r := rand.New(rand.NewPCG(uint64(f), 13))
		seen := make(map[string]bool)
		for tries := 0; len(seen) < each && tries < 20*each; tries++ {
			p := c.searchPage(r.IntN(n), n)
			text := trimmed(family.draw(c, r, &p))
			if text == "" || seen[text] {
				continue
			}
			seen[text] = true
			q := query{f, text, []string{literal(text)}}
			if f == twoWordsFamily {
				a, b, _ := strings.Cut(text, " ")
				q.literals = []string{literal(a), literal(b)}
			}
			list = append(list, q)
		}
	}
	return list
}

// trimmed cuts away what is no letter at either end.
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return hanzi.Classify(hanzi.FoldRune(r)) == hanzi.Break })
}

// typedIn lists the words that people look for and a page has, in an order of chance.
func (c *corpus) typedIn(r *rand.Rand, p *search.Page) []string {
	var list []string
	text := foldedPage(p)
	for _, w := range c.typed {
		if strings.Contains(text, w) {
			list = append(list, w)
		}
	}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func oneWord(c *corpus, r *rand.Rand, p *search.Page) string {
	for _, w := range c.typedIn(r, p) {
		return w
	}
	return ""
}

func twoWords(c *corpus, r *rand.Rand, p *search.Page) string {
	list := c.typedIn(r, p)
	for _, w := range list {
		if w != list[0] && !strings.Contains(w, list[0]) && !strings.Contains(list[0], w) {
			return list[0] + " " + w
		}
	}
	return ""
}

// partOfClause is two to four Han characters that stand side by side.
func partOfClause(_ *corpus, r *rand.Rand, p *search.Page) string {
	text := body(r, p)
	at, n := r.IntN(len(text)), 2+r.IntN(3)
	if at+n > len(text) || han(string(text[at:at+n])) < n {
		return ""
	}
	return string(text[at : at+n])
}

func wholeHeading(_ *corpus, r *rand.Rand, p *search.Page) string {
	s := []rune(p.Sections[r.IntN(len(p.Sections))].Heading)
	return string(s[:min(8, len(s))])
}

// mixedLiteral is up to forty characters around a Latin letter, cut anywhere.
func mixedLiteral(_ *corpus, r *rand.Rand, p *search.Page) string {
	text := body(r, p)
	at := r.IntN(len(text))
	if !unicode.Is(unicode.Latin, text[at]) {
		return ""
	}
	n := 1 + r.IntN(40)
	from := max(0, at-r.IntN(n))
	return string(text[from:min(len(text), from+n)])
}

// body returns the text of one of the sections.
func body(r *rand.Rand, p *search.Page) []rune {
	return []rune(p.Sections[r.IntN(len(p.Sections))].Text)
}

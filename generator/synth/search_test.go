package main

import (
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"playbook/generator/hanzi"
	"playbook/generator/search"
)

func realCorpus(t *testing.T) *corpus {
	t.Helper()
	c, err := readCorpus(os.DirFS("../../content"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSearchPagesAreAlwaysTheSame(t *testing.T) {
	a, b := realCorpus(t), realCorpus(t)
	for i := range 60 {
		one, other := a.searchPage(i, 60), b.searchPage(i, 60)
		if !reflect.DeepEqual(one, other) {
			t.Fatalf("page %d differs:\n%v\n%v", i, one, other)
		}
		if i > 0 && reflect.DeepEqual(one.Sections, a.searchPage(i-1, 60).Sections) {
			t.Errorf("page %d is page %d", i, i-1)
		}
	}
}

func TestSearchPageIsLikeARealOne(t *testing.T) {
	c := realCorpus(t)
	const n = 200
	characters, foreign, traditional := 0, 0, 0
	for i := range n {
		p := c.searchPage(i, n)
		if got := pageNumber(p.URL); got != i {
			t.Errorf("%s is page %d, want %d", p.URL, got, i)
		}
		if len(p.Sections) != 4 || p.Title == "" || p.Summary == "" {
			t.Errorf("page %d: %d sections, title “%s”, summary “%s”", i, len(p.Sections), p.Title, p.Summary)
		}
		text := ""
		for _, s := range p.Sections {
			text += s.Text + "\n"
			if s.Heading == "" {
				t.Errorf("page %d has a section without a heading", i)
			}
		}
		characters += han(text)
		foreign += len(alien.FindAllString(text, -1))
		if strings.ContainsFunc(text, func(r rune) bool { return hanzi.IsHan(r) && hanzi.FoldRune(r) != r }) {
			traditional++
		}
	}
	if characters /= n; characters < 720 || characters > 880 {
		t.Errorf("%d Han characters a page, want about 800", characters)
	}
	if foreign /= n; foreign < 30 || foreign > 50 {
		t.Errorf("%d foreign words a page, want about 40", foreign)
	}
	if traditional != n/50 {
		t.Errorf("%d pages in Traditional characters, want %d", traditional, n/50)
	}
}

func TestPairsKeepComing(t *testing.T) {
	c := realCorpus(t)
	last := 0
	for _, n := range []int{50, 200, 800} {
		pairs := readAll(c, n, nil).pairs
		if pairs < last+last/10 {
			t.Errorf("%d pages have %d pairs, a quarter of them %d", n, pairs, last)
		}
		last = pairs
	}
}

func TestTruthIsWhatContainsSays(t *testing.T) {
	c := realCorpus(t)
	const n = 300 // more than one chunk
	queries := []query{
		{literals: []string{"客人"}},
		{literals: []string{"口碑", "酒店"}},
		{literals: []string{"e"}},
		{literals: []string{"客人", "这里没有"}},
	}
	queries = append(queries, drawQueries(c, n, 5)...)
	got := readAll(c, n, queries)
	for j, q := range queries {
		var want []int
		for i := range n {
			p := c.searchPage(i, n)
			text, all := foldedPage(&p), true
			for _, l := range q.literals {
				all = all && strings.Contains(text, l)
			}
			if all {
				want = append(want, i)
			}
		}
		if !reflect.DeepEqual(got.pages[j], want) {
			t.Errorf("%q is found in %v, want %v", q.literals, got.pages[j], want)
		}
	}
}

func TestLiteral(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"海底撈", "海底捞"},
		{"ＫＡＮＯ　模型", "kano 模型"},
		{"Café—Bar，", "cafe bar"},
		{"……等位", "等位"},
		{"，。", ""},
	} {
		if got := literal(c.typed); got != c.want {
			t.Errorf("literal(%q) = %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestQueriesHaveAnAnswer(t *testing.T) {
	c := realCorpus(t)
	const n, each = 400, 30
	queries := drawQueries(c, n, each)
	if again := drawQueries(c, n, each); !reflect.DeepEqual(queries, again) {
		t.Error("the queries are not the same again")
	}
	found := readAll(c, n, queries)
	counts := make([]int, len(queryFamilies()))
	for i, q := range queries {
		counts[q.family]++
		if len(found.pages[i]) == 0 {
			t.Errorf("nothing has “%s”", q.text)
		}
		if err := queryIsOf(q); err != nil {
			t.Errorf("“%s”: %v", q.text, err)
		}
	}
	for f, family := range queryFamilies() {
		if counts[f] != each {
			t.Errorf("%d queries of “%s”, want %d", counts[f], family.name, each)
		}
	}
}

// queryIsOf says in which way a query is not what its family promises.
func queryIsOf(q query) error {
	size := len([]rune(q.text))
	switch queryFamilies()[q.family].name {
	case "one word":
		if han(q.text) < 2 {
			return fmt.Errorf("%d Han characters", han(q.text))
		}
	case "two words":
		if len(q.literals) != 2 || q.literals[0] == q.literals[1] || strings.Count(q.text, " ") != 1 {
			return fmt.Errorf("literals %q", q.literals)
		}
	case "part of a clause":
		if size < 2 || size > 4 || han(q.text) != size {
			return fmt.Errorf("%d characters", size)
		}
	case "heading":
		if size > 8 {
			return fmt.Errorf("%d characters", size)
		}
	case "mixed literal":
		if size > 40 || !strings.ContainsFunc(q.text, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			return fmt.Errorf("%d characters", size)
		}
	}
	return nil
}

func TestMixedLiteralsAreCutInsideOfWords(t *testing.T) {
	c := realCorpus(t)
	r := rand.New(rand.NewPCG(1, 2))
	inside := 0
	for range 2000 {
		p := c.searchPage(r.IntN(100), 100)
		text := folded(p.Sections[0].Text)
		p.Sections = p.Sections[:1]
		at := strings.Index(text, literal(mixedLiteral(c, r, &p)))
		if at > 0 && text[at] < 0x80 && unicode.IsLetter(rune(text[at])) && unicode.IsLetter(rune(text[at-1])) && text[at-1] < 0x80 {
			inside++
		}
	}
	if inside < 50 {
		t.Errorf("%d of 2000 draws begin inside of a word", inside)
	}
}

// The page that asks imports more of the engine than a theme does.
func TestHostCountsWhatItSends(t *testing.T) {
	c := realCorpus(t)
	const n = 5
	var pages []search.Page
	for i := range n {
		pages = append(pages, c.searchPage(i, n))
	}
	dir := t.TempDir()
	if err := writeIndex(search.New(searchOptions(n), []*search.Run{search.NewRun(pages, 0)}), dir); err != nil {
		t.Fatal(err)
	}
	h, err := newSearchHost(map[string]string{ourEngine: dir}, []query{{text: "客人"}})
	if err != nil {
		t.Fatal(err)
	}
	get := func(address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.handler().ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		return w
	}
	root := get("/e/playbook/0/first/search/zh-Hans.js")
	if text, err := unzip(root.Body.Bytes()); err != nil || !strings.HasPrefix(string(text), "__playbook(") {
		t.Errorf("the root is %.40q, %v", text, err)
	}
	if missing := get("/e/playbook/0/first/search/none.js"); missing.Code != 404 {
		t.Errorf("a file that is not there answers %d", missing.Code)
	}
	if got, want := *h.sent["playbook/0/first"], (traffic{requests: 2, bytes: root.Body.Len()}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
	if plan := get("/plan").Body.String(); strings.TrimSpace(plan) != `{"engines":["playbook"],"queries":["客人"]}` {
		t.Errorf("the plan is %s", plan)
	}
	if script, err := unzip(get("/harness.js").Body.Bytes()); err != nil || len(script) < 10000 {
		t.Errorf("the script is %.40q, %v", script, err)
	}
}

func TestJudge(t *testing.T) {
	h := &searchHost{queries: make([]query, 3), answers: map[string]answer{
		"playbook/0": {Found: []string{"1", "2", "9"}, Shown: []string{"p/page-000002.html#s-1", "/p/page-000009.html"}},
		"playbook/1": {Found: []string{"4", "4", "x"}},
	}, sent: map[string]*traffic{"playbook/0/ten": {requests: 7}}}
	list := h.judge(ourEngine, truth{pages: [][]int{{1, 2, 3, 4}, {4}, {5}}}, sameNumber)
	for i, want := range [][2]float64{{0.5, 0.5}, {1, 0}, {0, 0}} {
		if got := [2]float64{list[i].recall, list[i].proper}; got != want {
			t.Errorf("query %d: recall and precision %v, want %v", i, got, want)
		}
	}
	if got := list[0].ten.requests; got != 7 {
		t.Errorf("%d requests, want 7", got)
	}
}

func TestFigures(t *testing.T) {
	var samples []sample
	for i := range 100 {
		samples = append(samples, sample{family: 1, first: traffic{requests: 100 - i}, recall: float64(i%2) / 2})
	}
	samples = append(samples, sample{family: 2, first: traffic{requests: 1000}, recall: 1})
	got := figures(samples, 1)
	if want := (figure{51, 95}); got[firstRequests] != want {
		t.Errorf("requests %v, want %v", got[firstRequests], want)
	}
	if want := (figure{0.25, 0.25}); got[recallColumn] != want {
		t.Errorf("recall %v, want %v", got[recallColumn], want)
	}
}

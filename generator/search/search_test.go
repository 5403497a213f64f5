package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// tiny is a book of four pages that has a little of everything.
var tiny = []Page{
	{
		URL: "cases/haidilao.html", Type: "case", Title: "海底捞：等位美甲", Names: []string{"Haidilao", "海底撈"}, Readings: []string{"hai di lao"},
		Summary: "排队的客人不觉得久。", Evidence: "primary",
		Sections: []Section{{"", "", "服务员 10% 的时间。"}, {"what", "服务蓝图", "客人“等位”，Kano。"}},
		Tags:     []Tag{{"industry", "2"}, {"industry", "hotel"}, {"unknown", "x"}},
	},
	{URL: "cases/disney.html", Type: "case", Title: "Disney", Summary: "服务蓝图 Kano", Evidence: "gone", Sections: []Section{{"a", "服务蓝图", ""}}},
	{URL: "terms/kano.html", Type: "term", Title: "Kano 模型", Evidence: "secondary", Sections: []Section{{"b", "服务蓝图", "\"引号\"\n"}}, Tags: []Tag{{"industry", "2"}}},
	{URL: "odd.html", Type: "odd"},
}

// UPDATE=1 writes what comes out into the file.
func TestGolden(t *testing.T) {
	const golden = "testdata/tiny.txt"
	got := decode(t, cut(tiny, 0)).String()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the index differs from %s; UPDATE=1 go test writes it anew:\n%s", golden, got)
	}
}

// However pages are cut into runs, and on however many processors, the files are the
// same.
func TestCuts(t *testing.T) {
	w := newWriting()
	for _, pages := range [][]Page{randomPages(5, 90), w.pages(0, 60)} {
		for pack := range 3 {
			want := cut(pages, pack).Files()
			r := rand.New(rand.NewPCG(1, uint64(pack)))
			for range 6 {
				var cuts []int
				for range r.IntN(12) {
					cuts = append(cuts, 1+r.IntN(9))
				}
				old := runtime.GOMAXPROCS(1 + r.IntN(4))
				got := cut(pages, pack, cuts...).Files()
				runtime.GOMAXPROCS(old)
				if len(got) != len(want) {
					t.Fatalf("pack %d, cuts %d: %d files, want %d", pack, cuts, len(got), len(want))
				}
				for i := range got { // paths have hashes; of each family, one file is enough
					same := got[i].Path == want[i].Path
					if i%40 == 0 || i == len(got)-1 {
						same = same && bytes.Equal(got[i].Make(), want[i].Make())
					}
					if !same {
						t.Fatalf("pack %d, cuts %d: %s differs from %s", pack, cuts, got[i].Path, want[i].Path)
					}
				}
			}
		}
	}
}

// A large index is merged in several ranges and has several groups of files.
func TestManyFiles(t *testing.T) {
	pages := newWriting().pages(0, 300)
	x := cut(pages, 0, 100, 110)
	if n := len((&input{runs: []*Run{NewRun(pages, 0)}}).ranges((*Run).hanFamily)); n < 3 {
		t.Errorf("%d bounds of ranges are not enough for this test", n)
	}
	d := decode(t, x)
	if len(d.root.F) < 2 || len(d.root.T) < 2 {
		t.Errorf("%d groups of fragments and %d of shards are not enough for this test", len(d.root.F), len(d.root.T))
	}
	want := naive(pages)
	for _, e := range d.entries {
		if e.posting == nil {
			continue
		}
		if _, got, _ := strings.Cut(e.posting.String(), ")"); got != want[e.key] {
			t.Errorf("%q is on%s, want%s", e.key, got, want[e.key])
		}
		delete(want, e.key)
	}
	for term := range want {
		t.Errorf("the term %q is missing", term)
	}
	for i, p := range d.pages {
		if p.url != pages[i].URL || p.sections[2][2] != pages[i].Sections[2].Text {
			t.Errorf("page %d is %s", i, p.url)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, pages := range [][]Page{nil, make([]Page, 1), {{URL: "a.html", Type: "case", Title: "！", Names: []string{""}, Sections: []Section{{}}}}} {
		d := decode(t, cut(pages, 0))
		if len(d.entries) > 0 || d.root.N != len(pages) || len(d.pages) != len(pages) || d.root.Keys != "" {
			t.Errorf("%d pages without text: %s", len(pages), d)
		}
	}
	if d := decode(t, New(options, nil)); d.root.N != 0 || len(d.facets) != 0 {
		t.Errorf("no runs: %s", d)
	}
}

// A run never ends within a fragment file.
func TestRunFor(t *testing.T) {
	for n := 1; n < 10_000_000; n = n*3/2 + 1 {
		if RunFor(n)%(1<<PackFor(n)) != 0 || n/RunFor(n) > 256 {
			t.Errorf("RunFor(%d) = %d", n, RunFor(n))
		}
	}
}

func TestPackFor(t *testing.T) {
	for _, tt := range [][2]int{{0, 0}, {1, 0}, {50000, 0}, {50001, 1}, {100000, 1}, {100001, 2}, {200001, 3}} {
		if got := PackFor(tt[0]); got != tt[1] {
			t.Errorf("PackFor(%d) = %d, want %d", tt[0], got, tt[1])
		}
	}
}

func TestRoot(t *testing.T) {
	pages := []Page{{Type: "term"}, {Type: "zz"}, {Type: "zz", Evidence: "secondary"}, {Type: "aa", Evidence: "?"}, {Type: "case"}}
	d := decode(t, cut(pages, 1))
	if got, want := fmt.Sprint(d.root.Types, d.root.Runs, d.root.K), "[[case 案例] [term 术语] [aa aa] [zz zz]] [1 1 3 2 2 1 0 1] 1"; got != want {
		t.Errorf("types and runs are %s, want %s", got, want)
	}
	var evidence []int
	for _, p := range d.pages {
		evidence = append(evidence, p.evidence)
	}
	if want := []int{-1, -1, 1, -1, -1}; !slices.Equal(evidence, want) {
		t.Errorf("evidence is %d, want %d", evidence, want)
	}
	raw := string(cut(pages, 1).root.json())
	if !strings.HasPrefix(raw, `{"v":1,"lang":"zh-Hans","n":5,"k":1,"types":[["case","案例"],`) || strings.Contains(raw, "null") {
		t.Errorf("the root is %s", raw)
	}
}

// What the words of an entry are compared with when they are misspelt.
func TestNear(t *testing.T) {
	pages := []Page{
		{Title: "Servqual", Summary: "twice rare kano2 won abc éclair"},
		{Title: "二", Names: []string{"peak–end rule", "海底捞", "abc", "x1234", strings.Repeat("a", 24), strings.Repeat("b", 25)}, Summary: "twice kano2 abc eclair once"},
		{Title: "三", Summary: "once " + strings.Repeat("c", 30)},
		{Title: "四", Summary: strings.Repeat("c", 30)},
	}
	var got []string
	for _, e := range decode(t, cut(pages, 0, 1)).entries {
		if e.count >= 0 {
			got = append(got, fmt.Sprintf("%s %d", e.key[1:], e.count))
		}
	}
	want := []string{
		strings.Repeat("a", 24) + " 1", strings.Repeat("c", 30) + " 2", "eclair 2", "haidilao 0", "once 2", "peakendrule 0", "servqual 1", "twice 2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLongWord(t *testing.T) {
	long := strings.Repeat("a", 39) + "bc" + strings.Repeat("d", 1<<16)
	d := decode(t, cut([]Page{{Summary: long}, {Summary: long[:40] + "e"}, {Summary: long[:39]}}, 0))
	for key, want := range map[string]string{
		long[:40]: "[0 1]", long[:39]: "[2]", long[:41]: "[]",
		"\x01abc": "[0]", "\x01cdd": "[0]", "\x01ddd": "[0]", "\x01abe": "[1]", "\x01d": "[0]",
	} {
		if got := fmt.Sprint(d.with(key)); got != want {
			t.Errorf("%q is on %s, want %s", key, got, want)
		}
	}
}

func TestFoldTable(t *testing.T) {
	d := decode(t, cut([]Page{{Title: "服务后来"}}, 0))
	for _, tt := range []struct {
		from, want rune
	}{{'務', '务'}, {'後', '后'}, {'來', '来'}, {'撈', 0}} {
		if got := d.fold[tt.from]; got != tt.want {
			t.Errorf("%c folds to %q, want %q", tt.from, got, tt.want)
		}
	}
}

func TestFacets(t *testing.T) {
	d := decode(t, cut(tiny, 0, 1, 1))
	if got, want := fmt.Sprint(d.root.Facets), "[[industry 行业 ]]"; got != want { // nobody has a value of the other
		t.Errorf("facets are %s, want %s", got, want)
	}
	var got []string
	for _, v := range d.facets[0] {
		got = append(got, v.id+" "+v.label+v.posting.String())
	}
	if want := []string{"2 餐饮 (4) 0 2", "hotel hotel (3) 0"}; !slices.Equal(got, want) {
		t.Errorf("values are %q, want %q", got, want)
	}
}

func TestPagesAreNotKept(t *testing.T) {
	pages := slices.Clone(tiny)
	r := NewRun(pages, 0)
	before := decode(t, New(options, []*Run{r})).String()
	for i := range pages {
		pages[i] = Page{Title: "别的"}
	}
	if after := decode(t, New(options, []*Run{r})).String(); after != before {
		t.Errorf("the run has changed with its pages:\n%s", after)
	}
}

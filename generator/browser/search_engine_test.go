//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"playbook/generator/build"
	"playbook/generator/hanzi"
	"playbook/generator/search"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// A golden is a question that readers ask, and the page that they want to see.
type golden struct {
	Query string
	Place int // at which it must stand at the latest, from 1
	Want  string
}

// goldens reads testdata/golden-queries.txt, which says what its columns are.
func goldens(t *testing.T) []golden {
	t.Helper()
	data, err := os.ReadFile("testdata/golden-queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]int{"first": 1, "top3": 3, "found": 10}
	var list []golden
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) < 3 || places[fields[1]] == 0 {
			t.Fatalf("golden-queries.txt: %q", line)
		}
		list = append(list, golden{fields[0], places[fields[1]], fields[2]})
	}
	return list
}

// asking types questions into the search page, one after the other, and returns the
// addresses of what is found for each, by types as they stand there.
const asking = `(async (queries) => {
  const form = document.querySelector(".find"), input = form.querySelector(".find-input"), found = [];
  for (const query of queries) {
    input.value = query;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    for (let n = 0; form.dataset.answered !== query.trim(); n++) {
      if (n > 1000) throw new Error("no answer to " + query);
      await new Promise((done) => setTimeout(done, 10));
    }
    const groups = form.dataset.state === "found" ? [...form.querySelectorAll(".find-list section")] : [];
    found.push(groups.map((group) => [...group.querySelectorAll(".find-item")].map((a) => a.href.replace(/#.*/, ""))));
  }
  return found;
})`

// Whoever asks gets the page that he means: through the page, the engine and the index
// that readers use.
func TestGoldenQueries(t *testing.T) {
	list := goldens(t)
	if len(list) < 120 {
		t.Errorf("only %d questions", len(list))
	}
	var queries []string
	for _, g := range list {
		queries = append(queries, g.Query)
	}
	asked, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	ctx := tab(t)
	do(ctx, t, chromedp.Navigate(built.url+"search.html"))
	waitFor(ctx, t, searchText+` !== null && document.querySelector(".find").dataset.on === ""`)
	for i, groups := range eval[[][][]string](ctx, t, asking+"("+string(asked)+")") {
		g := list[i]
		if at := place(groups, built.url+g.Want); at == 0 || at > g.Place {
			t.Errorf("“%s”: %s is at %d, want %d: %q", g.Query, g.Want, at, g.Place, groups)
		}
	}
}

// place returns where a reader meets a page, from 1: among all that is found, or as the
// first of its type, if the groups before are fewer. It returns 0 if the page is not there.
func place(groups [][]string, page string) int {
	before := 0
	for i, group := range groups {
		switch at := slices.Index(group, page); {
		case at == 0:
			return i + 1
		case at > 0:
			return before + at + 1
		}
		before += len(group)
	}
	return 0
}

// engineEntry makes the engine reachable without its interface.
const engineEntry = `import { Engine } from "playbook/search";
import { Damaged, Reader, readShard } from "playbook/search/read";
import { foldTable, makeFold } from "playbook/search/fold";
import { foldText, parse } from "playbook/search/question";
import { Page } from "playbook/search/page";
Object.assign(globalThis, { Engine, Damaged, Reader, readShard, foldTable, makeFold, foldText, parse, Page });
globalThis.more = async (root, queries) => {
  const problems = [];
  for (const query of queries) {
    const ask = async (engine, limit) => {
      let last;
      await engine.search({query, limit, filters: {}}, (r) => { last = r; }, new AbortController().signal);
      return {urls: last.hits.map((h) => h.url.replace(/#.*/, "")), total: last.total, partial: last.partial};
    };
    const all = await ask(new Engine(root), 1000);
    const engine = new Engine(root);
    let shown = [];
    for (let limit = 10; ; limit += 10) {
      const now = await ask(engine, limit);
      if (!/[a-z]/i.test(query) && !shown.every((url, i) => url === now.urls[i])) problems.push(query + ": at " + limit + " the hits before are not where they were");
      shown = now.urls;
      if (now.total <= shown.length) break;
      if (limit > 1000) {
        problems.push(query + ": “more” never ends");
        break;
      }
    }
    if (!all.partial && new Set(shown).size < new Set(all.urls).size) problems.push(query + ": " + shown.length + " of " + all.urls.length + " hits come with “more”");
  }
  return problems;
};
globalThis.finds = async (root, asked) => {
  const engine = new Engine(root), missing = [];
  for (const [query, url] of asked) {
    let urls = [];
    await engine.search({query, limit: 1000, filters: {}}, (r) => { urls = r.hits.map((h) => h.url.replace(/#.*/, "")); }, new AbortController().signal);
    if (!urls.includes(url)) missing.push(query + " does not find " + url + " but " + urls.slice(0, 3));
  }
  return missing;
};`

// engine returns a tab with the engine in it, beside the built site.
func engine(t *testing.T) *reader {
	t.Helper()
	script, err := site.Script(tree.New([]*tree.File{tree.Text("entry.ts", engineEntry)}), "entry.ts")
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t: t, ctx: tab(t)}
	do(r.ctx, t, chromedp.Navigate(built.url+"search.html"))
	eval[int](r.ctx, t, string(script)+";0")
	return r
}

// searchPages returns what search knows of the pages of the real book.
func searchPages(t *testing.T) []search.Page {
	t.Helper()
	sources, err := tree.Read("../../content")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := tree.Read("../../themes/default")
	if err != nil {
		t.Fatal(err)
	}
	clothes, _ := site.NewTheme(theme, "")
	s := site.New(build.Library(sources), clothes, site.Options{})
	var list []search.Page
	for _, p := range site.Searchable(s.Pages()) {
		list = append(list, s.SearchPage(p))
	}
	return list
}

// A writing is another way to write the same.
type writing struct {
	name  string
	write func(rune) rune
}

// writings are those that must not matter.
func writings() []writing {
	traditional := make(map[rune]rune)
	for _, pair := range hanzi.TraditionalPairs() {
		traditional[pair[1]] = pair[0]
	}
	return []writing{
		{"as it is", func(r rune) rune { return r }},
		{"Traditional", func(r rune) rune {
			if t, ok := traditional[r]; ok {
				return t
			}
			return r
		}},
		{"full width, upper case", func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z':
				return r - 'a' + 'Ａ'
			case r > ' ' && r < 0x7f:
				return r - '!' + '！'
			}
			return r
		}},
	}
}

// Every piece of a page finds it: one to forty characters, cut anywhere, however they are
// written.
func TestEveryPieceIsFound(t *testing.T) {
	r := engine(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	pages := searchPages(t)
	var asked [][2]string
	for _, w := range writings() {
		for n := 0; n < 150; {
			p := pages[rnd.IntN(len(pages))]
			texts := []string{p.Title, p.Summary}
			for _, s := range p.Sections {
				texts = append(texts, s.Heading)
				texts = append(texts, strings.Split(s.Text, "\n")...)
			}
			text := []rune(texts[rnd.IntN(len(texts))])
			if len(text) == 0 {
				continue
			}
			from := rnd.IntN(len(text))
			piece := string(text[from:min(from+1+rnd.IntN(40), len(text))])
			if strings.IndexFunc(piece, func(r rune) bool { return hanzi.Classify(hanzi.FoldRune(r)) != hanzi.Break }) < 0 {
				continue // punctuation alone
			}
			asked = append(asked, [2]string{strings.Map(w.write, piece), p.URL})
			n++
		}
	}
	data, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range eval[[]string](r.ctx, t, fmt.Sprintf(`finds("search/zh-Hans.js", %s)`, data)) {
		t.Error(problem)
	}
}

// Who asks for ten more, and again ten more, gets to everything that there is, and what is
// there already stays where it is; letters may be read in other ways, too, by then.
func TestMoreComesToAnEnd(t *testing.T) {
	r := engine(t)
	queries := []string{
		"服务", "客人", "海底捞", "峰终", "客人不想被打扰", "惊喜 客人", "胖dong来", "感受 +1", "10年",
		"back", "rate", "review", "use", "eco", "one", "f", "ar", "he", "as", "anticipate", "empathy", "QUAL", "h", "T", "d T", "M J", "A Co", "s-s", "service recovery",
	}
	data, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range eval[[]string](r.ctx, t, fmt.Sprintf(`more("search/zh-Hans.js", %s)`, data)) {
		t.Error(problem)
	}
}

// A damaged file is said to be damaged, whatever is wrong with it, and never makes the
// page wait.
func TestDamagedShards(t *testing.T) {
	r := engine(t)
	index := search.New(search.Options{Lang: "zh"}, []*search.Run{search.NewRun([]search.Page{
		{URL: "a.html", Title: "海底捞：从热可乐到牌子", Names: []string{"Haidilao"}, Sections: []search.Section{{Heading: "等位", Text: strings.Repeat("客人等位 while waiting，", 40)}}},
		{URL: "b.html", Title: "服务蓝图", Sections: []search.Section{{Text: "把看不见的画出来"}}},
	}, 0)})
	var shards []string
	for _, f := range index.Files() {
		if strings.HasPrefix(f.Path, "search/t/") {
			_, data, _ := strings.Cut(string(f.Make()), `","`)
			shards = append(shards, strings.TrimSuffix(data, "\")\n"))
		}
	}
	data, err := json.Marshal(shards)
	if err != nil {
		t.Fatal(err)
	}
	got := eval[string](r.ctx, t, `(async (shards) => {
	  let seed = 7, whole = 0, damaged = 0, slowest = 0;
	  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
	  for (const shard of shards) {
	    const packed = Uint8Array.from(atob(shard), (c) => c.charCodeAt(0));
	    const good = new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
	    if (readShard(good, 2).length === 0) return "a good shard is empty";
	    for (let n = 0; n < 20000; n++) {
	      let bad = good.slice(0, n % 3 ? good.length : random(good.length));
	      for (let k = random(4); k >= 0; k--) bad[random(bad.length)] = random(256);
	      const start = performance.now();
	      try {
	        for (const e of readShard(bad, 2)) e.posting?.();
	        whole++;
	      } catch (e) {
	        if (!(e instanceof Damaged)) return "threw " + e + e.stack;
	        damaged++;
	      }
	      slowest = Math.max(slowest, performance.now() - start);
	    }
	  }
	  return damaged > 1000 && whole > 10 && slowest < 500 ? "" : [whole, damaged, slowest].join();
	})(`+string(data)+`)`)
	if got != "" {
		t.Error(got)
	}
}

// What anybody may type is taken apart without an error and in no time, and what is
// marked is the text itself.
func TestAnyQuestionIsRead(t *testing.T) {
	r := engine(t)
	got := eval[string](r.ctx, t, `(() => {
	  const fold = makeFold(foldTable(new Uint8Array()));
	  let seed = 11;
	  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
	  const odd = ["海", "底", "捞", "a", "B", "é", "e\u0301", "Ａ", "１", "7", " ", "\t", "\n", "，", "。", "-", "−", "(", "[", "\\", "*", "+", "?", "^", "$", "|", ".", "{", "}", "\0", "\u0001", "\ud83d\ude00", "\ud800", "\udc00", "𠮷", "İ", "ß", "ﬁ", "<", "/script>", "\u2028", "%", "한", "の"];
	  for (let n = 0; n < 30000; n++) {
	    let query = "", text = "";
	    for (let k = random(30); k >= 0; k--) query += odd[random(odd.length)];
	    for (let k = random(60); k >= 0; k--) text += odd[random(odd.length)];
	    const start = performance.now();
	    const q = parse(query, fold, random(2) === 0);
	    const f = foldText(text, fold);
	    if (f.at.length !== f.text.length + 1 || f.at.some((x, i) => i > 0 && x < f.at[i - 1]) || f.at.at(-1) !== text.length) return "offsets of " + JSON.stringify(text);
	    const page = new Page(["a.html", text, 0, -1, [query], "", [["", "", text + query]]], fold);
	    const literals = q.parts.map((p) => p.literal);
	    if (page.mark(text, literals).map(([piece]) => piece).join("") !== text) return "pieces of " + JSON.stringify([text, query]);
	    page.excerpt(text, literals, random(2) === 0);
	    if (q.parts.length && q.parts.every((p) => p.tokens.length) && !page.answers(q)) return "not found: " + JSON.stringify([query, text + query]);
	    if (performance.now() - start > 500) return "slow: " + JSON.stringify([query, text]);
	  }
	  return "";
	})()`)
	if got != "" {
		t.Error(got)
	}
}

// While the book is written, an open search knows what was just saved, and what looks like
// markup is text.
func TestServeFindsWhatIsSaved(t *testing.T) {
	b := serveBook(t)
	r := open(t, b.url+playPage)
	press(r.ctx, t, "/")
	r.sees(searchOpen)
	write(r.ctx, t, "雪松香")
	r.sees(`document.querySelector(".find").dataset.answered === "雪松香"`)
	b.edit(t, caseSource, "先别买熊。", "先别买熊，买雪松香。")
	r.sees(searchHits + `[0]?.href.includes("cases/haidilao.html") && document.querySelector(".find-list mark").textContent === "雪松香"`)
	b.edit(t, caseSource, "title: 海底捞：从热可乐到“请勿打扰”", "title: '雪松香</script><img src=x onerror=document.title=1>'")
	r.sees(searchHits + `[0]?.textContent === "雪松香</script><img src=x onerror=document.title=1>" && !document.querySelector(".find img")`)
}

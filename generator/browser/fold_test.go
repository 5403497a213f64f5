//go:build browser

package browser

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"playbook/generator/hanzi"
	"playbook/generator/search"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// foldEntry makes the client's folding reachable: changes lists the code points from lo up
// to hi that fold to others, each followed by what it becomes.
const foldEntry = `import { foldTable, makeFold, classify } from "./client/fold";
globalThis.table = (bytes) => foldTable(Uint8Array.from(bytes));
globalThis.folder = makeFold;
globalThis.changes = (fold, lo, hi) => {
  const list = [];
  for (let c = lo; c < hi; c++) {
    const f = fold(c);
    if (f !== c || fold(c) !== f) list.push(c, f);
  }
  return list;
};
globalThis.classes = (lo, hi) => Array.from({ length: hi - lo }, (_, i) => classify(lo + i)).join("");
`

// clientFiles is the search client with an entry of the test's own.
func clientFiles(t *testing.T, entry string) *tree.Tree {
	t.Helper()
	client, err := tree.FromFS(search.Client)
	if err != nil {
		t.Fatal(err)
	}
	return tree.New(append(slices.Clone(client.Files), tree.Text("entry.ts", entry)))
}

// foldPairs writes pairs as the root of an index holds them.
func foldPairs(pairs [][2]rune) []byte {
	var b []byte
	last := rune(0)
	for _, p := range pairs {
		b = binary.AppendUvarint(b, uint64(p[0]-last))
		b = binary.AppendVarint(b, int64(p[1]-p[0])) // zigzag
		last = p[0]
	}
	return b
}

// chunk is how many code points are asked for at a time.
const chunk = 0x4000

// TestFoldIsTheSameInBrowsers compares the client's folding with the generator's on
// every code point there is, those that mean nothing included.
func TestFoldIsTheSameInBrowsers(t *testing.T) {
	script, err := site.Script(clientFiles(t, foldEntry), "entry.ts")
	if err != nil {
		t.Fatal(err)
	}
	ctx := tab(t)
	eval[int](ctx, t, string(script)+";0")
	var numbers []string
	for _, b := range foldPairs(hanzi.TraditionalPairs()) {
		numbers = append(numbers, fmt.Sprint(b))
	}
	size := eval[int](ctx, t, "var fold = (() => { const t = table(["+strings.Join(numbers, ",")+"]); globalThis.size = t.size; return folder(t); })(); size")
	if size != len(hanzi.TraditionalPairs()) {
		t.Errorf("the client reads %d pairs of %d", size, len(hanzi.TraditionalPairs()))
	}
	folded := 0
	for lo := rune(0); lo <= unicode.MaxRune; lo += chunk {
		changes := eval[[]rune](ctx, t, fmt.Sprintf("changes(fold, %d, %d)", lo, lo+chunk))
		folds := make(map[rune]rune)
		for pair := range slices.Chunk(changes, 2) {
			folds[pair[0]] = pair[1]
		}
		folded += len(folds)
		classes := eval[string](ctx, t, fmt.Sprintf("classes(%d, %d)", lo, lo+chunk))
		for r := lo; r < lo+chunk; r++ {
			got, changed := folds[r]
			if !changed {
				got = r
			}
			if want := hanzi.FoldRune(r); got != want {
				t.Errorf("%U %q: the browser folds it to %U, the generator to %U", r, r, got, want)
			}
			if got, want := int(classes[r-lo]-'0'), int(hanzi.Classify(r)); got != want {
				t.Errorf("%U %q: class %d in the browser, %d in the generator", r, r, got, want)
			}
		}
	}
	if folded < 4000 {
		t.Errorf("only %d characters fold to others: does this test see the client?", folded)
	}
}

// An index holds only the pairs that it needs; other characters stay.
func TestFoldTableInBrowsers(t *testing.T) {
	script, err := site.Script(clientFiles(t, foldEntry), "entry.ts")
	if err != nil {
		t.Fatal(err)
	}
	ctx := tab(t)
	eval[int](ctx, t, string(script)+";0")
	got := eval[string](ctx, t, `(() => {
		const fold = folder(new Map([["撈".codePointAt(0), "捞".codePointAt(0)]]));
		return [..."海底撈 服務 ＫＡＮＯ é"].map(c => String.fromCodePoint(fold(c.codePointAt(0)))).join("");
	})()`)
	if want := "海底捞 服務 kano e"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if size := eval[int](ctx, t, `table([]).size`); size != 0 {
		t.Errorf("an empty table has %d pairs", size)
	}
	if damaged := eval[bool](ctx, t, `(() => { try { table([0x80]); return false } catch { return true } })()`); !damaged {
		t.Error("a table that ends within a number is read")
	}
}

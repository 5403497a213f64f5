package search

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// A decoded is an index as a browser reads it, by other code than that which wrote
// it.
type decoded struct {
	root struct {
		V, N, K         int
		Lang            string
		Types, Evidence [][2]string
		Runs            []int
		Keys            string
		T, F, X         []string
		Facets          [][3]string
		Fold            string
	}
	entries []decodedEntry
	pages   []decodedPage
	facets  [][]decodedValue
	fold    map[rune]rune
}

type decodedEntry struct {
	key      string
	posting  *decodedPosting
	names    []decodedName
	readings []string // "海底捞 3"
	count    int      // −1 if there is none
}

type decodedPosting struct {
	encoding int
	pages    []int
	impacts  []int // by page; empty without impacts
}

type decodedName struct {
	display, reading string
	pages            []int
	others           []string
}

type decodedPage struct {
	url, title, summary string
	typ, evidence       int
	names               []string
	sections            [][3]string
}

type decodedValue struct {
	id, label string
	posting   *decodedPosting
}

// decode reads all files of an index and checks that they are all there is.
func decode(t testing.TB, x *Index) *decoded {
	t.Helper()
	raw := make(map[string][]byte) // by id
	paths := make(map[string]string)
	before := ""
	for _, f := range x.Files() {
		if f.Path <= before {
			t.Errorf("file %s comes after %s", f.Path, before)
		}
		before = f.Path
		m := regexp.MustCompile(`^__playbook\("([a-z0-9/]+)","([A-Za-z0-9+/=]+)"\)\n$`).FindSubmatch(f.Make())
		if m == nil {
			t.Fatalf("%s is no script", f.Path)
		}
		packed, err := base64.StdEncoding.DecodeString(string(m[2]))
		if err != nil {
			t.Fatal(err)
		}
		z, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if raw[string(m[1])], err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
		paths[string(m[1])] = f.Path
	}
	d := new(decoded)
	strict := json.NewDecoder(bytes.NewReader(raw["root"]))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&d.root); err != nil || d.root.V != 1 || paths["root"] != "search/"+d.root.Lang+".js" {
		t.Fatalf("root %s in %s: %v", raw["root"], paths["root"], err)
	}
	family := func(name string, n int, hashes []string) [][]byte {
		var list [][]byte
		together := 1
		for (n+together-1)/together > 128 {
			together *= 2
		}
		for i := range n {
			id := fmt.Sprintf("%s/%d", name, i)
			if want := fmt.Sprintf("search/%s-%s.js", id, hashes[i/together]); paths[id] != want {
				t.Errorf("%s is %q, want %s", id, paths[id], want)
			}
			list = append(list, raw[id])
			delete(raw, id)
		}
		var want []string
		for group := range slices.Chunk(list, together) {
			var all []byte
			for _, b := range group {
				all = append(binary.AppendUvarint(all, uint64(len(b))), b...)
			}
			want = append(want, fmt.Sprintf("%x", sha256.Sum256(all))[:8])
		}
		if !slices.Equal(hashes, want) {
			t.Errorf("hashes of %s are %q, want %q", name, hashes, want)
		}
		return list
	}
	delete(raw, "root")
	starts := strings.Split(d.root.Keys, "\n")
	for i, b := range family("t", len(starts), d.root.T) {
		d.shard(t, b, i, starts)
	}
	for i, b := range family("f", (d.root.N+1<<d.root.K-1)>>d.root.K, d.root.F) {
		d.fragment(t, b, i)
	}
	for _, b := range family("x", len(d.root.Facets), d.root.X) {
		d.facets = append(d.facets, d.facet(t, b))
	}
	for id := range raw {
		t.Errorf("there is a file %s too many", id)
	}
	d.readFold(t)
	return d
}

func (d *decoded) shard(t testing.TB, b []byte, i int, starts []string) {
	p := &tape{t, b}
	n := d.root.N
	start := len(d.entries)
	for key := ""; len(p.b) > 0; {
		common := p.number()
		e := decodedEntry{key: key[:common] + p.text(), count: -1}
		if !utf8.ValidString(e.key) || !utf8.ValidString(key[:common]) {
			t.Fatalf("key %q shares %d bytes of %q", e.key, common, key)
		}
		if last := len(d.entries) - 1; last >= 0 && e.key <= d.entries[last].key {
			t.Fatalf("key %q comes after %q", e.key, d.entries[last].key)
		}
		key = e.key
		flags := p.take(1)[0]
		if flags&1 != 0 {
			e.posting = p.posting(n)
		}
		if flags&2 != 0 {
			for range p.number() {
				x := decodedName{display: p.text(), reading: p.text(), pages: p.ids(p.number(), n)}
				for range p.number() {
					x.others = append(x.others, p.text())
				}
				e.names = append(e.names, x)
			}
		}
		if flags&4 != 0 {
			for range p.number() {
				e.readings = append(e.readings, fmt.Sprintf("%s %d", p.text(), p.number()))
			}
		}
		if flags&8 != 0 {
			e.count = p.number()
		}
		if flags == 0 || flags > 15 {
			t.Fatalf("flags %d", flags)
		}
		d.entries = append(d.entries, e)
	}
	if len(b) > 20<<10 && len(d.entries)-start > 1 {
		t.Errorf("shard %d has %d bytes and %d entries", i, len(b), len(d.entries)-start)
	}
	if i == 0 && starts[0] != "" || i > 0 && (!strings.HasPrefix(d.entries[start].key, starts[i]) || starts[i] <= d.entries[start-1].key) {
		t.Errorf("shard %d starts with %q", i, starts[i])
	}
}

func (d *decoded) fragment(t testing.TB, b []byte, i int) {
	var list [][7]json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	if want := min(1<<d.root.K, d.root.N-i<<d.root.K); len(list) != want {
		t.Errorf("fragment %d has %d pages, want %d", i, len(list), want)
	}
	for _, fields := range list {
		var p decodedPage
		for k, v := range []any{&p.url, &p.title, &p.typ, &p.evidence, &p.names, &p.summary, &p.sections} {
			if err := json.Unmarshal(fields[k], v); err != nil {
				t.Fatal(err)
			}
		}
		d.pages = append(d.pages, p)
	}
}

func (d *decoded) facet(t testing.TB, b []byte) []decodedValue {
	p := &tape{t, b}
	var list []decodedValue
	for range p.number() {
		list = append(list, decodedValue{p.text(), p.text(), p.posting(d.root.N)})
	}
	if len(p.b) > 0 {
		t.Errorf("%d bytes after a facet", len(p.b))
	}
	return list
}

func (d *decoded) readFold(t testing.TB) {
	b, err := base64.StdEncoding.DecodeString(d.root.Fold)
	if err != nil {
		t.Fatal(err)
	}
	d.fold = make(map[rune]rune)
	p := &tape{t, b}
	for r := rune(0); len(p.b) > 0; {
		r += rune(p.number())
		zigzag := p.number()
		d.fold[r] = r + rune(zigzag>>1^-(zigzag&1))
	}
}

// entry returns what stands under a key, or nil.
func (d *decoded) entry(key string) *decodedEntry {
	i, ok := slices.BinarySearchFunc(d.entries, key, func(e decodedEntry, key string) int { return strings.Compare(e.key, key) })
	if !ok {
		return nil
	}
	return &d.entries[i]
}

// with returns the pages that have a term.
func (d *decoded) with(key string) []int {
	if e := d.entry(key); e != nil && e.posting != nil {
		return e.posting.pages
	}
	return nil
}

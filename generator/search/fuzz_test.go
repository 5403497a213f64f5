package search

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"playbook/generator/hanzi"
)

// Every term that a text is said to have stands in it, and none is missing.
func FuzzTokens(f *testing.F) {
	for _, s := range append(pieces, strings.Join(pieces, ""), strings.Repeat("ab", 50)) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := (&Page{Title: s}).compose().Title
		var w writer
		w.start()
		w.next()
		w.add(text, title)
		got := make(map[string]int)
		put := func(prefix string, table table, text func(uint64) string) {
			for _, x := range table.items {
				got[prefix+text(x.key)] = int(x.use.count())
			}
		}
		put("", w.han, unpack)
		put("\x01", w.grams, unpack)
		put("", w.words, func(key uint64) string { return w.list[key] })
		folded := foldText(s)
		letters := strings.Map(func(r rune) rune {
			if hanzi.Classify(r) == hanzi.Break {
				return -1
			}
			return r
		}, folded)
		for term := range got {
			if !strings.Contains(letters, strings.NewReplacer("\x01", "", " ", "").Replace(term)) {
				t.Errorf("%q is said to have %q", folded, term)
			}
		}
		terms, length := termsOf(s)
		if length != w.length {
			t.Errorf("%q has length %d, want %d", s, w.length, length)
		}
		want := make(map[string]int)
		for _, term := range terms {
			if want[term] += 6; term[0] == 1 {
				want[term] = got[term] // how often pieces stand there does not matter
			}
		}
		for term, n := range want {
			if got[term] != n || n == 0 {
				t.Errorf("%q has %q %d times, want %d", s, term, got[term], n)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%q has %d terms, want %d", s, len(got), len(want))
		}
	})
}

// Keys are the same after they were written by what they share.
func FuzzKeys(f *testing.F) {
	f.Add("服务 服 𠮷 𠮸 a ab \xe6\x9c \xe6\x9d é è")
	f.Fuzz(func(t *testing.T, s string) {
		keys := strings.Fields(s)
		slices.Sort(keys)
		var b []byte
		before := ""
		for _, k := range keys {
			b = appendKey(b, before, k)
			before = k
		}
		r, tape := reader{data: b}, &tape{t, b}
		before = ""
		for _, k := range keys {
			n := r.int()
			got := before[:n] + string(r.bytes(r.int()))
			if again := before[:tape.number()] + tape.text(); got != k || again != k {
				t.Fatalf("%q is read as %q and %q", k, got, again)
			}
			if utf8.ValidString(k) && !utf8.ValidString(k[:n]) {
				t.Fatalf("%q is cut within a character, after %d bytes", k, n)
			}
			before = k
		}
		if r.more() || len(tape.b) > 0 {
			t.Fatal("something is left")
		}
	})
}

// Items are the same after they were compressed.
func FuzzFamily(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x01\x01\x05\x02\x00\xff"), true, uint64(1), uint64(1<<40))
	f.Fuzz(func(t *testing.T, data []byte, uses bool, lo, hi uint64) {
		var items []item
		key, page := uint64(0), uint32(0)
		for i := 0; i+2 < len(data); i += 3 {
			if d := uint64(data[i]); d > 0 || len(items) == 0 {
				key, page = key+(1+d)<<(data[i+1]%24), uint32(data[i+1])
			} else {
				page += 1 + uint32(data[i+1])
			}
			u := once
			if uses && data[i+2] > 0 {
				u = use(data[i+2])<<8 | use(data[i+2]%3)
			}
			items = append(items, item{key, page, u})
		}
		if key >= 1<<63 {
			return
		}
		family, _ := newFamily(items, uses, nil)
		for _, bounds := range [][2]uint64{{0, 1 << 63}, {lo, hi}} {
			var want []item
			for _, x := range items {
				if x.key >= bounds[0] && x.key < bounds[1] {
					x.page += 1000
					want = append(want, x)
				}
			}
			if got := family.read(nil, bounds[0], bounds[1], 1000); !slices.Equal(got, want) {
				t.Fatalf("read %v, want %v", got, want)
			}
		}
	})
}

// JSON says what the text was.
func FuzzQuoted(f *testing.F) {
	f.Add("a\"\\\n\x00\u2028é\xff</script>")
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(appendQuoted(nil, s), &got); err != nil || got != strings.ToValidUTF8(s, "\ufffd") && utf8.ValidString(s) {
			t.Errorf("%q became %q: %v", s, got, err)
		}
	})
}

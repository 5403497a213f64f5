package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// tf returns the use of a term that counts so much.
func tf(count int, f field) use { return use(count)<<2 | use(f) }

func TestImpact(t *testing.T) {
	usual := norms([]uint32{100, 100})[0]
	for _, tt := range []struct {
		use  use
		norm float64
		want byte
	}{
		{tf(1, body), usual, 3}, // 1/2.2 of 6
		{tf(2, body), usual, 4},
		{tf(6, body), usual, 6},
		{tf(1<<28, body), usual, 6},
		{tf(3, heading), usual, 9},
		{tf(1<<28, heading), usual, 10},
		{tf(6, title), usual, 15},
		{tf(1<<28, title), usual, 15},
		{tf(1, body), 1000, 1},
		{tf(3, heading), 1000, 7},
		{tf(6, title), 1000, 11},
		{tf(1, body), 0.3, 5}, // a page of hardly any text
	} {
		if got := impact(tt.use, tt.norm); got != tt.want {
			t.Errorf("impact(%d in %d, %v) = %d, want %d", tt.use.count(), tt.use.field(), tt.norm, got, tt.want)
		}
	}
	if got := fmt.Sprintf("%.3f", norms([]uint32{0, 100, 200})); got != "[0.300 1.200 2.100]" {
		t.Errorf("norms are %s", got)
	}
}

func TestUse(t *testing.T) {
	u := use(0).and(body)
	if u != once {
		t.Errorf("one use in the body is %d, want %d", u, once)
	}
	if u = u.and(title).and(heading).and(body); u.count() != 11 || u.field() != title {
		t.Errorf("four uses count %d in field %d", u.count(), u.field())
	}
}

// Every encoding is reached, and is read as it was meant.
func TestEncodings(t *testing.T) {
	const pages = 9000
	r := rand.New(rand.NewPCG(1, 1))
	all := func(int) bool { return true }
	few := func(page int) bool { return page%100 == 7 }
	half := func(page int) bool { return page%2 == 1 }
	mixed := func(int) use { return tf(1+r.IntN(9), field(r.IntN(3))) }
	for _, tt := range []struct {
		name   string
		has    func(page int) bool
		use    func(page int) use
		plain  bool
		want   int
		others byte // impact of pages that are no champions
	}{
		{"few pages", few, mixed, false, list, 0},
		{"no page", func(int) bool { return false }, nil, true, plainList, 0},
		{"half of the pages", func(page int) bool { return half(page) && page < 8000 }, mixed, false, bitmap, 0},
		{"all pages", all, mixed, false, champions, 2},
		{"all pages alike, little", all, func(int) use { return tf(1, body) }, false, champions, 2},
		{"hardly anything", all, func(int) use { return 0 }, false, champions, 1},
		{"only titles", all, func(int) use { return tf(6, title) }, false, champions, 2},
		{"few pages, plain", few, mixed, true, plainList, 0},
		{"all pages, plain", all, mixed, true, plainBitmap, 0},
	} {
		p := &poster{norms: make([]float64, pages)}
		var items []item
		var impacts []byte
		for page := range pages {
			p.norms[page] = 1.2
			if tt.has(page) {
				u := tt.use(page)
				items = append(items, item{page: uint32(page), use: u})
				impacts = append(impacts, impact(u, 1.2))
			}
		}
		write := p.appendPosting
		if tt.plain {
			write = p.appendPlain
		}
		tape := &tape{t, write(nil, items)}
		got := tape.posting(pages)
		if got.encoding != tt.want || len(tape.b) > 0 {
			t.Errorf("%s: encoding %d, want %d; %d bytes left", tt.name, got.encoding, tt.want, len(tape.b))
		}
		if !slices.EqualFunc(got.pages, items, func(page int, x item) bool { return page == int(x.page) }) {
			t.Errorf("%s: the pages differ", tt.name)
		}
		if tt.want == champions {
			keepChampions(impacts, tt.others)
		}
		if !tt.plain && !slices.EqualFunc(got.impacts, impacts, func(a int, b byte) bool { return a == int(b) }) {
			t.Errorf("%s: the impacts differ", tt.name)
		}
	}
}

// keepChampions sets all impacts to others but for the 2048 highest, of equals the
// first.
func keepChampions(impacts []byte, others byte) {
	order := make([]int, len(impacts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(impacts[b]) - int(impacts[a]) })
	for _, i := range order[2048:] {
		impacts[i] = others
	}
}

// What stands in neither of two encodings of a size is a list.
func TestChoice(t *testing.T) {
	p := &poster{norms: make([]float64, 80)} // a bitmap has 10 bytes
	for n, want := range map[int]int{9: plainList, 10: plainList, 11: plainBitmap} {
		items := make([]item, n)
		for i := range items {
			items[i].page = uint32(2 * i)
		}
		if got := (&tape{t, p.appendPlain(nil, items)}).posting(80).encoding; got != want {
			t.Errorf("%d pages have encoding %d, want %d", n, got, want)
		}
	}
}

func TestSortItems(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, n := range []int{0, 1, 2, 100, 5000} {
		for _, most := range []uint64{1, 100, 1 << 42, 1 << 63} {
			items := make([]item, n)
			for i := range items {
				items[i] = item{r.Uint64N(most), uint32(i), 0}
			}
			want := slices.Clone(items)
			slices.SortStableFunc(want, func(a, b item) int {
				if a.key < b.key {
					return -1
				}
				return int(min(a.key-b.key, 1))
			})
			if got := sortItems(items, make([]item, n)); !slices.Equal(got, want) {
				t.Errorf("%d items with keys below %d are out of order", n, most)
			}
		}
	}
}

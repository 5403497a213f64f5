package search

import "math/bits"

// A table counts the terms of one page at a time.
type table struct {
	items []item // of this page, without the page
	slots []slot // a power of two
	page  uint32 // marks the slots of this page
}

// A slot says which item is stored at its place in a table.
type slot struct{ page, item uint32 }

const minSlots = 1 << 10

// next forgets all terms, for the next page.
func (t *table) next() {
	t.items = t.items[:0]
	if t.page++; t.page == 0 || t.slots == nil {
		t.page = 1
		t.slots = make([]slot, max(minSlots, len(t.slots)))
	}
}

// add counts a term once more, and reports whether it is new on the page.
func (t *table) add(key uint64, f field) bool {
	if 2*len(t.items) >= len(t.slots) {
		t.grow()
	}
	for i := t.home(key); ; i = (i + 1) & (len(t.slots) - 1) {
		s := &t.slots[i]
		if s.page != t.page {
			*s = slot{t.page, uint32(len(t.items))}
			t.items = append(t.items, item{key: key, use: use(0).and(f)})
			return true
		}
		if x := &t.items[s.item]; x.key == key {
			x.use = x.use.and(f)
			return false
		}
	}
}

// home returns the slot where a key is looked for first.
func (t *table) home(key uint64) int {
	return int(key * 0x9e3779b97f4a7c15 >> (64 - bits.TrailingZeros(uint(len(t.slots)))))
}

func (t *table) grow() {
	t.slots = make([]slot, 2*len(t.slots))
	for n := range t.items {
		i := t.home(t.items[n].key)
		for t.slots[i].page == t.page {
			i = (i + 1) & (len(t.slots) - 1)
		}
		t.slots[i] = slot{t.page, uint32(n)}
	}
}

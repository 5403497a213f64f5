package search

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// A family is the terms of a run that have keys of one kind, sorted and compressed.
//
//	term = (difference to the key before)<<1 | (more than one page), how many − 2, pages
//	page = difference to the one before, shifted by 1 if there are uses and then with
//	       bit 0 if the use follows, because it is not just once
//
// All are varints.
type family struct {
	data  []byte
	marks []mark
	uses  bool
}

// A mark is a place in a family from which it can be read.
type mark struct {
	key uint64 // the one before
	at  int
}

// markEvery is about how many items are between two marks.
const markEvery = 1024

// newFamily compresses sorted items, with the help of a buffer that it returns.
func newFamily(items []item, uses bool, buf []byte) (family, []byte) {
	f := family{uses: uses, marks: []mark{{}}}
	buf = buf[:0]
	for last, since := uint64(0), 0; len(items) > 0; {
		if since >= markEvery {
			f.marks, since = append(f.marks, mark{last, len(buf)}), 0
		}
		n := group(items)
		if n == 1 {
			buf = binary.AppendUvarint(buf, (items[0].key-last)<<1)
		} else {
			buf = binary.AppendUvarint(buf, (items[0].key-last)<<1|1)
			buf = binary.AppendUvarint(buf, uint64(n-2))
		}
		buf = appendPages(buf, items[:n], uses)
		last, items, since = items[0].key, items[n:], since+n
	}
	f.data = bytes.Clone(buf)
	f.marks = slices.Clip(f.marks)
	return f, buf
}

// appendPages appends the pages of one term.
func appendPages(b []byte, items []item, uses bool) []byte {
	before := uint32(0)
	for _, x := range items {
		d := uint64(x.page - before)
		before = x.page
		switch {
		case !uses:
			b = binary.AppendUvarint(b, d)
		case x.use == once:
			b = binary.AppendUvarint(b, d<<1)
		default:
			b = binary.AppendUvarint(b, d<<1|1)
			b = binary.AppendUvarint(b, uint64(x.use))
		}
	}
	return b
}

// pages appends to items the n pages of a term, counted from base on.
func (r *reader) pages(items []item, n int, key uint64, base uint32, uses bool) []item {
	page := base
	for range n {
		u, d := once, r.uvarint()
		if uses {
			if d&1 != 0 {
				u = use(r.uvarint())
			}
			d >>= 1
		}
		page += uint32(d)
		items = append(items, item{key, page, u})
	}
	return items
}

// read appends to items those with keys from lo on and below hi. Pages are counted
// from base on.
func (f *family) read(items []item, lo, hi uint64, base uint32) []item {
	i, _ := slices.BinarySearchFunc(f.marks, lo, func(m mark, lo uint64) int {
		if m.key < lo {
			return -1
		}
		return 1
	})
	m := f.marks[max(i-1, 0)]
	r, key := reader{f.data, m.at}, m.key
	for r.more() {
		d := r.uvarint()
		if key += d >> 1; key >= hi {
			break
		}
		n := 1
		if d&1 != 0 {
			n = r.int() + 2
		}
		start := len(items)
		if items = r.pages(items, n, key, base, f.uses); key < lo {
			items = items[:start]
		}
	}
	return items
}

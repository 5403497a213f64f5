package search

import (
	"bytes"
	"cmp"
	"container/heap"
	"slices"
)

// An entry is what all runs have under a key.
type entry struct {
	key      string
	items    []item // pages of the word
	names    []name
	readings []reading
}

// A merger goes through sections at the same time, key by key.
type merger struct {
	cursors  cursors
	sections int   // that were added
	entry    entry // the one at hand
}

// add adds a section, whose pages are counted from base on.
func (m *merger) add(s section, base uint32) {
	c := &cursor{reader: reader{data: s}, base: base, order: m.sections}
	m.sections++
	if c.next() {
		heap.Push(&m.cursors, c)
	}
}

// next goes to the next key, and reports whether there is one.
func (m *merger) next() bool {
	e := &m.entry
	e.key, e.items, e.names, e.readings = "", e.items[:0], e.names[:0], e.readings[:0]
	for len(m.cursors) > 0 {
		c := m.cursors[0]
		if e.key == "" {
			e.key = string(c.key)
		} else if e.key != string(c.key) {
			break
		}
		c.take(e)
		if c.next() {
			heap.Fix(&m.cursors, 0)
		} else {
			heap.Pop(&m.cursors)
		}
	}
	return e.key != ""
}

// A cursor is a place in a section.
type cursor struct {
	reader
	base  uint32
	order int // of the section
	key   []byte
	parts reader
}

// next goes to the next entry, and reports whether there is one.
func (c *cursor) next() bool {
	if !c.more() {
		return false
	}
	c.key = append(c.key[:c.int()], c.bytes(c.int())...)
	c.parts = reader{data: c.bytes(c.int())}
	return true
}

// take appends what the cursor is at to an entry.
func (c *cursor) take(e *entry) {
	flags := c.parts.byte()
	if flags&hasPosting != 0 {
		e.items = c.parts.pages(e.items, c.parts.int(), 0, c.base, true)
	}
	if flags&hasNames != 0 {
		for range c.parts.int() {
			e.names = append(e.names, c.parts.name(c.base))
		}
	}
	if flags&hasReadings != 0 {
		for range c.parts.int() {
			e.readings = append(e.readings, c.parts.reading())
		}
	}
}

// cursors is a heap, sorted by key and then by section.
type cursors []*cursor

func (h cursors) Len() int { return len(h) }
func (h cursors) Less(i, j int) bool {
	return cmp.Or(bytes.Compare(h[i].key, h[j].key), h[i].order-h[j].order) < 0
}
func (h cursors) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *cursors) Push(x any)   { *h = append(*h, x.(*cursor)) }
func (h *cursors) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = slices.Delete(*h, last, last+1)
	return x
}

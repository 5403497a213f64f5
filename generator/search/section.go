package search

import (
	"bytes"
	"encoding/binary"
)

// A section is what a run has under keys that are strings: words, names and
// readings. It is sorted and compressed.
//
//	entry   = key, by what it shares with the one before; length of the rest; flags;
//	          of word, names and readings those that flags say
//	word    = number of pages, pages as in a family
//	names   = number, for each: display, reading, page, number of others, others
//	readings= number, for each: target, weight<<1 | full, pages
type section []byte

// What an entry has, in a section as in a shard.
const (
	hasPosting = 1 << iota
	hasNames
	hasReadings
	hasCount
)

// A load is what goes into a section. All lists are sorted by key.
type load struct {
	words    []string
	items    []item // their keys are places in words
	names    []name
	readings []reading
}

// section compresses everything.
func (l load) section() section {
	var data, rest []byte
	var last string
	for {
		key := l.key()
		if key == "" {
			return bytes.Clone(data)
		}
		data = appendKey(data, last, key)
		rest = l.take(rest[:0], key)
		data = appendString(data, rest)
		last = key
	}
}

// key returns the first key that is left, or "".
func (l *load) key() string {
	key := ""
	first := func(k string) {
		if key == "" || k < key {
			key = k
		}
	}
	if len(l.words) > 0 {
		first(l.words[0])
	}
	if len(l.names) > 0 {
		first(l.names[0].key)
	}
	if len(l.readings) > 0 {
		first(l.readings[0].key)
	}
	return key
}

// take appends the parts of an entry, and removes them.
func (l *load) take(b []byte, key string) []byte {
	b = append(b, 0)
	if len(l.words) > 0 && l.words[0] == key {
		b[0] |= hasPosting
		n := group(l.items)
		b = binary.AppendUvarint(b, uint64(n))
		b = appendPages(b, l.items[:n], true)
		l.words, l.items = l.words[1:], l.items[n:]
	}
	if n := count(l.names, func(x name) bool { return x.key == key }); n > 0 {
		b[0] |= hasNames
		b = binary.AppendUvarint(b, uint64(n))
		for _, x := range l.names[:n] {
			b = appendName(b, x)
		}
		l.names = l.names[n:]
	}
	if n := count(l.readings, func(x reading) bool { return x.key == key }); n > 0 {
		b[0] |= hasReadings
		b = binary.AppendUvarint(b, uint64(n))
		for _, x := range l.readings[:n] {
			b = appendReading(b, x)
		}
		l.readings = l.readings[n:]
	}
	return b
}

// count returns how many items at the front of list fit.
func count[T any](list []T, fits func(T) bool) int {
	n := 0
	for n < len(list) && fits(list[n]) {
		n++
	}
	return n
}

func appendName(b []byte, x name) []byte {
	b = appendString(b, x.display)
	b = appendString(b, x.reading)
	b = binary.AppendUvarint(b, uint64(x.page))
	return appendStrings(b, x.others)
}

func appendReading(b []byte, x reading) []byte {
	b = appendString(b, x.target)
	weight := uint64(x.weight) << 1
	if x.full {
		weight |= 1
	}
	b = binary.AppendUvarint(b, weight)
	return binary.AppendUvarint(b, uint64(x.pages))
}

func appendStrings(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = appendString(b, s)
	}
	return b
}

func (r *reader) strings() []string {
	list := make([]string, r.int())
	for i := range list {
		list[i] = r.string()
	}
	return list
}

func (r *reader) name(base uint32) name {
	return name{display: r.string(), reading: r.string(), page: base + uint32(r.int()), others: r.strings()}
}

func (r *reader) reading() reading {
	x := reading{target: r.string()}
	weight := r.int()
	x.weight, x.full = weight>>1, weight&1 != 0
	x.pages = r.int()
	return x
}

package search

import (
	"encoding/binary"
	"slices"
	"testing"
)

// A tape is read from its start to its end.
type tape struct {
	t testing.TB
	b []byte
}

func (p *tape) take(n int) []byte {
	if n < 0 || n > len(p.b) {
		p.t.Fatalf("%d bytes wanted and %d left", n, len(p.b))
	}
	b := p.b[:n]
	p.b = p.b[n:]
	return b
}

func (p *tape) number() int {
	n, size := binary.Uvarint(p.b)
	if size <= 0 {
		p.t.Fatal("no number where one should be")
	}
	p.take(size)
	return int(n)
}

func (p *tape) text() string { return string(p.take(p.number())) }

func (p *tape) ids(count, n int) []int {
	list := make([]int, count)
	id := 0
	for i := range list {
		d := p.number()
		if i > 0 && d == 0 {
			p.t.Fatal("a page twice")
		}
		if id += d; id >= n {
			p.t.Fatalf("page %d of %d", id, n)
		}
		list[i] = id
	}
	return list
}

func (p *tape) bits(df, n int) []int {
	var list []int
	for i, b := range p.take((n + 7) / 8) {
		for bit := range 8 {
			if b>>bit&1 != 0 {
				list = append(list, 8*i+bit)
			}
		}
	}
	if len(list) != df || df > 0 && list[df-1] >= n {
		p.t.Fatalf("bitmap of %d pages, want %d", len(list), df)
	}
	return list
}

func (p *tape) nibbles(n int) []int {
	b := p.take((n + 1) / 2)
	list := make([]int, n)
	for i := range list {
		if list[i] = int(b[i/2]>>(4*(i%2))) & 15; list[i] == 0 {
			p.t.Fatal("an impact of 0")
		}
	}
	return list
}

func (p *tape) posting(n int) *decodedPosting {
	df := p.number()
	d := &decodedPosting{encoding: int(p.take(1)[0])}
	switch d.encoding {
	case 0:
		d.pages = p.ids(df, n)
		d.impacts = p.nibbles(df)
	case 1:
		d.pages = p.bits(df, n)
		d.impacts = p.nibbles(df)
	case 2:
		d.pages = p.bits(df, n)
		m := p.number()
		best := p.ids(m, n)
		impacts := p.nibbles(m)
		for _, page := range d.pages {
			impact := min(2, slices.Min(impacts))
			if i, ok := slices.BinarySearch(best, page); ok {
				impact = impacts[i]
			}
			d.impacts = append(d.impacts, impact)
		}
	case 3:
		d.pages = p.ids(df, n)
	case 4:
		d.pages = p.bits(df, n)
	default:
		p.t.Fatalf("encoding %d", d.encoding)
	}
	return d
}

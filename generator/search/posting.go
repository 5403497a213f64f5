package search

import "encoding/binary"

// How the pages of a term are written in a shard.
const (
	list        = iota // of pages, with impacts
	bitmap             // of pages, with impacts
	champions          // bitmap of pages, list of the best ones with impacts
	plainList          // without impacts
	plainBitmap        // without impacts
)

const (
	manyPages    = 4096 // above it, only champions may have impacts
	maxChampions = 2048
)

// saturation and slope say how the length of a page weighs on a term, as in BM25.
const (
	saturation = 1.2
	slope      = 0.75
)

// norms returns by page what impact needs of its length.
func norms(lengths []uint32) []float64 {
	total := 0.0
	for _, n := range lengths {
		total += float64(n)
	}
	list := make([]float64, len(lengths))
	for i, n := range lengths {
		ratio := 1.0
		if total > 0 {
			ratio = float64(n) * float64(len(lengths)) / total
		}
		// The conversion keeps processors from rounding once where others do twice.
		list[i] = saturation * (1 - slope + float64(slope*ratio))
	}
	return list
}

// impact returns how much a page is about a term, from 1 to 15.
func impact(u use, norm float64) byte {
	count := float64(u.count())
	s := count / (count + norm) // below 1, because no norm is 0
	switch u.field() {
	case title:
		return 11 + byte(5*s)
	case heading:
		return 7 + byte(4*s)
	default:
		return 1 + byte(6*s)
	}
}

// A poster writes the pages of terms.
type poster struct {
	norms   []float64 // by page
	impacts []byte    // of the items at hand
	deltas  []byte
	best    struct { // champions of them
		items           []item
		impacts, deltas []byte
	}
}

// appendPosting appends the pages of a term with their impacts.
func (p *poster) appendPosting(b []byte, items []item) []byte {
	p.impacts = p.impacts[:0]
	for _, x := range items {
		p.impacts = append(p.impacts, impact(x.use, p.norms[x.page]))
	}
	b = binary.AppendUvarint(b, uint64(len(items)))
	p.deltas = appendPages(p.deltas[:0], items, false)
	if len(items) > manyPages {
		p.choose(items)
		best := p.best.deltas
		if p.bitmapSize()+len(best)+nibbles(maxChampions) < min(len(p.deltas), p.bitmapSize())+nibbles(len(items)) {
			b = p.appendBitmap(append(b, champions), items)
			return appendNibbles(append(b, best...), p.best.impacts)
		}
	}
	if len(p.deltas) <= p.bitmapSize() {
		b = append(append(b, list), p.deltas...)
	} else {
		b = p.appendBitmap(append(b, bitmap), items)
	}
	return appendNibbles(b, p.impacts)
}

// appendPlain appends the pages of a term.
func (p *poster) appendPlain(b []byte, items []item) []byte {
	b = binary.AppendUvarint(b, uint64(len(items)))
	p.deltas = appendPages(p.deltas[:0], items, false)
	if len(p.deltas) <= p.bitmapSize() {
		return append(append(b, plainList), p.deltas...)
	}
	return p.appendBitmap(append(b, plainBitmap), items)
}

// choose finds the champions of more items than there may be: those of the highest
// impact, of equals the first.
func (p *poster) choose(items []item) {
	var number [16]int
	for _, n := range p.impacts {
		number[n]++
	}
	room, least := maxChampions, byte(15)
	for number[least] <= room {
		room -= number[least]
		least--
	}
	best := &p.best
	best.items, best.impacts = best.items[:0], best.impacts[:0]
	for i, n := range p.impacts {
		if n < least || n == least && room == 0 {
			continue
		}
		if n == least {
			room--
		}
		best.items, best.impacts = append(best.items, items[i]), append(best.impacts, n)
	}
	best.deltas = appendPages(binary.AppendUvarint(best.deltas[:0], maxChampions), best.items, false)
}

func (p *poster) bitmapSize() int { return (len(p.norms) + 7) / 8 }

func (p *poster) appendBitmap(b []byte, items []item) []byte {
	start := len(b)
	b = append(b, make([]byte, p.bitmapSize())...)
	for _, x := range items {
		b[start+int(x.page>>3)] |= 1 << (x.page & 7)
	}
	return b
}

// nibbles returns how many bytes n impacts take.
func nibbles(n int) int { return (n + 1) / 2 }

func appendNibbles(b []byte, impacts []byte) []byte {
	for i := 0; i < len(impacts); i += 2 {
		x := impacts[i]
		if i+1 < len(impacts) {
			x |= impacts[i+1] << 4
		}
		b = append(b, x)
	}
	return b
}

package search

// An item is a term on a page.
type item struct {
	key  uint64 // of the term; see pack
	page uint32 // counted from the start of the run, or of the index
	use  use
}

// A use says how a term is used on a page: how often, weighed by [field.weight], and
// where at best.
type use uint32

// once is the use of a term that stands once in the body, as most do.
const once = use(1)<<2 | use(body)

func (u use) count() uint32 { return uint32(u >> 2) }
func (u use) field() field  { return field(u & 3) }

// and adds another place where the term stands.
func (u use) and(f field) use {
	best := max(u&3, use(f))
	return (u>>2+use(f.weight()))<<2 | best
}

// A field is a part of a page, by rank.
type field uint8

const (
	body field = iota
	heading
	title // and other names
)

// weight returns for how many uses in the body one in f counts.
func (f field) weight() uint32 { return [...]uint32{1, 3, 6}[f] }

// pack makes a key of up to three characters that sorts as the text does. The
// character 0 stands for none.
func pack(a, b, c rune) uint64 { return uint64(a)<<42 | uint64(b)<<21 | uint64(c) }

// unpack returns the text of a key.
func unpack(key uint64) string {
	var buf [3]rune
	chars := buf[:0]
	for shift := 42; shift >= 0; shift -= 21 {
		if r := rune(key >> shift & 0x1fffff); r != 0 {
			chars = append(chars, r)
		}
	}
	return string(chars)
}

// digit is how many bits sortItems looks at in one pass.
const digit = 11

// sortItems sorts items by key; those of one key stay in order. Tmp is as long as
// items; the result is in one of the two.
func sortItems(items, tmp []item) []item {
	var differ uint64
	for i := range items {
		differ |= items[i].key ^ items[0].key
	}
	for shift := 0; differ>>shift != 0; shift += digit {
		if differ>>shift&(1<<digit-1) == 0 {
			continue
		}
		var starts [1 << digit]uint32
		for i := range items {
			starts[items[i].key>>shift&(1<<digit-1)]++
		}
		at := uint32(0)
		for i, n := range starts {
			starts[i], at = at, at+n
		}
		for i := range items {
			d := items[i].key >> shift & (1<<digit - 1)
			tmp[starts[d]] = items[i]
			starts[d]++
		}
		items, tmp = tmp, items
	}
	return items
}

// group returns how many of the first items have the same key.
func group(items []item) int {
	n := 1
	for n < len(items) && items[n].key == items[0].key {
		n++
	}
	return n
}

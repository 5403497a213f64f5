package search

import (
	"slices"
	"sync"
)

// An input is what an index is made of.
type input struct {
	runs  []*Run
	bases []uint32  // the first page of each run
	norms []float64 // of each page

	mu   sync.Mutex
	free []*[]item // buffers that nobody uses; a pool would outlive the input by two collections
}

// buffer returns a list to put items in; the function gives it back.
func (in *input) buffer() (*[]item, func()) {
	in.mu.Lock()
	defer in.mu.Unlock()
	b := new([]item)
	if last := len(in.free) - 1; last >= 0 {
		b, in.free = in.free[last], in.free[:last]
	}
	return b, func() {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.free = append(in.free, b)
	}
}

// terms are some terms that follow each other, as they stand in shards.
type terms struct {
	keys  []uint64
	pages []int // how many have it
	ends  []int // where its part ends
	parts []byte
}

// each calls f with every term and its part.
func (t *terms) each(f func(key uint64, pages int, part []byte)) {
	start := 0
	for i, key := range t.keys {
		f(key, t.pages[i], t.parts[start:t.ends[i]])
		start = t.ends[i]
	}
}

// An appender appends the part of a term that stands on the pages of some items.
type appender func(b []byte, items []item) []byte

// rangeSize is about how many items are merged at once.
const rangeSize = 1 << 18

// merge puts together a family of all runs. It takes one range of keys after the other,
// on all processors, and hands over the terms in order.
func (in *input) merge(of func(*Run) *family, newAppender func() appender, take func(*terms)) {
	bounds := in.ranges(of)
	spare := sync.Pool{New: func() any { return new(terms) }}
	ordered(len(bounds)-1, func() func(int) *terms {
		appendPart := newAppender()
		return func(i int) *terms {
			items, free := in.buffer()
			defer free()
			tmp, freeTmp := in.buffer()
			defer freeTmp()
			*items = (*items)[:0]
			for n, r := range in.runs {
				*items = of(r).read(*items, bounds[i], bounds[i+1], in.bases[n])
			}
			*tmp = slices.Grow((*tmp)[:0], len(*items))[:len(*items)]
			t := spare.Get().(*terms)
			t.keys, t.pages, t.ends, t.parts = t.keys[:0], t.pages[:0], t.ends[:0], t.parts[:0]
			for sorted := sortItems(*items, *tmp); len(sorted) > 0; {
				n := group(sorted)
				t.keys = append(t.keys, sorted[0].key)
				t.pages = append(t.pages, n)
				t.parts = appendPart(t.parts, sorted[:n])
				t.ends = append(t.ends, len(t.parts))
				sorted = sorted[n:]
			}
			return t
		}
	}, func(t *terms) {
		take(t)
		spare.Put(t)
	})
}

// ranges cuts the keys of a family into ranges of about the same size, by the marks of
// all runs. It returns where each begins, and what is behind the last.
func (in *input) ranges(of func(*Run) *family) []uint64 {
	var keys []uint64
	for _, r := range in.runs {
		for _, m := range of(r).marks {
			keys = append(keys, m.key)
		}
	}
	slices.Sort(keys)
	bounds := []uint64{0}
	for i := rangeSize / markEvery; i < len(keys); i += rangeSize / markEvery {
		bounds = append(bounds, keys[i])
	}
	return append(slices.Compact(bounds), 1<<63)
}

func (r *Run) hanFamily() *family    { return &r.han }
func (r *Run) gramFamily() *family   { return &r.grams }
func (r *Run) phraseFamily() *family { return &r.phrases }

package search

import (
	"bytes"
	"cmp"
	"compress/flate"
	"slices"
	"strings"
	"sync"

	"playbook/generator/hanzi"
)

// A Run is some pages that follow each other, ready to be merged. It never changes and
// does not refer to the pages that it was made of.
type Run struct {
	lengths   []uint32 // of each page, in ideographs and words
	kinds     []kind   // of each page
	tags      []tagged // sorted
	han       family
	grams     family
	phrases   family // pairs and threes of ideographs in titles and headings
	words     section
	fragments []fragment
}

// A kind is what only the index can give a number.
type kind struct{ typ, evidence string }

// A tagged is the pages that have a tag.
type tagged struct {
	Tag
	pages []uint32
}

// NewRun reads pages that follow each other in the index; pack is [Options.Pack]. Every
// run but the last has a multiple of 1<<pack pages; a few hundred are a good number.
// The result depends on nothing but the pages. Runs may be made at the same time.
func NewRun(pages []Page, pack int) *Run {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	return w.run(pages, pack)
}

// writers keeps the memory of writers that are done.
var writers = sync.Pool{New: func() any { return new(writer) }}

// A writer makes runs, one after the other.
type writer struct {
	tally
	items struct{ han, grams, words, phrases, tmp []item }
	buf   []byte

	packed bytes.Buffer
	flate  *flate.Writer

	names    []name
	readings []reading
	tags     map[Tag][]uint32
	kinds    map[kind]kind // copies of them that do not keep a page in memory
}

func (w *writer) run(pages []Page, pack int) *Run {
	w.start()
	defer w.forget()
	r := new(Run)
	composed := make([]Page, len(pages))
	for i := range pages {
		p := pages[i].compose()
		composed[i] = p
		w.count(&p, uint32(i))
		w.name(&p, uint32(i))
		r.lengths = append(r.lengths, uint32(w.length))
		r.kinds = append(r.kinds, w.kind(kind{p.Type, p.Evidence}))
	}
	r.han = w.family(w.items.han, true)
	r.grams = w.family(w.items.grams, false)
	r.phrases = w.family(w.items.phrases, false)
	r.words = w.section()
	r.tags = w.tagged()
	r.fragments = w.fragments(slices.Chunk(composed, 1<<pack))
	return r
}

// start makes the writer ready for a run.
func (w *writer) start() {
	w.list, w.ids = nil, make(map[string]uint32)
	w.tags, w.kinds = make(map[Tag][]uint32), make(map[kind]kind)
	x := &w.items
	x.han, x.grams, x.words, x.phrases = x.han[:0], x.grams[:0], x.words[:0], x.phrases[:0]
}

// forget lets go of what belongs to the pages of the run.
func (w *writer) forget() {
	w.list, w.ids, w.tags, w.kinds, w.names, w.readings = nil, nil, nil, nil, nil, nil
}

// count adds the terms and tags of a page.
func (w *writer) count(p *Page, page uint32) {
	w.next()
	w.add(p.Title, title)
	for _, s := range p.Names {
		w.add(s, title)
	}
	w.add(p.Summary, body)
	for _, s := range p.Sections {
		w.add(s.Heading, heading)
		w.add(s.Text, body)
	}
	x := &w.items
	x.han = w.han.move(x.han, page)
	x.grams = w.grams.move(x.grams, page)
	x.words = w.words.move(x.words, page)
	x.phrases = w.phrases.move(x.phrases, page)
	for _, t := range p.Tags {
		if list := w.tags[t]; len(list) == 0 || list[len(list)-1] != page {
			w.tags[t] = append(list, page)
		}
	}
}

// move appends the items of the table, as those of a page.
func (t *table) move(items []item, page uint32) []item {
	for _, x := range t.items {
		items = append(items, item{x.key, page, x.use})
	}
	return items
}

// name adds the names of a page, and how they are read.
func (w *writer) name(p *Page, page uint32) {
	for _, s := range p.names() {
		x := name{key: nameKey(s), display: s, page: page}
		for i, r := range p.readings(s) {
			if i == 0 {
				x.reading = r.syllables
			}
			w.readings = appendReadings(w.readings, r.Reading, s, nameWeight, 1)
		}
		if isKey(x.key) {
			if slices.Contains(p.Names, s) || slices.Index(segments(p.Title), s) <= 0 { // a subtitle says something of the thing, and does not name it
				x.others = p.others(x.key)
			}
			w.names = append(w.names, x)
		}
	}
}

// kind returns k made of strings of our own.
func (w *writer) kind(k kind) kind {
	own, ok := w.kinds[k]
	if !ok {
		own = kind{strings.Clone(k.typ), strings.Clone(k.evidence)}
		w.kinds[own] = own
	}
	return own
}

// family sorts and compresses items.
func (w *writer) family(items []item, uses bool) (f family) {
	f, w.buf = newFamily(w.sort(items), uses, w.buf)
	return f
}

func (w *writer) sort(items []item) []item {
	w.items.tmp = slices.Grow(w.items.tmp[:0], len(items))
	return sortItems(items, w.items.tmp[:len(items)])
}

// section sorts and compresses words, names and readings.
func (w *writer) section() section {
	sorted := slices.Sorted(slices.Values(w.list))
	rank := make([]uint64, len(sorted))
	for i, s := range sorted {
		rank[w.ids[s]] = uint64(i)
	}
	for i := range w.items.words {
		x := &w.items.words[i]
		x.key = rank[x.key]
	}
	slices.SortStableFunc(w.names, func(a, b name) int { return strings.Compare(a.key, b.key) })
	return load{sorted, w.sort(w.items.words), w.names, mergeReadings(w.readings)}.section()
}

// tagged returns the tags of all pages, sorted.
func (w *writer) tagged() []tagged {
	list := make([]tagged, 0, len(w.tags))
	for t, pages := range w.tags {
		list = append(list, tagged{Tag{strings.Clone(t.Facet), strings.Clone(t.Value)}, slices.Clip(pages)})
	}
	slices.SortFunc(list, func(a, b tagged) int {
		return cmp.Or(strings.Compare(a.Facet, b.Facet), strings.Compare(a.Value, b.Value))
	})
	return list
}

// compose returns the page with its text in NFC.
func (p *Page) compose() Page {
	c := *p
	c.ID, c.Title, c.Summary = hanzi.NFC(p.ID), hanzi.NFC(p.Title), hanzi.NFC(p.Summary)
	c.Names = slices.Clone(p.Names)
	for i, s := range c.Names {
		c.Names[i] = hanzi.NFC(s)
	}
	c.Sections = slices.Clone(p.Sections)
	for i, s := range c.Sections {
		c.Sections[i] = Section{s.ID, hanzi.NFC(s.Heading), hanzi.NFC(s.Text)}
	}
	return c
}

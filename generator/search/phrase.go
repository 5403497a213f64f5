package search

import (
	"playbook/generator/hanzi"
)

const (
	minPhrase   = 3  // pages that have a phrase that is worth a reading
	usualPhrase = 20 // pages that make it a usual one
)

// vocabulary returns how the phrases are read that stand in titles and headings: pairs
// and threes of ideographs. A pair counts on every page that has it, because a word of
// every day is often in one heading only; a three counts where it is in a heading.
func (in *input) vocabulary() section {
	pages := make(map[uint64]int)
	var keys []uint64
	in.merge((*Run).phraseFamily, func() appender {
		return func(b []byte, _ []item) []byte { return b }
	}, func(t *terms) {
		t.each(func(key uint64, n int, _ []byte) {
			if n >= minPhrase || isPair(key) {
				pages[key] = n
				keys = append(keys, key)
			}
		})
	})
	dropParts(pages, keys)
	in.countPairs(pages)
	var readings []reading
	for _, key := range keys {
		n := pages[key]
		if n < minPhrase {
			continue
		}
		weight := 1
		if n >= usualPhrase {
			weight = 2
		}
		phrase := unpack(key)
		for _, r := range hanzi.Readings(phrase) {
			readings = appendReadings(readings, r, phrase, weight, n)
		}
	}
	return load{readings: mergeReadings(readings)}.section()
}

// third is the last of three characters of a key.
const third = 1<<21 - 1

// isPair reports whether a phrase has two characters.
func isPair(key uint64) bool { return key&third == 0 }

// dropParts removes the pairs that stand in no heading but in a phrase of three.
func dropParts(pages map[uint64]int, keys []uint64) {
	for _, key := range keys {
		if isPair(key) {
			continue
		}
		for _, pair := range [...]uint64{key &^ third, key << 21 & (1<<63 - 1)} {
			if pages[pair] == pages[key] {
				delete(pages, pair)
			}
		}
	}
}

// countPairs sets how many pages have each of the pairs, in whatever text.
func (in *input) countPairs(pages map[uint64]int) {
	for key := range pages {
		if isPair(key) {
			pages[key] = 0
		}
	}
	items, free := in.buffer()
	defer free()
	for _, r := range in.runs {
		*items = r.han.read((*items)[:0], 0, 1<<63, 0)
		for rest := *items; len(rest) > 0; {
			n := group(rest)
			key := rest[0].key << 21 // of the family of phrases; a character alone is none of it
			if _, ok := pages[key]; ok {
				pages[key] += n
			}
			rest = rest[n:]
		}
	}
}

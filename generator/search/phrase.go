package search

import (
	"playbook/generator/hanzi"
)

const (
	minPhrase   = 3  // pages whose headings have a phrase that is worth a reading
	usualPhrase = 20 // pages that make it a usual one
)

// vocabulary returns how the phrases are read that stand in the titles and headings of
// several pages: pairs and threes of ideographs.
func (in *input) vocabulary() section {
	pages := make(map[uint64]int)
	var keys []uint64
	in.merge((*Run).phraseFamily, func() appender {
		return func(b []byte, _ []item) []byte { return b }
	}, func(t *terms) {
		t.each(func(key uint64, n int, _ []byte) {
			if n >= minPhrase {
				pages[key] = n
				keys = append(keys, key)
			}
		})
	})
	dropParts(pages, keys)
	var readings []reading
	for _, key := range keys {
		n, ok := pages[key]
		if !ok {
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

// dropParts removes the pairs that stand nowhere but in a phrase of three.
func dropParts(pages map[uint64]int, keys []uint64) {
	for _, key := range keys {
		if key&third == 0 {
			continue
		}
		for _, pair := range [...]uint64{key &^ third, key << 21 & (1<<63 - 1)} {
			if pages[pair] == pages[key] {
				delete(pages, pair)
			}
		}
	}
}

// third is the last of three characters of a key.
const third = 1<<21 - 1

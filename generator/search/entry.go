package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"playbook/generator/hanzi"
)

const (
	maxNameDocs = 32 // pages that are told with a name
	maxTargets  = 12 // names and phrases that are told with a reading
)

// Keys that begin with these are no names and no words.
const (
	gramPrefix = "\x01"
	nearPrefix = "\x02"
)

// appendNames appends the names part of an entry.
func appendNames(b []byte, names []name) []byte {
	slices.SortStableFunc(names, func(x, y name) int { return strings.Compare(x.display, y.display) })
	var part []byte
	number := 0
	for len(names) > 0 {
		first := names[0]
		n := count(names, func(x name) bool { return x.display == first.display })
		docs := names[:min(n, maxNameDocs)]
		part = appendString(part, first.display)
		part = appendString(part, first.reading)
		part = binary.AppendUvarint(part, uint64(len(docs)))
		before := uint32(0)
		for _, x := range docs {
			part = binary.AppendUvarint(part, uint64(x.page-before))
			before = x.page
		}
		part = appendStrings(part, first.others)
		names = names[n:]
		number++
	}
	return append(binary.AppendUvarint(b, uint64(number)), part...)
}

// appendTargets appends the readings part of an entry. Of too many, the heaviest and
// most common ones are kept.
func appendTargets(b []byte, readings []reading) []byte {
	byWeight := func(x, y reading) int { return y.weight - x.weight }
	byTarget := func(x, y reading) int { return strings.Compare(x.target, y.target) }
	list := mergeReadings(readings)
	slices.SortFunc(list, func(x, y reading) int { return cmp.Or(byWeight(x, y), y.pages-x.pages, byTarget(x, y)) })
	list = list[:min(len(list), maxTargets)]
	slices.SortFunc(list, func(x, y reading) int { return cmp.Or(byWeight(x, y), byTarget(x, y)) })
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, x := range list {
		b = appendString(b, x.target)
		b = binary.AppendUvarint(b, uint64(x.weight))
	}
	return b
}

// Lengths of what misspelt words are compared with.
const (
	minNear     = 4
	maxNearName = 24
)

// isNear reports whether misspelt words are compared with the key of an entry: a
// common word, a name, something read in full.
func (e *entry) isNear() bool {
	n := utf8.RuneCountInString(e.key)
	if n < minNear || !isLetters(e.key) {
		return false
	}
	isFull := func(r reading) bool { return r.full }
	return len(e.items) >= 2 || n <= maxNearName && (len(e.names) > 0 || slices.ContainsFunc(e.readings, isFull))
}

// isLetters reports whether a key is made of letters that words are made of.
func isLetters(key string) bool {
	for _, r := range key {
		if r >= '0' && r <= '9' || hanzi.Classify(r) != hanzi.Word {
			return false
		}
	}
	return true
}

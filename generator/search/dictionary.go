package search

import "encoding/binary"

// A dictionary is everything that is looked up by a key. Keys of the three kinds come in
// this order; no shard has keys of two.
type dictionary struct {
	grams, near, main shards
	ideographs        []rune // that are terms, sorted
}

func (in *input) dictionary() *dictionary {
	d := new(dictionary)
	in.addGrams(d)
	in.addMain(d)
	return d
}

// shards returns the contents of all shards and their first keys, of which the first is
// "". There is always a shard.
func (d *dictionary) shards() (raw [][]byte, first []string) {
	for _, s := range []*shards{&d.grams, &d.near, &d.main} {
		s.cut()
		raw, first = append(raw, s.raw...), append(first, s.first...)
	}
	if len(raw) == 0 {
		raw, first = [][]byte{{}}, []string{""}
	}
	first[0] = ""
	return raw, first
}

// addGrams adds the pieces of words.
func (in *input) addGrams(d *dictionary) {
	in.merge((*Run).gramFamily, func() appender {
		p := &poster{norms: in.norms}
		return func(b []byte, items []item) []byte { return p.appendPlain(append(b, hasPosting), items) }
	}, func(t *terms) {
		t.each(func(key uint64, _ int, part []byte) { d.grams.add(gramPrefix+unpack(key), part) })
	})
}

// addMain adds everything else. Ideographs come from one side, and words, names and
// readings from the other; where they meet, they are one entry.
func (in *input) addMain(d *dictionary) {
	p := &poster{norms: in.norms}
	other := in.sections()
	more := other.next()
	take := func(key uint64, _ int, part []byte) {
		text := unpack(key)
		if key&third == 0 {
			d.ideographs = append(d.ideographs, rune(key>>21))
		}
		for ; more && other.entry.key < text; more = other.next() {
			d.add(&other.entry, p)
		}
		if more && other.entry.key == text {
			part = other.entry.appendParts(part[:len(part):len(part)])
			more = other.next()
		}
		d.main.add(text, part)
	}
	in.merge((*Run).hanFamily, func() appender {
		p := &poster{norms: in.norms}
		return func(b []byte, items []item) []byte { return p.appendPosting(append(b, hasPosting), items) }
	}, func(t *terms) { t.each(take) })
	for ; more; more = other.next() {
		d.add(&other.entry, p)
	}
}

// sections merges the sections of all runs, and the readings of phrases.
func (in *input) sections() *merger {
	m := new(merger)
	m.add(in.vocabulary(), 0)
	for i, r := range in.runs {
		m.add(r.words, in.bases[i])
	}
	return m
}

// add adds a word, a name or a reading.
func (d *dictionary) add(e *entry, p *poster) {
	parts := []byte{0}
	if len(e.items) > 0 {
		parts = p.appendPosting([]byte{hasPosting}, e.items)
	}
	d.main.add(e.key, e.appendParts(parts))
	if e.isNear() {
		d.near.add(nearPrefix+e.key, binary.AppendUvarint([]byte{hasCount}, uint64(len(e.items))))
	}
}

// appendParts appends names and readings to parts, which begin with the flags.
func (e *entry) appendParts(parts []byte) []byte {
	if len(e.names) > 0 {
		parts[0] |= hasNames
		parts = appendNames(parts, e.names)
	}
	if len(e.readings) > 0 {
		parts[0] |= hasReadings
		parts = appendTargets(parts, e.readings)
	}
	return parts
}

package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"playbook/generator/hanzi"
)

// maxRead is how many characters a name may have to be found by how it is read.
const maxRead = 12

// nameWeight is the weight of a name among what is read alike. Phrases of headings
// have less.
const nameWeight = 3

// A reading is a way to type a name or a phrase in pinyin.
type reading struct {
	key    string // "haidilao" or "hdl"
	target string // "海底捞"
	weight int
	full   bool // no initials
	pages  int  // how many have it
}

// appendReadings appends what leads to target by one reading of it.
func appendReadings(list []reading, r hanzi.Reading, target string, weight, pages int) []reading {
	full, initials := nameKey(r.Full), nameKey(r.Initials)
	if isKey(full) {
		list = append(list, reading{full, target, weight, true, pages})
	}
	if isKey(initials) && initials != full {
		list = append(list, reading{initials, target, weight, false, pages})
	}
	return list
}

// mergeReadings sorts readings by key and target, and makes equal ones one: the
// heaviest. What they are of counts together.
func mergeReadings(list []reading) []reading {
	slices.SortStableFunc(list, func(a, b reading) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.target, b.target))
	})
	merged := list[:0]
	for _, x := range list {
		if n := len(merged); n > 0 && merged[n-1].key == x.key && merged[n-1].target == x.target {
			last := &merged[n-1]
			last.weight, last.full, last.pages = max(last.weight, x.weight), last.full || x.full, last.pages+x.pages
			continue
		}
		merged = append(merged, x)
	}
	return merged
}

// A spoken is a reading with its syllables apart.
type spoken struct {
	hanzi.Reading
	syllables string // "hai di lao"
}

// readings returns how a name of the page is read.
func (p *Page) readings(name string) []spoken {
	if utf8.RuneCountInString(name) > maxRead || !strings.ContainsFunc(name, hanzi.IsHan) {
		return nil
	}
	var list []spoken
	for _, s := range p.Readings {
		if s = hanzi.PlainReading(s); s != "" && name == p.reads(s) {
			list = append(list, spoken{hanzi.ParseReading(s, name), s})
		}
	}
	if list != nil {
		return list
	}
	for _, r := range hanzi.Readings(name) {
		list = append(list, spoken{r, syllables(name, r.Full)})
	}
	return list
}

// reads returns what one of the page's own readings reads: the title, or its first
// segment if that has as many syllables.
func (p *Page) reads(own string) string {
	n := len(strings.Fields(own))
	if list := segments(p.Title); len(list) > 0 && len(units(list[0])) == n {
		return list[0]
	}
	return p.Title
}

// units returns what is read of a text, folded: ideographs and words.
func units(s string) []string {
	var list []string
	inWord := false
	for _, r := range s {
		if r = hanzi.FoldRune(r); r == 0 {
			continue
		}
		class := hanzi.Classify(r)
		switch {
		case class == hanzi.Word && inWord:
			list[len(list)-1] += string(r)
		case class != hanzi.Break:
			list = append(list, string(r))
		}
		inWord = class == hanzi.Word
	}
	return list
}

// syllables sets spaces between the syllables of how a name is read in full. It
// returns "" if they cannot be told apart.
func syllables(name, full string) string {
	list, ok := split(units(name), full)
	if !ok {
		return ""
	}
	return strings.Join(list, " ")
}

// split gives each unit its part of a full reading.
func split(units []string, full string) ([]string, bool) {
	if len(units) == 0 {
		return nil, full == ""
	}
	candidates := []string{units[0]}
	if r := hanzi.Readings(units[0]); r != nil {
		candidates = candidates[:0]
		for _, x := range r {
			candidates = append(candidates, x.Full)
		}
	}
	for _, c := range candidates {
		if rest, ok := strings.CutPrefix(full, c); ok {
			if list, ok := split(units[1:], rest); ok {
				return append([]string{c}, list...), true
			}
		}
	}
	return nil, false
}

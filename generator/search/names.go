package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"playbook/generator/hanzi"
)

// maxKey is how many characters the key of a name may have to be stored.
const maxKey = 40

// nameKey returns the key of a name: its letters and ideographs, folded.
func nameKey(name string) string {
	return strings.Map(func(r rune) rune {
		if r = hanzi.FoldRune(r); r == 0 || hanzi.Classify(r) == hanzi.Break {
			return -1
		}
		return r
	}, name)
}

// isKey reports whether something is stored under a key.
func isKey(key string) bool { return key != "" && utf8.RuneCountInString(key) <= maxKey }

// cuts are the characters at which a title is cut into segments. The single
// quotation marks are not among them, because ’ is an apostrophe, too.
const cuts = "：:｜|—－·（）()“”\"「」『』《》〈〉"

// segments returns the parts of a title that are names of their own.
func segments(title string) []string {
	var list []string
	for _, s := range strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(cuts, r) }) {
		if s = strings.TrimSpace(s); s != strings.TrimSpace(title) && utf8.RuneCountInString(s) >= 2 {
			list = append(list, s)
		}
	}
	return list
}

// A name is a name of a page.
type name struct {
	key     string
	display string // as it is written
	reading string // "hai di lao", or ""
	page    uint32
	others  []string // of the page
}

// maxOthers is how many other names are told with a name.
const maxOthers = 6

// others returns the names of a page that say more than a key does.
func (p *Page) others(key string) []string {
	var list []string
	seen := map[string]bool{"": true, key: true}
	for i, s := range append([]string{p.Title}, p.Names...) {
		k := nameKey(s)
		if seen[k] || i == 0 && strings.Contains(k, key) {
			continue // a page that holds the whole title holds its segment
		}
		seen[k] = true
		if list = append(list, s); len(list) == maxOthers {
			break
		}
	}
	return list
}

// names returns all names under which a page is found: its title, the segments of
// it, its other names, and its ID if none of them reads so.
func (p *Page) names() []string {
	var list []string
	keys := map[string]bool{"": true}
	for _, s := range slices.Concat([]string{p.Title}, segments(p.Title), p.Names) {
		if key := nameKey(s); key != "" && !slices.Contains(list, s) {
			keys[key] = true
			list = append(list, s)
		}
	}
	if !keys[nameKey(p.ID)] {
		list = append(list, p.ID)
	}
	return list
}

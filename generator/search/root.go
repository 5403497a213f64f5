package search

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"playbook/generator/hanzi"
)

// A root is what the browser reads first. Its fields are the JSON.
type root struct {
	Version   int         `json:"v"`
	Lang      string      `json:"lang"`
	Pages     int         `json:"n"`
	Pack      int         `json:"k"`
	Types     [][2]string `json:"types"`
	Runs      []int       `json:"runs"` // type, number of pages, type, …
	Evidence  [][2]string `json:"evidence"`
	Keys      string      `json:"keys"`
	Shards    []string    `json:"t"` // hashes of groups
	Fragments []string    `json:"f"`
	Values    []string    `json:"x"`
	Facets    [][3]string `json:"facets"`
	Fold      string      `json:"fold"`
}

func (r *root) json() []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(r) // strings and numbers can always be written
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// A numbering gives the types and levels of evidence their numbers.
type numbering struct{ types, evidence map[string]int }

// number lists the types and levels of evidence, and the pages by type.
func (r *root) number(o Options, runs []*Run) numbering {
	n := numbering{make(map[string]int), make(map[string]int)}
	r.Types, r.Evidence, r.Runs = number(allTypes(o.Types, runs), n.types), number(o.Evidence, n.evidence), []int{}
	for _, run := range runs {
		for _, k := range run.kinds {
			typ := n.types[k.typ]
			if last := len(r.Runs) - 2; last < 0 || r.Runs[last] != typ {
				r.Runs = append(r.Runs, typ, 0)
			}
			r.Runs[len(r.Runs)-1]++
		}
	}
	return n
}

// allTypes returns types and after them those that pages have and types does not list,
// sorted, labelled by themselves.
func allTypes(types []Label, runs []*Run) []Label {
	known := make(map[string]bool)
	for _, l := range types {
		known[l.ID] = true
	}
	more := make(map[string]bool)
	for _, run := range runs {
		for _, k := range run.kinds {
			if !known[k.typ] {
				more[k.typ] = true
			}
		}
	}
	return append(slices.Clip(types), labels(more)...)
}

// labels returns labels of ids that have no others, sorted.
func labels(ids map[string]bool) []Label {
	var list []Label
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		list = append(list, Label{id, id})
	}
	return list
}

func number(labels []Label, numbers map[string]int) [][2]string {
	list := make([][2]string, len(labels))
	for i, l := range labels {
		list[i] = [2]string{l.ID, l.Name}
		numbers[l.ID] = i
	}
	return list
}

// of returns the numbers of what a page is, −1 for evidence that there is not.
func (n numbering) of(k kind) (typ, evidence int) {
	evidence, ok := n.evidence[k.evidence]
	if !ok {
		evidence = -1
	}
	return n.types[k.typ], evidence
}

// foldTable returns the Traditional characters that may be typed for one of the
// ideographs of an index, which are sorted.
func foldTable(ideographs []rune) string {
	var b []byte
	before := rune(0)
	for _, pair := range hanzi.TraditionalPairs() {
		if _, found := slices.BinarySearch(ideographs, pair[1]); found {
			b = binary.AppendUvarint(b, uint64(pair[0]-before))
			b = binary.AppendVarint(b, int64(pair[1]-pair[0]))
			before = pair[0]
		}
	}
	return base64.StdEncoding.EncodeToString(b)
}

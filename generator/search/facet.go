package search

import (
	"encoding/binary"
	"maps"
	"slices"
)

// facet returns the contents of the file of a facet, nil if no page has a value of it.
func (in *input) facet(f Facet) []byte {
	pages := make(map[string][]item)
	for i, r := range in.runs {
		for _, t := range r.tags {
			if t.Facet != f.ID {
				continue
			}
			for _, page := range t.pages {
				pages[t.Value] = append(pages[t.Value], item{page: in.bases[i] + page})
			}
		}
	}
	if len(pages) == 0 {
		return nil
	}
	more := make(map[string]bool)
	for id := range pages {
		more[id] = !slices.ContainsFunc(f.Values, func(l Label) bool { return l.ID == id })
	}
	maps.DeleteFunc(more, func(_ string, unlisted bool) bool { return !unlisted })
	values := append(slices.Clip(f.Values), labels(more)...)
	p := &poster{norms: in.norms}
	b := binary.AppendUvarint(nil, uint64(len(values)))
	for _, v := range values {
		b = appendString(b, v.ID)
		b = appendString(b, v.Name)
		b = p.appendPlain(b, pages[v.ID])
	}
	return b
}

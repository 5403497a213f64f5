package site

import (
	"cmp"
	"slices"

	"playbook/generator/content"
	"playbook/generator/library"
)

// A tagIndex knows which moments are tagged with an element, and what the tags
// of a moment mean.
type tagIndex struct {
	fields  map[string]string       // framework id → the moment field that it backs
	moments map[string][]taggedWith // key of an element → moments, strongest evidence first
	cases   map[*content.Document][][]tagged
}

// taggedWith is a moment that carries some tag.
type taggedWith struct {
	doc    *content.Document
	moment *content.Moment
}

// tagged is one tag of a moment, resolved.
type tagged struct {
	field string
	to    library.Target
}

// taggedCases resolves the tags of the moments of all cases, field by field in the
// order of the settings.
func taggedCases(lib *library.Library) map[*content.Document][][]tagged {
	all := make(map[*content.Document][][]tagged)
	for _, d := range lib.Of("case") {
		moments := d.Record.(*content.Case).Moments
		lists := make([][]tagged, len(moments))
		for i := range moments {
			for _, f := range lib.Settings.MomentFields {
				for _, tag := range moments[i].Tags {
					if tag.Field != f.Field {
						continue
					}
					for _, ref := range tag.Refs {
						if to := lib.Find(string(ref), "tag:"+f.Field, d); len(to) == 1 {
							lists[i] = append(lists[i], tagged{f.Field, to[0]})
						}
					}
				}
			}
		}
		all[d] = lists
	}
	return all
}

func indexTags(lib *library.Library) tagIndex {
	x := tagIndex{fields: make(map[string]string), moments: make(map[string][]taggedWith), cases: taggedCases(lib)}
	for _, f := range lib.Settings.MomentFields {
		if fw := lib.Find(string(f.Framework), "framework", nil); len(fw) == 1 && x.fields[fw[0].Doc.ID] == "" {
			x.fields[fw[0].Doc.ID] = f.Field
		}
	}
	for _, d := range lib.Of("case") {
		moments := d.Record.(*content.Case).Moments
		for i, tags := range x.cases[d] {
			for _, tag := range tags {
				key := tag.to.Key()
				x.moments[key] = append(x.moments[key], taggedWith{d, &moments[i]})
			}
		}
	}
	for _, list := range x.moments {
		slices.SortStableFunc(list, func(a, b taggedWith) int {
			return cmp.Compare(rank(a.moment.Evidence), rank(b.moment.Evidence))
		})
	}
	return x
}

// rank orders evidence, unknown last.
func rank(level string) int {
	if r := content.EvidenceRank(level); r >= 0 {
		return r
	}
	return 9
}

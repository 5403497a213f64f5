package analysis

import (
	"cmp"
	"slices"

	"playbook/generator/content"
	"playbook/generator/library"
)

// A Tag is one element that a moment of a case is tagged with.
type Tag struct {
	Field string // of the moment, "kano"
	To    library.Target
}

// Tags returns what each moment of a case is tagged with, by the id of the
// moment, field by field in the order of the settings.
func Tags(lib *library.Library, d *content.Document) map[string][]Tag {
	all := make(map[string][]Tag)
	edges := lib.Outgoing(d)
	for _, f := range lib.Settings().MomentFields {
		for i := range edges {
			if e := &edges[i]; e.Relation == f.Field && e.Part != "" {
				all[e.Part] = append(all[e.Part], Tag{f.Field, e.To})
			}
		}
	}
	return all
}

// A Tagging says that a moment of a case is tagged with an element.
type Tagging struct {
	Element  library.Name
	Case     string // its path
	Moment   string // its id
	Evidence string // of the moment
	Polarity int    // of the moment; see [Polarity]
}

// Taggings lists the tags of a case, moment by moment.
func Taggings(lib *library.Library, d *content.Document) []Tagging {
	c, ok := d.Record.(*content.Case)
	if !ok {
		return nil
	}
	var list []Tagging
	tags := Tags(lib, d)
	for _, m := range c.Moments {
		for _, tag := range tags[m.ID] {
			list = append(list, Tagging{tag.To.Name(), d.Path, m.ID, m.Evidence, Polarity(&m, tags[m.ID])})
		}
	}
	return list
}

// BestFirst sorts taggings by evidence, the best known first.
func BestFirst(list []*Tagging) {
	slices.SortStableFunc(list, func(a, b *Tagging) int { return cmp.Compare(rank(a.Evidence), rank(b.Evidence)) })
}

// rank orders evidence, unknown last.
func rank(level string) int {
	if r := content.EvidenceRank(level); r >= 0 {
		return r
	}
	return 9
}

package serve

import (
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
)

// A facet is one way to narrow down the documents.
type facet struct {
	Name    string // "type", as in the address
	Label   string
	All     option
	Options []option
}

// An option is one value of a facet: a link that chooses it, or, if it is chosen,
// gives it up.
type option struct {
	Name   string
	Label  string
	Count  int
	Link   string
	Chosen bool
}

// A dimension says what a facet is about: which values there are, in order, and
// which a row has.
type dimension struct {
	name   string
	label  diag.Text
	values func([]*row) []choice
	of     func(*row) []string
}

// A choice is a value of a dimension and what it is called.
type choice struct {
	name  string
	label diag.Text
}

var dimensions = []dimension{
	{"type", diag.Text{En: "Type", Zh: "类型"}, typeChoices, func(r *row) []string { return []string{r.typ} }},
	{"state", diag.Text{En: "State", Zh: "状态"}, stateChoices, func(r *row) []string { return r.states }},
	{"evidence", diag.Text{En: "Evidence", Zh: "证据"}, evidenceChoices, func(r *row) []string { return []string{r.Evidence} }},
	{"rule", diag.Text{En: "Rule", Zh: "规则"}, ruleChoices, func(r *row) []string { return r.rules }},
}

func typeChoices([]*row) []choice {
	var list []choice
	for _, t := range content.Types {
		list = append(list, choice{t.Name, diag.Text{En: t.En, Zh: t.Zh}})
	}
	return list
}

func stateChoices([]*row) []choice {
	var list []choice
	for _, s := range states {
		list = append(list, choice{s.name, s.label})
	}
	return list
}

func evidenceChoices([]*row) []choice {
	var list []choice
	for _, v := range content.Enums["evidence"] {
		list = append(list, choice{v.Name, v.Text})
	}
	return list
}

// ruleChoices are the rules that some document breaks.
func ruleChoices(all []*row) []choice {
	var names []string
	for _, r := range all {
		names = append(names, r.rules...)
	}
	slices.Sort(names)
	var list []choice
	for _, name := range slices.Compact(names) {
		list = append(list, choice{name, diag.Text{En: name, Zh: name}})
	}
	return list
}

// A selection is the documents that a question asks for, and how many there
// would be if it asked for another value of one dimension.
type selection struct {
	rows   []*row
	counts map[string]map[string]int // by dimension and value
	totals map[string]int            // by dimension: without it
}

// choose answers a question.
func (q question) choose(all []*row, read func(string) []byte) selection {
	s := selection{counts: make(map[string]map[string]int), totals: make(map[string]int)}
	for _, d := range dimensions {
		s.counts[d.name] = make(map[string]int)
	}
	text := strings.ToLower(q.get("q"))
	for _, r := range all {
		if text == "" || r.says(text, read) {
			s.add(r, q.misses(r))
		}
	}
	return s
}

// misses returns the dimensions in which the row is not what is asked for.
func (q question) misses(r *row) []string {
	var missed []string
	for _, d := range dimensions {
		if want := q.get(d.name); want != "" && !slices.Contains(d.of(r), want) {
			missed = append(missed, d.name)
		}
	}
	return missed
}

// add counts a row. One that misses in a single dimension would be there if that
// dimension were asked for differently.
func (s *selection) add(r *row, missed []string) {
	if len(missed) == 0 {
		s.rows = append(s.rows, r)
	}
	for _, d := range dimensions {
		if len(missed) == 0 || len(missed) == 1 && missed[0] == d.name {
			s.totals[d.name]++
			for _, v := range d.of(r) {
				s.counts[d.name][v]++
			}
		}
	}
}

// facets returns what can be chosen. A value that no document of the book has is
// left out, unless it is what is asked for, or a state: that nothing is in it is
// worth knowing.
func (q question) facets(all []*row, s selection, lang string) []facet {
	var list []facet
	for _, d := range dimensions {
		f := facet{Name: d.name, Label: d.label.In(lang), All: option{
			Label: diag.Text{En: "All", Zh: "全部"}.In(lang), Count: s.totals[d.name],
			Link: q.link(d.name, ""), Chosen: q.get(d.name) == "",
		}}
		had := make(map[string]bool)
		for _, r := range all {
			for _, v := range d.of(r) {
				had[v] = true
			}
		}
		for _, c := range d.values(all) {
			o := option{Name: c.name, Label: c.label.In(lang), Count: s.counts[d.name][c.name], Link: q.link(d.name, c.name)}
			if o.Chosen = q.get(d.name) == c.name; o.Chosen {
				o.Link = q.link(d.name, "")
			}
			if had[c.name] || o.Chosen || d.name == "state" {
				f.Options = append(f.Options, o)
			}
		}
		if len(f.Options) > 0 {
			list = append(list, f)
		}
	}
	return list
}

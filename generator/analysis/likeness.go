package analysis

import (
	"cmp"
	"math"
	"slices"

	"playbook/generator/library"
)

// A Likeness knows which cases have elements in common. An element that few
// cases have says more than one that all have, so each weighs ln((N+1)/(n+1)) + 1,
// where n of N cases have it. Two cases are as near as the weight of what they
// share, divided by the weight of what either has.
type Likeness struct {
	cases    []string
	place    map[string]int
	has      [][]int32 // case → its elements
	in       [][]int32 // element → its cases
	weight   []float64 // of elements
	total    []float64 // of all elements of a case
	elements []library.Name
}

// A Near is a case like another one, and the elements that say so, the most
// telling first.
type Near struct {
	Path   string
	Shared []library.Name
}

// NewLikeness compares cases, given by their paths, by what they are tagged with.
func NewLikeness(cases []string, tags func(path string) []Tagging) *Likeness {
	l := &Likeness{cases: cases, place: make(map[string]int, len(cases))}
	number := make(map[library.Name]int32)
	for i, path := range cases {
		l.place[path] = i
		var list []int32
		for _, t := range tags(path) {
			n, ok := number[t.Element]
			if !ok {
				n = int32(len(l.elements))
				number[t.Element] = n
				l.elements, l.in = append(l.elements, t.Element), append(l.in, nil)
			}
			if slices.Contains(list, n) {
				continue
			}
			list = append(list, n)
			l.in[n] = append(l.in[n], int32(i))
		}
		l.has = append(l.has, list)
	}
	for _, in := range l.in {
		l.weight = append(l.weight, math.Log(float64(len(cases)+1)/float64(len(in)+1))+1)
	}
	for _, list := range l.has {
		sum := 0.0
		for _, e := range list {
			sum += l.weight[e]
		}
		l.total = append(l.total, sum)
	}
	return l
}

// Cases less alike than this are not worth a reader's time.
const (
	minimumLikeness = 0.15
	mostRelated     = 4
	mostReasons     = 3
)

// Near returns the cases most like the one at a path.
func (l *Likeness) Near(path string) []Near {
	self, ok := l.place[path]
	if !ok {
		return nil
	}
	common := make([]float64, len(l.cases))
	for _, e := range l.has[self] {
		w := l.weight[e]
		for _, other := range l.in[e] {
			common[other] += w
		}
	}
	type scored struct {
		i     int
		score float64
	}
	var best []scored
	for i, c := range common {
		score := c / (l.total[self] + l.total[i] - c)
		if i == self || c == 0 || score < minimumLikeness {
			continue
		}
		if len(best) == mostRelated && score <= best[mostRelated-1].score {
			continue
		}
		best = append(best, scored{i, score})
		slices.SortStableFunc(best, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		best = best[:min(len(best), mostRelated)]
	}
	var list []Near
	for _, b := range best {
		list = append(list, Near{l.cases[b.i], l.reasons(self, b.i)})
	}
	return list
}

// reasons returns the most telling elements that two cases share.
func (l *Likeness) reasons(a, b int) []library.Name {
	var both []int32
	for _, e := range l.has[a] {
		if slices.Contains(l.has[b], e) {
			both = append(both, e)
		}
	}
	slices.SortStableFunc(both, func(x, y int32) int { return cmp.Compare(l.weight[y], l.weight[x]) })
	var list []library.Name
	for _, e := range both[:min(len(both), mostReasons)] {
		list = append(list, l.elements[e])
	}
	return list
}

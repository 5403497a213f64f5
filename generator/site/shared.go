package site

import (
	"cmp"
	"math"
	"slices"

	"playbook/generator/content"
	"playbook/generator/library"
)

// sharing knows which cases have elements in common. An element that few cases
// have says more than one that all have, so each weighs ln((N+1)/(n+1)) + 1,
// where n of N cases have it. Two cases are as near as the weight of what they
// share, divided by the weight of what either has.
type sharing struct {
	cases  []*content.Document
	place  map[*content.Document]int
	has    [][]int32 // case → its elements
	in     [][]int32 // element → its cases
	weight []float64 // of elements
	total  []float64 // of all elements of a case
	target []library.Target
}

// A near is a case like another one, and the elements that say so, the most
// telling first.
type near struct {
	doc    *content.Document
	shared []library.Target
}

func share(lib *library.Library, tags tagIndex) sharing {
	s := sharing{cases: lib.Of("case"), place: make(map[*content.Document]int)}
	number := make(map[string]int32)
	for i, d := range s.cases {
		s.place[d] = i
		seen := make(map[int32]bool)
		var list []int32
		for _, moment := range tags.cases[d] {
			for _, tag := range moment {
				key := tag.to.Key()
				n, ok := number[key]
				if !ok {
					n = int32(len(s.target))
					number[key] = n
					s.target, s.in = append(s.target, tag.to), append(s.in, nil)
				}
				if !seen[n] {
					seen[n] = true
					list = append(list, n)
					s.in[n] = append(s.in[n], int32(i))
				}
			}
		}
		s.has = append(s.has, list)
	}
	for _, in := range s.in {
		s.weight = append(s.weight, math.Log(float64(len(s.cases)+1)/float64(len(in)+1))+1)
	}
	for _, list := range s.has {
		sum := 0.0
		for _, e := range list {
			sum += s.weight[e]
		}
		s.total = append(s.total, sum)
	}
	return s
}

// Cases less alike than this are not worth a reader's time.
const (
	minimumLikeness = 0.15
	mostRelated     = 4
	mostReasons     = 3
)

// near returns the cases most like d.
func (s *sharing) near(d *content.Document) []near {
	self, ok := s.place[d]
	if !ok {
		return nil
	}
	common := make([]float64, len(s.cases))
	for _, e := range s.has[self] {
		w := s.weight[e]
		for _, other := range s.in[e] {
			common[other] += w
		}
	}
	type scored struct {
		i     int
		score float64
	}
	var best []scored
	for i, c := range common {
		score := c / (s.total[self] + s.total[i] - c)
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
	var list []near
	for _, b := range best {
		list = append(list, near{s.cases[b.i], s.reasons(self, b.i)})
	}
	return list
}

// reasons returns the most telling elements that two cases share.
func (s *sharing) reasons(a, b int) []library.Target {
	var both []int32
	for _, e := range s.has[a] {
		if slices.Contains(s.has[b], e) {
			both = append(both, e)
		}
	}
	slices.SortStableFunc(both, func(x, y int32) int { return cmp.Compare(s.weight[y], s.weight[x]) })
	var list []library.Target
	for _, e := range both[:min(len(both), mostReasons)] {
		list = append(list, s.target[e])
	}
	return list
}

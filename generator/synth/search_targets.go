package main

import "fmt"

// What is wanted: up to manyPages pages, and of KB less is asked above that.
const (
	mostFirstRequests = 4
	mostFirstKB       = 60
	mostTenRequests   = 12
	mostTenKB         = 90
	mostKBOfMany      = 150
	manyPages         = 10000
	leastRecall       = 1.0
	leastPrecision    = 0.95
	mostMemory        = 1 << 30
	mostShare         = 0.5
)

// printTargets says for each target whether it is met: by the worst family, in 95 of
// 100 queries.
func (r *searchReport) printTargets() {
	firstLimit, tenLimit := float64(mostFirstKB), float64(mostTenKB)
	if r.n > manyPages {
		firstLimit, tenLimit = mostKBOfMany, mostKBOfMany
	}
	fmt.Println()
	r.printTarget(firstRequests, mostFirstRequests)
	r.printTarget(firstKB, firstLimit)
	r.printTarget(tenRequests, mostTenRequests)
	r.printTarget(tenKB, tenLimit)
	r.printTarget(recallColumn, leastRecall)
	r.printTarget(precisionColumn, leastPrecision)
	verdict(r.built.Peak < mostMemory, fmt.Sprintf("memory below %d MiB: %d", mostMemory>>20, r.built.Peak>>20))
	verdict(r.share() < mostShare, fmt.Sprintf("indexing below %.1f of rendering: %.2f", mostShare, r.share()))
	if r.peer != nil {
		r.printPeer()
	}
}

func verdict(met bool, text string) {
	word := "missed"
	if met {
		word = "met"
	}
	fmt.Printf("%-7s %s\n", word, text)
}

// printTarget judges a column by its worst family.
func (r *searchReport) printTarget(i int, limit float64) {
	c := columns()[i]
	var worst figure
	name := ""
	for f, family := range queryFamilies() {
		if is := figures(r.ours, f)[i]; name == "" || better(c, worst.p95, is.p95) {
			worst, name = is, family.name
		}
	}
	if c.more {
		verdict(worst.p95 >= limit, fmt.Sprintf("%s at least %.2f: %.3f (%s)", c.name, limit, worst.p95, name))
		return
	}
	verdict(worst.p95 <= limit, fmt.Sprintf("%s at most %.0f: %.1f, median %.1f (%s)", c.name, limit, worst.p95, worst.p50, name))
}

// better reports whether a is a better value of a column than b.
func better(c column, a, b float64) bool {
	if c.more {
		return a > b
	}
	return a < b
}

// printPeer says where Pagefind is ahead.
func (r *searchReport) printPeer() {
	var behind []string
	compare := func(name string, ours, theirs float64) {
		if theirs < ours {
			behind = append(behind, fmt.Sprintf("%s (%.4g, Pagefind %.4g)", name, ours, theirs))
		}
	}
	compare("files", float64(r.weight.files), float64(r.peer.weight.files))
	compare("KB of the index", kb(r.weight.sent), kb(r.peer.weight.sent))
	compare("seconds to build", r.built.index().Seconds(), r.peer.took.Seconds())
	for f, family := range queryFamilies() {
		ours, theirs := figures(r.ours, f), figures(r.peer.samples, f)
		for i, c := range columns() {
			if better(c, theirs[i].p50, ours[i].p50) {
				behind = append(behind, fmt.Sprintf("%s, %s: median or mean %.4g, Pagefind %.4g", family.name, c.name, ours[i].p50, theirs[i].p50))
			}
			if !c.more && better(c, theirs[i].p95, ours[i].p95) {
				behind = append(behind, fmt.Sprintf("%s, %s: 95th percentile %.4g, Pagefind %.4g", family.name, c.name, ours[i].p95, theirs[i].p95))
			}
		}
	}
	verdict(len(behind) == 0, "ahead of Pagefind in every column")
	for _, s := range behind {
		fmt.Println("        behind:", s)
	}
}

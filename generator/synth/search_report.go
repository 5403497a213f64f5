package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A column is one figure of a query; less of it is better, or more.
type column struct {
	name   string
	more   bool
	figure func(s *sample) float64
}

// The columns of shares are means, all others a median and a 95th percentile.
func columns() []column {
	return []column{
		{"requests until the first hit", false, func(s *sample) float64 { return float64(s.first.requests) }},
		{"KB until the first hit", false, func(s *sample) float64 { return kb(s.first.bytes) }},
		{"requests until ten hits", false, func(s *sample) float64 { return float64(s.ten.requests) }},
		{"KB until ten hits", false, func(s *sample) float64 { return kb(s.ten.bytes) }},
		{"ms until the first hit", false, func(s *sample) float64 { return s.answer.First }},
		{"ms until done", false, func(s *sample) float64 { return s.answer.Done }},
		{"recall", true, func(s *sample) float64 { return s.recall }},
		{"precision", true, func(s *sample) float64 { return s.proper }},
	}
}

// Where the columns are that targets speak of.
const (
	firstRequests = iota
	firstKB
	tenRequests
	tenKB
	_
	_
	recallColumn
	precisionColumn
)

// A figure is what a column says of a family. A mean is its own percentile.
type figure struct{ p50, p95 float64 }

// figures returns the columns of one family, of all samples if it is -1.
func figures(samples []sample, family int) []figure {
	var list []figure
	for _, c := range columns() {
		var values []float64
		sum := 0.0
		for i := range samples {
			if family < 0 || samples[i].family == family {
				values = append(values, c.figure(&samples[i]))
				sum += values[len(values)-1]
			}
		}
		if len(values) == 0 {
			list = append(list, figure{})
			continue
		}
		if c.more {
			mean := sum / float64(len(values))
			list = append(list, figure{mean, mean})
			continue
		}
		slices.Sort(values)
		list = append(list, figure{values[len(values)/2], values[(len(values)*95+99)/100-1]})
	}
	return list
}

func kb[N int | int64](bytes N) float64 { return float64(bytes) / 1000 }

func (r *searchReport) print() {
	fmt.Printf("\n%d pages of %d Han characters, %d different pairs\n\n", r.n, r.truth.han/r.n, r.truth.pairs)
	fmt.Printf("%-9s  %7s  %11s  %11s  %11s  %9s\n", "", "files", "index", "as sent", "largest", "built in")
	printWeight(ourEngine, r.weight, r.built.index())
	if r.peer != nil {
		printWeight(peerEngine, r.peer.weight, r.peer.took)
	}
	fmt.Printf("\nmaking the pages up took another %.2f s; peak %d MiB; all pages rendered take %.1f s, indexing is %.2f of it\n",
		r.built.Generate.Seconds(), r.built.Peak>>20, r.rendered().Seconds(), r.share())
	if r.peer != nil && len(r.peer.samples) > 0 {
		fmt.Printf("Pagefind's code is %.1f KB for each reader\n", kb(r.peer.samples[0].ten.code))
	}
	fmt.Printf("\n%-17s %-9s  %s\n", "", "", "until the first hit       until ten hits            ms until the first     ms until done")
	fmt.Printf("%-17s %-9s  %-9s %-14s  %-9s %-14s  %-21s  %-21s  %6s  %s\n", "", "", "requests", "KB", "requests", "KB", "", "", "recall", "precision")
	for f, family := range queryFamilies() {
		printFamily(family.name, ourEngine, r.ours, f)
		if r.peer != nil {
			printFamily("", peerEngine, r.peer.samples, f)
		}
	}
	r.printFailures()
	r.printTargets()
}

// rendered is how long rendering all pages would take.
func (r *searchReport) rendered() time.Duration { return r.perPage * time.Duration(r.n) }

func (r *searchReport) share() float64 {
	return r.built.index().Seconds() / max(r.rendered().Seconds(), 1e-9)
}

func printWeight(engine string, w weight, took time.Duration) {
	fmt.Printf("%-9s  %7d  %8.0f KB  %8.0f KB  %8.1f KB  %7.2f s\n", engine, w.files, kb(w.raw), kb(w.sent), kb(w.largest), took.Seconds())
}

func printFamily(name, engine string, samples []sample, family int) {
	f := figures(samples, family)
	count := func(f figure) string { return fmt.Sprintf("%.0f (%.0f)", f.p50, f.p95) }
	exact := func(f figure) string { return fmt.Sprintf("%.1f (%.1f)", f.p50, f.p95) }
	fmt.Printf("%-17s %-9s  %-9s %-14s  %-9s %-14s  %-21s  %-21s  %6.3f  %.3f\n", name, engine,
		count(f[0]), exact(f[1]), count(f[2]), exact(f[3]), exact(f[4]), exact(f[5]), f[6].p50, f[7].p50)
}

// printFailures says which queries an engine could not answer.
func (r *searchReport) printFailures() {
	all := map[string][]sample{ourEngine: r.ours}
	if r.peer != nil {
		all[peerEngine] = r.peer.samples
	}
	for _, engine := range engines {
		failed := slices.DeleteFunc(slices.Clone(all[engine]), func(s sample) bool { return s.answer.Error == "" })
		slices.SortStableFunc(failed, func(a, b sample) int { return cmp.Compare(a.family, b.family) })
		if len(failed) > 0 {
			fmt.Printf("%s failed at %d queries; the first time: %s\n", engine, len(failed), failed[0].answer.Error)
		}
	}
}

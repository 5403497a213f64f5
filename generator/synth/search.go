package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"
)

// searchArgs reads what is to be measured.
func searchArgs(args []string) error {
	flags := flag.NewFlagSet("search", flag.ContinueOnError)
	limit := flags.Int("pagefind", 10000, "the most pages that Pagefind is given")
	if err := flags.Parse(args); err != nil {
		return err
	}
	sizes := []string{"1000", "10000", "100000"}
	if flags.NArg() > 0 {
		sizes = flags.Args()
	}
	return each(sizes, func(sizes []int) error { return searchBench(sizes, *limit) })
}

// A searchReport is what was measured at one size.
type searchReport struct {
	n       int
	truth   truth
	built   built
	weight  weight
	perPage time.Duration // to render a page
	peer    *peerReport   // nil if it was not measured
	ours    []sample
}

// A peerReport is the same of Pagefind.
type peerReport struct {
	took    time.Duration
	weight  weight
	samples []sample
}

// searchBench measures the search index at several sizes, beside Pagefind's up to
// limit pages. It is a report: missed targets are no error.
func searchBench(sizes []int, limit int) error {
	base := memoryFolder()
	dir, err := os.MkdirTemp(base, "playbook-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c, err := readCorpus(os.DirFS("content"))
	if err != nil {
		return err
	}
	code, err := engineSize()
	if err != nil {
		return err
	}
	perPage, err := rendering(filepath.Join(dir, "rendering"))
	if err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(dir, "rendering")); err != nil {
		return err
	}
	fmt.Printf("%d processors, %s, files in %s\n", runtime.NumCPU(), runtime.Version(), base)
	fmt.Printf("the program renders %.0f pages a second, without search; the engine in the browser is %.1f KB, gzipped\n", 1/perPage.Seconds(), kb(code))
	fmt.Println("KB are 1,000 bytes as a host sends them, without headers; requests and KB begin with an empty cache and leave out the engine's code; ms begin when the engine and its root are there")
	program := pagefindProgram()
	if program == "" {
		fmt.Println("Pagefind is not there: “make bench-search” installs it")
	}
	for _, n := range sizes {
		peer := program
		if n > limit {
			peer = ""
		}
		r, err := searchSize(c, n, peer, filepath.Join(dir, strconv.Itoa(n)))
		if err != nil {
			return fmt.Errorf("%d pages: %w", n, err)
		}
		r.perPage = perPage
		r.print()
	}
	return nil
}

// searchSize measures at one size. program is Pagefind's, or "".
func searchSize(c *corpus, n int, program, dir string) (*searchReport, error) {
	defer os.RemoveAll(dir)
	r := &searchReport{n: n}
	dirs := map[string]string{ourEngine: filepath.Join(dir, ourEngine)}
	var err error
	if r.built, err = buildIndex(n, dirs[ourEngine]); err != nil {
		return nil, err
	}
	if r.weight, err = weigh(dirs[ourEngine]); err != nil {
		return nil, err
	}
	if program != "" {
		r.peer = new(peerReport)
		if dirs[peerEngine], r.peer.took, err = pagefind(program, c, n, dir); err != nil {
			return nil, err
		}
		if r.peer.weight, err = weigh(dirs[peerEngine]); err != nil {
			return nil, err
		}
	}
	perFamily := 100
	if n >= 100000 {
		perFamily = 60
	}
	queries := drawQueries(c, n, perFamily)
	r.truth = readAll(c, n, queries)
	for i, pages := range r.truth.pages {
		if len(pages) == 0 {
			return nil, errors.New("no page has “" + queries[i].text + "”, which is from one")
		}
	}
	h, err := newSearchHost(dirs, queries)
	if err != nil {
		return nil, err
	}
	if err := ask(h, dir); err != nil {
		return nil, err
	}
	r.ours = h.judge(ourEngine, r.truth, sameNumber)
	if r.peer != nil {
		numbers, err := pagefindNumbers(dirs[peerEngine])
		if err != nil {
			return nil, err
		}
		r.peer.samples = h.judge(peerEngine, r.truth, func(found string) int {
			if i, ok := numbers[found]; ok {
				return i
			}
			return -1
		})
	}
	return r, nil
}

package build

import (
	"playbook/generator/build/memo"
	"playbook/generator/search"
	"playbook/generator/site"
)

// The search index is made from runs of consecutive pages, so that runs can be
// made in parallel, and a change makes one of them anew.

// runs returns how many runs n pages make.
func runs(n int) int { return (n + search.RunFor(n) - 1) / search.RunFor(n) }

// newRun makes the i-th run.
func newRun(s *site.Site, pages []site.Page, i int) *search.Run {
	length := search.RunFor(len(pages))
	var list []search.Page
	for _, p := range pages[min(i*length, len(pages)):min((i+1)*length, len(pages))] {
		list = append(list, s.SearchPage(p))
	}
	return search.NewRun(list, search.PackFor(len(pages)))
}

// newIndex makes the search index of a site, whose pages are listed.
func newIndex(s *site.Site, list []site.Page) *search.Index {
	pages := site.Searchable(list)
	made := make([]*search.Run, runs(len(pages)))
	each(len(made), func(i int) { made[i] = newRun(s, pages, i) })
	return search.New(s.SearchOptions(search.PackFor(len(pages))), made)
}

// searchFiles returns the files of an index as outputs.
func searchFiles(x *search.Index) []Output {
	var list []Output
	for _, f := range x.Files() {
		list = append(list, Output{Path: f.Path, Make: func() ([]byte, error) { return f.Make(), nil }})
	}
	return list
}

// searchable: the pages that search finds. searchRun: some of them, sorted.
// searchIndex: all of them. A run is made anew as a whole, because to keep the texts of
// all pages apart would take more than it saves.
type (
	searchableKey  struct{}
	searchRunKey   int
	searchIndexKey struct{}
)

func searchable(r *memo.Reader, _ searchableKey) []site.Page {
	return site.Searchable(memo.Get(r, pagesKey{}, pages))
}

func searchRun(r *memo.Reader, i searchRunKey) *search.Run {
	return newRun(siteOf(r), memo.Get(r, searchableKey{}, searchable), int(i))
}

func searchIndex(r *memo.Reader, _ searchIndexKey) []Output {
	pages := memo.Get(r, searchableKey{}, searchable)
	made := make([]*search.Run, runs(len(pages)))
	for i := range made {
		made[i] = memo.Get(r, searchRunKey(i), searchRun)
	}
	return searchFiles(search.New(siteOf(r).SearchOptions(search.PackFor(len(pages))), made))
}

func (searchableKey) Firewall() {}

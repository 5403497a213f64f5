package search

// A Page is one page of the site as search sees it. All text is plain text.
type Page struct {
	URL      string   // from the site's root: "cases/haidilao.html"
	Type     string   // id of one of [Options.Types]
	ID       string   // a name by which it is found and which is not shown: "haidilao"
	Title    string   //
	Names    []string // other names: aliases, titles in another language
	Readings []string // of the title, syllables with spaces between: "hai di lao"
	Summary  string   //
	Evidence string   // id of one of [Options.Evidence], or ""
	Sections []Section
	Tags     []Tag
}

// A Section is what stands under one heading. The part before the first heading has
// no ID.
type Section struct{ ID, Heading, Text string }

// A Tag gives a page a value of a facet. Tags of facets that [Options.Facets] does
// not list count for nothing.
type Tag struct{ Facet, Value string }

// A Label is an id and what readers see for it.
type Label struct{ ID, Name string }

// A Facet is something by which readers filter: the industry, the evidence.
type Facet struct {
	ID, Name string
	Group    string  // facets of a group are offered together
	Values   []Label // in order; other values follow them, sorted, labelled by themselves
}

// Options are what an index says of the whole site.
type Options struct {
	Lang     string  // names the root: "zh-Hans"
	Types    []Label // of pages, by rank: of equals, the earlier one is shown first
	Evidence []Label
	Facets   []Facet
	Pack     int // what [NewRun] was told: a fragment file holds 1<<Pack pages
}

// maxFragmentFiles keeps the folder small enough to be copied and listed. A page has a file
// of its own anyway, and every page that shares one with others costs a reader their bytes.
const maxFragmentFiles = 50000

// PackFor returns the Pack of an index of n pages.
func PackFor(n int) int {
	pack := 0
	for (n+1<<pack-1)>>pack > maxFragmentFiles {
		pack++
	}
	return pack
}

// RunFor returns how many pages should make a run of an index of n pages. Short runs are
// made anew quickly; many of them take more memory, because each has its own keys. It is
// a multiple of the pages of a fragment file.
func RunFor(n int) int {
	length := 64
	for n/length > 256 {
		length *= 2
	}
	return length
}

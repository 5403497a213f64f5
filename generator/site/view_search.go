package site

import "strings"

// A searchView is where a page finds the search: addresses relative to the page.
type searchView struct {
	Page   string // on which a reader searches, and that keeps the question in its address
	Script string // of the interface, loaded when somebody searches; "" if the theme lacks it
	Index  string // the file with which the index begins
	Root   string // what stands before a route that the index names: "../", or "./" at the root
}

// A searchPage is what search.html shows beside the search itself: other ways to
// find a page, for readers without script.
type searchPage struct {
	Counts []navItem
}

// searching returns where the search is, seen from the page.
func (b *builder) searching() *searchView {
	root := strings.Repeat("../", strings.Count(b.page.Path, "/"))
	if root == "" {
		root = "./"
	}
	return &searchView{
		Page:   b.url(b.locale.Search()),
		Script: b.asset(searchEntry),
		Index:  b.url(b.locale.SearchIndex()),
		Root:   root,
	}
}

// search fills in the page on which readers search.
func (b *builder) search(v *view) {
	v.Summary = b.t("在整本书里搜索：标题、正文、别名，也可以打拼音或首字母。")
	v.It = &searchPage{Counts: b.counts()}
}

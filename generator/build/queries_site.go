package build

import (
	"runtime/debug"

	"playbook/generator/build/memo"
	"playbook/generator/diag"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// theme: templates and assets, by the files of the theme.
type themeKey struct{ files *tree.Tree }

type themeRead struct {
	*site.Theme
	found diag.List
}

func theme(r *memo.Reader, k themeKey) themeRead {
	t, found := site.NewTheme(k.files, memo.Input[string](r, themeRoot{}))
	return themeRead{t, found}
}

func shownTheme(r *memo.Reader) themeRead {
	return memo.Get(r, themeKey{memo.Input[*tree.Tree](r, clothesKey{})}, theme)
}

// dress: the theme made ready for pages.
type dressKey struct{}

func dress(r *memo.Reader, _ dressKey) *site.Dress {
	return site.NewDress(shownTheme(r).Theme, site.Options{Version: memo.Input[string](r, versionKey{})})
}

// chip: the picture of an element.
type chipKey site.Chip

func chip(r *memo.Reader, k chipKey) site.DrawnChip { return siteOf(r).Chip(site.Chip(k)) }

// pages: all pages of the site; routes: the same by their paths; pageAt: one of
// them.
type (
	pagesKey  struct{}
	routesKey struct{}
	pageAtKey string
)

func pages(r *memo.Reader, _ pagesKey) []site.Page { return siteOf(r).Pages() }

func routes(r *memo.Reader, _ routesKey) map[string]site.Page {
	byPath := make(map[string]site.Page)
	for _, p := range memo.Get(r, pagesKey{}, pages) {
		byPath[p.Path] = p
	}
	return byPath
}

func pageAt(r *memo.Reader, path pageAtKey) site.Page {
	return memo.Get(r, routesKey{}, routes)[string(path)]
}

// claimed: outputs that overwrite each other.
type claimedKey struct{}

func claimed(r *memo.Reader, _ claimedKey) diag.List {
	clothes := shownTheme(r)
	if clothes.found.Failed() {
		return nil
	}
	return claims(memo.Get(r, pagesKey{}, pages), clothes.Theme, memo.Get(r, mediaKey{}, media).paths)
}

// page: one page, rendered.
type pageKey string

type rendered struct {
	html  []byte
	found diag.List
	fault *Fault
}

func page(r *memo.Reader, path pageKey) (made rendered) {
	defer func() {
		if fault := recover(); fault != nil {
			made = rendered{fault: &Fault{string(path), fault, debug.Stack()}}
		}
	}()
	if p := memo.Get(r, pageAtKey(path), pageAt); p.Path != "" {
		made.html, made.found = siteOf(r).Render(p)
	}
	return made
}

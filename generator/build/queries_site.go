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

// samples: some pages of each layout. templates: what goes wrong when they are
// made. To make all pages at every save would take too long, and a template that
// fails mostly fails everywhere.
type (
	samplesKey   struct{}
	templatesKey struct{}
)

func samples(r *memo.Reader, _ samplesKey) []string {
	byLayout := make(map[string][]string)
	var layouts []string
	for _, p := range memo.Get(r, pagesKey{}, pages) {
		if byLayout[p.Layout()] == nil {
			layouts = append(layouts, p.Layout())
		}
		byLayout[p.Layout()] = append(byLayout[p.Layout()], p.Path)
	}
	var list []string
	for _, name := range layouts {
		all := byLayout[name]
		list = append(list, all[0], all[len(all)/2], all[len(all)-1])
	}
	return list
}

func templates(r *memo.Reader, _ templatesKey) diag.List {
	var found diag.List
	seen := make(map[diag.Span]bool)
	for _, path := range memo.Get(r, samplesKey{}, samples) {
		for _, d := range memo.Get(r, pageKey(path), page).found {
			if !seen[d.Span] {
				seen[d.Span] = true
				found = append(found, d)
			}
		}
	}
	return found
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
		switch fault := recover().(type) {
		case nil:
		case *memo.Panic:
			made = rendered{fault: &Fault{string(path), fault.Value, fault.Stack}}
		default:
			made = rendered{fault: &Fault{string(path), fault, debug.Stack()}}
		}
	}()
	if p := memo.Get(r, pageAtKey(path), pageAt); p.Path != "" {
		made.html, made.found = siteOf(r).Render(p)
	}
	return made
}

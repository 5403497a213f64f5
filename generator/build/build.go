// Package build is the pipeline: a tree of sources in, outputs and findings out.
//
//	tree ─ content.Parse ─ library.New ─┬─ check, prose ── findings
//	       (one file each)  (all files) └─ site, search ── outputs, made on demand
//
// An [Output] is made when somebody asks for it: publish asks for all of them and
// streams them to disk, a server would ask for the one that a browser wants. So
// memory does not grow with the size of the site. Nothing here touches a disk, a
// clock or the environment; the day of the build is an input.
package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"playbook/generator/build/memo"
	"playbook/generator/check"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
	"playbook/generator/prose"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// An Input is everything that a site is made from.
type Input struct {
	Content     *tree.Tree
	ContentRoot string // how the content folder is called in messages: "content/"
	Theme       *tree.Tree
	ThemeRoot   string    // the same for the theme: "themes/default/"
	Version     string    // of the generator, for the footer
	NoTheme     string    // name of the theme that site.yaml asks for and nobody has; Theme is another one then
	Today       time.Time // decides what is stale; never shown
	Drafts      bool      // drafts are part of the site
}

// A Result is a site that can be made, and what is wrong with its sources.
type Result struct {
	Found   diag.List // sorted; the paths are those of messages
	Library *library.Library

	in    Input
	site  *site.Site // nil if the theme cannot be used
	pages []site.Page
	rest  []Output // that are not pages
}

// An Output is one file of the site. One of Make and Copy is set.
type Output struct {
	Path string // slash-separated, below the output folder
	Make func() ([]byte, error)
	Copy func() (io.ReadCloser, error) // for media, which are never held in memory
}

// A Failure is findings that came up while an output was made: a template that
// asks for what is not there.
type Failure struct{ Found diag.List }

func (f *Failure) Error() string { return f.Found[0].Message.En }

// A Fault is a mistake of ours that came up while a page was made.
type Fault struct {
	Page  string
	What  any
	Stack []byte
}

func (f *Fault) Error() string { return fmt.Sprintf("%s: %v", f.Page, f.What) }

// Build reads the sources and returns what can be made from them.
func Build(in Input) *Result {
	res := &Result{in: in}
	var found diag.List
	media := sources(in.Content.Paths(), in.Content.Oddities, &found)
	settings, problems := readSettings(in.Content.File(content.SettingsFile))
	found = slices.Concat(found, problems, unknownTheme(in.NoTheme, settings))
	files := parseAll(in.Content, settings, &found)

	lib, problems := library.New(files, settings, media, in.Drafts)
	found = append(found, problems...)
	style, problems := readStyle(in.Content.File(content.StyleFile))
	found = slices.Concat(found, problems, edit(lib, style, in.Today))
	res.Library = lib

	theme, themeFound := site.NewTheme(in.Theme, in.ThemeRoot)
	if !themeFound.Failed() {
		res.site = site.New(lib, theme, site.Options{Version: in.Version})
		res.pages = res.site.Pages()
		found = append(found, claims(res.pages, theme, media)...)
		res.rest = others(theme, media, in.Content)
	}
	res.Found = append(below(in.ContentRoot, found), themeFound...)
	res.Found.Sort()
	return res
}

// readSettings reads site.yaml; file is nil if it is not there.
func readSettings(file *tree.File) (*content.Settings, diag.List) {
	if file == nil {
		var found diag.List
		found.Add(NoSettings, diag.Span{Path: content.SettingsFile}).Hint = diag.Say(
			"“playbook init DIR” writes one to start from", "“playbook init 目录”会写好一份供您修改")
		return &content.Settings{Unread: true}, found
	}
	return content.ParseSettings(file.Data)
}

// readStyle reads style.yaml; file is nil if it is not there.
func readStyle(file *tree.File) (*content.Style, diag.List) {
	if file == nil {
		return new(content.Style), nil
	}
	return content.ParseStyle(file.Data)
}

// edit looks at all documents as an editor does, in parallel.
func edit(lib *library.Library, style *content.Style, today time.Time) diag.List {
	vocabulary := prose.NewVocabulary(style, prose.Spellings(lib))
	paths := lib.All()
	found := make([]diag.List, len(paths))
	each(len(paths), func(i int) {
		d := lib.Document(paths[i])
		found[i] = append(check.Run(lib, d, today), prose.Run(d, lib.Prose(d.Path), style, vocabulary)...)
	})
	return slices.Concat(found...)
}

// unknownTheme reports the name of a theme that nobody has, "" for none.
func unknownTheme(name string, settings *content.Settings) diag.List {
	var found diag.List
	if name != "" {
		found.Add(UnknownTheme, settings.ThemeAt, name).Hint = diag.Say("“default” is always there", "default 总是有的")
	}
	return found
}

// parseAll reads all documents, in parallel. Results land in the order of the
// files, whoever finishes first.
func parseAll(t *tree.Tree, settings *content.Settings, found *diag.List) []content.File {
	var sources []*tree.File
	for _, f := range t.Files {
		if strings.HasSuffix(f.Path, ".md") {
			sources = append(sources, f)
		}
	}
	files := make([]content.File, len(sources))
	problems := make([]diag.List, len(sources))
	each(len(sources), func(i int) {
		files[i], problems[i] = content.Parse(sources[i].Path, sources[i].Data, settings)
	})
	*found = append(*found, slices.Concat(problems...)...)
	return slices.DeleteFunc(files, func(f content.File) bool { return f.Document == nil })
}

// each calls f for 0 … n−1 on all processors. If f panics, so does each, in the
// goroutine of its caller, where somebody may be prepared for it.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	var first atomic.Pointer[memo.Panic]
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				if fault := attempt(f, i); fault != nil {
					first.CompareAndSwap(nil, fault)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	if fault := first.Load(); fault != nil {
		panic(fault)
	}
}

// attempt returns what f(i) panics with.
func attempt(f func(int), i int) (fault *memo.Panic) {
	defer func() {
		switch what := recover().(type) {
		case nil:
		case *memo.Panic:
			fault = what
		default:
			fault = &memo.Panic{Value: what, Stack: debug.Stack()}
		}
	}()
	f(i)
	return nil
}

// Outputs lists what can be made, in a fixed order; it is to be made only if
// !Found.Failed(). To name the files of the search index they are made here.
func (r *Result) Outputs() []Output {
	if r.site == nil {
		return nil
	}
	return slices.Concat(r.pageOutputs(), r.rest, searchFiles(newIndex(r.site, r.pages)))
}

func (r *Result) pageOutputs() []Output {
	var list []Output
	for _, p := range r.pages {
		list = append(list, Output{Path: p.Path, Make: func() (page []byte, err error) {
			defer func() {
				if fault := recover(); fault != nil {
					err = &Fault{p.Path, fault, debug.Stack()}
				}
			}()
			page, problems := r.site.Render(p)
			if problems.Failed() {
				return nil, &Failure{problems}
			}
			return page, nil
		}})
	}
	return list
}

// others lists the outputs that are not pages.
func others(theme *site.Theme, media []string, content *tree.Tree) []Output {
	var list []Output
	for _, a := range theme.Assets() {
		list = append(list, Output{Path: a.Path, Make: func() ([]byte, error) { return a.Data, nil }})
	}
	for _, path := range media {
		list = append(list, Output{Path: path, Copy: content.File(path).Open})
	}
	return list
}

// below returns the findings with root before their paths.
func below(root string, list diag.List) diag.List {
	moved := make(diag.List, len(list))
	for i, d := range list {
		at := *d
		at.Span.Path = root + d.Span.Path
		at.Others = nil
		for _, o := range d.Others {
			o.Path = root + o.Path
			at.Others = append(at.Others, o)
		}
		moved[i] = &at
	}
	return moved
}

// Read returns the bytes of a source file by its path in messages, or nil.
func (r *Result) Read(path string) []byte { return r.in.read(path) }

func (in *Input) read(path string) []byte {
	if rest, ok := strings.CutPrefix(path, in.ContentRoot); ok {
		if f := in.Content.File(rest); f != nil {
			return f.Data
		}
	}
	if rest, ok := strings.CutPrefix(path, in.ThemeRoot); ok {
		if f := in.Theme.File(rest); f != nil {
			return f.Data
		}
	}
	return nil
}

// MakeAll makes every page and throws it away, to find what only shows then: a
// template that asks for what is not there. It stops when ctx ends.
func (r *Result) MakeAll(ctx context.Context) (diag.List, error) {
	outputs := r.pageOutputs()
	problems := make([]diag.List, len(outputs))
	faults := make([]error, len(outputs))
	each(len(outputs), func(i int) {
		if ctx.Err() != nil {
			return
		}
		_, err := outputs[i].Make()
		if failure := (*Failure)(nil); errors.As(err, &failure) {
			problems[i] = failure.Found
		} else {
			faults[i] = err
		}
	})
	found := slices.Concat(problems...)
	found.Sort()
	return found, errors.Join(ctx.Err(), errors.Join(faults...))
}

// Library reads a content folder, drafts included, whatever is wrong with it: for
// those who ask what there is, not how it looks.
func Library(t *tree.Tree) *library.Library {
	var found diag.List
	media := sources(t.Paths(), t.Oddities, &found)
	settings, _ := readSettings(t.File(content.SettingsFile))
	lib, _ := library.New(parseAll(t, settings, &found), settings, media, true)
	return lib
}

// Documents reads the documents of a content folder, whatever is wrong with
// them.
func Documents(t *tree.Tree) []*content.Document {
	settings, found := readSettings(t.File(content.SettingsFile))
	var docs []*content.Document
	for _, f := range parseAll(t, settings, &found) {
		docs = append(docs, f.Document)
	}
	return docs
}

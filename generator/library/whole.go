package library

import (
	"cmp"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/markdown"
)

// A whole is a catalog that has read everything.
type whole struct {
	settings *content.Settings
	media    []string
	paths    map[*content.Type][]string
	files    map[string]content.File
	names    map[string][]Name
	elements map[string]ElementTable
	resolved map[string]*Resolution
	mentions map[string][]Mention
	in, auto map[string][]*Edge
}

// New puts documents together. media are the paths of the files that pages may
// show; drafts tells whether drafts are part of the book. The findings are names
// that clash and references that lead nowhere.
func New(files []content.File, settings *content.Settings, media []string, drafts bool) (*Library, diag.List) {
	w := &whole{
		settings: settings, media: slices.Sorted(slices.Values(media)),
		paths:    make(map[*content.Type][]string),
		files:    make(map[string]content.File, len(files)),
		names:    make(map[string][]Name, 5*len(files)),
		elements: make(map[string]ElementTable),
		resolved: make(map[string]*Resolution, len(files)),
		mentions: make(map[string][]Mention, len(files)),
		in:       make(map[string][]*Edge),
		auto:     make(map[string][]*Edge),
	}
	l := &Library{w}
	w.enter(files, drafts)
	docs := l.Documents(l.All())
	for _, d := range docs {
		w.resolved[d.Path] = l.Resolve(d)
	}
	words := NewVocabulary(l.Words())
	for _, d := range docs {
		turn(w.in, w.resolved[d.Path].Edges)
		w.mentions[d.Path] = l.Mention(d, words)
		turn(w.auto, AsEdges(d.Path, w.mentions[d.Path]))
	}
	found := l.CheckSettings()
	for _, d := range docs {
		found = append(found, l.Check(d)...)
	}
	return l, found
}

// enter notes the names of all files.
func (w *whole) enter(files []content.File, drafts bool) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b content.File) int {
		return cmp.Or(cmp.Compare(slices.Index(content.Types, a.Type), slices.Index(content.Types, b.Type)), strings.Compare(a.Path, b.Path))
	})
	for _, f := range files {
		for _, e := range Entries(f.Document, drafts) {
			w.names[e.Key] = append(w.names[e.Key], e.Name)
		}
		if f.Draft && !drafts {
			continue
		}
		w.paths[f.Type] = append(w.paths[f.Type], f.Path)
		w.files[f.Path] = f
		if table, _ := Elements(f.Document); table != nil {
			w.elements[f.Path] = table
		}
	}
}

// turn enters edges at their other ends.
func turn(in map[string][]*Edge, edges []Edge) {
	for i := range edges {
		if key := edges[i].Key(); key != "" {
			in[key] = append(in[key], &edges[i])
		}
	}
}

func (w *whole) Settings() *content.Settings            { return w.settings }
func (w *whole) Paths(t *content.Type) []string         { return w.paths[t] }
func (w *whole) Document(path string) *content.Document { return w.files[path].Document }
func (w *whole) Prose(path string) *markdown.Doc        { return w.files[path].Prose }
func (w *whole) Media() []string                        { return w.media }
func (w *whole) Named(key string) []Name                { return w.names[key] }
func (w *whole) Elements(path string) ElementTable      { return w.elements[path] }
func (w *whole) Resolution(path string) *Resolution     { return w.resolved[path] }
func (w *whole) Mentions(path string) []Mention         { return w.mentions[path] }
func (w *whole) Referring(key string) []*Edge           { return w.in[key] }
func (w *whole) Mentioning(key string) []*Edge          { return w.auto[key] }

func (w *whole) IsMedia(path string) bool {
	_, ok := slices.BinarySearch(w.media, path)
	return ok
}

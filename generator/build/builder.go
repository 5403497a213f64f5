package build

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"playbook/generator/build/memo"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// A Builder builds the same site again and again while its sources change, and
// each time does what the change asks for and no more: see package memo. Its zero
// value is ready to use, once Update has been called. All methods may be called
// by several goroutines at once; Update waits for those that read.
//
// Of sources that can be read, a Builder makes what [Build] makes, byte for byte.
// A document, the settings or a theme that cannot be read any more stay in the
// site as they were when they could, and the findings tell what is wrong with
// them now: an author sees the message over the page, not over a ruin.
type Builder struct {
	mu    sync.RWMutex
	store memo.Store
	in    Input

	askedMu sync.Mutex
	asked   map[string]int // page → when it was last asked for, counted in calls
	calls   int
}

// Update takes the sources as they are now and reports whether they differ from
// those of the last call. Files that have not changed must be the same pointers as
// before.
func (b *Builder) Update(in Input) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forgetPages()
	before := b.in
	if before.Theme != nil && slices.Equal(before.Theme.Files, in.Theme.Files) {
		in.Theme = before.Theme // walked again, and no file is another one
	}
	b.in = in
	u := update{store: &b.store}
	u.set(draftsKey{}, in.Drafts)
	u.set(versionKey{}, in.Version)
	u.set(noThemeKey{}, in.NoTheme)
	u.set(contentRoot{}, in.ContentRoot)
	u.set(themeRoot{}, in.ThemeRoot)
	u.set(todayKey{}, in.Today.Truncate(24*time.Hour))
	if before.Content != in.Content {
		u.files(before.Content, in.Content)
	}
	u.store.Settle(each)
	if before.Theme != in.Theme {
		u.changed = true
		if before.Theme != nil {
			b.store.Forget(themeKey{before.Theme})
		}
		if before.Theme == nil || !u.theme(in.Theme).found.Failed() {
			u.set(clothesKey{}, in.Theme)
		}
	}
	u.store.Settle(each)
	if before.Content == nil {
		b.resolveAll()
	}
	return u.changed
}

// An update is one call of Update.
type update struct {
	store   *memo.Store
	changed bool
}

func (u *update) set(key, value any) { u.changed = u.store.Set(key, value) || u.changed }

// files tells the store which files have changed.
func (u *update) files(before, now *tree.Tree) {
	u.set(oddKey{}, now.Oddities)
	u.set(pathsKey{}, now.Paths())
	var old []*tree.File
	if before != nil {
		old = before.Files
	}
	var changed []*tree.File
	for _, f := range now.Files { // both lists are sorted
		for len(old) > 0 && old[0].Path < f.Path {
			u.remove(old[0].Path)
			old = old[1:]
		}
		if len(old) > 0 && old[0].Path == f.Path {
			same := old[0] == f
			old = old[1:]
			if same {
				continue
			}
		}
		u.forget(memo.Input[*tree.File](u.store.Reader(), currentKey(f.Path)), f)
		u.set(currentKey(f.Path), f)
		changed = append(changed, f)
	}
	for _, f := range old {
		u.remove(f.Path)
	}
	if f := now.File(content.SettingsFile); f != nil {
		u.show(f) // first, as it decides how the others are read
	}
	u.store.Settle(each)
	each(len(changed), func(i int) { u.isUnread(changed[i]) })
	for _, f := range changed {
		u.show(f)
	}
}

func (u *update) remove(path string) {
	r := u.store.Reader()
	u.forget(memo.Input[*tree.File](r, currentKey(path)), nil)
	u.set(currentKey(path), nil)
	if path == content.SettingsFile {
		return // a site without a name would help nobody
	}
	u.forget(memo.Input[*tree.File](r, shownKey(path)), nil)
	u.set(shownKey(path), nil)
}

// show makes pages from a file, unless it cannot be read and the one that they
// are made from can.
func (u *update) show(f *tree.File) {
	old := memo.Input[*tree.File](u.store.Reader(), shownKey(f.Path))
	if old == nil || !u.isUnread(f) || u.isUnread(old) {
		u.set(shownKey(f.Path), f)
		u.forget(old, f)
	}
}

// forget drops what was made of a file alone, if that is not the file of now.
func (u *update) forget(old, now *tree.File) {
	if old != nil && old != now {
		u.store.Forget(parseKey{old})
		u.store.Forget(settingsKey{old})
	}
}

// isUnread reports whether a file says nothing that can be understood.
func (u *update) isUnread(f *tree.File) bool {
	switch r := u.store.Reader(); {
	case f.Path == content.SettingsFile:
		return memo.Get(r, settingsKey{f}, settings).Unread
	case strings.HasSuffix(f.Path, ".md"):
		d := memo.Get(r, parseKey{f}, parse).Document
		return d != nil && d.Unread
	default:
		return false
	}
}

func (u *update) theme(files *tree.Tree) themeRead {
	return memo.Get(u.store.Reader(), themeKey{files}, theme)
}

// resolveAll finds where all references lead, in parallel: nearly every page needs
// it, and the first to ask would find out alone.
func (b *Builder) resolveAll() {
	r := b.store.Reader()
	each(len(memo.Get(r, chunksKey{}, chunks)), func(i int) {
		memo.Get(r, partKey{names.name, i}, names.part)
	})
	each(len(memo.Get(r, chunksKey{}, chunks)), func(i int) {
		memo.Get(r, partKey{referring.name, i}, referring.part)
		memo.Get(r, partKey{tagging.name, i}, tagging.part)
	})
}

// mostPages is how many rendered pages a Builder keeps.
const mostPages = 300

// forgetPages drops the pages that were asked for longest ago.
func (b *Builder) forgetPages() {
	if len(b.asked) <= mostPages {
		return
	}
	oldest := slices.SortedFunc(maps.Keys(b.asked), func(x, y string) int { return b.asked[x] - b.asked[y] })
	for _, path := range oldest[:len(oldest)-mostPages/2] {
		delete(b.asked, path)
		b.store.Forget(pageKey(path))
	}
}

// Found is everything that is wrong with the sources, sorted; the paths are
// those of messages. What only shows when a page is made is found on a few pages
// of each layout, not on all.
func (b *Builder) Found() diag.List {
	b.mu.RLock()
	defer b.mu.RUnlock()
	r := b.store.Reader()
	lists := make([]diag.List, len(memo.Get(r, chunksKey{}, chunks)))
	each(len(lists), func(i int) { lists[i] = memo.Get(r, wrongKey(i), wrong) })
	found := append(slices.Concat(lists...), memo.Get(r, generalKey{}, general)...)
	found = append(below(b.in.ContentRoot, found), memo.Get(r, themeKey{b.in.Theme}, theme).found...)
	found = append(found, memo.Get(r, templatesKey{}, templates)...)
	found.Sort()
	return found
}

// Output returns what stands at a path of the site, "cases/haidilao.html".
func (b *Builder) Output(path string) (Output, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	r := b.store.Reader()
	if memo.Get(r, routesKey{}, routes)[path].Path != "" {
		return Output{Path: path, Make: func() ([]byte, error) { return b.page(path) }}, true
	}
	list := b.others(r)
	if strings.HasPrefix(path, "search/") && strings.HasSuffix(path, ".js") { // media are no scripts
		list = b.index(r)
	}
	if i := slices.IndexFunc(list, func(o Output) bool { return o.Path == path }); i >= 0 {
		return list[i], true
	}
	return Output{}, false
}

// index returns the files of the search index.
func (b *Builder) index(r *memo.Reader) []Output {
	each(runs(len(memo.Get(r, searchableKey{}, searchable))), func(i int) { memo.Get(r, searchRunKey(i), searchRun) })
	return memo.Get(r, searchIndexKey{}, searchIndex)
}

// Outputs lists the paths of all outputs.
func (b *Builder) Outputs() []string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	r := b.store.Reader()
	var list []string
	for _, p := range memo.Get(r, pagesKey{}, pages) {
		list = append(list, p.Path)
	}
	for _, o := range slices.Concat(b.others(r), b.index(r)) {
		list = append(list, o.Path)
	}
	return list
}

func (b *Builder) others(r *memo.Reader) []Output {
	return others(shownTheme(r).Theme, memo.Get(r, mediaKey{}, media).paths, b.in.Content)
}

// page makes a page.
func (b *Builder) page(path string) ([]byte, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	b.askedMu.Lock()
	if b.asked == nil {
		b.asked = make(map[string]int)
	}
	b.calls++
	b.asked[path] = b.calls
	b.askedMu.Unlock()
	switch made := memo.Get(b.store.Reader(), pageKey(path), page); {
	case made.fault != nil:
		return nil, made.fault
	case made.found.Failed():
		return nil, &Failure{made.found}
	default:
		return made.html, nil
	}
}

// Read returns the bytes of a source file by its path in messages, or nil.
func (b *Builder) Read(path string) []byte {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.in.read(path)
}

// A Document is one source file, as a list of all of them shows it.
type Document struct {
	Path     string // in messages, "content/cases/haidilao.md"
	Page     string // its page, "cases/haidilao.html"; "" if it has none, as a draft
	Type     *content.Type
	ID       string
	Title    string
	Aliases  []string
	Evidence string
	Checked  string
	Draft    bool
}

// Documents lists all documents, drafts included, in the order of the site.
func (b *Builder) Documents() []Document {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return memo.Get(b.store.Reader(), documentsKey{}, documents)
}

// Page returns the page of a source file, given by its path in messages, or "".
func (b *Builder) Page(source string) string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	path, ok := strings.CutPrefix(source, b.in.ContentRoot)
	if page := site.Canonical.Page(path); ok && memo.Get(b.store.Reader(), routesKey{}, routes)[page].Source == path {
		return page
	}
	return ""
}

// Source returns the source file of a page, as in messages, or "".
func (b *Builder) Source(page string) string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if p := memo.Get(b.store.Reader(), routesKey{}, routes)[page]; p.Source != "" {
		return b.in.ContentRoot + p.Source
	}
	return ""
}

// Assets maps the files of the theme that pages load to where they are
// published now: "assets/site.css" to "assets/site-1a2b3c4d.css".
func (b *Builder) Assets() map[string]string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return shownTheme(b.store.Reader()).Names()
}

// Counts tells how much work has been done since the start.
type Counts struct {
	Parsed   int // source files
	Rendered int // pages
}

// Counts returns what has been done so far.
func (b *Builder) Counts() Counts {
	return Counts{Parsed: b.store.Runs(parseKey{}), Rendered: b.store.Runs(pageKey(""))}
}

package build

import (
	"slices"
	"strings"
	"time"

	"playbook/generator/analysis"
	"playbook/generator/build/memo"
	"playbook/generator/check"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
	"playbook/generator/markdown"
	"playbook/generator/prose"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// The inputs. A file is known by its pointer: another pointer is another file.
type (
	pathsKey    struct{} // []string: all files of the content folder, sorted
	oddKey      struct{} // []tree.Oddity
	currentKey  string   // *tree.File: the file at a path as it is
	shownKey    string   // *tree.File: the one that pages are made from; see Builder
	clothesKey  struct{} // *tree.Tree: the theme that pages are made with
	themeRoot   struct{} // string: how its folder is called in messages
	contentRoot struct{} // string: the same for the content folder
	draftsKey   struct{} // bool
	todayKey    struct{} // time.Time
	versionKey  struct{} // string
	noThemeKey  struct{} // string
)

// parse: one file, understood. It goes by the file alone, whether that is shown
// or current.
type parseKey struct{ file *tree.File }

// parsed is what became of a file, and what is wrong with it.
type parsed struct {
	content.File
	found diag.List
}

func parse(r *memo.Reader, k parseKey) parsed {
	if k.file == nil {
		return parsed{}
	}
	file, found := content.Parse(k.file.Path, k.file.Data, memo.Get(r, fieldsKey{}, fields))
	return parsed{file, found}
}

// settings: what site.yaml says.
type settingsKey struct{ file *tree.File }

type settingsParsed struct {
	*content.Settings
	found diag.List
}

func settings(_ *memo.Reader, k settingsKey) settingsParsed {
	set, found := readSettings(k.file)
	return settingsParsed{set, found}
}

func shownSettings(r *memo.Reader) *content.Settings {
	return memo.Get(r, settingsKey{memo.Input[*tree.File](r, shownKey(content.SettingsFile))}, settings).Settings
}

// style: what style.yaml says, or an empty style.
type styleKey struct{}

type styleParsed struct {
	*content.Style
	found diag.List
}

func style(r *memo.Reader, _ styleKey) styleParsed {
	s, found := readStyle(memo.Input[*tree.File](r, currentKey(content.StyleFile)))
	return styleParsed{s, found}
}

func shownStyle(r *memo.Reader) styleParsed { return memo.Get(r, styleKey{}, style) }

// spellings and spelling: how names are written, and how to find them.
type (
	spellingsKey struct{}
	spellingKey  struct{}
)

func spellings(r *memo.Reader, _ spellingsKey) []prose.Spelling { return prose.Spellings(bookOf(r)) }

func spelling(r *memo.Reader, _ spellingKey) *prose.Vocabulary {
	return prose.NewVocabulary(shownStyle(r).Style, memo.Get(r, spellingsKey{}, spellings))
}

// fields: the part of the settings that decides how a file is read.
type fieldsKey struct{}

func fields(r *memo.Reader, _ fieldsKey) *content.Settings {
	set := shownSettings(r)
	return &content.Settings{MomentFields: set.MomentFields, Unread: set.Unread}
}

// front: a document without its prose. Most changes are to the prose and end
// here, as this is all that other documents look at.
type frontKey string

func front(r *memo.Reader, path frontKey) *content.Document {
	return memo.Get(r, parseKey{memo.Input[*tree.File](r, shownKey(path))}, parse).Document
}

// documents: all of them, drafts included, as a list shows them.
type documentsKey struct{}

func documents(r *memo.Reader, _ documentsKey) []Document {
	var list []Document
	for _, path := range memo.Get(r, orderKey{}, order) {
		d := memo.Get(r, frontKey(path), front)
		if d == nil {
			continue
		}
		doc := Document{
			Path: memo.Input[string](r, contentRoot{}) + d.Path, Type: d.Type, ID: d.ID, Title: d.Title, Aliases: d.Aliases,
			Evidence: d.Evidence, Checked: string(d.Checked), Draft: d.Draft,
		}
		if memo.Get(r, listedKey(path), listed) {
			doc.Page = site.Canonical.Page(path)
		}
		list = append(list, doc)
	}
	return list
}

// document: a front, nil if it is a draft and drafts are not shown.
type documentKey string

func document(r *memo.Reader, path documentKey) *content.Document {
	d := memo.Get(r, frontKey(path), front)
	if d == nil || d.Draft && !memo.Input[bool](r, draftsKey{}) {
		return nil
	}
	return d
}

// body: the other half of a file.
type bodyKey string

func body(r *memo.Reader, path bodyKey) *markdown.Doc {
	return memo.Get(r, parseKey{memo.Input[*tree.File](r, shownKey(path))}, parse).Prose
}

// order: the paths of all documents, drafts included, in the order of the
// library.
type orderKey struct{}

func order(r *memo.Reader, _ orderKey) []string {
	byFolder := make(map[string][]string)
	for _, p := range memo.Input[[]string](r, pathsKey{}) {
		if folder, name, _ := strings.Cut(p, "/"); strings.HasSuffix(name, ".md") && !strings.Contains(name, "/") {
			byFolder[folder] = append(byFolder[folder], p)
		}
	}
	var list []string
	for _, t := range content.Types {
		list = append(list, byFolder[t.Folder]...)
	}
	return list
}

// listed: whether a document is in the book at all.
type listedKey string

func listed(r *memo.Reader, path listedKey) bool {
	return memo.Get(r, documentKey(path), document) != nil
}

// folder: the documents of a type, by its folder.
type folderKey string

func folder(r *memo.Reader, name folderKey) []string {
	var list []string
	for _, p := range memo.Get(r, orderKey{}, order) {
		if strings.HasPrefix(p, string(name)+"/") && memo.Get(r, listedKey(p), listed) {
			list = append(list, p)
		}
	}
	return list
}

// media: the files that pages may show, and what does not belong in the folder.
type mediaKey struct{}

type mediaListed struct {
	paths []string
	found diag.List
}

func media(r *memo.Reader, _ mediaKey) mediaListed {
	var m mediaListed
	m.paths = sources(memo.Input[[]string](r, pathsKey{}), memo.Input[[]tree.Oddity](r, oddKey{}), &m.found)
	return m
}

// entries: the names of a document.
type entriesKey string

func entries(r *memo.Reader, path entriesKey) []saying[library.Name] {
	d := memo.Get(r, frontKey(path), front)
	if d == nil {
		return nil
	}
	var list []saying[library.Name]
	for _, e := range library.Entries(d, memo.Input[bool](r, draftsKey{})) {
		list = append(list, saying[library.Name]{e.Key, e.Name})
	}
	return list
}

// elements: those of a framework, by their names.
type elementsKey string

func elements(r *memo.Reader, path elementsKey) library.ElementTable {
	d := memo.Get(r, documentKey(path), document)
	if d == nil {
		return nil
	}
	table, _ := library.Elements(d)
	return table
}

// resolution: where the references of a document lead.
type resolutionKey string

func resolution(r *memo.Reader, path resolutionKey) *library.Resolution {
	if d := memo.Get(r, documentKey(path), document); d != nil {
		return bookOf(r).Resolve(d)
	}
	return new(library.Resolution)
}

// words and vocabulary: the names that link by themselves, and how to find them.
type (
	wordsKey      struct{}
	vocabularyKey struct{}
)

func words(r *memo.Reader, _ wordsKey) []library.Word { return bookOf(r).Words() }

func vocabulary(r *memo.Reader, _ vocabularyKey) *library.Vocabulary {
	return library.NewVocabulary(memo.Get(r, wordsKey{}, words))
}

// mentions: the automatic links in the prose of a document; mentionEdges: the
// same as edges.
type (
	mentionsKey     string
	mentionEdgesKey string
)

func mentions(r *memo.Reader, path mentionsKey) []library.Mention {
	if d := memo.Get(r, documentKey(path), document); d != nil {
		return bookOf(r).Mention(d, memo.Get(r, vocabularyKey{}, vocabulary))
	}
	return nil
}

func mentionEdges(r *memo.Reader, path mentionEdgesKey) []library.Edge {
	return library.AsEdges(string(path), memo.Get(r, mentionsKey(path), mentions))
}

// moments: those that are tagged with an element, by its key.
type momentsKey string

func moments(r *memo.Reader, element momentsKey) []*analysis.Tagging {
	list := slices.Clone(tagging.get(r, string(element)))
	analysis.BestFirst(list)
	return list
}

// tagged: the tags of a case; likeness: how cases are alike; near: what is
// like one of them.
type (
	taggedKey   string
	likenessKey struct{}
	nearKey     string
)

func tagged(r *memo.Reader, path taggedKey) []analysis.Tagging {
	if d := memo.Get(r, documentKey(path), document); d != nil {
		return analysis.Taggings(bookOf(r), d)
	}
	return nil
}

func likeness(r *memo.Reader, _ likenessKey) *analysis.Likeness {
	return analysis.NewLikeness(memo.Get(r, folderKey("cases"), folder), func(path string) []analysis.Tagging {
		return memo.Get(r, taggedKey(path), tagged)
	})
}

func near(r *memo.Reader, path nearKey) []analysis.Near {
	return memo.Get(r, likenessKey{}, likeness).Near(string(path))
}

// documentWrong: what is wrong with one document. Where an older version is
// shown because the present one cannot be read, only that counts. wrong: the
// same for a chunk.
type (
	documentWrongKey string
	wrongKey         int
)

func documentWrong(r *memo.Reader, path documentWrongKey) diag.List {
	file := memo.Input[*tree.File](r, currentKey(path))
	found := slices.Clone(memo.Get(r, parseKey{file}, parse).found)
	if d := memo.Get(r, documentKey(path), document); d != nil && file == memo.Input[*tree.File](r, shownKey(path)) {
		lib := bookOf(r)
		found = append(found, lib.Check(d)...)
		found = append(found, check.Run(lib, d, memo.Input[time.Time](r, todayKey{}))...)
		found = append(found, prose.Run(d, lib.Prose(d.Path), shownStyle(r).Style, memo.Get(r, spellingKey{}, spelling))...)
	}
	return found
}

func wrong(r *memo.Reader, i wrongKey) diag.List {
	var found diag.List
	for _, path := range memo.Get(r, chunkKey(i), chunk) {
		found = append(found, memo.Get(r, documentWrongKey(path), documentWrong)...)
	}
	return found
}

// misplaced: Markdown files in a place that gives them no type.
type misplacedKey struct{}

func misplaced(r *memo.Reader, _ misplacedKey) diag.List {
	var found diag.List
	isDocument := make(map[string]bool)
	for _, p := range memo.Get(r, orderKey{}, order) {
		isDocument[p] = true
	}
	for _, p := range memo.Input[[]string](r, pathsKey{}) {
		if strings.HasSuffix(p, ".md") && !isDocument[p] {
			found = append(found, memo.Get(r, parseKey{memo.Input[*tree.File](r, currentKey(p))}, parse).found...)
		}
	}
	return found
}

// general: what is wrong with the folder, the settings and the outputs as a
// whole.
type generalKey struct{}

func general(r *memo.Reader, _ generalKey) diag.List {
	set := memo.Get(r, settingsKey{memo.Input[*tree.File](r, currentKey(content.SettingsFile))}, settings)
	found := slices.Concat(
		memo.Get(r, mediaKey{}, media).found, set.found, shownStyle(r).found, unknownTheme(memo.Input[string](r, noThemeKey{}), set.Settings),
		memo.Get(r, misplacedKey{}, misplaced), memo.Get(r, claimedKey{}, claimed))
	if set.Settings == shownSettings(r) {
		found = append(found, bookOf(r).CheckSettings()...)
	}
	return found
}

// What is cheap and seldom changes. Everything else may be costly, or is asked
// for by few.
func (fieldsKey) Firewall()       {}
func (frontKey) Firewall()        {}
func (documentKey) Firewall()     {}
func (listedKey) Firewall()       {}
func (bodyKey) Firewall()         {}
func (orderKey) Firewall()        {}
func (folderKey) Firewall()       {}
func (mediaKey) Firewall()        {}
func (entriesKey) Firewall()      {}
func (elementsKey) Firewall()     {}
func (resolutionKey) Firewall()   {}
func (wordsKey) Firewall()        {}
func (spellingsKey) Firewall()    {}
func (styleKey) Firewall()        {}
func (mentionsKey) Firewall()     {}
func (mentionEdgesKey) Firewall() {}
func (taggedKey) Firewall()       {}
func (chunksKey) Firewall()       {}
func (chunkKey) Firewall()        {}
func (partKey) Firewall()         {}
func (sliceKey) Firewall()        {}
func (shardKey) Firewall()        {}
func (lookupKey) Firewall()       {}
func (momentsKey) Firewall()      {}
func (pagesKey) Firewall()        {}

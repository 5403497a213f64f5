package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"playbook/generator/diag"
	"playbook/generator/search"
	"playbook/generator/tree"
)

// An Asset is a file of the theme as it is published. Its name carries a hash of
// its bytes, so a browser may keep it for ever.
type Asset struct {
	Path string // below the site, "assets/site-1a2b3c4d.css"
	Data []byte
}

// The files that a theme's styles and scripts begin with. theme.ts runs before
// the page is shown, site.ts after, search.ts when somebody searches.
const (
	styleEntry  = "assets/site.css"
	scriptEntry = "assets/site.ts"
	earlyEntry  = "assets/theme.ts"
	searchEntry = "assets/search.ts"
)

// What scripts import of the generator: the engine that reads the search index.
// It belongs to the format of the index, so no theme brings its own.
const (
	engineModule = "playbook/search"
	engineFile   = "client/engine.ts" // in search.Client
)

// Where the bundler takes a file from.
const (
	fromTheme  = "theme"
	fromSearch = "search"
)

// bundle makes the assets of the theme. names maps an entry to its published
// path.
func (t *Theme) bundle(files *tree.Tree, found *diag.List) {
	t.names = make(map[string]string)
	for _, entry := range []string{styleEntry, scriptEntry, earlyEntry, searchEntry} {
		if files.File(entry) == nil {
			t.missing(AssetMissing, entry, found)
			continue
		}
		if data, ok := t.build(files, entry, found); ok {
			ext := path.Ext(entry)
			if ext == ".ts" {
				ext = ".js"
			}
			t.publish(entry, strings.TrimSuffix(entry, path.Ext(entry))+ext, data)
		}
	}
	for _, f := range files.Files {
		if strings.HasPrefix(f.Path, "assets/") && path.Ext(f.Path) == ".svg" {
			t.publish(f.Path, f.Path, f.Data)
		}
	}
	slices.SortFunc(t.assets, func(a, b Asset) int { return cmp.Compare(a.Path, b.Path) })
}

func (t *Theme) publish(source, name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	name = strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
	t.names[source] = name
	t.assets = append(t.assets, Asset{Path: name, Data: data})
}

// build runs the bundler over one entry. All files come from the tree.
func (t *Theme) build(files *tree.Tree, entry string, found *diag.List) ([]byte, bool) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		TsconfigRaw:       "{}",
		Outfile:           "out" + path.Ext(entry),
		AbsWorkingDir:     "/",
		LogLevel:          api.LogLevelSilent,
		Plugins:           []api.Plugin{fromTree(files)},
	})
	for _, m := range result.Errors {
		t.message(AssetError, files, entry, m, found)
	}
	for _, m := range result.Warnings {
		t.message(AssetWarning, files, entry, m, found)
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return nil, false
	}
	return result.OutputFiles[0].Contents, true
}

// fromTree makes the bundler read the theme's files from memory, and the engine of
// the search from the program.
func fromTree(files *tree.Tree) api.Plugin {
	return api.Plugin{Name: "theme", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Path == engineModule {
				return api.OnResolveResult{Path: engineFile, Namespace: fromSearch}, nil
			}
			if file, ok := strings.CutPrefix(a.Path, engineModule+"/"); ok {
				return api.OnResolveResult{Path: path.Dir(engineFile) + "/" + file + ".ts", Namespace: fromSearch}, nil
			}
			name := path.Clean(a.Path)
			if a.Kind != api.ResolveEntryPoint {
				name = path.Join(path.Dir(a.Importer), a.Path)
			}
			if a.Namespace == fromSearch {
				return api.OnResolveResult{Path: name + ".ts", Namespace: fromSearch}, nil
			}
			for _, candidate := range []string{name, name + ".ts"} {
				if files.File(candidate) != nil {
					return api.OnResolveResult{Path: candidate, Namespace: fromTheme}, nil
				}
			}
			return api.OnResolveResult{Errors: []api.Message{{Text: "there is no file “" + name + "” in the theme"}}}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: fromTheme}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			text := string(files.File(a.Path).Data)
			loader := api.LoaderTS
			switch path.Ext(a.Path) {
			case ".css":
				loader = api.LoaderCSS
			case ".svg":
				loader = api.LoaderText
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: fromSearch}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := search.Client.ReadFile(a.Path)
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderTS}, err
		})
	}}
}

// message turns a message of the bundler into a finding.
func (t *Theme) message(rule *diag.Rule, files *tree.Tree, entry string, m api.Message, found *diag.List) {
	at := diag.Span{Path: t.root + entry}
	if name, ok := located(m); ok {
		at.Path = t.root + name
		if f := files.File(name); f != nil {
			at.Start = min(lineOffset(f.Data, m.Location.Line)+m.Location.Column, len(f.Data))
			at.End = min(at.Start+m.Location.Length, len(f.Data))
		}
	}
	found.Add(rule, at, m.Text)
}

// located returns the file of the theme that a message is about.
func located(m api.Message) (string, bool) {
	if m.Location == nil {
		return "", false
	}
	return strings.CutPrefix(m.Location.File, fromTheme+":")
}

// lineOffset returns where line n, counted from 1, begins.
func lineOffset(src []byte, n int) int {
	at := 0
	for ; n > 1; n-- {
		next := strings.IndexByte(string(src[at:]), '\n')
		if next < 0 {
			return len(src)
		}
		at += next + 1
	}
	return at
}

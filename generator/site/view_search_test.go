package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"playbook/generator/tree"
)

// A page at any depth finds the search, its index and what the index names.
func TestSearchAddresses(t *testing.T) {
	lib, _ := read(many(1))
	s := New(lib, bundled(t), Options{})
	script := s.theme.names[searchEntry]
	for page, want := range map[string]searchView{
		"index.html":               {"search.html", script, "search/zh-Hans.js", "./"},
		"search.html":              {"search.html", script, "search/zh-Hans.js", "./"},
		"cases/a.html":             {"../search.html", "../" + script, "../search/zh-Hans.js", "../"},
		"frameworks/kano/wow.html": {"../../search.html", "../../" + script, "../../search/zh-Hans.js", "../../"},
	} {
		b := &builder{Site: s, page: Page{Path: page}}
		if got := *b.searching(); got != want {
			t.Errorf("%s: %+v, want %+v", page, got, want)
		}
	}
}

// A theme's script imports the engine of the program by its name, and what the
// engine is made of comes along; the name is not a file of the theme.
func TestEngineComesWithTheProgram(t *testing.T) {
	const use = `new Engine("here.js").preload()`
	for source, want := range map[string]string{
		`import { Engine } from "playbook/search"; ` + use:         "",
		`import { Engine } from "./playbook/search"; ` + use:       "assets/find.ts: there is no file “assets/playbook/search” in the theme",
		`import { Engine } from "playbook/search/engine"; ` + use:  "",
		`import { Nothing } from "playbook/search"; new Nothing()`: `assets/find.ts: No matching export in "search:client/engine.ts" for import "Nothing"`,
	} {
		script, err := Script(tree.New([]*tree.File{tree.Text("assets/find.ts", source)}), "assets/find.ts")
		if got := fmt.Sprint(err); err != nil && got != want || err == nil && want != "" {
			t.Errorf("%s:\ngot  %s\nwant %s", source, got, want)
		}
		if err == nil && !(strings.Contains(string(script), "here.js") && strings.Contains(string(script), "__playbook")) {
			t.Errorf("%s: the engine is not in the script of %d bytes", source, len(script))
		}
	}
}

// The search is loaded while somebody waits for it.
func TestSearchIsSmall(t *testing.T) {
	theme := bundled(t)
	for _, a := range theme.Assets() {
		if a.Path != theme.names[searchEntry] {
			continue
		}
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(a.Data)
		w.Close()
		if most := 15 << 10; packed.Len() > most || packed.Len() < 1<<10 {
			t.Errorf("%s takes %d bytes compressed, want at most %d", a.Path, packed.Len(), most)
		}
		return
	}
	t.Error("there is no search")
}

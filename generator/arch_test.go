package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers lists the packages from the bottom up. A package imports only packages
// of ours on an earlier line.
var layers = []string{
	"tree hanzi",
	"diag",
	"markdown",
	"content",
	"library",
	"analysis",
	"check prose author figure search",
	"site",
	"build/memo",
	"build publish",
	"serve",
	"",        // the program
	"browser", // looks at what the program built
	"synth",   // measures the program from outside, and package search from inside
}

// testOnly are modules that any package's tests may use.
var testOnly = []string{"github.com/rogpeppe/go-internal", "golang.org/x/net", "github.com/chromedp/chromedp", "github.com/chromedp/cdproto", "github.com/santhosh-tekuri/jsonschema/v6"}

// alsoTests are modules that one package knows and tests of others need, to look at
// a file with other eyes than the program's.
var alsoTests = []string{"gopkg.in/yaml.v3"}

// touchDisk are the packages that may read or write files or speak to a network.
// The program names folders and passes them on; serve speaks to browsers.
var touchDisk = []string{"tree", "publish", "serve", "", "synth"}

// A goPackage is what the go command tells of a package.
type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
	Module                             *struct{ Path string }
}

func goList(t *testing.T, args ...string) []goPackage {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-json", "-tags", "browser"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

const root = "playbook/generator"

// short returns the name of one of our packages: "diag", or "" for the program.
func short(path string) string { return strings.TrimPrefix(strings.TrimPrefix(path, root), "/") }

func TestNoImportGoesUp(t *testing.T) {
	level := make(map[string]int)
	for i, line := range layers {
		for _, name := range strings.Split(line, " ") {
			level[name] = i
		}
	}
	for _, p := range goList(t, "./...") {
		own, known := level[short(p.ImportPath)]
		if !known {
			t.Errorf("%s is in no layer: add it to the list, and to the README's", p.ImportPath)
			continue
		}
		for _, imp := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if strings.HasPrefix(imp, root) && imp != p.ImportPath && level[short(imp)] >= own {
				t.Errorf("%s must not import %s", p.ImportPath, imp)
			}
		}
	}
}

// Each outside module has one package that knows it. To replace the module is to
// change that package.
func TestModulesHaveOneUser(t *testing.T) {
	packages := goList(t, "./...")
	modules := make(map[string]string) // import path → module
	var outside []string
	for _, p := range packages {
		for _, imp := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if strings.Contains(strings.Split(imp, "/")[0], ".") && !slices.Contains(outside, imp) {
				outside = append(outside, imp)
			}
		}
	}
	for _, p := range goList(t, outside...) {
		modules[p.ImportPath] = p.Module.Path
	}
	users := make(map[string][]string)
	for _, p := range packages {
		for _, imp := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			module := modules[imp]
			isTest := !slices.Contains(p.Imports, imp)
			if module == "" || isTest && slices.Contains(slices.Concat(testOnly, alsoTests), module) || slices.Contains(users[module], p.ImportPath) {
				continue
			}
			users[module] = append(users[module], p.ImportPath)
		}
	}
	for module, list := range users {
		if len(list) > 1 {
			t.Errorf("%s is imported by %v; one package should know it", module, list)
		}
		if slices.Contains(testOnly, module) {
			t.Errorf("%s is for tests, but %v uses it", module, list)
		}
	}
	if len(users) < 5 {
		t.Errorf("found only %d outside modules: does this test still see the imports?", len(users))
	}
}

func TestOnlyFewTouchTheDisk(t *testing.T) {
	for _, p := range goList(t, "./...") {
		if slices.Contains(touchDisk, short(p.ImportPath)) {
			continue
		}
		for _, imp := range []string{"os", "net", "net/http", "os/exec", "io/ioutil", "path/filepath"} {
			if slices.Contains(p.Imports, imp) {
				t.Errorf("%s imports %s; only %q touch disk or network", p.ImportPath, imp, touchDisk)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	out, err := exec.Command("go", "list", "-tags", "browser", "-f", "{{.ImportPath}}\t{{.Doc}}", "./...", "playbook/themes").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if path, doc, _ := strings.Cut(strings.TrimSpace(line), "\t"); doc == "" {
			t.Errorf("%s has no package comment", path)
		}
	}
}

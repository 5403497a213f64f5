package site

import (
	"html/template"
	"regexp"
	"strconv"
	"strings"

	"playbook/generator/diag"
	"playbook/generator/tree"
)

// A Theme is the templates and the bundled assets of one theme. It does not
// change and may be used by several sites.
type Theme struct {
	root    string
	sources map[string][]byte             // template name → source, for positions
	layouts map[string]*template.Template // by name, "case"
	assets  []Asset                       // by path
	names   map[string]string             // entry → published path
}

// Layouts names the layouts that a theme must have, without ending. base is
// around all the others.
var Layouts = []string{
	"base", "home", "index", "all", "404", "search", "case", "framework", "element", "play", "journey", "metric", "claim",
	"term", "person", "organisation", "source", "page",
}

// What stands alone: a chip inside other templates, a picture inside prose.
const (
	chipPartial  = "partials/tag.html"
	embedPartial = "partials/embed.html"
)

// NewTheme reads a theme: templates in layouts/ and partials/, styles, scripts
// and icons in assets/. root stands before every path in messages,
// "themes/default/". With findings of severity error the theme may be
// incomplete; a page that lacks its layout is then rendered empty.
func NewTheme(files *tree.Tree, root string) (*Theme, diag.List) {
	var found diag.List
	t := &Theme{root: root, sources: make(map[string][]byte), layouts: make(map[string]*template.Template)}
	for _, f := range files.Files {
		t.sources[f.Path] = f.Data
	}
	t.bundle(files, &found)
	t.parse(files, &found)
	found.Sort()
	return t, found
}

// Assets returns the files that pages need beside themselves, by path.
func (t *Theme) Assets() []Asset { return t.assets }

// Names maps the files in assets/ with which styles and scripts begin to where
// they are published.
func (t *Theme) Names() map[string]string { return t.names }

// parse reads the templates. The partials and base.html are common to all
// layouts; each layout fills the blocks of base.html.
func (t *Theme) parse(files *tree.Tree, found *diag.List) {
	whole := true // every partial parses, so what is called and not there is missing
	common := template.New("").Funcs(functions(nil)).Option("missingkey=error")
	for _, f := range files.Files {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		if strings.HasPrefix(f.Path, "partials/") || f.Path == layoutFile("base") {
			whole = t.add(common, f, found) && whole
		}
	}
	for _, name := range []string{chipPartial, embedPartial} {
		if files.File(name) == nil {
			t.missing(LayoutMissing, name, found)
		}
	}
	for _, name := range Layouts {
		f := files.File(layoutFile(name))
		if f == nil {
			t.missing(LayoutMissing, layoutFile(name), found)
			continue
		}
		if name == "base" {
			continue
		}
		set, err := common.Clone()
		if err == nil && t.add(set, f, found) {
			t.layouts[name] = set
			if whole {
				t.calls(set, found)
			}
		}
	}
}

// missing adds that the theme lacks a file. The theme that comes with the program has
// every file that a theme must have.
func (t *Theme) missing(rule *diag.Rule, name string, found *diag.List) {
	found.Add(rule, diag.Span{Path: t.root + name}, name).Hint = diag.Say(
		"copy it from the theme that comes with the program: themes/default/%s",
		"可以从自带的主题 themes/default/%s 里复制一份", name)
}

func layoutFile(name string) string { return "layouts/" + name + ".html" }

// add parses one file into a set of templates.
func (t *Theme) add(set *template.Template, f *tree.File, found *diag.List) bool {
	// A partial stands in the middle of a line, so it ends without one.
	_, err := set.New(f.Path).Parse(strings.TrimSuffix(string(f.Data), "\n"))
	if err != nil {
		at, text := t.position(err)
		found.Add(TemplateSyntax, at, text)
	}
	return err == nil
}

// place finds the position in a message of html/template:
//
//	template: layouts/case.html:12: unexpected "}" in operand
//	html/template:layouts/case.html:3:8: no such template "x"
//	template: layouts/case.html:7:3: executing "main" at <.X>: can't evaluate …
var place = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:\s]+):(\d+)(?::(\d+))?: (.*)$`)

// position turns an error of html/template into a place and the rest of the
// message.
func (t *Theme) position(err error) (diag.Span, string) {
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.Span{Path: t.root}, err.Error()
	}
	at := diag.Span{Path: t.root + m[1]}
	if src := t.sources[m[1]]; src != nil {
		line, _ := strconv.Atoi(m[2])
		column, _ := strconv.Atoi(m[3])
		at.Start = min(lineOffset(src, line)+column, len(src))
		at.End = at.Start
		for at.End < len(src) && src[at.End] != '\n' && (column == 0 || src[at.End] != '}') {
			at.End++
		}
	}
	if _, rest, ok := strings.Cut(m[4], " at <"); ok {
		m[4] = "<" + rest // an author does not need to know which definition runs
	}
	return at, m[4]
}

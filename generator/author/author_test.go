package author

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"playbook/generator/content"
	"playbook/generator/library"
)

// keyLine is a line of a starter that sets a field, or would if it were no
// comment. Comments in words have no colon behind an English key.
var keyLine = regexp.MustCompile(`^ *#? *(?:- )?([a-z_]+):(?:\s|$)`)

// Every field of the model stands in the starter of its type once, and nothing
// else does.
func TestStartersAreTheModel(t *testing.T) {
	// Tags depend on the book; there is one example for each of the usual two.
	set := &content.Settings{MomentFields: content.MomentFields{{Field: "kano", Framework: "kano"}, {Field: "mot", Framework: "mot"}}}
	for _, typ := range content.Types {
		front, _, _ := strings.Cut(strings.TrimPrefix(string(New(typ, "标题")), "---\n"), "---\n")
		var got []string
		for line := range strings.Lines(front) {
			if m := keyLine.FindStringSubmatch(line); m != nil {
				got = append(got, m[1])
				got = append(got, flowKeys(line)...)
			}
		}
		var want []string
		for _, f := range typ.Fields(set) {
			want = append(want, keysOf(f)...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the starter has\n%v\nthe model\n%v", typ.Name, got, want)
		}
	}
}

// flowKeys returns the keys of a group in { } on a line.
func flowKeys(line string) []string {
	var list []string
	if _, inner, ok := strings.Cut(line, "{"); ok {
		for _, m := range regexp.MustCompile(`([a-z_]+): `).FindAllStringSubmatch(inner, -1) {
			list = append(list, m[1])
		}
	}
	return list
}

// keysOf lists a field and those in it, in the order of a file. A journey stands in
// a case as a reference.
func keysOf(f content.Field) []string {
	list := []string{f.Key}
	if f.Key == "journey" {
		return list
	}
	for _, sub := range f.Fields {
		list = append(list, keysOf(sub)...)
	}
	return list
}

// A starter can be read as it is, and with each of its comments made a field.
func TestStartersCanBeRead(t *testing.T) {
	set := &content.Settings{MomentFields: content.MomentFields{{Field: "kano", Framework: "kano"}, {Field: "mot", Framework: "mot"}}}
	for _, typ := range content.Types {
		page := string(New(typ, "标题: #一"))
		for _, src := range append(oneByOne(page), page, comment.ReplaceAllStringFunc(page, uncomment)) {
			f, found := content.Parse(typ.Folder+"/a.md", []byte(src), set)
			for _, d := range found {
				t.Errorf("%s: %s: %q", typ.Name, d.Message.En, src[d.Span.Start:d.Span.End])
			}
			if f.Title != "标题: #一" {
				t.Errorf("%s: the title is %q", typ.Name, f.Title)
			}
		}
		if out, ok := content.Format(typ.Folder+"/a.md", []byte(page), set, func(content.Reference) string { return "" }); !ok || string(out) != page {
			t.Errorf("%s: the starter is not in its canonical form:\n%s", typ.Name, out)
		}
	}
}

// comment is a field that is commented out, with what belongs to it.
var comment = regexp.MustCompile(`(?m)^ *# [a-z_]+:(?: .*)?\n(?:#   .*\n)*`)

func uncomment(field string) string {
	return regexp.MustCompile(`(?m)^( *)# `).ReplaceAllString(field, "$1")
}

// oneByOne returns the page with each of the comments, alone, made a field.
func oneByOne(page string) []string {
	var list []string
	for _, m := range comment.FindAllStringIndex(page, -1) {
		list = append(list, page[:m[0]]+uncomment(page[m[0]:m[1]])+page[m[1]:])
	}
	return list
}

// book reads the content of this repository.
func book(t *testing.T) (*library.Library, map[string][]byte) {
	t.Helper()
	const root = "../../content/"
	read := func(file string) []byte {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	all := map[string][]byte{"site.yaml": read(root + "site.yaml"), "style.yaml": read(root + "style.yaml")}
	set, _ := content.ParseSettings(all["site.yaml"])
	files, _ := filepath.Glob(root + "*/*.md")
	var docs []content.File
	for _, file := range files {
		path := strings.TrimPrefix(filepath.ToSlash(file), root)
		all[path] = read(file)
		f, _ := content.Parse(path, all[path], set)
		docs = append(docs, f)
	}
	lib, _ := library.New(docs, set, nil, true)
	return lib, all
}

// validators compiles the schemas of a book, by name.
func validators(t *testing.T, lib *library.Library) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	list := make(map[string]*jsonschema.Schema)
	for _, f := range Schemas(lib, "zh") {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.JSON))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(f.Name+".json", doc); err != nil {
			t.Fatal(err)
		}
		if list[f.Name], err = c.Compile(f.Name + ".json"); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// front returns the front matter of a page, or a whole YAML file, as JSON has it.
func front(t *testing.T, path string, src []byte) any {
	t.Helper()
	text := string(src)
	if strings.HasSuffix(path, ".md") {
		text, _, _ = strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	}
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(path, err)
	}
	datesAreTexts(&root)
	var v any
	if err := root.Decode(&v); err != nil {
		t.Fatal(path, err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(path, err)
	}
	v, err = jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(path, err)
	}
	return v
}

// datesAreTexts reads dates as YAML 1.2 and all editors do.
func datesAreTexts(n *yaml.Node) {
	if n.Tag == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, child := range n.Content {
		datesAreTexts(child)
	}
}

func nameOf(path string) string {
	folder, _, _ := strings.Cut(path, "/")
	if t := content.TypeIn(folder); t != nil {
		return t.Name
	}
	return strings.TrimSuffix(path, ".yaml")
}

func TestSchemasAcceptTheBook(t *testing.T) {
	lib, files := book(t)
	schemas := validators(t, lib)
	for path, src := range files {
		if err := schemas[nameOf(path)].Validate(front(t, path, src)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if len(files) < 300 {
		t.Errorf("only %d files: does this test still see the book?", len(files))
	}
}

// What the model refuses, the schema refuses, too; and what it takes.
func TestSchemasAreTheModel(t *testing.T) {
	lib, _ := book(t)
	schemas := validators(t, lib)
	for _, c := range []struct {
		name, front string
		ok          bool
	}{
		{"term", "title: 甲\nsummary: 乙\ndefinition: 丙", true},
		{"term", "标题: 甲\n摘要: 乙\n定义: 丙\n别名: 丁\nsee: kano", true},
		{"term", "title: 甲\nsummary: 乙\ndefinition:\naliases:", false},
		{"term", "title: 甲\nsummary: 乙\ndefinition: 丙\naliases:\nkind: 概念", true},
		{"term", "title: 甲\nsummary: 乙", false},
		{"term", "title: 甲\nsummary: 乙\ndefinition: 丙\ndefinitoin: 丁", false},
		{"term", "title: 甲\nsummary: 乙\ndefinition: 丙\nkind: 观念", false},
		{"term", "title: 甲\nsummary: 乙\ndefinition: " + strings.Repeat("字", 61), false},
		{"term", "title: [甲]\nsummary: 乙\ndefinition: 丙", false},
		{"term", "title: 1984\nsummary: 乙\ndefinition: true\nchecked: 2024\ndraft: 是", true},
		{"term", "title: 甲\nsummary: 乙\ndefinition: 丙\nchecked: 2024年", false},
		{"case", "title: 甲\nsummary: 乙\nevidence: 转述\nlessons: 丙", true},
		{"case", "title: 甲\nsummary: 乙\nlessons: 丙", false},
		{"case", "title: 甲\nsummary: 乙\nevidence: reported\nlessons: [丙]\njourney: journey-map", true},
		{"case", "title: 甲\nsummary: 乙\nevidence: reported\nlessons: [丙]\njourney: [{id: a, action: 走}]", true},
		{"case", "title: 甲\nsummary: 乙\nevidence: reported\nlessons: [丙]\nmoments: [{id: a, title: 丁, text: 戊, evidence: reported, kano: 兴奋, wow: [detail], emotion: 2}]", true},
		{"case", "title: 甲\nsummary: 乙\nevidence: reported\nlessons: [丙]\nmoments: [{id: a, title: 丁, text: 戊, evidence: reported, emotion: 3}]", false},
		{"case", "title: 甲\nsummary: 乙\nevidence: reported\nlessons: [丙]\nmoments: [{id: a, title: 丁, text: 戊}]", false},
		{"case", "title: 甲\nsummary: 乙\nevidence: reported\nlessons: [丙]\nmoments: [{id: a, title: 丁, text: 戊, evidence: reported, kanno: 兴奋}]", false},
		{"source", "title: 甲\nsummary: 乙\nyear: 1984\nurl: ftp://example.com", false},
		{"site", "title: 甲\ntagline: 乙\nmoment_fields: {kano: kano, any: mot}", true},
		{"style", "spacing: wide", false},
	} {
		if err := schemas[c.name].Validate(front(t, c.name, []byte(c.front))); (err == nil) != c.ok {
			t.Errorf("%s\n%s\ngot %v", c.name, c.front, err)
		}
	}
}

// An editor has something to say about every field, and offers the ids of the book.
func TestSchemasAreHelpful(t *testing.T) {
	lib, _ := book(t)
	for _, f := range Schemas(lib, "zh") {
		if bytes.Contains(f.JSON, []byte(`"description":""`)) {
			t.Errorf("%s has a field that nobody describes", f.Name)
		}
		if f.Name == "case" && (!bytes.Contains(f.JSON, []byte(`{"const":"attractive","title":"兴奋需求"}`)) || !bytes.Contains(f.JSON, []byte(`"const":"haidilao-group"`))) {
			t.Error("the ids of the book are not offered")
		}
	}
}

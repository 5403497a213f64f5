package content

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Front matter as an author left it, and in its canonical form.
var formats = []struct{ name, path, src, want string }{
	{
		"fields in the order of the model", "terms/a.md",
		"---\ndefinition: 丙\nsummary: 乙\ntitle: 甲\n---\n\n正文\n",
		"---\ntitle: 甲\nsummary: 乙\ndefinition: 丙\n---\n\n正文\n",
	},
	{
		"comments go with the field below them", "terms/a.md",
		"---\n# 关于这一页\n\nsummary: 乙 # 一句话\n\n# 怎么叫\n# 它\ntitle: 甲\ndefinition: 丙\n# draft: true\n---\n",
		"---\n# 关于这一页\n\n\n# 怎么叫\n# 它\ntitle: 甲\nsummary: 乙 # 一句话\ndefinition: 丙\n# draft: true\n---\n",
	},
	{
		"cautions, facts and what is related stand last", "cases/a.md",
		"---\ntitle: 甲\nsummary: 乙\nevidence: illustrative\ncautions:\n  - 一\n  # 还有？\nlessons: [二]\n---\n",
		"---\ntitle: 甲\nsummary: 乙\nevidence: illustrative\nlessons: [二]\ncautions:\n  - 一\n  # 还有？\n---\n",
	},
	{
		"items of a list, with their comments", "cases/a.md",
		"---\ntitle: 甲\nsummary: 乙\nevidence: illustrative\nmoments:\n- text: 一\n  evidence: illustrative\n  wow: x\n\n  kano: y\n  # 名字\n  id: m-a\n  title: 二\n\n# 第二个\n- id: m-b\n  title: 三\n  text: 四\n  evidence: illustrative\nlessons: [五]\n---\n",
		"---\ntitle: 甲\nsummary: 乙\nevidence: illustrative\nmoments:\n# 名字\n- id: m-a\n  title: 二\n  text: 一\n\n  kano: y\n  wow: x\n  evidence: illustrative\n\n# 第二个\n- id: m-b\n  title: 三\n  text: 四\n  evidence: illustrative\nlessons: [五]\n---\n",
	},
	{
		"texts over several lines", "terms/a.md",
		"---\r\ndefinition: |\r\n  # 不是注释\r\n\r\n  第二行\r\nsummary: \"乙\r\n  丙\"\r\ntitle: 甲\r\n---\r\n",
		"---\r\ntitle: 甲\r\nsummary: \"乙\r\n  丙\"\r\ndefinition: |\r\n  # 不是注释\r\n\r\n  第二行\r\n---\r\n",
	},
	{
		"groups on one line", "frameworks/a.md",
		"---\ntitle: 甲\nsummary: 乙\nevidence: illustrative\norigin: { note: \"一, 二\", year: 1984 }\nstructure: set\nelements: [{title: 三, definition: 四, id: b}, {id: c, title: 五, definition: 六}]\n---\n",
		"---\ntitle: 甲\nsummary: 乙\nevidence: illustrative\norigin: { year: 1984, note: \"一, 二\" }\nstructure: set\nelements: [{id: b, title: 三, definition: 四}, {id: c, title: 五, definition: 六}]\n---\n",
	},
	{
		"Chinese keys stay Chinese", "terms/a.md",
		"---\n定义: 丙\n摘要: 乙\n标题: 甲\n---\n",
		"---\n标题: 甲\n摘要: 乙\n定义: 丙\n---\n",
	},
	{
		"references", "terms/a.md",
		"---\ntitle: 甲\nsummary: 乙\nsources: [\"来源：一\", 来源二, 'x', 别动]\ndefinition: 丙\nopposite: 反面 # 说明\nsee:\n  - no\n---\n",
		"---\ntitle: 甲\nsummary: 乙\nsources: [one-2024, two, 'x', 别动]\ndefinition: 丙\nsee:\n  - \"null\"\nopposite: the-other # 说明\n---\n",
	},
	{
		"one group in braces, and explicit keys, stay", "terms/a.md",
		"---\n{definition: 丙, summary: 乙,\n title: 甲}\n---\n",
		"---\n{definition: 丙, summary: 乙,\n title: 甲}\n---\n",
	},
	{
		"explicit keys stay", "terms/a.md",
		"---\n? definition\n: 丙\n? summary\n: 乙\ntitle: 甲\n---\n",
		"---\n? definition\n: 丙\n? summary\n: 乙\ntitle: 甲\n---\n",
	},
	{"a mistake", "terms/a.md", "---\nsummary: 乙\ntitel: 甲\ntitle: 甲\ndefinition: 丙\n---\n", "-"},
	{"no front matter", "terms/a.md", "正文\n", "-"},
	{
		"old line ends stay", "terms/a.md",
		"---\rdefinition: 丙\rsummary: 乙\rtitle: 甲\r---\r",
		"---\rdefinition: 丙\rsummary: 乙\rtitle: 甲\r---\r",
	},
}

var canonicalNames = map[Ref]string{"来源：一": "one-2024", "来源二": "two", "x": "x", "反面": "the-other", "no": "null"}

func TestFormat(t *testing.T) {
	for _, c := range formats {
		got, ok := Format(c.path, []byte(c.src), settings, func(r Reference) string { return canonicalNames[r.Ref] })
		if c.want == "-" {
			if ok || string(got) != c.src {
				t.Errorf("%s: formatted all the same: %q", c.name, got)
			}
			continue
		}
		if !ok || string(got) != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		checkFormat(t, settings, c.path, c.src)
	}
}

// checkFormat formats a file and sees that nothing is lost: it says the same, has
// the same comments and prose, and is left alone the second time.
func checkFormat(t *testing.T, set *Settings, path, src string) {
	t.Helper()
	keep := func(Reference) string { return "" }
	out, ok := Format(path, []byte(src), set, keep)
	if !ok {
		return
	}
	before, _ := Parse(path, []byte(src), set)
	after, found := Parse(path, out, set)
	if found.Failed() {
		t.Errorf("%s of\n%s\nin\n%s", found[0].Message, src, out)
		return
	}
	sortTags(before.Record)
	sortTags(after.Record)
	if !reflect.DeepEqual(before.Record, after.Record) {
		t.Errorf("another record: of\n%s\nbecame\n%s", src, out)
	}
	if a, b := lines(src), lines(string(out)); !slices.Equal(a, b) {
		t.Errorf("other lines: of\n%s\nbecame\n%s", src, out)
	}
	if again, _ := Format(path, out, set, keep); string(again) != string(out) {
		t.Errorf("the second time\n%s\nbecame\n%s", out, again)
	}
}

// lines returns the letters of the lines of a text, sorted: fields that move within
// a line move their letters, too.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		letters := strings.Split(strings.NewReplacer("-", "", " ", "", "\r", "", "\n", "").Replace(line), "")
		slices.Sort(letters)
		list = append(list, strings.Join(letters, ""))
	}
	slices.Sort(list)
	return list
}

// All that this repository holds is formatted without losing anything.
func TestFormatOfTheBook(t *testing.T) {
	n := 0
	for _, root := range []string{"../../content", "../starter/content"} {
		set := settingsOf(t, root)
		files, _ := filepath.Glob(root + "/*/*.md")
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			path, _ := filepath.Rel(root, file)
			// As it is, and with its fields upside down.
			checkFormat(t, set, filepath.ToSlash(path), string(src))
			checkFormat(t, set, filepath.ToSlash(path), upsideDown(string(src)))
			n++
		}
	}
	if n < 300 {
		t.Errorf("only %d files: does this test still see the book?", n)
	}
}

func settingsOf(t *testing.T, root string) *Settings {
	t.Helper()
	src, err := os.ReadFile(root + "/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, _ := ParseSettings(src)
	return set
}

// upsideDown turns the order of the fields around.
func upsideDown(src string) string {
	_, rest, _ := strings.Cut(src, "---\n")
	front, body, _ := strings.Cut(rest, "---\n")
	var fields []string
	for line := range strings.Lines(front) {
		if line[0] == ' ' && len(fields) > 0 {
			fields[len(fields)-1] += line
		} else {
			fields = append(fields, line)
		}
	}
	slices.Reverse(fields)
	return "---\n" + strings.Join(fields, "") + "---\n" + body
}

// FuzzFormat formats any front matter.
func FuzzFormat(f *testing.F) {
	for _, c := range formats {
		f.Add(c.path, c.src)
	}
	f.Add("plays/a.md", "---\n{title: 测试, what: 问, why: 因为, steps: [一步, 二步], summary: 摘要}\n---")
	f.Add("plays/a.md", "---\n{steps: [一, 二],\n what: 问, why: 因\n , summary: 摘要, title: 测}\n---\n")
	f.Add("cases/a.md", "---\n? moments\n: - id: a\n    title: b\nsummary: c\n---\n")
	f.Add("cases/a.md", "---\nlessons: [a]\nmoments:\n  - # x\n    text: a\n    id: b\n\n    title: c\n    evidence: illustrative\njourney:\n  - {action: a, id: b}\nevidence: illustrative\nsummary: >-\n  b\ntitle: c\n---\n")
	f.Fuzz(func(t *testing.T, path, src string) {
		checkFormat(t, settings, path, src)
	})
}

package site

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"playbook/generator/diag"
	"playbook/generator/tree"
)

func archive(t testing.TB, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// folder returns the files of an archive below a folder, as a tree.
func folder(a *txtar.Archive, name string) []*tree.File {
	var files []*tree.File
	for _, f := range a.Files {
		if rest, ok := strings.CutPrefix(f.Name, name); ok {
			files = append(files, tree.Text(rest, string(f.Data)))
		}
	}
	return files
}

// plain returns the theme of testdata/plain.txtar, changed as an archive says:
// theme/ has other files, remove/ names those that are missing.
func plain(t testing.TB, a *txtar.Archive) (*Theme, diag.List) {
	t.Helper()
	files := folder(archive(t, "testdata/plain.txtar"), "")
	if a != nil {
		files = append(files, folder(a, "theme/")...)
		for _, gone := range folder(a, "remove/") {
			files = slices.DeleteFunc(files, func(f *tree.File) bool { return f.Path == gone.Path })
		}
	}
	return NewTheme(tree.New(files), "themes/plain/")
}

// Each archive holds a content folder and what comes of it. UPDATE=1 rewrites
// the files below want/.
func TestGolden(t *testing.T) {
	for _, name := range []string{"book", "broken-theme"} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".txtar")
			a := archive(t, file)
			lib, found := read(tree.New(folder(a, "content/")))
			theme, problems := plain(t, a)
			found = append(found, problems...)
			s := New(lib, theme, Options{})
			got := map[string]string{}
			for _, p := range s.Pages() {
				html, problems := s.Render(p)
				got["want/"+p.Path] = strings.TrimLeft(string(html), "\n")
				found = append(found, problems...)
				got["want/routes"] += p.Path + "\n"
			}
			found.Sort()
			got["want/findings"] = show(found, theme)
			for i, f := range a.Files {
				if !strings.HasPrefix(f.Name, "want/") {
					continue
				}
				want := got[f.Name]
				if want != "" && !strings.HasSuffix(want, "\n") {
					want += "\n"
				}
				if want != string(f.Data) && os.Getenv("UPDATE") == "" {
					t.Errorf("%s:\ngot\n%s\nwant\n%s", f.Name, want, f.Data)
				}
				a.Files[i].Data = []byte(want)
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// show prints findings about a theme with the line and column that an author
// sees.
func show(found diag.List, theme *Theme) string {
	var b strings.Builder
	for _, d := range found {
		pos := diag.Position{}
		if src := theme.sources[strings.TrimPrefix(d.Span.Path, theme.root)]; src != nil {
			pos = diag.PositionOf(src, d.Span.Start)
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s [%s]\n", d.Span.Path, pos.Line, pos.Column, d.Message.En, d.Rule.Name)
	}
	return b.String()
}

func TestRelative(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{"index.html", "cases/a.html", "cases/a.html"},
		{"cases/a.html", "cases/b.html", "b.html"},
		{"cases/a.html", "frameworks/kano/wow.html", "../frameworks/kano/wow.html"},
		{"frameworks/kano/wow.html", "frameworks/kano.html", "../kano.html"},
		{"frameworks/kano/wow.html", "frameworks/kano/basic.html", "basic.html"},
		{"frameworks/kano.html", "frameworks/kano/basic.html", "kano/basic.html"},
		{"cases/a.html", "index.html", "../index.html"},
		{"cases/a.html", "cases/a.html#m", "#m"},
		{"cases/a.html", "cases/a.html", "a.html"},
		{"cases/a.html", "cases/ab.html#m", "ab.html#m"},
		{"en/cases/a.html", "assets/x.css", "../../assets/x.css"},
	} {
		if got := Relative(tt.from, tt.to); got != tt.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

// many makes a book of n cases that share elements.
func many(n int) *tree.Tree {
	files := []*tree.File{
		tree.Text("site.yaml", "title: 大书\ntagline: 很大\nmoment_fields: {kano: kano}\n"),
		tree.Text("frameworks/kano.md", "---\ntitle: 狩野\nsummary: 类。\nevidence: reported\nevidence_note: 试\nstructure: set\nelements:\n"+
			"  - {id: a, title: 甲类, definition: 甲。}\n  - {id: b, title: 乙类, definition: 乙。}\n  - {id: c, title: 丙类, definition: 丙。}\n---\n"),
	}
	for i := range n {
		var moments strings.Builder
		for j := range 8 {
			fmt.Fprintf(&moments, "  - {id: m-%d, title: 第%d刻的事情, text: 客人来了，店员迎上去，说了一句话。, stage: 阶段%d, kano: %c, emotion: %d, expected: 0, evidence: reported, caution: 先问一声。}\n", j, j, j/3, 'a'+(i+j)%3, (i+j)%5-2)
		}
		files = append(files, tree.Text(fmt.Sprintf("cases/case-%04d.md", i), fmt.Sprintf("---\ntitle: 案例%d\nsummary: 第%d个故事。\nevidence: reported\nevidence_note: 试\nlessons: [一, 二, 三]\ncautions: [甲, 乙]\nmoments:\n%s---\n\n## 故事\n\n%s见 [[case-%04d]] 和 [[kano.a|甲]]。\n\n## 后来\n\n- 一\n- 二\n",
			i, i, moments.String(), strings.Repeat("客人来了，店员迎上去，说了一句让人记得的话。", 20), (i+1)%n)))
	}
	return tree.New(files)
}

func TestPaging(t *testing.T) {
	lib, found := read(many(130))
	for _, d := range found {
		t.Fatalf("%s: %s", d.Span.Path, d.Message.En)
	}
	theme, _ := plain(t, nil)
	s := New(lib, theme, Options{})
	var got []string
	for _, p := range s.Pages() {
		if p.layout != "index" {
			continue
		}
		html, _ := s.Render(p)
		got = append(got, fmt.Sprintf("%s %d", p.Path, bytes.Count(html, []byte("  case-"))))
		if p.n == 2 && !bytes.Contains(html, []byte("page: 1 index.html\npage: 2 page-2.html\npage: 3 page-3.html\n")) {
			t.Errorf("pager of page 2:\n%s", html)
		}
	}
	want := []string{"cases/index.html 60", "cases/page-2.html 60", "cases/page-3.html 10", "frameworks/index.html 0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What stands at ![[…]] is drawn in place; what cannot be drawn is a link.
func TestEmbed(t *testing.T) {
	book := many(3)
	book = tree.New(append(book.Files, tree.Text("pages/p.md", "---\ntitle: 页\nsummary: 页\n---\n\n![[case-0001]]\n\n![[case-0001#m-2]]\n\n![[case-0001#journey]]\n\n![[kano]]\n\n![[kano.b]]\n\n![[p]]\n")))
	lib, found := read(book)
	for _, d := range found {
		t.Fatalf("%s: %s", d.Span.Path, d.Message.En)
	}
	s := New(lib, bundled(t), Options{})
	pages := s.Pages()
	src, problems := s.Render(pages[slices.IndexFunc(pages, func(p Page) bool { return p.layout == "page" })])
	for _, d := range problems {
		t.Errorf("%s: %s", d.Span.Path, d.Message.En)
	}
	for want, n := range map[string]int{`<div class="embed">`: 6, `class="picture-svg p-emotion `: 2, `class="picture-svg p-journey `: 2, `<li class="moment `: 1, `<li class="element `: 4} {
		if got := bytes.Count(src, []byte(want)); got != n {
			t.Errorf("%d × %s, want %d", got, want, n)
		}
	}
	for id, n := range parsePage(t, src).ids {
		if n > 1 {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
}

func TestLanguage(t *testing.T) {
	for s, want := range map[string]string{"海底捞": "", "Moments of Truth": "en", "魅力的品質と当り前品質": "ja", "NPS 的用法": "", "1984": ""} {
		if got := language(s); got != want {
			t.Errorf("language(%q) = %q, want %q", s, got, want)
		}
	}
}

// The same sources give the same bytes, in whatever order and by however many
// goroutines pages are rendered.
func TestDeterministic(t *testing.T) {
	render := func(parallel bool) map[string]string {
		lib, _ := read(many(12))
		s := New(lib, bundled(t), Options{})
		pages := s.Pages()
		results := make([][]byte, len(pages))
		done := make(chan bool)
		for i := range pages {
			work := func() { results[i], _ = s.Render(pages[i]) }
			if parallel {
				go func() { work(); done <- true }()
			} else {
				work()
			}
		}
		out := make(map[string]string)
		for i, p := range pages {
			if parallel {
				<-done
			}
			_ = i
			_ = p
		}
		for i, p := range pages {
			out[p.Path] = string(results[i])
		}
		for _, a := range s.theme.Assets() {
			out[a.Path] = string(a.Data)
		}
		return out
	}
	one, two := render(false), render(true)
	for path, html := range one {
		if two[path] != html {
			t.Errorf("%s differs", path)
		}
	}
}

func BenchmarkCase(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			lib, _ := read(many(n))
			s := New(lib, bundled(b), Options{})
			pages := s.Pages()
			i := slices.IndexFunc(pages, func(p Page) bool { return p.layout == "case" })
			b.ReportAllocs()
			for b.Loop() {
				html, _ := s.Render(pages[i])
				b.SetBytes(int64(len(html)))
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	lib, _ := read(many(1000))
	theme := bundled(b)
	for b.Loop() {
		New(lib, theme, Options{}).Pages()
	}
}

package site

import (
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
	"playbook/generator/tree"
	"playbook/themes"
)

// bundled returns the theme that comes with the program.
func bundled(t testing.TB) *Theme {
	t.Helper()
	files, err := tree.FromFS(themes.FS)
	if err != nil {
		t.Fatal(err)
	}
	theme, found := NewTheme(files.Under("default"), "themes/default/")
	for _, d := range found {
		t.Errorf("%s:%d: %s", d.Span.Path, d.Span.Start, d.Message.En)
	}
	return theme
}

// read makes a library of a content tree. Problems of the content are its
// authors' business.
func read(files *tree.Tree) (*library.Library, diag.List) {
	var found diag.List
	var src []byte
	if f := files.File(content.SettingsFile); f != nil {
		src = f.Data
	}
	set, problems := content.ParseSettings(src)
	found = append(found, problems...)
	var docs []content.File
	var media []string
	for _, f := range files.Files {
		switch {
		case f.IsMedia():
			media = append(media, f.Path)
		case filepath.Ext(f.Path) == ".md":
			d, problems := content.Parse(f.Path, f.Data, set)
			found = append(found, problems...)
			if d.Document != nil {
				docs = append(docs, d)
			}
		}
	}
	lib, problems := library.New(docs, set, media, false)
	return lib, append(found, problems...)
}

// The book itself builds without a template failing, and PLAYBOOK_SITE writes
// it to a folder to look at.
func TestBook(t *testing.T) {
	files, err := tree.Read("../../content")
	if err != nil {
		t.Fatal(err)
	}
	lib, found := read(files)
	for _, d := range found {
		t.Logf("%s: %s", d.Span.Path, d.Message.Zh)
	}
	s := New(lib, bundled(t), Options{Version: "test"})
	out := os.Getenv("PLAYBOOK_SITE")
	write := func(name string, data []byte) {
		if out == "" {
			return
		}
		name = filepath.Join(out, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range s.Pages() {
		page, found := s.Render(p)
		for _, d := range found {
			t.Errorf("%s %d: %s", d.Span.Path, d.Span.Start, d.Message.En)
		}
		write(p.Path, page)
	}
	for _, a := range s.theme.Assets() {
		write(a.Path, a.Data)
	}
}

// Every page that a claim says it affects tells so in its margin, with what to say
// instead, unless the claim holds.
func TestShakyClaimsAreInTheMargin(t *testing.T) {
	files, err := tree.Read("../../content")
	if err != nil {
		t.Fatal(err)
	}
	lib, _ := read(files)
	s := New(lib, bundled(t), Options{})
	pages := make(map[string]string)
	for _, p := range s.Pages() {
		if p.Source != "" && pages[p.Source] == "" {
			page, _ := s.Render(p)
			pages[p.Source] = string(page)
		}
	}
	n := 0
	for _, d := range lib.Of("claim") {
		c := d.Record.(*content.Claim)
		for _, ref := range c.Affects {
			to := lib.Find(string(ref), "any", d)[0]
			_, note, found := strings.Cut(pages[to.Doc.Path], `<section class="note shaky">`)
			note, _, _ = strings.Cut(note, "</section>")
			said := found && strings.Contains(html.UnescapeString(note), c.Statement) && strings.Contains(html.UnescapeString(note), c.SayInstead)
			if said == (c.Verdict == "supported") {
				t.Errorf("%s: verdict %s, but on %s the note is\n%s", d.ID, c.Verdict, to.Doc.Path, note)
			}
			n++
		}
	}
	if n < 20 {
		t.Errorf("only %d pages: does this test still see the book?", n)
	}
}

// drawings calls f for every picture that a document of the book can have by its type.
func drawings(tb testing.TB, f func(lib *library.Library, d *content.Document, name string, draw func() *pictureView)) {
	files, err := tree.Read("../../content")
	if err != nil {
		tb.Fatal(err)
	}
	lib, _ := read(files)
	s := New(lib, bundled(tb), Options{})
	for _, p := range s.Pages() {
		if p.Source == "" || p.layout == "element" {
			continue
		}
		b := &builder{Site: s, page: p, doc: lib.Document(p.Source), found: new(diag.List)}
		for _, picture := range lib.Pictures(b.doc) {
			f(lib, b.doc, picture.Name, func() *pictureView { return b.draw(b.doc, picture.Name) })
		}
	}
}

// A document can be drawn as package analysis says, and what is drawn says in words
// what it shows.
func TestPicturesOfTheBook(t *testing.T) {
	n := make(map[string]int)
	drawings(t, func(lib *library.Library, d *content.Document, name string, draw func() *pictureView) {
		v := draw()
		if can := analysis.CanDraw(lib, d, name); can != (v != nil) {
			t.Errorf("%s#%s: drawn %t, but analysis says %t", d.ID, name, v != nil, can)
		}
		if v == nil {
			return
		}
		n[name]++
		if v.Title == "" || v.Finding == "" || len(v.Rows) == 0 {
			t.Errorf("%s#%s says nothing: %q, %q, %d rows", d.ID, name, v.Title, v.Finding, len(v.Rows))
		}
	})
	for _, name := range []string{"emotion", "journey", "blueprint", "metrics", "whys", "evidence", "structure", "profile", "meter", "path", "relations", "kano", "mot", "servqual", "wow", "strata"} {
		if n[name] == 0 {
			t.Errorf("nothing in the book is drawn as %s", name)
		}
	}
}

// A page that stands alone has no neighbours to draw, and a framework that no case
// has used yet is drawn as it is.
func TestPicturesOfLonelyPages(t *testing.T) {
	lib, found := read(tree.New([]*tree.File{
		tree.Text("site.yaml", "title: 书\ntagline: 一句。\nmoment_fields: {kano: kano}\n"),
		tree.Text("pages/alone.md", "---\ntitle: 独页\nsummary: 谁也不认识。\n---\n"),
		tree.Text("frameworks/kano.md", "---\ntitle: 狩野\nsummary: 五类。\nevidence: illustrative\nstructure: set\npicture: wheel\nelements:\n  - {id: a, title: 甲, definition: 一。}\n  - {id: b, title: 乙, definition: 二。}\n---\n"),
	}))
	for _, d := range found {
		t.Fatal(d.Message.En)
	}
	s := New(lib, bundled(t), Options{})
	for _, c := range []struct {
		path, picture string
		want          string // name of what is drawn
	}{{"pages/alone.md", "relations", ""}, {"frameworks/kano.md", "relations", ""}, {"frameworks/kano.md", "profile", "structure"}} {
		b := &builder{Site: s, page: Page{Path: "pages/alone.html", layout: "page"}, doc: lib.Document(c.path), found: new(diag.List)}
		v, got := b.draw(b.doc, c.picture), ""
		if v != nil {
			got = v.Name
		}
		if can := analysis.CanDraw(lib, b.doc, c.picture); got != c.want || can != (v != nil) {
			t.Errorf("%s#%s: drawn as %q, want %q; analysis says %t", c.path, c.picture, got, c.want, can)
		}
	}
}

// BenchmarkPictures draws every picture of the book and reports the median.
func BenchmarkPictures(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		drawings(b, func(_ *library.Library, _ *content.Document, _ string, draw func() *pictureView) {
			start := time.Now()
			if draw() != nil {
				took = append(took, time.Since(start))
			}
		})
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs/median")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs/99th")
}

func BenchmarkBook(b *testing.B) {
	files, err := tree.Read("../../content")
	if err != nil {
		b.Fatal(err)
	}
	lib, _ := read(files)
	s := New(lib, bundled(b), Options{})
	pages := s.Pages()
	for b.Loop() {
		for _, p := range pages {
			s.Render(p)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages)), "µs/page")
}

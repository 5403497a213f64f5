package tree

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

func write(t testing.TB, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func paths(t *Tree) []string {
	var list []string
	for _, f := range t.Files {
		list = append(list, f.Path)
	}
	return list
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "cases/b.md", "b")
	write(t, dir, "cases/a.md", "a")
	write(t, dir, "cases/photo.png", "PNG")
	write(t, dir, "site.yaml", "")
	for _, skipped := range []string{".git/config", ".hidden.md", "cases/a.md~", "cases/.a.md.swp", "cases/#a.md#", "cases/4913"} {
		write(t, dir, skipped, "x")
	}
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"cases/a.md", "cases/b.md", "cases/photo.png", "site.yaml"}; !slices.Equal(paths(got), want) {
		t.Errorf("files %v, want %v", paths(got), want)
	}
	if f := got.File("cases/a.md"); string(f.Data) != "a" || f.IsMedia() {
		t.Errorf("a.md: %q", f.Data)
	}
	if f := got.File("site.yaml"); f.Data == nil {
		t.Error("an empty text counts as media")
	}
	photo := got.File("cases/photo.png")
	if !photo.IsMedia() || photo.Size != 3 {
		t.Errorf("photo is read: %+v", photo)
	}
	r, err := photo.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if b, err := io.ReadAll(r); err != nil || string(b) != "PNG" {
		t.Errorf("opened photo: %q, %v", b, err)
	}
	if sub := got.Under("cases"); !slices.Equal(paths(sub), []string{"a.md", "b.md", "photo.png"}) {
		t.Errorf("under cases: %v", paths(sub))
	}
}

// A naive reader follows links out of the folder and waits for ever on a pipe.
func TestReadOddities(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret.md", "secret")
	write(t, dir, "ok.md", "ok")
	write(t, dir, "big.md", strings.Repeat("x", MaxText+1))
	for link, to := range map[string]string{"link.md": filepath.Join(outside, "secret.md"), "dir": outside, "inside.md": "ok.md", "dangling.md": "nothing", "loop": "."} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, dir, strings.Repeat("d/", MaxDepth+1)+"deep.md", "deep")

	type result struct {
		tree *Tree
		err  error
	}
	done := make(chan result, 1)
	go func() {
		tree, err := Read(dir)
		done <- result{tree, err}
	}()
	select {
	case r := <-done:
		if r.err != nil {
			t.Fatal(r.err)
		}
		if !slices.Equal(paths(r.tree), []string{"ok.md"}) {
			t.Errorf("files %v, want only ok.md", paths(r.tree))
		}
		var got []string
		for _, o := range r.tree.Oddities {
			got = append(got, fmt.Sprint(o.Path, " ", o.Kind))
		}
		slices.Sort(got)
		want := []string{
			"big.md 2", strings.TrimSuffix(strings.Repeat("d/", MaxDepth+1), "/") + " 4",
			"dangling.md 0", "dir 0", "inside.md 0", "link.md 0", "loop 0", "pipe.md 1",
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("oddities\n%v\nwant\n%v", got, want)
		}
	case <-time.After(2 * time.Second):
		t.Fatal("reading does not end")
	}
}

// Between reading a folder and copying its media somebody may put a link there.
func TestOpenRefusesLinks(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret", "secret")
	write(t, dir, "photo.png", "PNG")
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "photo.png")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "secret"), filepath.Join(dir, "photo.png")); err != nil {
		t.Fatal(err)
	}
	if r, err := got.File("photo.png").Open(); err == nil {
		r.Close()
		t.Error("a link out of the folder was opened")
	}
}

func TestFromFS(t *testing.T) {
	got, err := FromFS(fstest.MapFS{"default/layouts/base.html": {Data: []byte("x")}, "default/.hidden": {}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(paths(got), []string{"default/layouts/base.html"}) {
		t.Errorf("files %v", paths(got))
	}
}

func ExampleTree() {
	t := New([]*File{Text("site.yaml", "title: 手册\n"), Text("cases/a.md", "…")})
	for _, f := range t.Files {
		fmt.Println(f.Path, f.Size)
	}
	fmt.Println(t.File("nothing.md") == nil)
	// Output:
	// cases/a.md 3
	// site.yaml 14
	// true
}

package tree

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// later is a time at which all files that a test has written are settled.
func later() time.Time { return time.Now().Add(time.Hour) }

// again reads a folder at that time and fails the test if it cannot.
func again(t *testing.T, at time.Time, dir string, before *Tree) *Tree {
	t.Helper()
	got, err := readAt(at, dir, before)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestReadAgainSharesWhatHasNotChanged(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-time.Hour)
	touch := func(name string) {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name   string
		do     func()
		shared []string // of what was there before
		want   []string
	}{
		{"nothing", func() {}, []string{"a.md", "b.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"a new text", func() { write(t, dir, "b.md", "other") }, []string{"a.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"a text of the same size", func() { write(t, dir, "b.md", "B") }, []string{"a.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"one of the same size and time", func() { write(t, dir, "b.md", "B"); touch("b.md") }, []string{"a.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"a text saved as it was", func() { write(t, dir, "b.md", "b") }, []string{"a.md", "b.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"a text that is touched", func() { touch("b.md") }, []string{"a.md", "b.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"a text with other rights", func() { os.Chmod(filepath.Join(dir, "b.md"), 0o600) }, []string{"a.md", "b.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
		{"another picture", func() { write(t, dir, "c.png", "P") }, []string{"a.md", "b.md"}, []string{"a.md", "b.md", "c.png"}},
		{"a file more", func() { write(t, dir, "b/x.md", "x") }, []string{"a.md", "b.md", "c.png"}, []string{"a.md", "b.md", "b/x.md", "c.png"}},
		{"a file less", func() { os.Remove(filepath.Join(dir, "a.md")) }, []string{"b.md", "c.png"}, []string{"b.md", "c.png"}},
		{"a link more", func() { os.Symlink("b.md", filepath.Join(dir, "l.md")) }, []string{"a.md", "b.md", "c.png"}, []string{"a.md", "b.md", "c.png"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"a.md", "b.md", "c.png"} {
				write(t, dir, name, name[:1])
				touch(name)
			}
			before := again(t, later(), dir, nil)
			tt.do()
			got := again(t, later(), dir, before)
			if !slices.Equal(paths(got), tt.want) {
				t.Errorf("files %v, want %v", paths(got), tt.want)
			}
			var shared []string
			for _, f := range before.Files {
				if got.File(f.Path) == f {
					shared = append(shared, f.Path)
				}
			}
			if !slices.Equal(shared, tt.shared) {
				t.Errorf("shared %v, want %v", shared, tt.shared)
			}
			if same := got == before; same != (tt.name == "nothing") {
				t.Errorf("the very same tree: %v", same)
			}
			if third := again(t, later(), dir, got); third != got {
				t.Error("a third reading finds a change")
			}
		})
	}
}

// A write may leave everything that the system tells of a file as it was, if it
// comes soon after another one. Such a file is told from one that is settled by
// its age when it was read, and only the latter is trusted.
func TestReadAgainTrustsSettledFilesOnly(t *testing.T) {
	for _, tt := range []struct {
		name string
		read time.Time
		want string
	}{
		{"young", time.Now(), "b"},
		{"settled", later(), "a"}, // never looked into
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "a.md", "a")
			before := again(t, tt.read, dir, nil)
			settled := before.stamps[0].settled
			write(t, dir, "a.md", "b")
			// The write has come so soon that it cannot be seen from outside.
			before.stamps[0] = again(t, tt.read, dir, nil).stamps[0]
			before.stamps[0].settled = settled
			if got := string(again(t, tt.read, dir, before).File("a.md").Data); got != tt.want {
				t.Errorf("read %q, want %q", got, tt.want)
			}
		})
	}
}

// An info is a file that has been changed at a time.
type info struct {
	fs.FileInfo
	mtime time.Time
}

func (i info) Size() int64        { return 1 }
func (i info) ModTime() time.Time { return i.mtime }
func (i info) Mode() fs.FileMode  { return 0o644 }
func (i info) Sys() any           { return nil }

func TestStampSettles(t *testing.T) {
	now := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, tt := range []struct {
		changed time.Duration
		want    bool
	}{
		{-time.Hour, true},
		{-3001 * time.Millisecond, true},
		{-2 * time.Second, false}, // the coarsest clock
		{0, false},
		{time.Hour, false}, // a clock is wrong
	} {
		if got := stampOf(info{mtime: now.Add(tt.changed)}, now).settled; got != tt.want {
			t.Errorf("changed at %v: settled %v, want %v", tt.changed, got, tt.want)
		}
	}
}

// Files of one folder say nothing about those of another.
func TestReadAgainInAnotherFolder(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	write(t, one, "photo.png", "one")
	write(t, two, "photo.png", "two")
	before := again(t, later(), one, nil)
	// Where files have no number and the same time, they look the same.
	before.stamps = again(t, later(), two, nil).stamps
	r, err := again(t, later(), two, before).File("photo.png").Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); string(got) != "two" || err != nil {
		t.Errorf("opened %q, %v", got, err)
	}
}

// A tree that was not read from a folder has nothing to go by.
func TestReadAgainAfterOtherTrees(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", "new")
	built, err := FromFS(fstest.MapFS{"a.md": {Data: []byte("old")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, before := range []*Tree{nil, {}, New([]*File{Text("a.md", "old")}), built} {
		if got := string(again(t, later(), dir, before).File("a.md").Data); got != "new" {
			t.Errorf("read %q, want %q", got, "new")
		}
	}
}

func TestReadAgainReportsMissingFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "book")
	write(t, dir, "a.md", "a")
	before := again(t, later(), dir, nil)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadAgain(dir, before); !os.IsNotExist(err) {
		t.Errorf("error %v, want that it does not exist", err)
	}
}

// The names in this test sort otherwise with a slash behind them than without.
var edited = []string{"a", "a.md", "a-b.md", "a b.md", "a/x.md", "a/x/y.md", "a-b/x.md", "a.md/x.md", "a0/x.png", "雨.md", "雨/x.md"}

// edit changes something below dir.
func edit(t *testing.T, random *rand.Rand, dir string) {
	file := filepath.Join(dir, edited[random.IntN(len(edited))])
	other := filepath.Join(dir, edited[random.IntN(len(edited))])
	// A change that is not possible, as writing a file below a file, is none.
	switch random.IntN(6) {
	case 0, 1, 2:
		os.MkdirAll(filepath.Dir(file), 0o755)
		os.WriteFile(file, fmt.Append(nil, random.IntN(3)), 0o644)
	case 3:
		os.RemoveAll(file)
	case 4:
		os.Rename(file, other)
	case 5:
		os.Symlink("a.md", file)
	}
}

// shown lists a tree, to compare it.
func shown(t *Tree) []string {
	var list []string
	for _, f := range t.Files {
		list = append(list, fmt.Sprintf("%s %q %d %v", f.Path, f.Data, f.Size, f.IsMedia()))
	}
	for _, o := range t.Oddities {
		list = append(list, fmt.Sprint(o))
	}
	return list
}

// However often a tree is brought up to date, it is as if read for the first
// time.
func TestReadAgainIsRead(t *testing.T) {
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 0))
		dir := t.TempDir()
		var last *Tree
		for step := range 40 {
			edit(t, random, dir)
			last = again(t, time.Now(), dir, last)
			fresh := again(t, time.Now(), dir, nil)
			if !slices.Equal(shown(last), shown(fresh)) {
				t.Fatalf("seed %d, step %d:\n%q\nwant\n%q", seed, step, shown(last), shown(fresh))
			}
			if !slices.IsSorted(paths(last)) {
				t.Fatalf("seed %d, step %d: not sorted: %q", seed, step, paths(last))
			}
		}
	}
}

// Files come and go while a folder is read. What is gone when its turn comes is
// left out; that is no error.
func TestReadAgainWhileFilesComeAndGo(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		random := rand.New(rand.NewPCG(1, 0))
		for ctx.Err() == nil {
			file := filepath.Join(dir, fmt.Sprintf("%d/%d.md", random.IntN(3), random.IntN(30)))
			os.MkdirAll(filepath.Dir(file), 0o755)
			os.WriteFile(file, fmt.Append(nil, random.IntN(3)), 0o644)
			if random.IntN(20) == 0 {
				os.RemoveAll(filepath.Dir(file))
			}
		}
	})
	var last *Tree
	for range 500 {
		last = again(t, time.Now(), dir, last)
	}
	stop()
	group.Wait()
	if got, fresh := again(t, time.Now(), dir, last), again(t, time.Now(), dir, nil); !slices.Equal(shown(got), shown(fresh)) {
		t.Errorf("in the end\n%q\nwant\n%q", shown(got), shown(fresh))
	}
}

func ExampleReadAgain() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "a.md"), []byte("old"), 0o644)
	os.WriteFile(filepath.Join(dir, "b.md"), []byte("old"), 0o644)
	before, _ := Read(dir)

	os.WriteFile(filepath.Join(dir, "b.md"), []byte("new"), 0o644)
	now, _ := ReadAgain(dir, before)
	for i, f := range now.Files {
		fmt.Println(f.Path, f == before.Files[i])
	}
	// Output:
	// a.md true
	// b.md false
}

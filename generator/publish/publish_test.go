package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A disk is what a directory holds: the content of files, by path. What is no
// plain file begins with its mode.
type disk map[string]string

// files is the site that leads to such a disk.
func (d disk) files() []File {
	var files []File
	for i, name := range slices.Sorted(maps.Keys(d)) {
		f := File{Path: name, Make: func() ([]byte, error) { return []byte(d[name]), nil }}
		if i%3 == 2 {
			f.Make, f.Copy = nil, func() (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader(d[name])), nil
			}
		}
		files = append(files, f)
	}
	return files
}

// write puts files into dir, as something other than us would. Content that
// begins with “-> ” makes a symbolic link, and a name that ends with a slash a
// directory.
func (d disk) write(t testing.TB, dir string) {
	t.Helper()
	for rel, content := range d {
		name := filepath.Join(dir, rel)
		if strings.HasSuffix(rel, "/") {
			if err := os.MkdirAll(name, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			if err := os.Symlink(target, name); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns what dir holds. Modes are part of it where they are not ours,
// and directories where they are empty.
func read(t testing.TB, dir string) disk {
	t.Helper()
	d := disk{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		switch mode := info.Mode(); {
		case mode.IsDir() && mode.Perm() != 0o755:
			d[rel] = mode.String()
		case mode.IsDir():
			if some, err := os.ReadDir(name); err != nil || len(some) == 0 {
				d[rel] = "empty directory"
			}
		case mode == 0o644:
			content, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			d[rel] = string(content)
		case mode&os.ModeSymlink != 0:
			target, err := os.Readlink(name)
			if err != nil {
				return err
			}
			d[rel] = "-> " + target
		default:
			d[rel] = mode.String()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// with returns the disk with more files.
func (d disk) with(more disk) disk {
	d = maps.Clone(d)
	maps.Copy(d, more)
	return d
}

// in returns the disk that holds d in the directory dir, which ends with a
// slash.
func in(dir string, d disk) disk {
	moved := disk{}
	for name, content := range d {
		moved[dir+name] = content
	}
	return moved
}

func same(t testing.TB, what string, got, want disk) {
	t.Helper()
	if maps.Equal(got, want) {
		return
	}
	t.Errorf("%s:", what)
	for _, name := range slices.Sorted(maps.Keys(got.with(want))) {
		g, ok := got[name]
		w, ok2 := want[name]
		if ok != ok2 || g != w {
			t.Errorf("  %s: got %.60q (%v), want %.60q (%v)", name, g, ok, w, ok2)
		}
	}
}

// mark is the marker, as read finds it.
func mark() disk { return disk{Marker: markerText} }

// alone fails the test if anything but the site is left in the directory above
// it.
func alone(t testing.TB, dir string) {
	t.Helper()
	found, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found {
		if e.Name() != filepath.Base(dir) {
			t.Errorf("left beside %s: %s", filepath.Base(dir), e.Name())
		}
	}
}

// modes are the ways in which a site gets to its place.
func modes() map[string]publisher {
	exchanged, refused, unknown, inside := system(), system(), system(), system()
	refused.exchange = func(*os.Root, string, string) error { return syscall.EBUSY }
	unknown.exchange = nil
	inside.mounted = func(_, _ *os.Root) bool { return true }
	copied := system()
	copied.link = func(*os.Root, string, string) error { return syscall.EPERM }
	return map[string]publisher{
		"exchanged": exchanged, "exchange refused": refused, "no exchange": unknown, "mount point": inside,
		"no links": copied,
	}
}

func TestTo(t *testing.T) {
	site := disk{"index.html": "home", "a/b/c.html": "deep", "style.css": "p{}", "空.html": "", "大.bin": strings.Repeat("0123456789", 30_000)}
	tests := []struct {
		name   string
		before disk // nil: there is no directory
		site   disk
		want   disk // besides the site; nil stands for the marker
		stats  Stats
	}{
		{"new", nil, site, nil, Stats{5, 0, 0}},
		{"new and empty", nil, disk{}, nil, Stats{}},
		{"empty directory", disk{}, site, nil, Stats{5, 0, 0}},
		{"empty site in empty directory", disk{}, disk{}, nil, Stats{}},
		{"dot-entries only", disk{".gitkeep": "", ".git/HEAD": "x"}, site, mark().with(disk{".gitkeep": "", ".git/HEAD": "x"}), Stats{5, 0, 0}},
		{"same", mark().with(site), site, nil, Stats{0, 5, 0}},
		{"same with dot-entries", mark().with(site).with(disk{".git/a/b": "x", ".l": "-> /nowhere"}), site, mark().with(disk{".git/a/b": "x", ".l": "-> /nowhere"}), Stats{0, 5, 0}},
		{"one changed", mark().with(site).with(disk{"a/b/c.html": "DEEP"}), site, nil, Stats{1, 4, 0}},
		{"end of large file changed", mark().with(site).with(disk{"大.bin": strings.Repeat("0123456789", 29_999) + "012345678X"}), site, nil, Stats{1, 4, 0}},
		{"large file cut", mark().with(site).with(disk{"大.bin": "0123"}), site, nil, Stats{1, 4, 0}},
		{"stale", mark().with(site).with(disk{"old/x.html": "x", "old/y/z.html": "z", "w.css": "w", "a/.hidden": "h"}), site, nil, Stats{0, 5, 4}},
		{"everything stale", mark().with(site).with(disk{".gitkeep": ""}), disk{}, mark().with(disk{".gitkeep": ""}), Stats{0, 0, 5}},
		{"file becomes directory", mark().with(disk{"a": "file"}), site, nil, Stats{5, 0, 1}},
		{"directory becomes file", mark().with(disk{"index.html/x/y": "1", "index.html/z": "2"}), site, nil, Stats{5, 0, 2}},
		{"capitals", mark().with(disk{"INDEX.html": "home", "A/b/c.html": "deep"}), site, nil, Stats{5, 0, 2}},
		{"old words in marker", disk{Marker: "v0", "index.html": "home"}, disk{"index.html": "home"}, disk{Marker: "v0"}, Stats{0, 1, 0}},
		{"dot-entries of every kind", mark().with(disk{".d/e/f": "1", ".file": "2", ".link": "-> .d", ".out": "-> ../../.."}), site, mark().with(disk{".d/e/f": "1", ".file": "2", ".link": "-> .d", ".out": "-> ../../.."}), Stats{5, 0, 0}},
	}
	for mode, p := range modes() {
		for _, tt := range tests {
			t.Run(mode+"/"+tt.name, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				if tt.before != nil {
					if err := os.Mkdir(dir, 0o755); err != nil {
						t.Fatal(err)
					}
					tt.before.write(t, dir)
				}
				stats, err := p.to(t.Context(), dir, tt.site.files(), Options{})
				if err != nil {
					t.Fatal(err)
				}
				if stats != tt.stats {
					t.Errorf("got %+v, want %+v", stats, tt.stats)
				}
				want := tt.want
				if want == nil {
					want = mark()
				}
				same(t, "site", read(t, dir), want.with(tt.site))
				alone(t, dir)
			})
		}
	}
}

// Whatever happened to a site before, the next is exactly as wanted, and files
// that did not change are the very same files.
func TestRandomEdits(t *testing.T) {
	names := []string{"a", "a/b", "a/b/c", "b.html", "b.css", "c/d", "c/e.html", "c/e.html/f"}
	for mode, p := range modes() {
		t.Run(mode, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(1, 2))
			dir := filepath.Join(t.TempDir(), "public")
			dots := disk{".gitkeep": "", ".git/HEAD": "ref"}
			dots.write(t, dir)
			before := disk{}
			for step := range 25 {
				site := randomSite(rnd, names)
				old := inodes(t, dir)
				stats, err := p.to(t.Context(), dir, site.files(), Options{})
				if err != nil {
					t.Fatal(step, err)
				}
				same(t, fmt.Sprint("step ", step), read(t, dir), mark().with(dots).with(site))
				now, kept := inodes(t, dir), 0
				for name := range site {
					if was, ok := before[name]; ok && was == site[name] {
						kept++
						if mode != "no links" && !os.SameFile(old[name], now[name]) {
							t.Errorf("step %d: %s is another file now", step, name)
						}
						if !old[name].ModTime().Equal(now[name].ModTime()) {
							t.Errorf("step %d: %s is younger now", step, name)
						}
					}
				}
				if stats.Unchanged != kept || stats.Written != len(site)-kept {
					t.Errorf("step %d: got %+v, want %d of %d unchanged", step, stats, kept, len(site))
				}
				alone(t, dir)
				if t.Failed() {
					return
				}
				before = site
			}
		})
	}
}

func randomSite(rnd *rand.Rand, names []string) disk {
	site := disk{}
	for _, i := range rnd.Perm(len(names)) {
		name := names[i]
		if rnd.IntN(3) == 0 {
			continue
		}
		site[name] = strings.Repeat("x", rnd.IntN(3))
		if _, err := newPlan(site.files()); err != nil {
			delete(site, name) // a file cannot also be a directory
		}
	}
	return site
}

func inodes(t testing.TB, dir string) map[string]os.FileInfo {
	t.Helper()
	infos := map[string]os.FileInfo{}
	for name := range read(t, dir) {
		info, err := os.Lstat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		infos[name] = info
	}
	return infos
}

// If nothing has changed, not even the directory is exchanged.
func TestNothingToDo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := disk{"a.html": "a", "b/c.html": "c", "d/e": "e"}
	for i := range 3 {
		before, _ := os.Stat(dir)
		if _, err := To(t.Context(), dir, site.files(), Options{}); err != nil {
			t.Fatal(err)
		}
		after, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && (!os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime())) {
			t.Errorf("run %d touched the directory", i)
		}
	}
}

func TestProgress(t *testing.T) {
	site := disk{}
	for i := range 50 {
		site[fmt.Sprint(i)] = "x"
	}
	var told []int
	_, err := To(t.Context(), filepath.Join(t.TempDir(), "public"), site.files(), Options{
		Progress: func(done, total int) { told = append(told, done*1000+total) },
	})
	if err != nil {
		t.Fatal(err)
	}
	var want []int
	for i := range 50 {
		want = append(want, (i+1)*1000+50)
	}
	if !slices.Equal(told, want) {
		t.Errorf("got %v", told)
	}
}

// A failed build leaves everything as it was: files, time stamps, neighbours.
func TestFailure(t *testing.T) {
	broken := errors.New("the page is broken")
	bad := map[string]func(cancel func()) File{
		"make": func(func()) File {
			return File{Path: "z.html", Make: func() ([]byte, error) { return nil, broken }}
		},
		"copy": func(func()) File {
			return File{Path: "z.mp4", Copy: func() (io.ReadCloser, error) { return nil, broken }}
		},
		"read": func(func()) File {
			return File{Path: "z.mp4", Copy: func() (io.ReadCloser, error) {
				return io.NopCloser(io.MultiReader(strings.NewReader("abc"), failing{broken})), nil
			}}
		},
		"cancel": func(cancel func()) File {
			return File{Path: "z.html", Make: func() ([]byte, error) { cancel(); return nil, nil }}
		},
		"cancel copy": func(cancel func()) File {
			return File{Path: "z.mp4", Copy: func() (io.ReadCloser, error) {
				return io.NopCloser(endless{cancel}), nil
			}}
		},
	}
	for mode, p := range modes() {
		for name, file := range bad {
			t.Run(mode+"/"+name, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				site := disk{"a.html": "a", "b/c.html": "c", "z.mp4": "abc", ".git/HEAD": "x"}.with(mark())
				site.write(t, dir)
				before := inodes(t, dir)
				ctx, cancel := context.WithCancel(t.Context())
				files := append(disk{"a.html": "A", "new/x.html": "x"}.files(), file(cancel))
				_, err := p.to(ctx, dir, files, Options{})
				want := broken
				if ctx.Err() != nil {
					want = ctx.Err()
				}
				if e, ok := errors.AsType[*Error](err); !ok || !errors.Is(err, want) || e.Kind != Other {
					t.Errorf("got %v (%T)", err, err)
				}
				same(t, "site", read(t, dir), site)
				for name, now := range inodes(t, dir) {
					if !os.SameFile(now, before[name]) || !now.ModTime().Equal(before[name].ModTime()) {
						t.Errorf("%s was touched", name)
					}
				}
				alone(t, dir)
			})
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// endless is a source that is cancelled while it is read, and never ends.
type endless struct{ cancel func() }

func (e endless) Read(p []byte) (int, error) { e.cancel(); return len(p), nil }

func ExampleTo() {
	tmp, _ := os.MkdirTemp("", "")
	defer os.RemoveAll(tmp)
	stats, err := To(context.Background(), filepath.Join(tmp, "public"), []File{
		{Path: "index.html", Make: func() ([]byte, error) { return []byte("<p>你好"), nil }},
		{Path: "cases/haidilao.html", Make: func() ([]byte, error) { return []byte("<p>海底捞"), nil }},
	}, Options{})
	fmt.Printf("%+v %v", stats, err)
	// Output: {Written:2 Unchanged:0 Removed:0} <nil>
}

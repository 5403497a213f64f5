//go:build unix

package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// A full disk, in every way of publishing and after any number of files. Writes
// go to /dev/full, which every Linux has and which is always full; so this test
// needs neither root nor a file system of its own.
func TestFullDisk(t *testing.T) {
	for mode, p := range modes() {
		for _, room := range []int32{0, 1, 2, 4} { // the marker is a file too
			dir := filepath.Join(t.TempDir(), "public")
			site := disk{"a.html": "a", "b/c.html": "c", ".git/HEAD": "x", ".gitkeep": ""}.with(mark())
			site.write(t, dir)
			var made atomic.Int32
			p.create = func(root *os.Root, name string) (*os.File, error) {
				if made.Add(1) > room {
					return os.OpenFile("/dev/full", os.O_WRONLY, 0)
				}
				return create(root, name)
			}
			_, err := p.to(t.Context(), dir, disk{"a.html": "A", "b.html": "b", "c.mp4": "c", "d/e.html": "e", "f": "f"}.files(), Options{})
			if e, ok := errors.AsType[*Error](err); !ok || e.Kind != NoSpace || !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%s, room for %d: got %v", mode, room, err)
			}
			same(t, mode, read(t, dir), site)
			alone(t, dir)
		}
	}
}

// A file larger than the process may write (ulimit -f).
func TestFileTooLarge(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := disk{"a.html": "a", ".git/HEAD": "x"}.with(mark())
	site.write(t, dir)
	if got, want := run(t, "small files only", dir), "Limits "+filepath.Join(dir, "large.html"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	same(t, "site", read(t, dir), site)
	alone(t, dir)
}

func TestUmask(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "above", "public")
	if got := run(t, "umask", dir); got != "" {
		t.Error(got)
	}
	same(t, "site", read(t, filepath.Dir(filepath.Dir(dir))), in("above/public/", mark().with(numbered(1))))
}

// Without permission nothing is touched, and the message names the place.
func TestNoPermission(t *testing.T) {
	site := disk{"sub/a.html": "a", "sub/old.html": "o", ".git/HEAD": "x"}.with(mark())
	tests := []struct {
		name   string
		sealed string // what nobody may write to, below the working directory
		want   string // what the error names
	}{
		{"directory above", ".", "."},
		{"directory", "public", "public"},
		{"directory in the site", "public/sub", "public/sub"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			work := workOfNobody(t)
			site.write(t, filepath.Join(work, "public"))
			handOver(t, work)
			sealed := filepath.Join(work, tt.sealed)
			if err := os.Chmod(sealed, 0o555); err != nil {
				t.Fatal(err)
			}
			got, want := run(t, "nobody", filepath.Join(work, "public")), "Permission "+filepath.Join(work, tt.want)
			if err := os.Chmod(sealed, 0o755); err != nil { // or it could not be deleted
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			same(t, "site", read(t, filepath.Join(work, "public")), site)
			alone(t, filepath.Join(work, "public"))
		})
	}
}

// A dot-entry that may not be moved stays where it is, and the site is
// published around it.
func TestImmovableDotEntry(t *testing.T) {
	work := workOfNobody(t)
	dir := filepath.Join(work, "public")
	mark().with(disk{"a.html": "a", ".git/HEAD": "x", ".a/b": "b"}).write(t, dir)
	handOver(t, work)
	// A directory that moves to another needs a new “..”, so it must be writable.
	if err := os.Chmod(filepath.Join(dir, ".git"), 0o555); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "nobody", dir); got != "" {
		t.Error(got)
	}
	if err := os.Chmod(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	same(t, "site", read(t, dir), mark().with(disk{"sub/a.html": "A", "new/b.html": "b", ".git/HEAD": "x", ".a/b": "b"}))
	alone(t, dir)
}

// workOfNobody makes a directory that nobody can reach, even if we are root.
func workOfNobody(t *testing.T) string {
	t.Helper()
	tmp := t.TempDir()
	if os.Geteuid() == 0 {
		for _, d := range []string{filepath.Dir(tmp), tmp} {
			if err := os.Chmod(d, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	work := filepath.Join(tmp, "work")
	if err := os.Mkdir(work, 0o755); err != nil {
		t.Fatal(err)
	}
	return work
}

// handOver gives a directory and all in it to nobody, if we are root.
func handOver(t *testing.T, dir string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(name, 65534, 65534))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What the author or somebody else does to the site while it is published is
// noticed, and not published over.
func TestChangedMeanwhile(t *testing.T) {
	tests := map[string]func(dir string) error{
		"gone":     func(dir string) error { return os.Rename(dir, dir+"-2") },
		"replaced": func(dir string) error { return errors.Join(os.Rename(dir, dir+"-2"), os.Mkdir(dir, 0o755)) },
		"linked":   func(dir string) error { return errors.Join(os.Rename(dir, dir+"-2"), os.Symlink(dir+"-2", dir)) },
		"edited":   func(dir string) error { return os.WriteFile(filepath.Join(dir, "a.html"), []byte("xx"), 0o644) },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			work := t.TempDir()
			dir := filepath.Join(work, "public")
			site := disk{"a.html": "a"}.with(mark())
			site.write(t, dir)
			var after disk
			files := append(disk{"a.html": "a", "z.html": "z"}.files(), File{Path: "zz.html", Make: func() ([]byte, error) { return nil, nil }})
			_, err := To(t.Context(), dir, files, Options{Progress: func(done, total int) {
				if done == total {
					if err := change(dir); err != nil {
						t.Error(err)
					}
					after = read(t, work)
				}
			}})
			if e, ok := errors.AsType[*Error](err); !ok || e.Kind != Changed {
				t.Errorf("got %v", err)
			}
			for name := range after {
				if strings.HasPrefix(name, ".public") {
					delete(after, name)
				}
			}
			same(t, "directory", read(t, work), after)
		})
	}
}

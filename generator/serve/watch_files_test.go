package serve

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"playbook/generator/diag"
	"playbook/generator/tree"
)

// A follower is somebody who keeps up with a folder on the disk, the way the
// server does: it reads the folder again whenever the watcher tells.
type follower struct {
	t    *testing.T
	dir  string
	w    *watcher
	last *tree.Tree
}

// follow watches a folder, from when it returns.
func follow(t *testing.T, w *watcher, dir string) *follower {
	t.Cleanup(w.Close)
	f := &follower{t: t, dir: dir, w: w}
	w.Watch([]string{dir})
	f.until("the beginning", func() bool { return true })
	return f
}

// read reads the folder after the watcher has told. One that is missing may come
// back.
func (f *follower) read() {
	if now, err := tree.ReadAgain(f.dir, f.last); err == nil {
		f.last = now
	}
	f.w.Watch([]string{f.dir})
}

// until reads each time the watcher tells, until done.
func (f *follower) until(what string, done func() bool) {
	f.t.Helper()
	for limit := time.After(20 * time.Second); ; {
		select {
		case <-f.w.Changed():
			if f.read(); done() {
				return
			}
		case <-limit:
			f.t.Fatalf("the watcher does not tell of %s", what)
		}
	}
}

// untilRead waits for what is known to be what is there.
func (f *follower) untilRead(what string) {
	f.t.Helper()
	f.until(what, func() bool {
		fresh, err := tree.Read(f.dir)
		return err == nil && f.last != nil && slices.EqualFunc(fresh.Files, f.last.Files, func(a, b *tree.File) bool {
			return a.Path == b.Path && string(a.Data) == string(b.Data)
		})
	})
}

// untilQuiet waits for the end of what has been going on: nothing is told for
// longer than a burst can last.
func (f *follower) untilQuiet() {
	f.t.Helper()
	for limit := time.After(20 * time.Second); ; {
		select {
		case <-f.w.Changed():
			f.read()
		case <-time.After(burstLimit + 2*quietTime):
			return
		case <-limit:
			f.t.Fatal("the watcher tells of changes for ever")
		}
	}
}

// untilAllTold writes a file into each folder, one after the other: a folder
// that is not watched would keep silent.
func (f *follower) untilAllTold() {
	f.t.Helper()
	folders := []string{f.dir}
	for _, file := range f.last.Files {
		folders = append(folders, filepath.Dir(filepath.Join(f.dir, file.Path)))
	}
	slices.Sort(folders)
	for _, folder := range slices.Compact(folders) {
		put(f.t, filepath.Join(folder, "probe.md"), "probe")
		f.untilRead("a file in " + folder)
	}
}

func put(t *testing.T, name, content string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(name), 0o755))
	must(t, os.WriteFile(name, []byte(content), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Each story is something that an author does, as the program they use does it.
func TestWatcherFollows(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(t *testing.T, dir string)
	}{
		{"a file is written over", func(t *testing.T, dir string) {
			put(t, dir+"/cases/a.md", "new")
		}},
		{"vim saves", func(t *testing.T, dir string) {
			file := dir + "/cases/a.md"
			put(t, dir+"/cases/4913", "")
			must(t, os.Remove(dir+"/cases/4913"))
			must(t, os.Rename(file, file+"~"))
			put(t, file, "new")
			must(t, os.Chmod(file, 0o644))
			must(t, os.Remove(file+"~"))
		}},
		{"VS Code saves", func(t *testing.T, dir string) {
			must(t, os.Truncate(dir+"/cases/a.md", 0))
			put(t, dir+"/cases/a.md", "new")
		}},
		{"JetBrains saves", func(t *testing.T, dir string) {
			file := dir + "/cases/a.md"
			put(t, file+"___jb_tmp___", "new")
			must(t, os.Rename(file, file+"___jb_old___"))
			must(t, os.Rename(file+"___jb_tmp___", file))
			must(t, os.Remove(file+"___jb_old___"))
		}},
		{"sed -i", func(t *testing.T, dir string) {
			put(t, dir+"/cases/sedAb3dE", "new")
			must(t, os.Rename(dir+"/cases/sedAb3dE", dir+"/cases/a.md"))
		}},
		{"a file is deleted", func(t *testing.T, dir string) {
			must(t, os.Remove(dir+"/cases/a.md"))
		}},
		{"a file is only touched", func(t *testing.T, dir string) {
			must(t, os.Chtimes(dir+"/cases/a.md", time.Now(), time.Now()))
		}},
		{"a picture is added", func(t *testing.T, dir string) {
			put(t, dir+"/cases/photo.png", "PNG")
		}},
		{"git checks out 2,000 files", func(t *testing.T, dir string) {
			for i := range 2000 {
				put(t, fmt.Sprintf("%s/cases/%d/case-%d.md", dir, i%5, i), fmt.Sprint("case ", i))
			}
		}},
		{"git goes back", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir+"/cases"))
			must(t, os.RemoveAll(dir+"/plays"))
			put(t, dir+"/plays/old.md", "old")
		}},
		{"folders appear with files at once", func(t *testing.T, dir string) {
			for i := range 15 {
				put(t, fmt.Sprintf("%s/new-%d/b/c/x.md", dir, i), "x")
				put(t, fmt.Sprintf("%s/new-%d/b/y.md", dir, i), "y")
			}
		}},
		{"a folder is renamed", func(t *testing.T, dir string) {
			must(t, os.Rename(dir+"/cases", dir+"/stories"))
			put(t, dir+"/stories/deep/er/a.md", "written after the move")
		}},
		{"a folder is renamed and another takes its name", func(t *testing.T, dir string) {
			must(t, os.Rename(dir+"/cases", dir+"/stories"))
			put(t, dir+"/cases/deep/er/a.md", "another")
			put(t, dir+"/stories/deep/er/b.md", "in the moved one")
		}},
		{"two folders change places", func(t *testing.T, dir string) {
			must(t, os.Rename(dir+"/cases", dir+"/between"))
			must(t, os.Rename(dir+"/plays", dir+"/cases"))
			must(t, os.Rename(dir+"/between", dir+"/plays"))
		}},
		{"a folder is moved in", func(t *testing.T, dir string) {
			outside := filepath.Join(filepath.Dir(dir), "outside")
			put(t, outside+"/deep/er/a.md", "a")
			must(t, os.Rename(outside, dir+"/inside"))
		}},
		{"a folder is moved out", func(t *testing.T, dir string) {
			must(t, os.Rename(dir+"/cases", filepath.Join(filepath.Dir(dir), "outside")))
		}},
		{"a folder is deleted and comes back", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir+"/cases"))
			put(t, dir+"/cases/deep/er/a.md", "again")
		}},
		{"the whole folder is deleted and comes back", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir))
			put(t, dir+"/cases/deep/er/a.md", "again")
		}},
		{"the whole folder is replaced", func(t *testing.T, dir string) {
			put(t, dir+"-new/cases/deep/er/a.md", "replaced")
			must(t, os.Rename(dir, dir+"-old"))
			must(t, os.Rename(dir+"-new", dir))
		}},
		{"the folder above is replaced", func(t *testing.T, dir string) {
			above := filepath.Dir(dir)
			must(t, os.Rename(above, above+"-old"))
			put(t, dir+"/cases/deep/er/a.md", "replaced")
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "above", "book")
			for _, name := range []string{"site.yaml", "cases/a.md", "cases/deep/er/a.md", "plays/a.md", "plays/deep/b.md"} {
				put(t, filepath.Join(dir, name), "old "+name)
			}
			f := follow(t, newWatcher(false, quietNotice(t)), dir)
			tt.do(t, dir)
			f.untilRead(tt.name)
			f.untilQuiet()
			f.untilAllTold()
		})
	}
}

// A folder that is not there yet, and one that goes away for a while.
func TestWatcherWaitsForFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet")
	f := follow(t, newWatcher(false, quietNotice(t)), dir)
	put(t, dir+"/a.md", "first")
	f.untilRead("a folder that appears")
	must(t, os.RemoveAll(filepath.Dir(dir)))
	f.untilQuiet()
	put(t, dir+"/a.md", "second")
	f.untilRead("a folder that comes back")
	f.untilQuiet()
	f.untilAllTold()
}

func TestWatcherFollowsLinkToFolder(t *testing.T) {
	above := t.TempDir()
	put(t, above+"/one/a.md", "one")
	put(t, above+"/two/a.md", "two")
	must(t, os.Symlink("one", above+"/book"))
	f := follow(t, newWatcher(false, quietNotice(t)), above+"/book")
	must(t, os.Symlink("two", above+"/book-new"))
	must(t, os.Rename(above+"/book-new", above+"/book"))
	f.untilRead("a link that leads elsewhere")
	f.untilAllTold()
}

func TestWatcherTakesOtherFolders(t *testing.T) {
	above := t.TempDir()
	put(t, above+"/one/a.md", "one")
	put(t, above+"/two/deep/a.md", "two")
	f := follow(t, newWatcher(false, quietNotice(t)), above+"/one")
	f.dir = above + "/two"
	f.w.Watch([]string{f.dir})
	f.untilRead("other folders")
	f.untilQuiet()
	f.untilAllTold()
	put(t, above+"/one/b.md", "nobody wants to know")
	select {
	case <-f.w.Changed():
		t.Error("told of a folder that is no longer watched")
	case <-time.After(burstLimit + 2*quietTime):
	}
}

// When the system has dropped events, anything may have happened, also to
// folders.
func TestWatcherLosesEvents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "book")
	put(t, dir+"/cases/a.md", "old")
	folders := newFolders()
	deaf := true
	folders.add = func(system *fsnotify.Watcher, dir string) error {
		if deaf {
			return nil
		}
		return system.Add(dir)
	}
	f := follow(t, startWatcher(folders, quietNotice(t)), dir)
	put(t, dir+"/cases/new/b.md", "new")
	deaf = false
	folders.lost <- struct{}{}
	f.untilRead("lost events")
	f.untilQuiet()
	f.untilAllTold()
}

// notices collects what a watcher says.
type notices struct {
	mu   sync.Mutex
	said []diag.Text
}

func (n *notices) add(text diag.Text) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.said = append(n.said, text)
}

// Whatever keeps the system from giving events, the author is told once, and
// saves are still seen.
func TestWatcherPollsWithoutEvents(t *testing.T) {
	refuseAfter := func(n int, err error) *folders {
		f := newFolders()
		f.add = func(system *fsnotify.Watcher, dir string) error {
			if n--; n < 0 {
				return err
			}
			return system.Add(dir)
		}
		return f
	}
	nfs := newFolders()
	nfs.silent = func(string) string { return "NFS" }
	for _, tt := range []struct {
		name    string
		folders *folders
		want    string // in the notice
		do      string // a file that is written
	}{
		{"no more watches at the start", refuseAfter(50, syscall.ENOSPC), "max_user_watches", "cases/10/a.md"},
		{"no more watches later", refuseAfter(62, syscall.ENOSPC), "max_user_watches", "new/and/deep/a.md"},
		{"no more files", refuseAfter(0, syscall.EMFILE), "ulimit -n", "cases/10/a.md"},
		{"a network file system", nfs, "NFS", "cases/10/a.md"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "book")
			for i := range 59 { // and cases, the book, and what it is in: 62 folders
				put(t, fmt.Sprintf("%s/cases/%d/a.md", dir, i), "old")
			}
			var heard notices
			f := follow(t, startWatcher(tt.folders, heard.add), dir)
			for i := range 3 {
				put(t, filepath.Join(dir, tt.do), fmt.Sprint("new ", i))
				f.untilRead("a file while polling")
			}
			f.w.Close()
			if len(heard.said) != 1 || !strings.Contains(heard.said[0].En, tt.want) || !strings.Contains(heard.said[0].Zh, tt.want) {
				t.Errorf("notices %v, want one that names %s", heard.said, tt.want)
			}
		})
	}
}

// Polling that has begun by itself goes on even if nobody can read the folder.
func TestWatcherPollsWithoutReader(t *testing.T) {
	nfs := newFolders()
	nfs.silent = func(string) string { return "NFS" }
	w := startWatcher(nfs, new(notices).add)
	defer w.Close()
	w.Watch([]string{t.TempDir()})
	for i := range 3 {
		select {
		case <-w.Changed():
		case <-time.After(20 * time.Second):
			t.Fatalf("told %d times, want 3", i)
		}
	}
}

// What the kernel watches is what is there, and nothing is left behind.
func TestWatcherKeepsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "book")
	put(t, dir+"/cases/a.md", "old")
	f := follow(t, newWatcher(false, quietNotice(t)), dir)
	const folders = 3 // cases, the book, and what it is in
	if got := kernelWatches(t); got != folders {
		t.Fatalf("the kernel watches %d folders, want %d", got, folders)
	}
	before := openFiles(t)
	for i := range 50 {
		put(t, dir+"/new/deep/a.md", fmt.Sprint(i))
		put(t, dir+"/cases/a.md", fmt.Sprint(i))
		must(t, os.Rename(dir+"/new", dir+"/moved"))
		put(t, dir+"/new/deep/b.md", fmt.Sprint(i))
		f.untilRead("a round")
		must(t, os.RemoveAll(dir+"/new"))
		must(t, os.RemoveAll(dir+"/moved"))
	}
	f.untilQuiet()
	if got := kernelWatches(t); got != folders {
		t.Errorf("the kernel watches %d folders after 500 changes, want %d", got, folders)
	}
	if got := openFiles(t); got != before {
		t.Errorf("%d files are open after 500 changes, want %d", got, before)
	}
	f.w.Close()
	if got := kernelWatches(t); got != 0 {
		t.Errorf("the kernel watches %d folders after the end", got)
	}
}

// kernelWatches counts what the kernel watches for this process.
func kernelWatches(t *testing.T) int {
	t.Helper()
	infos, err := filepath.Glob("/proc/self/fdinfo/*")
	must(t, err)
	n := 0
	for _, info := range infos {
		b, err := os.ReadFile(info)
		if err == nil {
			n += strings.Count(string(b), "inotify wd:")
		}
	}
	return n
}

func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := fs.ReadDir(os.DirFS("/proc/self"), "fd")
	must(t, err)
	return len(entries)
}

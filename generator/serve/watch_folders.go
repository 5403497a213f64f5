package serve

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"playbook/generator/diag"
	"playbook/generator/tree"
)

// An event is something that happened to a file or folder.
type event = fsnotify.Event

// folders are the folders that the system tells about: all below some roots.
// Files are not watched by themselves, as editors replace them when they save.
//
// A folder that moves takes its watch along, under its old name, and so do those
// in it. Rather than follow them, folders becomes stale when one that is watched
// goes away, and watches everything anew.
type folders struct {
	system *fsnotify.Watcher // nil before the first renew
	add    func(*fsnotify.Watcher, string) error
	silent func(root string) string // names a file system without events

	events  <-chan event
	lost    chan struct{}
	roots   []string
	watched map[string]bool
	absent  []string // roots that are not there
	stale   bool     // what is watched is not what should be
}

func newFolders() *folders {
	return &folders{add: (*fsnotify.Watcher).Add, silent: silent, lost: make(chan struct{}, 1)}
}

// happening gets the events; never, where there are none.
func (f *folders) happening() <-chan event {
	if f == nil {
		return nil
	}
	return f.events
}

// losing gets a value when events are missing.
func (f *folders) losing() <-chan struct{} {
	if f == nil {
		return nil
	}
	return f.lost
}

// renew watches all folders below the roots, and nothing else. It fails only
// where the system cannot give events.
func (f *folders) renew(roots []string) error {
	f.close()
	f.roots, f.watched, f.absent, f.stale = roots, make(map[string]bool), nil, false
	for _, root := range roots {
		if name := f.silent(root); name != "" {
			return silentError(name)
		}
	}
	system, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	f.system, f.events = system, system.Events
	go f.drain(system.Errors)
	for _, root := range roots {
		if err := f.addRoot(root); err != nil {
			return err
		}
	}
	return nil
}

// drain takes errors until the system's watcher is closed. It has a goroutine of
// its own, as that watcher may hold a lock while it waits for somebody to take
// one, and adding a folder needs that lock.
func (f *folders) drain(errs <-chan error) {
	for range errs {
		select {
		case f.lost <- struct{}{}:
		default:
		}
	}
}

// addRoot watches a root, which may be a link, and the folder it is in: a
// root that is replaced does not always notice it.
func (f *folders) addRoot(root string) error {
	if _, err := f.addOne(filepath.Dir(root)); err != nil {
		return err
	}
	if !isFolder(root) {
		f.absent = append(f.absent, root)
		return nil
	}
	return f.addAll(root)
}

// addAll watches a folder and those below it. Each is watched before it is
// listed, so that what comes later gives an event.
func (f *folders) addAll(dir string) error {
	added, err := f.addOne(dir)
	if !added || err != nil {
		return err
	}
	entries, _ := os.ReadDir(dir) // what may not be read is not part of the site
	for _, e := range entries {
		if !e.IsDir() || tree.Ignored(e.Name()) {
			continue
		}
		if err := f.addAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// addOne watches one folder. One that cannot be watched, as it is gone or closed
// to us, is left: the folder above it tells when that changes.
func (f *folders) addOne(dir string) (bool, error) {
	err := f.add(f.system, dir)
	switch {
	case isLimit(err):
		return false, err
	case err != nil:
		return false, nil
	}
	f.watched[dir] = true
	return true, nil
}

// take looks at an event and reports whether it is about something of ours. Its
// error is that of renew.
func (f *folders) take(e event) (bool, error) {
	if f.watched[e.Name] && e.Op&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) != 0 {
		f.stale = true
		return true, nil
	}
	if !f.holds(e.Name) {
		return false, nil
	}
	if e.Op&(fsnotify.Create|fsnotify.Chmod) != 0 && !f.watched[e.Name] {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			return true, f.addAll(e.Name)
		}
	}
	return true, nil
}

// holds reports whether a path may belong to what is read.
func (f *folders) holds(name string) bool {
	return slices.ContainsFunc(f.roots, func(root string) bool {
		return name == root || strings.HasPrefix(name, root+string(filepath.Separator)) && !tree.Ignored(filepath.Base(name))
	})
}

// missing reports whether a root is not there.
func (f *folders) missing() bool { return len(f.absent) > 0 }

// appeared reports whether a root that was missing is there now.
func (f *folders) appeared() bool { return slices.ContainsFunc(f.absent, isFolder) }

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (f *folders) close() {
	if f != nil && f.system != nil {
		f.system.Close()
		f.system, f.events = nil, nil
	}
}

// isLimit reports whether the system refuses to watch more. Its words for it,
// “no space left on device”, mislead.
func isLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// A silentError names a kind of file system that gives no events.
type silentError string

func (e silentError) Error() string { return string(e) + " gives no events" }

// whyPoll says why there are no events, and what can be done.
func whyPoll(err error) diag.Text {
	var name silentError
	switch {
	case errors.As(err, &name):
		return diag.Say("these files are on %s, which does not tell of changes, so they are looked at twice a second",
			"文件位于 %s 上，它不会通知改动，因此改为每秒查看两次", string(name))
	case errors.Is(err, syscall.ENOSPC):
		return diag.Say("the system watches no more folders, so files are looked at twice a second; to raise the limit: sudo sysctl fs.inotify.max_user_watches=524288",
			"系统能监视的文件夹已到上限，因此改为每秒查看两次；要提高上限，请运行 sudo sysctl fs.inotify.max_user_watches=524288")
	case isLimit(err):
		return diag.Say("the system opens no more watchers or files, so files are looked at twice a second; to raise the limit: ulimit -n 65536, or on Linux sudo sysctl fs.inotify.max_user_instances=1024",
			"系统能打开的监视器或文件已到上限，因此改为每秒查看两次；要提高上限，请运行 ulimit -n 65536，在 Linux 上或运行 sudo sysctl fs.inotify.max_user_instances=1024")
	}
	return diag.Say("the system does not tell of changes (%s), so files are looked at twice a second",
		"系统不会通知改动（%s），因此改为每秒查看两次", diag.Cause(err))
}

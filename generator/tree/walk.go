package tree

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"
)

// isText names the endings of the files that are read; all others are media.
var isText = map[string]bool{
	".md": true, ".yaml": true, ".yml": true, ".html": true, ".htm": true, ".css": true, ".ts": true, ".js": true, ".json": true, ".svg": true, ".txt": true, "": true,
}

// A reader walks a folder in the order of paths. So the files of an earlier tree
// pass by in step with those of the disk, and nothing has to be looked up or
// sorted afterwards.
type reader struct {
	list  func(folder string) ([]fs.FileInfo, error)
	open  func(name string) (fs.File, error)
	later func(name string) (io.ReadCloser, error) // for [File.Open]
	start time.Time

	before *Tree
	at     int // how many files of before the walk has passed

	files  []*File
	stamps []stamp
	odd    []Oddity
}

func (r *reader) oddity(name string, kind OddKind, size int64) {
	r.odd = append(r.odd, Oddity{name, kind, size})
}

// folder reads the folder of that prefix, which is empty or ends in a slash.
func (r *reader) folder(prefix string, depth int) error {
	name := path.Clean(prefix)
	if depth > MaxDepth {
		r.oddity(name, TooDeep, 0)
		return nil
	}
	infos, err := r.list(name)
	switch {
	case err == nil:
	case depth > 0 && errors.Is(err, fs.ErrPermission):
		r.oddity(name, NoAccess, 0)
		return nil
	case depth > 0 && gone(err):
		return nil
	default:
		return err
	}
	for _, e := range inOrder(infos) {
		if len(r.files) >= MaxFiles {
			r.oddity(name, TooMany, 0)
			return nil
		}
		if err := r.entry(prefix, e, depth); err != nil {
			return err
		}
	}
	return nil
}

// gone reports whether an error says that what was listed a moment ago has been
// deleted, or replaced by something else.
func gone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// An entry is a file or folder as its parent lists it.
type entry struct {
	key  string // its name; that of a folder ends in a slash
	info fs.FileInfo
}

// inOrder returns those entries of a folder that are ours, in the order of the
// paths of what they hold: "a-b.md" comes before "a/b.md".
func inOrder(infos []fs.FileInfo) []entry {
	entries := make([]entry, 0, len(infos))
	for _, info := range infos {
		e := entry{info.Name(), info}
		if Ignored(e.key) {
			continue
		}
		if info.IsDir() {
			e.key += "/"
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	return entries
}

func (r *reader) entry(prefix string, e entry, depth int) error {
	switch mode := e.info.Mode(); {
	case mode.IsDir():
		return r.folder(prefix+e.key, depth+1)
	case mode&fs.ModeSymlink != 0:
		r.oddity(prefix+e.key, Symlink, 0)
		return nil
	case !mode.IsRegular():
		r.oddity(prefix+e.key, Special, 0)
		return nil
	}
	name, old, was := r.earlier(prefix, e.key)
	now := stampOf(e.info, r.start)
	if old != nil && was.same(now) && (was.settled || old.IsMedia()) {
		r.keep(old, was)
		return nil
	}
	return r.file(name, old, now)
}

// earlier returns the path of a file and, if it was there before, the file and
// its stamp. In the usual case, that it was, it allocates nothing.
func (r *reader) earlier(prefix, name string) (string, *File, stamp) {
	files := r.before.Files
	if r.at < len(files) {
		if rest, ok := strings.CutPrefix(files[r.at].Path, prefix); ok && rest == name {
			r.at++
			return files[r.at-1].Path, files[r.at-1], r.before.stamps[r.at-1]
		}
	}
	full := prefix + name
	for r.at < len(files) && files[r.at].Path < full {
		r.at++
	}
	if r.at < len(files) && files[r.at].Path == full {
		r.at++
		return full, files[r.at-1], r.before.stamps[r.at-1]
	}
	return full, nil, stamp{}
}

func (r *reader) keep(f *File, s stamp) {
	r.files = append(r.files, f)
	r.stamps = append(r.stamps, s)
}

// file takes a file that is new, or may have changed.
func (r *reader) file(name string, old *File, s stamp) error {
	if !isText[strings.ToLower(path.Ext(name))] {
		r.keep(r.newFile(name, nil, s.size), s)
		return nil
	}
	if s.size > MaxText {
		r.oddity(name, TooLarge, s.size)
		return nil
	}
	data, err := r.text(name)
	switch {
	case errors.Is(err, fs.ErrPermission):
		r.oddity(name, NoAccess, 0)
	case gone(err):
	case err != nil:
		return err
	case old != nil && !old.IsMedia() && bytes.Equal(old.Data, data):
		r.keep(old, s)
	default:
		r.keep(r.newFile(name, data, int64(len(data))), s)
	}
	return nil
}

func (r *reader) newFile(name string, data []byte, size int64) *File {
	open := r.later // not r itself: the file lives longer
	return &File{Path: name, Data: data, Size: size, Open: func() (io.ReadCloser, error) { return open(name) }}
}

// text reads a file; its result is never nil, as nil marks media.
func (r *reader) text(name string) ([]byte, error) {
	file, err := r.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// A file that grows while it is read is cut at the limit, never endless.
	data, err := io.ReadAll(io.LimitReader(file, MaxText+1))
	if data == nil {
		data = []byte{}
	}
	return data, err
}

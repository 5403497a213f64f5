// Package tree holds a set of files in memory: everything that a site is made
// from.
//
// A [Tree] is a value that knows nothing of disks, so that a site is a function
// of it and a test can write one down. [Read] fills it from a folder, [FromFS]
// from files inside the program. Text is read; large media are named, with a way
// to open them when they are copied.
//
// Content may come from strangers, so Read follows no symbolic link and opens
// nothing but regular files: what it skips it names as an [Oddity], for a
// finding.
package tree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// A File is one file of a tree.
type File struct {
	Path string // slash-separated, below the root of the tree
	Data []byte // nil for media
	Size int64  // in bytes
	Open func() (io.ReadCloser, error)
}

// IsMedia reports whether the file is named but not read.
func (f *File) IsMedia() bool { return f.Data == nil }

// An Oddity is something in a folder that is not read.
type Oddity struct {
	Path string
	Kind OddKind
	Size int64
}

// An OddKind says what is odd.
type OddKind int

// The kinds of oddities.
const (
	Symlink  OddKind = iota // a symbolic link, wherever it leads
	Special                 // a named pipe, socket or device
	TooLarge                // a text above the limit
	TooMany                 // the folder holds more files than the limit
	TooDeep                 // folders in folders beyond the limit
	NoAccess                // a file or folder that may not be read
)

// A Tree is a set of files. Its zero value is empty.
type Tree struct {
	Files    []*File // sorted by path
	Oddities []Oddity
	byPath   map[string]*File
}

// New returns a tree of these files, sorted. Of two with one path the last one
// counts.
func New(files []*File) *Tree {
	t := &Tree{byPath: make(map[string]*File, len(files))}
	for _, f := range files {
		t.byPath[f.Path] = f
	}
	for _, f := range t.byPath {
		t.Files = append(t.Files, f)
	}
	slices.SortFunc(t.Files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return t
}

// Text returns a file with that path and content.
func Text(name, content string) *File {
	return &File{Path: name, Data: []byte(content), Size: int64(len(content))}
}

// File returns the file with that path, or nil.
func (t *Tree) File(name string) *File {
	if t == nil {
		return nil
	}
	return t.byPath[name]
}

// Under returns the files below a folder, as a tree of its own.
func (t *Tree) Under(folder string) *Tree {
	var files []*File
	for _, f := range t.Files {
		if rest, ok := strings.CutPrefix(f.Path, folder+"/"); ok {
			below := *f
			below.Path = rest
			files = append(files, &below)
		}
	}
	sub := New(files)
	for _, o := range t.Oddities {
		if rest, ok := strings.CutPrefix(o.Path, folder+"/"); ok {
			o.Path = rest
			sub.Oddities = append(sub.Oddities, o)
		}
	}
	return sub
}

// Limits on a folder. They stop a mistake, not a large book.
const (
	MaxText  = 1 << 20 // bytes of a file that is read
	MaxFiles = 500_000
	MaxDepth = 20 // folders in folders
)

// isText names the endings of the files that are read; all others are media.
var isText = map[string]bool{
	".md": true, ".yaml": true, ".yml": true, ".html": true, ".htm": true, ".css": true, ".ts": true, ".js": true, ".json": true, ".svg": true, ".txt": true, "": true,
}

// Read reads the folder dir. Entries whose name begins with a dot are left out,
// as are the leftovers of editors. The error is about dir itself.
func Read(dir string) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	r := reader{open: func(name string) (fs.File, error) { return root.Open(name) }, fsys: root.FS()}
	if err := r.folder(".", 0); err != nil {
		return nil, err
	}
	t := New(r.files)
	for _, f := range t.Files {
		f.Open = func() (io.ReadCloser, error) { return openIn(dir, f.Path) }
	}
	t.Oddities = r.odd
	return t, nil
}

// openIn opens a file for copying; the link check of reading is made again, as
// time has passed.
func openIn(dir, name string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no longer a regular file", name)
	}
	return root.Open(name)
}

// FromFS reads all files of fsys, for files that come with the program.
func FromFS(fsys fs.FS) (*Tree, error) {
	r := reader{open: fsys.Open, fsys: fsys}
	if err := r.folder(".", 0); err != nil {
		return nil, err
	}
	t := New(r.files)
	for _, f := range t.Files {
		f.Open = func() (io.ReadCloser, error) { return fsys.Open(f.Path) }
	}
	return t, nil
}

type reader struct {
	open  func(string) (fs.File, error)
	fsys  fs.FS
	files []*File
	odd   []Oddity
}

func (r *reader) oddity(name string, kind OddKind, size int64) {
	r.odd = append(r.odd, Oddity{name, kind, size})
}

func (r *reader) folder(name string, depth int) error {
	if depth > MaxDepth {
		r.oddity(name, TooDeep, 0)
		return nil
	}
	entries, err := fs.ReadDir(r.fsys, name)
	if err != nil {
		if depth > 0 && errors.Is(err, fs.ErrPermission) {
			r.oddity(name, NoAccess, 0)
			return nil
		}
		return err
	}
	for _, e := range entries {
		if skip(e.Name()) {
			continue
		}
		if len(r.files) >= MaxFiles {
			r.oddity(name, TooMany, 0)
			return nil
		}
		if err := r.entry(path.Join(name, e.Name()), e, depth); err != nil {
			return err
		}
	}
	return nil
}

// skip reports whether a name is none of ours: hidden, or left by an editor.
func skip(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || name == "4913"
}

func (r *reader) entry(name string, e fs.DirEntry, depth int) error {
	switch mode := e.Type(); {
	case mode.IsDir():
		return r.folder(name, depth+1)
	case mode&fs.ModeSymlink != 0:
		r.oddity(name, Symlink, 0)
		return nil
	case !mode.IsRegular():
		r.oddity(name, Special, 0)
		return nil
	}
	return r.file(name, e)
}

func (r *reader) file(name string, e fs.DirEntry) error {
	info, err := e.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // deleted since the folder was listed
	} else if err != nil {
		return err
	}
	f := &File{Path: name, Size: info.Size()}
	r.files = append(r.files, f)
	if !isText[strings.ToLower(path.Ext(name))] {
		return nil
	}
	if f.Size > MaxText {
		r.files = r.files[:len(r.files)-1]
		r.oddity(name, TooLarge, f.Size)
		return nil
	}
	file, err := r.open(name)
	if errors.Is(err, fs.ErrPermission) {
		r.files = r.files[:len(r.files)-1]
		r.oddity(name, NoAccess, 0)
		return nil
	} else if err != nil {
		return err
	}
	defer file.Close()
	// A file that grows while it is read is cut at the limit, never endless.
	f.Data, err = io.ReadAll(io.LimitReader(file, MaxText+1))
	if f.Data == nil {
		f.Data = []byte{}
	}
	return err
}

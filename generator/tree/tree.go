// Package tree holds a set of files in memory: everything that a site is made
// from.
//
// A [Tree] is a value that knows nothing of disks, so that a site is a function
// of it and a test can write one down. [Read] fills it from a folder, [FromFS]
// from files inside the program. Text is read; large media are named, with a way
// to open them when they are copied. [ReadAgain] brings a tree up to date and
// opens only what has changed, so that it can be called at every save.
//
// Content may come from strangers, so Read follows no symbolic link and opens
// nothing but regular files: what it skips it names as an [Oddity], for a
// finding.
package tree

import (
	"io"
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

// A Tree is a set of files. Its zero value is empty. It is never changed once it
// is made.
type Tree struct {
	Files    []*File // sorted by path
	Oddities []Oddity

	dir    string  // the folder it was read from
	stamps []stamp // one for each file, if it was read from a folder
}

// New returns a tree of these files, sorted. Of two with one path the last one
// counts.
func New(files []*File) *Tree {
	sorted := slices.Clone(files)
	slices.Reverse(sorted) // so that the last of its path comes first, and stays
	slices.SortStableFunc(sorted, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return &Tree{Files: slices.CompactFunc(sorted, func(a, b *File) bool { return a.Path == b.Path })}
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
	i, ok := slices.BinarySearchFunc(t.Files, name, func(f *File, name string) int { return strings.Compare(f.Path, name) })
	if !ok {
		return nil
	}
	return t.Files[i]
}

// Paths lists the files, sorted.
func (t *Tree) Paths() []string {
	list := make([]string, len(t.Files))
	for i, f := range t.Files {
		list[i] = f.Path
	}
	return list
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

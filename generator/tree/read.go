package tree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// Limits on a folder. They stop a mistake, not a large book.
const (
	MaxText  = 1 << 20 // bytes of a file that is read
	MaxFiles = 500_000
	MaxDepth = 20 // folders in folders
)

// Ignored reports whether a file or folder of this name is none of ours: hidden,
// or left by an editor.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || name == "4913"
}

// Read reads the folder dir. Entries whose names are [Ignored] are left out. The
// error is about dir itself.
func Read(dir string) (*Tree, error) { return ReadAgain(dir, nil) }

// ReadAgain returns the folder dir as it is now, given what an earlier reading
// of it returned, or nil. It stands beside [Read], which is the same with
// nothing before, rather than with the methods of a tree: those know no disk.
//
// What has not changed is shared: a file with the content it had is the very
// same *File, and where nothing differs, not even the time of a file, the result
// is before itself. Only a file whose size, times, mode or inode differ is
// opened, or one so young when it was read that a write after that could have
// left all of them as they were.
func ReadAgain(dir string, before *Tree) (*Tree, error) {
	return readAt(time.Now(), dir, before)
}

// readAt reads a folder at a moment, which decides what is young.
func readAt(now time.Time, dir string, before *Tree) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if before == nil || before.dir != dir {
		before = &Tree{dir: dir}
	}
	r := reader{
		list:   func(folder string) ([]fs.FileInfo, error) { return listIn(root, folder) },
		open:   func(name string) (fs.File, error) { return root.Open(name) },
		later:  func(name string) (io.ReadCloser, error) { return openIn(dir, name) },
		before: before,
		start:  now,
		files:  make([]*File, 0, len(before.Files)+1),
		stamps: make([]stamp, 0, len(before.Files)+1),
	}
	if err := r.folder("", 0); err != nil {
		return nil, err
	}
	if slices.Equal(r.files, before.Files) && slices.Equal(r.stamps, before.stamps) && slices.Equal(r.odd, before.Oddities) {
		return before, nil
	}
	return &Tree{Files: r.files, Oddities: r.odd, dir: dir, stamps: r.stamps}, nil
}

// listIn returns what lies in a folder. To ask the system about each file takes
// nearly all the time of reading again.
func listIn(root *os.Root, folder string) ([]fs.FileInfo, error) {
	f, err := root.Open(folder)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdir(-1)
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
	r := reader{
		list:   func(folder string) ([]fs.FileInfo, error) { return listFS(fsys, folder) },
		open:   fsys.Open,
		later:  func(name string) (io.ReadCloser, error) { return fsys.Open(name) },
		before: &Tree{},
	}
	if err := r.folder("", 0); err != nil {
		return nil, err
	}
	return &Tree{Files: r.files}, nil
}

func listFS(fsys fs.FS, folder string) ([]fs.FileInfo, error) {
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, err
	}
	var infos []fs.FileInfo
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted since the folder was listed
		} else if err != nil {
			return nil, err
		}
		infos = append(infos, info)
	}
	return infos, nil
}

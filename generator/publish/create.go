package publish

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"syscall"
)

// Create writes files into a new or empty directory, for somebody to go on
// from. Unlike [To] it may write dot-files, and it never replaces anything. Its
// error is always an [*Error].
func Create(dir string, files []File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		if errors.Is(err, syscall.ENOTDIR) {
			return &Error{Kind: Foreign, Path: dir, Err: sayf("“%s” is not a directory", "“%s”不是目录", dir)}
		}
		return failed(dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return failed(dir, err)
	}
	defer root.Close()
	entries, err := os.ReadDir(dir)
	if err != nil {
		return failed(dir, err)
	}
	for _, e := range entries {
		if e.Name() != ".git" { // a fresh repository is a fine place to start in
			return &Error{Kind: Foreign, Path: dir, Err: sayf("“%s” is not empty", "“%s”不是空的", dir)}
		}
	}
	for _, f := range files {
		if err := createFile(root, f); err != nil {
			return failed(filepath.Join(dir, f.Path), err)
		}
	}
	return nil
}

func createFile(root *os.Root, f File) error {
	data, err := f.Make()
	if err != nil {
		return err
	}
	if err := root.MkdirAll(path.Dir(f.Path), 0o755); err != nil {
		return err
	}
	file, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}

package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Check reports, without changing anything, whether dir may be published to.
// It must not be, contain or lie in any of inputs, the directories from which
// the site is made. A command asks before it begins to build.
func Check(dir string, inputs ...string) error {
	loc, err := locate(dir)
	if err != nil {
		return err
	}
	for _, in := range inputs {
		if err := loc.apart(in); err != nil {
			return err
		}
	}
	if loc.have != loc.path {
		return nil // it does not exist yet
	}
	above, err := os.OpenRoot(filepath.Dir(loc.path))
	if err != nil {
		return failed(filepath.Dir(loc.shown), err)
	}
	defer above.Close()
	site, _, err := openReal(above, filepath.Base(loc.path), loc.shown)
	if err == nil {
		defer site.Close()
		_, err = ours(site, loc.shown)
	}
	if err = failed(loc.shown, err); isChanged(err) {
		return nil // another build is at work there; To looks again, with the lock
	}
	return err
}

// A location is a directory of which the name is settled: absolute, and free
// of symbolic links.
type location struct {
	shown string // as the caller wrote it
	path  string // where it is
	have  string // it, or the nearest directory above it that exists
}

// locate settles the name of dir and refuses what must never be a site.
func locate(dir string) (location, error) {
	if dir == "" {
		return location{}, &Error{Foreign, dir, sayf("no output directory was named", "没有给出输出目录")}
	}
	shown := filepath.Clean(dir)
	abs, err := filepath.Abs(dir)
	if err != nil {
		return location{}, failed(shown, err)
	}
	if info, err := os.Lstat(abs); err == nil && !info.IsDir() {
		return location{}, &Error{Foreign, shown, notDir(shown, info)}
	}
	loc := location{shown: shown}
	if loc.path, loc.have, err = resolve(abs); err != nil {
		return location{}, failed(shown, err)
	}
	if loc.path == filepath.Dir(loc.path) {
		return location{}, &Error{Foreign, shown, sayf("“%s” is the root of the file system", "“%s”是文件系统的根目录", shown)}
	}
	if home, err := os.UserHomeDir(); err == nil && loc.contains(home) {
		return location{}, &Error{Foreign, shown, sayf("“%s” is or contains your home directory",
			"“%s”是您的主目录，或包含您的主目录", shown)}
	}
	return loc, nil
}

// resolve follows the symbolic links of a path as far as the path exists.
func resolve(abs string) (real, have string, err error) {
	for dir, rest := abs, ""; ; dir, rest = filepath.Dir(dir), filepath.Join(filepath.Base(dir), rest) {
		have, err = filepath.EvalSymlinks(dir)
		if err == nil {
			info, err := os.Stat(have)
			if err == nil && !info.IsDir() {
				err = &Error{Foreign, abs, notDir(dir, info)}
			}
			return filepath.Join(have, rest), have, err
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) || dir == filepath.Dir(dir) {
			return "", "", err
		}
		if info, err := os.Lstat(dir); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return "", "", &Error{Foreign, abs, sayf("“%s” is a symbolic link that leads nowhere",
				"符号链接“%s”指向的地方不存在", dir)}
		}
	}
}

// apart refuses a location that is, contains or lies in the input in.
func (l location) apart(in string) error {
	if l.contains(in) {
		return &Error{Foreign, l.shown, sayf("“%s” is or contains “%s”, from which the site is made",
			"“%s”就是网站的来源“%s”，或包含它", l.shown, in)}
	}
	if info, err := os.Stat(in); err == nil && leads(l.have, info) {
		return &Error{Foreign, l.shown, sayf("“%s” lies in “%s”, from which the site is made",
			"“%s”在网站的来源“%s”里面", l.shown, in)}
	}
	return nil
}

// contains reports whether the location is dir or lies above it. It compares
// directories, not names, since one directory may have several: in capitals, or
// by way of a mount.
func (l location) contains(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	path, have, err := resolve(abs)
	if err != nil {
		return false
	}
	if path == l.path {
		return true
	}
	info, err := os.Stat(l.path)
	return err == nil && leads(have, info)
}

// leads reports whether dir, or a directory above it, is the directory info.
func leads(dir string, info os.FileInfo) bool {
	for {
		if at, err := os.Stat(dir); err == nil && os.SameFile(at, info) {
			return true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return false
		}
		dir = up
	}
}

package publish

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Marker is the name of the file by which we know a directory as ours.
const Marker = ".playbook"

const markerText = "Playbook writes this directory: files whose names do not begin with a dot are replaced by every build. · " +
	"本目录由 Playbook 生成：除了以点开头的文件，其余内容每次构建都会被替换。\n"

// A place is where a site is published, and the names that we use beside it.
type place struct {
	shown string   // the directory as the caller wrote it
	root  *os.Root // everything happens below this directory
	at    string   // the site, in root; "." if root is the site
	lock  string   // the lock file, in root
	stage string   // the directory in which the next site grows, in root
}

// settle opens the place for dir. Usually that is the directory above, in which
// two sites can be exchanged. The files of a mount point cannot leave it, so
// there everything happens inside.
func (p publisher) settle(dir string) (*place, error) {
	loc, err := locate(dir)
	if err != nil {
		return nil, err
	}
	above, err := openAbove(loc)
	if err != nil {
		return nil, failed(filepath.Dir(loc.shown), err)
	}
	at := filepath.Base(loc.path)
	beside := &place{loc.shown, above, at, hidden(at, "lock"), hidden(at, "new")}
	site, _, err := openReal(above, at, loc.shown)
	if errors.Is(err, os.ErrNotExist) {
		return beside, nil
	}
	if err == nil {
		_, err = ours(site, loc.shown)
	}
	if err == nil && p.mounted(above, site) {
		above.Close()
		return &place{loc.shown, site, ".", Marker + "-lock", Marker + "-new"}, nil
	}
	if site != nil {
		site.Close()
	}
	if err != nil {
		above.Close()
		return nil, failed(loc.shown, err)
	}
	return beside, nil
}

// openAbove opens the directory above a location, and makes it if need be.
func openAbove(loc location) (*os.Root, error) {
	above := filepath.Dir(loc.path)
	if loc.have == loc.path || loc.have == above {
		return os.OpenRoot(above)
	}
	have, err := os.OpenRoot(loc.have)
	if err != nil {
		return nil, err
	}
	defer have.Close()
	rel, err := filepath.Rel(loc.have, above)
	if err != nil {
		return nil, err
	}
	rel = filepath.ToSlash(rel)
	if err := (&dirs{root: have}).make(rel); err != nil {
		return nil, err
	}
	return have.OpenRoot(rel)
}

// hidden returns the name of something of ours beside the directory base.
func hidden(base, what string) string {
	name := "." + base + Marker + "-" + what
	if len(name) <= longest {
		return name
	}
	h := fnv.New64a()
	io.WriteString(h, base) // a hash does not fail
	return fmt.Sprintf(".%016x%s-%s", h.Sum64(), Marker, what)
}

// inSite returns name, a path in the site, as the caller would write it.
func (p *place) inSite(name string) string { return filepath.Join(p.shown, filepath.FromSlash(name)) }

// nearby returns name, a path in p.root, as the caller would write it.
func (p *place) nearby(name string) string {
	if p.at == "." {
		return p.inSite(name)
	}
	return filepath.Join(filepath.Dir(p.shown), filepath.FromSlash(name))
}

// below joins a directory in p.root and a path in it.
func below(dir, name string) string { return path.Join(dir, name) }

// openReal opens a directory, but not by way of a symbolic link. In messages it
// is called shown.
func openReal(root *os.Root, name, shown string) (*os.Root, os.FileInfo, error) {
	info, err := root.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.IsDir() {
		return nil, nil, &Error{Foreign, shown, notDir(shown, info)}
	}
	dir, err := root.OpenRoot(name)
	if err != nil {
		return nil, nil, err
	}
	if opened, err := dir.Stat("."); err != nil || !os.SameFile(info, opened) {
		dir.Close()
		return nil, nil, &Error{Changed, shown, err}
	}
	return dir, info, nil
}

func notDir(name string, info os.FileInfo) error {
	if info.Mode()&os.ModeSymlink != 0 {
		return sayf("“%s” is a symbolic link, and a site is published to a real directory",
			"“%s”是符号链接，而网站只能写入真正的目录", name)
	}
	return sayf("“%s” is not a directory", "“%s”不是目录", name)
}

// ours reports whether a directory holds our marker. It is an error if it has
// none and yet holds anything but dot-entries: then it is somebody else's.
func ours(dir *os.Root, shown string) (marked bool, err error) {
	info, err := dir.Lstat(Marker)
	switch {
	case err == nil && info.Mode().IsRegular():
		return true, nil
	case err == nil:
		return false, &Error{Foreign, shown, sayf("“%s” is not a file of ours", "“%s”不是我们写的文件",
			filepath.Join(shown, Marker))}
	case !errors.Is(err, os.ErrNotExist):
		return false, failed(shown, err)
	}
	stranger := ""
	err = entries(dir, ".", func(e os.DirEntry) error {
		if n := e.Name(); !dotted(n) && (stranger == "" || n < stranger) {
			stranger = n
		}
		return nil
	})
	if err != nil {
		return false, failed(shown, err)
	}
	if stranger != "" {
		return false, &Error{Foreign, shown, sayf("“%s” holds “%s”, which is not part of a site made by playbook",
			"“%s”里有“%s”，它不是 playbook 生成的网站", shown, stranger)}
	}
	return false, nil
}

func dotted(name string) bool { return strings.HasPrefix(name, ".") }

// entries calls f for each entry of a directory, without holding them all.
func entries(root *os.Root, name string, f func(os.DirEntry) error) error {
	dir, err := root.Open(name)
	if err != nil {
		return err
	}
	defer dir.Close()
	return eachEntry(dir, f)
}

func eachEntry(dir *os.File, f func(os.DirEntry) error) error {
	const batch = 512
	for {
		some, err := dir.ReadDir(batch)
		for _, e := range some {
			if err := f(e); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// mark writes the marker into a directory.
func (p publisher) mark(dir *os.Root) error {
	f, err := p.create(dir, Marker)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, markerText)
	return errors.Join(err, f.Close())
}

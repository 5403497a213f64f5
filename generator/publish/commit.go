package publish

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"syscall"
)

// canExchange reports whether it is worth trying to exchange the present site
// and the next.
func (j *job) canExchange() bool { return j.old != nil && j.at != "." && j.exchange != nil }

// commit puts the next site where the present one is.
func (j *job) commit() error {
	if j.old == nil {
		// The name must still be free: Rename does not replace a directory.
		return failed(j.shown, j.root.Rename(j.place.stage, j.at))
	}
	if now, err := j.root.Lstat(j.at); err != nil || !os.SameFile(now, j.oldInfo) {
		return &Error{Changed, j.shown, err}
	}
	if j.canExchange() {
		err := j.swap()
		if err == nil || !unable(err) {
			return failed(j.shown, err)
		}
		if err := j.rescue(j.stage); err != nil {
			return err
		}
	}
	return j.replace()
}

// swap exchanges the two directories. The dot-entries go to the next site
// first. A plain one is in both for a moment, as a hard link; a directory, such
// as .git, can only be in one. Should we be killed between its move and the
// exchange, the next build finds it in the staging directory and brings it back.
func (j *job) swap() error {
	err := j.eachDot(j.old, func(name string, plain bool) error {
		from, to := below(j.at, name), below(j.place.stage, name)
		if plain && j.link(j.root, from, to) == nil {
			return nil
		}
		return failed(j.inSite(name), j.root.Rename(from, to))
	})
	if err != nil {
		return err
	}
	return j.exchange(j.root, j.place.stage, j.at)
}

// unable reports whether an error of swap means that files must be renamed one
// by one: the site or one of its dot-entries is a mount point, a dot-entry may
// not be moved, or the system or the disk cannot exchange directories.
func unable(err error) bool {
	for _, target := range []error{
		syscall.EBUSY, syscall.EXDEV, syscall.EINVAL, syscall.ENOSYS, errors.ErrUnsupported, os.ErrPermission,
	} {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// eachDot calls f for the author's dot-entries at the top of a site.
func (p *place) eachDot(dir *os.Root, f func(name string, plain bool) error) error {
	// Listed first, since f moves them.
	var dots []os.DirEntry
	err := entries(dir, ".", func(e os.DirEntry) error {
		if dotted(e.Name()) && e.Name() != Marker {
			dots = append(dots, e)
		}
		return nil
	})
	for _, e := range dots {
		err = errors.Join(err, f(e.Name(), e.Type().IsRegular()))
	}
	return err
}

// replace brings the present site up to date file by file, where it cannot be
// exchanged. What pages need comes before the pages, and what nothing needs any
// more goes last, so that a reader meanwhile finds all that a page refers to.
func (j *job) replace() error {
	if j.unmarked {
		// Killed half-way, we must still know the directory as ours.
		if err := j.mark(j.old); err != nil {
			return failed(j.inSite(Marker), err)
		}
	}
	into := &dirs{root: j.old, clear: true}
	for _, pages := range []bool{false, true} {
		for i, f := range j.files {
			if j.seen[i].same || isPage(f.Path) != pages {
				continue
			}
			if err := j.rename(into, f.Path); err != nil {
				return failed(j.inSite(f.Path), err)
			}
		}
	}
	s := &survey{plan: j.plan, root: j.old, delete: true}
	_, err := s.look(".")
	return failed(j.inSite(s.at), err)
}

func isPage(name string) bool { return strings.HasSuffix(name, ".html") }

func (j *job) rename(into *dirs, name string) error {
	if err := into.make(path.Dir(name)); err != nil {
		return err
	}
	if info, err := j.old.Lstat(name); err == nil && info.IsDir() {
		if err := j.old.RemoveAll(name); err != nil {
			return err
		}
	}
	return j.root.Rename(below(j.place.stage, name), below(j.at, name))
}

// discard deletes the staging directory. That is a next site which came to
// nothing, or the site before this one, perhaps left by a build that was killed.
// Dot-entries in it are the author's and go back to the site.
func (p *place) discard() error {
	shown := p.nearby(p.stage)
	stage, _, err := openReal(p.root, p.stage, shown)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return failed(shown, err)
	}
	defer stage.Close()
	if _, err := ours(stage, shown); err != nil {
		return err
	}
	if err := p.rescue(stage); err != nil {
		return err
	}
	// The marker goes last: until then the directory must be known as ours.
	var names []string
	err = entries(stage, ".", func(e os.DirEntry) error {
		if e.Name() != Marker {
			names = append(names, e.Name())
		}
		return nil
	})
	for _, name := range names {
		err = errors.Join(err, stage.RemoveAll(name))
	}
	if err == nil {
		err = p.root.RemoveAll(p.stage)
	}
	return failed(shown, err)
}

// rescue brings the dot-entries of the staging directory back to the site.
func (p *place) rescue(stage *os.Root) error {
	return p.eachDot(stage, func(name string, _ bool) error {
		return failed(p.inSite(name), p.bringBack(name))
	})
}

func (p *place) bringBack(name string) error {
	from, to := below(p.stage, name), below(p.at, name)
	if err := (&dirs{root: p.root}).make(p.at); err != nil {
		return err
	}
	lost, err := p.root.Lstat(from)
	if err != nil {
		return err
	}
	there, err := p.root.Lstat(to)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return p.root.Rename(from, to)
	case err != nil:
		return err
	case !lost.Mode().IsRegular() || !there.Mode().IsRegular():
		return p.saveBeside(from, to)
	case !os.SameFile(lost, there) && lost.ModTime().After(there.ModTime()):
		return p.root.Rename(from, to)
	default:
		return nil // the same, or edited since: what is there is right
	}
}

// saveBeside brings back an entry whose name somebody has used again since, and
// which we cannot compare: a directory. Both stay.
func (p *place) saveBeside(from, to string) error {
	for i := 1; ; i++ {
		free := fmt.Sprintf("%s.saved-%d", to, i)
		if _, err := p.root.Lstat(free); errors.Is(err, os.ErrNotExist) {
			return p.root.Rename(from, free)
		} else if err != nil {
			return err
		}
	}
}

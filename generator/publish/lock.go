package publish

import (
	"errors"
	"os"
)

// acquire takes the lock of a place, or fails at once if another build holds
// it. The kernel lets go of the lock when a process ends, however it ends, so a
// lock file that is lying about means nothing.
//
// mode is what becomes of a file with [filePerm] on this disk: some know no
// modes.
func (p *place) acquire() (mode os.FileMode, unlock func(), err error) {
	// Named after the directory it lies in: nobody knows the lock file, and the
	// directory is what may need another permission.
	shown := p.root.Name()
	for {
		f, err := p.openLock()
		if err != nil {
			return 0, nil, failed(shown, err)
		}
		if err := flock(f); err != nil {
			f.Close()
			if errors.Is(err, errHeld) {
				return 0, nil, &Error{Locked, p.shown, err}
			}
			return 0, nil, failed(shown, err)
		}
		info, valid, err := p.current(f)
		if valid {
			return info.Mode().Perm(), func() { p.release(f) }, nil
		}
		f.Close()
		if err != nil {
			return 0, nil, failed(shown, err)
		}
	}
}

var errHeld = errors.New("lock is held")

func (p *place) openLock() (*os.File, error) {
	if info, err := p.root.Lstat(p.lock); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{Foreign, p.lock, sayf("“%s” is in the way of our lock", "“%s”占用了锁文件的名字", p.nearby(p.lock))}
	}
	f, err := p.root.OpenFile(p.lock, os.O_RDWR|os.O_CREATE, filePerm)
	if err != nil {
		return nil, err
	}
	if err := tolerable(f.Chmod(filePerm)); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// current reports whether a lock file still has its name: the build that held
// it may have deleted it after we opened it, and then the lock is worthless.
func (p *place) current(f *os.File) (os.FileInfo, bool, error) {
	mine, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	named, err := p.root.Lstat(p.lock)
	if errors.Is(err, os.ErrNotExist) {
		return nil, false, nil
	}
	return mine, err == nil && os.SameFile(mine, named), err
}

// release deletes the lock file and then lets go of it. The other order would
// delete the lock of the next build.
func (p *place) release(f *os.File) {
	_ = p.root.Remove(p.lock)
	f.Close()
}

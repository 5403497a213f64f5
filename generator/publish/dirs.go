package publish

import (
	"errors"
	"os"
	"path"
	"sync"
)

const (
	filePerm os.FileMode = 0o644
	dirPerm  os.FileMode = 0o755
)

// A dirs remembers which names below root are real directories, reached without
// a symbolic link. [os.Root] keeps us inside root; dirs keeps us from being led
// about within it.
type dirs struct {
	root  *os.Root
	clear bool // make deletes what stands in the way

	mu   sync.Mutex
	real map[string]bool
}

// has reports whether name is a real directory.
func (d *dirs) has(name string) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lookUp(name)
}

func (d *dirs) lookUp(name string) (bool, error) {
	if name == "." {
		return true, nil
	}
	if real, ok := d.real[name]; ok {
		return real, nil
	}
	real, err := d.lookUp(path.Dir(name))
	if err != nil {
		return false, err
	}
	if real {
		info, err := d.root.Lstat(name)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return false, err
		}
		real = err == nil && info.IsDir()
	}
	d.note(name, real)
	return real, nil
}

func (d *dirs) note(name string, real bool) {
	if d.real == nil {
		d.real = map[string]bool{}
	}
	d.real[name] = real
}

// make makes the directory name and those above it, if they are not there.
func (d *dirs) make(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ensure(name)
}

func (d *dirs) ensure(name string) error {
	if name == "." || d.real[name] {
		return nil
	}
	if err := d.ensure(path.Dir(name)); err != nil {
		return err
	}
	err := d.makeOne(name)
	if err == nil {
		d.note(name, true)
	}
	return err
}

func (d *dirs) makeOne(name string) error {
	info, err := d.root.Lstat(name)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil && d.clear:
		if err := d.root.Remove(name); err != nil {
			return err
		}
	case err == nil:
		return &os.PathError{Op: "mkdir", Path: name, Err: os.ErrExist}
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	return mkdir(d.root, name)
}

// mkdir makes a directory that everybody can read, whatever the umask says.
func mkdir(root *os.Root, name string) error {
	if err := root.Mkdir(name, dirPerm); err != nil {
		return err
	}
	info, err := root.Lstat(name)
	if err != nil || info.Mode().Perm() == dirPerm {
		return err
	}
	return tolerable(root.Chmod(name, dirPerm|info.Mode()&os.ModeSetgid))
}

// create makes a file that everybody can read. The name must be free.
func create(root *os.Root, name string) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, filePerm)
	if err != nil {
		return nil, err
	}
	if err := tolerable(f.Chmod(filePerm)); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// tolerable forgives a chmod of our own file that the file system refuses: some
// have no modes to change.
func tolerable(err error) error {
	if errors.Is(err, os.ErrPermission) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}

// A survey looks for what a site holds and the plan does not.
type survey struct {
	plan   *plan
	root   *os.Root
	delete bool // and deletes it

	at       string // where it is looking
	files    int    // found, directories aside
	dirs     int    // found, empty but for what was found in them
	sealed   error  // why something could not be deleted
	sealedAt string
}

// look looks into the directory name, and reports whether it holds anything
// that the plan holds too.
func (s *survey) look(name string) (keep bool, err error) {
	s.at = name
	var down, stale []string
	dir, err := s.root.Open(name)
	if err != nil {
		return false, err
	}
	err = eachEntry(dir, func(e os.DirEntry) error {
		full := path.Join(name, e.Name())
		switch {
		case name == "." && dotted(full): // the author's, or the marker
		case e.IsDir():
			down = append(down, full)
		case s.wanted(full, e):
			keep = true
		default:
			stale = append(stale, full)
		}
		return nil
	})
	if err == nil && s.sealed == nil {
		s.sealed, s.sealedAt = writable(dir), name
	}
	dir.Close()
	if err != nil {
		return false, err
	}
	s.files += len(stale)
	for _, d := range down {
		kept, err := s.look(d)
		if err != nil {
			return false, err
		}
		if kept {
			keep = true
			continue
		}
		s.dirs++
		stale = append(stale, d)
	}
	return keep, s.remove(stale)
}

// wanted reports whether an entry that is no directory belongs to the plan. On
// a disk that does not tell capitals from small letters, the entry may have
// another name than in the plan and yet be the file we mean. What is no plain
// file is replaced by the file of the plan, and so is not counted as found.
func (s *survey) wanted(name string, e os.DirEntry) bool {
	k, ok := s.plan.find(name)
	if !ok || k.name == name || !e.Type().IsRegular() {
		return ok && k.name == name
	}
	there, err := e.Info()
	meant, err2 := s.root.Lstat(k.name)
	return err == nil && err2 == nil && os.SameFile(there, meant)
}

func (s *survey) remove(names []string) error {
	if !s.delete {
		return nil
	}
	for _, n := range names {
		s.at = n
		if err := s.root.Remove(n); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

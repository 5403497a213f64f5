// Package publish puts a site where it belongs: whole, or not at all.
//
// The files of a site are made on demand, several at a time, and each goes to
// disk before the next is made, so memory does not grow with the site:
//
//	stats, err := publish.To(ctx, "public", []publish.File{
//		{Path: "index.html", Make: func() ([]byte, error) { return page, nil }},
//		{Path: "media/film.mp4", Copy: func() (io.ReadCloser, error) { return os.Open(film) }},
//	}, publish.Options{})
//
// The new site grows in a hidden directory beside the present one. A file that
// has not changed is a hard link to the present file, so it keeps its time
// stamp. When everything is there, the two directories are exchanged in one
// step of the kernel, and the old one is deleted. A build that is killed, at
// any moment, leaves the old site or the new one; the next build deletes what
// else it left. If nothing has changed, nothing is written.
//
// Where directories cannot be exchanged – the site is a mount point, the
// system is not Linux – files are renamed one by one instead: pictures, styles
// and scripts first, then pages, then deletions. A reader may then meet a page
// of the old site beside one of the new, but never half a file.
//
// The directory belongs to the package, but for its entries whose names begin
// with a dot: those are the author's (.git, .gitkeep) and stay. One of them,
// [Marker], is ours. A directory that holds files but no marker is somebody
// else's and is left alone.
package publish

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
)

// A File is one file of the site, made when it is asked for. Either Make or
// Copy is set.
type File struct {
	// Path is where the file goes: relative, clean, with slashes, and without
	// a component that begins with a dot.
	Path string

	// Make returns the content. It is pure and called once, from any
	// goroutine.
	Make func() ([]byte, error)

	// Copy opens the content, for media too large to be held in memory. It is
	// called once to compare with the present file, and once more to write if
	// that differs.
	Copy func() (io.ReadCloser, error)
}

// Options adjusts To. The zero value is fine.
type Options struct {
	// Progress, if not nil, is told after each file how many are done. It is
	// called from one goroutine at a time.
	Progress func(done, total int)
}

// Stats says what To did.
type Stats struct {
	Written   int // files that are new or differ from before
	Unchanged int // files that stayed as they were
	Removed   int // files that the site no longer has
}

// To makes dir hold exactly files, besides its dot-entries. On an error, which
// is always an [*Error], dir is as it was. If ctx is cancelled, the error wraps
// ctx.Err().
//
// There are two exceptions to “as it was”. If files had to be renamed one by
// one, an error of the disk in that phase may leave some of them renamed. And if
// the old site cannot be deleted after the exchange, the new one is in place
// and Path of the error names what is left of the old.
func To(ctx context.Context, dir string, files []File, opt Options) (Stats, error) {
	return system().to(ctx, dir, files, opt)
}

// A publisher is what To needs of the system. Tests put failures in its place.
type publisher struct {
	exchange func(root *os.Root, a, b string) error // nil if the system has no such thing
	mounted  func(above, dir *os.Root) bool
	create   func(root *os.Root, name string) (*os.File, error)
	link     func(root *os.Root, from, to string) error
}

func system() publisher {
	return publisher{exchange: exchanger(), mounted: mounted, create: create, link: (*os.Root).Link}
}

// settleTries is how often a place is looked at again that was just exchanged.
const settleTries = 20

func isChanged(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Kind == Changed
}

func (p publisher) to(ctx context.Context, dir string, files []File, opt Options) (Stats, error) {
	wanted, err := newPlan(files)
	if err != nil {
		return Stats{}, err
	}
	if err := ctx.Err(); err != nil {
		return Stats{}, failed(dir, err)
	}
	at, err := p.settle(dir)
	// Without the lock, another build may exchange the directory under our eyes.
	// What stands there a moment later is whole again.
	for try := 0; try < settleTries && isChanged(err); try++ {
		at, err = p.settle(dir)
	}
	if err != nil {
		return Stats{}, err
	}
	defer at.root.Close()
	mode, unlock, err := at.acquire()
	if err != nil {
		return Stats{}, err
	}
	defer unlock()
	if err := at.discard(); err != nil {
		return Stats{}, err
	}
	j := &job{
		publisher: p, place: at, files: files, plan: wanted, progress: opt.Progress,
		mode: mode, seen: make([]stamp, len(files)),
	}
	return j.run(ctx)
}

// A job is one run of To, from the moment it holds the lock.
type job struct {
	publisher
	*place
	files    []File
	plan     *plan
	progress func(done, total int)
	mode     os.FileMode // of a file of the site; 0644, where the disk can say so
	buffers  sync.Pool

	old      *os.Root    // the present site; nil if there is none
	oldInfo  os.FileInfo // its identity
	oldDirs  *dirs
	unmarked bool // the present site lacks the marker

	mu    sync.Mutex // guards the following
	done  int
	stage *os.Root // the next site; nil until it is needed
	dirs  *dirs    // of stage

	seen []stamp // of the files that have not changed, by index
}

func (j *job) close() {
	if j.old != nil {
		j.old.Close()
	}
	if j.stage != nil {
		j.stage.Close()
	}
}

// run publishes, and takes the staging directory away again if that fails.
func (j *job) run(ctx context.Context) (Stats, error) {
	defer j.close()
	stats, err := j.publish(ctx)
	if err == nil {
		return stats, nil
	}
	// What cannot be deleted now is deleted by the next build; the error that
	// brought us here is the one to tell. Perhaps it is that too many files are
	// open, and deleting needs some.
	j.close()
	_ = j.discard()
	if ctx.Err() != nil && errors.Is(err, context.Cause(ctx)) {
		err = failed(j.shown, ctx.Err())
	}
	return stats, failed(j.shown, err)
}

func (j *job) publish(ctx context.Context) (Stats, error) {
	if err := j.openOld(); err != nil {
		return Stats{}, err
	}
	if err := each(ctx, len(j.files), j.makeFile); err != nil {
		return Stats{}, err
	}
	stats, changed, err := j.compare()
	if err != nil || !changed {
		return stats, err
	}
	if err := j.openStage(); err != nil {
		return Stats{}, err
	}
	if j.canExchange() {
		if err := each(ctx, len(j.files), j.keep); err != nil {
			return Stats{}, err
		}
	}
	if err := ctx.Err(); err != nil {
		return Stats{}, err
	}
	if err := j.commit(); err != nil {
		return Stats{}, err
	}
	return stats, j.discard()
}

// openOld opens the present site, if there is one.
func (j *job) openOld() error {
	old, info, err := openReal(j.root, j.at, j.shown)
	if errors.Is(err, os.ErrNotExist) {
		j.unmarked = true
		return nil
	}
	if err != nil {
		return failed(j.shown, err)
	}
	j.old, j.oldInfo, j.oldDirs = old, info, &dirs{root: old}
	marked, err := ours(old, j.shown)
	j.unmarked = !marked
	return err
}

// compare looks for what the present site has too much, and decides whether
// there is anything to do.
func (j *job) compare() (stats Stats, changed bool, err error) {
	for _, s := range j.seen {
		if s.same {
			stats.Unchanged++
		}
	}
	stats.Written = len(j.files) - stats.Unchanged
	changed = stats.Written > 0 || j.unmarked
	if j.old == nil {
		return stats, changed, nil
	}
	s := &survey{plan: j.plan, root: j.old}
	if _, err := s.look("."); err != nil {
		return Stats{}, false, failed(j.inSite(s.at), err)
	}
	stats.Removed = s.files
	changed = changed || s.files+s.dirs > 0
	if changed && s.sealed != nil {
		// Better to know now than after the exchange, when the old site could
		// not be deleted.
		return Stats{}, false, failed(j.inSite(s.sealedAt), s.sealed)
	}
	return stats, changed, nil
}

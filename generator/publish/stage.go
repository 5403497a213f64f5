package publish

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// each calls f for 0 … n-1, as many at a time as there are processors. After
// the first error, or when ctx is cancelled, it begins no more of them.
func each(ctx context.Context, n int, f func(context.Context, int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := f(ctx, i); err != nil {
					stop(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// A stamp says of a present file that it is the one we want, and how it looked
// when we found so.
type stamp struct {
	same    bool
	size    int64
	changed int64
}

func stampOf(info os.FileInfo) stamp {
	return stamp{true, info.Size(), info.ModTime().UnixNano()}
}

// A source is the content of one file.
type source struct {
	name string
	data []byte                        // what Make returned
	copy func() (io.ReadCloser, error) // if the content is not held in memory
}

func (s *source) open() (io.ReadCloser, error) {
	if s.copy == nil {
		return io.NopCloser(bytes.NewReader(s.data)), nil
	}
	r, err := s.copy()
	if err != nil {
		return nil, failed(s.name, err)
	}
	return r, nil
}

// makeFile makes a file. If the present site has the same, it says so in seen;
// if not, the file goes to the staging directory.
func (j *job) makeFile(ctx context.Context, i int) error {
	f := j.files[i]
	src := &source{name: f.Path, copy: f.Copy}
	if f.Make != nil {
		var err error
		if src.data, err = f.Make(); err != nil {
			return &Error{Other, f.Path, err}
		}
	}
	seen, err := j.present(ctx, src)
	if err == nil && !seen.same {
		err = j.write(ctx, src)
	}
	if err != nil {
		return failed(j.inSite(f.Path), err)
	}
	j.seen[i] = seen
	j.report()
	return nil
}

func (j *job) report() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.done++
	if j.progress != nil {
		j.progress(j.done, len(j.files))
	}
}

// present returns the stamp of the present file if it is the same as src.
func (j *job) present(ctx context.Context, src *source) (stamp, error) {
	old, info, err := j.openPresent(src)
	if err != nil || old == nil {
		return stamp{}, err
	}
	defer old.Close()
	content, err := src.open()
	if err != nil {
		return stamp{}, err
	}
	defer content.Close()
	same, err := j.equal(ctx, old, content)
	if err != nil || !same {
		return stamp{}, err
	}
	return stampOf(info), nil
}

// openPresent opens the present file for src, or returns nil if there is none
// that could be the same.
func (j *job) openPresent(src *source) (*os.File, os.FileInfo, error) {
	if j.old == nil {
		return nil, nil, nil
	}
	if real, err := j.oldDirs.has(path.Dir(src.name)); err != nil || !real {
		return nil, nil, err
	}
	info, err := j.old.Lstat(src.name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() || info.Mode().Perm() != j.mode ||
		src.copy == nil && info.Size() != int64(len(src.data)) {
		return nil, nil, nil
	}
	old, err := j.old.Open(src.name)
	if errors.Is(err, os.ErrPermission) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if opened, err := old.Stat(); err != nil || !os.SameFile(info, opened) {
		old.Close()
		return nil, nil, err
	}
	return old, info, nil
}

// equal reports whether two readers say the same.
func (j *job) equal(ctx context.Context, a, b io.Reader) (bool, error) {
	const size = 64 << 10
	buf, ok := j.buffers.Get().(*[2 * size]byte)
	if !ok {
		buf = new([2 * size]byte)
	}
	defer j.buffers.Put(buf)
	for ctx.Err() == nil {
		n, err := io.ReadFull(a, buf[:size])
		m, err2 := io.ReadFull(b, buf[size:])
		if err := errors.Join(unexpected(err), unexpected(err2)); err != nil {
			return false, err
		}
		if !bytes.Equal(buf[:n], buf[size:][:m]) {
			return false, nil
		}
		if err != nil {
			return true, nil // both ended
		}
	}
	return false, ctx.Err()
}

// unexpected forgives the end of a file.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// openStage makes the staging directory, unless it is there. The marker comes
// first: by it the next build knows what to delete, should we be killed.
func (j *job) openStage() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stage != nil {
		return nil
	}
	name := j.nearby(j.place.stage)
	if err := mkdir(j.root, j.place.stage); err != nil {
		return failed(name, err)
	}
	stage, _, err := openReal(j.root, j.place.stage, name)
	if err != nil {
		return failed(name, err)
	}
	j.stage, j.dirs = stage, &dirs{root: stage}
	return failed(name, j.mark(stage))
}

// write writes a file to the staging directory.
func (j *job) write(ctx context.Context, src *source) error {
	if err := j.openStage(); err != nil {
		return err
	}
	if err := j.dirs.make(path.Dir(src.name)); err != nil {
		return err
	}
	f, err := j.create(j.stage, src.name)
	if err != nil {
		return err
	}
	if src.copy == nil {
		_, err = f.Write(src.data)
	} else {
		err = stream(ctx, f, src)
	}
	return errors.Join(err, f.Close())
}

// stream copies a source to a file, a piece at a time so that it can be
// cancelled. It leaves the copying to the kernel where it can.
func stream(ctx context.Context, f *os.File, src *source) error {
	const piece = 8 << 20
	content, err := src.open()
	if err != nil {
		return err
	}
	defer content.Close()
	for ctx.Err() == nil {
		if _, err := io.CopyN(f, content, piece); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// keep brings a file that has not changed into the staging directory.
func (j *job) keep(ctx context.Context, i int) error {
	if !j.seen[i].same {
		return nil
	}
	name := j.files[i].Path
	return failed(j.inSite(name), j.bring(ctx, name, j.seen[i]))
}

func (j *job) bring(ctx context.Context, name string, seen stamp) error {
	info, err := j.old.Lstat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || stampOf(info) != seen {
		return &Error{Changed, j.inSite(name), nil}
	}
	if err := j.dirs.make(path.Dir(name)); err != nil {
		return err
	}
	if j.link(j.root, below(j.at, name), below(j.place.stage, name)) == nil {
		return nil
	}
	// The disk knows no hard links, or the file belongs to somebody else, or it
	// has too many links already. A copy of the same age will do.
	src := &source{name: name, copy: func() (io.ReadCloser, error) { return j.old.Open(name) }}
	if err := j.write(ctx, src); err != nil {
		return err
	}
	return j.stage.Chtimes(name, time.Time{}, info.ModTime())
}

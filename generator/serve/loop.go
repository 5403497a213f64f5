package serve

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"playbook/generator/build"
	"playbook/generator/diag"
	"playbook/generator/tree"
)

// A loop keeps a server's site as the sources are. It is one goroutine, so
// builds never overlap; a change during one waits in the channel.
type loop struct {
	*server
	hints
	src   Source
	dirs  []string
	last  build.Input
	ahead *reading
}

// A reading is the sources as they were after so many events.
type reading struct {
	events int64
	in     build.Input
	err    error
}

// retry is how long a folder that cannot be read is left alone.
const retry = 500 * time.Millisecond

// run builds for the first time and then whenever something has changed, until
// ctx ends. The error is that of the first Load.
func (l *loop) run(ctx context.Context) error {
	if err := l.first(ctx); err != nil {
		return err
	}
	for failed := false; ; {
		var again <-chan time.Time
		if failed {
			again = time.After(retry)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-l.soon:
			l.readAhead()
			continue
		case <-l.changed:
		case <-again:
		}
		failed = !l.again(ctx)
	}
}

// first builds the site. Requests wait for it.
func (l *loop) first(ctx context.Context) error {
	start := time.Now()
	in, err := l.src.Load()
	if err != nil {
		return err
	}
	l.last = in
	l.safely(func() { l.builder.Update(in) })
	if ctx.Err() != nil {
		return nil
	}
	close(l.ready)
	if l.o.Ready != nil {
		l.o.Ready(l.addresses())
	}
	took := time.Since(start)
	l.safely(func() { l.publish(Built{First: true, Took: took}) })
	l.follow(ctx)
	l.again(ctx) // what changed before the folders were watched
	return nil
}

// readAhead reads the sources before it is certain that a burst of events is over.
// Mostly it is, and then nobody has to wait for the reading.
func (l *loop) readAhead() {
	n := l.count()
	in, err := l.src.Load()
	l.ahead = &reading{n, in, err}
}

// load returns the sources as they are after the last event.
func (l *loop) load() (build.Input, error) {
	ahead := l.ahead
	l.ahead = nil
	if ahead != nil && ahead.events == l.count() {
		return ahead.in, ahead.err
	}
	return l.src.Load()
}

// again reads the sources and builds what is different. It reports whether they
// could be read.
func (l *loop) again(ctx context.Context) bool {
	start := time.Now()
	in, err := l.load()
	if err != nil {
		l.unreadable(err)
		return false
	}
	back := l.readable()
	changed := slices.Concat(
		changes(l.last.Content, in.Content, in.ContentRoot),
		changes(l.last.Theme, in.Theme, in.ThemeRoot))
	l.last = in
	l.safely(func() {
		l.unsettle()
		if (l.builder.Update(in) || back) && ctx.Err() == nil {
			l.refresh(start, changed)
		}
	})
	l.settle()
	l.follow(ctx)
	return true
}

// refresh tells everybody about a build, the tabs with changed pages first.
func (l *loop) refresh(start time.Time, changed []string) {
	l.nextBuild()
	l.reloadTabs(changed)
	l.reloadShowing(l.media(changed))
	b := Built{Took: time.Since(start), Changed: changed}
	if page := l.edited(changed); page != "" {
		l.goTo(page)
	}
	l.publish(b)
}

// edited returns the page of the source that was changed, if it was only one.
func (l *loop) edited(changed []string) string {
	if !l.o.Follow || len(changed) != 1 {
		return ""
	}
	return l.builder.Page(changed[0])
}

// media returns the names, as in addresses, of those files that are published as
// they are.
func (l *loop) media(changed []string) []string {
	var names []string
	for _, p := range changed {
		rest, ok := strings.CutPrefix(p, l.last.ContentRoot)
		if f := l.last.Content.File(rest); ok && f != nil && f.IsMedia() {
			names = append(names, url.PathEscape(path.Base(p)))
		}
	}
	return names
}

// follow watches the folders. If they are others than before, something may have
// changed there in the meantime.
func (l *loop) follow(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	dirs := l.src.Dirs()
	l.watch(dirs)
	moved := l.dirs != nil && !slices.Equal(dirs, l.dirs)
	l.dirs = slices.Clone(dirs)
	if moved {
		l.again(ctx)
	}
}

// safely calls f. A fault in the builder must not end the server: the last site
// stays, and the fault is told.
func (l *loop) safely(f func()) {
	defer func() {
		if what := recover(); what != nil {
			l.fault(&build.Fault{Page: "build", What: what, Stack: debug.Stack()})
		}
	}()
	f()
}

// noFolder is the finding while a folder cannot be read. It is not a rule that
// check knows: the commands that build end with it.
var noFolder = diag.ErrorRule("no-folder", "the folder cannot be read: %s", "读不到这个文件夹：%s",
	"The site stays as it was. It goes on by itself as soon as the folder is back.", "网站先保持原样；文件夹一回来，会自动继续。")

// unreadable tells, once, that the sources cannot be read.
func (l *loop) unreadable(err error) {
	at, why := strings.TrimSuffix(l.last.ContentRoot, "/"), diag.Cause(err)
	if where := (*fs.PathError)(nil); errors.As(err, &where) {
		at, why = cmp.Or(where.Path, at), diag.Cause(where.Err)
	}
	if errors.Is(err, fs.ErrNotExist) {
		why = diag.Say("it is gone", "文件夹不见了")
	}
	var found diag.List
	found.Add(noFolder, diag.Span{Path: at}, why).Hint = diag.Say(
		"put it back; the site goes on by itself", "请放回原处，网站会自动继续")
	if l.setMissing(found) {
		l.publish(Built{})
	}
}

// readable reports whether the sources could not be read before.
func (l *loop) readable() bool { return l.setMissing(nil) }

// changes returns the paths of the files that differ between two trees, with
// root before them. Files that were not read again are the same values.
func changes(before, after *tree.Tree, root string) []string {
	if before == after || before == nil || after == nil {
		return nil
	}
	var paths []string
	a, b := before.Files, after.Files
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Path < b[0].Path:
			paths, a = append(paths, root+a[0].Path), a[1:]
		case len(a) == 0 || b[0].Path < a[0].Path:
			paths, b = append(paths, root+b[0].Path), b[1:]
		default:
			if !same(a[0], b[0]) {
				paths = append(paths, root+a[0].Path)
			}
			a, b = a[1:], b[1:]
		}
	}
	return paths
}

// same reports whether two files of one path have the same bytes.
func same(a, b *tree.File) bool {
	return a == b || a.Data != nil && b.Data != nil && string(a.Data) == string(b.Data)
}

package serve

import (
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"playbook/generator/diag"
)

// Polling tells of a possible change every pollEvery, and less often, down to
// pollSeldom, where reading takes so long that it would do little else.
const (
	pollEvery  = 500 * time.Millisecond
	pollSeldom = 2 * time.Second
)

// A watcher tells when files below some folders may have changed. It does not
// say which: events get lost, come late or name what is no longer there, so they
// are hints, and the truth is to read the folders again. Whatever has to be
// watched anew is watched before it tells, so that nothing falls between.
//
// Where the system gives no events, or refuses to give more, it polls: it tells
// at regular times.
type watcher struct {
	notice  func(diag.Text)
	wanted  chan []string
	changed chan struct{}
	soon    chan struct{}
	events  atomic.Int64 // so far
	close   func()
	closing chan struct{}
	ended   chan struct{}

	// The rest belongs to the goroutine that runs.
	roots   []string
	folders *folders // nil while polling
	burst   burst
	poll    *time.Timer // rings while polling, or while a root is missing
	told    time.Time   // when the last value was sent; zero when it has been answered
}

// newWatcher returns a watcher that has nothing to watch yet. It polls if it is
// told to; if it has to, it says why to notice, from a goroutine of its own.
func newWatcher(poll bool, notice func(diag.Text)) *watcher {
	var f *folders
	if !poll {
		f = newFolders()
	}
	return startWatcher(f, notice)
}

// startWatcher returns a watcher that gets its events from f, or polls without.
func startWatcher(f *folders, notice func(diag.Text)) *watcher {
	w := &watcher{
		notice:  notice,
		wanted:  make(chan []string, 1),
		changed: make(chan struct{}, 1),
		soon:    make(chan struct{}, 1),
		closing: make(chan struct{}),
		ended:   make(chan struct{}),
		folders: f,
		burst:   newBurst(),
		poll:    time.NewTimer(pollEvery),
	}
	if f != nil {
		w.poll.Stop()
	}
	w.close = sync.OnceFunc(func() { close(w.closing) })
	go w.run()
	return w
}

// Watch sets the folders to watch, with all that lies below them. The one who
// receives from Changed calls it after each reading of the folders; it returns
// at once. Another set than before counts as a change: something may have
// happened before it was watched.
func (w *watcher) Watch(dirs []string) {
	select {
	case <-w.wanted: // not looked at yet, and no longer right
	default:
	}
	w.wanted <- absolute(dirs)
}

// absolute returns the folders as the events name them.
func absolute(dirs []string) []string {
	roots := make([]string, len(dirs))
	for i, dir := range dirs {
		root, err := filepath.Abs(dir)
		if err != nil {
			root = filepath.Clean(dir)
		}
		roots[i] = root
	}
	return roots
}

// Changed gets a value when a burst of events is over, or at regular times. One
// that is not yet received stands for all that happens until it is.
func (w *watcher) Changed() <-chan struct{} { return w.changed }

// Soon gets a value when a value of Changed will probably follow. Who reads the
// folders then need not do it again, if Events says that nothing has happened
// since: reading many files takes about as long as waiting for quiet.
func (w *watcher) Soon() <-chan struct{} { return w.soon }

// Events counts what has happened.
func (w *watcher) Events() int64 { return w.events.Load() }

// Close ends the watching. No value comes after it.
func (w *watcher) Close() {
	w.close()
	<-w.ended
}

func (w *watcher) run() {
	defer close(w.ended)
	defer w.stop()
	for {
		select {
		case <-w.closing:
			return
		case roots := <-w.wanted:
			w.want(roots)
		case event := <-w.folders.happening():
			w.event(event)
		case <-w.folders.losing():
			w.folders.stale = true
			w.stir()
		case <-w.burst.rest.C:
			w.announce()
		case <-w.burst.over():
			w.burst.end()
			w.renew()
			w.tell()
		case <-w.poll.C:
			w.look()
		}
	}
}

func (w *watcher) stop() {
	w.folders.close()
	w.burst.end()
	w.poll.Stop()
}

// want takes another set of folders. If it is the same as before, somebody has
// just read the folders, which tells how long that takes.
func (w *watcher) want(roots []string) {
	switch {
	case !slices.Equal(roots, w.roots):
		w.roots = roots
		if w.folders != nil {
			w.folders.stale = true
			w.stir()
		}
	case w.folders == nil && !w.told.IsZero():
		w.poll.Reset(min(max(10*time.Since(w.told), pollEvery), pollSeldom))
		w.told = time.Time{}
	}
}

func (w *watcher) event(e event) {
	ours, err := w.folders.take(e)
	if err != nil {
		w.giveUp(err)
	}
	if ours {
		w.stir()
	}
}

// stir notes that something happens.
func (w *watcher) stir() {
	w.events.Add(1)
	w.burst.add()
}

// announce tells that a burst is probably over. Where folders have to be watched
// anew first, that is too early.
func (w *watcher) announce() {
	if w.folders == nil || w.folders.stale {
		return
	}
	select {
	case w.soon <- struct{}{}:
	default:
	}
}

// renew watches the folders as they are now, if anything was moved or missed.
func (w *watcher) renew() {
	if w.folders == nil || !w.folders.stale {
		return
	}
	if err := w.folders.renew(w.roots); err != nil {
		w.giveUp(err)
	} else if w.folders.missing() {
		w.poll.Reset(pollEvery)
	}
}

// giveUp begins to poll, for good.
func (w *watcher) giveUp(err error) {
	w.folders.close()
	w.folders = nil
	w.poll.Reset(pollEvery)
	w.notice(whyPoll(err))
}

// look is called when it is time to poll.
func (w *watcher) look() {
	switch {
	case w.folders == nil:
		w.tell()
		w.poll.Reset(pollEvery)
	case w.folders.appeared():
		w.folders.stale = true
		w.stir()
	case w.folders.missing():
		w.poll.Reset(pollEvery)
	}
}

// tell sends a value, unless one is waiting.
func (w *watcher) tell() {
	select {
	case w.changed <- struct{}{}:
		w.told = time.Now()
	default:
	}
}

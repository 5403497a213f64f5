// Package serve is the author's loop: watch, rebuild, live reload, overlay.
//
// [Run] serves a site from memory. A page is made when a browser asks for it;
// when sources change, the tabs that show a changed page reload, and what is
// wrong with the sources stands in every page, over the last good version of it.
//
//	changed → Source.Load → Builder.Update ─┬─ open pages → reload, style
//	                                        └─ findings → overlay, terminal
//
// Nothing but what the site consists of can be asked for, only by this machine,
// and only by pages of the site itself; see guard.go.
package serve

import (
	"context"
	"sync"
	"time"

	"playbook/generator/build"
	"playbook/generator/diag"
)

// Options says where and how to serve. The zero value serves 127.0.0.1 on port
// 8080.
type Options struct {
	Addr       string       // host:port to listen on
	StrictPort bool         // a taken port is an error, not the next one
	LAN        bool         // also listen on the network, with a token in the address
	Poll       bool         // look at the files again and again instead of waiting for events
	Follow     bool         // open tabs go to the page whose source was edited
	Lang       string       // "zh" or "en", of messages in pages
	Names      []string     // further host names that may be asked for
	Rules      []*diag.Rule // those that pages explain
	Root       string       // folder in which the paths of messages begin, for links into an editor; "" for none

	Ready  func(Addresses) // called once, when the first page can be answered
	Report func(Built)     // called after every build that changed something
	Notice func(diag.Text) // called with what is odd but stops nothing
}

// Addresses are where the site can be seen.
type Addresses struct {
	Local   string   // "http://127.0.0.1:8080/"
	Network []string // with the token; only if asked for
}

// Built is what there is to tell after a build.
type Built struct {
	Found   diag.List                // everything that is wrong with the sources
	Read    func(path string) []byte // the bytes of a source file, by its path in messages
	Took    time.Duration            // until open pages were made again
	Counts  build.Counts
	First   bool
	Changed []string // source files, by their paths in messages
}

// A Source gives the sources of the site.
type Source interface {
	// Load returns the sources as they are now. An error is about the folders
	// themselves: missing, or not to be read.
	Load() (build.Input, error)
	// Dirs returns the folders whose changes matter, after the first Load.
	Dirs() []string
}

// Run serves the site until ctx ends. The error is an [*Error] if the address
// cannot be had, or that of the first Load.
func Run(ctx context.Context, src Source, o Options) error {
	s, err := newServer(o)
	if err != nil {
		return err
	}
	w := newWatcher(o.Poll, s.notice)
	defer w.Close()
	return s.run(ctx, src, hints{w.Watch, w.Changed(), w.Soon(), w.Events})
}

// hints say when to read the sources, as a watcher does.
type hints struct {
	watch   func(dirs []string)
	changed <-chan struct{}
	soon    <-chan struct{} // or nil, and count too
	count   func() int64    // of events
}

// run serves until ctx ends. The hints are a parameter, so that a test can say
// when files have changed.
func (s *server) run(ctx context.Context, src Source, h hints) error {
	ctx, cancel := context.WithCancel(ctx)
	stop := sync.OnceFunc(s.listen(ctx))
	defer stop()
	defer cancel() // open streams end first, so that stopping need not wait for them
	l := loop{server: s, src: src, hints: h}
	ended := make(chan error, 1)
	go func() { ended <- l.run(ctx) }() // ends with ctx, after the build under way
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	late := time.After(s.limits.stop) // for both together: answers and the build
	stop()
	select {
	case err := <-ended:
		return err
	case <-late:
		return nil // a long build cannot be broken off, and nobody waits for it
	}
}

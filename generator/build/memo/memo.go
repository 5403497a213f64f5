// Package memo remembers what pure functions returned and what they read, so
// that a build after a small change does little more than the change asks for.
//
// The functions are called queries. A query reads inputs with [Input] and other
// queries with [Get], both through the [Reader] that it is given; what it reads
// is what it depends on.
//
//	type source string // the text of a file
//	type words string  // how many words it has
//
//	func count(r *memo.Reader, file words) int {
//		return len(strings.Fields(memo.Input[string](r, source(file))))
//	}
//
//	var s memo.Store
//	s.Set(source("a"), "one two")
//	s.Settle(each)
//	memo.Get(s.Reader(), words("a"), count) // 2
//
// When an input changes, everything that was made from it, directly or not, is in
// doubt. A result in doubt is looked into when somebody asks for it: if nothing it
// read has changed, it stands; if something has, its query runs again. If that
// gives an equal result, whoever read it has nothing to do: a change stops
// spreading where it makes no difference. (Salsa calls this early cutoff; the
// records of reads are the verifying traces of “Build systems à la carte”,
// Mokhov, Mitchell and Peyton Jones, 2018.)
//
// In a large book almost everything depends on almost everything, by way of
// results that seldom change: what a name means, who refers to what. To doubt and
// verify all of it would cost more than the build. So cheap results of that kind
// are marked as a [Firewall]: they are looked into at once, and doubt goes past
// them only if they have changed.
//
// Five rules make the result of any sequence of changes equal to that of a clean
// start:
//
//   - A query is pure. It reads no clock, no environment, no random number, no map
//     in its own order; the day of the build is an input.
//   - A value is not changed after it was returned.
//   - Every kind of key is a named type of its own, used with one query.
//   - A query starts no goroutine. Whoever asks from outside may use many.
//   - What is wrong with the sources is part of the value, so it is told again
//     when the value is remembered.
//
// A query that panics does so again for everybody who reads it, until something
// that it read changes.
package memo

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
)

// A Store remembers results. Its zero value is ready to use.
//
// [Store.Set] and [Store.Forget] must not be called while somebody reads; reading
// may be done by many goroutines at once.
type Store struct {
	cells sync.Map // key → *cell
	rev   int      // counts changes

	doubted []doubted // firewalls to look into, see Settle

	mu     sync.Mutex
	unread []*cell              // lost a reader in this revision
	runs   map[reflect.Type]int // how often each kind of result was made
}

// A Firewall is a key of a cheap result that often stays the same when what it
// read has changed. The method does nothing.
type Firewall interface{ Firewall() }

// A doubted firewall is one to look into. Others may look into it first, so that it
// is known by when it changed last.
type doubted struct {
	*cell
	changed int
}

// A cell is one remembered result, or one input.
type cell struct {
	key      any
	firewall bool
	fresh    atomic.Bool // value is right in this revision

	mu               sync.Mutex        // held while the result is made
	eval             func(*Reader) any // nil for an input
	made             bool              // eval has run to its end
	value            any
	fault            *Panic  // instead of a value
	reads            []*cell // in the order of the first read
	checked, changed int     // revisions: last found right, last found different

	readersMu sync.Mutex
	readers   map[*cell]struct{}
	asked     bool // from outside
}

// A Reader is how a query reads. It must not outlive the query.
type Reader struct {
	store *Store
	into  *cell // the result being made; nil outside any
	reads []*cell
}

// Reader returns the reader for asking from outside.
func (s *Store) Reader() *Reader { return &Reader{store: s} }

// Set changes an input and reports whether it is another one than before. A nil
// value is the same as an input that was never set. After some calls of Set,
// [Store.Settle] must be called before anybody reads.
func (s *Store) Set(key, value any) bool {
	c := s.cell(key)
	if reflect.DeepEqual(c.value, value) {
		return false
	}
	s.rev++
	c.value, c.changed = value, s.rev
	c.fresh.Store(true)
	s.doubt(c)
	if value == nil {
		s.unread = append(s.unread, c)
	}
	return true
}

// doubt marks everything that was made from c, as far as the next firewalls.
func (s *Store) doubt(c *cell) {
	for d := range c.readers {
		switch {
		case !d.fresh.Swap(false):
		case d.firewall:
			s.doubted = append(s.doubted, doubted{d, d.changed})
		default:
			s.doubt(d)
		}
	}
}

// Settle looks into what the changes may reach. each runs a function for 0 … n−1,
// in parallel if it likes.
func (s *Store) Settle(each func(n int, f func(i int))) {
	for len(s.doubted) > 0 {
		wave := s.doubted
		s.doubted = nil
		// What this wave finds changed is newer than what an earlier one found right:
		// it may have looked at results past a firewall that had not been asked yet.
		s.rev++
		changed := make([]bool, len(wave))
		each(len(wave), func(i int) { changed[i] = s.hasChanged(wave[i]) })
		for i, d := range wave {
			if changed[i] {
				s.doubt(d.cell)
			}
		}
	}
	s.sweep()
}

// hasChanged looks into one firewall.
func (s *Store) hasChanged(d doubted) bool {
	s.refresh(d.cell, nil)
	return d.cell.changed != d.changed
}

// Input returns an input, the zero value if it was never set. Who reads an
// input that is not there depends on its absence.
func Input[V any](r *Reader, key any) V {
	c := r.store.cell(key)
	if r.into != nil {
		r.note(c)
	}
	v, _ := c.value.(V)
	return v
}

// Get returns f(key), calling f only if something that it read has changed.
func Get[K comparable, V any](r *Reader, key K, f func(*Reader, K) V) V {
	c := r.store.cell(key)
	if !c.fresh.Load() {
		r.store.refresh(c, func(r *Reader) any { return f(r, key) })
	}
	r.note(c)
	if c.fault != nil {
		panic(c.fault)
	}
	return c.value.(V)
}

// A Panic is what a query panicked with, and where.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) String() string { return fmt.Sprint(p.Value) }

func (s *Store) cell(key any) *cell {
	if c, ok := s.cells.Load(key); ok {
		return c.(*cell)
	}
	_, firewall := key.(Firewall)
	c, _ := s.cells.LoadOrStore(key, &cell{key: key, firewall: firewall})
	return c.(*cell)
}

// note records that c was read.
func (r *Reader) note(c *cell) {
	if r.into != nil {
		r.reads = append(r.reads, c)
		return
	}
	c.readersMu.Lock()
	c.asked = true
	c.readersMu.Unlock()
}

// refresh makes the value of a cell right.
func (s *Store) refresh(c *cell, eval func(*Reader) any) {
	if c.fresh.Load() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fresh.Load() {
		return
	}
	if c.eval == nil {
		c.eval = eval
	}
	if c.eval == nil {
		return // an input
	}
	if !c.made || slices.ContainsFunc(c.reads, func(d *cell) bool { s.refresh(d, nil); return d.changed > c.checked }) {
		s.run(c)
	}
	c.checked = s.rev
	c.fresh.Store(true)
}

// run makes the value of a cell anew.
func (s *Store) run(c *cell) {
	r := &Reader{store: s, into: c}
	v, fault := call(c.eval, r)
	s.connect(c, r.reads)
	if !c.made || fault != nil || c.fault != nil || !reflect.DeepEqual(v, c.value) {
		c.value, c.fault, c.changed = v, fault, s.rev
	}
	c.made = true
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.runs == nil {
		s.runs = make(map[reflect.Type]int)
	}
	s.runs[reflect.TypeOf(c.key)]++
}

// call returns what a query returns or panics with. A panic of another query that
// it read stays what it is.
func call(eval func(*Reader) any, r *Reader) (v any, fault *Panic) {
	defer func() {
		switch what := recover().(type) {
		case nil:
		case *Panic:
			fault = what
		default:
			fault = &Panic{what, debug.Stack()}
		}
	}()
	return eval(r), nil
}

// Runs returns how often results were made whose keys are of the type of key.
func (s *Store) Runs(key any) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.runs[reflect.TypeOf(key)]
}

// connect makes c a reader of reads, and of nothing else.
func (s *Store) connect(c *cell, reads []*cell) {
	old := make(map[*cell]bool, len(c.reads))
	for _, d := range c.reads {
		old[d] = true
	}
	kept := make([]*cell, 0, len(reads))
	for _, d := range reads {
		d.readersMu.Lock()
		_, reading := d.readers[c]
		if !reading {
			if d.readers == nil {
				d.readers = make(map[*cell]struct{}, 1)
			}
			d.readers[c] = struct{}{}
		}
		d.readersMu.Unlock()
		if !reading || old[d] {
			kept = append(kept, d)
		}
		delete(old, d)
	}
	c.reads = slices.Clip(kept)
	for d := range old {
		s.disconnect(c, d)
	}
}

// disconnect makes c no longer a reader of d.
func (s *Store) disconnect(c, d *cell) {
	d.readersMu.Lock()
	delete(d.readers, c)
	left := len(d.readers)
	d.readersMu.Unlock()
	if left == 0 {
		s.mu.Lock()
		s.unread = append(s.unread, d)
		s.mu.Unlock()
	}
}

// Forget drops a result that was asked for from outside, and what only it was made
// from, as soon as no other result is made from it. It takes effect with the next
// Settle.
func (s *Store) Forget(key any) {
	if c, ok := s.cells.Load(key); ok {
		c := c.(*cell)
		c.asked = false
		s.unread = append(s.unread, c)
	}
}

// sweep drops the results that nobody reads any more. An input stays: it is
// for the owner of the store to set it to nil.
func (s *Store) sweep() {
	for len(s.unread) > 0 {
		c := s.unread[len(s.unread)-1]
		s.unread = s.unread[:len(s.unread)-1]
		if len(c.readers) > 0 || c.asked || c.eval == nil && c.value != nil {
			continue
		}
		s.cells.CompareAndDelete(c.key, c)
		for _, d := range c.reads {
			s.disconnect(c, d)
		}
		c.reads = nil
	}
}

// Len returns the number of inputs and results in the store.
func (s *Store) Len() int {
	n := 0
	s.cells.Range(func(any, any) bool { n++; return true })
	return n
}

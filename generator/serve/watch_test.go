package serve

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"playbook/generator/build"
	"playbook/generator/diag"
)

// ms are milliseconds since the start of a test.
type ms = int

// every returns the times from first to last, step apart.
func every(first, last, step ms) []ms {
	var times []ms
	for t := first; t <= last; t += step {
		times = append(times, t)
	}
	return times
}

// quietNotice fails a test that is told something.
func quietNotice(t *testing.T) func(diag.Text) {
	return func(text diag.Text) { t.Errorf("notice: %s", text.En) }
}

// told plays events for one file of the folder /book at these times to a watcher
// and returns when it told of a change to somebody who takes work to look.
func told(t *testing.T, file string, op fsnotify.Op, events []ms, work time.Duration) []ms {
	t.Helper()
	system := make(chan event)
	w := startWatcher(&folders{events: system, roots: []string{"/book"}}, quietNotice(t))
	defer w.Close()
	start := time.Now()
	go func() {
		for _, at := range events {
			time.Sleep(time.Until(start.Add(time.Duration(at) * time.Millisecond)))
			system <- event{Name: filepath.FromSlash(file), Op: op}
		}
	}()
	var got []ms
	for end := time.After(10 * time.Second); ; {
		select {
		case <-w.Changed():
			got = append(got, ms(time.Since(start).Milliseconds()))
			time.Sleep(work)
		case <-end:
			return got
		}
	}
}

func TestChangedAfterBurst(t *testing.T) {
	for _, tt := range []struct {
		name   string
		events []ms
		work   time.Duration
		want   []ms
	}{
		{"one event", []ms{0}, 0, []ms{30}},
		{"a save in three steps", []ms{0, 5, 20}, 0, []ms{50}},
		{"two saves", []ms{0, 100}, 0, []ms{30, 130}},
		{"just quiet enough", []ms{0, 31}, 0, []ms{30, 61}},
		{"events without a pause", every(0, 700, 7), 0, []ms{300, 601, 730}},
		{"the last one begins a burst", append(every(0, 294, 7), 310), 0, []ms{300, 340}},
		{"a save while somebody builds", []ms{0, 100}, time.Second, []ms{30, 1030}},
		{"many saves while somebody builds", []ms{0, 100, 200, 300, 900}, time.Second, []ms{30, 1030}},
		{"a save just after", []ms{0, 1040}, time.Second, []ms{30, 1070}},
		{"nothing", nil, 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if got := told(t, "/book/a.md", fsnotify.Write, tt.events, tt.work); !slices.Equal(got, tt.want) {
					t.Errorf("told at %v, want %v", got, tt.want)
				}
			})
		})
	}
}

// A hundred saves in a second, each of which empties the file and fills it.
func TestHundredSavesAreFourChanges(t *testing.T) {
	var events []ms
	for _, at := range every(0, 990, 10) {
		events = append(events, at, at+1)
	}
	synctest.Test(t, func(t *testing.T) {
		got := told(t, "/book/a.md", fsnotify.Write, events, 0)
		if len(got) > 4 {
			t.Errorf("told %d times, at %v, want 4 at most", len(got), got)
		}
		if last := got[len(got)-1]; last <= 991 {
			t.Errorf("told last at %d, before the last save", last)
		}
	})
}

// Whatever happens, each event is told of, not at once and not late.
func TestEveryEventIsToldOf(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 0))
		events := make([]ms, 1+random.IntN(100))
		for i := 1; i < len(events); i++ {
			events[i] = events[i-1] + random.IntN(1+random.IntN(80))
		}
		synctest.Test(t, func(t *testing.T) {
			got := told(t, "/book/a.md", fsnotify.Write, events, 0)
			for _, at := range events {
				if !slices.ContainsFunc(got, func(told ms) bool { return told >= at && told <= at+300 }) {
					t.Fatalf("seed %d: the event at %d is not told of: %v gave %v", seed, at, events, got)
				}
			}
			if last := events[len(events)-1]; got[len(got)-1] > last+300 {
				t.Errorf("seed %d: told at %v after the last event at %d", seed, got, last)
			}
		})
	}
}

func TestEventsOfOthersAreNoChange(t *testing.T) {
	for _, tt := range []struct {
		path string
		ours bool
	}{
		{"/book/a.md", true},
		{"/book/cases/a.md", true},
		{"/book", true},
		{"/book/.a.md.swp", false},
		{"/book/cases/4913", false},
		{"/book/a.md~", false},
		{"/book/#a.md#", false},
		{"/public/a.html", false},
		{"/bookshelf/a.md", false},
	} {
		for _, op := range []fsnotify.Op{fsnotify.Create, fsnotify.Write, fsnotify.Remove, fsnotify.Rename, fsnotify.Chmod} {
			synctest.Test(t, func(t *testing.T) {
				if got := len(told(t, tt.path, op, []ms{0}, 0)) > 0; got != tt.ours {
					t.Errorf("%s %s: told %v, want %v", op, tt.path, got, tt.ours)
				}
			})
		}
	}
}

// What polls waits longer where reading takes long.
func TestPollingTells(t *testing.T) {
	for _, tt := range []struct {
		reading time.Duration
		want    []ms
	}{
		{0, []ms{500, 1000, 1500}},
		{25 * time.Millisecond, []ms{500, 1025, 1550}},
		{100 * time.Millisecond, []ms{500, 1600, 2700}},
		{400 * time.Millisecond, []ms{500, 2900, 5300}},
	} {
		t.Run(fmt.Sprint(tt.reading), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWatcher(true, quietNotice(t))
				defer w.Close()
				start := time.Now()
				w.Watch([]string{"/book"})
				var got []ms
				for range tt.want {
					<-w.Changed()
					got = append(got, ms(time.Since(start).Milliseconds()))
					time.Sleep(tt.reading)
					w.Watch([]string{"/book"})
				}
				if !slices.Equal(got, tt.want) {
					t.Errorf("told at %v, want %v", got, tt.want)
				}
			})
		})
	}
}

// A folder that cannot be read is not watched again, but it may come back.
func TestPollingGoesOnWithoutReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(true, quietNotice(t))
		defer w.Close()
		start := time.Now()
		for i := range 5 {
			<-w.Changed()
			if got, want := time.Since(start), time.Duration(i+1)*pollEvery; got != want {
				t.Errorf("told after %v, want %v", got, want)
			}
		}
	})
}

// A goroutine or timer that stays would keep the bubble from ending.
func TestCloseEndsEverything(t *testing.T) {
	for name, f := range map[string]*folders{"polling": nil, "events": {events: make(chan event), roots: []string{"/book"}}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := startWatcher(f, quietNotice(t))
				w.Close()
				w.Close()
				w.Watch([]string{"/book"})
				w.Watch([]string{"/book"})
				select {
				case <-w.Changed():
					t.Error("told of a change after the end")
				case <-time.After(time.Hour):
				}
			})
		})
	}
}

// An author who reads “no space left on device” looks at the disk.
func TestWhyPollSaysWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "fs.inotify.max_user_watches"},
		{fmt.Errorf("couldn't initialize inotify: %w", syscall.EMFILE), "fs.inotify.max_user_instances"},
		{silentError("NFS"), "NFS"},
		{errors.New("function not implemented"), "function not implemented"},
	} {
		text := whyPoll(tt.err)
		for _, lang := range []string{"en", "zh"} {
			if got := text.In(lang); !strings.Contains(got, tt.want) || strings.Contains(got, "space left") {
				t.Errorf("%v: %q does not name %s", tt.err, got, tt.want)
			}
		}
	}
}

// What is read ahead counts only if nothing happened after the reading began.
func TestReadAhead(t *testing.T) {
	events := int64(0)
	loads := 0
	src := sourceFunc(func() (build.Input, error) {
		loads++
		return build.Input{Version: fmt.Sprint(loads)}, nil
	})
	l := &loop{src: src, hints: hints{count: func() int64 { return events }}}
	for i, step := range []struct {
		ahead, event bool
		want         string
	}{
		{ahead: true, want: "1"},
		{want: "2"}, // it is used once
		{ahead: true, event: true, want: "4"},
		{ahead: true, want: "5"},
	} {
		if step.ahead {
			l.readAhead()
		}
		if step.event {
			events++
		}
		if in, err := l.load(); in.Version != step.want || err != nil {
			t.Errorf("step %d: reading %s, want %s", i, in.Version, step.want)
		}
	}
}

type sourceFunc func() (build.Input, error)

func (f sourceFunc) Load() (build.Input, error) { return f() }
func (f sourceFunc) Dirs() []string             { return nil }

// A burst that is probably over is announced before the quiet time has passed.
func TestSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBurst()
		start := time.Now()
		b.add()
		time.Sleep(3 * time.Millisecond)
		b.add()
		<-b.rest.C
		if got := time.Since(start); got != 8*time.Millisecond {
			t.Errorf("announced after %v", got)
		}
		<-b.over()
		if got := time.Since(start); got != 33*time.Millisecond {
			t.Errorf("over after %v", got)
		}
		b.end()
	})
}

package serve

import (
	"sync"
	"time"
)

// A lap is one build: when it was done, and how long it took.
type lap struct {
	At   time.Time
	Took time.Duration
}

// lapsKept is how many builds after the first one a history remembers.
const lapsKept = 20

// A history remembers the first build and the last few. Its zero value is empty.
type history struct {
	mu    sync.Mutex
	first lap
	later []lap
}

// add notes a build.
func (h *history) add(l lap) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.first.At.IsZero() {
		h.first = l
		return
	}
	// Copied rather than shifted in place: laps that were handed out stay as
	// they are, and the array never grows.
	h.later = append(append([]lap(nil), h.later[max(0, len(h.later)-lapsKept+1):]...), l)
}

// laps returns the first build and the last ones after it, oldest first.
func (h *history) laps() (first lap, later []lap) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.first, h.later
}

package serve

import "time"

// A burst is over when nothing has happened for quietTime, or when it has gone
// on for burstLimit. Programs save in several steps, within a few milliseconds;
// a person who waits for the page notices neither time.
const (
	quietTime  = 30 * time.Millisecond
	burstLimit = 300 * time.Millisecond
)

// A burst is a run of events that count as one.
type burst struct {
	timer *time.Timer
	first time.Time // when it began; zero if there is none
}

func newBurst() burst {
	timer := time.NewTimer(quietTime)
	timer.Stop()
	return burst{timer: timer}
}

// add takes an event that happens now, the first of a burst or one more.
func (b *burst) add() {
	now := time.Now()
	if b.first.IsZero() {
		b.first = now
	}
	// At the limit the timer is left alone: were it set again and again, it would
	// never ring.
	if left := b.first.Add(burstLimit).Sub(now); left > 0 {
		b.timer.Reset(min(quietTime, left))
	}
}

// over gets a value when the burst is over, and has to be ended.
func (b *burst) over() <-chan time.Time { return b.timer.C }

// end makes the next event the first of another burst.
func (b *burst) end() {
	b.timer.Stop()
	b.first = time.Time{}
}

package serve

import "time"

// A burst is over when nothing has happened for quietTime, or when it has gone
// on for burstLimit. Programs save in several steps, within a few milliseconds;
// a person who waits for the page notices neither time.
const (
	quietTime  = 30 * time.Millisecond
	burstLimit = 300 * time.Millisecond
)

// restTime after an event a burst is probably over, as saving takes less.
const restTime = 5 * time.Millisecond

// A burst is a run of events that count as one.
type burst struct {
	timer *time.Timer
	rest  *time.Timer // rings when the burst is probably over
	first time.Time   // when it began; zero if there is none
}

func newBurst() burst {
	b := burst{timer: time.NewTimer(quietTime), rest: time.NewTimer(restTime)}
	b.end()
	return b
}

// add takes an event that happens now, the first of a burst or one more.
func (b *burst) add() {
	now := time.Now()
	if b.first.IsZero() {
		b.first = now
	}
	b.rest.Reset(restTime)
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
	b.rest.Stop()
	b.first = time.Time{}
}

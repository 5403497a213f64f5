package search

import (
	"runtime"
	"sync/atomic"
)

// ordered makes n things on all processors and hands them over in order. Worker
// returns a function that makes the i-th one, and is not called by two at a time. Only
// a few things wait to be handed over, so that memory stays small.
func ordered[T any](n int, worker func() func(i int) T, take func(T)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	made := make([]chan T, n)
	for i := range made {
		made[i] = make(chan T, 1)
	}
	var next atomic.Int64
	room := make(chan struct{}, 2*workers)
	for range workers {
		go func() {
			f := worker()
			for {
				room <- struct{}{} // taken before the number, so that the first thing missing is being made
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				made[i] <- f(i)
			}
		}()
	}
	for _, c := range made {
		take(<-c)
		<-room
	}
}

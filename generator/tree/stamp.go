package tree

import (
	"io/fs"
	"time"
)

// A stamp is what a file looked like from outside when it was read. If it looks
// the same, and is settled, it has not been written to.
type stamp struct {
	size    int64
	mtime   int64 // of the content, in nanoseconds; programs can set it
	ctime   int64 // of anything; only the system sets it. 0 where there is none
	inode   uint64
	mode    fs.FileMode
	settled bool // the file was old enough to tell a later write by its times
}

// settleTime is how old a file must be when it is read. Clocks are coarse: some
// systems count in steps of two seconds, so a write that follows another one
// may leave all times as they are.
const settleTime = 3 * time.Second

// stampOf returns the stamp of a file in a reading that began at start. A time
// in the future is one that cannot be trusted, so such a file never settles.
func stampOf(info fs.FileInfo, start time.Time) stamp {
	s := stamp{size: info.Size(), mtime: info.ModTime().UnixNano(), mode: info.Mode()}
	s.inode, s.ctime = identity(info)
	changed := s.mtime
	if s.ctime != 0 {
		changed = s.ctime
	}
	s.settled = changed < start.Add(-settleTime).UnixNano()
	return s
}

// same reports whether two stamps differ at most in being settled.
func (s stamp) same(other stamp) bool {
	s.settled = other.settled
	return s == other
}

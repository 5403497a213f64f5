//go:build unix && !linux

package tree

import (
	"io/fs"
	"syscall"
)

// identity returns the number of a file in its file system. The time of its last
// change has another name on each of these systems and is left out.
func identity(info fs.FileInfo) (inode uint64, ctime int64) {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Ino), 0
	}
	return 0, 0
}

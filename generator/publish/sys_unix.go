//go:build unix

package publish

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// flock locks a file for this process, or returns errHeld.
func flock(f *os.File) error {
	for {
		switch err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err {
		case unix.EINTR:
		case unix.EWOULDBLOCK:
			return errHeld
		default:
			return os.NewSyscallError("flock", err)
		}
	}
}

// writable returns an error if entries of a directory may not be deleted.
func writable(dir *os.File) error {
	err := unix.Faccessat(int(dir.Fd()), ".", unix.W_OK|unix.X_OK, unix.AT_EACCESS)
	return os.NewSyscallError("access", err)
}

// otherDevice reports whether two directories are on different disks.
func otherDevice(a, b *os.Root) bool {
	device := func(r *os.Root) (any, bool) {
		info, err := r.Stat(".")
		if err != nil {
			return nil, false
		}
		st, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return nil, false
		}
		return st.Dev, true
	}
	da, ok := device(a)
	db, ok2 := device(b)
	return ok && ok2 && da != db
}

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchanger returns how to swap two directories in root in one step.
func exchanger() func(root *os.Root, a, b string) error {
	return func(root *os.Root, a, b string) error {
		return control(root, func(fd int) error {
			return unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE)
		})
	}
}

// mounted reports whether dir is a mount point: its files cannot be renamed to
// or from the directory above it.
func mounted(above, dir *os.Root) bool {
	var st unix.Statx_t
	err := control(dir, func(fd int) error {
		return unix.Statx(fd, "", unix.AT_EMPTY_PATH, unix.STATX_BASIC_STATS, &st)
	})
	if err == nil && st.Attributes&st.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0 {
		return true
	}
	return otherDevice(above, dir)
}

func control(root *os.Root, f func(fd int) error) error {
	dir, err := root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	conn, err := dir.SyscallConn()
	if err != nil {
		return err
	}
	var failure error
	err = conn.Control(func(fd uintptr) { failure = f(int(fd)) })
	if err != nil {
		return err
	}
	return failure
}

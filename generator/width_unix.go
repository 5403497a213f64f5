//go:build linux || darwin

package main

import (
	"os"
	"syscall"
	"unsafe"
)

// windowColumns asks the system how wide a terminal is; 0 if f is none.
func windowColumns(f *os.File) int {
	var size struct{ rows, columns, x, y uint16 }
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return 0
	}
	return int(size.columns)
}

//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach keeps the Ctrl-C that ends us from ending the browser, too.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

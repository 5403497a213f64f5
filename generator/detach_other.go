//go:build !unix

package main

import "os/exec"

// detach has nothing to do where Ctrl-C reaches only who reads the keyboard.
func detach(*exec.Cmd) {}

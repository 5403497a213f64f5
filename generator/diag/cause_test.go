package diag

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
	"testing"
)

func TestCause(t *testing.T) {
	bind := func(e syscall.Errno) error {
		return &net.OpError{Op: "listen", Net: "tcp", Err: os.NewSyscallError("bind", e)}
	}
	for _, tt := range []struct {
		name string
		err  error
		en   string
		zh   string
	}{
		{"a file that may not be read", &fs.PathError{Op: "open", Path: "content", Err: syscall.EACCES}, "open content: permission denied", "content：没有权限"},
		{"a file that is not there", fmt.Errorf("theme: %w", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}), "theme: open x: file does not exist", "x：没有这个文件或文件夹"},
		{"without a file", syscall.EACCES, "permission denied", "没有权限"},
		{"a taken port", bind(syscall.EADDRINUSE), "listen tcp: bind: address already in use", "这个端口已被占用"},
		{"somebody else’s address", bind(syscall.EADDRNOTAVAIL), "listen tcp: bind: cannot assign requested address", "这台电脑没有这个地址"},
		{"what nobody has translated", errors.New("odd\x1b"), `odd\u001b`, `“odd\u001b”`},
		{"a name that would drive the terminal", &fs.PathError{Op: "open", Path: "\x1b[2J", Err: fs.ErrPermission}, `open \u001b[2J: permission denied`, `\u001b[2J：没有权限`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := Cause(tt.err), (Text{tt.en, tt.zh}); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

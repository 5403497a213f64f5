package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestError(t *testing.T) {
	tests := []struct {
		err    error
		kind   Kind
		en, zh string
	}{
		{syscall.ENOSPC, NoSpace, "no space left on the disk for “p/a.html”", "磁盘空间不足，无法写入“p/a.html”"},
		{syscall.EDQUOT, NoSpace, "no space left on the disk for “p/a.html”", "磁盘空间不足，无法写入“p/a.html”"},
		{syscall.EACCES, Permission, "no permission to read or write “p/a.html”", "没有读写“p/a.html”的权限"},
		{syscall.EPERM, Permission, "no permission to read or write “p/a.html”", "没有读写“p/a.html”的权限"},
		{syscall.EROFS, Permission, "no permission to read or write “p/a.html”", "没有读写“p/a.html”的权限"},
		{syscall.EMFILE, Limits, "too many files are open; “p/a.html” could not be opened", "打开的文件太多，无法再打开“p/a.html”"},
		{syscall.ENFILE, Limits, "too many files are open; “p/a.html” could not be opened", "打开的文件太多，无法再打开“p/a.html”"},
		{syscall.EFBIG, Limits, "“p/a.html” is larger than this system allows a file to be", "“p/a.html”超过了系统允许的文件大小"},
		{fs.ErrNotExist, Changed, "“p/a.html” was changed by something else during publishing", "发布期间，“p/a.html”被别的程序改动了"},
		{syscall.ENOTEMPTY, Changed, "“p/a.html” was changed by something else during publishing", "发布期间，“p/a.html”被别的程序改动了"},
		{syscall.EIO, Other, "“p/a.html”: open p/a.html: input/output error", "“p/a.html”：open p/a.html: input/output error"},
		{errors.New("a\x1b[2Jb\nc\u202e"), Other, "“p/a.html”: open p/a.html: a\ufffd[2Jb\ufffdc\ufffd", "“p/a.html”：open p/a.html: a\ufffd[2Jb\ufffdc\ufffd"},
		{context.Canceled, Other, "publishing to “p/a.html” was stopped", "写入“p/a.html”的过程已被中止"},
		{syscall.ENAMETOOLONG, BadPath, "“p/a.html”: open p/a.html: file name too long", "“p/a.html”：open p/a.html: file name too long"},
	}
	for _, tt := range tests {
		t.Run(tt.err.Error(), func(t *testing.T) {
			cause := &os.PathError{Op: "open", Path: "p/a.html", Err: tt.err}
			err := failed("p/a.html", fmt.Errorf("%w", cause))
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Kind != tt.kind || !errors.Is(err, tt.err) {
				t.Fatalf("got %#v", err)
			}
			if en, zh := e.Say(); en != tt.en || zh != tt.zh || e.Error() != en {
				t.Errorf("got  %s\n     %s\nwant %s\n     %s", en, zh, tt.en, tt.zh)
			}
			if failed("elsewhere", err) != err {
				t.Error("the first to name the place should be believed")
			}
		})
	}
	if err := failed("x", nil); err != nil {
		t.Errorf("got %v", err)
	}
}

// Whatever has a way out says so in both languages.
func TestHints(t *testing.T) {
	for k := Other; k <= BadPath; k++ {
		e := &Error{k, "public", errors.New("why")}
		en, zh := e.Hint()
		if (en == "") != (k == Other) || (zh == "") != (k == Other) {
			t.Errorf("kind %d: got %q, %q", k, en, zh)
		}
		if en, zh := e.Say(); !strings.Contains(en, "“public”") || !strings.Contains(zh, "“public”") {
			t.Errorf("kind %d: got %q, %q", k, en, zh)
		}
	}
}

package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"unicode"
)

// A Kind is a sort of failure, as far as it matters to whoever has to repair
// it.
type Kind int

// The kinds of failure.
const (
	Other      Kind = iota // none of the others; a failed Make, a cancelled build
	Foreign                // the directory is not one for us to publish to
	Locked                 // another build is publishing to it
	NoSpace                // the disk or the quota is full
	Permission             // something may not be read or written
	Limits                 // too many open files, or too large a file
	Changed                // somebody else changed the directory meanwhile
	BadPath                // a file of the site has an impossible name
)

// An Error says why nothing was published.
type Error struct {
	Kind Kind
	Path string // what could not be written, made or used
	Err  error
}

// Error returns the message in English.
func (e *Error) Error() string {
	en, _ := e.Say()
	return en
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Say returns the message in both languages.
func (e *Error) Say() (en, zh string) {
	if said, ok := errors.AsType[message](e.Err); ok {
		return said.en, said.zh
	}
	var m message
	switch e.Kind {
	case Locked:
		m = sayf("another build is publishing to “%s”", "另一次构建正在写入“%s”", e.Path)
	case NoSpace:
		m = sayf("no space left on the disk for “%s”", "磁盘空间不足，无法写入“%s”", e.Path)
	case Permission:
		m = sayf("no permission to read or write “%s”", "没有读写“%s”的权限", e.Path)
	case Limits:
		m = e.limit()
	case Changed:
		m = sayf("“%s” was changed by something else during publishing", "发布期间，“%s”被别的程序改动了", e.Path)
	default:
		m = e.other()
	}
	return m.en, m.zh
}

func (e *Error) limit() message {
	if errors.Is(e.Err, syscall.EFBIG) {
		return sayf("“%s” is larger than this system allows a file to be", "“%s”超过了系统允许的文件大小", e.Path)
	}
	return sayf("too many files are open; “%s” could not be opened", "打开的文件太多，无法再打开“%s”", e.Path)
}

func (e *Error) other() message {
	if errors.Is(e.Err, context.Canceled) || errors.Is(e.Err, context.DeadlineExceeded) {
		return sayf("publishing to “%s” was stopped", "写入“%s”的过程已被中止", e.Path)
	}
	return sayf("“%s”: %v", "“%s”：%v", e.Path, e.Err)
}

// Hint returns the way out in both languages, or two empty strings if there is
// none to offer.
func (e *Error) Hint() (en, zh string) {
	switch e.Kind {
	case Foreign:
		return "choose another directory, or move away what is there",
			"请换一个目录，或先把那里的东西移走"
	case Locked:
		return "wait until it has finished, then try again", "请等它结束后再试"
	case NoSpace:
		return "free some space; the new site needs room beside the old one",
			"请腾出一些空间：新网站要和旧网站同时存放"
	case Permission:
		return "make it and the directory above it writable for yourself, or choose another output directory (--out)",
			"请让您对它和上一级目录有写入权限，或换一个输出目录（--out）"
	case Limits:
		if errors.Is(e.Err, syscall.EFBIG) {
			return "raise the limit (ulimit -f), or make the file smaller", "请提高上限（ulimit -f），或缩小这个文件"
		}
		return "raise the limit (ulimit -n)", "请提高上限（ulimit -n）"
	case Changed:
		return "let nothing else write there, then try again", "请不要让别的程序写入那里，然后再试"
	case BadPath:
		return "rename the page or file that it comes from", "请给它的来源页面或文件改名"
	default:
		return "", ""
	}
}

// A message is an error that speaks both languages.
type message struct{ en, zh string }

func (m message) Error() string { return m.en }

// sayf formats a message. Names in it are made harmless: they come from disks
// and strangers, and terminals obey what is in them.
func sayf(en, zh string, args ...any) message {
	for i, a := range args {
		switch a := a.(type) {
		case string:
			args[i] = clean(a)
		case error:
			args[i] = clean(a.Error())
		}
	}
	return message{fmt.Sprintf(en, args...), fmt.Sprintf(zh, args...)}
}

func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// failed makes an Error of an error of the system about path, unless it is an
// Error already.
func failed(path string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{kindOf(err), path, err}
}

func kindOf(err error) Kind {
	is := func(targets ...error) bool {
		for _, t := range targets {
			if errors.Is(err, t) {
				return true
			}
		}
		return false
	}
	switch {
	case is(syscall.ENOSPC, syscall.EDQUOT):
		return NoSpace
	case is(fs.ErrPermission, syscall.EROFS):
		return Permission
	case is(syscall.EMFILE, syscall.ENFILE, syscall.EFBIG):
		return Limits
	case is(fs.ErrNotExist, fs.ErrExist, syscall.ENOTDIR, syscall.EISDIR, syscall.ENOTEMPTY):
		return Changed
	case is(syscall.ENAMETOOLONG):
		return BadPath
	default:
		return Other
	}
}

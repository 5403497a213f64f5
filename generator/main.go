// Playbook turns a folder of Markdown case studies and frameworks into a
// cross-linked training site.
//
//	go run ./generator build
//
// This file is the way in and the way out: signals, exit codes, and what to say
// when something fails that is not the author's doing. Every command has a file
// of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"runtime/debug"
	"strings"
	"syscall"

	"playbook/generator/build"
	"playbook/generator/diag"
	"playbook/generator/publish"
)

// version is shown by the version command and in the footer of every page.
const version = "0.1.0"

// Exit codes. Scripts and build systems rely on them.
const (
	exitOK          = 0
	exitProblems    = 1  // problems in content
	exitUsage       = 2  // usage or settings
	exitEnvironment = 3  // disk, permission, limits
	exitInternal    = 70 // our fault
	exitLocked      = 75 // another build is running
	exitSignal      = 128
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run runs one command line and returns the exit code.
func run(args []string, stdout, stderr io.Writer) (code int) {
	lang := language(args, os.Getenv)
	defer func() {
		if r := recover(); r != nil {
			code = exitInternal
			reportFault(stderr, lang, r, debug.Stack())
		}
	}()
	ctx, caught := catchSignals()
	root := newRoot(&app{lang: lang, stdout: stdout, stderr: stderr})
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if sig := caught(); sig != 0 && err != nil {
		return exitSignal + int(sig)
	}
	return report(stderr, lang, err)
}

// catchSignals returns a context that ends at the first interrupt or
// termination, and a function that tells which it was, or 0. A second signal
// ends the program at once.
func catchSignals() (context.Context, func() syscall.Signal) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	var caught syscall.Signal
	go func() {
		if s, ok := (<-signals).(syscall.Signal); ok {
			caught = s
		}
		signal.Stop(signals)
		cancel()
	}()
	return ctx, func() syscall.Signal {
		if ctx.Err() == nil {
			return 0
		}
		return caught
	}
}

// An exitError ends the program with a code. Its text may be empty when
// everything has been said.
type exitError struct {
	code int
	text diag.Text
	hint diag.Text
}

func (e *exitError) Error() string { return e.text.En }

// errProblems ends the program after findings have been printed.
var errProblems = &exitError{code: exitProblems}

func usageError(en, zh string, args ...any) *exitError {
	return &exitError{code: exitUsage, text: diag.Say(en, zh, args...)}
}

// report says what went wrong and returns the exit code.
func report(w io.Writer, lang string, err error) int {
	if err == nil {
		return exitOK
	}
	var exit *exitError
	var pub *publish.Error
	var fault *build.Fault
	switch {
	case errors.As(err, &fault):
		reportFault(w, lang, fault, fault.Stack)
		return exitInternal
	case errors.As(err, &exit):
	case errors.As(err, &pub):
		exit = publishError(pub)
	case errors.Is(err, os.ErrPermission):
		exit = &exitError{code: exitEnvironment, text: diag.Cause(err), hint: diag.Say("check the permissions", "请检查权限")}
	case errors.Is(err, os.ErrNotExist) || errors.As(err, new(syscall.Errno)):
		exit = &exitError{code: exitEnvironment, text: diag.Cause(err)}
	default:
		exit = &exitError{code: exitUsage, text: commandLine(err), hint: diag.Say("“playbook --help” shows what is possible", "运行 playbook --help 查看用法")}
	}
	if !exit.text.IsZero() {
		fmt.Fprintf(w, "playbook%s%s\n", colon(lang), exit.text.In(lang))
	}
	if !exit.hint.IsZero() {
		fmt.Fprintf(w, "  %s\n", exit.hint.In(lang))
	}
	return exit.code
}

// slips of the command line, as cobra and pflag put them; the first that fits is
// meant.
var slips = []struct {
	pattern *regexp.Regexp
	zh      string
}{
	{regexp.MustCompile(`^unknown command "([^"]*)" for "playbook \w+"`), "这个命令后面不写“$1”"},
	{regexp.MustCompile(`^unknown shorthand flag: '(.)' in .*`), "没有“-$1”这个选项"},
	{regexp.MustCompile(`^unknown command "([^"]*)"`), "没有“$1”这个命令"},
	{regexp.MustCompile(`^unknown (?:shorthand )?flag: (.*)`), "没有“$1”这个选项"},
	{regexp.MustCompile(`^flag needs an argument: (.*)`), "选项“$1”后面要写一个值"},
	{regexp.MustCompile(`^invalid argument "([^"]*)" for "([^"]*)".*`), "选项“$2”不能是“$1”"},
	{regexp.MustCompile(`^accepts (?:at most |between \d+ and )?(\d+) arg\(s\), received (\d+)`), "这个命令接受 $1 个参数，您写了 $2 个"},
}

// commandLine says in both languages what is wrong with a command line.
func commandLine(err error) diag.Text {
	said := verbatim(err)
	for _, s := range slips {
		if m := s.pattern.FindStringSubmatchIndex(said.En); m != nil {
			said.Zh = string(s.pattern.ExpandString(nil, s.zh, said.En, m))
			break
		}
	}
	return said
}

func verbatim(err error) diag.Text {
	return diag.Text{En: diag.Clean(err.Error()), Zh: diag.Clean(err.Error())}
}

func colon(lang string) string {
	if lang == "zh" {
		return "："
	}
	return ": "
}

// publishError gives a failure to write the site its exit code.
func publishError(e *publish.Error) *exitError {
	en, zh := e.Say()
	hintEn, hintZh := e.Hint()
	exit := &exitError{code: exitEnvironment, text: diag.Text{En: en, Zh: zh}, hint: diag.Text{En: hintEn, Zh: hintZh}}
	switch e.Kind {
	case publish.Locked:
		exit.code = exitLocked
	case publish.Foreign:
		exit.code = exitUsage
	}
	return exit
}

// reportFault says that the program, not the author, is wrong.
func reportFault(w io.Writer, lang string, fault any, stack []byte) {
	fmt.Fprintln(w, diag.Text{
		En: fmt.Sprintf("playbook %s: internal fault: %v\nThis is our mistake, not yours. Please report it with the lines below. Nothing was published.", version, fault),
		Zh: fmt.Sprintf("playbook %s：程序内部出错：%v\n这是我们的错，不是您的。请把下面几行发给我们。网站没有改动。", version, fault),
	}.In(lang))
	lines := strings.Split(string(stack), "\n")
	fmt.Fprintln(w, strings.Join(lines[:min(len(lines), 30)], "\n"))
}

// language returns "zh" or "en": what --lang says, or else the locale. Without
// either it is Chinese, the language of the book.
func language(args []string, getenv func(string) string) string {
	chosen := ""
	for i, a := range args {
		value, ok := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			value, ok = args[i+1], true
		}
		if ok && (value == "zh" || value == "en") {
			chosen = value // the last one counts, as for all flags
		}
	}
	if chosen != "" {
		return chosen
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(v, "en") {
				return "en"
			}
			return "zh"
		}
	}
	return "zh"
}

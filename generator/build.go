package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"playbook/generator/build"
	"playbook/generator/diag"
	"playbook/generator/publish"
)

func newBuild(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build",
		Short: a.say("Write the site, if nothing is wrong", "检查内容并生成网站"),
		Long: a.say(
			"Build reads the content and the theme, checks everything, and writes the whole site: all of it or, if there is an error, nothing.",
			"读取内容与主题，全部检查一遍，再写出整个网站：要么全部写好，要么（有错误时）一个字节都不动。"),
		Example: "  playbook build\n  playbook build --content handbook --out dist\n  playbook build --format github",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runBuild(cmd, a)
		},
	}
	a.themeFlags(cmd)
	cmd.Flags().StringVar(&a.out, "out", "public", a.say("folder to write", "写到哪个文件夹"))
	return cmd
}

func runBuild(cmd *cobra.Command, a *app) error {
	start := time.Now()
	debug.SetGCPercent(50) // a quarter less memory for a tenth more time: books grow
	in, err := a.input(cmd)
	if err != nil {
		return err
	}
	if err := publish.Check(a.out, a.content, a.themes); err != nil {
		return err
	}
	res := build.Build(in)
	if err := a.printFindings(res.Found, res.Read); err != nil {
		return err
	}
	if res.Found.Failed() {
		a.summary(res.Found, a.say("Nothing was published.", "网站没有改动。"))
		return errProblems
	}
	stats, err := publish.To(cmd.Context(), a.out, files(res.Outputs()), publish.Options{Progress: a.progress()})
	var failure *build.Failure
	switch {
	case errors.As(err, &failure):
		if err := a.printFindings(failure.Found, res.Read); err != nil {
			return err
		}
		a.summary(failure.Found, a.say("Nothing was published.", "网站没有改动。"))
		return errProblems
	case err != nil:
		return err
	}
	a.summary(res.Found, a.say("%d files in %s (%d new or changed, %d removed), %.1f s",
		"%d 个文件已写入 %s（新写 %d，删除 %d），用时 %.1f 秒",
		stats.Written+stats.Unchanged, a.out, stats.Written, stats.Removed, time.Since(start).Seconds()))
	return context.Cause(cmd.Context())
}

// files turns what can be made into what can be published.
func files(outputs []build.Output) []publish.File {
	list := make([]publish.File, len(outputs))
	for i, o := range outputs {
		list[i] = publish.File{Path: o.Path, Make: o.Make, Copy: o.Copy}
	}
	return list
}

// progress shows how far a build is, on a terminal only.
func (a *app) progress() func(done, total int) {
	if !isTerminal(a.stderr) {
		return nil
	}
	var last time.Time
	return func(done, total int) {
		if now := time.Now(); done == total || now.Sub(last) > 100*time.Millisecond {
			last = now
			fmt.Fprintf(a.stderr, "\r\x1b[K%d / %d", done, total)
			if done == total {
				fmt.Fprint(a.stderr, "\r\x1b[K")
			}
		}
	}
}

// summary ends a run with one line: the number of problems, and what became of
// the site. If there are none, it is for a terminal only.
func (a *app) summary(found diag.List, rest string) {
	errors, warnings := found.Count()
	if errors+warnings > 0 && a.format == "text" {
		fmt.Fprintln(a.stderr, a.say("%s, %s. ", "%s，%s。", count(errors, "error", "个错误"), count(warnings, "warning", "个提醒"))+rest)
	} else if isTerminal(a.stderr) {
		fmt.Fprintln(a.stderr, rest)
	}
}

// count says how many there are of something.
func count(n int, en, zh string) diag.Text {
	if n != 1 {
		en += "s"
	}
	return diag.Say("%d "+en, "%d "+zh, n)
}

package main

import (
	"github.com/spf13/cobra"

	"playbook/generator/build"
	"playbook/generator/diag"
)

func newCheck(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: a.say("Report what is wrong, write nothing", "只检查，不写任何文件"),
		Long: a.say(
			"Check reads everything that build reads, makes every page in memory, and reports all problems of all files at once.",
			"读取与 build 相同的内容，在内存里把每一页都做一遍，一次报出所有文件的所有问题。"),
		Example: "  playbook check\n  playbook check --format sarif > findings.sarif\n  playbook check --lang en",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			in, err := a.input(cmd)
			if err != nil {
				return err
			}
			res := build.Build(in)
			found := append(diag.List(nil), res.Found...)
			if !found.Failed() {
				problems, err := res.MakeAll(cmd.Context())
				if err != nil {
					return err
				}
				found = append(found, problems...)
			}
			if err := a.printFindings(found, res.Read); err != nil {
				return err
			}
			a.summary(found, a.say("%d documents checked.", "共检查 %d 份文档。", len(res.Library.All())))
			if found.Failed() {
				return errProblems
			}
			return nil
		},
	}
	a.themeFlags(cmd)
	return cmd
}

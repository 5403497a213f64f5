package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/build"
	"playbook/generator/check"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
	"playbook/generator/markdown"
	"playbook/generator/prose"
	"playbook/generator/site"
)

// rules returns every rule there is, by name.
func rules() []*diag.Rule {
	all := slices.Concat(build.Rules, content.Rules, markdown.Rules, library.Rules, check.Rules, prose.Rules, site.Rules)
	slices.SortFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func ruleNames() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.Name)
	}
	return names
}

func newExplain(a *app) *cobra.Command {
	return &cobra.Command{
		Use:       "explain [RULE]",
		Short:     a.say("Say why a rule exists and what to do", "说明一条规则为什么存在、该怎么办"),
		Long:      a.say("Explain the rule whose name stands in [ ] at the end of a message, or list all rules.", "每条提示末尾的 [ ] 里是规则名。写上规则名查看说明；不写就列出全部规则。"),
		Example:   "  playbook explain unknown-element\n  playbook explain",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: ruleNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			i := slices.Index(ruleNames(), args[0])
			if i < 0 {
				err := usageError("there is no rule “%s”", "没有“%s”这条规则", args[0])
				if near := diag.Nearest(args[0], ruleNames()); near != "" {
					err.hint = diag.Say("did you mean “%s”?", "您是不是想写“%s”？", near)
				}
				return err
			}
			r := rules()[i]
			_, err := fmt.Fprintf(a.stdout, "%s · %s\n\n  %s\n\n%s\n", r.Name, a.severity(r), r.Pattern(a.lang), r.Why.In(a.lang))
			return err
		},
	}
}

func (a *app) severity(r *diag.Rule) string {
	if r.Severity == diag.Warning {
		return a.say("warning: published all the same", "提醒：不影响发布")
	}
	return a.say("error: nothing is published until it is mended", "错误：改好之前不会发布")
}

func (a *app) listRules() error {
	for _, r := range rules() {
		if _, err := fmt.Fprintf(a.stdout, "%-26s %-8s %s\n", r.Name, r.Severity, r.Pattern(a.lang)); err != nil {
			return err
		}
	}
	return nil
}

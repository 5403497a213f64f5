package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/author"
	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
)

func newSchema(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: a.say("Print JSON Schemas for editors", "输出供编辑器使用的 JSON Schema"),
		Long: a.say(
			"Schema prints the JSON Schema (draft 7) of the fields at the top of a page, with what each is for and the ids of this book; “site” is that of site.yaml, “style” that of style.yaml. Without a name it prints all, as one object.\n\nNAME is one of: %s, site, style",
			"输出某类页面文件头的 JSON Schema（draft 7），带每个字段的说明和这本手册里的编号；site 是 site.yaml 的，style 是 style.yaml 的。不写名字就把全部合成一个对象输出。\n\nNAME 可以是：%s、site、style", typeNames()),
		Example:   "  playbook schema case > case.schema.json\n  playbook schema --lang en",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: append(typeNameList(), "site", "style"),
		RunE: func(_ *cobra.Command, args []string) error {
			sources, err := a.source()
			if err != nil {
				return err
			}
			list := author.Schemas(build.Library(sources), a.lang)
			if len(args) == 0 {
				return a.printJSON(allSchemas(list))
			}
			name := args[0]
			if t := content.TypeOf(name); t != nil {
				name = t.Name
			}
			i := slices.IndexFunc(list, func(f author.File) bool { return f.Name == name })
			if i < 0 {
				names := append(typeNameList(), "site", "style")
				all := strings.Join(names, ", ")
				err := usageError("there is no schema “%s”; choose from %s", "没有“%s”；可选 %s", name, diag.Text{En: all, Zh: all})
				if near := diag.Nearest(name, names); near != "" {
					err.hint = diag.Say("did you mean “%s”?", "您是不是想写“%s”？", near)
				}
				return err
			}
			return a.printJSON(list[i].JSON)
		},
	}
}

// allSchemas joins schemas to one object, in their order.
func allSchemas(list []author.File) []byte {
	var parts [][]byte
	for _, f := range list {
		parts = append(parts, fmt.Appendf(nil, "%q:%s", f.Name, f.JSON))
	}
	return slices.Concat([]byte("{"), bytes.Join(parts, []byte(",")), []byte("}"))
}

// printJSON writes JSON in lines that people can read.
func (a *app) printJSON(data []byte) error {
	var b bytes.Buffer
	err := json.Indent(&b, data, "", "  ")
	_, err2 := fmt.Fprintln(a.stdout, b.String())
	return errors.Join(err, err2)
}

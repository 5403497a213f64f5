package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/author"
	"playbook/generator/content"
	"playbook/generator/diag"
)

func newNew(a *app) *cobra.Command {
	var title string
	cmd := &cobra.Command{
		Use:   "new TYPE ID",
		Short: a.say("Start a page, with notes on what to write", "起一页新的，里面写着该填什么"),
		Long: a.say(
			"New writes a page of a type with everything that such a page may have: what nearly every page needs stands there with 【 】 around what to write, the rest as comments. ID becomes the file name and the address: lower-case letters, digits and hyphens.\n\nTYPE is one of: %s",
			"写好一页的架子：几乎每页都要写的已经列出，【】里说明写什么；用得少的放在注释里。ID 会成为文件名和网址，用小写字母、数字和连字符。\n\nTYPE 可以是：%s", typeNames()),
		Example: a.say(
			"  playbook new case barber-umbrella\n  playbook new play lend-an-umbrella --title \"Lend an umbrella\"",
			"  playbook new case barber-umbrella --title 理发店的一把伞\n  playbook new 做法 lend-an-umbrella"),
		Args: cobra.ExactArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return completeType(args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			typ, err := typeNamed(args[0])
			if err != nil {
				return err
			}
			id := args[1]
			if !content.IsID(id) {
				err := usageError("“%s” cannot be an id: lower-case letters a–z, digits and single hyphens", "“%s”不能用作编号：只用小写字母 a–z、数字和单个连字符", id)
				err.hint = diag.Say("try “%s”", "可以改成“%s”", content.SuggestID(id))
				return err
			}
			if _, err := a.source(); err != nil {
				return err // there is no book here
			}
			if title == "" {
				title = author.Title(id)
			}
			file := filepath.Join(a.content, typ.Folder, id+".md")
			if err := create(file, author.New(typ, title)); errors.Is(err, fs.ErrExist) {
				err := usageError("%s is there already", "已经有 %s 了", filepath.ToSlash(file))
				err.hint = diag.Say("choose another id", "请换一个编号")
				return err
			} else if err != nil {
				return err
			}
			_, err = fmt.Fprintln(a.stdout, a.say(
				"%[1]s is ready. Open it, replace what is in 【 】, and watch it grow:\n\n  %[4]s serve --open    the page is %[2]s/%[3]s.html\n  %[4]s fmt             when you are done: fields in their order, references as ids",
				"%[1]s 写好了。打开它，把【】里的话换成您的，边写边看：\n\n  %[4]s serve --open    这一页在 %[2]s/%[3]s.html\n  %[4]s fmt             写完后整理一下：字段排好顺序，引用换成编号",
				filepath.ToSlash(file), typ.Folder, id, self(os.Args[0])))
			return err
		},
	}
	cmd.Flags().StringVar(&title, "title", "", a.say("title of the page (default: made of the ID)", "页面的标题（默认由 ID 而来）"))
	return cmd
}

// self returns how the user runs this program: “go run” makes one in a folder of
// its own and nobody can type that path.
func self(program string) string {
	if strings.Contains(filepath.ToSlash(program), "/go-build") {
		return "go run ./generator"
	}
	return "playbook"
}

// completeType offers the types for the first argument of a command.
func completeType(args []string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return typeNameList(), cobra.ShellCompDirectiveNoFileComp
}

// typeNamed returns the type that an argument names.
func typeNamed(name string) (*content.Type, error) {
	if t := content.TypeOf(name); t != nil {
		return t, nil
	}
	err := usageError("there is no type “%s”; choose from %s", "没有“%s”这种类型；可选 %s", name, typeNames())
	if near := diag.Nearest(name, typeNameList()); near != "" {
		err.hint = diag.Say("did you mean “%s”?", "您是不是想写“%s”？", near)
	}
	return nil, err
}

// create writes a file that is not there yet, with its folder.
func create(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/author"
	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
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
			sources, err := a.source()
			if err != nil {
				return err // there is no book here
			}
			if err := isFree(build.Library(sources), typ, id, title); err != nil {
				return err
			}
			if title == "" {
				title = a.say("【Title】", "【标题】")
			}
			file := filepath.Join(a.content, typ.Folder, id+".md")
			if err := create(file, author.New(typ, title)); err != nil {
				return err
			}
			_, err = fmt.Fprintln(a.stdout, a.say(
				"%[1]s is ready. Open it, replace what is in 【 】, and watch it grow:\n\n  %[4]s serve --open    the page is %[2]s/%[3]s.html\n  %[4]s fmt             when you are done: fields in their order, references as ids",
				"%[1]s 写好了。打开它，把【】里的话换成您的，边写边看：\n\n  %[4]s serve --open    这一页在 %[2]s/%[3]s.html\n  %[4]s fmt             写完后整理一下：字段排好顺序，引用换成编号",
				filepath.ToSlash(file), typ.Folder, id, self(os.Args[0])))
			return err
		},
	}
	cmd.Flags().StringVar(&title, "title", "", a.say("title of the page", "页面的标题"))
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

// isFree reports why a page cannot have that id and title: somebody else has them, or
// no page can.
func isFree(lib *library.Library, typ *content.Type, id, title string) error {
	file := typ.Folder + "/" + id + ".md"
	other := func(what string) *exitError {
		err := usageError("“%s” is taken", "“%s”已经有人用了", what)
		found := lib.Find(what, "any", nil)[0]
		err.hint = diag.Say("%s is called so; choose another name, or add to that page", "%s 就叫这个名字；请换一个，或者在那一页上补充", diag.Clean(found.Doc.Path))
		return err
	}
	switch why := build.WhyNot(file); {
	case !why.IsZero():
		err := usageError("“%s” cannot be the name of a page", "“%s”不能用作文件名", id)
		err.hint = why
		return err
	case id == "index":
		err := usageError("“%s” cannot be the name of a page", "“%s”不能用作文件名", id)
		err.hint = diag.Say("that is the list of all pages of a kind", "那是某一类页面的目录")
		return err
	case len(lib.Find(id, "any", nil)) > 0:
		return other(id)
	case title != "" && strings.TrimSpace(title) == "":
		return usageError("a title has at least one character", "标题不能是空的")
	case title != "" && len(lib.Find(title, "any", nil)) > 0:
		return other(title)
	}
	return nil
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

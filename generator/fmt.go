package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
	"playbook/generator/tree"
)

func newFmt(a *app) *cobra.Command {
	var onlyCheck bool
	cmd := &cobra.Command{
		Use:   "fmt [FILE …]",
		Short: a.say("Put fields in their order and references into ids", "把字段排好顺序，把引用换成编号"),
		Long: a.say(
			"Fmt writes the front matter of all pages, or of those named, in its canonical form: fields in the order of the model, references as ids, however their author wrote them. Values, comments and prose stay as they are. A page with errors is left alone.",
			"把所有页面（或指定的几页）的文件头整理成统一的样子：字段按固定顺序，引用写成编号，不管原来用的是标题还是别名。值、注释和正文一个字不动。有错误的页面先不动。"),
		Example: "  playbook fmt\n  playbook fmt content/cases/haidilao.md\n  playbook fmt --check",
		RunE: func(_ *cobra.Command, args []string) error {
			sources, err := a.source()
			if err != nil {
				return err
			}
			files, err := a.pick(sources, args)
			if err != nil {
				return err
			}
			f := formatter{app: a, lib: build.Library(sources), write: !onlyCheck}
			for _, file := range files {
				if err := f.format(file); err != nil {
					return err
				}
			}
			for _, problem := range f.problems {
				fmt.Fprintln(a.stderr, problem)
			}
			if f.problems != nil || onlyCheck && f.changed > 0 {
				return errProblems
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&onlyCheck, "check", false, a.say("write nothing; say which pages are not in their form, and exit with 1 if there are any", "不写文件；列出还没整理的页面，有的话退出码为 1"))
	return cmd
}

// pick returns the pages that the arguments name: files as the shell knows them,
// or folders. Without arguments it returns all.
func (a *app) pick(sources *tree.Tree, args []string) ([]*tree.File, error) {
	var all []*tree.File
	for _, f := range sources.Files {
		if strings.HasSuffix(f.Path, ".md") {
			all = append(all, f)
		}
	}
	if len(args) == 0 {
		return all, nil
	}
	var list []*tree.File
	for _, arg := range args {
		rel, err := relative(a.content, arg)
		name := filepath.ToSlash(rel)
		before := len(list)
		for _, f := range all {
			if err == nil && (f.Path == name || name == "." || strings.HasPrefix(f.Path, name+"/")) && !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
		if len(list) == before && !slices.ContainsFunc(list, func(f *tree.File) bool { return f.Path == name }) {
			e := usageError("there is no page “%s” in %s", "%[2]s 里没有“%[1]s”这一页", arg, a.content)
			e.hint = diag.Say("name files as they lie on the disk, “%s” for example", "请写文件在磁盘上的路径，例如“%s”", path.Join(filepath.ToSlash(a.content), "cases", "haidilao.md"))
			return nil, e
		}
	}
	return list, nil
}

// relative returns a path as seen from a folder, whichever of the two begins at the
// root.
func relative(folder, file string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	if file, err = filepath.Abs(file); err != nil {
		return "", err
	}
	return filepath.Rel(folder, file)
}

// A formatter puts pages into their canonical form.
type formatter struct {
	*app
	lib      *library.Library
	write    bool
	changed  int
	problems []string // what was left alone, and why
}

func (f *formatter) format(file *tree.File) error {
	doc := f.lib.Document(file.Path)
	canonical := func(r content.Reference) string {
		if doc == nil {
			return ""
		}
		if found := f.lib.Find(string(r.Ref), r.Where, doc); len(found) == 1 {
			return f.lib.Canonical(found[0], r.Where, doc)
		}
		return ""
	}
	name := filepath.ToSlash(filepath.Join(f.content, filepath.FromSlash(file.Path)))
	leave := func(en, zh string) error {
		f.problems = append(f.problems, name+f.say(": ", "：")+f.say(en, zh))
		return nil
	}
	out, ok := content.Format(file.Path, file.Data, f.lib.Settings(), canonical)
	switch {
	case !ok:
		return leave("it has errors and was left alone; “playbook check” says what is wrong", "有错误，没有动；运行 playbook check 看错在哪里")
	case bytes.Equal(out, file.Data):
		return nil
	}
	f.changed++
	if !f.write {
		_, err := fmt.Fprintln(f.stdout, name)
		return err
	}
	switch err := replace(name, file.Data, out); {
	case errors.Is(err, errChanged):
		return leave("it was saved meanwhile and left alone; run fmt again", "刚刚又存过盘，没有动；请再运行一次 fmt")
	case errors.Is(err, errReadOnly):
		return leave("it is read-only and was left alone", "是只读文件，没有动")
	case err != nil:
		return err
	}
	_, err := fmt.Fprintln(f.stdout, name)
	return err
}

// Why a file is not replaced.
var (
	errChanged  = errors.New("the file has changed")
	errReadOnly = errors.New("the file is read-only")
)

// replace writes a file that was read as before. Whatever happens meanwhile, the old
// text or the new one is there, whole; what somebody else has saved since is not
// lost.
func replace(file string, before, data []byte) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o200 == 0 {
		return errReadOnly
	}
	t, err := os.CreateTemp(filepath.Dir(file), ".playbook-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name()) // of no effect once it has its name
	_, err = t.Write(data)
	if err := errors.Join(err, t.Chmod(info.Mode().Perm()), t.Sync(), t.Close()); err != nil {
		return err
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, before) {
		return cmp.Or(err, errChanged)
	}
	return os.Rename(t.Name(), file)
}

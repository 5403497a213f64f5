package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/diag"
	"playbook/generator/publish"
	"playbook/generator/tree"
)

// starter is the book that init writes: small, whole, and free of problems.
//
//go:embed all:starter
var starter embed.FS

func newInit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: a.say("Start a book in a new folder", "在新文件夹里开始一本手册"),
		Long: a.say(
			"Init writes a small example book: a case, a framework, a play, a term and a page that explains how to go on. The folder must be new or empty.",
			"写好一本小小的示例手册：一个案例、一个框架、一个做法、一个术语，还有一页写作说明。文件夹必须是新的或空的。"),
		Example: "  playbook init my-book",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			list, err := starterFiles()
			if err != nil {
				return err
			}
			if err := publish.Create(args[0], list); err != nil {
				return err
			}
			folder := diag.Clean(filepath.ToSlash(args[0]))
			if strings.ContainsAny(folder, " '$&;()") {
				folder = `"` + folder + `"`
			}
			_, err = fmt.Fprintln(a.stdout, a.say(
				"Your book is in %s. Next:\n\n  cd %s\n  playbook serve --open    write; what you save is in the browser at once\n  playbook build           when you like it: the whole site, in public/",
				"手册已放在 %s。接下来：\n\n  cd %s\n  playbook serve --open    边写边看，保存后浏览器里马上看到\n  playbook build           满意了，把整个网站写到 public/", folder, folder))
			return err
		},
	}
}

// starterFiles returns the files of the starter book. A name that begins with a
// dot cannot lie in the source tree without having its effect there.
func starterFiles() ([]publish.File, error) {
	sub, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, err
	}
	t, err := tree.FromFS(sub)
	if err != nil {
		return nil, err
	}
	var list []publish.File
	for _, f := range t.Files {
		name := f.Path
		if name == "gitignore" {
			name = ".gitignore"
		}
		list = append(list, publish.File{Path: name, Make: func() ([]byte, error) { return f.Data, nil }})
	}
	return list, nil
}

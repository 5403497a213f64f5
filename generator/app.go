package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/tree"
	"playbook/themes"
)

// An app is what all commands share: the common flags, and where to write.
type app struct {
	lang           string
	stdout, stderr io.Writer

	content string // folder of the sources
	theme   string // name; "" leaves it to site.yaml
	themes  string // folder of themes
	out     string // folder of the site
	format  string // of findings
}

// say returns the words in the language of the user.
func (a *app) say(en, zh string, args ...any) string { return diag.Say(en, zh, args...).In(a.lang) }

// newRoot returns the command line.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "playbook",
		Short: a.say("Turn a folder of Markdown cases and frameworks into a training site", "把一文件夹的 Markdown 案例与框架，变成一个可以查、可以学、可以教的网站"),
		Example: a.say(
			"  playbook init my-book     start a book\n  playbook serve            see it while you write\n  playbook build            write the site to public/\n  playbook check            see what an editor would say\n  playbook new case my-case start a page",
			"  playbook init 我的手册    新建一本手册\n  playbook serve            边写边看\n  playbook build            把网站写到 public/\n  playbook check            像编辑一样检查内容\n  playbook new case my-case 起一个新案例"),
		SilenceUsage: true, SilenceErrors: true,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	flags := root.PersistentFlags()
	flags.StringVar(&a.content, "content", "content", a.say("folder of the sources", "内容文件夹"))
	flags.String("lang", "", a.say("language of messages: zh or en (default: the locale)", "提示语言：zh 或 en（默认随系统）"))
	root.AddCommand(newInit(a), newServe(a), newBuild(a), newCheck(a), newNew(a), newFmt(a), newList(a), newExplain(a), newSchema(a), newVersion(a))
	root.SetHelpCommand(newHelp(a, root))
	root.CompletionOptions.HiddenDefaultCmd = true // there for shells, not for readers
	root.Version = version
	root.SetVersionTemplate("playbook {{.Version}}\n")
	if a.lang == "zh" {
		root.SetUsageTemplate(usageZh)
	}
	for _, cmd := range append(root.Commands(), root) {
		cmd.DisableFlagsInUseLine = true // the flags are listed below it
		cmd.InitDefaultHelpFlag()
		cmd.Flags().Lookup("help").Usage = a.say("show this help", "显示这份说明")
	}
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = a.say("print the version", "显示版本")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if lang, _ := cmd.Flags().GetString("lang"); lang != "" && lang != "zh" && lang != "en" {
			return usageError("there is no language “%s”; choose zh or en", "没有“%s”这种语言；请选 zh 或 en", lang)
		}
		return nil
	}
	return root
}

// newHelp returns the command that does what --help does.
func newHelp(a *app, root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   a.say("Show how a command is used", "显示某个命令的用法"),
		Example: "  playbook help build",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usageError("there is no command “%s”", "没有“%s”这个命令", strings.Join(args, " "))
			}
			return cmd.Help()
		},
	}
}

// usageZh is cobra's usage text in Chinese.
const usageZh = `用法：{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令 [选项]{{end}}{{if .HasExample}}

例子：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

运行 {{.CommandPath}} 命令 --help 查看某个命令的用法。{{end}}
`

// themeFlags adds the flags of commands that render.
func (a *app) themeFlags(cmd *cobra.Command) {
	a.placeFlags(cmd)
	cmd.Flags().StringVar(&a.format, "format", "text", a.say("how to show findings: %s", "检查结果的格式：%s", strings.Join(diag.Formats, ", ")))
}

// placeFlags adds the flags that say where a theme comes from.
func (a *app) placeFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.theme, "theme", "", a.say("name of the theme (default: as in site.yaml, or “default”)", "主题名（默认按 site.yaml，否则是 default）"))
	cmd.Flags().StringVar(&a.themes, "themes", "themes", a.say("folder of themes; without it the built-in theme is used", "主题文件夹；没有这个文件夹时用自带的主题"))
}

// source reads the content folder.
func (a *app) source() (*tree.Tree, error) { return a.sourceAgain(nil) }

// sourceAgain does that with what was read before; see [tree.ReadAgain].
func (a *app) sourceAgain(before *tree.Tree) (*tree.Tree, error) {
	t, err := tree.ReadAgain(a.content, before)
	if errors.Is(err, fs.ErrNotExist) {
		e := usageError("there is no folder “%s”", "没有“%s”这个文件夹", a.content)
		e.hint = diag.Say("name it with --content, or start a book with “playbook init DIR”", "请用 --content 指明内容文件夹，或用“playbook init 目录”新建一本")
		return nil, e
	}
	if info, statErr := os.Stat(a.content); statErr == nil && !info.IsDir() {
		return nil, usageError("“%s” is not a folder", "“%s”不是文件夹", a.content)
	}
	return t, err
}

// input reads everything that a site is made from.
func (a *app) input(cmd *cobra.Command) (build.Input, error) {
	in := build.Input{ContentRoot: slashed(a.content), Version: version, Today: time.Now()}
	if !slices.Contains(diag.Formats, a.format) {
		return in, usageError("there is no format “%s”; choose from %s", "没有“%s”这种格式；可选 %s", a.format, strings.Join(diag.Formats, ", "))
	}
	var err error
	if in.Content, err = a.source(); err != nil {
		return in, err
	}
	return in, a.loadTheme(cmd, &in)
}

// slashed returns a folder as it begins the paths of messages.
func slashed(dir string) string { return strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/" }

// loadTheme reads the theme that the flag or the settings ask for.
func (a *app) loadTheme(cmd *cobra.Command, in *build.Input) error {
	name, _ := themeOf(in.Content)
	return a.chooseTheme(in, name, cmd.Flags().Changed("themes"), readTheme)
}

// themeOf returns the theme that the settings ask for, and whether the settings
// could be read.
func themeOf(t *tree.Tree) (name string, known bool) {
	f := t.File(content.SettingsFile)
	if f == nil {
		return "", false
	}
	settings, _ := content.ParseSettings(f.Data)
	return settings.Theme, !settings.Unread
}

// chooseTheme reads a theme: that of the flag, or else the one of that name. A
// name on the command line that does not exist is a mistake of usage; one in
// site.yaml is a finding like others, and the default theme stands in. given
// says whether the folder of themes was named on the command line.
func (a *app) chooseTheme(in *build.Input, name string, given bool, read func(folder, name string) (*tree.Tree, string, error)) error {
	fromSettings := a.theme == "" && name != ""
	name = cmp.Or(a.theme, name, defaultTheme)
	if _, err := os.Stat(a.themes); given && errors.Is(err, fs.ErrNotExist) {
		return usageError("there is no folder “%s”", "没有“%s”这个文件夹", a.themes)
	}
	var err error
	in.Theme, in.ThemeRoot, err = read(a.themes, name)
	switch {
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case !fromSettings:
		return usageError("there is no theme “%s” in %s", "%[2]s 里没有“%[1]s”这个主题", name, a.themes)
	}
	folder := a.themes
	if given {
		folder = "themes" // that of the program will do for checking
	}
	in.NoTheme = name
	in.Theme, in.ThemeRoot, err = read(folder, defaultTheme)
	return err
}

const defaultTheme = "default"

// readTheme reads a theme from the folder of themes if it is there, or else from
// the program itself.
func readTheme(folder, name string) (*tree.Tree, string, error) {
	return readThemeAgain(folder, name, nil)
}

// readThemeAgain does that with what was read before; see [tree.ReadAgain].
func readThemeAgain(folder, name string, before *tree.Tree) (*tree.Tree, string, error) {
	if name != filepath.Base(name) || strings.HasPrefix(name, ".") {
		return nil, "", fs.ErrNotExist // a theme is a folder of that name, not a path
	}
	dir := filepath.Join(folder, name)
	t, err := tree.ReadAgain(dir, before)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return t, slashed(dir), err
	}
	built, err := tree.FromFS(themes.FS)
	if err != nil {
		return nil, "", err
	}
	if t = built.Under(name); len(t.Files) == 0 {
		return nil, "", fs.ErrNotExist
	}
	return t, "themes/" + name + "/", nil
}

// printFindings writes what is wrong: for people to standard error, for programs
// to standard output.
func (a *app) printFindings(found diag.List, read func(string) []byte) error {
	w := a.stdout
	if a.format == "text" {
		w = a.stderr
	}
	p := diag.Printer{Lang: a.lang, Read: read, Color: isTerminal(w) && os.Getenv("NO_COLOR") == "", Limit: 100}
	return p.Write(w, found, a.format)
}

// isTerminal reports whether a person is likely to watch what is written to w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

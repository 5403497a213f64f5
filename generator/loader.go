package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"playbook/generator/build"
	"playbook/generator/tree"
)

// A loader reads content and theme again and again. What has not changed since
// the last time stays the very same value, which is how a builder knows.
type loader struct {
	app     *app
	drafts  bool
	given   bool // the folder of themes was named on the command line
	lenient bool // the content folder need not be there yet

	last     build.Input
	name     string     // of the theme, as the settings said when they could be read
	themeDir string     // where the theme lies, "" if it is the program's own
	nothing  *tree.Tree // stands for a content folder that has never been there
}

// Load reads everything that a site is made from. A folder that is missing the
// first time is a mistake of usage; later it is an accident that may pass.
func (l *loader) Load() (build.Input, error) {
	in, err := l.load()
	if err == nil {
		l.last = in
	} else if usage := (*exitError)(nil); errors.As(err, &usage) && l.last.Content != nil {
		err = &fs.PathError{Op: "open", Path: l.missing(), Err: fs.ErrNotExist}
	}
	return in, err
}

func (l *loader) load() (build.Input, error) {
	in := build.Input{ContentRoot: slashed(l.app.content), Version: version, Today: today(time.Now()), Drafts: l.drafts}
	var err error
	if in.Content, err = l.content(); err != nil {
		return in, err
	}
	// While the settings cannot be read, the theme stays as it is: half a word
	// in site.yaml must not change every page.
	if name, known := themeOf(in.Content); known {
		l.name = name
	}
	return in, l.app.chooseTheme(&in, l.name, l.given, l.readTheme)
}

// content reads the content folder. A book may begin without one, unless the
// author says where it is.
func (l *loader) content() (*tree.Tree, error) {
	begun := l.last.Content != nil && l.last.Content != l.nothing
	if _, err := os.Stat(l.app.content); begun || !l.lenient || !errors.Is(err, fs.ErrNotExist) {
		return l.app.sourceAgain(l.last.Content)
	}
	if l.nothing == nil {
		l.nothing = tree.New(nil)
	}
	return l.nothing, nil
}

// waits reports whether there is no content folder yet.
func (l *loader) waits() bool { return l.nothing != nil && l.last.Content == l.nothing }

// readTheme reads a theme, keeping what is as before.
func (l *loader) readTheme(folder, name string) (*tree.Tree, string, error) {
	dir := filepath.Join(folder, name)
	if _, err := os.Stat(dir); err == nil {
		t, root, err := readThemeAgain(folder, name, l.last.Theme)
		if err == nil {
			l.themeDir = dir
		}
		return t, root, err
	}
	if own := "themes/" + name + "/"; l.themeDir == "" && l.last.Theme != nil && l.last.ThemeRoot == own {
		return l.last.Theme, own, nil // it cannot have changed
	}
	t, root, err := readTheme(folder, name)
	if err == nil {
		l.themeDir = ""
	}
	return t, root, err
}

// Dirs returns the folders whose changes matter. Where the theme is the
// program's own, that is the folder in which another one may turn up.
func (l *loader) Dirs() []string {
	dirs := []string{l.app.content}
	switch {
	case l.themeDir != "":
		dirs = append(dirs, l.themeDir)
	case isFolder(l.app.themes):
		dirs = append(dirs, l.app.themes)
	}
	return dirs
}

// missing returns the folder that is not there any more.
func (l *loader) missing() string {
	if isFolder(l.app.content) && l.themeDir != "" {
		return l.themeDir
	}
	return l.app.content
}

// documents counts the sources that are pages.
func (l *loader) documents() int {
	n := 0
	for _, f := range l.last.Content.Files {
		if strings.HasSuffix(f.Path, ".md") {
			n++
		}
	}
	return n
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// today returns the day of a moment. The time of day would make every build a
// new one.
func today(now time.Time) time.Time {
	year, month, day := now.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

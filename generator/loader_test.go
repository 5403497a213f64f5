package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"playbook/generator/build"
)

// bookOnDisk writes a small book and two themes, and returns what loads them.
func bookOnDisk(t *testing.T) (*loader, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml":                 "title: 手册\ntagline: 一句话\ntheme: ours\n",
		"content/terms/a.md":                "---\ntitle: 甲\n---\n",
		"content/terms/b.md":                "---\ntitle: 乙\n---\n",
		"themes/default/layouts/term.html":  "default",
		"themes/ours/layouts/term.html":     "ours",
		"themes/ours/layouts/untouched.css": "ours",
	} {
		save(t, filepath.Join(dir, name), text)
	}
	a := &app{content: filepath.Join(dir, "content"), themes: filepath.Join(dir, "themes")}
	return &loader{app: a, given: true}, dir
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, l *loader) build.Input {
	t.Helper()
	in, err := l.Load()
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestLoaderKeepsWhatHasNotChanged(t *testing.T) {
	l, dir := bookOnDisk(t)
	first := load(t, l)
	if second := load(t, l); second.Content != first.Content || second.Theme != first.Theme || second.Today != first.Today {
		t.Error("nothing changed, but the input is another one")
	}
	save(t, filepath.Join(dir, "content/terms/a.md"), "---\ntitle: 甲甲\n---\n")
	third := load(t, l)
	if third.Content.File("terms/a.md") == first.Content.File("terms/a.md") {
		t.Error("the file that changed is the same value")
	}
	if third.Content.File("terms/b.md") != first.Content.File("terms/b.md") || third.Theme != first.Theme {
		t.Error("what did not change is another value")
	}
	if l.documents() != 2 {
		t.Errorf("%d documents, want 2", l.documents())
	}
}

func TestLoaderFollowsTheTheme(t *testing.T) {
	l, dir := bookOnDisk(t)
	settings := filepath.Join(dir, "content/site.yaml")
	themes := filepath.Join(dir, "themes")
	for _, step := range []struct{ name, settings, theme, missing string }{
		{"as the settings say", "title: 手册\ntagline: 一句话\ntheme: ours\n", "ours", ""},
		{"settings that cannot be read change nothing", "title: [\n", "ours", ""},
		{"another one", "title: 手册\ntagline: 一句话\n", "default", ""},
		{"one that nobody has", "title: 手册\ntagline: 一句话\ntheme: theirs\n", "default", "theirs"},
		{"and back", "title: 手册\ntagline: 一句话\ntheme: ours\n", "ours", ""},
	} {
		save(t, settings, step.settings)
		in := load(t, l)
		if in.ThemeRoot != slashed(filepath.Join(themes, step.theme)) && step.missing == "" {
			t.Errorf("%s: theme %s, want %s", step.name, in.ThemeRoot, step.theme)
		}
		if in.NoTheme != step.missing {
			t.Errorf("%s: missing theme %q, want %q", step.name, in.NoTheme, step.missing)
		}
	}
	if got, want := l.Dirs(), []string{l.app.content, filepath.Join(themes, "ours")}; !slices.Equal(got, want) {
		t.Errorf("watches %q, want %q", got, want)
	}
}

// Where the theme is the program's own, the folder is watched in which another
// one may turn up; and the program's own one is read only once.
func TestLoaderWithTheOwnTheme(t *testing.T) {
	l, dir := bookOnDisk(t)
	l.given = false
	l.app.themes = filepath.Join(dir, "elsewhere")
	save(t, filepath.Join(dir, "content/site.yaml"), "title: 手册\ntagline: 一句话\n")
	first := load(t, l)
	if first.ThemeRoot != "themes/default/" || load(t, l).Theme != first.Theme {
		t.Errorf("theme %s is not read once", first.ThemeRoot)
	}
	if got, want := l.Dirs(), []string{l.app.content}; !slices.Equal(got, want) {
		t.Errorf("watches %q, want %q", got, want)
	}
	save(t, filepath.Join(dir, "elsewhere/default/layouts/term.html"), "mine")
	if got := load(t, l).Theme.File("layouts/term.html"); got == nil || string(got.Data) != "mine" {
		t.Errorf("the theme that turned up is not used: %v", got)
	}
}

func TestLoaderWithoutFolder(t *testing.T) {
	l, dir := bookOnDisk(t)
	l.app.content = filepath.Join(dir, "nowhere")
	var usage *exitError
	if _, err := l.Load(); !errors.As(err, &usage) || usage.code != exitUsage {
		t.Errorf("at the start: got %v, want a mistake of usage", err)
	}
	for _, folder := range []string{"content", "themes/ours"} {
		l, dir := bookOnDisk(t)
		l.app.theme = "ours"
		load(t, l)
		lost := filepath.Join(dir, folder)
		if err := os.Rename(lost, lost+".aside"); err != nil {
			t.Fatal(err)
		}
		_, err := l.Load()
		if path := (*fs.PathError)(nil); !errors.As(err, &path) || !errors.Is(err, fs.ErrNotExist) || path.Path != lost {
			t.Errorf("later: got %v, want one about %s", err, lost)
		}
		if err := os.Rename(lost+".aside", lost); err != nil {
			t.Fatal(err)
		}
		load(t, l)
	}
}

// A book may begin without a folder, unless the author said where it is. Once it
// has been there, its loss is an accident.
func TestLoaderBeforeTheFirstFile(t *testing.T) {
	l, dir := bookOnDisk(t)
	l.app.content, l.lenient = filepath.Join(dir, "new"), true
	first := load(t, l)
	if len(first.Content.Files) != 0 || !l.waits() || load(t, l).Content != first.Content {
		t.Errorf("got %d files, want one and the same empty folder", len(first.Content.Files))
	}
	if !slices.Contains(l.Dirs(), l.app.content) {
		t.Errorf("it is not waited for: %q", l.Dirs())
	}
	save(t, filepath.Join(l.app.content, "terms/a.md"), "---\ntitle: 甲\n---\n")
	if in := load(t, l); in.Content.File("terms/a.md") == nil || l.waits() {
		t.Error("the first file is not seen")
	}
	if err := os.RemoveAll(l.app.content); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Load(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is gone: got %v", err)
	}
}

func TestTodayIsADay(t *testing.T) {
	morning := time.Date(2026, 11, 22, 0, 0, 1, 0, time.Local)
	night := time.Date(2026, 11, 22, 23, 59, 59, 0, time.Local)
	if today(morning) != today(night) {
		t.Error("two moments of one day are two days")
	}
	if today(morning) == today(night.Add(2*time.Second)) {
		t.Error("the next day is the same day")
	}
}

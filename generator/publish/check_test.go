package publish

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	tests := []struct {
		name  string
		there disk // below the working directory; “/” at the end makes a directory
		dir   string
		want  string // part of the message; "" if all is well
	}{
		{"nothing there", nil, "public", ""},
		{"nothing above", nil, "out/site/public", ""},
		{"trailing slash", disk{"public/.gitkeep": ""}, "public/", ""},
		{"empty", disk{"public/": ""}, "public", ""},
		{"dot-entries", disk{"public/.gitkeep": "", "public/.git/HEAD": "x"}, "public", ""},
		{"ours", disk{"public/.playbook": "", "public/a.html": "x"}, "public", ""},
		{"link above", disk{"real/": "", "link": "-> real"}, "link/public", ""},
		{"no name", nil, "", "no output directory"},
		{"foreign", disk{"public/b.txt": "", "public/a.txt": "", "public/.x": ""}, "public", "“public” holds “a.txt”, which is not part"},
		{"foreign directory", disk{"public/src/": ""}, "./public", "“public” holds “src”"},
		{"strange marker", disk{"public/.playbook/x": ""}, "public", "“public/.playbook” is not a file of ours"},
		{"linked marker", disk{"public/.playbook": "-> ../x", "x": ""}, "public", "“public/.playbook” is not a file of ours"},
		{"file", disk{"public": "x"}, "public", "“public” is not a directory"},
		{"below a file", disk{"public": "x"}, "public/a/b", "public” is not a directory"},
		{"link", disk{"real/.playbook": "", "public": "-> real"}, "public", "“public” is a symbolic link"},
		{"link with slash", disk{"real/.playbook": "", "public": "-> real"}, "public/", "“public” is a symbolic link"},
		{"dangling link", disk{"public": "-> nowhere"}, "public", "“public” is a symbolic link"},
		{"below a dangling link", disk{"link": "-> nowhere"}, "link/public", "leads nowhere"},
		{"root", nil, "/", "“/” is the root"},
		{"root in disguise", nil, "/..", "“/” is the root"},
		{"home", nil, home, "home directory"},
		{"above home", nil, filepath.Dir(home), "home directory"},
		{"content itself", disk{"content/.playbook": ""}, "content", "“content” is or contains “content”"},
		{"above content", disk{".playbook": ""}, ".", "“.” is or contains “content”"},
		{"above all", disk{".playbook": ""}, "..", "“..” is or contains “content”"},
		{"in content", disk{"content/": ""}, "content/out/public", "“content/out/public” lies in “content”"},
		{"in content by a link", disk{"content/": "", "link": "-> content"}, "link/public", "“link/public” lies in “content”"},
		{"theme by a link", disk{"real/.playbook": "", "themes": "-> real"}, "real", "“real” is or contains “themes”"},
		{"content not there", nil, "content", "“content” is or contains “content”"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			work := filepath.Join(t.TempDir(), "a", "b")
			disk{"./": ""}.with(tt.there).write(t, work)
			t.Chdir(work)
			before := read(t, work)
			for what, err := range map[string]error{
				"Check": Check(tt.dir, "content", "themes"),
				"Check, absolute": func() error {
					if tt.dir == "" {
						return Check("", "content")
					}
					abs, _ := filepath.Abs(tt.dir)
					return Check(abs, filepath.Join(work, "content"), filepath.Join(work, "themes"))
				}(),
			} {
				e, ok := errors.AsType[*Error](err)
				switch {
				case tt.want == "" && err != nil:
					t.Errorf("%s: %v", what, err)
				case tt.want != "" && (!ok || e.Kind != Foreign):
					t.Errorf("%s: got %v, want %s", what, err, tt.want)
				case what == "Check" && tt.want != "" && !strings.Contains(e.Error(), tt.want):
					t.Errorf("%s: got %v, want %s", what, err, tt.want)
				}
			}
			same(t, "after Check", read(t, work), before)
		})
	}
}

// What Check refuses on account of the directory alone, To refuses as well, and
// touches nothing.
func TestForeign(t *testing.T) {
	tests := map[string]disk{
		"foreign":   {"public/a.txt": "mine"},
		"file":      {"public": "mine"},
		"link":      {"real/.playbook": "", "real/a.html": "x", "public": "-> real"},
		"lock":      {".public.playbook-lock": "-> other", "other": "mine"},
		"stage":     {".public.playbook-new": "mine"},
		"linked":    {".public.playbook-new": "-> other", "other/a.html": "mine", "other/.playbook": ""},
		"not stage": {".public.playbook-new/notes.txt": "mine"},
	}
	for name, there := range tests {
		t.Run(name, func(t *testing.T) {
			work := t.TempDir()
			there.write(t, work)
			before := read(t, work)
			_, err := To(t.Context(), filepath.Join(work, "public"), disk{"a.html": "a"}.files(), Options{})
			if e, ok := errors.AsType[*Error](err); !ok || e.Kind != Foreign {
				t.Errorf("got %v", err)
			}
			same(t, "directory", read(t, work), before)
		})
	}
}

// Symbolic links that somebody has planted in the site lead neither out of it
// nor to the author's dot-entries.
func TestPlantedLinks(t *testing.T) {
	for mode, p := range modes() {
		t.Run(mode, func(t *testing.T) {
			work := t.TempDir()
			dir := filepath.Join(work, "public")
			outside := disk{"a.html": "secret", "b/c.html": "page", "b/d.html": "secret"}
			outside.write(t, filepath.Join(work, "outside"))
			mark().with(disk{
				"a.html": "-> ../outside/a.html", // a file
				"b":      "-> ../outside/b",      // a directory
				"g":      "-> .git",              // the author's
				"in":     "-> real", "real/x.html": "x",
				"old":           "-> ../outside",
				"gone.html":     "-> /nowhere",
				".git/HEAD":     "ref",
				".git/y.html":   "y",
				"twin.html":     "-> same.html",
				"same.html":     "s",
				"loop":          "-> loop",
				"loop2/up.html": "-> ../loop2",
			}).write(t, dir)
			site := disk{
				"a.html": "secret", "b/c.html": "page", "g/HEAD": "HEAD", "g/y.html": "y", "in/x.html": "x",
				"twin.html": "s", "same.html": "s", "gone.html": "", "loop/x.html": "x", "loop2/up.html": "x",
			}
			if _, err := p.to(t.Context(), dir, site.files(), Options{}); err != nil {
				t.Fatal(err)
			}
			same(t, "site", read(t, dir), mark().with(site).with(disk{".git/HEAD": "ref", ".git/y.html": "y"}))
			same(t, "outside", read(t, filepath.Join(work, "outside")), outside)
		})
	}
}

// The directories above the site are made.
func TestAbove(t *testing.T) {
	work := t.TempDir()
	t.Chdir(work)
	site := disk{"a.html": "a"}
	for range 2 {
		if _, err := To(t.Context(), "x/y/public", site.files(), Options{}); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "site", read(t, filepath.Join(work, "x", "y", "public")), mark().with(site))
	alone(t, filepath.Join(work, "x", "y", "public"))
}

// A name so long that nothing can be put before or after it still has a hidden
// neighbour.
func TestLongName(t *testing.T) {
	for _, n := range []int{235, 241, 255} {
		dir := filepath.Join(t.TempDir(), strings.Repeat("x", n))
		for _, site := range []disk{{"a.html": "a"}, {"a.html": "b"}} {
			if _, err := To(t.Context(), dir, site.files(), Options{}); err != nil {
				t.Fatal(err)
			}
			same(t, "site", read(t, dir), mark().with(site))
			alone(t, dir)
		}
	}
}

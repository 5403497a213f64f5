package site

import (
	"io/fs"
	"slices"
	"testing"

	"playbook/generator/diag"
	"playbook/generator/tree"
	"playbook/themes"
)

// Whatever a theme lacks can be copied from the theme that comes with the program.
func TestMissingFilesCanBeCopied(t *testing.T) {
	theme, found := NewTheme(tree.New(nil), "themes/old/")
	want := []string{"assets/search.ts", "assets/site.css", "assets/site.ts", "assets/theme.ts", chipPartial, embedPartial}
	for _, name := range Layouts {
		want = append(want, layoutFile(name))
	}
	slices.Sort(want)
	if len(theme.Assets()) != 0 || len(found) != len(want) {
		t.Fatalf("%d findings, want %d", len(found), len(want))
	}
	for i, d := range found {
		if d.Span.Path != "themes/old/"+want[i] || d.Rule != LayoutMissing && d.Rule != AssetMissing {
			t.Errorf("%s: %s, want something about %s", d.Span.Path, d.Message.En, want[i])
		}
		hint := diag.Text{
			En: "copy it from the theme that comes with the program: themes/default/" + want[i],
			Zh: "可以从自带的主题 themes/default/" + want[i] + " 里复制一份",
		}
		if d.Hint != hint {
			t.Errorf("%s has the hint %q, want %q", d.Span.Path, d.Hint, hint)
		}
		if _, err := fs.Stat(themes.FS, "default/"+want[i]); err != nil {
			t.Error(err)
		}
	}
}

package serve

import (
	"slices"
	"testing"

	"playbook/generator/tree"
)

func TestChanges(t *testing.T) {
	a, b, c, film := tree.Text("a.md", "1"), tree.Text("b.md", "2"), tree.Text("c.md", "3"), &tree.File{Path: "film.mp4"}
	tests := []struct {
		name          string
		before, after []*tree.File
		want          []string
	}{
		{"nothing", []*tree.File{a, b, film}, []*tree.File{a, b, film}, nil},
		{"read again", []*tree.File{a, b}, []*tree.File{tree.Text("a.md", "1"), b}, nil},
		{"edited", []*tree.File{a, b}, []*tree.File{a, tree.Text("b.md", "9")}, []string{"x/b.md"}},
		{"new", []*tree.File{a, c}, []*tree.File{a, b, c}, []string{"x/b.md"}},
		{"new at the end", []*tree.File{a}, []*tree.File{a, b}, []string{"x/b.md"}},
		{"deleted", []*tree.File{a, b}, []*tree.File{b}, []string{"x/a.md"}},
		{"all deleted", []*tree.File{a, b}, nil, []string{"x/a.md", "x/b.md"}},
		{"renamed", []*tree.File{a, c}, []*tree.File{b, c}, []string{"x/a.md", "x/b.md"}},
		{"another film", []*tree.File{film}, []*tree.File{{Path: "film.mp4"}}, []string{"x/film.mp4"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := changes(tree.New(tt.before), tree.New(tt.after), "x/"); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

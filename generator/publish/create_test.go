package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestCreate(t *testing.T) {
	files := []File{
		{Path: ".gitignore", Make: func() ([]byte, error) { return []byte("public/\n"), nil }},
		{Path: "content/cases/a.md", Make: func() ([]byte, error) { return []byte("a"), nil }},
	}
	dir := filepath.Join(t.TempDir(), "new", "book")
	if err := Create(dir, files); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{".gitignore": "public/\n", "content/cases/a.md": "a"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	var e *Error
	if err := Create(dir, files); !errors.As(err, &e) || e.Kind != Foreign {
		t.Errorf("a second time: %v, want Foreign", err)
	}
	if err := Create(filepath.Join(dir, ".gitignore"), files); !errors.As(err, &e) {
		t.Errorf("below a file: %v, want an *Error", err)
	}
}

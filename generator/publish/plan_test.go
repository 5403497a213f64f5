package publish

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	long := strings.Repeat("名", 85)
	tests := []struct {
		paths string // separated by blanks
		want  string
	}{
		{"index.html a/b.html 中文/页.html " + long + "/" + long, ""},
		{"a.b/c..d -x ~y con", ""},
		{"a/b a/c ab", ""},
		{"", "a file has no name"},
		{".", "“.” cannot be a path"},
		{"/etc/passwd", "“/etc/passwd” cannot be a path"},
		{"../x", "“../x” cannot be a path"},
		{"a/../x", "“a/../x” cannot be a path"},
		{"a//b", "“a//b” cannot be a path"},
		{"a/", "“a/” cannot be a path"},
		{"a/./b", "“a/./b” cannot be a path"},
		{`a\b`, `“a\b” cannot be a path`},
		{"a\x00b", "“a\ufffdb” cannot be a path"},
		{"a\x1b[31m", "“a\ufffd[31m” cannot be a path"},
		{"\xff", "cannot be a path"},
		{".git/config", "names that begin with a dot"},
		{"a/.htaccess", "names that begin with a dot"},
		{Marker, "names that begin with a dot"},
		{long + "x", "at most 255 bytes"},
		{"a/b a/b", "two files want to be “a/b”"},
		{"a/B A/b", "“A/b” and “a/B” differ only in capitals"},
		{"Äpfel äpfel", "“Äpfel” and “äpfel” differ only in capitals"},
		{"a a/b", "“a” cannot be a file, because “a/b” lies in it"},
		{"A/b/c a", "“a” cannot be a file, because “A/b/c” lies in it"},
		{"x/y x/y/z/w", "“x/y” cannot be a file, because “x/y/z/w” lies in it"},
	}
	for _, tt := range tests {
		t.Run(tt.paths, func(t *testing.T) {
			var files []File
			for p := range strings.SplitSeq(tt.paths, " ") {
				files = append(files, File{Path: p, Make: func() ([]byte, error) { return nil, nil }})
			}
			dir := filepath.Join(t.TempDir(), "public")
			_, err := To(t.Context(), dir, files, Options{})
			if tt.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Kind != BadPath || !strings.Contains(e.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if len(read(t, filepath.Dir(dir))) != 1 { // the empty directory itself
				t.Error("something was written")
			}
		})
	}
}

// A path that is accepted stays below the directory, whatever it is.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"a/b.html", "../x", "/x", ".git", "a//b", "a\x00", "中/文"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if badPath(name) != nil {
			return
		}
		if !fs.ValidPath(name) || !filepath.IsLocal(name) || filepath.Clean(name) != filepath.FromSlash(name) {
			t.Errorf("%q was accepted", name)
		}
		for part := range strings.SplitSeq(name, "/") {
			if part == "" || part[0] == '.' || len(part) > longest {
				t.Errorf("%q was accepted", name)
			}
		}
	})
}

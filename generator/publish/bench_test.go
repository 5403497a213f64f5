package publish

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkTo publishes sites of pages of 20 KiB: all new to the disk, all the
// same as before, and one in a hundred changed.
func BenchmarkTo(b *testing.B) {
	for _, n := range []int{300, 10_000} {
		site := func(edition int) []File {
			files := make([]File, n)
			for i := range files {
				text := strings.Repeat("服务蓝图 ", 20<<10/13)
				if i%100 == 0 {
					text += fmt.Sprint(edition)
				}
				files[i] = File{Path: fmt.Sprintf("%d/page-%d.html", i%50, i), Make: func() ([]byte, error) { return []byte(text), nil }}
			}
			return files
		}
		for _, what := range []string{"new", "same", "edited"} {
			b.Run(fmt.Sprintf("%s/%d", what, n), func(b *testing.B) {
				dir := filepath.Join(b.TempDir(), "public")
				if _, err := To(b.Context(), filepath.Join(dir, "0"), site(0), Options{}); err != nil {
					b.Fatal(err)
				}
				for i := 0; b.Loop(); i++ {
					into, edition := filepath.Join(dir, "0"), 0
					switch what {
					case "new":
						into = filepath.Join(dir, fmt.Sprint(i+1))
					case "edited":
						edition = i + 1
					}
					if _, err := To(b.Context(), into, site(edition), Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

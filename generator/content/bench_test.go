package content

import (
	"os"
	"testing"
)

// BenchmarkParse reads one case of the book.
func BenchmarkParse(b *testing.B) {
	src, err := os.ReadFile("../../content/cases/haidilao.md")
	if err != nil {
		b.Fatal(err)
	}
	site, err := os.ReadFile("../../content/site.yaml")
	if err != nil {
		b.Fatal(err)
	}
	settings, _ := ParseSettings(site)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if file, found := Parse("cases/haidilao.md", src, settings); file.Document == nil || len(found) > 0 {
			b.Fatal(found)
		}
	}
}

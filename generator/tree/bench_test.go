package tree

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkAgain measures what every save costs before anything is built: to
// learn that all files but one are as they were.
func BenchmarkAgain(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			for i := range n {
				write(b, dir, fmt.Sprintf("cases/%02d/case-%05d.md", i%10, i), "---\ntitle: 雨\n---\n")
			}
			later := time.Now().Add(time.Hour) // when all files are settled
			before, err := readAt(later, dir, nil)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				after, err := readAt(later, dir, before)
				if err != nil {
					b.Fatal(err)
				}
				if after != before {
					b.Fatal("something changed, but nothing has")
				}
			}
		})
	}
}

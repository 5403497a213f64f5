package publish

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// What has been made is not held: 2,000 files are 125 MiB, and a few of them at
// a time are in memory. The second round compares with the first, the third
// replaces some of it.
func TestMemory(t *testing.T) {
	const n, size, most = 2000, 64 << 10, 4 << 20
	dir := filepath.Join(t.TempDir(), "public")
	for round, different := range []int{0, 0, 100} {
		files := make([]File, n)
		for i := range files {
			files[i] = File{Path: fmt.Sprintf("%d/%d.html", i%20, i), Make: func() ([]byte, error) {
				page := make([]byte, size)
				page[size-1] = byte(i)
				if i < different {
					page[0]++
				}
				return page, nil
			}}
		}
		before, peak := heap(), uint64(0)
		_, err := To(t.Context(), dir, files, Options{Progress: func(done, _ int) {
			if done%250 == 0 {
				peak = max(peak, heap())
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		if peak > before+most {
			t.Errorf("round %d: %d KiB in use, %d more than before", round, peak>>10, (peak-before)>>10)
		}
	}
}

// Large media are never in memory as a whole, not even while they are compared.
func TestLargeMedia(t *testing.T) {
	const size, most = 64 << 20, 4 << 20
	dir := filepath.Join(t.TempDir(), "public")
	for _, last := range []byte{'a', 'a', 'b'} {
		var m, m2 runtime.MemStats
		runtime.ReadMemStats(&m)
		film := File{Path: "film.mp4", Copy: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(io.LimitReader(zeros{}, size), &one{last, false})), nil
		}}
		if _, err := To(t.Context(), dir, []File{film}, Options{}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&m2)
		if used := m2.TotalAlloc - m.TotalAlloc; used > most {
			t.Errorf("%d KiB allocated", used>>10)
		}
		f, err := os.Open(filepath.Join(dir, "film.mp4"))
		if err != nil {
			t.Fatal(err)
		}
		end := make([]byte, 2)
		if n, err := f.ReadAt(end, size); n != 1 || err != io.EOF || end[0] != last {
			t.Errorf("ends with %q: %v", end[:n], err)
		}
		f.Close()
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// one is a reader of one byte.
type one struct {
	b    byte
	read bool
}

func (o *one) Read(p []byte) (int, error) {
	if o.read || len(p) == 0 {
		return 0, io.EOF
	}
	o.read, p[0] = true, o.b
	return 1, nil
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"playbook/generator/search"
)

// A built is what making an index took.
type built struct {
	Generate time.Duration // of it, making the pages up, as measured apart
	Whole    time.Duration // pages, index and files
	Peak     int64         // bytes of memory, of the whole process
}

// index is the time that the index took alone.
func (b built) index() time.Duration { return max(0, b.Whole-b.Generate) }

// searchBuild makes the index of n pages in a folder, and tells standard output
// what it took. It is a process of its own, so that the memory is its own, too.
func searchBuild(n int, dir string) error {
	debug.SetGCPercent(50) // as the program does
	c, err := readCorpus(os.DirFS("content"))
	if err != nil {
		return err
	}
	pack := search.PackFor(n)
	size := search.RunFor(n)
	made := make([]*search.Run, (n+size-1)/size)
	pages := func(k int) []search.Page {
		var list []search.Page
		for i := k * size; i < min(n, (k+1)*size); i++ {
			list = append(list, c.searchPage(i, n))
		}
		return list
	}
	var b built
	start := time.Now()
	atOnce(len(made), func(k int) { pages(k) })
	b.Generate = time.Since(start)
	start = time.Now()
	atOnce(len(made), func(k int) { made[k] = search.NewRun(pages(k), pack) })
	x := search.New(searchOptions(n), made)
	made = nil
	runtime.GC() // the runs are garbage now, and would count until half as much again has been asked for
	if err := writeIndex(x, dir); err != nil {
		return err
	}
	b.Whole = time.Since(start)
	if b.Peak, err = peakMemory(); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(b)
}

func writeIndex(x *search.Index, dir string) error {
	files := x.Files()
	for _, f := range files {
		if err := os.MkdirAll(filepath.Join(dir, path.Dir(f.Path)), 0o755); err != nil {
			return err
		}
	}
	failed := make([]error, len(files))
	atOnce(len(files), func(i int) {
		failed[i] = os.WriteFile(filepath.Join(dir, files[i].Path), files[i].Make(), 0o644)
	})
	return errors.Join(failed...)
}

// peakMemory returns the most memory that this process has held, in bytes. What the
// system tells a parent counts memory of the parent, too.
func peakMemory() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kib int64
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		return 0, err
	}
	return kib << 10, nil
}

// buildIndex runs searchBuild.
func buildIndex(n int, dir string) (built, error) {
	var b built
	program, err := os.Executable()
	if err != nil {
		return b, err
	}
	cmd := exec.Command(program, "search-build", strconv.Itoa(n), dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return b, err
	}
	return b, json.Unmarshal(out, &b)
}

// rendering measures how long the program takes for a page of a book of 1,000 made-up
// cases, without its search index: that is measured for as many pages, and left out.
func rendering(dir string) (time.Duration, error) {
	program, err := goBuild(dir, "./generator", "playbook")
	if err != nil {
		return 0, err
	}
	content, out := filepath.Join(dir, "content"), filepath.Join(dir, "public")
	if err := write(1000, content); err != nil {
		return 0, err
	}
	var list []measure
	for range runs {
		if err := os.RemoveAll(out); err != nil {
			return 0, err
		}
		m, err := run(program, "build", "--content", content, "--out", out)
		if err != nil {
			return 0, err
		}
		list = append(list, m)
	}
	pages, err := filepath.Glob(filepath.Join(out, "*", "*.html"))
	if err != nil || len(pages) == 0 {
		return 0, errors.Join(err, errors.New("the program wrote no pages"))
	}
	whole := median(list).wall
	if _, err := os.Stat(filepath.Join(out, "search")); err == nil {
		b, err := buildIndex(len(pages), filepath.Join(dir, "index"))
		if err != nil {
			return 0, err
		}
		whole -= b.index()
	}
	return whole / time.Duration(len(pages)), nil
}

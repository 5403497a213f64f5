package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"
)

func main() {
	var err error
	switch args := os.Args[1:]; {
	case len(args) == 3 && args[0] == "write":
		var n int
		if n, err = strconv.Atoi(args[1]); err == nil && n > 0 {
			err = write(n, args[2])
		} else {
			err = fmt.Errorf("“%s” is not a number of cases", args[1])
		}
	case len(args) >= 1 && args[0] == "bench":
		err = each(args[1:], bench)
	case len(args) >= 1 && args[0] == "serve":
		err = each(args[1:], serveBench)
	case len(args) >= 1 && args[0] == "search":
		err = searchArgs(args[1:])
	case len(args) == 3 && args[0] == "search-build": // started by search
		var n int
		if n, err = strconv.Atoi(args[1]); err == nil {
			err = searchBuild(n, args[2])
		}
	default:
		err = fmt.Errorf("usage: synth write N DIR | synth bench [N …] | synth serve [N …] | synth search [--pagefind N] [N …]")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "synth:", err)
		os.Exit(1)
	}
}

// each runs a benchmark on books of the sizes that were asked for.
func each(args []string, bench func(sizes []int) error) error {
	sizes := []int{1000, 10000}
	if len(args) > 0 {
		sizes = nil
	}
	for _, a := range args {
		n, err := strconv.Atoi(a)
		if err != nil || n < 1 {
			return fmt.Errorf("“%s” is not a number of cases", a)
		}
		sizes = append(sizes, n)
	}
	return bench(sizes)
}

// write puts the real book and n made-up cases into a new folder.
func write(n int, dir string) error {
	if err := os.CopyFS(dir, os.DirFS("content")); err != nil {
		return err
	}
	for i := range n {
		file := filepath.Join(dir, "cases", caseID(i)+".md")
		if err := os.WriteFile(file, []byte(Case(i, n)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A measure is what one run of the program took.
type measure struct {
	wall time.Duration
	peak int64 // bytes
}

// runs is how often each figure is measured; the median is printed.
const runs = 5

// bench builds the program once, and books of several sizes with it. The output
// lies in memory if the system has such a place: deleting and writing thousands
// of files on a disk gets slower from run to run.
func bench(sizes []int) error {
	base := memoryFolder()
	dir, err := os.MkdirTemp(base, "playbook-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program, err := goBuild(dir, "./generator", "playbook")
	if err != nil {
		return err
	}
	fmt.Printf("%d processors, %s, output in %s, medians of %d runs\n\n", runtime.NumCPU(), runtime.Version(), base, runs)
	fmt.Printf("%8s  %12s  %8s  %10s  %14s\n", "cases", "full build", "pages/s", "peak", "nothing changed")
	for _, n := range sizes {
		if err := benchSize(program, filepath.Join(dir, strconv.Itoa(n)), n); err != nil {
			return err
		}
	}
	return nil
}

func benchSize(program, dir string, n int) error {
	content, out := filepath.Join(dir, "content"), filepath.Join(dir, "public")
	if err := write(n, content); err != nil {
		return err
	}
	var full, same []measure
	for range runs {
		if err := os.RemoveAll(out); err != nil {
			return err
		}
		for _, list := range []*[]measure{&full, &same} {
			m, err := run(program, "build", "--content", content, "--out", out)
			if err != nil {
				return err
			}
			*list = append(*list, m)
		}
	}
	pages, err := filepath.Glob(filepath.Join(out, "*", "*.html"))
	if err != nil {
		return err
	}
	f, s := median(full), median(same)
	fmt.Printf("%8d  %10.2f s  %8.0f  %6d MiB  %12.2f s\n", n, f.wall.Seconds(), float64(len(pages))/f.wall.Seconds(), f.peak>>20, s.wall.Seconds())
	return os.RemoveAll(dir)
}

func run(program string, args ...string) (measure, error) {
	cmd := exec.Command(program, args...)
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return measure{}, fmt.Errorf("%w\n%s", err, out)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return measure{}, fmt.Errorf("this system does not tell how much memory a program took")
	}
	unit := int64(1024) // Linux counts in KiB
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	return measure{time.Since(start), usage.Maxrss * unit}, nil
}

func median(list []measure) measure {
	walls, peaks := make([]time.Duration, len(list)), make([]int64, len(list))
	for i, m := range list {
		walls[i], peaks[i] = m.wall, m.peak
	}
	slices.Sort(walls)
	slices.Sort(peaks)
	return measure{walls[len(list)/2], peaks[len(list)/2]}
}

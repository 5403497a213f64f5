//go:build unix

package publish

import (
	"bufio"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// gitLike are dot-entries as an author may have them.
func gitLike() disk {
	return disk{".gitkeep": "", ".git/HEAD": "ref", ".git/objects/00/11": "x", ".link": "-> .git"}
}

// whole fails the test unless a site is exactly one of those with numbers 0 and
// 1, and every dot-entry is in it or, for a moment, in the staging directory.
func whole(t *testing.T, dir string) {
	t.Helper()
	got := read(t, dir)
	stage := disk{}
	if matches, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), hidden("public", "new"))); matches != nil {
		stage = read(t, matches[0])
	}
	for name, content := range gitLike() {
		if got[name] != content && stage[name] != content {
			t.Errorf("%s is lost", name)
		}
		delete(got, name)
	}
	pages := 0
	for _, content := range got {
		if strings.Contains(content, "of site 1") {
			pages++
		}
	}
	site := numbered(0)
	if pages > 0 {
		site = numbered(1)
	}
	same(t, "site", got, mark().with(site))
}

// recovers fails the test unless the next build succeeds and leaves nothing else.
func recovers(t *testing.T, dir string, n int) {
	t.Helper()
	if err := publishNumbered(dir, n); err != nil {
		t.Error(err)
	}
	same(t, "site", read(t, dir), mark().with(gitLike()).with(numbered(n)))
	alone(t, dir)
}

// A build that is killed at any moment leaves the old site or the new one.
func TestKill(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	gitLike().write(t, dir)
	recovers(t, dir, 1)
	began := time.Now()
	recovers(t, dir, 0)
	usual := time.Since(began)
	for i := range 25 {
		c := start(t, "alternate", dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "at work\n" {
			t.Fatal(line, err)
		}
		wait := rand.N(usual * 3 / 2)
		time.Sleep(wait)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		c.Wait() // its error is that it was killed
		whole(t, dir)
		recovers(t, dir, 1-i%2) // the child begins with site 0
		if t.Failed() {
			t.Fatalf("after %v", wait)
		}
	}
}

// The two moments that chance seldom hits: the dot-entries are in the next site,
// which is not yet, or only just, in its place.
func TestKillAtExchange(t *testing.T) {
	for _, job := range []string{"die before the exchange", "die after the exchange"} {
		t.Run(job, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			gitLike().write(t, dir)
			recovers(t, dir, 0)
			if err := start(t, job, dir).Run(); err == nil {
				t.Fatal("the child was not killed")
			}
			whole(t, dir)
			recovers(t, dir, 0)
		})
	}
}

// Of many builds at once, each succeeds or says that another is at work.
func TestManyAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	gitLike().write(t, dir)
	results := make(chan string)
	for i := range 8 {
		c := start(t, "one of many", dir, strconv.Itoa(i%2))
		go func() {
			out, err := c.Output()
			if err != nil {
				out = []byte(err.Error())
			}
			results <- strings.TrimSpace(string(out))
		}()
	}
	published := 0
	for range 8 {
		switch got := <-results; got {
		case "":
			published++
		case "Locked " + dir:
		default:
			t.Error(got)
		}
	}
	if published == 0 {
		t.Error("nobody published")
	}
	whole(t, dir)
	alone(t, dir)
}

// The lock holds from before the first file is made, and only for one
// directory.
func TestLocked(t *testing.T) {
	for mode, p := range modes() {
		t.Run(mode, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			disk{"./": ""}.write(t, dir)
			var inner, other error
			files := []File{{Path: "a.html", Make: func() ([]byte, error) {
				_, inner = p.to(t.Context(), dir, nil, Options{})
				_, other = p.to(t.Context(), filepath.Join(t.TempDir(), "public"), nil, Options{})
				return nil, nil
			}}}
			if _, err := p.to(t.Context(), dir, files, Options{}); err != nil {
				t.Error(err)
			}
			if got := describe(inner); got != "Locked "+dir {
				t.Error(got)
			}
			if other != nil && mode != "mount point" {
				t.Error(other)
			}
		})
	}
}

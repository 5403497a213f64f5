package serve

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"playbook/generator/build"
	"playbook/generator/tree"
	"playbook/themes"
)

// A folder is a source on a disk.
type folder struct {
	dir    string
	before *tree.Tree
	theme  *tree.Tree
}

func (f *folder) Load() (build.Input, error) {
	content, err := tree.ReadAgain(f.dir, f.before)
	if err != nil {
		return build.Input{}, err
	}
	f.before = content
	return build.Input{Content: content, ContentRoot: "content/", Theme: f.theme, ThemeRoot: "themes/default/"}, nil
}

func (f *folder) Dirs() []string { return []string{f.dir} }

// newFolder writes the small book onto the disk.
func newFolder(t *testing.T) *folder {
	t.Helper()
	book, err := txtar.ParseFile("testdata/book.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range book.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	built, err := tree.FromFS(themes.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &folder{dir: filepath.Join(dir, "content"), theme: built.Under("default")}
}

// The whole of it: a file is saved on a disk, and the page is new.
func TestRun(t *testing.T) {
	f := newFolder(t)
	ctx, cancel := context.WithCancel(t.Context())
	ready, built, ended := make(chan Addresses, 1), make(chan Built, 100), make(chan error, 1)
	go func() {
		ended <- Run(ctx, f, Options{
			Addr: "127.0.0.1:0", Ready: func(a Addresses) { ready <- a }, Report: func(b Built) { built <- b },
		})
	}()
	at := receive(t, ready, "address").Local
	if b := receive(t, built, "report"); !b.First || b.Found.Failed() || b.Took <= 0 {
		t.Errorf("first build: %+v", b)
	}
	name := filepath.Join(f.dir, "cases", "b.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(text), "完。", "完了。", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for body := ""; !strings.Contains(body, "完了。"); body = fetch(t, at+"cases/b.html") {
		receive(t, built, "report of the edit") // a file may be seen while it is half written
	}
	cancel()
	if err := receive(t, ended, "end"); err != nil {
		t.Error(err)
	}
}

func fetch(t *testing.T, address string) string {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A folder that is missing at the start ends it: most likely it is called
// something else.
func TestRunWithoutSources(t *testing.T) {
	f := &folder{dir: filepath.Join(t.TempDir(), "nope")}
	if err := Run(t.Context(), f, Options{Addr: "127.0.0.1:0"}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// An empty folder is a start: it leads to how one begins, and there is a home page
// that says what is missing.
func TestEmptyFolder(t *testing.T) {
	d := prepare(t, Options{Lang: "en"})
	for name := range d.files {
		if strings.HasPrefix(name, "content/") {
			delete(d.files, name)
		}
	}
	d.serve()
	if got := d.get(""); got.StatusCode != 302 || got.Header.Get("Location") != "./_playbook/" {
		t.Errorf("status %d, Location %q", got.StatusCode, got.Header.Get("Location"))
	}
	if got := d.get("index.html"); got.StatusCode != 200 {
		t.Errorf("status %d", got.StatusCode)
	}
	d.tab("index.html").until("what is missing", mentions(`"rule":"no-settings"`))
}

// Who ends the server during a long build does not wait for it.
func TestStopsDuringABuild(t *testing.T) {
	d := prepare(t, Options{}, func(s *server) { s.limits.stop = 10 * time.Millisecond })
	d.mu.Lock() // the first Load never ends
	defer d.mu.Unlock()
	d.start()
	if err := d.stop(); err != nil {
		t.Error(err)
	}
}

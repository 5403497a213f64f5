package build

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"playbook/generator/diag"
	"playbook/generator/tree"
)

// book reads the real content and theme.
func book(t testing.TB) Input {
	t.Helper()
	read := func(dir string) *tree.Tree {
		files, err := tree.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	return Input{
		Content: read("../../content"), ContentRoot: "content/",
		Theme: read("../../themes/default"), ThemeRoot: "themes/default/",
		Version: "test", Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	}
}

// The book itself is clean: not even a warning.
func TestOurBook(t *testing.T) {
	res := Build(book(t))
	var b strings.Builder
	if err := (diag.Printer{Lang: "en", Read: res.Read}).Print(&b, res.Found); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 0 {
		t.Error(b.String())
	}
	if n := len(res.Library.All()); n < 100 {
		t.Errorf("only %d documents", n)
	}
}

// sum makes the whole site and returns a sum of its paths and bytes.
func sum(t testing.TB, in Input) string {
	t.Helper()
	res := Build(in)
	outputs := res.Outputs()
	sums := make([][32]byte, len(outputs))
	each(len(outputs), func(i int) {
		if outputs[i].Make == nil {
			return
		}
		data, err := outputs[i].Make()
		if err != nil {
			t.Error(err)
		}
		sums[i] = sha256.Sum256(data)
	})
	h := sha256.New()
	for i, o := range outputs {
		fmt.Fprintf(h, "%s %x\n", o.Path, sums[i])
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// The same sources give the same bytes, whatever the machine is like.
func TestSameBytes(t *testing.T) {
	in := book(t)
	want := sum(t, in)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{1, 2, 8} {
		for _, env := range [][2]string{{"TZ", "Pacific/Apia"}, {"LANG", "tr_TR.UTF-8"}, {"LC_ALL", "C"}} {
			runtime.GOMAXPROCS(n)
			t.Setenv(env[0], env[1])
			again := book(t)
			again.Today = again.Today.AddDate(0, 1, 0) // the day is never shown
			files := slices.Clone(again.Content.Files)
			slices.Reverse(files)
			again.Content = tree.New(files)
			if got := sum(t, again); got != want {
				t.Errorf("%d processors, %s=%s: other bytes", n, env[0], env[1])
			}
		}
	}
}

func TestOddities(t *testing.T) {
	in := book(t)
	in.Content.Oddities = []tree.Oddity{
		{Path: "cases/secret.md", Kind: tree.NoAccess}, {Path: "media", Kind: tree.TooMany},
	}
	res := Build(in)
	var b strings.Builder
	p := diag.Printer{Lang: "en", Read: res.Read}
	if err := p.Print(&b, res.Found); err != nil {
		t.Fatal(err)
	}
	p.Lang = "zh"
	if err := p.Print(&b, res.Found); err != nil {
		t.Fatal(err)
	}
	want := `content/cases/secret.md: error: the file may not be read [no-access]
  give yourself permission to read it
content/media: error: the folder holds more than 500000 files [too-many-files]
content/cases/secret.md: 错误：没有读取权限 [no-access]
  请给自己加上读取权限
content/media: 错误：文件夹里的文件超过 500000 个 [too-many-files]
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// An empty folder is a start, not a crash.
func TestNothing(t *testing.T) {
	in := book(t)
	in.Content = tree.New(nil)
	res := Build(in)
	if len(res.Found) != 1 || res.Found[0].Rule != NoSettings {
		t.Errorf("findings %v", res.Found)
	}
	for _, o := range res.Outputs() {
		if _, err := o.Make(); err != nil {
			t.Errorf("%s: %v", o.Path, err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	in := book(b)
	for b.Loop() {
		sum(b, in)
	}
}

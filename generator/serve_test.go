package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rsc.io/qr"

	"playbook/generator/build"
	"playbook/generator/check"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/serve"
)

const address = "http://127.0.0.1:8080/"

func TestBrowsers(t *testing.T) {
	for _, tt := range []struct {
		name, system, wish string
		want               [][]string
	}{
		{"free desktop", "linux", "", [][]string{{"xdg-open", address}}},
		{"the reader's wish", "linux", "firefox", [][]string{{"firefox", address}, {"xdg-open", address}}},
		{"a wish with options", "linux", "firefox --new-window", [][]string{{"firefox", "--new-window", address}, {"xdg-open", address}}},
		{"a wish that says where", "freebsd", "w3m:view --at=%s -q", [][]string{{"w3m", address}, {"view", "--at=" + address, "-q"}, {"xdg-open", address}}},
		{"an empty wish", "linux", " : ", [][]string{{"xdg-open", address}}},
		{"no shell", "linux", "sh;rm", [][]string{{"sh;rm", address}, {"xdg-open", address}}},
		{"macOS", "darwin", "firefox", [][]string{{"open", address}}},
		{"Windows", "windows", "", [][]string{{"rundll32", "url.dll,FileProtocolHandler", address}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := browsers(tt.system, func(string) string { return tt.wish }, address)
			if !slices.EqualFunc(got, tt.want, slices.Equal) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// What is drawn is the code: read back module by module, with its quiet border.
func TestQRCode(t *testing.T) {
	text := "http://192.168.100.200:65535/abcdefghijklmnopqrstuvwxyz/"
	want, err := qr.Encode(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	escapes := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for _, colour := range []bool{true, false} {
		drawn, wide := qrCode(text, colour)
		if colour != strings.Contains(drawn, "\x1b[") {
			t.Errorf("colour %v: the drawing begins %q", colour, drawn[:20])
		}
		lines := strings.Split(strings.TrimSuffix(escapes.ReplaceAllString(drawn, ""), "\n"), "\n")
		if columns := len([]rune(lines[0])); columns != wide || columns > 50 || len(lines) > 25 {
			t.Errorf("%d columns, said to be %d, and %d lines are too large for a terminal", columns, wide, len(lines))
		}
		for y := -quiet; y < want.Size+quiet; y++ {
			for x := -quiet; x < want.Size+quiet; x++ {
				char := []rune(lines[(y+quiet)/2])[2+x+quiet]
				drawn := char == '█' || char == '▀' && (y+quiet)%2 == 0 || char == '▄' && (y+quiet)%2 == 1
				if black := drawn == colour; black != want.Black(x, y) {
					t.Fatalf("colour %v: module %d,%d is wrong", colour, x, y)
				}
			}
		}
	}
	if got, _ := qrCode(strings.Repeat("x", 5000), false); got != "" {
		t.Errorf("an address that is too long: got %q", got)
	}
}

// session replays builds and returns what the terminal shows, with the time of
// day as T.
func session(lang string, builds ...serve.Built) string {
	var out bytes.Buffer
	t := &terminal{app: &app{lang: lang, stdout: &out, stderr: &out}, documents: func() int { return 94 }}
	for i, b := range builds {
		b.Read = func(string) []byte { return []byte("---\ntitle: 信任\n") }
		b.Counts = build.Counts{Rendered: i}
		t.report(b)
	}
	return regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d`).ReplaceAllString(out.String(), "T")
}

// finding returns one finding about the title in line 2.
func finding(rule *diag.Rule, args ...any) diag.List {
	var list diag.List
	list.Add(rule, diag.Span{Path: "content/terms/a.md", Start: 11, End: 17}, args...)
	return list
}

func TestTerminal(t *testing.T) {
	first := serve.Built{First: true, Took: 380 * time.Millisecond}
	edit := serve.Built{Changed: []string{"content/terms/a.md"}, Took: 12 * time.Millisecond}
	with := func(b serve.Built, found ...diag.List) serve.Built {
		b.Found = slices.Concat(found...)
		return b
	}
	warning, mistake := finding(check.NoEnglish, "title_en"), finding(content.BadURL, "x")
	const warned = "content/terms/a.md:2:8: 提醒：缺少 title_en [no-english]\n   2 | title: 信任\n     |        ^^^^\n"
	wrong := "content/terms/a.md:2:8: 错误：" + mistake[0].Message.Zh + " [bad-url]\n   2 | title: 信任\n     |        ^^^^\n"
	other := finding(content.BadURL, "y")
	moved := finding(content.BadURL, "x")
	moved[0].Span = diag.Span{Path: moved[0].Span.Path, Start: 0, End: 3}
	movedSaid := "content/terms/a.md:1:1: 错误：" + mistake[0].Message.Zh + " [bad-url]\n   1 | ---\n     | ^^^\n"
	for _, tt := range []struct {
		name   string
		builds []serve.Built
		want   string
	}{
		{"a clean start", []serve.Built{first}, "T 94 份文档，用时 380 毫秒\n"},
		{"an edit", []serve.Built{first, edit}, "T 94 份文档，用时 380 毫秒\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n"},
		{
			"an error, and the end of it",
			[]serve.Built{with(edit, mistake), edit},
			"T content/terms/a.md · 12 毫秒\n" + wrong + "1 个错误，0 个提醒。\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n✓ 都改好了。\n",
		},
		{
			"the same again is only counted",
			[]serve.Built{with(edit, mistake, warning), with(edit, mistake, warning)},
			"T content/terms/a.md · 12 毫秒\n" + wrong + warned + "1 个错误，1 个提醒。\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n1 个错误，1 个提醒。\n",
		},
		{
			"a warning is said once, an error stays in sight",
			[]serve.Built{with(edit, warning), with(edit, mistake, warning)},
			"T content/terms/a.md · 12 毫秒\n" + warned + "0 个错误，1 个提醒。\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n" + wrong + "1 个错误，1 个提醒。\n",
		},
		{
			"a folder that vanished, with nothing built",
			[]serve.Built{first, with(serve.Built{}, mistake), {}},
			"T 94 份文档，用时 380 毫秒\n" + wrong + "1 个错误，0 个提醒。\n✓ 都改好了。\n",
		},
		{"nothing new is nothing said", []serve.Built{with(serve.Built{}, mistake), with(serve.Built{}, mistake)}, wrong + "1 个错误，0 个提醒。\n"},
		{
			"what has only moved is not said again",
			[]serve.Built{with(edit, mistake), with(edit, moved)},
			"T content/terms/a.md · 12 毫秒\n" + wrong + "1 个错误，0 个提醒。\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n1 个错误，0 个提醒。\n",
		},
		{
			"a second one is, and the first is not",
			[]serve.Built{with(edit, moved), with(edit, mistake, other)},
			"T content/terms/a.md · 12 毫秒\n" + movedSaid + "1 个错误，0 个提醒。\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n" +
				strings.Replace(wrong, mistake[0].Message.Zh, other[0].Message.Zh, 1) + "2 个错误，0 个提醒。\n",
		},
		{
			"the same mistake made twice",
			[]serve.Built{with(edit, mistake), with(edit, mistake, moved)},
			"T content/terms/a.md · 12 毫秒\n" + wrong + "1 个错误，0 个提醒。\nT content/terms/a.md · 1 页重新生成 · 12 毫秒\n" + movedSaid + "2 个错误，0 个提醒。\n",
		},
		{"many files", []serve.Built{{Changed: []string{"a", "b", "c", "d", "e\x1b[2J"}, Took: 1200 * time.Millisecond}}, "T a、b、c、还有 2 个 · 1.2 秒\n"},
		{"a name that would drive the terminal", []serve.Built{{Changed: []string{"e\x1b[2J"}, Took: time.Millisecond}}, "T e\\u001b[2J · 1 毫秒\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := session("zh", tt.builds...); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
	if got, want := session("en", first, with(edit, warning), edit), "T 94 documents, ready in 380 ms\nT content/terms/a.md · 1 page rendered · 12 ms\n"+
		"content/terms/a.md:2:8: warning: title_en is missing [no-english]\n   2 | title: 信任\n     |        ^^^^\n0 errors, 1 warning.\n"+
		"T content/terms/a.md · 1 page rendered · 12 ms\n✓ All mended.\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A report stays short, errors first, and says where all of it is. After the
// first one the address stands there once more.
func TestManyFindings(t *testing.T) {
	var found diag.List
	for i := range 40 {
		found = append(found, finding(check.NoEnglish, fmt.Sprint(i))...)
		found = append(found, finding(content.BadURL, fmt.Sprint(i))...)
	}
	var out bytes.Buffer
	term := &terminal{app: &app{lang: "zh", stdout: io.Discard, stderr: &out}, documents: func() int { return 1 }}
	term.ready(serve.Addresses{Local: address})
	term.report(serve.Built{First: true, Found: found, Read: func(string) []byte { return nil }})
	if got := strings.Count(out.String(), "错误："); got != mostNews || strings.Contains(out.String(), "提醒：") {
		t.Errorf("%d errors are printed, want %d and no warning:\n%s", got, mostNews, &out)
	}
	want := "……还有 70 处；全部在 " + address + "_playbook/?view=problems\n40 个错误，40 个提醒。\n\n  " + address + "\n\n"
	if !strings.HasSuffix(out.String(), want) {
		t.Errorf("got\n%s\nwant at its end\n%s", &out, want)
	}
	out.Reset()
	term.report(serve.Built{Found: found[:1], Changed: []string{"a"}})
	if strings.Contains(out.String(), address) {
		t.Errorf("the address stands there again:\n%s", &out)
	}
}

// A reader may say how wide the window is; else it is asked. What is no window has
// no width.
func TestColumns(t *testing.T) {
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for said, want := range map[string]int{"120": 120, "": 0, "0": 0, "-3": 0, "wide": 0} {
		for _, w := range []io.Writer{file, io.Discard} {
			if got := columns(w, func(string) string { return said }); got != want {
				t.Errorf("COLUMNS=%s: got %d, want %d", said, got, want)
			}
		}
	}
}

func TestReady(t *testing.T) {
	network := []string{"http://192.168.1.20:8080/abc/", "http://10.0.0.5:8080/abc/"}
	for _, tt := range []struct {
		name    string
		lan     bool
		columns int
		at      serve.Addresses
		want    []string
		never   []string
	}{
		{"alone", false, 0, serve.Addresses{Local: address}, []string{"\n  " + address + "\n", address + "_playbook/\n", "Ctrl-C"}, []string{"█", "网络"}},
		{"in a network", true, 0, serve.Addresses{Local: address, Network: network}, []string{"\n  " + network[0] + "\n", "\n  " + network[1] + "\n", "█"}, []string{"太窄"}},
		{"in a narrow window", true, 30, serve.Addresses{Local: address, Network: network}, []string{"\n  " + network[0] + "\n", "窗口太窄"}, []string{"█"}},
		{"without a network", true, 0, serve.Addresses{Local: address}, []string{"没有连上网络"}, []string{"█"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			(&terminal{app: &app{lang: "zh", stdout: &out, stderr: &out}, lan: tt.lan, columns: tt.columns}).ready(tt.at)
			for _, w := range tt.want {
				if !strings.Contains(out.String(), w) {
					t.Errorf("%q is missing in\n%s", w, out.String())
				}
			}
			for _, n := range tt.never {
				if strings.Contains(out.String(), n) {
					t.Errorf("%q is in\n%s", n, out.String())
				}
			}
		})
	}
}

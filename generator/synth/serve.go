package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// hugo is the peer: a well-known generator with a server that reloads.
const hugo = "github.com/gohugoio/hugo@v0.165.0"

// edits is how often each kind of edit is made.
const edits = 20

// A server is one of those that are compared.
type server struct {
	name    string
	command func(dir, port string) *exec.Cmd
	page    string                                            // address of the page that is edited
	file    string                                            // its source, below the folder
	follow  func(addr, page string) (<-chan time.Time, error) // its live reload, for that page
	prepare func(dir string) error                            // makes a folder of the cases ready for it
}

// serveBench measures playbook's server beside Hugo's, on the same Markdown.
func serveBench(sizes []int) error {
	base := memoryFolder()
	dir, err := os.MkdirTemp(base, "playbook-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	playbook, err := goBuild(dir, "./generator", "playbook")
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "building Hugo (a few minutes the first time)")
	peer, err := goInstall(dir, hugo)
	if err != nil {
		return err
	}
	fmt.Printf("%d processors, %s, files in %s; %d edits of each kind; times in ms, median and 95th percentile\n\n", runtime.NumCPU(), runtime.Version(), base, edits)
	fmt.Printf("%-9s %6s  %8s  %15s  %15s  %15s  %15s  %8s\n", "", "cases", "ready", "prose → event", "prose → HTML", "title → event", "title → HTML", "memory")
	for _, n := range sizes {
		for _, one := range []server{ours(playbook), theirs(peer)} {
			if err := one.measure(filepath.Join(dir, one.name+strconv.Itoa(n)), n); err != nil {
				return fmt.Errorf("%s, %d cases: %w", one.name, n, err)
			}
		}
	}
	return nil
}

func memoryFolder() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return os.TempDir()
}

func goBuild(dir, pkg, name string) (string, error) {
	program := filepath.Join(dir, name)
	if out, err := exec.Command("go", "build", "-o", program, pkg).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return program, nil
}

// goInstall fetches and builds a program, as "go run" would, but apart from
// running it, so that only the program is timed.
func goInstall(dir, module string) (string, error) {
	cmd := exec.Command("go", "install", module)
	cmd.Env = append(os.Environ(), "GOBIN="+dir, "GOFLAGS=-mod=mod")
	cmd.Dir = dir // outside our module
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	name, _, _ := strings.Cut(module, "@")
	return filepath.Join(dir, filepath.Base(name)), nil
}

func ours(program string) server {
	return server{
		name: "playbook", page: "/cases/" + caseID(5) + ".html", file: "cases/" + caseID(5) + ".md",
		command: func(dir, port string) *exec.Cmd {
			return exec.Command(program, "serve", "--content", dir, "--addr", "127.0.0.1:"+port, "--strict-port")
		},
		prepare: func(string) error { return nil },
		follow:  followStream,
	}
}

// theirs is Hugo with a taxonomy and as little theme as it takes: what a page of
// ours shows beside its text would only slow it down.
func theirs(program string) server {
	return server{
		name: "hugo", page: "/cases/" + caseID(5) + "/", file: "content/cases/" + caseID(5) + ".md",
		command: func(dir, port string) *exec.Cmd {
			return exec.Command(program, "server", "--source", dir, "--port", port, "--renderToMemory", "--disableFastRender=false", "--logLevel", "error")
		},
		prepare: func(dir string) error {
			if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
				return err
			}
			if err := os.Rename(filepath.Join(dir, "cases"), filepath.Join(dir, "content", "cases")); err != nil {
				return err
			}
			for name, text := range map[string]string{
				"hugo.toml":             "title = 'Book'\nbaseURL = 'http://localhost/'\n[taxonomies]\nindustry = 'industry'\n",
				"layouts/baseof.html":   "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ block \"main\" . }}{{ end }}</body></html>\n",
				"layouts/page.html":     "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n",
				"layouts/section.html":  "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ range (.Paginate .Pages).Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ end }}\n",
				"layouts/home.html":     "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ len .Site.RegularPages }}{{ end }}\n",
				"layouts/taxonomy.html": "{{ define \"main\" }}{{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ end }}\n",
				"layouts/term.html":     "{{ define \"main\" }}{{ range (.Paginate .Pages).Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ end }}\n",
			} {
				file := filepath.Join(dir, name)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		follow: followWebSocket,
	}
}

// measure starts the server on n cases, edits, and prints a line.
func (s server) measure(dir string, n int) error {
	if err := write(n, dir); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := s.prepare(dir); err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	cmd := s.command(dir, port)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	addr := "127.0.0.1:" + port
	if _, err := waitFor("http://"+addr+s.page, "", 5*time.Minute); err != nil {
		return fmt.Errorf("%w\n%s", err, log.String())
	}
	ready := time.Since(start)
	sent, err := s.follow(addr, s.page)
	if err != nil {
		return err
	}
	if err := atRest(cmd.Process.Pid); err != nil {
		return err
	}
	var figures [4][]time.Duration
	for i, edit := range []func(string, int) string{editProse, editTitle} {
		for k := range edits {
			event, html, err := s.edit(dir, addr, sent, func(text string) string { return edit(text, i*edits+k) }, fmt.Sprintf("改%d次", i*edits+k))
			if err != nil {
				return fmt.Errorf("%w\n%s", err, log.String())
			}
			figures[2*i], figures[2*i+1] = append(figures[2*i], event), append(figures[2*i+1], html)
			time.Sleep(300 * time.Millisecond)
		}
	}
	if err := atRest(cmd.Process.Pid); err != nil {
		return err
	}
	fmt.Printf("%-9s %6d  %6.2f s", s.name, n, ready.Seconds())
	for _, list := range figures {
		slices.Sort(list)
		fmt.Printf("  %6.0f / %6.0f", ms(list[len(list)/2]), ms(list[(len(list)*95+99)/100-1]))
	}
	memory, err := resident(cmd.Process.Pid)
	if err != nil {
		return err
	}
	fmt.Printf("  %4d MiB\n", memory>>20)
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// editProse adds a sentence to the story; editTitle changes the title.
func editProse(text string, k int) string {
	return strings.Replace(text, "## 故事\n\n", fmt.Sprintf("## 故事\n\n改%d次。", k), 1)
}

func editTitle(text string, k int) string {
	return strings.Replace(text, "title: ", fmt.Sprintf("title: 改%d次的", k), 1)
}

// edit saves a change and waits for the event and for the page to show it.
func (s server) edit(dir, addr string, sent <-chan time.Time, change func(string) string, mark string) (event, html time.Duration, err error) {
	for len(sent) > 0 {
		<-sent
	}
	file := filepath.Join(dir, s.file)
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, 0, err
	}
	changed := change(string(text))
	if changed == string(text) {
		return 0, 0, errors.New("the edit changed nothing")
	}
	start := time.Now()
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		return 0, 0, err
	}
	select {
	case e := <-sent: // as an open tab, which asks again when it hears
		at, err := waitFor("http://"+addr+s.page, mark, time.Minute)
		return e.Sub(start), at.Sub(start), err
	case <-time.After(time.Minute):
		return 0, 0, errors.New("no event came")
	}
}

// waitFor asks for a page until it holds mark, and returns when that was.
func waitFor(address, mark string, limit time.Duration) (time.Time, error) {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		res, err := http.Get(address)
		if err != nil {
			continue
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err == nil && res.StatusCode == http.StatusOK && bytes.Contains(body, []byte(mark)) {
			return time.Now(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%s did not show “%s”", address, mark)
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// atRest waits until a process has done nothing for a second: servers go on for a
// while after their first answer.
func atRest(pid int) error {
	for last := ""; ; time.Sleep(time.Second) {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			return err
		}
		_, rest, _ := strings.Cut(string(stat), ") ") // the name may hold anything
		fields := strings.Fields(rest)
		used := fields[11] + " " + fields[12] // ticks of processor time, see proc(5)
		if used == last {
			return nil
		}
		last = used
	}
}

// resident returns the memory that a process holds, in bytes.
func resident(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	var kib int64
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		return 0, err
	}
	return kib << 10, nil
}

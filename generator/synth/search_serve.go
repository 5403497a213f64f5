package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"playbook/generator/site"
	"playbook/generator/tree"
)

// The page asks the queries, and tells the host how it went.
//
//go:embed search.ts
var harness string

const harnessPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>search</title><script src="/harness.js"></script>`

// A traffic is what one query had a host send.
type traffic struct {
	requests, bytes int // of the index
	code            int // bytes of the engine
}

// An answer is what a page says of a query. The field names are those of search.ts.
type answer struct {
	First, Done float64  // milliseconds until the first hit, and until ten
	Shown       []string // addresses of the first ten
	Found       []string // all pages, as the engine calls them
	Error       string
}

// A searchHost serves indexes to a browser as hosts do, and counts what it sends.
// Every question has addresses of its own, /e/playbook/17/first/…, so that nothing
// is counted for another.
type searchHost struct {
	dirs    map[string]string // by engine
	queries []query
	scripts []byte // the harness

	mu      sync.Mutex
	sent    map[string]*traffic // by "playbook/17/first"
	packed  map[string][]byte   // files as they are sent
	answers map[string]answer   // by "playbook/17"
	done    chan error
}

func newSearchHost(dirs map[string]string, queries []query) (*searchHost, error) {
	script, err := site.Script(tree.New([]*tree.File{tree.Text("search.ts", harness)}), "search.ts")
	if err != nil {
		return nil, err
	}
	return &searchHost{
		dirs: dirs, queries: queries, scripts: script,
		sent: make(map[string]*traffic), packed: make(map[string][]byte), answers: make(map[string]answer), done: make(chan error, 1),
	}, nil
}

// engineSize returns how much of the browser's own engine a reader loads, in bytes as sent.
func engineSize() (int, error) {
	const user = `import { Engine } from "playbook/search"; (window as any).engine = Engine;`
	script, err := site.Script(tree.New([]*tree.File{tree.Text("engine.ts", user)}), "engine.ts")
	return len(asSent("engine.js", script)), err
}

func (h *searchHost) handler() http.Handler {
	mux := http.NewServeMux()
	page := func(w http.ResponseWriter, _ *http.Request) { h.send(w, "index.html", []byte(harnessPage)) }
	mux.HandleFunc("GET /{$}", page)
	mux.HandleFunc("GET /frame", page) // a document may not hold itself
	mux.HandleFunc("GET /harness.js", func(w http.ResponseWriter, _ *http.Request) { h.send(w, "harness.js", h.scripts) })
	mux.HandleFunc("GET /plan", h.plan)
	mux.HandleFunc("GET /e/{engine}/{query}/{pass}/{file...}", h.file)
	mux.HandleFunc("POST /answer/{engine}/{query}", h.answer)
	mux.HandleFunc("POST /done", func(_ http.ResponseWriter, r *http.Request) {
		h.done <- wentWrong(r.FormValue("error"))
	})
	return mux
}

func wentWrong(text string) error {
	if text == "" {
		return nil
	}
	return errors.New(text)
}

func (h *searchHost) send(w http.ResponseWriter, name string, data []byte) {
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "no-store")
	if isText(name) {
		w.Header().Set("Content-Encoding", "gzip")
		data = asSent(name, data)
	}
	_, _ = w.Write(data)
}

// plan tells the page what to ask whom.
func (h *searchHost) plan(w http.ResponseWriter, _ *http.Request) {
	var plan struct {
		Engines []string `json:"engines"`
		Queries []string `json:"queries"`
	}
	for _, e := range engines {
		if h.dirs[e] != "" {
			plan.Engines = append(plan.Engines, e)
		}
	}
	for _, q := range h.queries {
		plan.Queries = append(plan.Queries, q.text)
	}
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(plan)
}

func (h *searchHost) answer(_ http.ResponseWriter, r *http.Request) {
	var a answer
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		a.Error = err.Error()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers[r.PathValue("engine")+"/"+r.PathValue("query")] = a
}

// file sends a file of an index, and counts it.
func (h *searchHost) file(w http.ResponseWriter, r *http.Request) {
	engine, name := r.PathValue("engine"), r.PathValue("file")
	data, err := h.read(engine, name)
	if err != nil {
		http.NotFound(w, r)
	}
	h.count(fmt.Sprintf("%s/%s/%s", engine, r.PathValue("query"), r.PathValue("pass")), name, len(data))
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	if isText(name) {
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Header().Set("Content-Encoding", "gzip")
	}
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(data)
}

// read returns a file as it is sent; a host keeps that.
func (h *searchHost) read(engine, name string) ([]byte, error) {
	file := filepath.Join(h.dirs[engine], filepath.FromSlash(name))
	h.mu.Lock()
	data, ok := h.packed[file]
	h.mu.Unlock()
	if ok {
		return data, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	data = asSent(name, data)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.packed[file] = data
	return data, nil
}

func (h *searchHost) count(question, name string, bytes int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.sent[question]
	if t == nil {
		t = new(traffic)
		h.sent[question] = t
	}
	if isCode(path.Base(name)) {
		t.code += bytes
		return
	}
	t.requests++
	t.bytes += bytes
}

// isCode reports whether a file of Pagefind is its program, or its interface, and
// not the index. Ours has no such files.
func isCode(name string) bool {
	return strings.HasPrefix(name, "wasm.") || strings.HasPrefix(name, "pagefind") && (strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".css"))
}

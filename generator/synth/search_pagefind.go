package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"playbook/generator/search"
)

// pagefindProgram returns where "make bench-search" installs the peer, or "".
func pagefindProgram() string {
	program := filepath.Join(os.Getenv("PLAYBOOK_TOOLS"), "pagefind", "node_modules", ".bin", "pagefind")
	if _, err := os.Stat(program); err != nil {
		return ""
	}
	return program
}

// pagefind has the peer index the same pages in dir, and returns the folder of its
// index and the time that it took.
func pagefind(program string, c *corpus, n int, dir string) (string, time.Duration, error) {
	pages, out := filepath.Join(dir, "html"), filepath.Join(dir, "pagefind")
	if err := os.MkdirAll(filepath.Join(pages, "p"), 0o755); err != nil {
		return "", 0, err
	}
	failed := make([]error, n)
	atOnce(n, func(i int) {
		p := c.searchPage(i, n)
		failed[i] = os.WriteFile(filepath.Join(pages, filepath.FromSlash(p.URL)), pageHTML(&p), 0o644)
	})
	if err := errors.Join(failed...); err != nil {
		return "", 0, err
	}
	m, err := run(program, "--site", pages, "--output-path", out)
	return out, m.wall, errors.Join(err, os.RemoveAll(pages))
}

// pageHTML is a page with nothing but its text.
func pageHTML(p *search.Page) []byte {
	var b bytes.Buffer
	e := html.EscapeString
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n<main data-pagefind-body>\n<h1>%s</h1>\n", e(p.Title), e(p.Title))
	for _, name := range p.Names {
		fmt.Fprintf(&b, "<p>%s</p>\n", e(name))
	}
	fmt.Fprintf(&b, "<p>%s</p>\n", e(p.Summary))
	for _, s := range p.Sections {
		fmt.Fprintf(&b, "<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n", s.ID, e(s.Heading), e(s.Text))
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.Bytes()
}

// pagefindNumbers reads which page each fragment of an index is of.
func pagefindNumbers(dir string) (map[string]int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "fragment", "*.pf_fragment"))
	if err != nil {
		return nil, err
	}
	numbers := make(map[string]int)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if data, err = unzip(data); err != nil {
			return nil, err
		}
		var fragment struct{ URL string }
		if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("pagefind_dcd")), &fragment); err != nil {
			return nil, err
		}
		numbers[strings.TrimSuffix(filepath.Base(file), ".pf_fragment")] = pageNumber(fragment.URL)
	}
	return numbers, nil
}

// unzip returns what gzip compressed.
func unzip(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

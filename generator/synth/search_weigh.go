package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// A weight is how much the files of a folder are.
type weight struct {
	files     int
	raw, sent int64 // bytes, and bytes as a host sends them
	largest   int64 // file, as sent
}

// weigh looks at the files of a folder that are no program.
func weigh(dir string) (weight, error) {
	var names []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !isCode(d.Name()) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return weight{}, err
	}
	var w weight
	var mu sync.Mutex
	failed := make([]error, len(names))
	atOnce(len(names), func(i int) {
		data, err := os.ReadFile(names[i])
		failed[i] = err
		sent := int64(len(asSent(names[i], data)))
		mu.Lock()
		defer mu.Unlock()
		w.files, w.raw, w.sent = w.files+1, w.raw+int64(len(data)), w.sent+sent
		w.largest = max(w.largest, sent)
	})
	return w, errors.Join(failed...)
}

// asSent returns a file as hosts send it: text is compressed, and files of types
// that they do not know are not.
func asSent(name string, data []byte) []byte {
	if !isText(name) {
		return data
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

func isText(name string) bool {
	switch path.Ext(name) {
	case ".js", ".json", ".html", ".css":
		return true
	}
	return false
}

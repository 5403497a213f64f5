package build

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"playbook/generator/content"
	"playbook/generator/library"
)

// The book began with an inventory of everything that the source documents name:
// frameworks, elements, cases, claims, words. testdata/inventory.tsv says where
// each row of it stands now: the row, what it is called, document#part. Nothing of
// it may get lost.
func TestInventory(t *testing.T) {
	table, err := os.ReadFile("testdata/inventory.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lib := Build(book(t)).Library
	seen := make(map[string]bool)
	for line := range strings.Lines(string(table)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(row) != 3 || seen[row[0]] {
			t.Errorf("odd or repeated row %q", line)
			continue
		}
		seen[row[0]] = true
		if !stands(lib, row[2]) {
			t.Errorf("%s (%s) should stand at %s", row[0], row[1], row[2])
		}
	}
	if n := bytes.Count(table, []byte("\n")); n != 327 {
		t.Errorf("%d rows, want 327", n)
	}
}

// stands reports whether there is a document, or a part or heading of it.
func stands(lib *library.Library, place string) bool {
	path, part, hasPart := strings.Cut(place, "#")
	d := lib.Document(path + ".md")
	if d == nil || !hasPart {
		return d != nil
	}
	for _, h := range d.Outline {
		if h.ID == part {
			return true
		}
	}
	return slices.ContainsFunc(d.Parts, func(p content.Part) bool { return p.ID == part })
}

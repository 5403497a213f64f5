package main

import (
	"testing"

	"playbook/generator/build"
	"playbook/generator/tree"
)

// Each reference of this repository's book leads to the same thing when it is
// written in its canonical form, and that is canonical.
func TestCanonicalReferences(t *testing.T) {
	n := 0
	for _, root := range []string{"../content", "starter/content"} {
		files, err := tree.Read(root)
		if err != nil {
			t.Fatal(err)
		}
		lib := build.Library(files)
		for _, doc := range lib.Documents(lib.All()) {
			for _, r := range doc.Refs {
				found := lib.Find(string(r.Ref), r.Where, doc)
				if len(found) != 1 {
					continue // free text
				}
				n++
				id := lib.Canonical(found[0], r.Where, doc)
				again := lib.Find(id, r.Where, doc)
				if len(again) != 1 || again[0].Key() != found[0].Key() || lib.Canonical(again[0], r.Where, doc) != id {
					t.Errorf("%s: %s: “%s” became “%s”, which leads to %v", doc.Path, r.Field, r.Ref, id, again)
				}
			}
		}
	}
	if n < 2000 {
		t.Errorf("only %d references: does this test still see the book?", n)
	}
}

package site

import (
	"errors"
	"fmt"

	"playbook/generator/diag"
	"playbook/generator/tree"
)

// Script bundles the TypeScript file entry of a tree, and what it imports, as the
// scripts of a theme are bundled: one minified file for a script element. The error
// holds every message of the bundler with its place.
func Script(files *tree.Tree, entry string) ([]byte, error) {
	var found diag.List
	data, ok := new(Theme).build(files, entry, &found)
	if !ok {
		var problems []error
		for _, d := range found {
			problems = append(problems, fmt.Errorf("%s: %s", d.Span.Path, d.Message.En))
		}
		return nil, errors.Join(problems...)
	}
	return data, nil
}

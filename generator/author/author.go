// Package author helps those who write: the starter of a new page, and schemas
// from which an editor completes and checks the fields at the top of one.
//
//	page := author.New(content.TypeOf("case"), "一把伞")
//	list := author.Schemas(lib, "zh")
//
// Both say nothing that the content model does not say: a test holds the starters
// against it, and schemas are made from it.
package author

import (
	"embed"
	"strings"

	"playbook/generator/content"
)

// blank holds the starter of each type. What is in 【 】 says what belongs there.
//
//go:embed blank
var blank embed.FS

// New returns the starter of a page of that type: the fields that nearly every
// page of its kind has, with what to write in them, and all others as comments.
func New(t *content.Type, title string) []byte {
	text, err := blank.ReadFile("blank/" + t.Name + ".md")
	if err != nil {
		panic("author: " + err.Error()) // there is one for every type; a test says so
	}
	return []byte(strings.Replace(string(text), "{{title}}", content.Quote(title), 1))
}

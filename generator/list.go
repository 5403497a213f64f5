package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/tree"
)

// A listed is one document as the list command shows it.
type listed struct {
	Type     string `json:"type"`
	ID       string `json:"id"`
	Title    string `json:"title"`
	Evidence string `json:"evidence,omitempty"`
	Draft    bool   `json:"draft,omitempty"`
	File     string `json:"file"`
}

func newList(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "list [TYPE]",
		Short:   a.say("List the documents", "列出全部文档"),
		Long:    a.say("List the documents, or those of one type: %s. Drafts have an asterisk.", "列出全部文档，或某一类文档：%s。草稿带星号。", typeNames()),
		Example: "  playbook list\n  playbook list case\n  playbook list --format json",
		Args:    cobra.MaximumNArgs(1), ValidArgs: typeNameList(),
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usageError("there is no format “%s”; choose text or json", "没有“%s”这种格式；可选 text 或 json", format)
			}
			sources, err := a.source()
			if err != nil {
				return err
			}
			var only *content.Type
			if len(args) == 1 {
				if only, err = typeNamed(args[0]); err != nil {
					return err
				}
			}
			docs := a.documents(sources, only)
			if format == "json" {
				e := json.NewEncoder(a.stdout)
				e.SetIndent("", "  ")
				return e.Encode(docs)
			}
			return table(a.stdout, docs)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.say("text or json", "text 或 json"))
	return cmd
}

func typeNameList() []string {
	var list []string
	for _, t := range content.Types {
		list = append(list, t.Name)
	}
	return list
}

// typeNames lists the types in a message, all of them.
func typeNames() diag.Text {
	list := strings.Join(typeNameList(), ", ")
	return diag.Text{En: list, Zh: list}
}

// documents returns the documents of a type, or all, also those with problems:
// what is wrong with them is for the check command to say.
func (a *app) documents(sources *tree.Tree, only *content.Type) []listed {
	docs := []listed{}
	for _, d := range build.Documents(sources) {
		if only == nil || d.Type == only {
			docs = append(docs, listed{d.Type.Name, d.ID, d.Title, d.Evidence, d.Draft, slashed(a.content) + d.Path})
		}
	}
	return docs
}

// table writes the documents in columns that also line up under Chinese text.
func table(w io.Writer, docs []listed) error {
	rows := make([][]string, len(docs))
	var widths [4]int
	for i, d := range docs {
		title := hanzi.Cut(d.Title, 30)
		if d.Draft {
			title += " *"
		}
		rows[i] = []string{d.Type, d.ID, title, d.Evidence, d.File}
		for j := range widths {
			widths[j] = max(widths[j], hanzi.Width(rows[i][j]))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for j, cell := range row {
			b.WriteString(cell)
			if j < len(widths) {
				b.WriteString(strings.Repeat(" ", widths[j]-hanzi.Width(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

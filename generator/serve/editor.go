package serve

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"playbook/generator/diag"
)

// An opener is a link that shows a place of a source file in an editor. It is the
// browser of the author that follows it: the server opens nothing.
type opener struct {
	Editor string       `json:"editor"`
	Link   template.URL `json:"link"`
}

// An editor is a program that a link can open.
type editor struct {
	name, label string
	link        func(file string, at diag.Position) string
}

// editors are those that an author can choose from.
var editors = []editor{
	{"vscode", "VS Code", func(file string, at diag.Position) string {
		return fmt.Sprintf("vscode://file%s:%d:%d", (&url.URL{Path: file}).EscapedPath(), at.Line, at.Column)
	}},
	{"idea", "JetBrains", func(file string, at diag.Position) string {
		return fmt.Sprintf("idea://open?file=%s&line=%d&column=%d", strings.ReplaceAll(url.QueryEscape(file), "+", "%20"), at.Line, at.Column)
	}},
}

// openers returns the links to a place of a file, given by its path in messages.
// There are none if nobody knows in which folder that path begins.
func openers(root, file string, at diag.Position) []opener {
	if root == "" {
		return nil
	}
	if !filepath.IsAbs(filepath.FromSlash(file)) {
		file = path.Join(filepath.ToSlash(root), file)
	}
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // a drive
	}
	var list []opener
	for _, e := range editors {
		list = append(list, opener{e.name, template.URL(e.link(file, at))})
	}
	return list
}

// isHere reports whether it is the author who asks: in a browser of this machine,
// by a name that can only mean this machine, and not by the address that was made
// to be passed on. Only then is there anything to be seen of how folders are
// called here.
func (s *server) isHere(r *http.Request) bool {
	host, _, ok := splitHost(r.Host)
	passedOn := s.token != "" && strings.HasPrefix(r.URL.Path, "/"+s.token)
	return ok && isLoopback(strings.ToLower(host)) && fromHere(r) && !passedOn
}

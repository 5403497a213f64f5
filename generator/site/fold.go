package site

import (
	"html"
	"html/template"
	"text/template/parse"

	"playbook/generator/diag"
)

// lists visits every list of nodes in a template.
func lists(l *parse.ListNode, visit func(*parse.ListNode)) {
	if l == nil {
		return
	}
	visit(l)
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			lists(n.List, visit)
			lists(n.ElseList, visit)
		case *parse.RangeNode:
			lists(n.List, visit)
			lists(n.ElseList, visit)
		case *parse.WithNode:
			lists(n.List, visit)
			lists(n.ElseList, visit)
		}
	}
}

// fold writes the words of a locale into its templates: {{t "关键时刻"}} is the
// same on every page, and there are a hundred of them on each.
func fold(set *template.Template, words table) {
	for _, one := range set.Templates() {
		if one.Tree == nil {
			continue
		}
		lists(one.Tree.Root, func(l *parse.ListNode) {
			for i, n := range l.Nodes {
				if key, ok := constant(n); ok {
					l.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Position(), Text: []byte(html.EscapeString(words.say(key)))}
				}
			}
		})
	}
}

// constant returns the key of {{t "key"}}.
func constant(n parse.Node) (string, bool) {
	action, ok := n.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	args := action.Pipe.Cmds[0].Args
	name, isName := args[0].(*parse.IdentifierNode)
	key, isKey := args[1].(*parse.StringNode)
	if !isName || !isKey || name.Ident != "t" {
		return "", false
	}
	return key.Text, true
}

// calls reports the templates that are called and do not exist, which
// html/template only finds on the pages that call them.
func (t *Theme) calls(set *template.Template, found *diag.List) {
	for _, one := range set.Templates() {
		if one.Tree == nil {
			continue
		}
		file := one.Tree.ParseName
		lists(one.Tree.Root, func(l *parse.ListNode) {
			for _, n := range l.Nodes {
				if n, ok := n.(*parse.TemplateNode); ok && set.Lookup(n.Name) == nil {
					at, end := min(int(n.Pos), len(t.sources[file])), min(int(n.Pos)+len(n.Name)+2, len(t.sources[file]))
					found.Add(TemplateMissing, diag.Span{Path: t.root + file, Start: at, End: end}, n.Name)
				}
			}
		})
	}
}

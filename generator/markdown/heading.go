package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"playbook/generator/diag"
)

// A headingParser is one of goldmark's two, which then takes {#name} off the end
// of the heading.
type headingParser struct{ parser.BlockParser }

// Close implements [parser.BlockParser].
func (p headingParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	open := attributes(last.Value(reader.Source()))
	if open < 0 || last.Padding > 0 {
		return
	}
	trimmed := trim(reader.Source(), last.Start, last.Stop)
	stateOf(pc).attributes(node, last.Start+open+1, trimmed.Stop-1)
	rest := trim(reader.Source(), last.Start, last.Start+open)
	if lines.SetSliced(0, lines.Len()-1); rest.Len() > 0 {
		lines.Append(withoutHashes(rest, reader.Source()))
	}
}

// attributes returns where the attributes at the end of a heading begin, or -1.
// Braces that hold something else, as in “集合 {1, 2}”, belong to the heading.
func attributes(line []byte) int {
	line = bytes.TrimRight(line, " \t\r\n")
	if !bytes.HasSuffix(line, []byte{'}'}) || bytes.HasSuffix(line, []byte(`\}`)) {
		return -1
	}
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || open > 0 && line[open-1] == '\\' {
		return -1
	}
	first, _, _ := bytes.Cut(bytes.TrimSpace(line[open+1:len(line)-1]), []byte{' '})
	if len(first) == 0 || first[0] != '#' && first[0] != '.' && bytes.IndexByte(first, '=') < 1 {
		return -1
	}
	return open
}

// withoutHashes cuts off the closing ## of a heading, which goldmark did not see
// because attributes stood behind it.
func withoutHashes(line text.Segment, src []byte) text.Segment {
	value := line.Value(src)
	rest := bytes.TrimRight(value, "#")
	if n := len(rest); n < len(value) && n > 0 && (rest[n-1] == ' ' || rest[n-1] == '\t') {
		return trim(src, line.Start, line.Start+n)
	}
	return line
}

// attributes reads what stands between the braces after a heading: one #name.
func (st *state) attributes(node ast.Node, start, stop int) {
	for start < stop {
		n := attributeLength(st.src[start:stop])
		word := string(st.src[start : start+n])
		switch name, isName := strings.CutPrefix(word, "#"); {
		case n == 0:
			n = 1
		case !isName || st.named[node] != "":
			st.report(HeadingAttribute, start, start+n, word).Hint = diag.Say(
				"delete it; a name is written {#name}", "请删掉它；名字写作 {#名字}")
		default:
			st.name(node, name, start, start+n)
		}
		start += n
	}
}

// attributeLength returns how long the attribute at the beginning of b is: up to
// a space that is not in quotes.
func attributeLength(b []byte) int {
	var quote byte
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == ' ' || c == '\t':
			return i
		}
	}
	return len(b)
}

// name gives a heading its explicit name.
func (st *state) name(node ast.Node, id string, start, end int) {
	switch {
	case !isHeadingID(id) || isReserved(id):
		st.report(HeadingID, start, end, id).Hint = diag.Say(
			"use letters, digits, Han characters, “-”, “_” and “.”", "请只用字母、数字、汉字和“-”“_”“.”")
	case !st.ids.add(id):
		st.report(DuplicateHeadingID, start, end, id).Hint = diag.Say(
			"choose another name", "请换一个名字")
	default:
		if st.named == nil {
			st.named = make(map[ast.Node]string)
		}
		st.named[node] = id
	}
}

func isHeadingID(id string) bool {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune("-_.", r)
	}
	return id != "" && !strings.ContainsFunc(id, odd)
}

// isReserved reports whether id may be that of a footnote, or of what the site
// adds around the text.
func isReserved(id string) bool {
	for _, prefix := range []string{"fn-", "fnref-", "sec.", "fig."} {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

// An idSet is the ids of one page. Its zero value is empty.
type idSet struct {
	used map[string]bool
	next map[string]int // the number to try next for a name that is taken
}

// add reports whether id was free, and takes it.
func (s *idSet) add(id string) bool {
	if s.used == nil {
		s.used = make(map[string]bool)
	}
	if s.used[id] {
		return false
	}
	s.used[id] = true
	return true
}

// unique takes id, or else the first free one of id-2, id-3, …
func (s *idSet) unique(id string) string {
	if s.add(id) {
		return id
	}
	if s.next == nil {
		s.next = make(map[string]int)
	}
	for n := max(2, s.next[id]); ; n++ {
		if try := id + "-" + strconv.Itoa(n); s.add(try) {
			s.next[id] = n + 1
			return try
		}
	}
}

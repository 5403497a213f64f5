package content

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"playbook/generator/diag"
)

// This file is all that knows yaml.v3: it turns YAML into nodes and tells which
// bytes of the file a node stands for. The library counts lines and characters,
// and for some mistakes only lines.

// parse reads the front matter up to the tree of nodes. It returns the mapping
// at the top, or nil after a finding.
func (d *decoder) parse(f front) *yaml.Node {
	d.src, d.end = f.src, f.end
	d.lines = lineStarts(f.src[:f.end], f.start)
	var doc yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(f.src[f.start:f.end]))
	if err := dec.Decode(&doc); err != nil {
		if strings.TrimSpace(string(f.src[f.start:f.end])) == "" || err.Error() == "EOF" {
			d.found.Add(EmptyFront, diag.Span{Path: d.path, Start: f.start, End: f.start})
			return nil
		}
		d.syntax(err)
		return nil
	}
	var second yaml.Node
	switch err := dec.Decode(&second); {
	case err == nil:
		d.found.Add(SecondDocument, d.span(&second))
		return nil
	case !errors.Is(err, io.EOF): // what follows would be lost without a word
		d.syntax(err)
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		if d.colon(len(d.lines)) {
			return nil
		}
		d.found.Add(WrongShape, d.span(root), d.text(root), shapeMapping)
		return nil
	}
	if !d.plain(root) {
		return nil
	}
	return root
}

// plain refuses what YAML can do beyond plain data: an alias can make a small
// file enormous, a tag can ask for types that nobody here knows.
func (d *decoder) plain(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		d.found.Add(FancyYAML, d.span(n), d.text(n))
		return false
	}
	if n.Kind == yaml.MappingNode && len(n.Content)/2 > maxKeys {
		d.found.Add(TooManyKeys, d.span(n), len(n.Content)/2, maxKeys)
		return false
	}
	for _, c := range n.Content {
		if !d.plain(c) {
			return false // one such finding says it for the whole file
		}
	}
	return true
}

// yamlLine finds the line in the library's message: "yaml: line 3: …".
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// A slip is a common mistake in YAML: how the library puts it, what it is in our
// words, and the way out.
type slip struct {
	theirs    string
	what, say diag.Text
}

var slips = []slip{
	{
		"mapping values are not allowed",
		diag.Text{En: "a second “key: value” in one line", Zh: "一行里有两个“字段: 内容”"},
		diag.Text{En: "a colon in the text? put the whole value in quotes: \"…: …\"", Zh: "内容里有冒号加空格？请给整个值加上引号：\"…: …\""},
	},
	{
		"found character that cannot start any token",
		diag.Text{En: "a character that cannot stand here", Zh: "这里不能出现这个字符"},
		diag.Text{En: "indent with spaces, not tabs; a value that begins with @ % ` needs quotes", Zh: "缩进请用空格，不要用制表符；以 @ % ` 开头的值要加引号"},
	},
	{
		"found unexpected end of stream",
		diag.Text{En: "a quotation mark is opened and not closed", Zh: "引号只写了一半"},
		diag.Text{En: "add the other quotation mark", Zh: "请补上另一半引号"},
	},
	{
		"did not find expected ',' or ']'",
		diag.Text{En: "a list in [ ] has no end", Zh: "方括号里的列表没有写完"},
		diag.Text{En: "close it with ] and put commas between the items", Zh: "请用 ] 结尾，各项之间用英文逗号隔开"},
	},
	{
		"did not find expected ',' or '}'",
		diag.Text{En: "a group in { } has no end", Zh: "花括号里的内容没有写完"},
		diag.Text{En: "close it with } and put commas between the entries", Zh: "请用 } 结尾，各项之间用英文逗号隔开"},
	},
	{
		"did not find expected key",
		diag.Text{En: "no “key: value” where one is expected", Zh: "这里应该是“字段: 内容”"},
		diag.Text{En: "check the indentation: keys of one group start in the same column", Zh: "请检查缩进：同一组的字段要从同一列开始"},
	},
	{
		"could not find expected ':'",
		diag.Text{En: "a key without a colon", Zh: "字段名后面缺少冒号"},
		diag.Text{En: "a key is followed by a colon and a space: title: …", Zh: "字段名后面要写英文冒号和一个空格：title: …"},
	},
	{
		"did not find expected alphabetic",
		diag.Text{En: "a sign that means something else in YAML", Zh: "这个符号在 YAML 里另有含义"},
		diag.Text{En: "a value that begins with & or * needs quotes", Zh: "以 & 或 * 开头的值要加引号"},
	},
	{
		"did not find expected <document start>",
		diag.Text{En: "a line that begins further left than the fields before it", Zh: "这一行比前面的字段更靠左"},
		diag.Text{En: "fields of one file start in the same column", Zh: "同一个文件的字段要从同一列开始"},
	},
	{
		"unknown anchor",
		diag.Text{En: "a sign that means something else in YAML", Zh: "这个符号在 YAML 里另有含义"},
		diag.Text{En: "a value that begins with * needs quotes", Zh: "以 * 开头的值要加引号"},
	},
	{
		"did not find expected '-'",
		diag.Text{En: "a list whose items do not line up", Zh: "列表的各项没有对齐"},
		diag.Text{En: "items of one list start in the same column, each with “- ”", Zh: "同一个列表的各项要从同一列开始，都写“- ”"},
	},
}

func (d *decoder) syntax(err error) {
	m := yamlLine.FindStringSubmatch(err.Error())
	line, said := 0, err.Error()
	if m != nil {
		line, _ = strconv.Atoi(m[1])
		said = m[2]
	}
	if strings.Contains(said, "<document start>") {
		line++ // the library counts from 0 here
	}
	line = min(max(line, 1), len(d.lines))
	if last := min(line+3, len(d.lines)); d.colon(last) || d.indent(last) || d.culprit(last) {
		return
	}
	at := d.wholeLine(line)
	// The library counts some lines from 0: the line with something on it is
	// meant.
	for line > 1 && at.Start == at.End {
		line--
		at = d.wholeLine(line)
	}
	if strings.HasPrefix(said, "mapping values") {
		if next := d.wholeLine(min(line+1, len(d.lines))); !hasInnerColon(d.src[at.Start:at.End]) && hasInnerColon(d.src[next.Start:next.End]) {
			at = next
		}
		if i := strings.LastIndex(string(d.src[at.Start:at.End]), ": "); i >= 0 {
			at.Start, at.End = at.Start+i, at.Start+i+1
		}
	}
	if i := strings.IndexByte(string(d.src[at.Start:at.End]), '\t'); i >= 0 && strings.Contains(said, "cannot start any token") {
		at.Start, at.End = at.Start+i, at.Start+i+1
	}
	for _, s := range slips {
		if strings.Contains(said, s.theirs) {
			d.found.Add(YAMLSyntax, at, s.what).Hint = s.say
			return
		}
	}
	d.found.Add(YAMLSyntax, at, diag.Text{En: said, Zh: "看不懂这一行"}).Hint = diag.Say(
		"text with signs such as : [ { & * # belongs in quotes", "内容里有 : [ { & * # 这样的符号时，请给整个值加上引号")
}

// A culprit is a slip that the library notices only lines later, and blames on
// what stands there.
type culprit struct {
	pattern *regexp.Regexp          // the first group is the place
	unless  func(value string) bool // then it is none
	slip
}

var culprits = []culprit{
	{
		regexp.MustCompile(`^\s*(?:- )?(?:[a-z_\p{Han}]+: +)?(\[.*,\s*,.*)$`), func(string) bool { return false },
		slip{
			what: diag.Text{En: "a list with nothing between two commas", Zh: "列表里两个逗号之间没有内容"},
			say:  diag.Text{En: "delete one of the commas", Zh: "请删去多余的逗号"},
		},
	},
	{
		regexp.MustCompile(`^\s*(?:- )?(?:[a-z_\p{Han}]+: +)?(["'].*)$`), isQuoted,
		slip{
			what: diag.Text{En: "a quoted text that does not end where its line ends", Zh: "引号没有配对，或者引号后面还有字"},
			say:  diag.Text{En: "put the whole value in quotes; a quotation mark within is written twice ('') or with a backslash (\\\")", Zh: "请把整个值放进一对引号；里面的引号写两遍（''）或加反斜杠（\\\"）"},
		},
	},
	{
		regexp.MustCompile(`^\s*(?:- )?(?:[a-z_\p{Han}]+: +)?([\[{].*)$`), isClosed,
		slip{
			what: diag.Text{En: "a list in [ ] or a group in { } that has no end", Zh: "方括号或花括号没有写完"},
			say:  diag.Text{En: "close it on the same line, with commas between the items", Zh: "请在同一行里写完，各项之间用英文逗号隔开"},
		},
	},
}

// keyAndColon finds what looks like the name of a field and what follows it.
var keyAndColon = regexp.MustCompile(`^\s*([a-z_\p{Han}]+)(：|:)(\S?)`)

// colon looks for the name of a field with a full-width colon behind it, or
// without a space behind the colon, in the lines up to last, and reports it.
func (d *decoder) colon(last int) bool {
	for n := 1; n <= last; n++ {
		text, _ := cutLine(d.src[:d.end], d.lines[n-1])
		m := keyAndColon.FindSubmatchIndex(text)
		if m == nil || len(keyNames(string(text[m[2]:m[3]]))) == 0 {
			continue
		}
		start := d.lines[n-1]
		at := diag.Span{Path: d.path, Start: start + m[4], End: start + m[5]}
		switch {
		case string(text[m[4]:m[5]]) == "：":
			d.found.Add(YAMLSyntax, at, diag.Text{En: "a full-width colon behind the name of a field", Zh: "字段名后面用了全角冒号"}).Hint = diag.Say("write “: ”, a half-width colon and a space", "请改成半角冒号加一个空格“: ”")
			return true
		case m[6] < m[7]:
			d.found.Add(YAMLSyntax, at, diag.Text{En: "no space behind the colon", Zh: "冒号后面缺少空格"}).Hint = diag.Say("write “: ”, a colon and a space", "请写成冒号加一个空格“: ”")
			return true
		}
	}
	return false
}

// fieldLine finds the name of a field with what stands before it on its line.
var fieldLine = regexp.MustCompile(`^( *)((?:- +)*)([A-Za-z_\p{Han}]+):(?:[ \t]+(\S.*))?$`)

// indent looks for a tab before a field, and for a field that begins in a column in
// which none of its group does, in the lines up to last, and reports it. The library
// notices the one as something else, the other at the beginning of the group.
func (d *decoder) indent(last int) bool {
	open := []int{0} // the columns in which fields may go on, the innermost last
	first, opens := true, false
	for n := 1; n <= last; n++ {
		line, _ := cutLine(d.src[:d.end], d.lines[n-1])
		lead := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
		if i := bytes.IndexByte(lead, '\t'); i >= 0 && len(lead) < len(line) {
			start := d.lines[n-1] + i
			d.found.Add(YAMLSyntax, diag.Span{Path: d.path, Start: start, End: start + 1}, diag.Text{En: "a tab before a field", Zh: "缩进用了制表符"}).Hint = diag.Say(
				"indent with spaces, two for each level", "缩进请用空格，每一层两个")
			return true
		}
		m := fieldLine.FindSubmatchIndex(line)
		if m == nil {
			continue
		}
		column, isItem := m[6], m[5] > m[4]
		switch {
		case first:
			open, first = []int{column}, false
		case isItem:
			for len(open) > 1 && open[len(open)-1] > m[4] {
				open = open[:len(open)-1]
			}
			open = append(open, column)
		case opens && column > open[len(open)-1]:
			open = append(open, column)
		default:
			want := open[len(open)-1]
			for len(open) > 1 && open[len(open)-1] > column {
				open = open[:len(open)-1]
			}
			if open[len(open)-1] != column {
				start := d.lines[n-1]
				d.found.Add(YAMLSyntax, diag.Span{Path: d.path, Start: start + m[6], End: start + m[7]}, diag.Text{En: "a field that does not line up with those above it", Zh: "这个字段和上面的对不齐"}).Hint = diag.Say(
					"fields of one group start in the same column: %d spaces above, %d here", "同一组的字段要从同一列开始：上面空 %d 格，这里空 %d 格", want, column)
				return true
			}
		}
		opens = m[8] < 0
	}
	return false
}

// culprit looks for such a slip in the lines up to last, and reports it.
func (d *decoder) culprit(last int) bool {
	tries := 0
	for n := 1; n <= last; n++ {
		text, _ := cutLine(d.src[:d.end], d.lines[n-1])
		for _, c := range culprits {
			m := c.pattern.FindSubmatchIndex(text)
			if m == nil || c.unless(strings.TrimRight(string(text[m[2]:m[3]]), " \t")) {
				continue
			}
			if tries++; tries > maxTries || d.endsLater(n) {
				continue
			}
			start := d.lines[n-1]
			d.found.Add(YAMLSyntax, diag.Span{Path: d.path, Start: start + m[2], End: start + m[3]}, c.what).Hint = c.say
			return true
		}
	}
	return false
}

// How many suspicious lines are looked at closely, and how many lines a value
// may go on for. A hostile file has thousands of them.
const (
	maxTries  = 8
	maxGoesOn = 20
)

// endsLater reports whether what begins on a line ends some lines later, as a
// list or a quotation may.
func (d *decoder) endsLater(line int) bool {
	for n := line; n < min(line+maxGoesOn, len(d.lines)); n++ {
		if yaml.Unmarshal(d.src[d.lines[0]:d.lines[n]], new(yaml.Node)) == nil {
			return true
		}
	}
	return false
}

// isQuoted reports whether a value that begins with a quotation mark ends with
// it, or goes on behind it only with a comment.
func isQuoted(value string) bool {
	kind := yaml.Style(yaml.DoubleQuotedStyle)
	if value[0] == '\'' {
		kind = yaml.SingleQuotedStyle
	}
	n := scalarLen(&yaml.Node{Kind: yaml.ScalarNode, Style: kind}, value)
	if n < 2 || value[n-1] != value[0] {
		return false
	}
	rest := strings.TrimLeft(value[n:], " \t")
	return rest == "" || rest[0] == '#' || rest[0] == ':' // of a quoted key
}

// isClosed reports whether the brackets with which a value begins are closed.
func isClosed(value string) bool {
	n := flowLen(value)
	return value[n-1] == ']' || value[n-1] == '}'
}

// hasInnerColon reports whether a line has a colon and a space in its value.
func hasInnerColon(line []byte) bool { return bytes.Count(line, []byte(": ")) > 1 }

// wholeLine returns the bytes of a line without the space around them.
func (d *decoder) wholeLine(n int) diag.Span {
	start := d.lines[n-1]
	line, _ := cutLine(d.src, start)
	text := strings.TrimLeft(string(line), " ")
	start += len(line) - len(text)
	return diag.Span{Path: d.path, Start: start, End: start + len(strings.TrimRight(text, " \t"))}
}

// lineStarts returns the offset at which each line of src begins, from the byte
// start on, as YAML counts lines.
func lineStarts(src []byte, start int) []int {
	lines := []int{start}
	for i := start; i < len(src)-1; i++ { // what ends with the text begins no line
		switch {
		case src[i] == '\n' || src[i] == '\r' && src[i+1] != '\n':
			lines = append(lines, i+1)
		case src[i] == 0xe2 && i+3 < len(src) && src[i+1] == 0x80 && (src[i+2] == 0xa8 || src[i+2] == 0xa9): // U+2028, U+2029
			lines = append(lines, i+3)
		}
	}
	return lines
}

// span returns the bytes of the file that a node stands for. A mapping or a list
// is shown by its first line.
func (d *decoder) span(n *yaml.Node) diag.Span {
	line := min(max(n.Line, 1), len(d.lines))
	start := d.lines[line-1]
	for i := 1; i < n.Column && start < len(d.src) && d.src[start] != '\n'; i++ {
		_, size := utf8.DecodeRune(d.src[start:])
		start += size
	}
	rest, _ := cutLine(d.src, start)
	return diag.Span{Path: d.path, Start: start, End: start + scalarLen(n, string(rest))}
}

// scalarLen returns how many bytes of line, which begins with the node, belong
// to the node.
func scalarLen(n *yaml.Node, line string) int {
	switch {
	case n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle != 0:
		return flowLen(line)
	case n.Kind != yaml.ScalarNode:
		return len(strings.TrimRight(line, " \t"))
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i := 1; i < len(line); i++ {
			if line[i] == '\\' {
				i++
			} else if line[i] == '"' {
				return i + 1
			}
		}
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i := 1; i < len(line); i++ {
			if line[i] == '\'' {
				if i+1 < len(line) && line[i+1] == '\'' {
					i++
					continue
				}
				return i + 1
			}
		}
	case strings.HasPrefix(line, n.Value):
		return len(n.Value)
	}
	return len(strings.TrimRight(line, " \t"))
}

// flowLen returns the length of the list in [ ] or group in { } with which line
// begins, as far as it stands on the line.
func flowLen(line string) int {
	depth := 0
	var quote rune
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '[' || r == '{':
			depth++
		case r == ']' || r == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(strings.TrimRight(line, " \t"))
}

// text returns the first line of what the author wrote for a node.
func (d *decoder) text(n *yaml.Node) string {
	at := d.span(n)
	return string(d.src[at.Start:at.End])
}

// child returns the value under a key, in any of its spellings, or the item at a
// position. A scalar counts as a list of itself.
func child(n *yaml.Node, key any) *yaml.Node {
	switch key := key.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && key < len(n.Content) {
			return n.Content[key]
		}
		if n.Kind != yaml.SequenceNode && key == 0 {
			return n
		}
	case string:
		for _, name := range keyNames(key) {
			if v := lookup(n, name); v != nil {
				return v
			}
		}
	}
	return nil
}

// lookup returns the value under exactly that key of a mapping, or nil.
func lookup(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

package content

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"playbook/generator/diag"
)

// Format returns a source file with its front matter in the canonical form: the
// fields in the order of the model, and each reference as canonical writes it,
// which may return "" to leave one alone. Values, comments, blank lines and prose
// stay as they are; a comment moves with the field below it.
//
// It works on the text, not on a tree that is printed again, so nothing that the
// author wrote can get lost on the way. ok is false, and the file unchanged, if it
// has errors: of what cannot be read nobody knows the order.
func Format(path string, src []byte, settings *Settings, canonical func(Reference) string) (out []byte, ok bool) {
	file, found := Parse(path, src, settings)
	if file.Document == nil || file.Unread || found.Failed() {
		return src, false
	}
	out = replaceRefs(src, file.Refs, canonical)
	if f, _, _, _ := cutFront(out); hasOddLines(out[f.start:f.end]) {
		return out, true
	}
	plan := plans[reflect.TypeOf(file.Record).Elem()]
	sorted := out
	for range maxDepth { // the innermost groups first; each turn is one level
		o := newOrder(path, sorted, settings)
		if o.root == nil || o.root.Style&yaml.FlowStyle != 0 {
			return out, true
		}
		o.mapping(o.root, plan, o.end)
		if len(o.moves) == 0 {
			break
		}
		sorted = o.apply()
	}
	if !saysTheSame(path, out, sorted, settings) {
		return out, true
	}
	return sorted, true
}

// maxDepth is how many levels of groups there may be; the model has three.
const maxDepth = 8

// saysTheSame reports whether two files are understood alike. YAML has more ways to
// be written than anybody thinks of, and an order is not worth a word.
func saysTheSame(path string, before, after []byte, settings *Settings) bool {
	a, _ := Parse(path, before, settings)
	b, found := Parse(path, after, settings)
	if found.Failed() || b.Document == nil {
		return false
	}
	sortTags(a.Record)
	sortTags(b.Record)
	return reflect.DeepEqual(a.Record, b.Record)
}

// sortTags gives the tags of moments one order; that of the file means nothing.
func sortTags(r Record) {
	if c, ok := r.(*Case); ok {
		for _, m := range c.Moments {
			slices.SortFunc(m.Tags, func(a, b Tag) int { return strings.Compare(a.Field, b.Field) })
		}
	}
}

// hasOddLines reports whether lines end with a carriage return alone, or a
// separator that only Unicode knows. Nobody writes that; it stays as it is.
func hasOddLines(text []byte) bool {
	for i, c := range text {
		if c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			return true
		}
	}
	return bytes.ContainsAny(text, "\u2028\u2029\u0085")
}

// replaceRefs writes references in their canonical form.
func replaceRefs(src []byte, refs []Reference, canonical func(Reference) string) []byte {
	var out []byte
	last := 0
	for _, r := range refs { // in the order of the file
		at := r.Span
		want := canonical(r)
		written := string(src[at.Start:at.End])
		quoted := len(written) > 1 && (written[0] == '"' || written[0] == '\'')
		if want == "" || want == string(r.Ref) || !quoted && written != string(r.Ref) || at.Start < last {
			continue // it goes on over several lines, and says the same
		}
		out = append(append(out, src[last:at.Start]...), Quote(want)...)
		last = at.End
	}
	return append(out, src[last:]...)
}

// An order finds the groups of fields of one file that are not in their order.
type order struct {
	decoder
	root  *yaml.Node
	end   int // of the front matter
	moves []move
}

// A move is a piece of the file with its fields in their order.
type move struct {
	start, end int
	text       []byte
}

func newOrder(path string, src []byte, settings *Settings) *order {
	f, _, _, _ := cutFront(src)
	o := &order{decoder: decoder{path: path, settings: settings, found: new(diag.List)}, end: f.end}
	o.root = o.parse(f)
	return o
}

// apply returns the file with all moves made. They do not overlap.
func (o *order) apply() []byte {
	slices.SortFunc(o.moves, func(a, b move) int { return a.start - b.start })
	var out []byte
	last := 0
	for _, m := range o.moves {
		out = append(append(out, o.src[last:m.start]...), m.text...)
		last = m.end
	}
	return append(out, o.src[last:]...)
}

// An entry is one field of a group in the text.
type entry struct {
	rank       int // its place in the model
	above      int // where the blank lines and comments begin that belong to it
	start, end int // from the key to the end of its last line
}

// mapping looks at the block mapping n, whose last line ends at end, and at what
// is in it.
func (o *order) mapping(n *yaml.Node, p *plan, end int) {
	if !o.isPlain(n) {
		return
	}
	before := len(o.moves)
	entries := o.entries(n, p, end)
	for i, e := range entries {
		o.value(n.Content[2*i], n.Content[2*i+1], p, e.end)
	}
	if len(o.moves) > before || slices.IsSortedFunc(entries, byRank) {
		return // what is in it comes first
	}
	o.moves = append(o.moves, o.sorted(entries))
}

// isPlain reports whether every field of a block mapping is written as “key: …” on
// a line of its own. What is written with “?” stays as it is.
func (o *order) isPlain(n *yaml.Node) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		line := o.src[o.line(o.span(key).Start):o.span(key).Start]
		if key.Kind != yaml.ScalarNode || key.Column != n.Content[0].Column || len(bytes.Trim(line, " -")) > 0 {
			return false
		}
	}
	return len(n.Content) > 0
}

func byRank(a, b entry) int { return a.rank - b.rank }

// entries cuts a block mapping into its fields.
func (o *order) entries(n *yaml.Node, p *plan, end int) []entry {
	indent := n.Content[0].Column - 1
	list := make([]entry, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		at := o.span(n.Content[i]).Start
		e := entry{rank: o.rank(p, n.Content[i].Value), start: at, above: at}
		if i > 0 {
			e.above = o.above(o.line(at), list[len(list)-1].start, indent)
			list[len(list)-1].end = e.above
		}
		list = append(list, e)
	}
	last := &list[len(list)-1]
	last.end = o.above(end, last.start, indent) // what follows belongs to no field
	return list
}

// sorted returns the move that puts entries in their order. The comments above
// the first one stay: they are about the group.
func (o *order) sorted(entries []entry) move {
	first, last := entries[0], entries[len(entries)-1]
	top := o.line(first.start)
	lead := o.src[top:first.start] // indentation, for an item of a list with its hyphen
	indent := bytes.Repeat([]byte{' '}, first.start-top)
	m := move{start: top, end: last.end}
	slices.SortStableFunc(entries, byRank)
	for i, e := range entries {
		if e.above < e.start {
			above := o.src[e.above:o.line(e.start)]
			if i == 0 { // they stand above the hyphen then
				above = outdent(above, len(lead)-len(bytes.TrimLeft(lead, " ")))
			}
			m.text = append(m.text, above...)
		}
		if i == 0 {
			m.text = append(m.text, lead...)
		} else {
			m.text = append(m.text, indent...)
		}
		m.text = append(m.text, o.src[e.start:e.end]...)
	}
	return m
}

// outdent writes comments with that many spaces before them.
func outdent(lines []byte, indent int) []byte {
	var out []byte
	for line := range bytes.Lines(lines) {
		if text := bytes.TrimLeft(line, " "); text[0] == '#' {
			line = append(bytes.Repeat([]byte{' '}, indent), text...)
		}
		out = append(out, line...)
	}
	return out
}

// line returns where the line begins that holds byte i.
func (o *order) line(i int) int { return bytes.LastIndexByte(o.src[:i], '\n') + 1 }

// above returns where the blank lines and comments begin that stand above the
// line that begins at line, and belong to it: no deeper than the column indent.
func (o *order) above(line, floor, indent int) int {
	for line > floor {
		start := o.line(line - 1)
		text := bytes.TrimRight(o.src[start:line], "\r\n")
		trimmed := bytes.TrimLeft(text, " ")
		isComment := len(trimmed) > 0 && trimmed[0] == '#' && len(text)-len(trimmed) <= indent
		if start <= floor || !isComment && len(trimmed) > 0 {
			break
		}
		line = start
	}
	return line
}

// rank returns the place of a key among the fields of a group. Tags stand in the
// order of the settings.
func (o *order) rank(p *plan, key string) int {
	const tags = 1000 // more than a moment can have
	if i, ok := p.byKey[key]; ok {
		if p.tags != nil && i >= p.tagsAt {
			i += tags
		}
		return i
	}
	if o.settings != nil {
		for i, m := range o.settings.MomentFields {
			if m.Field == key {
				return p.tagsAt + min(i, tags)
			}
		}
	}
	return len(p.fields) + 2*tags
}

// value looks at the groups in the value of a field, which ends at end.
func (o *order) value(key, n *yaml.Node, p *plan, end int) {
	at, known := p.byKey[key.Value]
	if !known || p.fields[at].below == nil {
		return
	}
	below := p.fields[at].below
	switch {
	case n.Kind == yaml.MappingNode:
		o.group(n, below, end)
	case n.Kind == yaml.SequenceNode:
		for i, item := range n.Content {
			to := end
			if i+1 < len(n.Content) && n.Style&yaml.FlowStyle == 0 {
				next := o.line(o.span(n.Content[i+1]).Start)
				to = o.above(next, o.span(item).Start, n.Column-1)
			}
			o.group(item, below, to)
		}
	}
}

func (o *order) group(n *yaml.Node, p *plan, end int) {
	switch {
	case n.Kind != yaml.MappingNode || len(n.Content) < 2:
	case n.Style&yaml.FlowStyle != 0:
		o.flow(n, p)
	default:
		o.mapping(n, p, end)
	}
}

// flow looks at a group in { }. One that goes on over several lines stays as its
// author laid it out.
func (o *order) flow(n *yaml.Node, p *plan) {
	at := o.span(n)
	if o.src[at.End-1] != '}' {
		return
	}
	var list []entry
	for i := 0; i+1 < len(n.Content); i += 2 {
		e := entry{rank: o.rank(p, n.Content[i].Value), start: o.span(n.Content[i]).Start, end: at.End - 1}
		if i > 0 {
			list[len(list)-1].end = e.start
		}
		list = append(list, e)
	}
	if slices.IsSortedFunc(list, byRank) {
		return
	}
	start := list[0].start
	slices.SortStableFunc(list, byRank)
	var texts []string
	for _, e := range list {
		texts = append(texts, strings.TrimRight(string(o.src[e.start:e.end]), ", "))
	}
	inner := strings.TrimRight(string(o.src[start:at.End-1]), " ")
	o.moves = append(o.moves, move{start, start + len(inner), []byte(strings.Join(texts, ", "))})
}

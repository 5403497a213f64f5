// Package markdown reads and writes our dialect of Markdown: CommonMark, tables,
// task lists, ~~strikethrough~~, footnotes and definition lists as on code
// hosts, and on top of them
//
//	[[haidilao]], [[kano.attractive|兴奋需求]]   a checked reference, with plain words
//	![[haidilao#journey]]                         the picture of that thing
//	> [!NOTE] 请注意                               a callout; TRAINER is for facilitators
//	## 服务蓝图 {#blueprint}                       a heading with a name of its own
//
// Chinese simply works: bold beside full-width punctuation, line breaks that are
// no spaces, heading names in Han characters, web addresses that end at “。”.
//
// [Parse] turns a text into a [Doc]: what it refers to, its headings, the prose
// in which terms may be linked, and a program that writes the HTML. Where
// references lead is unknown until all texts are read, so the program has holes
// for them, and [Doc.Render] fills the holes with what a [Linker] says:
//
//	doc, found := markdown.Parse("cases/haidilao.md", src)
//	err := doc.Render(w, linker, markdown.View{})
//
// Nothing of the parser's tree outlives Parse; a Doc is a few strings.
//
// Texts come from strangers. Raw HTML, free attributes and addresses other than
// http, https, mailto, tel and relative ones are findings, and harmless even
// when somebody renders in spite of them.
package markdown

import (
	"bytes"
	"io"

	"playbook/generator/diag"
)

// A Doc is one parsed text. It does not change and may be rendered by several
// goroutines at once.
type Doc struct {
	Outline  []Heading
	Links    []Link    // internal references, in the order of the text, footnotes last
	Passages []Passage // in the order of the text
	Blocks   []Block   // all that has prose, footnotes last

	html  string // what is the same in every rendering
	ops   []op   // what stands in its holes
	main  stretch
	notes []note
	order [2][]int // which notes a learner and a trainer see, in which order
	words []words  // of all blocks that learners see
}

// A Heading is a section of the text. Headings in TRAINER callouts and in
// footnotes are not part of the outline.
type Heading struct {
	Level int
	ID    string
	Text  string
	Span  diag.Span
}

// A Kind is a way to write a reference.
type Kind int

// The kinds of references.
const (
	Wiki   Kind = iota // [[x]]
	Embed              // ![[x]]
	Inline             // [t](x)
	Image              // ![t](x)
)

// A Link is a reference to something of ours. Links to the web are not listed:
// there is nothing to find out about them.
//
// In plain text, here and in [Passage] and [Doc.Sections], a reference without a
// label stands as [[target]]: what it is called is for the reader of all
// documents to say.
type Link struct {
	Kind     Kind
	Target   string    // as written before '#'; "" for a place on the same page
	Fragment string    // after '#', percent-decoded for Inline and Image
	Text     string    // the label as plain text, or ""
	Span     diag.Span // target#fragment as written; for [t][name] in the definition of name
	Sentence string    // plain text around it: its sentence, at most 120 characters
	Trainer  bool      // inside a TRAINER callout, or a footnote only seen from there
}

// A Passage is a run of prose in which terms may be linked. There is none in
// headings, links, code, quotations, table headers, terms of definition lists,
// footnotes and TRAINER callouts.
type Passage struct {
	Section int    // how many headings of the outline stand before it
	Text    string // as in the file: src[Start : Start+len(Text)]
	Start   int
	Block   string // plain text of the paragraph or cell that holds it
	Offset  int    // of Text in Block
}

// Sentence returns the sentence that holds byte i of the passage's Text.
func (p Passage) Sentence(i int) string {
	return sentence(p.Block, p.Offset+i, p.Offset+i)
}

// A Linker says where a reference leads.
type Linker interface {
	// Link resolves an internal reference. It returns false for one that leads
	// nowhere, which somebody else has reported.
	Link(Link) (Target, bool)
	// Mentions returns the automatic links of this text, sorted by Start and
	// not overlapping. One that is not inside a passage is left out.
	Mentions() []Mention
}

// A Target is the other end of a reference.
type Target struct {
	URL     string // relative to the page, escaped as a URL
	Title   string // stands where the author gave no label
	Class   string // of the link: "ref ref-case"
	Preview string // plain text for a preview, or ""
	HTML    []byte // for Embed: the picture, trusted; nil links to it instead
}

// A Mention is an automatic link in a passage.
type Mention struct {
	Start, End int // byte offsets in the file
	Target     Target
}

// A View is the form in which a text is rendered.
type View struct {
	Trainer      bool // with TRAINER callouts
	HeadingShift int  // added to the level of headings
}

// Parse reads src, a whole file whose front matter has been blanked by spaces,
// so that every offset is an offset in the file. It returns an empty Doc if the
// text is so unusual that parsing it would take too long. src must have passed
// [CheckText].
func Parse(path string, src []byte) (*Doc, diag.List) {
	found := guard(path, src, DefaultLimits)
	if found.Failed() {
		return new(Doc), found[:1] // one reason to refuse a text is enough
	}
	src = lineFeeds(src)
	doc, problems := survive(path, func() (*Doc, diag.List) { return compile(path, src[:len(src):len(src)]) })
	found = append(found, problems...)
	found.Sort()
	return doc, found
}

// survive calls f and turns a panic of the parser, which is not ours, into a
// finding: one odd file must not take all others down.
func survive(path string, f func() (*Doc, diag.List)) (doc *Doc, found diag.List) {
	defer func() {
		if recover() != nil {
			doc, found = new(Doc), nil
			found.Add(Panic, diag.Span{Path: path})
		}
	}()
	return f()
}

// lineFeeds returns src with a line feed for each carriage return that ends a
// line by itself, which the parser would not see. Nothing moves.
func lineFeeds(src []byte) []byte {
	if bytes.IndexByte(src, '\r') < 0 {
		return src
	}
	src = bytes.Clone(src)
	for i, b := range src {
		if b == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			src[i] = '\n'
		}
	}
	return src
}

// Sections returns the plain words of the text, one entry for each section: the
// first is what stands before the first heading. TRAINER callouts and headings are
// not in it. withNames calls references by their names, which code does not have.
func (d *Doc) Sections(withNames func(string) string) []string {
	list := make([]string, len(d.Outline)+1)
	for _, w := range d.words {
		text := w.text
		if !w.code {
			text = withNames(text)
		}
		if have := list[w.section]; have != "" {
			text = have + "\n" + text
		}
		list[w.section] = text
	}
	return list
}

// Render writes the text as HTML. References lead where l says.
func (d *Doc) Render(w io.Writer, l Linker, v View) error {
	r := renderer{doc: d, linker: l, view: v, mentions: l.Mentions()}
	r.page()
	_, err := w.Write(r.out)
	return err
}

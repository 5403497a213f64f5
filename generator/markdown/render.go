package markdown

import "strconv"

// An opKind says what stands in a hole of the HTML.
type opKind uint8

const (
	opPassage   opKind = iota // passage arg, with its mentions
	opLink                    // begins the start tag of link arg
	opLinkEnd                 // ends it
	opWiki                    // link arg, with its label
	opImage                   // begins the tag of image arg, which ends at the next opLand
	opEmbed                   // picture arg
	opLevel                   // the level of a heading, written as arg
	opTrainer                 // for trainers only; others go on at op arg
	opLand                    // nothing: a place to go on at
	opNote                    // number of footnote arg
	opBacklinks               // links back from footnote arg
)

// An op is a hole at byte at of the HTML.
type op struct {
	kind opKind
	at   int32
	arg  int32
}

// A span is a range of indexes.
type span struct{ from, to int }

// A stretch is a part of the HTML and the ops in it.
type stretch struct{ ops, html span }

// A renderer writes one Doc for one reader.
type renderer struct {
	doc      *Doc
	linker   Linker
	view     View
	mentions []Mention // those to come
	out      []byte
	tag      string // of the link being written
	used     []int  // how often each footnote has been referred to so far
}

// page writes the text and its footnotes.
func (r *renderer) page() {
	d := r.doc
	size := len(d.html) + 64*len(d.ops)
	for i := range d.Passages {
		size += len(d.Passages[i].Text)
	}
	r.out = make([]byte, 0, size)
	r.used = make([]int, len(d.notes))
	r.stretch(d.main)
	order := d.order[r.reader()]
	if len(order) == 0 {
		return
	}
	r.str(`<section class="footnotes" role="doc-endnotes">` + "\n<ol>\n")
	for i, n := range order {
		r.str(`<li`)
		r.attr("id", noteID(i+1))
		r.str(">\n")
		r.stretch(d.notes[n].body)
		r.str("</li>\n")
	}
	r.str("</ol>\n</section>\n")
}

func (r *renderer) reader() int {
	if r.view.Trainer {
		return trainer
	}
	return learner
}

func (r *renderer) str(s string)          { r.out = append(r.out, s...) }
func (r *renderer) esc(s string)          { r.out = appendEscaped(r.out, s) }
func (r *renderer) attr(name, val string) { r.out = appendAttr(r.out, name, val) }

// stretch writes a part of the page.
func (r *renderer) stretch(s stretch) {
	at := s.html.from
	for i := s.ops.from; i < s.ops.to; i++ {
		o := r.doc.ops[i]
		r.str(r.doc.html[at:o.at])
		at = int(o.at)
		if next := r.op(o, i); next != i {
			i, at = next, int(r.doc.ops[next].at)
		}
	}
	r.str(r.doc.html[at:s.html.to])
}

// op fills the hole of op i and returns the last op that is done with.
func (r *renderer) op(o op, i int) int {
	arg := int(o.arg)
	switch o.kind {
	case opPassage:
		r.passage(&r.doc.Passages[arg])
	case opLink:
		r.openLink(&r.doc.Links[arg])
	case opLinkEnd:
		r.str("</" + r.tag + ">")
	case opWiki:
		l := &r.doc.Links[arg]
		t, ok := r.resolve(l)
		r.wiki(l, t, ok)
	case opEmbed:
		r.embed(&r.doc.Links[arg])
	case opImage:
		if !r.image(&r.doc.Links[arg]) {
			return i + 1
		}
	case opLevel:
		r.out = append(r.out, byte('0'+min(max(arg+r.view.HeadingShift, 1), 6)))
	case opTrainer:
		if !r.view.Trainer {
			return arg
		}
	case opNote:
		r.note(arg)
	case opBacklinks:
		r.backlinks(arg)
	}
	return i
}

// passage writes prose with the mentions in it.
func (r *renderer) passage(p *Passage) {
	done, end := p.Start, p.Start+len(p.Text)
	for len(r.mentions) > 0 && r.mentions[0].Start < end {
		m := r.mentions[0]
		r.mentions = r.mentions[1:]
		if m.Start < done || m.End > end || m.End <= m.Start || judge(m.Target.URL) == unsafePlace {
			continue
		}
		r.esc(p.Text[done-p.Start : m.Start-p.Start])
		r.str("<a")
		r.anchor("term", m.Target)
		r.str(">")
		r.esc(p.Text[m.Start-p.Start : m.End-p.Start])
		r.str("</a>")
		done = m.End
	}
	r.esc(p.Text[done-p.Start:])
}

// anchor writes the attributes of a link.
func (r *renderer) anchor(class string, t Target) {
	if class != "" {
		r.attr("class", class)
	}
	r.attr("href", t.URL)
	if t.Preview != "" {
		r.attr("data-preview", t.Preview)
	}
}

// resolve asks where a reference leads. An address that no author may write is
// not taken from a Linker either.
func (r *renderer) resolve(l *Link) (Target, bool) {
	t, ok := r.linker.Link(*l)
	return t, ok && judge(t.URL) != unsafePlace
}

// openLink writes the start tag of [text](address), but for the title and the >.
func (r *renderer) openLink(l *Link) {
	if t, ok := r.resolve(l); ok {
		r.tag = "a"
		r.str("<a")
		r.anchor(t.Class, t)
		return
	}
	r.tag = "span"
	r.str(`<span class="broken"`)
}

// wiki writes [[target|label]], which leads to t if ok.
func (r *renderer) wiki(l *Link, t Target, ok bool) {
	label := l.Text
	if label == "" && ok {
		label = t.Title
	}
	if label == "" {
		label = l.ref()
	}
	if !ok {
		r.str(`<span class="broken">`)
		r.esc(label)
		r.str("</span>")
		return
	}
	r.str("<a")
	r.anchor(t.Class, t)
	r.str(">")
	r.esc(label)
	r.str("</a>")
}

// ref is what the author wrote.
func (l *Link) ref() string {
	if l.Fragment == "" {
		return l.Target
	}
	return l.Target + "#" + l.Fragment
}

// embed writes ![[target]].
func (r *renderer) embed(l *Link) {
	t, ok := r.linker.Link(*l)
	if ok && len(t.HTML) > 0 {
		r.out = append(r.out, t.HTML...)
		return
	}
	r.wiki(l, t, ok && judge(t.URL) != unsafePlace)
}

// image begins the tag of an image. It returns false if there is none and the
// rest of the tag is not wanted.
func (r *renderer) image(l *Link) bool {
	t, ok := r.resolve(l)
	if !ok {
		r.str(`<span class="broken">`)
		r.esc(l.Text)
		r.str("</span>")
		return false
	}
	r.str("<img")
	r.attr("src", t.URL)
	return true
}

// note writes the number of a footnote, a link to it.
func (r *renderer) note(i int) {
	n := r.doc.notes[i].number[r.reader()]
	if n == 0 {
		return
	}
	r.used[i]++
	r.str("<sup")
	r.attr("id", useID(n, r.used[i]))
	r.str("><a")
	r.attr("href", "#"+noteID(n))
	r.str(` role="doc-noteref">`)
	r.str(strconv.Itoa(n))
	r.str("</a></sup>")
}

// backlinks writes links from a footnote to where it is used.
func (r *renderer) backlinks(i int) {
	n := &r.doc.notes[i]
	number := n.number[r.reader()]
	for use := 1; use <= n.uses[r.reader()]; use++ {
		label := "↩ " + strconv.Itoa(number)
		if use > 1 {
			label += "-" + strconv.Itoa(use)
		}
		r.str(" <a")
		r.attr("href", "#"+useID(number, use))
		r.str(` role="doc-backlink"`)
		r.attr("aria-label", label)
		r.str(">↩\ufe0e</a>")
	}
}

// noteID is the id of a footnote.
func noteID(number int) string { return "fn-" + strconv.Itoa(number) }

// useID is the id of the place where a footnote is used, counted from 1.
func useID(number, use int) string {
	id := "fnref-" + strconv.Itoa(number)
	if use > 1 {
		id += "-" + strconv.Itoa(use)
	}
	return id
}

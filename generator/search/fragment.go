package search

import (
	"bytes"
	"compress/flate"
	"io"
	"iter"
	"strconv"
	"sync"
)

// A fragment is the pages of one file as JSON, compressed. The numbers of their types
// and evidence are left out, because only the index knows them: what stands before
// and after them is stored as two strings with their lengths.
type fragment []byte

// fragments makes one of each block of pages. They share memory, as they live together.
func (w *writer) fragments(blocks iter.Seq[[]Page]) []fragment {
	w.packed.Reset()
	var ends []int
	for pages := range blocks {
		w.fragment(pages)
		ends = append(ends, w.packed.Len())
	}
	all := bytes.Clone(w.packed.Bytes())
	list := make([]fragment, len(ends))
	start := 0
	for i, end := range ends {
		list[i], start = all[start:end:end], end
	}
	return list
}

// fragment appends one of pages to w.packed.
func (w *writer) fragment(pages []Page) {
	w.buf = w.buf[:0]
	var part []byte
	for i := range pages {
		p := &pages[i]
		part = appendQuoted(append(part[:0], '['), p.URL)
		part = appendQuoted(append(part, ','), p.Title)
		w.buf = appendString(w.buf, append(part, ','))
		part = appendList(append(part[:0], ','), p.Names, appendQuoted)
		part = appendQuoted(append(part, ','), p.Summary)
		part = appendList(append(part, ','), p.Sections, appendSection)
		w.buf = appendString(w.buf, append(part, ']'))
	}
	if w.flate == nil {
		w.flate, _ = flate.NewWriter(nil, 5) // there is such a level; faster ones take a tenth more memory
	}
	w.flate.Reset(&w.packed)
	_, _ = w.flate.Write(w.buf) // a buffer takes everything
	_ = w.flate.Close()
}

func appendSection(b []byte, s Section) []byte {
	b = appendQuoted(append(b, '['), s.ID)
	b = appendQuoted(append(b, ','), s.Heading)
	b = appendQuoted(append(b, ','), s.Text)
	return append(b, ']')
}

// An unpacker unpacks fragments; several may ask it at a time.
type unpacker struct{ spare sync.Pool }

// An unpacking is what is used again for the next fragment.
type unpacking struct {
	packed bytes.Reader
	flate  io.ReadCloser
	raw    bytes.Buffer
}

// appendJSON appends the contents of the file of a fragment. Kinds are those of its pages.
func (u *unpacker) appendJSON(b []byte, f fragment, kinds []kind, n numbering) []byte {
	x, ok := u.spare.Get().(*unpacking)
	if !ok {
		x = &unpacking{flate: flate.NewReader(nil)}
	}
	defer u.spare.Put(x)
	r := reader{data: x.unpack(f)}
	b = append(b, '[')
	for i, k := range kinds {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, r.bytes(r.int())...)
		typ, evidence := n.of(k)
		b = strconv.AppendInt(b, int64(typ), 10)
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(evidence), 10)
		b = append(b, r.bytes(r.int())...)
	}
	return append(b, ']')
}

// unpack returns what was packed, until the next call.
func (x *unpacking) unpack(f fragment) []byte {
	x.packed.Reset(f)
	x.raw.Reset()
	_ = x.flate.(flate.Resetter).Reset(&x.packed, nil) // there is no dictionary that could be wrong
	_, _ = x.raw.ReadFrom(x.flate)                     // it is what fragment wrote
	return x.raw.Bytes()
}

package markdown

import (
	"slices"
	"strings"
)

// A Block is what an author wrote in one paragraph, heading, cell or item, for
// those who look at how it is written.
type Block struct {
	text   string
	pieces []piece // of the text, in its order
	origin int     // of text in the plain text of the Doc
}

// A piece is a run of plain text that stands in the file as it is.
type piece struct {
	start, end int32 // in the plain text of the Doc
	at         int32 // in the file
}

// Mask stands in [Block.Prose] for each byte that is not the author's prose.
const Mask = '\x00'

// Prose returns the text of the block: without marks of emphasis and links, and
// with line breaks of the author's editor joined. Code, web addresses and
// references without a label, which are not prose, are masked byte by byte.
func (b Block) Prose() string {
	var s strings.Builder
	from := b.origin
	gap := func(to int) {
		for ; from < to; from++ {
			if c := b.text[from-b.origin]; c == ' ' {
				s.WriteByte(c)
			} else {
				s.WriteByte(Mask)
			}
		}
	}
	for _, p := range b.pieces {
		gap(int(p.start))
		s.WriteString(b.text[int(p.start)-b.origin : int(p.end)-b.origin])
		from = int(p.end)
	}
	gap(b.origin + len(b.text))
	return s.String()
}

// At returns the bytes of the file in which the bytes of Prose from start up to
// end stand.
func (b Block) At(start, end int) (from, to int) {
	from = b.place(start, false)
	return from, max(from, b.place(end, true))
}

// place returns where byte i of the text stands in the file. What does not stand
// there as it is counts as its neighbour.
func (b Block) place(i int, isEnd bool) int {
	at := int32(b.origin + i)
	n, _ := slices.BinarySearchFunc(b.pieces, at, func(p piece, at int32) int {
		if p.end < at || p.end == at && !isEnd {
			return -1
		}
		return 1
	})
	switch {
	case len(b.pieces) == 0:
		return 0
	case n == len(b.pieces):
		last := b.pieces[n-1]
		return int(last.at + last.end - last.start)
	}
	p := b.pieces[n]
	return int(p.at + max(at-p.start, 0))
}

// wrote notes that the plain text from start on stands at a place of the file.
func (c *compiler) wrote(start, at int) {
	if len(c.plain) > start {
		c.pieces = append(c.pieces, piece{int32(start), int32(len(c.plain)), int32(at)})
	}
}

// blocks makes the blocks of the pieces that were noted.
func (c *compiler) blocks(plain string) []Block {
	list := make([]Block, 0, len(c.bounds))
	n := 0
	for _, m := range c.bounds {
		first := n
		for n < len(c.pieces) && int(c.pieces[n].start) < m.to {
			n++
		}
		if n > first {
			list = append(list, Block{plain[m.from:m.to], c.pieces[first:n:n], m.from})
		}
	}
	return list
}

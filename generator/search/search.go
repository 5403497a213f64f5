// Package search writes the search index of a site: files that a browser reads, from a
// server or from a disk. It knows no words of Chinese. Ideographs are found one by one and
// in pairs, letters as words and as pieces of one to three letters; the client, whose
// TypeScript is in [Client], then looks for the query itself in the text of the pages.
//
//	runs := []*search.Run{search.NewRun(first, pack), search.NewRun(others, pack)}
//	for _, f := range search.New(options, runs).Files() { … }
//
// What follows is the format, version 1.
//
// # Terms
//
// Text is in NFC and folded by [hanzi.FoldRune], character by character. A term never
// goes from one text to another: the title, each name, the summary, each heading and what
// stands below it are texts. It never goes across a break or from a word to an
// ideograph, as [hanzi.Classify] tells them apart. Terms are
//
//	服 服务     each ideograph, each pair of ideographs that follow each other
//	kano        each word, cut to 40 letters
//	^Akan       U+0001 and each piece of a word of 1, 2 or 3 letters
//	^Ao m ^Ao模  U+0001 and the two characters with which a word meets a word, with a space
//	            between, or an ideograph, in either order; a break between is none
//
// The impact of a term on a page, but for pieces, is 1 to 15. With the numbers of times
// that it stands in the body, in headings and in the title and names, and the length of the
// page in ideographs and words:
//
//	count  = body + 3·headings + 6·names
//	s      = count / (count + 1.2·(0.25 + 0.75·length/mean length))
//	impact = 11 + ⌊5s⌋ if it is in a name, else 7 + ⌊4s⌋ if in a heading, else 1 + ⌊6s⌋
//
// # Dictionary
//
// Entries are sorted by key, by code point, and cut into shards of at most 20 KiB; a larger
// entry is alone. Where pieces, near words and all others meet, a shard ends. Numbers
// are unsigned varints (LEB128); a string is its length in bytes and UTF-8; pages are
// numbered from 0 and a list of them is the first number and then differences.
//
//	shard    = entry…
//	entry    = shared suffix flags [posting] [names] [readings] [df]
//	           shared: bytes in common with the key before, whole characters, 0 at first
//	           suffix: string, the rest of the key; flags: a byte, 1 2 4 8 for the parts
//	posting  = df encoding pages        encoding: a byte
//	           0 list, impacts     1 bitmap, impacts     3 list     4 bitmap
//	           2 bitmap, number of champions, list of them, their impacts
//	names    = number { display reading number pages number others… }
//	readings = number { target weight }
//
// A bitmap has a bit for each page, page i in bit i&7 of byte i>>3. Impacts are nibbles,
// the low one first. The shortest encoding is taken; 2 only for more than 4096 pages. Its
// champions are the 2048 pages of the highest impact, of equals the first; the others count
// as 2, or as the least of the champions if that is less. Pieces have 3 or 4.
//
// Entries are
//   - terms: posting;
//   - near words, U+0002 and a word without digits of at least 4 letters: df. They are what a
//     misspelt word is compared with: words of at least 2 pages, and of names and full readings
//     those that are such words of at most 24 letters, with a df of 0 if no page has the word;
//   - names, by their letters and ideographs, at most 40, folded, without anything between:
//     each way to write the name, how it is read (“hai di lao”, or ""), the first 32 pages
//     that have it, and up to 6 other names of the first one. Names are the title, its
//     segments between colons, dashes, brackets, quotation marks and the like, the other
//     names, and the ID; segments but the first come without other names;
//   - readings, in full and by initials (haidilao, hdl): at most 12 targets, the heaviest
//     first, then by target. The weight is 3 for a name of at most 12 characters. It is 1, or 2
//     if 20 pages have it, for a pair or three of ideographs that stands in a title, a name
//     or a heading, if at least 3 pages have it: a pair in whatever text, a three in titles,
//     names and headings. Pairs that stand there only in such a three are left out.
//
// # Files
//
// Each is a classic script of one line, because that is all that can be loaded from a
// disk: the contents in zlib's format, whose checksum tells damage, and base64.
//
//	search/zh-Hans.js          __playbook("root","…")    named by the language
//	search/t/12-1a2b3c4d.js    __playbook("t/12","…")    shard 12
//	search/f/7-1a2b3c4d.js     __playbook("f/7","…")     fragments of pages 7<<k …
//	search/x/0-1a2b3c4d.js     __playbook("x/0","…")     facet 0
//
// Of more than 128 files of a family, 2, 4, 8 … have their hash in common, so that there
// are at most 128 of them in the root: the first four bytes of the SHA-256 of the
// contents, each with its length before it. The root has no hash, so that no page
// changes when the index does. It is JSON:
//
//	{"v":1, "lang":"zh-Hans", "n":pages, "k":pack,
//	 "types":[[id,label],…], "runs":[type,number of pages,…], "evidence":[[id,label],…],
//	 "keys":"where the shards begin, with line feeds between; the first is empty",
//	 "t":[hash,…], "f":[hash,…], "x":[hash,…], "facets":[[id,label,group],…], "fold":"…"}
//
// A shard begins at the shortest beginning of its first key that is behind the last key of the
// shard before. Types are in the order of their rank. Fold is base64 of the Traditional characters whose
// Simplified form is a term, sorted, as varints: the difference to the one before, and
// zigzag the difference to the Simplified one.
//
// A fragment file is JSON of the pages as they are written, 1<<k of them, k as [PackFor]
// says; types and evidence are places in the lists of the root, −1 for none:
//
//	[[url,title,type,evidence,[name,…],summary,[[id,heading,text],…]],…]
//
// A facet is the number of its values and, for each, id and label as strings and a posting
// without impacts. There is none for a facet of which no page has a value.
package search

import (
	"slices"
	"strings"
)

// An Index is the search index of a site, ready to be written.
type Index struct {
	root      root
	shards    [][]byte // of the dictionary
	facets    [][]byte
	fragments []fragment
	kinds     [][]kind // of the pages of each fragment
	numbers   numbering

	packer
	unpacker
}

// New merges runs in the order of their pages. The index is the same however the pages
// were cut into runs. Pages of one type should follow each other.
func New(o Options, runs []*Run) *Index {
	in := &input{runs: runs}
	x := &Index{root: root{Version: 1, Lang: o.Lang, Pack: o.Pack, Facets: [][3]string{}}}
	var lengths []uint32
	for _, r := range runs {
		in.bases = append(in.bases, uint32(len(lengths)))
		lengths = append(lengths, r.lengths...)
		x.fragments = append(x.fragments, r.fragments...)
		x.kinds = slices.AppendSeq(x.kinds, slices.Chunk(r.kinds, 1<<o.Pack))
	}
	in.norms = norms(lengths)
	x.root.Pages = len(lengths)
	x.numbers = x.root.number(o, runs)

	d := in.dictionary()
	var first []string
	x.shards, first = d.shards()
	x.root.Keys = strings.Join(first, "\n")
	x.root.Fold = foldTable(d.ideographs)
	for _, f := range o.Facets {
		if contents := in.facet(f); contents != nil {
			x.facets = append(x.facets, contents)
			x.root.Facets = append(x.root.Facets, [3]string{f.ID, f.Name, f.Group})
		}
	}

	x.root.Shards = hashes(len(x.shards), x.shard)
	x.root.Fragments = hashes(len(x.fragments), x.fragment)
	x.root.Values = hashes(len(x.facets), x.facet)
	return x
}

// These append the contents of files.

func (x *Index) shard(b []byte, i int) []byte { return append(b, x.shards[i]...) }
func (x *Index) facet(b []byte, i int) []byte { return append(b, x.facets[i]...) }
func (x *Index) fragment(b []byte, i int) []byte {
	return x.appendJSON(b, x.fragments[i], x.kinds[i], x.numbers)
}

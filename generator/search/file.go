package search

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
)

// A File is one file of an index.
type File struct {
	Path string        // in the site: "search/t/12-1a2b3c4d.js"
	Make func() []byte // compresses the contents; may be called by several at a time
}

// Files returns all files, sorted by path.
func (x *Index) Files() []File {
	files := []File{x.file("search/"+x.root.Lang+".js", "root", x.root.json)}
	add := func(family string, n int, hashes []string, raw contents) {
		group := hashGroup(n)
		for i := range n {
			id := fmt.Sprintf("%s/%d", family, i)
			files = append(files, x.file("search/"+id+"-"+hashes[i/group]+".js", id, func() []byte { return raw(nil, i) }))
		}
	}
	add("t", len(x.shards), x.root.Shards, x.shard)
	add("f", len(x.fragments), x.root.Fragments, x.fragment)
	add("x", len(x.facets), x.root.Values, x.facet)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files
}

func (x *Index) file(path, id string, raw func() []byte) File {
	return File{path, func() []byte { return x.script(id, raw()) }}
}

// maxHashes is how many hashes of a family the root holds.
const maxHashes = 128

// hashGroup returns how many of n files of a family have their hash in common, so that
// the root stays small: a power of two.
func hashGroup(n int) int {
	group := 1
	for (n+group-1)/group > maxHashes {
		group *= 2
	}
	return group
}

// contents appends those of the i-th file of a family.
type contents func(b []byte, i int) []byte

// hashes returns the hashes of n files by their contents.
func hashes(n int, raw contents) []string {
	list := []string{}
	size := hashGroup(n)
	ordered((n+size-1)/size, func() func(int) string {
		var b []byte
		return func(group int) string {
			h := sha256.New()
			for i := group * size; i < min(n, (group+1)*size); i++ {
				b = raw(b[:0], i)
				h.Write(binary.AppendUvarint(nil, uint64(len(b))))
				h.Write(b)
			}
			return hex.EncodeToString(h.Sum(nil)[:4])
		}
	}, func(s string) { list = append(list, s) })
	return list
}

// A packer writes contents as scripts that give them to the browser, because one that
// reads from a disk loads nothing else.
type packer struct{ writers sync.Pool }

func (p *packer) script(id string, raw []byte) []byte {
	var packed bytes.Buffer
	z, ok := p.writers.Get().(*zlib.Writer)
	if ok {
		z.Reset(&packed)
	} else {
		z, _ = zlib.NewWriterLevel(&packed, zlib.BestCompression) // there is such a level
	}
	_, _ = z.Write(raw) // a buffer takes everything
	_ = z.Close()
	p.writers.Put(z)
	b := []byte(`__playbook("` + id + `","`)
	b = base64.StdEncoding.AppendEncode(b, packed.Bytes())
	return append(b, "\")\n"...)
}

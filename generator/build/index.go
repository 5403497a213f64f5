package build

import (
	"hash/fnv"
	"math/bits"

	"playbook/generator/analysis"
	"playbook/generator/build/memo"
	"playbook/generator/library"
)

// An index turns around what documents say: from a key, “=海底捞”, to everything
// that some document says under it, in the order of the library.
//
// If it were one map, every change of any document would make it anew. So the
// documents are cut into about √n chunks and the keys into as many shards. A
// change makes one chunk anew, and the few shards in which the chunk now says
// something else; who looked up a key of another shard has nothing to do.
//
//	documents ─ part (of a chunk, by shard) ─ slice (chunk × shard) ─ shard ─ lookup
type index[V any] struct {
	name string
	says func(r *memo.Reader, path string) []saying[V] // what the document at a path says
}

// A saying is one thing that a document says under a key.
type saying[V any] struct {
	key   string
	value V
}

// The keys of the queries of an index.
type (
	partKey struct {
		index string
		chunk int
	}
	sliceKey struct {
		index        string
		chunk, shard int
	}
	shardKey struct {
		index string
		shard int
	}
	lookupKey struct{ index, key string }
)

// The indexes: what a name means, what refers to a target, which moments are
// tagged with an element.
var (
	names = &index[library.Name]{"names", func(r *memo.Reader, path string) []saying[library.Name] {
		return memo.Get(r, entriesKey(path), entries)
	}}
	referring = &index[*library.Edge]{"referring", func(r *memo.Reader, path string) []saying[*library.Edge] {
		return around(memo.Get(r, resolutionKey(path), resolution).Edges)
	}}
	mentioning = &index[*library.Edge]{"mentioning", func(r *memo.Reader, path string) []saying[*library.Edge] {
		return around(memo.Get(r, mentionEdgesKey(path), mentionEdges))
	}}
	tagging = &index[*analysis.Tagging]{"tagging", func(r *memo.Reader, path string) []saying[*analysis.Tagging] {
		var list []saying[*analysis.Tagging]
		tags := memo.Get(r, taggedKey(path), tagged)
		for i := range tags {
			list = append(list, saying[*analysis.Tagging]{tags[i].Element.Key(), &tags[i]})
		}
		return list
	}}
)

// around returns edges by their other ends.
func around(edges []library.Edge) []saying[*library.Edge] {
	var list []saying[*library.Edge]
	for i := range edges {
		if key := edges[i].Key(); key != "" {
			list = append(list, saying[*library.Edge]{key, &edges[i]})
		}
	}
	return list
}

// get returns what is said under a key.
func (x *index[V]) get(r *memo.Reader, key string) []V {
	return memo.Get(r, lookupKey{x.name, key}, x.lookup)
}

func (x *index[V]) lookup(r *memo.Reader, k lookupKey) []V {
	shard := shardOf(k.key, len(memo.Get(r, chunksKey{}, chunks)))
	return memo.Get(r, shardKey{x.name, shard}, x.shard)[k.key]
}

func (x *index[V]) shard(r *memo.Reader, k shardKey) map[string][]V {
	all := make(map[string][]V)
	for i := range memo.Get(r, chunksKey{}, chunks) {
		for _, s := range memo.Get(r, sliceKey{x.name, i, k.shard}, x.slice) {
			all[s.key] = append(all[s.key], s.value)
		}
	}
	return all
}

func (x *index[V]) slice(r *memo.Reader, k sliceKey) []saying[V] {
	if part := memo.Get(r, partKey{x.name, k.chunk}, x.part); k.shard < len(part) {
		return part[k.shard]
	}
	return nil // there are fewer shards now
}

func (x *index[V]) part(r *memo.Reader, k partKey) [][]saying[V] {
	shards := make([][]saying[V], len(memo.Get(r, chunksKey{}, chunks)))
	for _, path := range memo.Get(r, chunkKey(k.chunk), chunk) {
		for _, s := range x.says(r, path) {
			i := shardOf(s.key, len(shards))
			shards[i] = append(shards[i], s)
		}
	}
	return shards
}

// shardOf returns the shard of a key, of n; n is a power of two.
func shardOf(key string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32()) & (n - 1)
}

type (
	chunksKey struct{} // all documents, in chunks
	chunkKey  int      // one of the chunks
)

// chunks cuts the paths of all documents, in the order of the library, into
// about √n pieces. Their number is a power of two, so it seldom changes.
func chunks(r *memo.Reader, _ chunksKey) [][]string {
	all := memo.Get(r, orderKey{}, order)
	list := make([][]string, 1<<(bits.Len(uint(len(all)))/2))
	for i := range list {
		list[i] = all[len(all)*i/len(list) : len(all)*(i+1)/len(list)]
	}
	return list
}

func chunk(r *memo.Reader, i chunkKey) []string {
	if all := memo.Get(r, chunksKey{}, chunks); int(i) < len(all) {
		return all[i]
	}
	return nil
}

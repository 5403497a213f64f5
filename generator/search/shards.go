package search

import (
	"bytes"
	"unicode/utf8"
)

// maxShard is how many bytes a shard has, unless it is one entry that has more.
const maxShard = 20 << 10

// shards are entries in the order of their keys, cut into files.
type shards struct {
	raw   [][]byte
	first []string // what tells each from the one before
	open  []byte   // the last one
	last  string   // its last key
	entry []byte
}

// add appends an entry. A key comes after those before; parts are what follows it.
func (s *shards) add(key string, parts []byte) {
	s.entry = append(appendKey(s.entry[:0], s.last, key), parts...)
	if len(s.open)+len(s.entry) > maxShard {
		s.cut()
	}
	if len(s.open) == 0 {
		s.first = append(s.first, separator(s.last, key))
		s.entry = append(appendKey(s.entry[:0], "", key), parts...)
	}
	s.open = append(s.open, s.entry...)
	s.last = key
}

// cut ends the open shard, if there is one.
func (s *shards) cut() {
	if len(s.open) > 0 {
		s.raw = append(s.raw, bytes.Clone(s.open))
		s.open = s.open[:0]
	}
}

// separator returns the shortest beginning of key that is behind another key before it.
func separator(before, key string) string {
	n := shared(before, key)
	_, size := utf8.DecodeRuneInString(key[n:])
	return key[:n+size]
}

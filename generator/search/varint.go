package search

import (
	"encoding/binary"
	"unicode/utf8"
)

// appendString appends s with its length before it.
func appendString[S string | []byte](b []byte, s S) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendKey appends a key by how many bytes it shares with the one before, and the
// rest.
func appendKey(b []byte, before, key string) []byte {
	n := shared(before, key)
	b = binary.AppendUvarint(b, uint64(n))
	return appendString(b, key[n:])
}

// shared returns how many bytes a and b have in common at the front, in whole
// characters.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// A reader reads what this package wrote.
type reader struct {
	data []byte
	at   int
}

func (r *reader) more() bool { return r.at < len(r.data) }

func (r *reader) uvarint() uint64 {
	if b := r.data[r.at]; b < 0x80 {
		r.at++
		return uint64(b)
	}
	n, size := binary.Uvarint(r.data[r.at:])
	r.at += size
	return n
}

func (r *reader) int() int { return int(r.uvarint()) }

func (r *reader) byte() byte {
	r.at++
	return r.data[r.at-1]
}

// bytes returns the next n bytes, which are not copied.
func (r *reader) bytes(n int) []byte {
	r.at += n
	return r.data[r.at-n : r.at]
}

func (r *reader) string() string { return string(r.bytes(r.int())) }

package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"playbook/generator/diag"
)

// CheckText reports the bytes of src, a whole file, that no parser may see:
// what is not UTF-8, NUL, other control characters, characters that turn the
// direction of writing and are not paired, and more bytes than limit. A limit
// of 0 is none.
//
// Each kind is reported once, at its first place and with the number of its
// places, so a picture that is called a text is not a million findings.
func CheckText(path string, src []byte, limit int) diag.List {
	var found diag.List
	switch {
	case limit > 0 && len(src) > limit:
		addTooLarge(&found, path, len(src), limit)
	case isUTF16(src):
		found.Add(UTF16, diag.Span{Path: path}).Hint = hintSaveUTF8
	default:
		c := textCheck{path: path}
		c.scan(src)
		found = c.findings(src)
	}
	found.Sort()
	return found
}

func addTooLarge(found *diag.List, path string, size, limit int) {
	const kib = 1 << 10
	found.Add(FileTooLarge, diag.Span{Path: path}, (size+kib-1)/kib, limit/kib).Hint = hintSplit
}

// isUTF16 reports whether src is text of two bytes to a character: by its byte
// order mark, or because ASCII characters, of which every text has some, leave a
// NUL in every second byte.
func isUTF16(src []byte) bool {
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return true
	}
	sample := src[:min(len(src), 4<<10)]
	var zeros [2]int // at even and odd places
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	n := zeros[0] + zeros[1]
	if len(src)%2 != 0 || n < 2 || n != max(zeros[0], zeros[1]) {
		return false
	}
	return n*8 >= len(sample) || !utf8.Valid(src)
}

// A textKind is one kind of what [CheckText] finds in the bytes.
type textKind struct {
	start, end int // of the first
	count      int
}

func (k *textKind) add(start, end int) {
	if k.count == 0 || start < k.start {
		k.start, k.end = start, end
	}
	k.count++
}

// A textCheck goes over a text once.
type textCheck struct {
	path                        string
	invalid, nul, control, bidi textKind
	open                        []turn // in this line, the innermost last
}

// A turn is a character after which the direction of writing may be another.
type turn struct {
	at      int
	isolate bool
}

func (c *textCheck) scan(src []byte) {
	for i := 0; i < len(src); {
		b := src[i]
		if b >= ' ' && b < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			c.invalid.add(i, i+1)
		case b == 0:
			c.nul.add(i, i+1)
		case b == '\n' || b == '\r':
			c.endLine()
		case b == '\t':
		case r < 0xa0 || r == 0xfffe || r == 0xffff: // the last two are forbidden in XML
			c.control.add(i, i+size)
		default:
			c.direction(r, i)
		}
		i += size
	}
	c.endLine()
}

// turnSize is how many bytes each of the characters takes that turn the
// direction of writing.
const turnSize = len("\u202a")

// direction pairs the characters that turn the direction of writing: embeddings
// and overrides end with U+202C, isolates with U+2069. An isolate also ends what
// was opened in it, but that is no way to write.
func (c *textCheck) direction(r rune, at int) {
	switch {
	case r == 0x202c || r == 0x2069:
		last := len(c.open) - 1
		if last < 0 || c.open[last].isolate != (r == 0x2069) {
			c.bidi.add(at, at+turnSize)
			return
		}
		c.open = c.open[:last]
	case 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2068:
		c.open = append(c.open, turn{at, r >= 0x2066})
	}
}

// endLine reports what is still open: no pair spans a line end.
func (c *textCheck) endLine() {
	for _, t := range c.open {
		c.bidi.add(t.at, t.at+turnSize)
	}
	c.open = c.open[:0]
}

func (c *textCheck) findings(src []byte) diag.List {
	var found diag.List
	add := func(rule *diag.Rule, k textKind, hint diag.Text, args ...any) {
		if k.count > 0 {
			at := diag.Span{Path: c.path, Start: k.start, End: k.end}
			found.Add(rule, at, append([]any{k.count}, args...)...).Hint = hint
		}
	}
	first := func(k textKind) string {
		r, _ := utf8.DecodeRune(src[k.start:k.end])
		return fmt.Sprintf("U+%04X", r)
	}
	if c.invalid.count > 0 {
		add(NotUTF8, c.invalid, hintEncoding, src[c.invalid.start])
	}
	add(NULByte, c.nul, hintDelete)
	add(ControlCharacter, c.control, hintDelete, first(c.control))
	add(UnpairedDirection, c.bidi, hintDelete, first(c.bidi))
	return found
}

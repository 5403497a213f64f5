package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A urlParser turns web addresses in running text into links.
//
// goldmark has one, but it looks for addresses only after spaces, of which
// Chinese has none. This one waits for the “:” of http: and the first “.” of
// www., and looks back. An address ends before the first character that cannot
// be part of one, so 见https://example.com/a。 does not take the full stop along.
type urlParser struct{}

// Trigger implements [parser.InlineParser].
func (urlParser) Trigger() []byte { return []byte{':', '.'} }

// Parse implements [parser.InlineParser].
func (urlParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.Segment.Stop != at.Start || last.SoftLineBreak() || last.IsRaw() || pc.IsInLinkLabel() {
		return nil
	}
	src := block.Source()
	word, host := scheme(src[last.Segment.Start:at.Start], line)
	if word == 0 || !mayPrecedeURL(src[:at.Start-word]) {
		return nil
	}
	size := urlLength(line, host)
	if size == 0 {
		return nil
	}
	last.Segment.Stop -= word
	if last.Segment.IsEmpty() {
		parent.RemoveChild(parent, last)
	}
	block.Advance(size)
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(at.Start-word, at.Start+size)))
	link.SetPos(at.Start - word)
	if line[0] == '.' {
		link.Protocol = []byte("http")
	}
	return link
}

// scheme returns how many bytes at the end of before belong to an address that
// continues with line, and where in line its host begins.
func scheme(before, line []byte) (word, host int) {
	if line[0] == '.' {
		if endsWith(before, "www") {
			return 3, 1
		}
		return 0, 0
	}
	switch {
	case !bytes.HasPrefix(line, []byte("://")):
		return 0, 0
	case endsWith(before, "https"):
		return 5, 3
	case endsWith(before, "http"):
		return 4, 3
	}
	return 0, 0
}

func endsWith(b []byte, word string) bool {
	return len(b) >= len(word) && strings.EqualFold(string(b[len(b)-len(word):]), word)
}

// mayPrecedeURL reports whether an address may begin after before: not in the
// middle of a Latin word or of another address, but after a Han character.
func mayPrecedeURL(before []byte) bool {
	r, _ := utf8.DecodeLastRune(before)
	if r < utf8.RuneSelf {
		return !isAlphanumeric(byte(r)) && !strings.ContainsRune(`/.-+@=&#%:\`, r)
	}
	return !unicode.IsLetter(r) || isCJK(r)
}

// The longest address that becomes a link, in bytes.
const (
	maxHost = 253
	maxPath = 4096
)

// urlLength returns how much of line belongs to an address whose host begins at
// host, or 0 if there is none.
func urlLength(line []byte, host int) int {
	// No host name is longer (RFC 1035). Without the limit, a run of “www.” is read
	// again from each of its dots.
	line = line[:min(len(line), host+maxHost+maxPath)]
	i := host
	for i < len(line) && i <= host+maxHost && (isAlphanumeric(line[i]) || line[i] == '-' || line[i] == '_' || line[i] == '.') {
		i++
	}
	name := bytes.TrimRight(line[host:i], ".-_")
	if !isHost(name) {
		return 0
	}
	end := host + len(name)
	if end < i { // a full stop after the host ends the address
		return end
	}
	if i < len(line) && line[i] == ':' {
		port := i + 1
		for port < len(line) && '0' <= line[port] && line[port] <= '9' {
			port++
		}
		if port > i+1 {
			i, end = port, port
		}
	}
	if i == len(line) || line[i] != '/' && line[i] != '?' && line[i] != '#' {
		return end
	}
	for i < len(line) {
		r, size := utf8.DecodeRune(line[i:])
		if !isURLRune(r) {
			break
		}
		i += size
	}
	return end + len(trimURL(line[end:i]))
}

// isHost reports whether name is a host name with a top-level domain of
// letters.
func isHost(name []byte) bool {
	labels := bytes.Split(name, []byte{'.'})
	if len(labels) < 2 {
		return false
	}
	for i, l := range labels {
		if len(l) == 0 || i >= len(labels)-2 && bytes.IndexByte(l, '_') >= 0 {
			return false
		}
	}
	for _, b := range labels[len(labels)-1] {
		if b|0x20 < 'a' || 'z' < b|0x20 {
			return false
		}
	}
	return true
}

// isURLRune reports whether r may stand in the path of an address: what the
// standard allows, without brackets, and letters with accents.
func isURLRune(r rune) bool {
	if r >= utf8.RuneSelf {
		return r < 0x1100 && unicode.IsLetter(r)
	}
	return isAlphanumeric(byte(r)) || strings.ContainsRune(`-._~:/?#@!$&'()*+,;=%`, r)
}

// trimURL cuts off what belongs to the sentence rather than to the address:
// punctuation, a parenthesis that was opened outside, an entity.
func trimURL(path []byte) []byte {
	open, closed := bytes.Count(path, []byte{'('}), bytes.Count(path, []byte{')'})
	for len(path) > 0 {
		n := len(path) - 1
		switch path[n] {
		case '?', '!', '.', ',', ':', '*', '_', '~', '\'':
		case ')':
			if closed <= open {
				return path
			}
			closed--
		case ';':
			amp := bytes.LastIndexByte(path, '&')
			if amp < 0 || amp == n-1 || len(bytes.TrimFunc(path[amp+1:n], isAlphanumericRune)) > 0 {
				return path
			}
			n = amp
		default:
			return path
		}
		path = path[:n]
	}
	return path
}

func isAlphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

func isAlphanumericRune(r rune) bool { return r < utf8.RuneSelf && isAlphanumeric(byte(r)) }

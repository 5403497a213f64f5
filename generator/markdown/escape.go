package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// appendEscaped appends s fit to stand in HTML, as text or as a quoted attribute.
// Every byte of a page that is not markup of ours goes through here.
func appendEscaped[S string | []byte](dst []byte, s S) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		var to string
		switch s[i] {
		case '&':
			to = "&amp;"
		case '<':
			to = "&lt;"
		case '>':
			to = "&gt;"
		case '"':
			to = "&quot;"
		case '\r': // of a line end, if the file is from Windows
		default:
			continue
		}
		dst = append(dst, s[done:i]...)
		dst = append(dst, to...)
		done = i + 1
	}
	return append(dst, s[done:]...)
}

// appendAttr appends an attribute.
func appendAttr[S string | []byte](dst []byte, name string, value S) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, '=', '"')
	dst = appendEscaped(dst, value)
	return append(dst, '"')
}

// literal returns the length of the escape or entity at the beginning of b and
// the text it stands for; 0 if there is none.
func literal(b []byte) (size int, to string) {
	if b[0] == '\\' {
		if len(b) > 1 && util.IsPunct(b[1]) {
			return 2, string(b[1:2])
		}
		return 0, ""
	}
	if b[0] != '&' {
		return 0, ""
	}
	end := bytes.IndexByte(b[:min(len(b), 34)], ';') // the longest entity has 33 characters
	if end < 2 {
		return 0, ""
	}
	name := string(b[1:end])
	if name[0] == '#' {
		r, ok := numeric(name[1:])
		if !ok {
			return 0, ""
		}
		return end + 1, string(r)
	}
	if e, ok := util.LookUpHTML5EntityByName(name); ok {
		return end + 1, string(e.Characters)
	}
	return 0, ""
}

// numeric returns the character that &#…; stands for. Characters that must not
// be in a file cannot be smuggled in this way either.
func numeric(digits string) (rune, bool) {
	base, longest := 10, 7
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base, longest = digits[1:], 16, 6
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > longest {
		return 0, false
	}
	r := rune(n)
	hidden := unicode.IsControl(r) && r != '\t' && r != '\n' || unicode.Is(unicode.Bidi_Control, r)
	if n > unicode.MaxRune || n == 0 || !utf8.ValidRune(r) || hidden {
		r = unicode.ReplacementChar
	}
	return r, true
}

// unescape returns b with its escapes and entities resolved.
func unescape(b []byte) string {
	if !bytes.ContainsAny(b, `\&`) {
		return string(b)
	}
	var out strings.Builder
	for i := 0; i < len(b); {
		if size, to := literal(b[i:]); size > 0 {
			out.WriteString(to)
			i += size
			continue
		}
		out.WriteByte(b[i])
		i++
	}
	return out.String()
}

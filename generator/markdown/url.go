package markdown

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"
)

// A place is where an address leads.
type place int

const (
	unsafePlace place = iota // somewhere a link may not lead
	ourPlace                 // a file of ours, or a part of the page
	webPlace                 // a web page
	otherPlace               // a mail address, a telephone number
)

// judge says where dest leads, an address whose escapes and entities are
// resolved. It is an allowlist: a list of dangerous schemes would have to know
// those of every program on a reader's machine.
func judge(dest string) place {
	if strings.ContainsFunc(dest, isHidden) || strings.TrimSpace(dest) != dest || strings.HasPrefix(dest, "//") {
		return unsafePlace
	}
	end := strings.IndexAny(dest, ":/?#")
	if end < 0 || dest[end] != ':' {
		return ourPlace
	}
	switch rest := dest[end+1:]; strings.ToLower(dest[:end]) {
	case "http", "https":
		if host := strings.TrimPrefix(rest, "//"); len(host)+2 == len(rest) && host != "" && host[0] != '/' {
			return webPlace
		}
	case "mailto", "tel":
		return otherPlace
	}
	return unsafePlace
}

// isHidden reports whether r has no place in an address: browsers take it away or
// read it as something else, so the address is not what it looks like.
func isHidden(r rune) bool {
	return r == '\\' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar ||
		r == '\u2028' || r == '\u2029'
}

// hidesScheme reports whether raw writes the scheme of dest with entities or
// escapes, for which there is no honest reason.
func hidesScheme(raw []byte, dest string) bool {
	end := strings.IndexAny(dest, ":/?#")
	return end >= 0 && !strings.HasPrefix(string(raw), dest[:end+1])
}

// escapeURL returns dest as a URL, its odd characters percent-encoded.
func escapeURL(dest string) string { return string(util.URLEscape([]byte(dest), false)) }

// splitFragment divides an address at the '#'.
func splitFragment(dest string) (target, fragment string) {
	target, fragment, _ = strings.Cut(dest, "#")
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	return target, fragment
}

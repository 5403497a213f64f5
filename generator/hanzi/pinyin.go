package hanzi

import (
	"slices"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// A Reading is how a name is typed in pinyin without tones: in full, "haidilao",
// and by the first letters of its syllables, "hdl". Letters and digits that stand
// in the name as such are whole in both, in lower case.
type Reading struct{ Full, Initials string }

// maxReadings is how many readings of one name are worth an entry.
const maxReadings = 4

// Readings returns the ways to read s, the likeliest first and at most four. More
// than one come from characters such as 行, which is xing or hang, and from ü, which is
// typed as v or as u. Traditional characters are read as their Simplified form.
// Punctuation and other signs are left out. The result is nil if s has no Han
// character or one whose reading is unknown.
func Readings(s string) []Reading {
	parts, ok := syllables(s)
	if !ok {
		return nil
	}
	var list []Reading
	for departures := range len(parts) + 1 {
		before := len(list)
		list = combine(list, parts, "", "", departures)
		if len(list) >= maxReadings || len(list) == before {
			break
		}
	}
	return list
}

// A part is a syllable in all its readings, or a Latin word.
type part struct {
	readings []string
	whole    bool // a Latin word, not shortened to its first letter
}

// syllables cuts s into what is read. It fails if there is nothing to read or
// something that cannot be.
func syllables(s string) (parts []part, ok bool) {
	text := folded(s)
	inWord := false
	for i, r := range text {
		isWord := Classify(r) == Word
		switch {
		case isWord && inWord:
			last := &parts[len(parts)-1]
			last.readings[0] += string(r)
		case isWord:
			parts = append(parts, part{[]string{string(r)}, true})
		case IsHan(r):
			readings := readingsAt(text, i)
			if readings == nil {
				return nil, false
			}
			ok = true
			parts = append(parts, part{readings, false})
		}
		inWord = isWord
	}
	return parts, ok
}

// folded returns the characters of s as search compares them.
func folded(s string) []rune {
	var text []rune
	for _, r := range NFC(s) {
		if r = FoldRune(r); r != 0 {
			text = append(text, r)
		}
	}
	return text
}

// readingsAt returns the readings of the Han character text[i], the likeliest first.
func readingsAt(text []rune, i int) []string {
	var list []string
	if h, ok := heteronyms()[text[i]]; ok {
		list = slices.Clone(h.inText(text, i))
	} else if marked, _, _ := strings.Cut(pinyin.PinyinDict[int(text[i])], ","); marked != "" {
		list = []string{withoutTone(marked)}
	}
	for _, r := range list {
		if strings.Contains(r, "v") {
			list = append(list, strings.Replace(r, "v", "u", 1))
		}
	}
	return list
}

// toneless remembers what withoutTone has returned: there are some 1,400 syllables.
var toneless sync.Map

// withoutTone returns a syllable as it is typed: lǜ is lv.
func withoutTone(marked string) string {
	if s, ok := toneless.Load(marked); ok {
		return s.(string)
	}
	var b []rune
	for _, r := range norm.NFD.String(marked) {
		switch {
		case r == '\u0308' && len(b) > 0: // the dots of ü
			b[len(b)-1] = 'v'
		case r < firstAccent || r > lastAccent:
			b = append(b, r)
		}
	}
	s := string(b)
	toneless.Store(marked, s)
	return s
}

// combine appends to list the readings that differ from the likeliest in exactly so
// many syllables, and begin with full and initials.
func combine(list []Reading, parts []part, full, initials string, departures int) []Reading {
	if len(list) >= maxReadings {
		return list
	}
	if len(parts) == 0 {
		if r := (Reading{full, initials}); departures == 0 && !slices.Contains(list, r) {
			list = append(list, r)
		}
		return list
	}
	for i, r := range parts[0].readings {
		left := departures - min(i, 1)
		if left < 0 {
			break
		}
		short := r
		if !parts[0].whole {
			short = r[:1]
		}
		list = combine(list, parts[1:], full+r, initials+short, left)
	}
	return list
}

// PlainReading returns syllables as ParseReading wants them: lower-case letters and
// digits with single spaces between, without tones, ü as v. The result is "" if s
// holds letters that pinyin does not have.
func PlainReading(s string) string {
	var b strings.Builder
	for _, r := range withoutTone(s) {
		t := typed(r)
		if t < 0 && Classify(FoldRune(r)) != Break {
			return ""
		}
		if t < 0 {
			t = ' '
		}
		b.WriteRune(t)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// ParseReading returns the reading of name that an author gives as syllables with
// spaces between, "hai di lao". A syllable that is a Latin word or number of the name is
// whole in the initials.
func ParseReading(syllables, name string) Reading {
	latin := strings.FieldsFunc(string(folded(name)), func(r rune) bool { return Classify(r) != Word })
	var r Reading
	for _, field := range strings.Fields(syllables) {
		syllable := strings.Map(typed, field)
		if syllable == "" {
			continue
		}
		r.Full += syllable
		if slices.Contains(latin, syllable) {
			r.Initials += syllable
		} else {
			r.Initials += syllable[:1]
		}
	}
	return r
}

// typed returns the letter or digit that stands for r in pinyin, or −1.
func typed(r rune) rune {
	r = FoldRune(r)
	if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
		return r
	}
	return -1
}

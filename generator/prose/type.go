package prose

import (
	"regexp"
	"strings"
	"unicode"

	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
)

// isWestern reports whether r is a letter or a digit that is set off from Han
// characters by a space.
func isWestern(r rune) bool {
	switch {
	case r < 0x80:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	case hanzi.IsHan(r):
		return false
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !hanzi.IsEastAsian(r)
}

// isUnit reports whether r belongs to the number before it.
func isUnit(r rune) bool { return strings.ContainsRune("%‰°℃", r) }

// isFullWidth reports whether r is punctuation that brings its own space.
func isFullWidth(r rune) bool {
	return strings.ContainsRune("。，、；：？！（）《》〈〉「」『』【】", r)
}

// hasHan reports whether there is a Han character among these.
func hasHan(runes ...rune) bool {
	for _, r := range runes {
		if hanzi.IsHan(r) {
			return true
		}
	}
	return false
}

// spacing: the space between Han and Latin, and none beside full-width
// punctuation.
func (l *linter) spacing(t *text) []slip {
	if !t.chinese {
		return nil
	}
	var list []slip
	add := func(from, to int, want string) {
		s := t.slip(Spacing, from, to, t.slice(from-2, to+2))
		s.hint = diag.Say("write “%s”", "写成“%s”", t.slice(from-2, from)+want+t.slice(to, to+2))
		list = append(list, s)
	}
	for i := 1; i < len(t.runes); i++ {
		before, r := t.runes[i-1], t.runes[i]
		meet := hanzi.IsHan(before) && isWestern(r) || (isWestern(before) || isUnit(before)) && hanzi.IsHan(r)
		switch {
		case meet && l.style.Spacing == "space":
			// Both characters are shown; there is nothing between them to point at.
			s := t.slip(Spacing, i-1, i+1, t.slice(i-1, i+1))
			s.hint = diag.Say("write “%s”", "写成“%s”", string(before)+" "+string(r))
			list = append(list, s)
		case r == ' ' && (isFullWidth(before) || isFullWidth(t.rune(i+1))) && t.rune(i+1) != '\n' && before != ' ':
			add(i, i+1, "")
		case r == ' ' && hanzi.IsHan(before) && hanzi.IsHan(t.rune(i+1)), r == ' ' && unicode.IsDigit(before) && strings.ContainsRune("%‰", t.rune(i+1)):
			add(i, i+1, "")
		case r == ' ' && l.style.Spacing == "none":
			after := t.rune(i + 1)
			if hanzi.IsHan(before) && isWestern(after) || (isWestern(before) || isUnit(before)) && hanzi.IsHan(after) {
				add(i, i+1, "")
			}
		}
	}
	return list
}

// fullWidth is what to write instead of half-width punctuation.
var fullWidth = map[rune]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！", '.': "。", '(': "（", ')': "）", '"': "“”", '\'': "‘’"}

// halfWidth: punctuation of Latin text beside Han characters.
func (l *linter) halfWidth(t *text) []slip {
	if !t.chinese {
		return nil
	}
	var list []slip
	var open []bool // for each bracket, whether it should have been full-width
	for i := 0; i < len(t.runes); i++ {
		r := t.runes[i]
		if r >= 0x80 || fullWidth[r] == "" && r != '-' {
			continue
		}
		before, after := t.rune(i-1), t.rune(i+1)
		far := after // the character behind a space
		if after == ' ' {
			far = t.rune(i + 2)
		}
		n, want := 1, fullWidth[r]
		switch r {
		case ',', ';', ':', '?', '!':
			if !hasHan(before, far) || unicode.IsDigit(before) && unicode.IsDigit(after) {
				continue
			}
		case '.':
			for t.rune(i+n) == '.' {
				n++
			}
			switch {
			case n > 1:
				if want = "……"; !hasHan(before, t.rune(i+n)) {
					i += n - 1
					continue
				}
			case !hasHan(before) || isWestern(after):
				continue
			}
		case '(':
			if before == ' ' {
				before = t.rune(i - 2)
			}
			open = append(open, hasHan(before, after))
			if !open[len(open)-1] {
				continue
			}
		case ')':
			wrong := hasHan(before)
			if n := len(open); n > 0 {
				wrong, open = wrong || open[n-1], open[:n-1]
			}
			if !wrong {
				continue
			}
		case '"', '\'':
			if !hasHan(before, after) || r == '\'' && isWestern(before) {
				continue
			}
		case '-':
			for t.rune(i+n) == '-' {
				n++
			}
			if want = "——"; n < 2 || !hasHan(before, t.rune(i+n)) {
				i += n - 1
				continue
			}
		}
		s := t.slip(HalfWidth, i, i+n, t.slice(i, i+n))
		s.hint = diag.Say("write %s", "请用全角的 %s", want)
		list = append(list, s)
		i += n - 1
	}
	return list
}

// masks are pieces of code in a text.
var masks = regexp.MustCompile(string(markdown.Mask) + "+")

// placeholders: what a starter asks for and nobody wrote.
func (l *linter) placeholders(t *text) []slip {
	var list []slip
	for i, r := range t.runes {
		if r != '【' {
			continue
		}
		for j := i + 1; j < len(t.runes) && t.runes[j] != '【'; j++ {
			if t.runes[j] == '】' {
				if j > i+1 { // the empty pair is spoken of, not left
					list = append(list, t.slip(Placeholder, i, j+1, masks.ReplaceAllString(t.slice(i, j+1), "…")))
				}
				break
			}
		}
	}
	return list
}

package prose

import (
	"slices"
	"strings"
	"unicode"

	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
)

// isOnce reports whether a word of one character never stands twice, but for the
// idioms in which it does.
func isOnce(r rune) bool {
	switch r {
	case '我', '你', '他', '她', '它', '您', '很', '的', '了', '是', '和', '与', '或', '把', '被', '就', '也', '都', '而', '但', '及', '从', '为', '这', '那', '之', '其', '将', '于', '，', '。', '、', '；', '：':
		return true
	}
	return false
}

// idioms in which such a word stands twice, as the character before or behind it.
var idioms = []string{"不了了之", "的的确确", "是是非非", "和和气气", "就就业业"}

// neverTwice are words of two characters that nobody says twice on purpose.
var neverTwice = strings.Fields("我们 你们 他们 她们 它们 您的 我的 他的 自己 大家 客人 客户 顾客 店员 员工 公司 这个 那个 这些 那些 哪个 什么 怎么 " +
	"因为 所以 如果 但是 而且 然后 以及 或者 虽然 可以 应该 需要 已经 正在 没有 不是 就是 还是 只是 都是 有的 时候 以后 以前 现在 今天 问题 方法 时间 地方")

// longestTwice is the longest piece, in characters, that is looked for twice in
// a row.
const longestTwice = 8

// doubled: what stands twice in a row.
func (l *linter) doubled(t *text) []slip {
	var list []slip
	for i := 0; i < len(t.runes); i++ {
		n := t.doubledHan(i)
		if n == 0 {
			n = t.doubledWord(i)
		}
		if n == 0 {
			continue
		}
		list = append(list, t.slip(Doubled, i, i+n, strings.TrimSpace(t.slice(i, i+n/2))))
		i += n - 1
	}
	return list
}

// doubledHan returns how many characters from i on are the same piece of Chinese
// twice, or 0.
func (t *text) doubledHan(i int) int {
	r := t.runes[i]
	if t.rune(i+1) == r && isOnce(r) {
		for _, idiom := range idioms {
			if strings.Contains(t.slice(i-1, i+4), idiom) {
				return 0
			}
		}
		return 2
	}
	if !hanzi.IsHan(r) {
		return 0
	}
	han := 1 // how many Han characters stand from i on
	for hanzi.IsHan(t.rune(i+han)) && han < 2*longestTwice {
		han++
	}
	for n := 2; 2*n <= han; n++ {
		if t.runes[i] != t.runes[i+n] || t.slice(i, i+n) != t.slice(i+n, i+2*n) {
			continue
		}
		// Verbs of two characters repeat by their nature (商量商量, 研究研究), and so
		// do many other words: only those are a slip that never do.
		if n == 2 && !slices.Contains(neverTwice, t.slice(i, i+2)) {
			continue
		}
		return 2 * n
	}
	return 0
}

// doubledWord returns the same for a Latin word: the the.
func (t *text) doubledWord(i int) int {
	if !unicode.IsLetter(t.runes[i]) || !isWestern(t.runes[i]) || isWestern(t.rune(i-1)) {
		return 0
	}
	end := i
	for isWestern(t.rune(end)) {
		end++
	}
	n := end - i
	if t.rune(end) != ' ' || end+1+n > len(t.runes) || isWestern(t.rune(end+1+n)) || !unicode.IsLower(t.rune(end+1)) {
		return 0
	}
	if strings.EqualFold(t.slice(i, end), t.slice(end+1, end+1+n)) {
		return 2*n + 1
	}
	return 0
}

// longest is how many characters a sentence has at most, unless the house style
// says otherwise.
const longest = 80

// longSentences: Chinese sentences that go on for too long.
func (l *linter) longSentences(t *text) []slip {
	most := longest
	if l.style.LongestSentence != nil {
		most = *l.style.LongestSentence
	}
	if !t.chinese || len(t.runes) <= most {
		return nil
	}
	var list []slip
	start := 0
	for i := range t.runes {
		if !t.endsSentence(i) && i != len(t.runes)-1 {
			continue
		}
		for start < i && t.runes[start] == ' ' {
			start++
		}
		if i+1-start > most {
			if n := t.count(start, i+1); n > most && hasHan(t.runes[start:i+1]...) {
				list = append(list, t.slip(LongSentence, start, i+1, n, most))
			}
		}
		start = i + 1
	}
	return list
}

// endsSentence reports whether a sentence ends with character i.
func (t *text) endsSentence(i int) bool {
	next := t.rune(i + 1)
	switch t.runes[i] {
	case '。', '！', '？', '；':
		return !strings.ContainsRune("。！？”’」』）", next)
	case '”', '’', '」', '』', '）':
		return i > 0 && strings.ContainsRune("。！？", t.runes[i-1]) && !strings.ContainsRune("”’」』），、；：", next) && next != '。'
	case '.', '!', '?':
		return next == ' ' || next == '\n'
	}
	return false
}

// count returns how many characters from i up to j a reader reads: a piece of
// code or a reference counts as one.
func (t *text) count(i, j int) int {
	n := hanzi.Count(t.slice(i, j))
	for ; i < j; i++ {
		if t.runes[i] == markdown.Mask && t.rune(i-1) == markdown.Mask {
			n--
		}
	}
	return n
}

// emptyPhrases: what the house style calls empty. A quotation may say what it
// likes.
func (l *linter) emptyPhrases(t *text) []slip {
	var list []slip
	for _, m := range t.names(l.vocabulary) {
		if m.kind != phrase || t.quoted.overlaps(t.at[m.start], t.at[m.end]) {
			continue
		}
		s := t.slip(EmptyPhrase, m.start, m.end, t.slice(m.start, m.end))
		if m.want != "" {
			s.hint = diag.Say("write instead: %s", "可以换成：%s", m.want)
		} else {
			s.hint = diag.Say("say what is done, or leave it out", "写出具体做了什么，或者删掉")
		}
		list = append(list, s)
	}
	return list
}

// termSpellings: names of the glossary that are written differently. A name in
// quotation marks is talked about, not used.
func (l *linter) termSpellings(t *text) []slip {
	var list []slip
	for _, m := range t.names(l.vocabulary) {
		written := t.slice(m.start, m.end)
		switch {
		case m.kind == phrase || m.path == l.own || l.vocabulary.accepted[written] || t.isForeign(m):
		case t.quoted.overlaps(t.at[m.start], t.at[m.end]):
		default:
			s := t.slip(TermSpelling, m.start, m.end, written, m.want)
			s.hint = diag.Say("write “%s”", "写成“%s”", m.want)
			list = append(list, s)
		}
	}
	return list
}

// isForeign reports whether a name stands in a text of its own language, the
// title of a book for example, which writes it as it likes.
func (t *text) isForeign(m match) bool {
	isWord := func(gap, letter rune) bool { return strings.ContainsRune(" ’'", gap) && isWestern(letter) }
	return !t.chinese || isWord(t.rune(m.start-1), t.rune(m.start-2)) || isWord(t.rune(m.end), t.rune(m.end+1))
}

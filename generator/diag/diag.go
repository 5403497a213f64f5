// Package diag says what is wrong in an author's files, where, and what to do
// about it.
//
// A finding is data: a [Diagnostic] names the [Rule] it breaks, the bytes it is
// about, a message in both languages and, where there is one, a way out. Line
// and column do not exist until a [Printer] shows the finding, so the packages
// that read content work with byte offsets only.
//
//	var found diag.List
//	found.Add(UnknownElement, span, "kano", "兴夺").Hint = diag.Say(
//		"did you mean “%s”?", "您是不是想写“%s”？", "兴奋")
//
// A Go error, in contrast, is for what an author cannot fix: a full disk, a
// missing permission.
package diag

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Severity says whether a finding stops the site from being published.
type Severity int

// The severities, the graver first.
const (
	Error   Severity = iota // nothing is published
	Warning                 // published, but worth a look
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// A Text is the same words in the two languages that Playbook speaks.
type Text struct {
	En, Zh string
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t == Text{} }

// In returns the words in lang, "zh" or "en".
func (t Text) In(lang string) string {
	if lang == "zh" {
		return t.Zh
	}
	return t.En
}

// Say formats a text. Arguments of type string are made harmless by [Clean]; an
// argument of type Text is shown in its own language.
func Say(en, zh string, args ...any) Text {
	return Text{En: format(en, "en", args), Zh: format(zh, "zh", args)}
}

func format(form, lang string, args []any) string {
	shown := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			shown[i] = Clean(a)
		case Text:
			shown[i] = a.In(lang)
		default:
			shown[i] = a
		}
	}
	return fmt.Sprintf(form, shown...)
}

// maxQuote is the longest piece of an author's text that a message repeats, in
// characters.
const maxQuote = 80

// Clean returns s fit to stand in a message: on one line, without control or
// direction-changing characters, and not too long. Content comes from
// strangers, and a message is read by terminals and build logs that obey such
// characters.
func Clean(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n == maxQuote {
			b.WriteString("…")
			break
		}
		n++
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A Rule is one thing that can be wrong. Rules are package-level values of the
// package that finds them, and their names never change: authors search for
// them and build logs are filtered by them.
type Rule struct {
	Name     string   // stable, English, kebab-case
	Severity Severity // of every finding of this rule
	Message  Text     // formats for the arguments given to [List.Add]
	Why      Text     // one or two sentences: why it matters, what to do
}

// gaps are the places in a rule's message that a finding fills.
var gaps = regexp.MustCompile(`%(\[\d+\])?[a-z]`)

// Pattern returns the rule's message in a language, with an ellipsis for what a
// finding fills in.
func (r *Rule) Pattern(lang string) string { return gaps.ReplaceAllString(r.Message.In(lang), "…") }

// ErrorRule returns a rule whose findings stop the site from being published.
func ErrorRule(name, en, zh, whyEn, whyZh string) *Rule {
	return &Rule{name, Error, Text{en, zh}, Text{whyEn, whyZh}}
}

// WarningRule returns a rule whose findings do not.
func WarningRule(name, en, zh, whyEn, whyZh string) *Rule {
	return &Rule{name, Warning, Text{en, zh}, Text{whyEn, whyZh}}
}

// A Span is a piece of one file: the bytes from Start up to End. A span with
// Start and End 0 is about the file as a whole.
type Span struct {
	Path       string // slash-separated, as the author would type it
	Start, End int    // byte offsets, Start ≤ End
}

// A Diagnostic is one finding.
type Diagnostic struct {
	Rule    *Rule
	Span    Span
	Message Text
	Hint    Text   // the way out; may be empty
	Others  []Span // other places that belong to the same finding
}

// A List collects findings. Its zero value is an empty list.
type List []*Diagnostic

// Add appends a finding and returns it, so that a hint can be set.
func (l *List) Add(rule *Rule, at Span, args ...any) *Diagnostic {
	d := &Diagnostic{
		Rule:    rule,
		Span:    at,
		Message: Say(rule.Message.En, rule.Message.Zh, args...),
	}
	*l = append(*l, d)
	return d
}

// Failed reports whether the list holds an error.
func (l List) Failed() bool {
	return slices.ContainsFunc(l, func(d *Diagnostic) bool { return d.Rule.Severity == Error })
}

// Count returns how many errors and warnings the list holds.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		if d.Rule.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Sort orders the findings by file, place and rule, and drops repetitions.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b *Diagnostic) int {
		return cmp.Or(
			strings.Compare(a.Span.Path, b.Span.Path),
			cmp.Compare(a.Span.Start, b.Span.Start),
			strings.Compare(a.Rule.Name, b.Rule.Name),
			strings.Compare(a.Message.En, b.Message.En),
		)
	})
	*l = slices.CompactFunc(*l, func(a, b *Diagnostic) bool {
		return a.Rule == b.Rule && a.Span == b.Span && a.Message == b.Message
	})
}

// Nearest returns the candidate that s is most likely a misspelling of, or ""
// if none is near. Case is ignored; of equally near ones the first wins.
func Nearest(s string, candidates []string) string {
	// A word that another one begins or ends with is often what is left of it.
	if utf8.RuneCountInString(s) >= 2 {
		for _, c := range candidates {
			if strings.HasPrefix(c, s) || strings.HasSuffix(c, s) {
				return c
			}
		}
	}
	best, limit := "", max(1, len([]rune(s))/3)+1
	for _, c := range candidates {
		if d := distance(strings.ToLower(s), strings.ToLower(c), limit); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// distance is the number of insertions, deletions, substitutions and swaps of
// neighbours that turn a into b (the optimal string alignment distance), or
// limit if it is not below limit.
func distance(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) >= limit || len(t)-len(s) >= limit || len(s) > 100 {
		return limit
	}
	before, prev, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(prev[j]+cost, prev[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return min(prev[len(t)], limit)
}

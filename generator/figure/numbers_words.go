package figure

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"playbook/generator/hanzi"
)

// numberText writes a reading with its unit, once, a real minus, and its thousands
// apart.
func numberText(r Reading, unit string) string {
	if !r.Known {
		return r.Text
	}
	s := grouped(strings.Replace(r.Text, "-", "−", 1))
	if u := strings.TrimSpace(unit); u != "" && !strings.HasSuffix(s, u) {
		s = withUnit(s, unit)
	}
	return s
}

// withUnit writes a unit behind a number, without a space if the number ends with a
// Chinese character: “10 万亿元”.
func withUnit(s, unit string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	if hanzi.IsEastAsian(last) {
		unit = strings.TrimLeft(unit, " ")
	}
	return s + unit
}

// changeText writes a change as the author did, with its sign. A difference of two
// percentages is one of points; the unit alone would tell something else.
func changeText(n Number, o Options) string {
	r := n.Change
	if !r.Known {
		return r.Text
	}
	number := grouped(strings.TrimLeft(strings.TrimSuffix(r.Text, "%"), "+-−"))
	switch {
	case r.Value > 0:
		number = "+" + number
	case r.Value < 0:
		number = "−" + number
	}
	switch b, a := n.Before, n.After; {
	case n.Relative:
		return o.t("比原来 %s", number+"%")
	case n.Unit == "%" && b.Known && a.Known && math.Abs(a.Value-b.Value-r.Value) < 1e-6:
		return o.t("%s 个百分点", number)
	case strings.HasSuffix(r.Text, "%") && n.Unit != "%":
		return number + "%"
	default:
		return withUnit(number, n.Unit)
	}
}

// course tells whether a metric got better, or stayed the same: a class, and a mark
// with a word.
func (o Options) course(n Number) (class, word string) {
	d := 0.0
	switch {
	case n.Before.Known && n.After.Known:
		d = n.After.Value - n.Before.Value
	case n.Change.Known && n.Before.Text+n.After.Text == "":
		d = n.Change.Value
	case n.Before.Text == "" || n.Before.Text != n.After.Text: // words: only the same ones say so
		return "", ""
	}
	switch better := d * float64(n.Better); {
	case d == 0:
		return "same", o.t("没有变")
	case better > 0:
		return "good", o.t("▲ 变好")
	case better < 0:
		return "bad", o.t("▼ 变差")
	default:
		return "", ""
	}
}

// numbersFinding says which metrics got better, which are made up, what is missing.
func numbersFinding(list []Number, o Options) string {
	var better, worse, same, rest, made []string
	var flags []string
	count := make(map[string]int)
	for _, n := range list {
		switch class, _ := o.course(n); class {
		case "good":
			better = append(better, wayOf(n, o))
		case "bad":
			worse = append(worse, wayOf(n, o))
		case "same":
			same = append(same, wayOf(n, o))
		default:
			rest = append(rest, wayOf(n, o))
		}
		if n.Illustrative {
			made = append(made, n.Title)
		}
		for _, flag := range n.Flags {
			if count[flag]++; count[flag] == 1 {
				flags = append(flags, flag)
			}
		}
	}
	var b strings.Builder
	b.WriteString(o.t("共 %d 项指标。", len(list)))
	for _, part := range []struct {
		form string
		list []string
	}{{"变好的 %d 项：%s。", better}, {"变差的 %d 项：%s。", worse}, {"没有变的 %d 项：%s。", same}, {"看不出好坏的 %d 项：%s。", rest}} {
		if len(part.list) > 0 {
			b.WriteString(o.t(part.form, len(part.list), strings.Join(part.list, o.t("；"))))
		}
	}
	switch {
	case len(made) == len(list):
		b.WriteString(o.t("数字全是示意，不是实测。"))
	case len(made) > 0:
		b.WriteString(o.t("示意数字、不是实测的：%s。", o.join(made)))
	}
	for i, flag := range flags {
		flags[i] = o.t("%s（%d 项）", flag, count[flag])
	}
	if len(flags) > 0 {
		b.WriteString(o.t("没有写全：%s。", o.join(flags)))
	}
	return b.String()
}

// wayOf says in words from where to where a metric went.
func wayOf(n Number, o Options) string {
	before, after := numberText(n.Before, n.Unit), numberText(n.After, n.Unit)
	class, _ := o.course(n)
	switch {
	case class == "same" && before != "":
		return o.t("%s一直是“%s”", n.Title, after)
	case before != "" && after != "":
		return o.t("%s从“%s”到“%s”", n.Title, before, after)
	case before != "":
		return o.t("%s之前“%s”，没有之后的数", n.Title, before)
	case after != "":
		return o.t("%s之后“%s”，没有之前的数", n.Title, after)
	default:
		return o.t("%s只有变化（%s）", n.Title, changeText(n, o))
	}
}

func numbersTable(list []Number, o Options) Table {
	t := Table{Head: []string{o.t("指标"), o.t("之前"), o.t("之后"), o.t("变化"), o.t("好坏"), o.t("说明")}, Num: []bool{false, true, true, true, false, false}}
	for _, n := range list {
		_, word := o.course(n)
		notes := n.Flags
		if n.Illustrative {
			notes = append([]string{o.t("示意数字")}, notes...)
		}
		if n.Note != "" {
			notes = append([]string{n.Note}, notes...)
		}
		row := []string{n.Title, numberText(n.Before, n.Unit), numberText(n.After, n.Unit), changeText(n, o), word, o.join(notes)}
		for i, cell := range row {
			if cell == "" {
				row[i] = "—"
			}
		}
		t.Rows = append(t.Rows, row)
		for i, r := range []Reading{n.Before, n.After, n.Change} {
			t.Num[i+1] = t.Num[i+1] && (r.Known || r.Text == "")
		}
	}
	return t
}

// ends returns the ends of the scale of a metric: as it says, or round ones from
// zero to what was read; a change alone may go either way.
func ends(n Number) (lo, hi float64) {
	if n.Before.Text+n.After.Text == "" {
		hi = niceAbove(math.Abs(n.Change.Value))
		return orOne(-hi, hi)
	}
	lo, hi = n.Lo, n.Hi
	for _, r := range []Reading{n.Before, n.After} {
		if r.Known {
			lo, hi = min(lo, r.Value), max(hi, r.Value)
		}
	}
	if n.Lo != 0 || n.Hi != 0 {
		return orOne(lo, hi)
	}
	if n.Unit == "%" && hi > 50 && hi < 100 {
		hi = 100
	}
	if lo < 0 {
		lo = -niceAbove(-lo)
	}
	return orOne(lo, niceAbove(hi))
}

// orOne makes a scale of no length one of 1.
func orOne(lo, hi float64) (float64, float64) {
	if hi > lo {
		return lo, hi
	}
	return lo, lo + 1
}

// niceAbove returns a round number that is not smaller than v; 0 if v is not above 0.
func niceAbove(v float64) float64 {
	if !(v > 0) || v > 1e300 {
		return 0
	}
	ten := math.Pow(10, math.Floor(math.Log10(v)))
	for _, step := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8, 10} {
		if step*ten >= v {
			return step * ten
		}
	}
	return v
}

// short writes a number for the end of a scale, rounded to at most five digits:
// with the words for ten thousand and its powers, beyond them with a power of ten.
func (o Options) short(v float64) string {
	size := math.Abs(v)
	switch {
	case size >= 1e20 || v != 0 && size < 1e-4:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 2, 64), "e")
		if strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		power, err := strconv.Atoi(exponent)
		if err != nil { // infinite
			return "∞"
		}
		return strings.ReplaceAll(mantissa, "-", "−") + "×10" + superscript.Replace(strconv.Itoa(power))
	case size >= 1e12:
		return o.t("%s 万亿", plainNumber(v/1e12))
	case size >= 1e8:
		return o.t("%s 亿", plainNumber(v/1e8))
	case size >= 1e4:
		return o.t("%s 万", plainNumber(v/1e4))
	default:
		return plainNumber(v)
	}
}

var superscript = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// plainNumber writes a number of ordinary size with at most five digits, or all that
// are before the point.
func plainNumber(v float64) string {
	digits := 5
	for p := 1e5; p <= math.Abs(v) && digits < 15; p *= 10 {
		digits++
	}
	return grouped(strings.ReplaceAll(strconv.FormatFloat(v, 'g', digits, 64), "-", "−"))
}

// grouped puts commas between the thousands of a number that has none.
func grouped(s string) string {
	from := strings.IndexAny(s, "0123456789")
	if from < 0 || strings.ContainsAny(s, ",，eE^×") {
		return s
	}
	to := from
	for to < len(s) && s[to] >= '0' && s[to] <= '9' {
		to++
	}
	for i := to - 3; i > from; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// oneLine cuts what is wider than a line.
func oneLine(s string, size, width int) string {
	return strings.Join(wrap(s, size, width, 1), "")
}

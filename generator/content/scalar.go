package content

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"playbook/generator/diag"
	"playbook/generator/hanzi"
)

// scalar decodes one word, text, number, date or reference.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value, f field) {
	if n.Kind != yaml.ScalarNode {
		found := d.found.Add(WrongShape, d.span(n), d.text(n), shapeScalar)
		if n.Kind == yaml.MappingNode {
			found.Hint = slips[0].say // the likeliest reason: “- 提醒: …” reads as a field
		}
		return
	}
	d.lostComment(n)
	text := oneLine(strings.ReplaceAll(n.Value, "\t", " "))
	if i := strings.IndexFunc(text, isHidden); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		d.found.Add(HiddenCharacter, d.span(n), fmt.Sprintf("U+%04X", r))
		return
	}
	switch v.Interface().(type) {
	case Ref:
		v.SetString(text)
		d.refs = append(d.refs, Reference{
			Ref: Ref(text), Field: f.key, Where: f.ref, OrText: f.orText,
			Part: d.part, Context: d.context, Span: d.span(n),
		})
		return
	case Date:
		d.date(n, text)
	case bool, *bool:
		d.boolean(n, v, text)
		return
	case *int:
		d.integer(n, v, text, f)
		return
	}
	if f.enum != "" {
		text = d.enum(n, text, f)
	}
	if f.max > 0 && len(text) > f.max { // in bytes, which is cheap to know
		if count := hanzi.Count(text); count > f.max {
			d.found.Add(TooLong, d.span(n), f.key, count, f.max)
		}
	}
	switch _, isNumber := Number(text); {
	case f.format == "number" && !isNumber:
		d.found.Add(NotANumber, d.span(n), text)
	case f.format == "pinyin":
		d.pinyin(n, text)
	case strings.HasSuffix(f.format, "url"):
		d.url(n, text, f)
	}
	v.SetString(text)
}

// lostComment reports what an author may have meant to be read: “桌号 #3 先问” is a
// text of two characters with a comment behind it. Who means a comment writes a space
// behind the sign.
func (d *decoder) lostComment(n *yaml.Node) {
	c := n.LineComment
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 || len(c) < 2 || c[0] != '#' || strings.ContainsAny(c[1:2], " \t#") {
		return
	}
	at := d.span(n)
	line, _ := cutLine(d.src[:d.end], at.Start)
	if i := strings.Index(string(line), c); i >= 0 {
		at.Start, at.End = at.Start+i, at.Start+i+len(c)
	}
	d.found.Add(LostComment, at, c).Hint = diag.Say("put the whole value in quotes", "请给整个值加上引号")
}

// isHidden reports whether r must not reach a page, a feed or a terminal. A file
// cannot hold such characters, but an escape in double quotes ("\x1b") can name
// them.
func isHidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cs, r) || r == 0xfffe || r == 0xffff
}

// oneLine joins the lines of a text as prose is joined: with a space, or between
// Han characters with nothing.
func oneLine(s string) string {
	s = strings.TrimSpace(s)
	if !strings.ContainsAny(s, "\n\r\u2028\u2029") {
		return s
	}
	var b strings.Builder
	last := rune(-1)
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("\n\r\u2028\u2029", r) }) {
		line = strings.TrimSpace(line)
		first, _ := utf8.DecodeRuneInString(line)
		if b.Len() > 0 && line != "" && !hanzi.Joins(last, first) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
		last, _ = utf8.DecodeLastRuneInString(b.String())
	}
	return b.String()
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value, text string) {
	words := map[string]bool{"true": true, "yes": true, "是": true, "false": false, "no": false, "否": false}
	b, ok := words[strings.ToLower(text)]
	if !ok {
		d.found.Add(BadValue, d.span(n), text).Hint = diag.Say("write true or false", "请写 true 或 false")
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.ValueOf(&b))
		return
	}
	v.SetBool(b)
}

func (d *decoder) integer(n *yaml.Node, v reflect.Value, text string, f field) {
	// People type the minus sign of prose, too.
	i, err := strconv.Atoi(strings.Replace(text, "−", "-", 1))
	if err != nil {
		d.found.Add(BadNumber, d.span(n), text)
		return
	}
	if f.ranged && (i < f.lo || i > f.hi) {
		d.found.Add(OutOfRange, d.span(n), f.key, i, f.lo, f.hi)
		return
	}
	v.Set(reflect.ValueOf(&i))
}

// plainNumber is a number and nothing else.
var plainNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)

// Number reads a number as authors write it: “−0.5”, “1,200”, “35%”. ok is false if
// the text is more than that, “约 2 分钟”.
func Number(s string) (v float64, ok bool) {
	text := strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(s), "−", "-"), ",", ""), "%")
	if !plainNumber.MatchString(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

var datePattern = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

func (d *decoder) date(n *yaml.Node, text string) {
	layout := "2006-01-02"[:min(len(text), 10)]
	if _, err := time.Parse(layout, text); err != nil || !datePattern.MatchString(text) {
		d.found.Add(BadDate, d.span(n), text).Hint = diag.Say("write 2024, 2024-05 or 2024-05-20", "请写成 2024、2024-05 或 2024-05-20")
	}
}

// enum returns the name of the value that text is or labels.
func (d *decoder) enum(n *yaml.Node, text string, f field) string {
	folded := hanzi.Fold(text)
	var words []string
	for _, v := range Enums[f.enum] {
		if folded == hanzi.Fold(v.Name) || folded == hanzi.Fold(v.Zh) || folded == hanzi.Fold(v.En) || text == v.Short {
			return v.Name
		}
		words = append(words, v.Name, v.Zh)
	}
	found := d.found.Add(BadValue, d.span(n), text)
	if near := diag.Nearest(text, words); near != "" {
		found.Hint = diag.Say("did you mean “%s”? choices: %s", "您是不是想写“%s”？可选：%s", near, choices(f.enum))
	} else {
		found.Hint = diag.Say("choices: %s", "可选：%s", choices(f.enum))
	}
	return ""
}

// choices lists the values of an enumeration for a hint.
func choices(enum string) diag.Text {
	var en, zh []string
	for _, v := range Enums[enum] {
		en = append(en, v.Name)
		if v.Zh == v.Name {
			zh = append(zh, v.Name)
		} else {
			zh = append(zh, v.Name+"（"+v.Zh+"）")
		}
	}
	return diag.Text{En: strings.Join(en, ", "), Zh: strings.Join(zh, "、")}
}

// url checks an address. The scheme is part of the check: a link is something
// that a reader will click.
func (d *decoder) url(n *yaml.Node, text string, f field) {
	u, err := url.Parse(strings.ReplaceAll(text, "{path}", "path"))
	switch {
	case err != nil || u.Host == "" || !slices.Contains([]string{"http", "https"}, u.Scheme):
		d.found.Add(BadURL, d.span(n), text)
	case f.key == "base_url" && (u.RawQuery != "" || u.Fragment != "" || u.User != nil):
		d.found.Add(BadURL, d.span(n), text).Hint = diag.Say("leave out what begins with ? or #", "请去掉 ? 或 # 以及后面的部分")
	case f.format == "edit-url" && !strings.Contains(text, "{path}"):
		d.found.Add(BadURL, d.span(n), text).Hint = diag.Say("put {path} where the file's path belongs", "请用 {path} 标出文件路径的位置")
	}
}

// pinyin checks how a name is read. The search compares it with what readers type,
// which has no tones.
func (d *decoder) pinyin(n *yaml.Node, text string) {
	plain := hanzi.PlainReading(text)
	if plain == text {
		return
	}
	found := d.found.Add(BadPinyin, d.span(n), text)
	if plain != "" {
		found.Hint = diag.Say("try “%s”", "可以改成“%s”", plain)
	} else {
		found.Hint = diag.Say("write it like “hai di lao”", "请写成“hai di lao”这样")
	}
}

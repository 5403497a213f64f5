// Package figure draws pictures as SVG from the numbers of package analysis.
//
// A picture carries no colours and no styles of its own: every shape has a class,
// and the style sheet of the theme gives it the tokens that badges and tables use,
// too. What a picture shows it also says in words, in its <desc>, so that it
// means something to a reader who cannot see it:
//
//	svg := figure.Emotion(analysis.Emotions(c), titles, figure.Options{Prefix: "hero"})
//
// All positions are whole numbers computed from the input, so the same case
// gives the same bytes on every machine.
package figure

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"playbook/generator/analysis"
)

// Options adjusts a picture. The zero value is a picture in Simplified Chinese
// that stands alone on its page.
type Options struct {
	Prefix string              // of ids; two pictures on one page need different ones
	T      func(string) string // translates words; nil leaves them as they are
}

func (o Options) t(form string, args ...any) string {
	if o.T != nil {
		form = o.T(form)
	}
	if len(args) == 0 {
		return form
	}
	return fmt.Sprintf(form, inner(form, args)...)
}

// verbs are the places of a form that an argument fills, with a quotation mark that
// stands before.
var verbs = regexp.MustCompile(`“?%[a-z+.0-9]*[a-z]`)

// inner returns the arguments of a form with single quotation marks in those that it
// quotes: “翻到‘自己下菜’那一页”.
func inner(form string, args []any) []any {
	list := slices.Clone(args)
	for i, verb := range verbs.FindAllString(form, -1) {
		if !strings.HasPrefix(verb, "“") || i >= len(list) {
			continue
		}
		if s, ok := list[i].(string); ok {
			list[i] = strings.NewReplacer("“", "‘", "”", "’").Replace(s)
		}
	}
	return list
}

// Signed writes an emotion as people do: +2, 0, −1 with a real minus.
func Signed(n int) string {
	switch {
	case n > 0:
		return fmt.Sprintf("+%d", n)
	case n < 0:
		return fmt.Sprintf("−%d", -n)
	default:
		return "0"
	}
}

// signedMean writes a mean with one digit, as Signed does.
func signedMean(f float64) string {
	s := fmt.Sprintf("%+.1f", f)
	if s == "+0.0" || s == "-0.0" {
		return "0"
	}
	return strings.Replace(s, "-", "−", 1)
}

// Finding says in words what a curve shows: the strongest moment, the last one, and
// what lies below expectation. Where several are as strong, or nothing stands out, it
// says that, rather than name one.
func Finding(c analysis.Curve, labels []string, o Options) string {
	if len(c.Points) == 0 {
		return o.t("还没有情绪记录。")
	}
	felt := func(i int) string { return o.t("“%s”（%s）", labels[i], Signed(c.Points[i].Emotion)) }
	best, worst := 0, 0
	for i, p := range c.Points {
		if p.Emotion >= c.Points[best].Emotion {
			best = i
		}
		if p.Emotion <= c.Points[worst].Emotion {
			worst = i
		}
	}
	var b strings.Builder
	switch high, low := c.Points[best].Emotion, c.Points[worst].Emotion; {
	case len(c.Points) == 1:
		b.WriteString(o.t("只有一处记了情绪：%s。", felt(0)))
	case high == low:
		b.WriteString(o.t("共 %d 处，感受都是 %s，没有起落。", len(c.Points), Signed(high)))
	case high == -low:
		b.WriteString(o.t("共 %d 处，最好的是%s，最差的是%s。", len(c.Points), felt(best), felt(worst)))
	default:
		b.WriteString(o.t("共 %d 处，最强的是第 %d 处%s。", len(c.Points), c.Peak+1, felt(c.Peak)))
	}
	const few = 3 // fewer points have no peak that says anything
	switch {
	case c.End < 0:
		b.WriteString(o.t("这些时刻不在同一趟里，所以没有终点。"))
	case len(c.Points) < few || c.Points[best].Emotion == c.Points[worst].Emotion:
	default:
		if c.End != c.Peak {
			b.WriteString(o.t("最后停在%s。", felt(c.End)))
		}
		b.WriteString(o.t("峰终均值 %s，全程平均 %s。", signedMean(c.Score()), signedMean(c.Mean)))
	}
	below := 0
	for _, p := range c.Points {
		if p.Expected != nil && p.Emotion < *p.Expected {
			below++
		}
	}
	if below > 0 {
		b.WriteString(o.t("有 %d 处低于预期。", below))
	}
	return b.String()
}

// A canvas collects the elements of a picture and remembers where its texts
// stand, so that a test can prove that no two of them overlap.
type canvas struct {
	w, h  int    // of the picture, in tenths of a unit
	b     []byte // the elements
	boxes []box
	links int
}

// A box is the room that one text takes, in tenths of a unit.
type box struct {
	x0, y0, x1, y1 int
	text           string
}

func (c *canvas) add(form string, args ...any) {
	c.b = append(fmt.Appendf(c.b, form, args...), '\n')
}

// text writes a line of text whose baseline begins, centres or ends at x, y.
func (c *canvas) text(class, anchor string, x, y, size int, s string) {
	w := measure(s, size)
	x0 := x
	switch anchor {
	case "middle":
		x0 = x - w/2
	case "end":
		x0 = x - w
	}
	c.boxes = append(c.boxes, box{x0, y - size*9/10, x0 + w, y + size/5, s})
	at := ""
	if anchor != "start" {
		at = ` text-anchor="` + anchor + `"`
	}
	c.add(`<text class="%s" x="%s" y="%s"%s>%s</text>`, class, units(x), units(y), at, html.EscapeString(s))
}

// svg wraps what was drawn: title and description for those who do not see it.
// With links in it a picture is a group; they would be lost in an image.
func (c *canvas) svg(class, title, desc string, o Options) []byte {
	id := func(s string) string { return html.EscapeString(o.Prefix + "-" + s) }
	role := "img"
	if c.links > 0 {
		role = "group"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="%s" viewBox="0 0 %s %s" width="%s" role="%s" aria-labelledby="%s" aria-describedby="%s">`+"\n",
		class, units(c.w), units(c.h), units(c.w), role, id("title"), id("desc"))
	fmt.Fprintf(&b, `<title id="%s">%s</title>`+"\n"+`<desc id="%s">%s</desc>`+"\n", id("title"), html.EscapeString(title), id("desc"), html.EscapeString(desc))
	b.Write(c.b)
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// units writes a length in tenths as a number of units.
func units(tenths int) string {
	if tenths%10 == 0 {
		return strconv.Itoa(tenths / 10)
	}
	return strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64)
}

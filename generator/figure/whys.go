package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A stair is one step down: the question that leads to it, and the answer that
// stands on it.
type stair struct {
	question, answer string
}

// longestQuestion is the most characters of a question that still stands on a riser.
const longestQuestion = 24

// stairs takes the questions out of answers that begin with one.
func stairs(answers []string, o Options) []stair {
	var list []stair
	for _, a := range answers {
		if strings.TrimSpace(a) == "" {
			continue
		}
		s := stair{o.t("为什么？"), a}
		for _, mark := range []string{"？", "? "} {
			q, rest, ok := strings.Cut(a, mark)
			if ok && strings.TrimSpace(rest) != "" && utf8.RuneCountInString(q) < longestQuestion {
				s = stair{q + strings.TrimSpace(mark), strings.TrimSpace(rest)}
				break
			}
		}
		list = append(list, s)
	}
	return list
}

// Whys draws a problem and the answers to “why?” as a staircase. Nobody knows
// that the last answer is the cause: it is only where the asking ended. It returns
// nil if nobody asked.
func Whys(l Ladder, o Options) *Picture {
	steps := stairs(l.Answers, o)
	if l.Problem == "" || len(steps) == 0 {
		return nil
	}
	last := strings.TrimRight(steps[len(steps)-1].answer, "。.")
	finding := o.t("往下问了 %d 层，问到“%s”。这一层有没有凭据，书里没有写。", len(steps), last)
	t := Table{Head: []string{o.t("层"), o.t("问"), o.t("答")}, Num: []bool{true, false, false}, Rows: [][]string{{"0", o.t("问题"), l.Problem}}}
	for i, s := range steps {
		if i == len(steps)-1 {
			s.answer += o.t("（问到这里）")
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), s.question, s.answer})
	}
	return o.picture("whys", o.t("往下问为什么"), finding, t, whysWide(l.Problem, steps, o), whysNarrow(l.Problem, steps, o))
}

// Lengths of the staircase, in tenths of a unit.
const (
	firstTread = 860  // its questions need room left of the riser
	treadWidth = 540  // of the others, if there is room
	leastText  = 2700 // that an answer has to its right
)

// whysWide draws the stairs with the questions inside them, left of the risers.
func whysWide(problem string, steps []stair, o Options) *canvas {
	v := &canvas{w: 6600}
	tread := min(treadWidth, (v.w-firstTread-leastText)/max(1, len(steps)-1))
	y := v.lines("label strong", "start", 0, 150, 130, 170, evenly(problem, 130, 4600, uncut)) - 80
	ground := fmt.Sprintf("M0 %s", units(y))
	var texts canvas // they stand on the ground, which is drawn before them
	for i, s := range steps {
		x := firstTread + i*tread
		question := evenly(s.question, 120, min(x-140, 1500), uncut)
		answer := evenly(s.answer, 130, min(v.w-x-120, 4200), uncut)
		class := "label"
		if i == len(steps)-1 {
			class += " strong"
		}
		height := max(380, len(answer)*170+160, len(question)*155+150)
		texts.lines("axis", "end", x-80, y+200, 120, 155, question)
		next := y + height
		texts.lines(class, "start", x+100, next-90-(len(answer)-1)*170, 130, 170, answer)
		ground += fmt.Sprintf("H%sV%s", units(x), units(next))
		y = next
	}
	x := firstTread + (len(steps)-1)*tread
	v.h = y + 340
	v.add(`<path class="ground" d="%sH%sV%sH0Z"/>`, ground, units(v.w), units(v.h))
	v.add(`<path class="stairs" d="%sH%s"/>`, ground, units(v.w))
	v.b = append(v.b, texts.b...)
	v.boxes = append(v.boxes, texts.boxes...)
	v.asked(x, y, o)
	return v
}

// asked marks the last step.
func (c *canvas) asked(x, y int, o Options) {
	c.add(`<path class="asked" d="M%s %sH%s"/>`, units(x), units(y), units(c.w))
	c.add(`<path class="tip" d="%s"/>`, tip(x+150, y+105, 0, -1))
	c.text("mark", "start", x+260, y+200, 130, o.t("问到这里"))
}

// whysNarrow draws the stairs for a phone: each question above its answer, the
// steps less far to the right.
func whysNarrow(problem string, steps []stair, o Options) *canvas {
	v := &canvas{w: 3600}
	tread := min(200, 1000/len(steps))
	y := v.lines("label strong", "start", 0, 170, 150, 190, wrap(problem, 150, v.w, uncut)) - 90
	path := fmt.Sprintf("M0 %s", units(y))
	for i, s := range steps {
		x := (i + 1) * tread
		width := v.w - x - 80
		class := "label"
		if i == len(steps)-1 {
			class += " strong"
		}
		path += fmt.Sprintf("H%s", units(x))
		y = v.lines("axis", "start", x+80, y+210, 120, 155, wrap(s.question, 120, width, uncut))
		y = v.lines(class, "start", x+80, y+40, 150, 190, wrap(s.answer, 150, width, uncut)) - 90
		path += fmt.Sprintf("V%s", units(y))
	}
	v.add(`<path class="stairs" d="%sH%s"/>`, path, units(v.w))
	v.h = y + 280
	v.asked(len(steps)*tread, y, o)
	return v
}

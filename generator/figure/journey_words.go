package figure

import (
	"fmt"
	"strings"

	"playbook/generator/analysis"
)

// journeyFinding says in words what a map shows.
func journeyFinding(m Map, c analysis.Curve, o Options) string {
	var b strings.Builder
	if n := stagesUsed(m); n > 0 {
		b.WriteString(o.t("%d 个阶段，共 %d 步。", n, len(m.Steps)))
	} else {
		b.WriteString(o.t("共 %d 步。", len(m.Steps)))
	}
	if len(c.Points) == 0 {
		b.WriteString(o.t("还没有情绪记录。"))
		return b.String()
	}
	peak, end := c.Points[c.Peak], c.Points[c.End]
	if c.Peak == c.End {
		b.WriteString(o.t("最强的一刻就是最后一刻：第 %d 步“%s”（%s）。", end.Index+1, m.Steps[end.Index].Title, Signed(end.Emotion)))
	} else {
		b.WriteString(o.t("最强的一刻是第 %d 步“%s”（%s），最后停在第 %d 步“%s”（%s）。",
			peak.Index+1, m.Steps[peak.Index].Title, Signed(peak.Emotion), end.Index+1, m.Steps[end.Index].Title, Signed(end.Emotion)))
	}
	b.WriteString(o.t("峰终均值 %s，全程平均 %s。", signedMean(c.Score()), signedMean(c.Mean)))
	b.WriteString(journeyDip(m, c, o))
	below := 0
	for _, p := range c.Points {
		if p.Expected != nil && p.Emotion < *p.Expected {
			below++
		}
	}
	if below > 0 {
		b.WriteString(o.t("有 %d 步低于预期。", below))
	}
	if n := len(m.Steps) - len(c.Points); n > 0 {
		b.WriteString(o.t("有 %d 步没有写感受。", n))
	}
	return b.String()
}

// stagesUsed counts the stages that have a step.
func stagesUsed(m Map) int {
	n := 0
	for stage, title := range m.Stages {
		for _, s := range m.Steps {
			if s.Stage == stage && title != "" {
				n++
				break
			}
		}
	}
	return n
}

// journeyDip says where it felt worst, of equals the later, as for the peak.
func journeyDip(m Map, c analysis.Curve, o Options) string {
	low := 0
	for i, p := range c.Points {
		if p.Emotion <= c.Points[low].Emotion {
			low = i
		}
	}
	at := c.Points[low]
	if at.Emotion >= 0 {
		return o.t("没有一步低于平常。")
	}
	stage := m.stage(at.Index)
	switch {
	case low == c.Peak && stage == "":
		return o.t("那一刻也是最低点。")
	case low == c.Peak:
		return o.t("那一刻也是最低点，在“%s”阶段。", stage)
	case stage == "":
		return o.t("最低点是第 %d 步“%s”（%s）。", at.Index+1, m.Steps[at.Index].Title, Signed(at.Emotion))
	default:
		return o.t("最低点是第 %d 步“%s”（%s），在“%s”阶段。", at.Index+1, m.Steps[at.Index].Title, Signed(at.Emotion), stage)
	}
}

// A mapColumn is one column of the table of a map.
type mapColumn struct {
	head string
	num  bool
	text func(i int) string
}

// journeyTable puts a map into a table: a row for each step, without the columns
// of which nothing is known.
func journeyTable(m Map, c analysis.Curve, o Options) Table {
	marks := make([]string, len(m.Steps))
	if c.Peak >= 0 {
		marks[c.Points[c.Peak].Index] = o.t("（峰）")
		marks[c.Points[c.End].Index] = o.t("（终）")
		if c.Peak == c.End {
			marks[c.Points[c.End].Index] = o.t("（峰·终）")
		}
	}
	number := func(n *int) string {
		if n == nil {
			return ""
		}
		return Signed(*n)
	}
	return mapTable(len(m.Steps), []mapColumn{
		{o.t("步"), true, func(i int) string { return fmt.Sprint(i + 1) }},
		{o.t("阶段"), false, m.stage},
		{o.t("行动"), false, func(i int) string { return m.Steps[i].Title + marks[i] }},
		{o.t("触点"), false, func(i int) string { return m.Steps[i].Touchpoint }},
		{o.t("渠道"), false, func(i int) string { return m.Steps[i].Channel }},
		{o.t("想法"), false, func(i int) string { return m.Steps[i].Thought }},
		{o.t("感受"), true, func(i int) string { return number(m.Steps[i].Emotion) }},
		{o.t("预期"), true, func(i int) string { return number(m.Steps[i].Expected) }},
		{o.t("痛点"), false, func(i int) string { return m.Steps[i].Pain }},
		{o.t("机会"), false, func(i int) string { return m.Steps[i].Opportunity }},
		{o.t("后台"), false, func(i int) string { return m.Steps[i].Backstage }},
	})
}

// mapTable makes a table of the columns that say something about any of n steps.
func mapTable(n int, columns []mapColumn) Table {
	t := Table{Rows: make([][]string, n)}
	for _, col := range columns {
		known := false
		for i := range n {
			known = known || col.text(i) != ""
		}
		if !known {
			continue
		}
		t.Head, t.Num = append(t.Head, col.head), append(t.Num, col.num)
		for i := range n {
			text := col.text(i)
			if text == "" {
				text = "—"
			}
			t.Rows[i] = append(t.Rows[i], text)
		}
	}
	return t
}

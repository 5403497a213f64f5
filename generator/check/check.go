// Package check holds the rules that an editor would apply: not whether a file
// can be read, but whether the book may say what it says. Is a number backed? Is
// a story told as better known than it is?
//
// Each rule is one function from a document to findings. To add one, write the
// function and its [diag.Rule], and put both into [rules]; the commands and the
// documentation pick it up from there.
package check

import (
	"strings"
	"time"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
)

// Run applies all rules to a document. today decides what is stale; a zero time
// stands for never.
func Run(lib *library.Library, d *content.Document, today time.Time) diag.List {
	if d.Unread {
		return nil
	}
	var found diag.List
	e := editor{lib, d, today, &found}
	for _, r := range rules {
		r.apply(e)
	}
	return found
}

// An editor reads one document and writes findings.
type editor struct {
	lib *library.Library
	*content.Document
	today time.Time
	found *diag.List
}

// rules pairs every rule with the function that applies it.
var rules = []struct {
	rule  *diag.Rule
	apply func(editor)
}{
	{NoSource, editor.evidenceHasSource},
	{NoEvidenceNote, editor.reportedHasNote},
	{TooStrong, editor.momentsWithinSources},
	{RealButIllustrative, editor.illustrativeIsExplained},
	{NoCaution, editor.caseHasCautions},
	{NoEnglish, editor.titleHasEnglish},
	{Stale, editor.checkedLately},
	{UnusedSource, editor.sourceIsUsed},
	{EmptyPicture, editor.picturesHaveData},
}

// Rules lists the rules of this package.
var Rules = func() []*diag.Rule {
	var list []*diag.Rule
	for _, r := range rules {
		list = append(list, r.rule)
	}
	return list
}()

// picturesHaveData: what prose asks to be drawn can be.
func (e editor) picturesHaveData() {
	for i, l := range e.lib.Prose(e.Path).Links {
		t, ok := e.lib.Resolved(e.Document, i)
		if !ok || t.Picture == "" || analysis.CanDraw(e.lib, t.Doc, t.Picture) {
			continue
		}
		var can []string
		for _, p := range e.lib.Pictures(t.Doc) {
			if analysis.CanDraw(e.lib, t.Doc, p.Name) {
				can = append(can, p.Name+"（"+p.Zh+"）")
			}
		}
		list := strings.Join(can, ", ")
		e.found.Add(EmptyPicture, l.Span, t.Doc.Title, t.Picture).Hint = diag.Say(
			"it can be drawn as: %s", "可以画：%s", diag.Text{En: list, Zh: list})
	}
}

// isBacked reports whether a level of evidence promises a source.
func isBacked(level string) bool { return level == "primary" || level == "secondary" }

// evidenceHasSource: primary and secondary are promises, so a source stands
// beside them: on the document, or on one of its facts; on a fact or a number, its
// own or the document's.
func (e editor) evidenceHasSource() {
	onFact := false
	for i, f := range e.Facts {
		onFact = onFact || f.Source != ""
		if isBacked(f.Evidence) && f.Source == "" && len(e.Sources) == 0 {
			e.found.Add(NoSource, e.At("facts", i, "evidence"), f.Evidence).Hint = addSource
		}
	}
	if isBacked(e.Evidence) && len(e.Sources) == 0 && !onFact {
		e.found.Add(NoSource, e.At("evidence"), e.Evidence).Hint = addSource
	}
	c, ok := e.Record.(*content.Case)
	if !ok {
		return
	}
	for i, m := range c.Metrics {
		if isBacked(m.Evidence) && m.Source == "" && len(e.Sources) == 0 && !onFact {
			e.found.Add(NoSource, e.At("metrics", i, "evidence"), m.Evidence).Hint = addSource
		}
	}
}

// reportedHasNote: what is only said to be so comes with a word on who says it.
func (e editor) reportedHasNote() {
	if e.Evidence == "reported" && e.EvidenceNote == "" {
		e.found.Add(NoEvidenceNote, e.At("evidence")).Hint = diag.Say(
			"add “evidence_note: …”", "请加一行“evidence_note: …”")
	}
}

// momentsWithinSources: a moment is not better known than the best source of its
// case.
func (e editor) momentsWithinSources() {
	c, ok := e.Record.(*content.Case)
	if !ok {
		return
	}
	best := e.bestSource()
	for i, m := range c.Moments {
		if isBacked(m.Evidence) && content.EvidenceRank(m.Evidence) < best {
			e.found.Add(TooStrong, e.At("moments", i, "evidence"), m.ID, content.Label("evidence", m.Evidence), strongest(best))
		}
	}
}

// bestSource returns the rank of the strongest source that the document names, or
// the rank of "reported".
func (e editor) bestSource() int {
	best := content.EvidenceRank("reported")
	for _, edge := range e.lib.Outgoing(e.Document) {
		s, ok := edge.To.Doc.Record.(*content.Source)
		if !ok || edge.Relation == library.Link {
			continue
		}
		level := s.Level
		if level == "" {
			level = "secondary"
		}
		best = min(best, content.EvidenceRank(level))
	}
	return best
}

func strongest(rank int) diag.Text { return content.Enums["evidence"][rank].Text }

// illustrativeIsExplained: about a real organisation, made-up detail needs a
// word of explanation.
func (e editor) illustrativeIsExplained() {
	c, ok := e.Record.(*content.Case)
	if !ok || e.Evidence != "illustrative" || e.EvidenceNote != "" || c.Organisation == "" {
		return
	}
	for _, t := range e.lib.Find(string(c.Organisation), "organisation", e.Document) {
		if t.Doc.Record.(*content.Organisation).Kind != "unnamed" {
			e.found.Add(RealButIllustrative, e.At("evidence"), t.Doc.Title).Hint = diag.Say(
				"add “evidence_note: …” that says why", "请加一行“evidence_note: …”说明原因")
		}
	}
}

// caseHasCautions: every story can be copied wrongly.
func (e editor) caseHasCautions() {
	if e.Type.Name == "case" && len(e.Cautions) == 0 {
		e.found.Add(NoCaution, e.At("title"), e.Title)
	}
}

// titleHasEnglish: the English edition shows at least titles and summaries.
func (e editor) titleHasEnglish() {
	switch {
	case e.TitleEn == "":
		e.found.Add(NoEnglish, e.At("title"), "title_en")
	case e.SummaryEn == "":
		e.found.Add(NoEnglish, e.At("summary"), "summary_en")
	}
}

// checkedLately: what was checked long ago is due again.
func (e editor) checkedLately() {
	months := e.lib.Settings().StaleAfter
	if months == nil || e.today.IsZero() || e.Checked == "" {
		return
	}
	due := e.today.AddDate(0, -*months, 0).Format("2006-01-02")
	if string(e.Checked) < due[:min(len(e.Checked), len(due))] {
		e.found.Add(Stale, e.At("checked"), string(e.Checked), *months)
	}
}

// sourceIsUsed: a source that backs nothing is noise in the register.
func (e editor) sourceIsUsed() {
	if e.Type.Name == "source" && len(e.lib.Incoming(library.Target{Doc: e.Document})) == 0 {
		e.found.Add(UnusedSource, e.At("title"), e.ID)
	}
}

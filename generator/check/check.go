// Package check holds the rules that an editor would apply: not whether a file
// can be read, but whether the book may say what it says. Is a number backed? Is
// a story told as better known than it is?
//
// Each rule is one function from the library to findings. To add one, write the
// function and its [diag.Rule], and put both into [rules]; the commands and the
// documentation pick it up from there.
package check

import (
	"time"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
)

// Run applies all rules. today decides what is stale; a zero time stands for
// never.
func Run(lib *library.Library, today time.Time) diag.List {
	var found diag.List
	e := editor{lib, nil, today, &found}
	for _, d := range lib.Docs {
		if !d.Unread {
			e.docs = append(e.docs, d)
		}
	}
	for _, r := range rules {
		r.apply(e)
	}
	return found
}

// An editor reads the library and writes findings.
type editor struct {
	lib   *library.Library
	docs  []*content.Document // those whose front matter could be read
	today time.Time
	found *diag.List
}

// of returns the documents of a type.
func (e editor) of(typ string) []*content.Document {
	var list []*content.Document
	for _, d := range e.docs {
		if d.Type.Name == typ {
			list = append(list, d)
		}
	}
	return list
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
	{NoCaution, editor.casesHaveCautions},
	{NoEnglish, editor.titlesHaveEnglish},
	{Stale, editor.checkedLately},
	{UnusedSource, editor.sourcesAreUsed},
}

// Rules lists the rules of this package.
var Rules = func() []*diag.Rule {
	var list []*diag.Rule
	for _, r := range rules {
		list = append(list, r.rule)
	}
	return list
}()

// isBacked reports whether a level of evidence promises a source.
func isBacked(level string) bool { return level == "primary" || level == "secondary" }

// evidenceHasSource: primary and secondary are promises, so a source stands
// beside them: on the document, or on one of its facts; on a fact or a number, its
// own or the document's.
func (e editor) evidenceHasSource() {
	for _, d := range e.docs {
		onFact := false
		for i, f := range d.Facts {
			onFact = onFact || f.Source != ""
			if isBacked(f.Evidence) && f.Source == "" && len(d.Sources) == 0 {
				e.found.Add(NoSource, d.At("facts", i, "evidence"), f.Evidence).Hint = addSource
			}
		}
		if isBacked(d.Evidence) && len(d.Sources) == 0 && !onFact {
			e.found.Add(NoSource, d.At("evidence"), d.Evidence).Hint = addSource
		}
		c, _ := d.Record.(*content.Case)
		if c == nil {
			continue
		}
		for i, m := range c.Metrics {
			if isBacked(m.Evidence) && m.Source == "" && len(d.Sources) == 0 && !onFact {
				e.found.Add(NoSource, d.At("metrics", i, "evidence"), m.Evidence).Hint = addSource
			}
		}
	}
}

// reportedHasNote: what is only said to be so comes with a word on who says it.
func (e editor) reportedHasNote() {
	for _, d := range e.docs {
		if d.Evidence == "reported" && d.EvidenceNote == "" {
			e.found.Add(NoEvidenceNote, d.At("evidence")).Hint = diag.Say(
				"add “evidence_note: …”", "请加一行“evidence_note: …”")
		}
	}
}

// momentsWithinSources: a moment is not better known than the best source of its
// case.
func (e editor) momentsWithinSources() {
	for _, d := range e.of("case") {
		best := e.bestSource(d)
		for i, m := range d.Record.(*content.Case).Moments {
			if isBacked(m.Evidence) && content.EvidenceRank(m.Evidence) < best {
				e.found.Add(TooStrong, d.At("moments", i, "evidence"), m.ID, content.Label("evidence", m.Evidence), strongest(best))
			}
		}
	}
}

// bestSource returns the rank of the strongest source that a document names, or
// the rank of "reported".
func (e editor) bestSource(d *content.Document) int {
	best := content.EvidenceRank("reported")
	for _, edge := range e.lib.Outgoing(d) {
		s, ok := edge.To.Doc.Record.(*content.Source)
		if !ok || edge.Relation == library.Auto || edge.Relation == library.Link {
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
	for _, d := range e.of("case") {
		c := d.Record.(*content.Case)
		if d.Evidence != "illustrative" || d.EvidenceNote != "" || c.Organisation == "" {
			continue
		}
		for _, t := range e.lib.Find(string(c.Organisation), "organisation", d) {
			if t.Doc.Record.(*content.Organisation).Kind != "unnamed" {
				e.found.Add(RealButIllustrative, d.At("evidence"), t.Doc.Title).Hint = diag.Say(
					"add “evidence_note: …” that says why", "请加一行“evidence_note: …”说明原因")
			}
		}
	}
}

// casesHaveCautions: every story can be copied wrongly.
func (e editor) casesHaveCautions() {
	for _, d := range e.of("case") {
		if len(d.Cautions) == 0 {
			e.found.Add(NoCaution, d.At("title"), d.Title)
		}
	}
}

// titlesHaveEnglish: the English edition shows at least titles and summaries.
func (e editor) titlesHaveEnglish() {
	for _, d := range e.docs {
		switch {
		case d.TitleEn == "":
			e.found.Add(NoEnglish, d.At("title"), "title_en")
		case d.SummaryEn == "":
			e.found.Add(NoEnglish, d.At("summary"), "summary_en")
		}
	}
}

// checkedLately: what was checked long ago is due again.
func (e editor) checkedLately() {
	months := e.lib.Settings.StaleAfter
	if months == nil || e.today.IsZero() {
		return
	}
	due := e.today.AddDate(0, -*months, 0).Format("2006-01-02")
	for _, d := range e.docs {
		if d.Checked != "" && string(d.Checked) < due[:min(len(d.Checked), len(due))] {
			e.found.Add(Stale, d.At("checked"), string(d.Checked), *months)
		}
	}
}

// sourcesAreUsed: a source that backs nothing is noise in the register.
func (e editor) sourcesAreUsed() {
	for _, d := range e.of("source") {
		if len(e.lib.Incoming(library.Target{Doc: d})) == 0 {
			e.found.Add(UnusedSource, d.At("title"), d.ID)
		}
	}
}

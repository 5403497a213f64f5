package analysis

import (
	"slices"

	"playbook/generator/content"
	"playbook/generator/library"
)

// CanDraw reports whether a document has what a picture of it is made from; see
// [library.Library.Pictures].
func CanDraw(lib *library.Library, d *content.Document, name string) bool {
	steps := Steps(d)
	switch r := d.Record.(type) {
	case *content.Case:
		switch name {
		case "metrics":
			return slices.ContainsFunc(r.Metrics, func(m content.CaseMetric) bool { return m.Before+m.After+m.Change != "" })
		case "whys":
			return slices.ContainsFunc(r.Pains, func(p content.Pain) bool { return len(p.Why) > 0 })
		case "gaps":
			return len(r.Survey.Of) > 0
		case "evidence":
			return Evidence(r).Total() > 0
		}
	case *content.Framework:
		if name == "gaps" {
			return len(r.Survey.Of) > 0
		}
	case *content.Page:
		if name == "path" {
			return len(r.Path) > 0
		}
	}
	switch name {
	case "emotion":
		return slices.ContainsFunc(Felt(d), func(s content.Step) bool { return s.Emotion != nil })
	case "journey":
		return len(steps) > 0
	case "blueprint":
		return slices.ContainsFunc(steps, func(s content.Step) bool { return s.Backstage != "" })
	case "structure", "profile", "meter":
		return true
	case "relations":
		return hasNeighbours(lib, d)
	}
	for _, tags := range Tags(lib, d) {
		if slices.ContainsFunc(tags, func(t Tag) bool { return t.Field == name }) {
			return true
		}
	}
	return false
}

// hasNeighbours reports whether a document refers to another one, or another one to
// it.
func hasNeighbours(lib *library.Library, d *content.Document) bool {
	return slices.ContainsFunc(lib.Outgoing(d), func(e library.Edge) bool { return e.To.Doc != nil && e.To.Doc.Path != d.Path }) ||
		slices.ContainsFunc(lib.Incoming(library.Target{Doc: d}), func(e *library.Edge) bool { return e.From != d.Path })
}

// Steps returns what a customer goes through: the steps of a journey, or those that
// a case lists, or else its moments.
func Steps(d *content.Document) []content.Step {
	if c, ok := d.Record.(*content.Case); ok && len(c.Journey.Steps) > 0 {
		return c.Journey.Steps
	}
	return Felt(d)
}

// Felt returns what says how a customer felt: the steps of a journey, or the moments
// of a case, each as a step.
func Felt(d *content.Document) []content.Step {
	switch r := d.Record.(type) {
	case *content.Journey:
		return r.Steps
	case *content.Case:
		list := make([]content.Step, len(r.Moments))
		for i, m := range r.Moments {
			list[i] = content.Step{
				ID: m.ID, Stage: content.Ref(m.Stage), Action: m.Title, Touchpoint: m.Touchpoint, Channel: m.Channel,
				Emotion: m.Emotion, Expected: m.Expected, Moment: content.Ref(m.ID),
			}
		}
		return list
	}
	return nil
}

// Feelings returns the emotion curve of a journey or a case. The moments of a case
// that come back to an earlier stage are those of several visits: what stands last
// there is the end of nothing.
func Feelings(d *content.Document) Curve {
	steps := Felt(d)
	c := Emotions(steps)
	if d.Type.Name != "case" {
		return c
	}
	left := make(map[content.Ref]bool)
	for i, s := range steps {
		if i > 0 && s.Stage != steps[i-1].Stage {
			left[steps[i-1].Stage] = true
		}
		if s.Stage != "" && left[s.Stage] {
			c.End = -1
		}
	}
	return c
}

// Polarity says whether a moment is remembered with warmth (+1) or with a shudder
// (−1): as its tag “polarity” says, or else by how it felt.
func Polarity(m *content.Moment, tags []Tag) int {
	for _, t := range tags {
		switch {
		case t.Field != "polarity":
		case t.To.Part.ID == "magic":
			return 1
		case t.To.Part.ID == "misery":
			return -1
		default:
			return 0
		}
	}
	switch {
	case m.Emotion == nil || *m.Emotion == 0:
		return 0
	case *m.Emotion > 0:
		return 1
	default:
		return -1
	}
}

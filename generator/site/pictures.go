package site

import (
	"html/template"
	"slices"

	"playbook/generator/analysis"
	"playbook/generator/content"
	"playbook/generator/figure"
	"playbook/generator/hanzi"
	"playbook/generator/library"
)

// A pictureView is what picture.html shows: a picture in its forms, in words and
// as a table.
type pictureView struct {
	Name, Title, Finding string
	Wide, Narrow         template.HTML
	Columns              []headCell
	Rows                 [][]rowCell
	More                 int    // rows that are left out
	File                 string // name to download it by, "" if it cannot be
	Head, Foot           string // what a downloaded copy says of itself
}

type headCell struct {
	Text string
	Num  bool
}

type rowCell struct {
	Text string
	Num  bool
}

// draw draws a picture of a document by its name; nil if it has not what it takes.
// The names are those of [library.Library.Pictures].
func (b *builder) draw(d *content.Document, name string) *pictureView {
	o := figure.Options{Prefix: b.prefix(), T: func(s string) string { return b.t(s) }}
	switch name {
	case "emotion":
		curve, places := b.feelings(d)
		return b.picture(d, figure.Emotion(curve, places, o))
	case "journey":
		return b.picture(d, figure.Journey(b.journeyMap(d), o))
	case "blueprint":
		return b.picture(d, figure.Blueprint(b.journeyMap(d), o))
	case "metrics":
		return b.picture(d, figure.Numbers(b.numbers(d), o))
	case "gaps":
		return b.picture(d, figure.Gaps(b.t("期望与感知的差距"), b.gaps(d), o))
	case "whys":
		return b.picture(d, figure.Whys(b.whys(d), o))
	case "evidence":
		return b.picture(d, figure.Evidence(b.shares(d), o))
	case "structure":
		return b.picture(d, figure.Structure(b.profileOfBook(d), o))
	case "profile":
		return b.picture(d, profile(d, b.profileOfBook(d), b.fieldOf(d) != "", o))
	case "meter":
		return b.picture(d, figure.Meter(b.verdict(d), o))
	case "path":
		return b.picture(d, figure.Path(b.t("学习路径"), b.stations(d), o))
	case "relations":
		return b.picture(d, figure.Relations(d.Title, b.surroundings(d), o))
	}
	fw := b.lib.FieldFramework(name)
	if fw == nil || d.Type.Name != "case" {
		return nil
	}
	p := b.profileOfCase(d, fw, name)
	if !slices.ContainsFunc(p.Elements, func(e figure.Element) bool { return e.Dots != nil }) {
		return nil // the framework alone says nothing of the case
	}
	return b.picture(d, profile(fw, p, true, o))
}

// profile draws a framework with what stands in it, in the form that its author
// chose; without a choice, the structure decides, and what has none that can be
// seen is counted. Where there is nothing to show in that form, as no case has it
// yet, the structure alone is drawn.
func profile(fw *content.Document, p figure.Profile, counted bool, o figure.Options) *figure.Picture {
	draw := figure.Structure
	switch form := fw.Record.(*content.Framework).Picture; {
	case form == "curves":
		draw = figure.Kano
	case form == "loop":
		draw = figure.Loop
	case form == "wheel":
		draw = figure.Wheel
	case form == "ladder":
		draw = figure.Steps
	case form == "bars", form == "" && p.Structure == "set" && counted:
		draw = figure.Bars
	}
	if drawn := draw(p, o); drawn != nil {
		return drawn
	}
	return figure.Structure(p, o)
}

// picture prepares a picture for the page; p may be nil.
func (b *builder) picture(d *content.Document, p *figure.Picture) *pictureView {
	if p == nil {
		return nil
	}
	v := &pictureView{
		Name: p.Name, Title: p.Title, Finding: p.Finding, Wide: template.HTML(p.Wide), Narrow: template.HTML(p.Narrow),
	}
	if p.Name == "journey" || p.Name == "blueprint" || p.Name == "emotion" {
		v.File = d.ID + "-" + p.Name
		v.Head, v.Foot = d.Title, b.lib.Settings().Title
		if d.Evidence != "" {
			v.Foot += " · " + b.t(label("evidence", d.Evidence))
		}
	}
	for i, h := range p.Table.Head {
		v.Columns = append(v.Columns, headCell{h, p.Table.Num[i]})
	}
	for _, row := range p.Table.Rows[:min(len(p.Table.Rows), mostRows)] {
		cells := make([]rowCell, len(row))
		for i, text := range row {
			cells[i] = rowCell{hanzi.Cut(text, mostCell), p.Table.Num[i]}
		}
		v.Rows = append(v.Rows, cells)
	}
	v.More = max(0, len(p.Table.Rows)-mostRows)
	return v
}

// How many rows of data a page carries for a picture, and how many characters in
// one cell: a framework in a large book has thousands of moments, and pages that
// list them.
const (
	mostRows = 300
	mostCell = 1000
)

// place returns what a mark of a picture stands for. An empty title is that of the
// target.
func (b *builder) place(t library.Target, title string) figure.Place {
	if title == "" {
		title = t.Title()
	}
	return figure.Place{Title: title, URL: b.url(b.locale.Target(t)), Preview: preview(t)}
}

// feelings returns the emotion curve of a document, and what its points are.
func (b *builder) feelings(d *content.Document) (analysis.Curve, []figure.Place) {
	steps, curve := analysis.Felt(d), analysis.Feelings(d)
	places := make([]figure.Place, len(curve.Points))
	for i, p := range curve.Points {
		places[i] = b.stepPlace(d, &steps[p.Index])
	}
	return curve, places
}

// stepPlace leads to the moment that a step shows, or to the step itself.
func (b *builder) stepPlace(d *content.Document, s *content.Step) figure.Place {
	if t, ok := b.find(d, s.Moment, "moment"); ok {
		p := b.place(t, s.Action)
		return p
	}
	if part := d.Part(s.ID); part != nil {
		return b.place(library.Target{Doc: d, Part: part}, s.Action)
	}
	return figure.Place{Title: s.Action}
}

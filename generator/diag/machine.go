package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Formats names the ways in which [Printer.Write] can show findings.
var Formats = []string{"text", "json", "github", "sarif"}

// Write writes the findings in one of the [Formats].
func (p Printer) Write(w io.Writer, list List, format string) error {
	switch format {
	case "json":
		return p.json(w, list)
	case "github":
		return p.github(w, list)
	case "sarif":
		return p.sarif(w, list)
	default:
		return p.Print(w, list)
	}
}

// A record is one finding as other programs read it. Lines and columns count
// from 1, columns in characters; the end is just behind the last one.
type record struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Severity  string `json:"severity"`
	Rule      string `json:"rule"`
	Message   string `json:"message"`
	Hint      string `json:"hint,omitempty"`
}

func (p Printer) record(d *Diagnostic) record {
	src := p.Read(d.Span.Path)
	start, end := PositionOf(src, d.Span.Start), PositionOf(src, d.Span.End)
	return record{
		File: d.Span.Path, Line: start.Line, Column: start.Column, EndLine: end.Line, EndColumn: end.Column,
		Severity: d.Rule.Severity.String(), Rule: d.Rule.Name, Message: d.Message.In(p.Lang), Hint: d.Hint.In(p.Lang),
	}
}

func (p Printer) json(w io.Writer, list List) error {
	records := make([]record, len(list))
	for i, d := range list {
		records[i] = p.record(d)
	}
	return encode(w, records)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// github writes the workflow commands that put findings beside the lines of a
// pull request.
func (p Printer) github(w io.Writer, list List) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, d := range list {
		r := p.record(d)
		message := r.Message
		if r.Hint != "" {
			message += "\n" + r.Hint
		}
		_, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,title=%s::%s\n",
			r.Severity, property.Replace(r.File), r.Line, r.Column, r.EndLine, r.EndColumn, r.Rule, data.Replace(message))
		if err != nil {
			return err
		}
	}
	return nil
}

// The parts of the Static Analysis Results Interchange Format 2.1.0 (OASIS) that
// code hosts read.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID   string       `json:"id"`
		Help sarifMessage `json:"fullDescription"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

func (p Printer) sarif(w io.Writer, list List) error {
	run := sarifRun{
		Tool:       sarifTool{Driver: sarifDriver{Name: "playbook", Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	for _, d := range list {
		r := p.record(d)
		if !slices.ContainsFunc(run.Tool.Driver.Rules, func(s sarifRule) bool { return s.ID == r.Rule }) {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{r.Rule, sarifMessage{d.Rule.Why.In(p.Lang)}})
		}
		text := r.Message
		if r.Hint != "" {
			text += " — " + r.Hint
		}
		run.Results = append(run.Results, sarifResult{r.Rule, r.Severity, sarifMessage{text}, []sarifLocation{{sarifPhysical{
			sarifArtifact{r.File}, sarifRegion{r.Line, r.Column, r.EndLine, r.EndColumn},
		}}}})
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

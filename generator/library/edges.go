package library

import (
	"regexp"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
)

// An Edge is one reference that leads somewhere.
type Edge struct {
	From     string // path of the document in which it stands
	Part     string // id of the part of From in which it stands, or ""
	Relation string // the field ("kano", "sources"), [Link] or [Auto]
	Text     string // the sentence, or what the part says
	To       Target
}

// Relations of edges that come from prose.
const (
	Link = "link"    // written by the author
	Auto = "mention" // made by the glossary
)

// A Resolution is where the references of one document lead.
type Resolution struct {
	Edges []Edge    // what leads somewhere, in the order of the file
	Found diag.List // what leads nowhere, or may mean several things
	links []link    // of the prose, as in its Links
}

type link struct {
	target Target
	ok     bool
}

// Resolved returns what the i-th link of a document's prose leads to.
func (l *Library) Resolved(d *content.Document, i int) (Target, bool) {
	x := l.Resolution(d.Path).links[i]
	return x.target, x.ok
}

// Check returns what is wrong with the names and references of a document.
func (l *Library) Check(d *content.Document) diag.List {
	var found diag.List
	l.checkNames(d, &found)
	_, twice := Elements(d)
	return slices.Concat(found, twice, l.Resolution(d.Path).Found)
}

// CheckSettings reports what site.yaml refers to and is not there.
func (l *Library) CheckSettings() diag.List {
	var found diag.List
	for _, r := range l.Settings().Refs {
		if targets := l.Find(string(r.Ref), r.Where, nil); len(targets) != 1 {
			l.report(r.Span, string(r.Ref), r.Where, nil, targets, &found)
		}
	}
	return found
}

// Resolve finds everything that a document refers to.
func (l *Library) Resolve(d *content.Document) *Resolution {
	prose := l.Prose(d.Path)
	res := &Resolution{Edges: make([]Edge, 0, len(d.Refs)+len(prose.Links)), links: make([]link, len(prose.Links))}
	for _, r := range d.Refs {
		targets := l.Find(string(r.Ref), r.Where, d)
		switch {
		case len(targets) == 1:
			res.Edges = append(res.Edges, Edge{d.Path, r.Part, r.Field, r.Context, targets[0]})
		case len(targets) == 0 && r.OrText && !l.mustExist(r, d):
		case strings.HasPrefix(r.Where, "tag:") && l.FieldFramework(r.Where[len("tag:"):]) == nil && l.hasField(r.Where[len("tag:"):]):
			// The framework of the field does not exist, which is reported once, where
			// the field is set up.
		default:
			l.report(r.Span, string(r.Ref), r.Where, d, targets, &res.Found)
		}
	}
	for i, x := range prose.Links {
		targets := l.findLink(x, d)
		if len(targets) != 1 {
			l.reportLink(x, d, targets, &res.Found)
			continue
		}
		res.links[i] = link{targets[0], true}
		if targets[0].Doc != nil && !x.Trainer {
			res.Edges = append(res.Edges, Edge{d.Path, "", Link, l.WithNames(x.Sentence, d), targets[0]})
		}
	}
	return res
}

// Type returns the type of the document in which the edge stands.
func (e *Edge) Type() *content.Type { return typeAt(e.From) }

// Key is the key of the target under which [Library.Incoming] lists the edge, or
// "" if it does not.
func (e *Edge) Key() string {
	switch {
	case e.To.IsElement():
		return e.To.Key()
	case e.To.Doc == nil || e.To.Doc.Path == e.From:
		return ""
	default:
		return Target{Doc: e.To.Doc}.Key()
	}
}

// reference finds references without a label in plain text.
var reference = regexp.MustCompile(`\[\[([^\[\]]+)\]\]`)

// hasField reports whether site.yaml sets up a moment field.
func (l *Library) hasField(field string) bool {
	return l.Settings().MomentFields.Framework(field) != "" || l.Settings().Unread
}

// mustExist reports whether a reference that may be free text is meant as a
// reference all the same: a stage, where the journey lists its stages.
func (l *Library) mustExist(r content.Reference, d *content.Document) bool {
	list, ok := strings.CutPrefix(r.Where, "part:")
	return ok && slices.ContainsFunc(d.Parts, func(p content.Part) bool { return p.List == list })
}

// WithNames returns a plain text of a document with its references called by
// their names.
func (l *Library) WithNames(text string, from *content.Document) string {
	if !strings.Contains(text, "[[") {
		return text
	}
	return reference.ReplaceAllStringFunc(text, func(s string) string {
		ref := s[2 : len(s)-2]
		if targets := l.findAny(ref, from); len(targets) == 1 {
			return targets[0].Title()
		}
		return ref
	})
}

// report adds the finding for a reference that does not mean exactly one thing.
func (l *Library) report(at diag.Span, ref, where string, from *content.Document, targets []Target, found *diag.List) {
	if len(targets) > 1 {
		found.Add(AmbiguousReference, at, ref).Hint = diag.Say("write one of: %s", "请写明是哪一个：%s", diag.Text{En: candidates(targets), Zh: candidates(targets)})
		return
	}
	if l.mayBeUnread(ref, where, from) {
		return
	}
	kind, arg, _ := strings.Cut(where, ":")
	var d *diag.Diagnostic
	switch fw := l.FieldFramework(arg); {
	case kind == "tag" && fw != nil:
		d = found.Add(UnknownElement, at, fw.ID, ref)
	case kind == "tag":
		found.Add(NoFramework, at, arg).Hint = diag.Say("add “%s: …” under moment_fields in site.yaml", "请在 site.yaml 的 moment_fields 里加一行“%s: …”", arg)
		return
	case kind == "part":
		d = found.Add(UnknownPart, at, from.ID, ref)
	default:
		d = found.Add(UnknownReference, at, typeNames(where), ref)
	}
	d.Hint = l.hint(ref, where, from)
}

// mayBeUnread reports whether a reference that was not found may lead into a file
// that could not be read. That file has its own finding; to doubt what refers to
// it would only bury that.
func (l *Library) mayBeUnread(ref, where string, from *content.Document) bool {
	kind, arg, _ := strings.Cut(where, ":")
	switch kind {
	case "tag":
		fw := l.FieldFramework(arg)
		return fw != nil && fw.Unread
	case "part":
		return from.Unread
	}
	if from != nil && from.Unread {
		return true
	}
	owner, _, _ := strings.Cut(ref, "#")
	for _, d := range l.named(hanzi.Fold(owner)) {
		if d.Unread {
			return true
		}
	}
	if fw, _, dotted := strings.Cut(owner, "."); dotted {
		for _, d := range l.named(hanzi.Fold(fw)) {
			if d.Unread {
				return true
			}
		}
	}
	// It may be the title, or an element, of what could not be read.
	types := strings.Split(where, ",")
	switch kind {
	case "any":
		types = allTypes
	case "element":
		types = []string{"framework"}
	case "moment":
		types = []string{"case"}
	}
	return !content.IsID(owner) && slices.ContainsFunc(types, func(t string) bool { return len(l.Named(ofUnread+t)) > 0 })
}

// candidates lists what an ambiguous name may mean, each in a way that is not
// ambiguous.
func candidates(targets []Target) string {
	var list []string
	for _, t := range targets {
		if t.Part == nil {
			list = append(list, t.Key())
		} else {
			list = append(list, t.ID())
		}
	}
	return strings.Join(list, ", ")
}

// typeNames says what a ref tag looks for, in words.
func typeNames(where string) diag.Text {
	kind, _, _ := strings.Cut(where, ":")
	switch kind {
	case "any":
		return diag.Text{En: "page", Zh: "页面"}
	case "element":
		return diag.Text{En: "element", Zh: "要素"}
	case "moment":
		return diag.Text{En: "moment", Zh: "关键时刻"}
	}
	var en, zh []string
	for name := range strings.SplitSeq(where, ",") {
		label := name
		if t := content.TypeOf(name); t != nil {
			label = t.Zh
		}
		en, zh = append(en, name), append(zh, label)
	}
	return diag.Text{En: strings.Join(en, " or "), Zh: strings.Join(zh, "或")}
}

func (l *Library) reportLink(link markdown.Link, from *content.Document, targets []Target, found *diag.List) {
	ref := link.Target
	if link.Fragment != "" {
		ref += "#" + link.Fragment
	}
	switch {
	case len(targets) == 0 && l.mayBeUnread(ref, "any", from):
	case len(targets) > 1:
		l.report(link.Span, ref, "any", from, targets, found)
	case link.Kind == markdown.Image:
		found.Add(UnknownFile, link.Span, link.Target).Hint = didYouMean(l.nearFile(link.Target, from))
	case link.Kind == markdown.Inline && link.Target != "":
		file := pathOf(link, from)
		if d := l.Document(file); d != nil && d.Unread {
			return
		} else if d != nil {
			found.Add(UnknownPart, link.Span, d.ID, link.Fragment).Hint = didYouMean(nearPart(d, link.Target, link.Fragment))
			return
		}
		found.Add(UnknownFile, link.Span, link.Target).Hint = didYouMean(l.nearFile(link.Target, from))
	case link.Fragment != "" && (link.Target == "" || len(l.findAny(link.Target, from)) == 1):
		owner := link.Target
		if owner == "" {
			owner = from.ID
		}
		hint := l.nearAny(ref, from)
		if link.Kind == markdown.Embed {
			hint = l.choosePicture(link, from)
		}
		found.Add(UnknownPart, link.Span, owner, link.Fragment).Hint = hint
	default:
		owner, name, _ := strings.Cut(link.Target, ".")
		if fws := l.findDoc(owner, []string{"framework"}); name != "" && len(fws) == 1 {
			found.Add(UnknownElement, link.Span, fws[0].Doc.ID, name).Hint = nearElement(name, fws[0].Doc)
			return
		}
		l.report(link.Span, ref, "any", from, targets, found)
	}
}

// nearFile suggests a file, written relative to the document.
func (l *Library) nearFile(target string, from *content.Document) string {
	var files []string
	for _, p := range l.All() {
		files = append(files, relative(from.Path, p))
	}
	for _, m := range l.Media() { // a space ends an address in Markdown
		files = append(files, strings.ReplaceAll(relative(from.Path, m), " ", "%20"))
	}
	slices.Sort(files) // of equally near files always the same one
	return diag.Nearest(target, files)
}

package library

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
)

// Find returns everything that a reference may mean. One result is what it
// should be: none is an unknown name, several are an ambiguous one. where is the
// ref tag of the field ([content.Ref]), from the document it stands in.
func (l *Library) Find(ref, where string, from *content.Document) []Target {
	kind, arg, _ := strings.Cut(where, ":")
	switch kind {
	case "tag":
		return l.findTag(ref, arg)
	case "part":
		return findPart(ref, arg, from)
	case "element":
		return l.findElement(ref)
	case "moment":
		return l.findMoment(ref, from)
	case "any":
		return l.findAny(ref, from)
	default:
		return l.findDoc(ref, strings.Split(where, ","))
	}
}

// findDoc finds a document of one of the types by any of its names. What is
// written exactly like an id means that id, whatever else has it as an alias.
func (l *Library) findDoc(ref string, types []string) []Target {
	var list, exact []Target
	for _, p := range l.pathsNamed(hanzi.Fold(ref)) {
		if !slices.Contains(types, typeAt(p).Name) {
			continue
		}
		d := l.Document(p)
		list = append(list, Target{Doc: d})
		if d.ID == ref {
			exact = append(exact, Target{Doc: d})
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return list
}

// findTag finds an element of the framework that backs a moment field.
func (l *Library) findTag(ref, field string) []Target {
	fw := l.FieldFramework(field)
	if fw == nil {
		return nil
	}
	name := hanzi.Fold(ref)
	if part := l.Elements(fw.Path)[name]; part != nil {
		return []Target{{Doc: fw, Part: part}}
	}
	if owner, rest, ok := strings.Cut(ref, "."); ok && slices.Contains(l.pathsNamed(hanzi.Fold(owner)), fw.Path) {
		return l.findTag(rest, field)
	}
	return nil
}

// FieldFramework returns the framework that backs a moment field, or nil.
func (l *Library) FieldFramework(field string) *content.Document {
	ref := l.Settings().MomentFields.Framework(field)
	if targets := l.findDoc(string(ref), []string{"framework"}); len(targets) == 1 {
		return targets[0].Doc
	}
	return nil
}

// findPart finds a part of from, in that list of its front matter.
func findPart(ref, list string, from *content.Document) []Target {
	for i, p := range from.Parts {
		if p.List == list && (p.ID == ref || hanzi.Fold(p.Title) == hanzi.Fold(ref)) {
			return []Target{{Doc: from, Part: &from.Parts[i]}}
		}
	}
	return nil
}

// findElement finds "kano.attractive", or an element by its name alone.
func (l *Library) findElement(ref string) []Target {
	for i, c := range ref {
		if c != '.' {
			continue
		}
		for _, p := range l.pathsNamed(hanzi.Fold(ref[:i])) {
			if part := l.Elements(p)[hanzi.Fold(ref[i+1:])]; part != nil {
				return []Target{{Doc: l.Document(p), Part: part}}
			}
		}
	}
	var list []Target
	for _, n := range l.Named(ofElement + hanzi.Fold(ref)) {
		if t, ok := l.At(n); ok {
			list = append(list, t)
		}
	}
	return list
}

// findMoment finds "haidilao#m-card", or a moment of the case at hand.
func (l *Library) findMoment(ref string, from *content.Document) []Target {
	if owner, part, ok := strings.Cut(ref, "#"); ok {
		if cases := l.findDoc(owner, []string{"case"}); len(cases) == 1 {
			return findPart(part, "moments", cases[0].Doc)
		}
		return nil
	}
	switch r := from.Record.(type) {
	case *content.Case:
		return findPart(ref, "moments", from)
	case *content.Journey:
		if cases := l.findDoc(string(r.Case), []string{"case"}); len(cases) == 1 {
			return findPart(ref, "moments", cases[0].Doc)
		}
	}
	return nil
}

// findAny finds a document, an element, or a part of a document: "haidilao",
// "kano.attractive", "haidilao#m-card".
func (l *Library) findAny(ref string, from *content.Document) []Target {
	owner, fragment, hasFragment := strings.Cut(ref, "#")
	var owners []Target
	if owner == "" {
		owners = []Target{{Doc: from}}
	} else {
		owners = l.findDoc(owner, allTypes)
		if len(owners) == 0 {
			owners = l.findElement(owner)
		}
	}
	if !hasFragment {
		return owners
	}
	// A case and its company may share a name; only one of them has the part.
	var parts []Target
	for _, o := range owners {
		if o.Part == nil {
			parts = append(parts, within(o.Doc, l.Elements(o.Doc.Path), fragment)...)
		}
	}
	return parts
}

var allTypes = func() []string {
	var list []string
	for _, t := range content.Types {
		list = append(list, t.Name)
	}
	return list
}()

// within finds a part or a heading of a document.
func within(d *content.Document, elements ElementTable, fragment string) []Target {
	if part := elements[hanzi.Fold(fragment)]; part != nil {
		return []Target{{Doc: d, Part: part}}
	}
	if part := d.Part(fragment); part != nil {
		return []Target{{Doc: d, Part: part}}
	}
	for i, p := range d.Parts {
		if hanzi.Fold(p.Title) == hanzi.Fold(fragment) {
			return []Target{{Doc: d, Part: &d.Parts[i]}}
		}
	}
	for i, h := range d.Outline {
		if h.ID == fragment || h.ID == hanzi.ID(fragment) {
			return []Target{{Doc: d, Heading: &d.Outline[i]}}
		}
	}
	return nil
}

// pathOf returns the file that a Markdown link names, below the content folder.
func pathOf(link markdown.Link, from *content.Document) string {
	target, err := url.PathUnescape(link.Target)
	if err != nil {
		target = link.Target
	}
	return path.Join(path.Dir(from.Path), target)
}

// findLink returns what a link in the prose of from leads to.
func (l *Library) findLink(link markdown.Link, from *content.Document) []Target {
	if link.Kind == markdown.Wiki || link.Kind == markdown.Embed || link.Target == "" {
		ref := link.Target
		if link.Fragment == "" {
			return l.findAny(ref, from)
		}
		found := l.findAny(ref+"#"+link.Fragment, from)
		if len(found) == 0 && link.Kind == markdown.Embed {
			return l.findPicture(ref, link.Fragment, from)
		}
		return found
	}
	file := pathOf(link, from)
	switch d := l.Document(file); {
	case d == nil && l.IsMedia(file):
		return []Target{{Media: file}}
	case d == nil || link.Kind == markdown.Image:
		return nil
	case link.Fragment != "":
		return within(d, l.Elements(d.Path), link.Fragment)
	default:
		return []Target{{Doc: d}}
	}
}

// findPicture finds ![[haidilao#journey]]: a picture of a document, by its name.
func (l *Library) findPicture(ref, name string, from *content.Document) []Target {
	owners := []Target{{Doc: from}}
	if ref != "" {
		owners = l.findDoc(ref, allTypes)
	}
	var list []Target
	for _, o := range owners {
		for _, p := range l.Pictures(o.Doc) {
			if p.Is(name) {
				list = append(list, Target{Doc: o.Doc, Picture: p.Name})
			}
		}
	}
	if len(list) > 1 && slices.ContainsFunc(list, func(t Target) bool { return t.Doc.ID == ref }) {
		list = slices.DeleteFunc(list, func(t Target) bool { return t.Doc.ID != ref })
	}
	return list
}

// choosePicture names the pictures that a link may have meant.
func (l *Library) choosePicture(link markdown.Link, from *content.Document) diag.Text {
	d := from
	if link.Target != "" {
		d = l.findAny(link.Target, from)[0].Doc
	}
	var names, words []string
	for _, p := range l.Pictures(d) {
		names, words = append(names, p.Name, p.Zh), append(words, p.Name+"（"+p.Zh+"）")
	}
	if near := diag.Nearest(link.Fragment, names); near != "" {
		return didYouMean(d.ID + "#" + near)
	}
	return diag.Say("pictures of this page: %s", "这一页可以画：%s", diag.Text{En: strings.Join(words, ", "), Zh: strings.Join(words, "、")})
}

// hint names the way out of a reference that leads nowhere.
func (l *Library) hint(ref, where string, from *content.Document) diag.Text {
	owner, _, _ := strings.Cut(ref, "#")
	if len(l.Named(ofDraft+hanzi.Fold(owner))) > 0 {
		return diag.Say("it is a draft (draft: true)", "它还是草稿（draft: true）")
	}
	kind, arg, _ := strings.Cut(where, ":")
	switch kind {
	case "tag":
		fw := l.FieldFramework(arg)
		if fw == nil {
			return diag.Text{}
		}
		return nearElement(ref, fw)
	case "part":
		var ids []string
		for _, p := range from.Parts {
			if p.List == arg {
				ids = append(ids, p.ID)
			}
		}
		return didYouMean(diag.Nearest(ref, ids))
	case "element":
		return l.nearDotted(ref)
	case "moment", "any":
		return l.nearAny(ref, from)
	default:
		return l.nearDoc(ref, strings.Split(where, ","))
	}
}

func didYouMean(near string) diag.Text {
	if near == "" {
		return diag.Text{}
	}
	return diag.Say("did you mean “%s”?", "您是不是想写“%s”？", near)
}

// nearElement suggests an element of a framework: the name the author nearly
// wrote, and the canonical reference.
func nearElement(ref string, fw *content.Document) diag.Text {
	var names []string
	id := make(map[string]string)
	for _, e := range fw.Record.(*content.Framework).Elements {
		for _, n := range append([]string{e.ID, e.Title, e.TitleEn}, e.Aliases...) {
			if n != "" && id[n] == "" {
				id[n] = fw.ID + "." + e.ID
				names = append(names, n)
			}
		}
	}
	if near := diag.Nearest(ref, names); near != "" {
		return diag.Say("did you mean “%s” (%s)?", "您是不是想写“%s”（%s）？", near, id[near])
	}
	var all []string
	for _, e := range fw.Record.(*content.Framework).Elements {
		all = append(all, e.ID+"（"+e.Title+"）")
	}
	choices := strings.Join(all, ", ")
	return diag.Say("choices: %s", "可选：%s", diag.Text{En: choices, Zh: choices})
}

func (l *Library) nearDotted(ref string) diag.Text {
	if owner, rest, ok := strings.Cut(ref, "."); ok {
		if fws := l.findDoc(owner, []string{"framework"}); len(fws) == 1 {
			return nearElement(rest, fws[0].Doc)
		}
	}
	var names []string
	for _, fw := range l.Of("framework") {
		for _, e := range fw.Record.(*content.Framework).Elements {
			names = append(names, fw.ID+"."+e.ID, e.Title)
		}
	}
	return didYouMean(diag.Nearest(ref, names))
}

func (l *Library) nearDoc(ref string, types []string) diag.Text {
	var names []string
	for _, t := range types {
		if content.TypeOf(t) == nil {
			return diag.Say("this version has no documents of that type yet; leave the field out", "这个版本还没有这类文档，请先删去这个字段")
		}
		for _, d := range l.Of(t) {
			for _, s := range spellings(d) {
				names = append(names, s.name)
			}
		}
	}
	return didYouMean(diag.Nearest(ref, names))
}

// nearAny suggests for a reference of any kind. If the document is right and
// only the part is not, the suggestion stays in the document.
func (l *Library) nearAny(ref string, from *content.Document) diag.Text {
	if owner, fragment, ok := strings.Cut(ref, "#"); ok {
		docs := []Target{{Doc: from}}
		if owner != "" {
			docs = l.findDoc(owner, allTypes)
		}
		if len(docs) != 1 {
			return l.nearAny(owner, from)
		}
		return didYouMean(nearPart(docs[0].Doc, owner, fragment))
	}
	if strings.Contains(ref, ".") {
		if near := l.nearDotted(ref); !near.IsZero() {
			return near
		}
	}
	return l.nearDoc(ref, allTypes)
}

// nearPart returns the nearest part or heading of a document, written behind
// owner, or "".
func nearPart(d *content.Document, owner, fragment string) string {
	var ids []string
	for _, p := range d.Parts {
		ids = append(ids, p.ID, p.Title)
	}
	for _, h := range d.Outline {
		ids = append(ids, h.ID)
	}
	near := diag.Nearest(fragment, ids)
	if near == "" {
		return ""
	}
	return owner + "#" + near
}

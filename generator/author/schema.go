package author

import (
	"bytes"
	"encoding/json"
	"strings"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/library"
)

// draft is the version of JSON Schema that editors know best.
const draft = "http://json-schema.org/draft-07/schema#"

// An object is a JSON object whose members keep their order, which is the order
// in which an editor offers them.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal without the escapes that make Chinese text and ids with
// angle brackets unreadable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// Schemas returns the JSON Schema of each kind of file: the front matter of every
// type by its name, "site" for site.yaml and "style" for style.yaml. The ids of the
// book are offered where a reference belongs; others are not refused, as only the
// whole book can tell whether a name leads somewhere. Descriptions are in lang, "zh"
// or "en".
func Schemas(lib *library.Library, lang string) []File {
	s := schemer{lib: lib, lang: lang}
	var list []File
	for _, t := range content.Types {
		zh, en := t.Zh, strings.ToUpper(t.Name[:1])+t.Name[1:]
		list = append(list, File{t.Name, s.schema(diag.Text{En: en, Zh: zh}, t.Fields(lib.Settings()))})
	}
	return append(list,
		File{"site", s.schema(diag.Text{En: "Settings of the site", Zh: "网站设置"}, content.SettingsFields())},
		File{"style", s.schema(diag.Text{En: "House style", Zh: "写作体例"}, content.StyleFields())})
}

// A File is the schema of one kind of file.
type File struct {
	Name string
	JSON json.RawMessage
}

// A schemer makes one schema after the other.
type schemer struct {
	lib  *library.Library
	lang string
	refs []string // that the schema being made mentions
}

func (s *schemer) schema(title diag.Text, fields []content.Field) json.RawMessage {
	s.refs = nil
	o := object{{"$schema", draft}, {"title", title.In(s.lang)}}
	o = append(o, s.group(fields)...)
	if len(s.refs) > 0 {
		var defs object
		for i := 0; i < len(s.refs); i++ {
			defs = append(defs, member{s.refs[i], s.targets(s.refs[i])})
		}
		o = append(o, member{"definitions", defs})
	}
	out, err := marshal(o)
	if err != nil {
		panic("author: " + err.Error()) // texts and numbers can always be written
	}
	return out
}

// group describes a mapping. A key in Chinese is as good as the English one, but
// only the English one is offered.
func (s *schemer) group(fields []content.Field) object {
	var props, patterns object
	var required []any
	for _, f := range fields {
		value := append(object{{"description", f.About.In(s.lang)}}, s.value(f)...)
		props = append(props, member{f.Key, value})
		if f.Zh != "" {
			patterns = append(patterns, member{"^" + f.Zh + "$", value})
		}
		if f.Need {
			required = append(required, has(f))
		}
	}
	o := object{{"type", "object"}, {"properties", props}}
	if patterns != nil {
		o = append(o, member{"patternProperties", patterns})
	}
	o = append(o, member{"additionalProperties", false})
	if required != nil {
		o = append(o, member{"allOf", required})
	}
	return o
}

// has demands a field, by either of its keys.
func has(f content.Field) any {
	if f.Zh == "" {
		return object{{"required", []string{f.Key}}}
	}
	return object{{"anyOf", []any{object{{"required", []string{f.Key}}}, object{{"required", []string{f.Zh}}}}}}
}

// value describes what stands behind a key. Nothing at all is the same as no key.
func (s *schemer) value(f content.Field) object {
	one := s.single(f)
	if f.List {
		return object{{"anyOf", []any{object{{"type", "array"}, {"items", one}}, one, null}}}
	}
	if f.Need {
		return one
	}
	return object{{"anyOf", []any{one, null}}}
}

var null = object{{"type", "null"}}

func (s *schemer) single(f content.Field) object {
	switch {
	case f.Key == "moment_fields":
		return object{{"type", "object"}, {"additionalProperties", s.ref("framework")}}
	case f.Kind == content.GroupKind:
		group := s.group(f.Fields)
		if strings.HasPrefix(f.Ref, "journey") { // a journey by its id, or its steps
			return object{{"anyOf", []any{group, s.ref(f.Ref)}}}
		}
		return group
	case f.Ref != "":
		return s.ref(f.Ref)
	case f.Values != nil:
		return s.choices(f.Values)
	}
	switch f.Kind {
	case content.NumberKind:
		o := object{{"type", "integer"}}
		if f.Lo != 0 || f.Hi != 0 {
			o = append(o, member{"minimum", f.Lo}, member{"maximum", f.Hi})
		}
		return o
	case content.BoolKind:
		return object{{"enum", []any{true, false, "是", "否"}}}
	case content.DateKind:
		return object{{"type", []string{"string", "integer"}}, {"pattern", `^\d{4}(-\d{2}(-\d{2})?)?$`}}
	case content.URLKind:
		return object{{"type", "string"}, {"pattern", "^https?://"}}
	}
	o := object{{"type", []string{"string", "number", "boolean"}}}
	if f.Max > 0 {
		o = append(o, member{"maxLength", f.Max})
	}
	return o
}

// choices describes an enumerated value. The name is offered; its labels in both
// languages are understood.
func (s *schemer) choices(values []content.Value) object {
	var list []any
	seen := make(map[string]bool)
	for _, v := range values {
		seen[v.Name] = true
		list = append(list, object{{"const", v.Name}, {"title", v.In(s.lang)}})
	}
	var labels []string
	for _, v := range values {
		for _, label := range []string{v.Zh, v.En, v.Short} {
			if label != "" && !seen[label] {
				seen[label] = true
				labels = append(labels, label)
			}
		}
	}
	if labels != nil {
		list = append(list, object{{"enum", labels}})
	}
	return object{{"anyOf", list}}
}

// ref describes a reference: what can be named is listed once in the schema.
func (s *schemer) ref(where string) object {
	if strings.HasPrefix(where, "part:") { // the file itself knows
		return object{{"type", "string"}}
	}
	known := false
	for _, r := range s.refs {
		known = known || r == where
	}
	if !known {
		s.refs = append(s.refs, where)
	}
	return object{{"$ref", "#/definitions/" + where}}
}

// targets lists what a reference may name, and lets everything else pass.
func (s *schemer) targets(where string) object {
	var list []any
	for _, t := range s.lib.Choices(where) {
		list = append(list, object{{"const", t.ID}, {"title", t.Title}})
	}
	return object{{"anyOf", append(list, object{{"type", []string{"string", "number"}}})}}
}

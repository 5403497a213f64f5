package content

import (
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"

	"playbook/generator/diag"
)

// A decoder fills the structs of the content model from the nodes of one file.
type decoder struct {
	path     string
	src      []byte
	end      int   // of the YAML in src
	lines    []int // offset of each line of the YAML
	settings *Settings
	found    *diag.List

	refs    []Reference
	parts   []Part
	part    string // id of the part being decoded
	context string // what it says
}

// document decodes the front matter of a document.
func (d *decoder) document(root *yaml.Node, doc *Document) {
	d.context = firstText(root, "summary", "摘要")
	d.mapping(root, reflect.ValueOf(doc.Record).Elem())
	if doc.Common.Type != "" && doc.Common.Type != doc.Type.Name && doc.Common.Type != doc.Type.Zh {
		n := child(root, "type")
		d.found.Add(WrongType, d.span(n), doc.Common.Type, doc.Type.Folder+"/").Hint = diag.Say("leave “type” out, or move the file", "请删去 type，或把文件移到对应的文件夹")
	}
	for _, key := range doc.Type.Needs {
		if n := child(root, key); n == nil || isEmpty(n) {
			d.missing(root, n, key)
		}
	}
	d.uniqueParts()
}

// settingsFile decodes site.yaml.
func (d *decoder) settingsFile(root *yaml.Node, set *Settings) {
	d.mapping(root, reflect.ValueOf(set).Elem())
}

// mapping decodes a mapping into the struct v.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value) {
	p := plans[v.Type()]
	seen := make(map[string]*yaml.Node) // by English key
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		at, known := p.byKey[name]
		if known {
			name = p.fields[at].key
		}
		if first := seen[name]; first != nil {
			d.found.Add(DuplicateField, d.span(key), key.Value).Others = []diag.Span{d.span(first)}
			continue
		}
		seen[name] = key
		switch {
		case known:
			f := p.fields[at]
			if !isEmpty(value) {
				d.value(value, v.FieldByIndex(f.index), f)
			}
		case p.tags != nil && d.settings != nil && d.settings.MomentFields.Framework(name) != "":
			d.tag(name, value, v.FieldByIndex(p.tags))
		case p.tags != nil && d.settings != nil && d.settings.Unread: // then nobody knows the fields
		default:
			d.unknown(key, p)
		}
	}
	for _, f := range p.fields {
		if !f.need {
			continue
		}
		if value := fieldNode(n, f); value == nil || isEmpty(value) {
			d.missing(n, value, f.key)
		}
	}
}

func fieldNode(n *yaml.Node, f field) *yaml.Node {
	if v := lookup(n, f.key); v != nil || f.zh == "" {
		return v
	}
	return lookup(n, f.zh)
}

// isEmpty reports whether a value says nothing: "", null, [], {}.
func isEmpty(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return n.Tag == "!!null" || strings.TrimSpace(n.Value) == ""
	}
	return len(n.Content) == 0
}

func (d *decoder) missing(parent, value *yaml.Node, key string) {
	at := d.span(parent)
	if value != nil {
		at = d.span(value)
	}
	found := d.found.Add(MissingField, at, key)
	switch {
	case key == "evidence":
		found.Hint = diag.Say("evidence: %s", "evidence 可以写：%s", choices("evidence"))
	case value != nil:
		found.Hint = diag.Say("write something after “%s:”", "请在“%s:”后面写上内容", key)
	default:
		found.Hint = diag.Say("add a line “%s: …”", "请加一行“%s: …”", key)
	}
}

func (d *decoder) unknown(key *yaml.Node, p *plan) {
	keys := p.keys()
	if p.tags != nil && d.settings != nil {
		for _, f := range d.settings.MomentFields {
			keys = append(keys, f.Field)
		}
	}
	found := d.found.Add(UnknownField, d.span(key), key.Value)
	switch near := diag.Nearest(key.Value, keys); {
	case near != "":
		found.Hint = diag.Say("did you mean “%s”?", "您是不是想写“%s”？", near)
	case p.tags != nil && plans[reflect.TypeFor[Case]()].has(key.Value):
		found.Hint = diag.Say("that is a field of the whole page: write it without indentation", "这是整页的字段，请写在最外层，不要缩进")
	case p.tags != nil:
		found.Hint = diag.Say("a framework's field is set up under moment_fields in site.yaml", "框架字段要先在 site.yaml 的 moment_fields 里登记")
	}
}

// value decodes a value into v, as its type and tags ask.
func (d *decoder) value(n *yaml.Node, v reflect.Value, f field) {
	switch v.Interface().(type) {
	case MomentFields:
		d.momentFields(n, v)
		return
	case CaseJourney:
		d.caseJourney(n, v, f)
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		d.list(n, v, f)
	case reflect.Struct:
		if n.Kind != yaml.MappingNode {
			d.found.Add(WrongShape, d.span(n), d.text(n), shapeMapping)
			return
		}
		d.mapping(n, v)
	default:
		d.scalar(n, v, f)
	}
}

// list decodes a list into the slice v. One value alone is a list of one.
func (d *decoder) list(n *yaml.Node, v reflect.Value, f field) {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	list := reflect.MakeSlice(v.Type(), 0, len(items))
	for _, item := range items {
		elem := reflect.New(v.Type().Elem()).Elem()
		if elem.Kind() == reflect.Struct {
			if item.Kind != yaml.MappingNode {
				d.found.Add(WrongShape, d.span(item), d.text(item), shapeMapping)
				continue
			}
			d.item(item, elem, f.key)
		} else {
			if isEmpty(item) {
				d.found.Add(EmptyItem, d.span(item), f.key)
				continue
			}
			d.scalar(item, elem, f)
		}
		list = reflect.Append(list, elem)
	}
	v.Set(list)
}

// item decodes one entry of a list of mappings: a part, if it has an id.
func (d *decoder) item(n *yaml.Node, v reflect.Value, list string) {
	outer, said := d.part, d.context
	id := lookup(n, "id")
	text := firstText(n, "text", "内容", "definition", "定义", "note", "说明", "action", "行动", "title", "标题")
	if text != "" {
		d.context = text
	}
	if id != nil && id.Kind == yaml.ScalarNode {
		d.part = id.Value
		if !IsID(id.Value) && !isEmpty(id) {
			d.found.Add(BadID, d.span(id), id.Value).Hint = diag.Say("try “%s”", "可以改成“%s”", SuggestID(id.Value))
		}
		title := firstText(n, "title", "标题", "text", "内容", "action", "行动")
		d.parts = append(d.parts, Part{List: list, ID: id.Value, Title: title, Text: text, Span: d.span(id)})
	}
	d.mapping(n, v)
	d.part, d.context = outer, said
}

// firstText returns the first of these values that is there.
func firstText(n *yaml.Node, keys ...string) string {
	for _, key := range keys {
		if v := lookup(n, key); v != nil && v.Kind == yaml.ScalarNode && v.Value != "" {
			return v.Value
		}
	}
	return ""
}

func (d *decoder) uniqueParts() {
	first := make(map[string]diag.Span)
	for _, p := range d.parts {
		if at, taken := first[p.ID]; taken && p.ID != "" {
			d.found.Add(DuplicateID, p.Span, p.ID).Others = []diag.Span{at}
			continue
		}
		first[p.ID] = p.Span
	}
}

// tag decodes a framework's field of a moment.
func (d *decoder) tag(name string, n *yaml.Node, v reflect.Value) {
	if isEmpty(n) {
		return
	}
	t := Tag{Field: name}
	d.list(n, reflect.ValueOf(&t.Refs).Elem(), field{key: name, ref: "tag:" + name})
	if len(t.Refs) > 0 {
		v.Set(reflect.Append(v, reflect.ValueOf(t)))
	}
}

func (d *decoder) caseJourney(n *yaml.Node, v reflect.Value, f field) {
	j := v.Addr().Interface().(*CaseJourney)
	if n.Kind == yaml.ScalarNode {
		d.scalar(n, reflect.ValueOf(&j.Ref).Elem(), f)
		return
	}
	d.list(n, reflect.ValueOf(&j.Steps).Elem(), field{key: "steps"})
}

// isFieldName reports whether a moment may have a field of that name.
func isFieldName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' }) < 0
}

// momentFields decodes moment_fields: any key, with a framework as its value.
func (d *decoder) momentFields(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.found.Add(WrongShape, d.span(n), d.text(n), shapeMapping)
		return
	}
	fixed := plans[reflect.TypeFor[Moment]()]
	var fields MomentFields
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		m := MomentField{Field: key.Value}
		if _, taken := fixed.byKey[key.Value]; taken || !isFieldName(key.Value) {
			d.found.Add(BadFieldName, d.span(key), key.Value)
			continue
		}
		if fields.Framework(key.Value) != "" {
			d.found.Add(DuplicateField, d.span(key), key.Value)
			continue
		}
		d.scalar(value, reflect.ValueOf(&m.Framework).Elem(), field{key: "moment_fields", ref: "framework"})
		if m.Framework != "" {
			fields = append(fields, m)
		}
	}
	v.Set(reflect.ValueOf(fields))
}

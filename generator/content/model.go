package content

import (
	_ "embed"
	"fmt"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"

	"playbook/generator/diag"
)

// A Field is one key of the content model, for those who show or describe it: a
// schema, a starter, a reference page.
type Field struct {
	Key    string    // "evidence"
	Zh     string    // the same key in Chinese, or ""
	About  diag.Text // what to write there
	Need   bool      // the field must be there and say something
	List   bool      // it takes a list; one value alone is a list of one
	Kind   Kind
	Max    int     // longest text, in characters; 0: any
	Lo, Hi int     // smallest and largest number, both 0: any
	Values []Value // of an enumerated field
	Ref    string  // where a reference leads, as in [Ref]; "" for none
	OrText bool    // beside a reference, free text is welcome
	Fields []Field // of a group
}

// A Kind is the shape of one value.
type Kind int

// The kinds of values.
const (
	TextKind Kind = iota
	NumberKind
	BoolKind
	DateKind
	URLKind
	GroupKind // fields of its own
)

// Fields lists the fields of a type, in the order of a file. A moment's fields
// for frameworks are those of set.
func (t *Type) Fields(set *Settings) []Field {
	fields := fieldsOf(reflect.TypeOf(t.New()).Elem(), set)
	for i := range fields {
		for _, key := range t.Needs {
			fields[i].Need = fields[i].Need || fields[i].Key == key
		}
	}
	return fields
}

// SettingsFields lists the fields of site.yaml, StyleFields those of style.yaml.
func SettingsFields() []Field { return fieldsOf(reflect.TypeFor[Settings](), nil) }

// StyleFields lists the fields of style.yaml.
func StyleFields() []Field { return fieldsOf(reflect.TypeFor[Style](), nil) }

func fieldsOf(t reflect.Type, set *Settings) []Field {
	p := plans[t]
	var list []Field
	for i := 0; i <= len(p.fields); i++ {
		if p.tags != nil && i == p.tagsAt && set != nil {
			for _, m := range set.MomentFields {
				list = append(list, Field{Key: m.Field, About: tagAbout(m), List: true, Ref: "tag:" + m.Field})
			}
		}
		if i < len(p.fields) {
			list = append(list, p.fields[i].describe(t, set))
		}
	}
	return list
}

func tagAbout(m MomentField) diag.Text {
	return diag.Say("Where this moment stands in the framework “%s”: one or several of its elements.", "这一刻属于框架“%s”的哪个要素，可以写几个。", string(m.Framework))
}

// describe returns the field of the struct t for others.
func (f field) describe(t reflect.Type, set *Settings) Field {
	x := Field{
		Key: f.key, Zh: f.zh, About: about[f.owner(t)][f.key], Need: f.need,
		Max: f.max, Lo: f.lo, Hi: f.hi, Values: Enums[f.enum], Ref: f.ref, OrText: f.orText,
	}
	typ := t.FieldByIndex(f.index).Type
	if typ == reflect.TypeFor[CaseJourney]() {
		typ = reflect.TypeFor[[]Step]()
	}
	if typ.Kind() == reflect.Slice && typ != reflect.TypeFor[MomentFields]() {
		x.List, typ = true, typ.Elem()
	}
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch {
	case typ == reflect.TypeFor[MomentFields]():
		x.Kind = GroupKind // of any keys
	case typ == reflect.TypeFor[Date]():
		x.Kind = DateKind
	case strings.HasSuffix(f.format, "url"):
		x.Kind = URLKind
	case typ.Kind() == reflect.Struct:
		x.Kind, x.Fields = GroupKind, fieldsOf(typ, set)
	case typ.Kind() == reflect.Int:
		x.Kind = NumberKind
	case typ.Kind() == reflect.Bool:
		x.Kind = BoolKind
	}
	return x
}

// owner returns the name of the struct that declares the field.
func (f field) owner(t reflect.Type) string {
	for _, i := range f.index[:len(f.index)-1] {
		t = t.Field(i).Type
	}
	return t.Name()
}

//go:embed fields.yaml
var aboutFile []byte

// about is what each field is for, by the name of its struct and its key. It is
// a file of its own because it is prose, in two languages.
var about = func() map[string]map[string]diag.Text {
	var all map[string]map[string]struct{ Zh, En string }
	if err := yaml.Unmarshal(aboutFile, &all); err != nil {
		panic("content: fields.yaml: " + err.Error())
	}
	texts := make(map[string]map[string]diag.Text)
	for name, fields := range all {
		texts[name] = make(map[string]diag.Text)
		for key, t := range fields {
			texts[name][key] = diag.Text{En: t.En, Zh: t.Zh}
		}
	}
	return texts
}()

// Quote returns a text as a YAML value on one line, in quotation marks if it
// needs them.
func Quote(s string) string {
	out, err := yaml.Marshal(oneLine(s))
	if err != nil {
		panic(fmt.Sprintf("content: quoting %q: %v", s, err)) // a string can always be written
	}
	return string(out[:len(out)-1])
}

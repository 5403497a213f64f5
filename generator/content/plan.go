package content

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A plan is what the struct tags of one type say, read once.
type plan struct {
	fields []field
	byKey  map[string]int // key or Chinese key → index in fields
	tags   []int          // index of the []Tag field, or nil
	tagsAt int            // how many fields stand before the tags
}

// A field is one key of a mapping.
type field struct {
	index   []int // for reflect's FieldByIndex
	key, zh string
	need    bool
	max     int // characters, 0: any length
	lo, hi  int // range, if ranged
	ranged  bool
	enum    string
	ref     string
	orText  bool
	format  string
	prose   bool  // text for readers
	below   *plan // of a group, or of the items of a list of them
}

// plans holds the plan of every struct of the content model.
var plans = func() map[reflect.Type]*plan {
	all := make(map[reflect.Type]*plan)
	for _, t := range Types {
		addPlan(all, reflect.TypeOf(t.New()).Elem())
	}
	addPlan(all, reflect.TypeFor[Settings]())
	addPlan(all, reflect.TypeFor[Style]())
	return all
}()

// addPlan reads the tags of t and of every struct below it.
func addPlan(all map[reflect.Type]*plan, t reflect.Type) {
	if all[t] != nil {
		return
	}
	p := &plan{byKey: make(map[string]int)}
	all[t] = p
	for _, f := range inOrder(reflect.VisibleFields(t)) {
		key, mode, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case mode == "tags":
			p.tags, p.tagsAt = f.Index, len(p.fields)
			continue
		case f.Anonymous || key == "" || key == "-":
			continue
		}
		field := newField(f, key)
		under := f.Type
		if under.Kind() == reflect.Slice {
			under = under.Elem()
		}
		if under == reflect.TypeFor[CaseJourney]() {
			under = reflect.TypeFor[Step]()
		}
		if under.Kind() == reflect.Struct {
			addPlan(all, under)
			field.below = all[under]
		}
		p.add(field)
	}
}

// inOrder returns the fields as they stand in a file: those with place:"last"
// behind the others.
func inOrder(fields []reflect.StructField) []reflect.StructField {
	slices.SortStableFunc(fields, func(a, b reflect.StructField) int {
		return strings.Compare(a.Tag.Get("place"), b.Tag.Get("place"))
	})
	return fields
}

func newField(f reflect.StructField, key string) field {
	tag := f.Tag
	x := field{
		index: f.Index, key: key, zh: tag.Get("zh"),
		need: tag.Get("need") == "yes", enum: tag.Get("enum"),
		ref: tag.Get("ref"), orText: tag.Get("or") == "text", format: tag.Get("format"),
	}
	x.prose = x.enum == "" && x.ref == "" && x.format == "" && key != "type" && tag.Get("text") != "no"
	if s := tag.Get("max"); s != "" {
		x.max = number(s)
	}
	if lo, hi, ok := strings.Cut(tag.Get("range"), ","); ok {
		x.lo, x.hi, x.ranged = number(lo), number(hi), true
	}
	if x.enum != "" && Enums[x.enum] == nil {
		panic(fmt.Sprintf("content: field %s has no enumeration %q", key, x.enum))
	}
	return x
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("content: bad number in a struct tag: " + s)
	}
	return n
}

func (p *plan) add(f field) {
	p.byKey[f.key] = len(p.fields)
	if f.zh != "" {
		if _, taken := p.byKey[f.zh]; taken {
			panic("content: two fields of one struct are called " + f.zh)
		}
		p.byKey[f.zh] = len(p.fields)
	}
	p.fields = append(p.fields, f)
}

// has reports whether there is a field of that name.
func (p *plan) has(key string) bool {
	_, ok := p.byKey[key]
	return ok
}

// keys lists what an author may write, for suggestions.
func (p *plan) keys() []string {
	var list []string
	for _, f := range p.fields {
		list = append(list, f.key)
		if f.zh != "" {
			list = append(list, f.zh)
		}
	}
	return list
}

// keyNames returns every spelling of a key, in any struct of the model; none if
// no struct has it.
func keyNames(key string) []string {
	var names []string
	for _, p := range plans {
		i, ok := p.byKey[key]
		if !ok {
			continue
		}
		for _, name := range []string{p.fields[i].key, p.fields[i].zh} {
			if name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

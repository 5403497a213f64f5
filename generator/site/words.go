package site

import (
	"fmt"
	"html/template"

	"playbook/generator/content"
)

// A table holds the words of the pages in one locale, by their Simplified
// Chinese form. What it lacks stays as it is.
type table map[string]string

// say returns the words for key, formatted.
func (t table) say(key string, args ...any) string {
	if words, ok := t[key]; ok {
		key = words
	}
	if len(args) == 0 {
		return key
	}
	return fmt.Sprintf(key, args...)
}

// functions are what templates may call beside the built-in ones.
func functions(words table) template.FuncMap {
	return template.FuncMap{"t": words.say}
}

// label returns the word for an enumerated value.
func label(enum, name string) string {
	if name == "" {
		return ""
	}
	return content.Label(enum, name).Zh
}

// relations says how a reference is meant, seen from what it leads to, by the
// field it stands in.
var relations = map[string]string{
	"sources": "引为来源", "source": "引为来源", "plays": "用到这个做法", "claims": "涉及这个说法",
	"people": "讲到这个人", "organisation": "讲的是这里", "related": "相关", "see": "参见", "to": "框架之间",
	"maps_to": "与它对应", "targets": "针对它", "solves": "用来解决它", "measure": "用它衡量", "metric": "用到这个指标",
	"journey": "画成这段旅程", "case": "画的是这个案例", "actor": "旅程的主角", "attributed_to": "被说成出自这里",
	"affects": "影响到它", "works": "作者", "opposite": "意思相反", "illustrates": "用来打比方", "link": "",
	"kano_risk": "可能变成它", "moment": "对应的时刻", "stage": "阶段",
}

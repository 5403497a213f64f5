package library

import (
	"slices"

	"playbook/generator/content"
	"playbook/generator/hanzi"
)

// A Picture is something that can be drawn of documents of some types, from their
// own data: ![[haidilao#journey]]. Whether a document has the data is for package
// analysis to say.
type Picture struct {
	Name  string // as it is written, "journey"
	Zh    string // in Chinese, which may be written, too
	types []string
}

// Is reports whether an author means this picture.
func (p Picture) Is(name string) bool {
	return hanzi.Fold(name) == p.Name || hanzi.Fold(name) == hanzi.Fold(p.Zh)
}

// pictures lists them, but for those of the frameworks that moments are tagged
// with: a case has one for each of its fields.
var pictures = []Picture{
	{"emotion", "情绪曲线", []string{"case", "journey"}},
	{"journey", "旅程图", []string{"case", "journey"}},
	{"blueprint", "服务蓝图", []string{"case", "journey"}},
	{"metrics", "前后对比", []string{"case"}},
	{"gaps", "期望与感知的差距", []string{"case", "framework"}},
	{"whys", "往下问为什么", []string{"case"}},
	{"evidence", "凭什么这样说", []string{"case"}},
	{"structure", "结构", []string{"framework"}},
	{"profile", "案例分布", []string{"framework"}},
	{"meter", "查证的结果", []string{"claim"}},
	{"path", "学习路径", []string{"page"}},
	{"relations", "相邻的页", nil}, // of every document
}

// Pictures lists the pictures that documents of d's type can have.
func (l *Library) Pictures(d *content.Document) []Picture {
	var list []Picture
	for _, p := range pictures {
		if p.types == nil || slices.Contains(p.types, d.Type.Name) {
			list = append(list, p)
		}
	}
	if d.Type.Name == "case" {
		for _, f := range l.Settings().MomentFields {
			if fw := l.FieldFramework(f.Field); fw != nil && !slices.ContainsFunc(list, func(p Picture) bool { return p.Name == f.Field }) {
				list = append(list, Picture{Name: f.Field, Zh: fw.Title})
			}
		}
	}
	return list
}

package content

import (
	"reflect"

	"playbook/generator/diag"
	"playbook/generator/markdown"
)

// SettingsFile is the path of the site's settings below the content folder.
const SettingsFile = "site.yaml"

// Settings are what content/site.yaml says about the site as a whole.
type Settings struct {
	Title        string       `yaml:"title" zh:"标题" need:"yes"`
	TitleEn      string       `yaml:"title_en"`
	Tagline      string       `yaml:"tagline" zh:"口号" need:"yes"`
	TaglineEn    string       `yaml:"tagline_en"`
	BaseURL      string       `yaml:"base_url" zh:"网址" format:"url"`        // for canonical links, feeds and sitemaps only
	Theme        string       `yaml:"theme" zh:"主题"`                        // a folder below themes/
	EditURL      string       `yaml:"edit_url" zh:"编辑链接" format:"edit-url"` // with {path} for the file below the content folder
	Licence      string       `yaml:"licence" zh:"许可"`
	StaleAfter   *int         `yaml:"stale_after" range:"1,1200"` // months after which `checked` is due again
	Featured     []Ref        `yaml:"featured" zh:"推荐" ref:"case"`
	MomentFields MomentFields `yaml:"moment_fields" zh:"时刻字段"`

	Refs    []Reference `yaml:"-"` // what the settings refer to
	ThemeAt diag.Span   `yaml:"-"` // where Theme stands
	Unread  bool        `yaml:"-"` // the file is missing or could not be read
}

// MomentFields says which fields a moment has beside those of [Moment], and
// which framework's elements each one takes.
type MomentFields []MomentField

// A MomentField is one entry of moment_fields.
type MomentField struct {
	Field     string
	Framework Ref
}

// Framework returns the framework behind a moment field, or "".
func (m MomentFields) Framework(field string) Ref {
	for _, f := range m {
		if f.Field == field {
			return f.Framework
		}
	}
	return ""
}

// StyleFile is the path of the house style below the content folder.
const StyleFile = "style.yaml"

// A Style is what content/style.yaml says about how texts are written.
type Style struct {
	Spacing         string   `yaml:"spacing" zh:"空格" enum:"spacing"`            // between Han and Latin; "": as the author likes
	LongestSentence *int     `yaml:"longest_sentence" zh:"最长句子" range:"20,500"` // in characters
	EmptyPhrases    []Phrase `yaml:"empty_phrases" zh:"空话"`                     // what says nothing
	Allow           []string `yaml:"allow" zh:"放行"`                             // texts that are left alone
}

// A Phrase is a way of speaking that says nothing.
type Phrase struct {
	Phrase  string `yaml:"phrase" zh:"空话" need:"yes"`
	Instead string `yaml:"instead" zh:"换成"` // what to write; "": nothing
}

// ParseStyle reads style.yaml.
func ParseStyle(src []byte) (*Style, diag.List) {
	style := new(Style)
	found := markdown.CheckText(StyleFile, src, MaxData)
	if found.Failed() {
		return style, found
	}
	d := decoder{path: StyleFile, found: &found}
	if root := d.parse(front{src: src, end: len(src)}); root != nil {
		d.mapping(root, reflect.ValueOf(style).Elem())
	}
	return style, found
}

// ParseSettings reads site.yaml. A missing file has the path and no bytes: the
// site then has a name that tells what to do.
func ParseSettings(src []byte) (*Settings, diag.List) {
	set := &Settings{Unread: true, ThemeAt: diag.Span{Path: SettingsFile}}
	found := markdown.CheckText(SettingsFile, src, MaxData)
	if found.Failed() {
		return set, found
	}
	d := decoder{path: SettingsFile, found: &found}
	if root := d.parse(front{src: src, end: len(src)}); root != nil {
		d.settingsFile(root, set)
		set.Unread = false
		if n := child(root, "theme"); n != nil {
			set.ThemeAt = d.span(n)
		}
	}
	set.Refs = d.refs
	return set, found
}

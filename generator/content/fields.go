package content

// Common is what every document has.
type Common struct {
	Type            string   `yaml:"type" zh:"类型"`
	Title           string   `yaml:"title" zh:"标题" need:"yes"`
	TitleEn         string   `yaml:"title_en"`
	Summary         string   `yaml:"summary" zh:"摘要" need:"yes" max:"80"`
	SummaryEn       string   `yaml:"summary_en"`
	Aliases         []string `yaml:"aliases" zh:"别名" text:"no"`
	Pinyin          []string `yaml:"pinyin" zh:"拼音" text:"no" format:"pinyin"` // of the title, where the usual readings are wrong
	Autolink        *bool    `yaml:"autolink"`                                 // link the title where prose mentions it
	Draft           bool     `yaml:"draft" zh:"草稿"`
	Evidence        string   `yaml:"evidence" zh:"证据" enum:"evidence"`
	EvidenceNote    string   `yaml:"evidence_note" zh:"证据说明"`
	Checked         Date     `yaml:"checked" zh:"核对"`
	Sources         []Ref    `yaml:"sources" zh:"来源" ref:"source"`
	SourceDocuments []string `yaml:"source_documents" text:"no"` // provenance, for editors
	Cautions        []string `yaml:"cautions" zh:"提醒" place:"last"`
	Facts           []Fact   `yaml:"facts" zh:"事实" place:"last"`
	Related         []Ref    `yaml:"related" zh:"相关" place:"last" ref:"any"`
}

func (c *Common) common() *Common { return c }

// A Fact is one checkable statement with its own source.
type Fact struct {
	Text     string `yaml:"text" zh:"内容" need:"yes"`
	Source   Ref    `yaml:"source" zh:"来源" ref:"source"`
	Evidence string `yaml:"evidence" zh:"证据" enum:"evidence"`
	Locator  string `yaml:"locator" text:"no"` // page or section in the source
	AsOf     Date   `yaml:"as_of"`
}

// A Play is a practice to try: what, why and how.
type Play struct {
	Common     `yaml:",inline"`
	What       string   `yaml:"what" zh:"做什么" need:"yes"`
	Why        string   `yaml:"why" zh:"为什么" need:"yes"`
	Steps      []string `yaml:"steps" zh:"步骤" need:"yes"`
	When       string   `yaml:"when" zh:"时机"`
	Time       string   `yaml:"time" zh:"用时"`
	People     string   `yaml:"people" zh:"人手"`
	Difficulty string   `yaml:"difficulty" zh:"难度" enum:"difficulty"`
	Materials  []string `yaml:"materials" zh:"材料"`
	Cost       string   `yaml:"cost" zh:"成本"`
	Roles      []string `yaml:"roles" zh:"角色"`
	Targets    []Ref    `yaml:"targets" zh:"目标" ref:"element"`
	Solves     []Ref    `yaml:"solves" zh:"解决" ref:"element"`
	DoNot      []string `yaml:"do_not" zh:"不要"`
	Measure    []Ref    `yaml:"measure" zh:"衡量" ref:"metric"`
	Worksheet  Ref      `yaml:"worksheet" ref:"worksheet"`
}

// A Metric is a way to measure.
type Metric struct {
	Common        `yaml:",inline"`
	Formula       string   `yaml:"formula" zh:"公式" text:"no"`
	FormulaInputs []string `yaml:"formula_inputs" text:"no"`
	Unit          string   `yaml:"unit" zh:"单位" enum:"unit"`
	Better        string   `yaml:"better" need:"yes" enum:"better"`
	Range         string   `yaml:"range" zh:"范围" text:"no"`
	Question      string   `yaml:"question" zh:"问法"`
	Scale         string   `yaml:"scale" zh:"量表"`
	Version       string   `yaml:"version" zh:"版本" text:"no"`
	Pitfalls      []string `yaml:"pitfalls" zh:"误区"`
	Origin        string   `yaml:"origin" zh:"出处"`
}

// A Term is an entry of the glossary. Prose that mentions it links to it.
type Term struct {
	Common      `yaml:",inline"`
	Kind        string      `yaml:"kind" zh:"类别" enum:"term-kind"`
	Definition  string      `yaml:"definition" zh:"定义" need:"yes" max:"60"`
	See         []Ref       `yaml:"see" zh:"参见" ref:"any"`
	Opposite    Ref         `yaml:"opposite" zh:"反义" ref:"term"`
	Translation Translation `yaml:"translation" zh:"译名"`
	Avoid       []string    `yaml:"avoid" zh:"不写" text:"no"` // what not to call it
	Illustrates Ref         `yaml:"illustrates" ref:"any"`   // what an analogy is about
}

// A Translation is a term in the other languages of the book.
type Translation struct {
	En   string `yaml:"en" text:"no"`
	Hant string `yaml:"hant" text:"no"`
}

// A Claim is a statement that goes around, and what became of it when checked.
type Claim struct {
	Common       `yaml:",inline"`
	Statement    string   `yaml:"statement" zh:"说法" need:"yes"`
	AttributedTo Ref      `yaml:"attributed_to" zh:"归于" ref:"person,organisation,source" or:"text"`
	AssertedIn   []string `yaml:"asserted_in" text:"no"`
	Verdict      string   `yaml:"verdict" zh:"结论" need:"yes" enum:"verdict"`
	Why          string   `yaml:"why" zh:"理由" need:"yes"`
	SayInstead   string   `yaml:"say_instead" zh:"可以说"`
	Affects      []Ref    `yaml:"affects" zh:"影响" ref:"any"`
}

// A Person is somebody whom the book names.
type Person struct {
	Common `yaml:",inline"`
	NameEn string `yaml:"name_en" text:"no"`
	Role   string `yaml:"role" zh:"角色"`
	Years  string `yaml:"years" zh:"生卒" text:"no"`
	Works  []Ref  `yaml:"works" zh:"著作" ref:"source"`
}

// An Organisation is a company, publisher or place that the book names.
type Organisation struct {
	Common  `yaml:",inline"`
	NameEn  string `yaml:"name_en" text:"no"`
	Kind    string `yaml:"kind" zh:"类别" enum:"organisation-kind"`
	Country string `yaml:"country" zh:"国家"`
}

// A Source is where a fact was read.
type Source struct {
	Common    `yaml:",inline"`
	Kind      string   `yaml:"kind" zh:"类别" enum:"source-kind"`
	Authors   []string `yaml:"authors" zh:"作者" text:"no"`
	Year      string   `yaml:"year" zh:"年份" need:"yes" text:"no"`
	Publisher string   `yaml:"publisher" zh:"出版" text:"no"`
	URL       string   `yaml:"url" zh:"网址" format:"url"`
	DOI       string   `yaml:"doi" text:"no"`
	ISBN      string   `yaml:"isbn" text:"no"`
	Pages     string   `yaml:"pages" zh:"页码" text:"no"`
	Level     string   `yaml:"level" zh:"级别" enum:"level"`
	Accessed  Date     `yaml:"accessed"`
	Rights    string   `yaml:"rights" text:"no"`
}

// A Page is prose that belongs to no other type.
type Page struct {
	Common `yaml:",inline"`
	Order  *int   `yaml:"order" zh:"顺序"`
	Path   []Stop `yaml:"path" zh:"路径"`
}

// A Stop is one station of a reading path.
type Stop struct {
	Title   string `yaml:"title" zh:"标题" need:"yes"`
	Minutes *int   `yaml:"minutes" zh:"分钟" range:"1,600"`
	To      Ref    `yaml:"to" ref:"any"`
	Covers  []Ref  `yaml:"covers" ref:"any"`
}

package content

// This file and fields.go are the content model: every type of document and
// every field of it. The struct tags say the rest:
//
//	yaml:"title"      the key; yaml:",inline" takes over an embedded struct's keys
//	zh:"标题"          the same key in Chinese; one of the two may be used in a file
//	need:"yes"        the field must be there and must not be empty
//	max:"80"          longest text, in characters
//	range:"-2,2"      smallest and largest number
//	enum:"evidence"   one of the values of that name in enums.go
//	ref:"person,term" a reference to documents of these types; see [Ref]
//	or:"text"         beside a ref: free text is welcome, too
//	text:"no"         not prose: a name, a number, a formula; see [Document.Texts]
//	place:"last"      stands below the other fields of its document
//
// The order of the fields is the order in which [Format] puts them.

// A Type is a kind of document. Its folder below content/ gives it away.
type Type struct {
	Name   string   // "case", as in English messages and routes
	Folder string   // "cases"
	Zh     string   // "案例", as in Chinese messages and pages
	En     string   // "Cases", the name of the collection
	Needs  []string // fields of [Common] that this type requires
	New    func() Record
}

// Types lists the types in the order in which the site shows them.
var Types = []*Type{
	{"case", "cases", "案例", "Cases", []string{"evidence"}, func() Record { return new(Case) }},
	{"framework", "frameworks", "框架", "Frameworks", []string{"evidence"}, func() Record { return new(Framework) }},
	{"play", "plays", "做法", "Plays", nil, func() Record { return new(Play) }},
	{"journey", "journeys", "旅程", "Journeys", nil, func() Record { return new(Journey) }},
	{"metric", "metrics", "指标", "Metrics", nil, func() Record { return new(Metric) }},
	{"claim", "claims", "核实", "Fact checks", []string{"evidence"}, func() Record { return new(Claim) }},
	{"term", "terms", "术语", "Terms", nil, func() Record { return new(Term) }},
	{"person", "people", "人物", "People", nil, func() Record { return new(Person) }},
	{"organisation", "organisations", "机构", "Organisations", nil, func() Record { return new(Organisation) }},
	{"source", "sources", "来源", "Sources", nil, func() Record { return new(Source) }},
	{"page", "pages", "页面", "Pages", nil, func() Record { return new(Page) }},
}

// TypeOf returns the type of that name, or nil. Its folder and its Chinese name
// will do, too.
func TypeOf(name string) *Type {
	for _, t := range Types {
		if t.Name == name || t.Folder == name || t.Zh == name {
			return t
		}
	}
	return nil
}

// TypeIn returns the type whose documents lie in folder, or nil.
func TypeIn(folder string) *Type {
	for _, t := range Types {
		if t.Folder == folder {
			return t
		}
	}
	return nil
}

// A Record is the front matter of one document: a *Case, *Framework, … .
type Record interface{ common() *Common }

// A Ref names a document, an element or a moment: by its id, its title or one of
// its aliases, in Chinese or English. Where it leads is for package library to
// say; the tag of the field tells where to look:
//
//	ref:"case"          a document of that type; several types with commas
//	ref:"any"           a document, element or moment of any kind
//	ref:"element"       an element of any framework, "kano.attractive"
//	ref:"tag:kano"      an element of the framework that backs that moment field
//	ref:"part:moments"  a part of the same document
//	ref:"moment"        a moment of any case, "haidilao#m-card"
type Ref string

// A Date is 2024, 2024-05 or 2024-05-20.
type Date string

// A Framework is a way of thinking with named elements.
type Framework struct {
	Common     `yaml:",inline"`
	Kind       string     `yaml:"kind" zh:"类别" enum:"framework-kind"`
	Short      string     `yaml:"short" zh:"简称"`
	Origin     Origin     `yaml:"origin" zh:"出处"`
	Structure  string     `yaml:"structure" zh:"结构" need:"yes" enum:"structure"`
	Elements   []Element  `yaml:"elements" zh:"要素" need:"yes"`
	Calculator string     `yaml:"calculator" enum:"calculator"`
	Picture    string     `yaml:"picture" zh:"图" enum:"picture"`
	Baseline   Ref        `yaml:"baseline" ref:"part:elements"` // what lies above it exceeds expectations
	Relations  []Relation `yaml:"relations" zh:"关系"`
	Plays      []Ref      `yaml:"plays" zh:"做法" ref:"play"`
	Survey     Survey     `yaml:"survey" zh:"问卷"` // a worked example
	Worksheets []Ref      `yaml:"worksheets" ref:"worksheet"`
	Quizzes    []Ref      `yaml:"quizzes" zh:"练习" ref:"quiz"`
}

// An Origin says where a framework comes from.
type Origin struct {
	People []Ref  `yaml:"people" zh:"人物" ref:"person"`
	Year   string `yaml:"year" zh:"年份" text:"no"`
	Source Ref    `yaml:"source" zh:"来源" ref:"source"`
	Note   string `yaml:"note" zh:"说明"`
}

// An Element is one of the things a framework distinguishes. It has a page of
// its own, and moments are tagged with it.
type Element struct {
	ID         string   `yaml:"id" need:"yes" text:"no"`
	Title      string   `yaml:"title" zh:"标题" need:"yes"`
	TitleEn    string   `yaml:"title_en"`
	Aliases    []string `yaml:"aliases" zh:"别名" text:"no"`
	Letter     string   `yaml:"letter" max:"3" text:"no"`
	Definition string   `yaml:"definition" zh:"定义" need:"yes"`
	Example    string   `yaml:"example" zh:"例子"`
	Order      *int     `yaml:"order"`
	Color      string   `yaml:"color" text:"no"`
	Added      bool     `yaml:"added"` // not in the original, added by the editors
	Curve      string   `yaml:"curve" enum:"curve"`
	Items      []string `yaml:"items"` // statements of a scale
	MapsTo     []Ref    `yaml:"maps_to" zh:"对应" ref:"element"`
}

// A Relation says how a framework stands to another document.
type Relation struct {
	To   Ref    `yaml:"to" need:"yes" ref:"any"`
	As   string `yaml:"as" need:"yes" enum:"relation"`
	Note string `yaml:"note" zh:"说明"`
}

// A Case is one story of service, taken apart into moments.
type Case struct {
	Common       `yaml:",inline"`
	Organisation Ref          `yaml:"organisation" zh:"机构" ref:"organisation"`
	Industry     string       `yaml:"industry" zh:"行业"`
	Region       string       `yaml:"region" zh:"地区"`
	Period       string       `yaml:"period" zh:"时期"`
	People       []Ref        `yaml:"people" zh:"人物" ref:"person"`
	Needs        []Need       `yaml:"needs" zh:"需要"`
	Pains        []Pain       `yaml:"pains" zh:"痛点"`
	Moments      []Moment     `yaml:"moments" zh:"关键时刻"`
	Journey      CaseJourney  `yaml:"journey" zh:"旅程" ref:"journey"`
	Metrics      []CaseMetric `yaml:"metrics" zh:"指标"`
	Survey       Survey       `yaml:"survey" zh:"问卷"`
	Lessons      []string     `yaml:"lessons" zh:"教训" need:"yes"`
	Plays        []Ref        `yaml:"plays" zh:"做法" ref:"play"`
	Claims       []Ref        `yaml:"claims" zh:"核实" ref:"claim"`
	Discuss      []string     `yaml:"discuss" zh:"讨论"`
}

// A Need is what a customer wants, said aloud or not.
type Need struct {
	ID   string `yaml:"id" need:"yes" text:"no"`
	Kind string `yaml:"kind" zh:"类别" enum:"need-kind"`
	Text string `yaml:"text" zh:"内容" need:"yes"`
	Jtbd string `yaml:"jtbd" enum:"jtbd"`
}

// A Pain is what goes wrong for a customer. Why asks on, answer by answer.
type Pain struct {
	ID       string   `yaml:"id" need:"yes" text:"no"`
	Text     string   `yaml:"text" zh:"内容" need:"yes"`
	Source   Ref      `yaml:"source" zh:"来源" ref:"element"`
	Severity *int     `yaml:"severity" zh:"严重度" range:"1,5"`
	Why      []string `yaml:"why"`
}

// A Moment is one contact between a customer and the organisation at which an
// impression forms. Besides these fields it has one field for every entry of
// moment_fields in site.yaml, with elements of the framework named there.
type Moment struct {
	ID         string `yaml:"id" need:"yes" text:"no"`
	Title      string `yaml:"title" zh:"标题" need:"yes"`
	Text       string `yaml:"text" zh:"内容" need:"yes"`
	Stage      string `yaml:"stage" zh:"阶段"`
	Touchpoint string `yaml:"touchpoint" zh:"触点"`
	Channel    string `yaml:"channel" zh:"渠道"`
	Tags       []Tag  `yaml:",tags"`
	KanoBy     string `yaml:"kano_by" enum:"kano-by"`
	KanoRisk   Ref    `yaml:"kano_risk" ref:"tag:kano"`
	Emotion    *int   `yaml:"emotion" zh:"情绪" range:"-2,2"`
	Expected   *int   `yaml:"expected" zh:"预期" range:"-2,2"`
	Recovers   Ref    `yaml:"recovers" ref:"part:moments"`
	Cost       string `yaml:"cost" zh:"成本" enum:"cost"`
	Scalable   string `yaml:"scalable" enum:"scalable"`
	Consent    string `yaml:"consent" enum:"consent"`
	Caution    string `yaml:"caution" zh:"提醒"`
	Evidence   string `yaml:"evidence" zh:"证据" need:"yes" enum:"evidence"`
}

// A Tag is one field of a moment that places it in a framework.
type Tag struct {
	Field string // as in moment_fields, "kano"
	Refs  []Ref
}

// A CaseJourney is a reference to a journey, or the steps themselves.
type CaseJourney struct {
	Ref   Ref    // set if the field is a scalar
	Steps []Step // set if the field is a list
}

// A CaseMetric is a number that a case reports.
type CaseMetric struct {
	Metric     Ref    `yaml:"metric" zh:"指标" need:"yes" ref:"metric"`
	Before     string `yaml:"before" zh:"之前" text:"no"`
	After      string `yaml:"after" zh:"之后" text:"no"`
	Change     string `yaml:"change" zh:"变化" text:"no"`
	ChangeKind string `yaml:"change_kind" enum:"change-kind"`
	Unit       string `yaml:"unit" zh:"单位" text:"no"`
	Period     string `yaml:"period" zh:"时期"`
	N          string `yaml:"n" zh:"样本" text:"no"`
	Source     Ref    `yaml:"source" zh:"来源" ref:"source"`
	Evidence   string `yaml:"evidence" zh:"证据" need:"yes" enum:"evidence"`
}

// A Survey is what customers expected and what they found, dimension by dimension
// (Parasuraman, Zeithaml and Berry, 1988).
type Survey struct {
	Of       []Score `yaml:"of" zh:"得分"`
	N        string  `yaml:"n" zh:"样本" text:"no"`
	Period   string  `yaml:"period" zh:"时期"`
	Evidence string  `yaml:"evidence" zh:"证据" enum:"evidence"`
}

// A Score is the mean of the answers to the questions on one dimension, twice.
type Score struct {
	Element   Ref    `yaml:"element" zh:"要素" need:"yes" ref:"element"`
	Expected  string `yaml:"expected" zh:"期望" need:"yes" format:"number"`
	Perceived string `yaml:"perceived" zh:"感知" need:"yes" format:"number"`
}

// A Journey is what a person goes through over time to reach a goal.
type Journey struct {
	Common   `yaml:",inline"`
	Actor    Ref     `yaml:"actor" zh:"人物" ref:"term" or:"text"`
	Scenario string  `yaml:"scenario" zh:"情境"`
	Goal     string  `yaml:"goal" zh:"目标"`
	Case     Ref     `yaml:"case" zh:"案例" ref:"case"`
	State    string  `yaml:"state" enum:"state"`
	Stages   []Stage `yaml:"stages" zh:"阶段"`
	Steps    []Step  `yaml:"steps" zh:"步骤"`
}

// A Stage groups the steps of a journey.
type Stage struct {
	ID    string `yaml:"id" need:"yes" text:"no"`
	Title string `yaml:"title" zh:"标题" need:"yes"`
	Mot   []Ref  `yaml:"mot" ref:"tag:mot"`
}

// A Step is one thing a person does on a journey.
type Step struct {
	ID          string `yaml:"id" need:"yes" text:"no"`
	Stage       Ref    `yaml:"stage" zh:"阶段" ref:"part:stages" or:"text"`
	Action      string `yaml:"action" zh:"行动"`
	Touchpoint  string `yaml:"touchpoint" zh:"触点"`
	Channel     string `yaml:"channel" zh:"渠道"`
	Thought     string `yaml:"thought" zh:"想法"`
	Emotion     *int   `yaml:"emotion" zh:"情绪" range:"-2,2"`
	Expected    *int   `yaml:"expected" zh:"预期" range:"-2,2"`
	Engagement  *int   `yaml:"engagement" range:"1,5"`
	Pain        string `yaml:"pain" zh:"痛点"`
	Opportunity string `yaml:"opportunity" zh:"机会"`
	Backstage   string `yaml:"backstage" zh:"后台"`
	Owner       string `yaml:"owner" zh:"负责人"`
	Metric      Ref    `yaml:"metric" zh:"指标" ref:"metric"`
	Moment      Ref    `yaml:"moment" ref:"moment"`
}

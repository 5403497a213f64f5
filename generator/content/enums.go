package content

import "playbook/generator/diag"

// A Value is one of the words that an enumerated field takes. Authors may write
// the Name or either label.
type Value struct {
	Name string
	diag.Text
	Short string // a shorter Chinese label that is understood, too, or ""
}

// Enums holds the values of every enumerated field, by the name in its tag.
var Enums = map[string][]Value{
	// The order is the order of strength, strongest first.
	"evidence": {
		{"primary", diag.Text{En: "Primary source", Zh: "一手来源"}, "一手"},
		{"secondary", diag.Text{En: "Reliable secondary", Zh: "可靠二手"}, "二手"},
		{"reported", diag.Text{En: "Reported, no source", Zh: "转述无出处"}, "转述"},
		{"illustrative", diag.Text{En: "Illustrative", Zh: "示意虚构"}, "示意"},
	},
	"verdict": {
		value("supported", "Supported", "属实"),
		value("partly", "Partly true", "部分属实"),
		value("unverified", "Unverified", "查无出处"),
		value("misattributed", "Misattributed", "张冠李戴"),
		value("outdated", "Outdated", "已经过时"),
		value("contradicted", "Contradicted", "有相反证据"),
		value("illustrative", "Illustrative", "示意数字"),
	},
	"structure": {
		value("set", "Set", "并列"), value("sequence", "Sequence", "顺序"), value("cycle", "Cycle", "循环"),
		value("ladder", "Ladder", "阶梯"), value("matrix", "Matrix", "矩阵"),
	},
	"framework-kind": {
		value("分类模型", "Classification", "分类模型"), value("量表", "Scale", "量表"), value("流程", "Process", "流程"),
		value("阶梯", "Ladder", "阶梯"), value("循环", "Loop", "循环"), value("清单", "Checklist", "清单"), value("理论", "Theory", "理论"),
	},
	"relation": {
		value("依据", "rests on", "依据"), value("互补", "complements", "互补"), value("对应", "corresponds to", "对应"),
		value("反驳", "contradicts", "反驳"), value("扩展", "extends", "扩展"), value("前身", "grew out of", "前身"),
	},
	"calculator": names("kano", "servqual", "nps", "csat", "ces", "peak-end", "gap", "jtbd", "five-whys", "none"),
	"picture": {
		value("curves", "Kano curves", "曲线"), value("loop", "Loop", "一圈"), value("bars", "Counts", "计数"),
		value("ladder", "Ladder", "阶梯"), value("wheel", "Wheel", "轮"),
	},
	"curve": {
		value("concave", "Concave", "上凸"), value("line", "Line", "直线"), value("convex", "Convex", "下凸"),
		value("flat", "Flat", "水平"), value("falling", "Falling", "下降"),
	},
	"need-kind":   {value("明示", "Stated", "明示"), value("隐性", "Unstated", "隐性")},
	"jtbd":        {value("functional", "Functional", "功能"), value("emotional", "Emotional", "情感"), value("social", "Social", "社会")},
	"kano-by":     {value("editor", "Editor's placement", "编者判断"), value("survey", "Survey", "问卷")},
	"cost":        {value("none", "None", "零"), value("low", "Low", "低"), value("medium", "Medium", "中"), value("high", "High", "高")},
	"scalable":    {value("yes", "Yes", "能"), value("limited", "Limited", "有限"), value("no", "No", "不能")},
	"consent":     {value("needed", "Ask first", "先征得同意"), value("not-needed", "Not needed", "不必")},
	"change-kind": {value("relative", "Relative", "相对"), value("points", "Points", "点数"), value("unspecified", "Unspecified", "未说明")},
	"state":       {value("as-is", "As is", "现状"), value("to-be", "To be", "目标")},
	"unit": {
		value("%", "%", "百分比"), value("points", "points", "点"), value("score", "score", "分"),
		value("days", "days", "天"), value("count", "count", "次数"),
	},
	"better":     {value("higher", "Higher is better", "越高越好"), value("lower", "Lower is better", "越低越好")},
	"difficulty": {value("易", "Easy", "易"), value("中", "Medium", "中"), value("难", "Hard", "难")},
	"term-kind": {
		value("concept", "Concept", "概念"), value("analogy", "Analogy", "比喻"), value("challenge", "Challenge", "挑战"),
		value("trend", "Trend", "趋势"), value("role", "Role", "角色"), value("tool", "Tool", "工具"),
		value("quote", "Quotation", "引语"), value("topic", "Topic", "话题"),
	},
	"organisation-kind": {
		value("company", "Company", "公司"), value("publisher", "Publisher", "出版方"), value("place", "Place", "地方"),
		value("tool", "Tool", "工具"), value("unnamed", "Unnamed", "未具名"),
	},
	"source-kind": {
		value("book", "Book", "书"), value("article", "Article", "文章"), value("paper", "Paper", "论文"), value("report", "Report", "报告"),
		value("patent", "Patent", "专利"), value("web", "Web page", "网页"), value("news", "News", "新闻"), value("talk", "Talk", "演讲"),
	},
	"spacing": {value("space", "A space", "空一格"), value("none", "No space", "不空")},
	"level":   {value("primary", "Primary", "一手"), value("secondary", "Secondary", "二手")},
}

// Label returns the words for an enumerated value, or the value itself if the
// enumeration does not have it.
func Label(enum, name string) diag.Text {
	for _, v := range Enums[enum] {
		if v.Name == name {
			return v.Text
		}
	}
	return diag.Text{En: name, Zh: name}
}

// EvidenceRank orders evidence: 0 is the strongest, 3 the weakest, −1 unknown.
func EvidenceRank(level string) int {
	for i, v := range Enums["evidence"] {
		if v.Name == level {
			return i
		}
	}
	return -1
}

func value(name, en, zh string) Value { return Value{Name: name, Text: diag.Text{En: en, Zh: zh}} }

func names(list ...string) []Value {
	values := make([]Value, len(list))
	for i, n := range list {
		values[i] = value(n, n, n)
	}
	return values
}

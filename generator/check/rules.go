package check

import "playbook/generator/diag"

var addSource = diag.Say("add “sources: …”, or say “evidence: reported”", "请补上“sources: …”，或改为“evidence: reported”")

// What an editor would send back.
var (
	NoSource = diag.ErrorRule("evidence-without-source", "“%s” needs a source", "证据写了“%s”，却没有来源",
		"Primary and secondary promise the reader that it can be looked up: name at least one source, or say that it is only reported.",
		"“一手”和“可靠二手”是对读者的承诺：查得到。请至少写一个来源，否则就如实写成“转述”。")
	NoEvidenceNote = diag.ErrorRule("reported-without-note", "“reported” needs a note on who says so", "证据是“转述”，请说明是谁在说",
		"What has no traceable source is worth telling only together with that: add evidence_note.",
		"没有出处的内容，要连同“没有出处”一起讲：请写 evidence_note。")
	TooStrong = diag.ErrorRule("evidence-too-strong", "the moment %s says “%s”, but the best source of the case is “%s”", "关键时刻 %s 写的是“%s”，但本案例最好的来源只是“%s”",
		"A part of a story cannot be better known than the sources of the story. Add the stronger source, or lower the level.",
		"故事里的一段，不会比整个故事的来源更可靠。请补上更强的来源，或降低级别。")
	RealButIllustrative = diag.ErrorRule("real-but-illustrative", "“%s” is a real organisation, but the case is illustrative", "“%s”是真实机构，案例却标为“示意虚构”",
		"Made-up detail about a real organisation misleads readers, and may wrong the organisation.", "给真实机构配上虚构情节，会误导读者，也可能冤枉了对方。")
	NoCaution = diag.WarningRule("case-without-caution", "“%s” has no cautions", "“%s”没有写提醒",
		"Every good story can be copied wrongly. Say for whom, or where, it does not work.", "再好的故事也会被照搬错。请写明：对谁、在什么场合不适用。")
	NoEnglish = diag.WarningRule("no-english", "%s is missing", "缺少 %s",
		"The English edition shows title_en and summary_en; without them it falls back to Chinese.", "英文版要显示 title_en 与 summary_en；没有的话只能显示中文。")
	Stale = diag.WarningRule("stale", "last checked %s, more than %d months ago", "上次核对是 %s，已超过 %d 个月",
		"Facts change. Check the page again, and set “checked” to that day.", "事实会变。请重新核对，并把 checked 改成核对当天。")
	EmptyPicture = diag.ErrorRule("empty-picture", "“%s” has nothing to draw as %s", "“%s”没有可以画成 %s 的内容",
		"A picture is drawn from the fields of a page: an emotion curve from how moments felt, a blueprint from what happens backstage. Fill the fields, or ask for another picture.",
		"图是照页面的字段画出来的：情绪曲线看时刻的情绪，服务蓝图看后台那一栏。请先填上字段，或者换一种图。")
	UnusedSource = diag.WarningRule("unused-source", "nothing refers to the source %s", "来源 %s 没有任何地方引用",
		"A register of sources is useful as long as each one backs something.", "来源清单里的每一条都该支持着什么，否则就是噪声。")
)

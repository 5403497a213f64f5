package prose

import "playbook/generator/diag"

// What an editor would mark in the margin.
var (
	Spacing = diag.WarningRule("han-latin-spacing", "the spacing of “%s” is not that of the house style", "“%s”的空格与体例不符",
		"Between Han characters and Latin letters or digits stands one space, or none, as “spacing” in style.yaml says; beside full-width punctuation there is never one. One way throughout the book reads calmly, and can be searched for.",
		"汉字与西文字母、数字之间空一格还是不空，由 style.yaml 的 spacing 决定；全角标点旁边一律不空。全书一种写法，读起来顺，也搜得到。")
	HalfWidth = diag.WarningRule("half-width-punctuation", "half-width “%s” in Chinese text", "中文里用了半角标点“%s”",
		"Half-width punctuation beside Han characters looks cramped and is taken for code. Within Latin text, numbers and times it is right.",
		"汉字旁边的半角标点又挤又像代码。西文、数字和钟点里的半角标点不算。")
	Doubled = diag.WarningRule("doubled-word", "“%s” stands here twice", "“%s”连写了两遍",
		"Usually the trace of a change. Where it is meant, put the text under “allow” in style.yaml.",
		"多半是改稿留下的痕迹。确实要叠用的，写进 style.yaml 的 allow。")
	LongSentence = diag.WarningRule("long-sentence", "a sentence of %d characters; at most %d read well", "这一句有 %d 个字，超过 %d 个就不好读了",
		"Who reads on a phone behind a counter has forgotten the beginning when the end arrives. Cut it where a thought ends.",
		"在柜台后面用手机看的人，读到句尾已经忘了句首。在一个意思说完的地方断开。")
	EmptyPhrase = diag.WarningRule("empty-phrase", "“%s” says nothing", "“%s”是一句空话",
		"Such words fit into any page of any book, so they say nothing on this one. The list is empty_phrases in style.yaml.",
		"放在哪本书、哪一页都行的话，在这一页等于没说。清单在 style.yaml 的 empty_phrases 里。")
	TermSpelling = diag.WarningRule("term-spelling", "“%s” is written “%s” in the glossary", "“%s”在术语表里写作“%s”",
		"One thing, one name: readers search for it, and the name links by itself only if it is written as in the glossary. A term lists what not to call it under “avoid”.",
		"一样东西一个叫法：读者要搜得到，网站也只认术语表里的写法来自动连接。术语页的 avoid 里写着不用的叫法。")
	Placeholder = diag.WarningRule("placeholder", "“%s” is still to be written", "“%s”还没有写",
		"What stands in 【 】 in a starter tells what belongs there. Replace it, or delete the field.",
		"新页里【】中的话是在告诉您这里该写什么。请换成您的内容，或者删掉这个字段。")
)

package markdown

import (
	"slices"

	"playbook/generator/diag"
)

// What can be wrong with the Markdown of a text.
var (
	Panic = diag.ErrorRule("markdown-panic",
		"this text makes the Markdown parser fail", "这篇文字让 Markdown 解析器出错了",
		"This is a fault of the program, not of the author. Take the text apart to find the lines that cause it, and please report them.",
		"这是程序的毛病，不是作者的错。请把文字拆开，找出引起问题的那几行，并告诉我们。")
	RawHTML = diag.ErrorRule("raw-html",
		"“%s” is HTML, which does not work here", "“%s”是 HTML，这里不能用",
		"Pages are written by many people, and HTML could run programs in a reader's browser. Everything a page needs has a way to be written in Markdown.",
		"页面由许多人撰写，而 HTML 能在读者的浏览器里运行程序。页面需要的一切都可以用 Markdown 写出来。")
	OpenComment = diag.ErrorRule("open-comment",
		"this comment has no end", "这条注释没有结束",
		"Everything after <!-- is invisible up to -->. Without it the rest of the page would disappear.",
		"从 <!-- 到 --> 的内容都不显示。少了 -->，后面的正文就会全部消失。")
	TextAfterComment = diag.ErrorRule("text-after-comment",
		"“%s” stands after a comment at the beginning of a line, where Markdown does not work", "“%s”跟在行首的注释后面，这里 Markdown 不起作用",
		"A line that begins with <!-- is a comment as a whole, as on code hosts.", "以 <!-- 开头的一行整行都算注释，代码托管网站也是这样。")
	UnsafeLink = diag.ErrorRule("unsafe-link",
		"“%s” is not an address a link may have", "链接不能使用“%s”这样的地址",
		"A link leads to a web page (https://…), a mail address (mailto:…), a telephone number (tel:…) or a file of ours (../cases/haidilao.md). Other addresses start programs or hide where they lead.",
		"链接可以指向网页（https://…）、邮箱（mailto:…）、电话（tel:…）或本站的文件（../cases/haidilao.md）。其他地址会启动程序，或者藏起真正的去处。")
	EmptyLink = diag.ErrorRule("empty-link",
		"this link leads nowhere", "这个链接没有写地址",
		"A reader who follows it stays where they are.", "读者点了它，哪儿也去不了。")
	SilentLink = diag.WarningRule("silent-link",
		"this link has no words", "这个链接没有文字",
		"Nobody sees a link without words, and a screen reader has nothing to say.", "没有文字的链接看不见，读屏软件也无话可说。")
	NestedLink = diag.ErrorRule("nested-link",
		"there is a link inside a link", "链接里面又有链接",
		"A browser can follow only one of them. Put the second one beside the first.", "浏览器只能打开其中一个。请把两个链接并排写。")
	BadReference = diag.ErrorRule("bad-reference",
		"“%s” is not a complete reference", "“%s”不是完整的引用",
		"A reference is [[id]], [[id#part]] or [[id|the words to show]], on one line.", "引用写作 [[编号]]、[[编号#部分]] 或 [[编号|要显示的文字]]，写在同一行里。")
	InlineEmbed = diag.ErrorRule("inline-embed",
		"the picture “%s” stands inside a line", "图“%s”夹在一行文字里",
		"A picture is as wide as the page, so it needs a paragraph of its own.", "图和页面一样宽，需要单独占一段。")
	TooManyEmbeds = diag.ErrorRule("too-many-embeds",
		"more than %d pictures on one page", "一页里的图超过了 %d 幅",
		"Each of them is drawn in full, and nobody looks at so many.", "每一幅都会完整画出来，没有人会看这么多。")
	RemoteImage = diag.ErrorRule("remote-image",
		"the image “%s” lies on another site", "图片“%s”在别的网站上",
		"Pages must also work without a network, and the other site would learn who reads them.", "页面要在没有网络时也能看，而且别的网站会因此知道谁在阅读。")
	NoAlt = diag.WarningRule("image-alt",
		"this image has no description", "这张图片没有说明文字",
		"Who cannot see the image hears its description, and it is shown where the image is missing.", "看不到图片的人靠这段文字了解内容；图片加载不出来时也显示它。")
	UnknownCallout = diag.ErrorRule("unknown-callout",
		"there is no callout “%s”", "没有“%s”这种提示框",
		"The callouts are NOTE, TIP, IMPORTANT, WARNING, CAUTION and TRAINER.", "提示框有 NOTE、TIP、IMPORTANT、WARNING、CAUTION 和 TRAINER。")
	EmptyCallout = diag.WarningRule("empty-callout",
		"the callout “%s” is empty", "提示框“%s”里没有内容",
		"Every line of a callout begins with >.", "提示框的每一行都要以 > 开头。")
	TopHeading = diag.ErrorRule("top-heading",
		"“%s” is a heading of the first level", "“%s”用了一级标题",
		"The title in the front matter is the heading of the first level; the text begins with the second.", "一级标题就是文件头里的 title，正文从二级标题开始。")
	SkippedHeading = diag.WarningRule("skipped-heading",
		"“%s” is on level %d, after level %d", "“%s”是 %[2]d 级标题，上一个却是 %[3]d 级",
		"Screen readers and the table of contents take the levels as an outline; a missing level looks like a missing heading.", "读屏软件和目录把标题当作大纲，跳过一级就像少了一个标题。")
	EmptyHeading = diag.WarningRule("empty-heading",
		"this heading has no words", "这个标题没有文字",
		"It would be an empty line in the table of contents.", "它在目录里会是一个空行。")
	HeadingAttribute = diag.ErrorRule("heading-attribute",
		"“%s” cannot stand after a heading", "标题后面不能写“%s”",
		"Only a name can be given to a heading: ## Heading {#name}.", "标题后面只能起一个名字：## 标题 {#名字}。")
	HeadingID = diag.ErrorRule("heading-id",
		"“%s” cannot be the name of a heading", "“%s”不能用作标题的名字",
		"The name is part of addresses: letters, digits, Han characters, “-”, “_” and “.”; those beginning with fn-, fnref-, sec. and fig. belong to footnotes and to what the site adds.",
		"名字是网址的一部分：可以用字母、数字、汉字和“-”“_”“.”；以 fn-、fnref-、sec.、fig. 开头的名字留给脚注和网站自己的内容。")
	DuplicateHeadingID = diag.ErrorRule("duplicate-heading-id",
		"the name “%s” is taken", "名字“%s”已经有标题用了",
		"A link to the name could lead to either heading.", "指向这个名字的链接会不知道该去哪个标题。")
	CodeLanguage = diag.ErrorRule("code-language",
		"“%s” is not the name of a language", "“%s”不是语言的名字",
		"After ``` stands one word of Latin letters, digits and + # . _ -, at most 32, or nothing.", "``` 后面写一个词，只用拉丁字母、数字和 + # . _ -，最多 32 个；也可以不写。")
	MissingFootnote = diag.ErrorRule("missing-footnote",
		"the footnote “%s” is not written anywhere", "没有找到脚注“%s”的内容",
		"A note [^name] needs a line [^name]: with its text.", "写了 [^名字]，还需要一行 [^名字]: 和它的内容。")
	UnusedFootnote = diag.WarningRule("unused-footnote",
		"nothing refers to the footnote “%s”", "没有地方用到脚注“%s”",
		"A footnote that nothing refers to is not shown.", "没有地方引用的脚注不会显示。")
	DuplicateFootnote = diag.ErrorRule("duplicate-footnote",
		"the footnote “%s” is written twice", "脚注“%s”写了两次",
		"Only the first would be shown.", "只有第一个会显示出来。")
	TrainerFootnote = diag.ErrorRule("trainer-footnote",
		"the footnote “%s” is written in a TRAINER callout, but used outside", "脚注“%s”写在 TRAINER 提示框里，却在框外使用",
		"Learners never see what stands in a TRAINER callout, so they would find a number without a note.", "学员看不到 TRAINER 提示框里的内容，只会看到一个没有内容的脚注号。")
	LongRow = diag.WarningRule("long-table-row",
		"this row has more cells than the table has columns", "这一行的格子比表格的列多",
		"What does not fit is not shown. A | in a cell is written \\|.", "多出来的内容不会显示。格子里的竖线请写成 \\|。")
	BrokenTable = diag.WarningRule("broken-table",
		"the header has %d cells, the line below it %d", "表头有 %d 格，下面的分隔行却有 %d 格",
		"It is a table only if both have the same number of cells.", "两行格数相同才是表格。")
)

// Rules is everything this package finds.
var Rules = slices.Concat(guardRules, []*diag.Rule{
	Panic, RawHTML, OpenComment, TextAfterComment,
	UnsafeLink, EmptyLink, SilentLink, NestedLink, BadReference, InlineEmbed, TooManyEmbeds, RemoteImage, NoAlt,
	UnknownCallout, EmptyCallout,
	TopHeading, SkippedHeading, EmptyHeading, HeadingAttribute, HeadingID, DuplicateHeadingID,
	CodeLanguage,
	MissingFootnote, UnusedFootnote, DuplicateFootnote, TrainerFootnote,
	LongRow, BrokenTable,
})

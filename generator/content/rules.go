package content

import "playbook/generator/diag"

// What can be wrong with one file by itself.
var (
	WrongFolder = diag.ErrorRule("wrong-folder", "documents do not belong here", "这里不是放文档的地方",
		"The folder of a file says which type of document it is.", "文件放在哪个文件夹，就是哪种类型的文档。")
	BadFileName = diag.ErrorRule("bad-file-name", "the file name “%s” cannot be an id", "文件名“%s”不能用作编号",
		"The file name is the document's id and part of its address: lower-case letters a–z, digits and hyphens, so that it is the same on every computer.",
		"文件名就是文档的编号，也是网址的一部分：只用小写字母 a–z、数字和连字符，在任何电脑上都一样。")
	NoOverlay = diag.ErrorRule("no-overlay", "English overlays are not built by this version", "这个版本还不生成英文覆盖页",
		"Put title_en and summary_en into the Chinese file; a body in English has no place yet.", "请把 title_en 与 summary_en 写在中文文件里；英文正文目前没有地方放。")
	NoFrontMatter = diag.ErrorRule("no-front-matter", "the file does not begin with ---", "文件开头没有 ---",
		"Every file begins with a line ---, then title and summary, then a line ---, then the text.", "每个文件先写一行 ---，再写 title 和 summary，再写一行 ---，然后才是正文。")
	UnclosedFront = diag.ErrorRule("unclosed-front-matter", "the front matter is not closed by a line ---", "文件头没有以一行 --- 结束",
		"Without the second --- nobody can tell where the fields end and the text begins.", "缺少第二行 ---，就分不清字段到哪里结束、正文从哪里开始。")
	FrontTooLarge = diag.ErrorRule("front-matter-too-large", "the front matter is %d KiB, the limit is %d KiB", "文件头有 %d KiB，上限是 %d KiB",
		"A front matter this large is no longer a description of one page. Split the page.", "这么大的文件头已经不是在描述一个页面了。请拆成几页。")
	EmptyFront = diag.ErrorRule("empty-front-matter", "there are no fields", "这里没有任何字段",
		"At least title and summary are needed.", "至少要有 title 和 summary。")
	SecondDocument = diag.ErrorRule("second-yaml-document", "a second YAML document begins here", "这里开始了第二份 YAML",
		"One file describes one thing.", "一个文件只描述一样东西。")
	FancyYAML = diag.ErrorRule("yaml-feature", "“%s” uses a YAML feature that is not allowed here", "“%s”用了这里不允许的 YAML 功能",
		"Anchors (&), aliases (*) and tags (!) are refused: a few of them can make a file enormous. A text that begins with such a sign belongs in quotes.",
		"锚点（&）、别名（*）和标签（!）不允许使用：几个就能让文件膨胀到撑爆内存。如果只是以这些符号开头的文字，请加引号。")
	TooManyKeys = diag.ErrorRule("too-many-keys", "%d fields in one place, the limit is %d", "一处有 %d 个字段，上限是 %d",
		"A list of things is written as a YAML list, not as fields.", "成串的内容请写成列表，不要写成字段。")
	YAMLSyntax = diag.ErrorRule("yaml-syntax", "this is not valid YAML: %s", "这里的 YAML 写法不对（%s）",
		"The fields at the top are YAML: “key: value”, lists with “- ”, two spaces for each level.", "文件头用 YAML 书写：“字段: 内容”，列表每项以“- ”开头，每一层缩进两个空格。")
	WrongShape = diag.ErrorRule("wrong-shape", "“%s” should be %s", "“%s”应该是%s",
		"Each field takes a text, a list, or a group of fields.", "每个字段接受一段文字、一个列表，或一组字段。")
	WrongType = diag.ErrorRule("wrong-type", "the type “%s” does not belong in %s", "类型“%s”不该放在 %s",
		"The folder gives the type; the field is only a reminder.", "类型由文件夹决定，type 字段只是提醒。")
	UnknownField = diag.ErrorRule("unknown-field", "there is no field “%s” here", "这里没有“%s”这个字段",
		"An unknown field is an error, so that a typing mistake never makes a text disappear.", "不认识的字段一律报错，这样打错一个字也不会让内容悄悄消失。")
	DuplicateField = diag.ErrorRule("duplicate-field", "the field “%s” stands here a second time", "字段“%s”重复了",
		"Of two values one would be lost. A Chinese and an English key may be the same field.", "同一字段写两次，必有一个会丢。中文和英文字段名可能是同一个字段。")
	MissingField = diag.ErrorRule("missing-field", "“%s” is missing", "缺少“%s”",
		"Pages, cards and search cannot do without this field.", "页面、卡片和搜索都离不开这个字段。")
	EmptyItem = diag.ErrorRule("empty-item", "an item of “%s” is empty", "“%s”里有一项是空的",
		"An empty item is usually a value that was forgotten.", "空的一项多半是忘了写内容。")
	BadID = diag.ErrorRule("bad-id", "“%s” cannot be an id", "“%s”不能用作编号",
		"Ids are parts of addresses: lower-case letters a–z, digits and hyphens.", "编号是网址的一部分：只用小写字母 a–z、数字和连字符。")
	DuplicateID = diag.ErrorRule("duplicate-id", "the id “%s” stands here a second time", "编号“%s”重复了",
		"Links to it could lead to either place.", "指向它的链接会不知道该去哪一处。")
	BadValue = diag.ErrorRule("bad-value", "“%s” is not one of the choices", "“%s”不在可选的值里",
		"The field takes one of a few words, because pages and filters are built on it.", "这个字段只接受固定的几个词，页面和筛选都靠它。")
	BadNumber = diag.ErrorRule("bad-number", "“%s” is not a whole number", "“%s”不是整数",
		"The field is counted and drawn, so it takes a whole number.", "这个字段要用来计算和画图，所以只接受整数。")
	NotANumber = diag.ErrorRule("not-a-number", "“%s” is not a number", "“%s”不是数字",
		"The field is drawn, so it takes a number and nothing else: 6.2, −0.5.", "这个字段要画成图，所以只写数字，例如 6.2、−0.5。")
	OutOfRange = diag.ErrorRule("out-of-range", "%s is %d, but must lie between %d and %d", "%s 是 %d，应在 %d 到 %d 之间",
		"The scale is the same in all cases, so that they can be compared.", "所有案例用同一把尺子，才能互相比较。")
	BadDate = diag.ErrorRule("bad-date", "“%s” is not a date", "“%s”不是日期",
		"Write 2024, 2024-05 or 2024-05-20.", "请写成 2024、2024-05 或 2024-05-20。")
	BadPinyin = diag.ErrorRule("bad-pinyin", "“%s” is not pinyin as it is typed", "“%s”不是打字时用的拼音",
		"Search compares it with what readers type: lower-case letters a–z and digits, syllables with one space between, no tones, ü as v.",
		"搜索拿它和读者打的字比：只用小写字母 a–z 和数字，音节之间空一格，不带声调，ü 写成 v。")
	HiddenCharacter = diag.ErrorRule("hidden-character", "the text names a character that must not be on a page: %s", "文字里写了一个不能出现在页面上的字符：%s",
		"Such characters move the cursor of a terminal or turn the direction of writing, and feeds and course packages that hold one cannot be opened.",
		"这样的字符会移动终端的光标或改变书写方向，订阅源和课程包里有一个就打不开。")
	LostComment = diag.WarningRule("lost-text", "“%s” is taken for a comment and not shown", "“%s”被当成了注释，页面上不会出现",
		"In YAML, a # behind a space begins a comment. If it belongs to the text, put the whole value in quotes; if it is a comment, write a space behind the #.",
		"在 YAML 里，空格后面的 # 是注释的开头。它若是正文，请给整个值加引号；若真是注释，请在 # 后面空一格。")
	BadFieldName = diag.ErrorRule("bad-field-name", "“%s” cannot be the name of a moment field", "“%s”不能用作时刻的字段名",
		"The name consists of the letters a–z and _, and is none that moments have anyway.", "字段名只用字母 a–z 和下划线，也不能是时刻已有的字段。")
	TooLong = diag.ErrorRule("too-long", "%s has %d characters, at most %d fit", "%s 有 %d 个字，最多 %d 个",
		"The text stands on cards and in search results, where there is no more room.", "这段文字要放在卡片和搜索结果里，再长就放不下了。")
	BadURL = diag.ErrorRule("bad-url", "“%s” is not a web address", "“%s”不是网址",
		"Write the full address, beginning with https://.", "请写完整网址，以 https:// 开头。")
)

var (
	shapeMapping = diag.Text{En: "a group of fields (key: value)", Zh: "一组字段（字段: 内容）"}
	shapeScalar  = diag.Text{En: "a single text, not a list or a group", Zh: "一段文字，而不是列表或一组字段"}
)

// Rules lists the rules of this package.
var Rules = []*diag.Rule{
	WrongFolder, BadFileName, NoOverlay, NoFrontMatter, UnclosedFront, FrontTooLarge, EmptyFront, SecondDocument, FancyYAML,
	TooManyKeys, YAMLSyntax, WrongShape, WrongType, UnknownField, DuplicateField, MissingField, EmptyItem, BadID, DuplicateID,
	BadValue, BadNumber, NotANumber, OutOfRange, BadDate, BadPinyin, HiddenCharacter, BadFieldName, TooLong, BadURL, LostComment,
}

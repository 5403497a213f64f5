package library

import "playbook/generator/diag"

// What can be wrong between documents.
var (
	DuplicateName = diag.ErrorRule("duplicate-name", "“%s” is already a name of %s", "“%s”已经是 %s 的名字",
		"A title, alias or id means one thing within its type, so that a reference to it is never a guess.", "同一类型里，一个标题、别名或编号只能指一样东西，这样引用时才不用猜。")
	UnknownReference = diag.ErrorRule("unknown-reference", "there is no %s “%s”", "没有“%[2]s”这个%[1]s",
		"A reference takes the id, the title or an alias of what it leads to.", "引用时可以写对方的编号、标题或别名。")
	UnknownElement = diag.ErrorRule("unknown-element", "%s has no element “%s”", "%s 没有“%s”这个要素",
		"The field takes elements of that framework: by id, title or alias.", "这个字段只接受该框架的要素：写编号、名称或别名都行。")
	NoFramework = diag.ErrorRule("no-framework", "no framework stands behind the field “%s”", "字段“%s”背后没有登记框架",
		"site.yaml says under moment_fields which framework's elements a field takes.", "字段接受哪个框架的要素，由 site.yaml 的 moment_fields 登记。")
	UnknownPart = diag.ErrorRule("unknown-part", "%s has no part or heading “%s”", "%s 里没有“%s”这一部分或标题",
		"After # stands the id of a moment, an element, a step, or a heading of the page.", "# 后面写关键时刻、要素、步骤的编号，或页面里的小标题。")
	UnknownFile = diag.ErrorRule("unknown-file", "there is no file “%s”", "没有“%s”这个文件",
		"Links and pictures lead to files below the content folder; write the path from this file's folder.", "链接和图片都指向内容文件夹里的文件；路径从本文件所在的文件夹写起。")
	AmbiguousReference = diag.ErrorRule("ambiguous-reference", "“%s” can mean several things", "“%s”可能指好几样东西",
		"Write an id that only one of them has; a folder in front tells types apart.", "请写只有一方才有的编号；在前面加上文件夹可以区分类型。")
)

// Rules lists the rules of this package.
var Rules = []*diag.Rule{DuplicateName, UnknownReference, UnknownElement, NoFramework, UnknownPart, UnknownFile, AmbiguousReference}

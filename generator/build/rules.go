package build

import "playbook/generator/diag"

// What can be wrong with the folder of sources.
var (
	NoSettings = diag.ErrorRule("no-settings", "the file is missing", "缺少这个文件",
		"site.yaml gives the site its title and says which frameworks moments are tagged with.", "site.yaml 写明网站的标题，以及关键时刻可以用哪些框架来标注。")
	UnknownTheme = diag.ErrorRule("unknown-theme", "there is no theme “%s”", "没有“%s”这个主题",
		"A theme is a folder below themes/, or below what --themes names.", "主题是 themes/ 下的一个文件夹，也可以用 --themes 指定别处。")
	SymbolicLink = diag.ErrorRule("symbolic-link", "this is a symbolic link", "这是一个符号链接",
		"A link could bring any file of the building machine into the public site, so none is followed.", "链接可能把构建机器上的任何文件带进公开的网站，因此一律不跟随。")
	SpecialFile = diag.ErrorRule("special-file", "this is not a regular file", "这不是普通文件",
		"Pipes, sockets and devices have no content that could be published.", "管道、套接字和设备没有可以发布的内容。")
	TooManyFiles = diag.ErrorRule("too-many-files", "the folder holds more than %d files", "文件夹里的文件超过 %d 个",
		"Probably a folder that does not belong here was copied in.", "多半是误放了别的文件夹。")
	TooDeep = diag.ErrorRule("folders-too-deep", "folders are nested more than %d deep", "文件夹嵌套超过 %d 层",
		"Probably a folder was copied into itself.", "多半是文件夹被复制进了自己。")
	NoAccess = diag.ErrorRule("no-access", "the file may not be read", "没有读取权限",
		"The site would be built without it, and nobody would notice.", "否则网站会缺了它而没有人发现。")
	FileType = diag.ErrorRule("file-type", "“%s” is not a type of file that can be published", "“%s”这种文件不能发布",
		"Only Markdown, pictures, sound, films and PDF are published: other files could run script in a reader's browser.",
		"只发布 Markdown、图片、音频、视频和 PDF：别的文件可能在读者的浏览器里运行脚本。")
	BadPath = diag.ErrorRule("bad-path", "“%s” cannot be published under this name: %s", "“%s”不能用这个名字发布：%s",
		"The site is also unpacked on Windows and by learning platforms, which refuse such names.", "网站还会在 Windows 和学习平台上解压，它们不接受这样的名字。")
	PathCollision = diag.ErrorRule("path-collision", "“%s” and “%s” are the same name on some computers", "“%s”与“%s”在有些电脑上是同一个名字",
		"Windows and macOS do not tell upper from lower case: one file would overwrite the other.", "Windows 和 macOS 不区分大小写，一个文件会覆盖另一个。")
	DuplicateOutput = diag.ErrorRule("duplicate-output", "“%s” is already written by %s", "“%s”已经由%s占用",
		"Of two pages with one address, one would vanish.", "两个页面用同一个网址，必有一个会消失。")
)

// Rules lists the rules of this package.
var Rules = []*diag.Rule{NoSettings, UnknownTheme, SymbolicLink, SpecialFile, TooManyFiles, TooDeep, NoAccess, FileType, BadPath, PathCollision, DuplicateOutput}

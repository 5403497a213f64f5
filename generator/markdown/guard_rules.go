package markdown

import "playbook/generator/diag"

// What [CheckText] finds: bytes that no parser may see.
var (
	FileTooLarge = diag.ErrorRule("file-too-large",
		"this file has %d KiB; the limit is %d KiB", "这个文件有 %d KiB，上限是 %d KiB",
		"Nobody reads a text of this size on one page, and one file must not hold up all others.",
		"这么长的文字没有人能在一页里读完，而且一个文件不应该拖慢其他所有文件。")
	UTF16 = diag.ErrorRule("utf16",
		"this file is saved as UTF-16", "这个文件是用 UTF-16 编码保存的",
		"All files are read as UTF-8, which every editor can write.",
		"所有文件都按 UTF-8 读取，每种编辑器都能保存这种编码。")
	NotUTF8 = diag.ErrorRule("not-utf8",
		"bytes that are not UTF-8: %d, the first is 0x%02X", "有 %d 个字节不是 UTF-8 文字，第一个是 0x%02X",
		"All files are read as UTF-8. What is saved otherwise would be shown as gibberish.",
		"所有文件都按 UTF-8 读取。用其他编码保存的文字会变成乱码。")
	NULByte = diag.ErrorRule("nul-byte",
		"NUL bytes, which no text has: %d", "有 %d 个 NUL 字节，文字里不该有",
		"A NUL byte comes from a broken copy or from a file that is no text at all.",
		"NUL 字节来自损坏的拷贝，或者这根本不是文字文件。")
	ControlCharacter = diag.ErrorRule("control-character",
		"invisible control characters: %d, the first is %s", "有 %d 个看不见的控制字符，第一个是 %s",
		"They come along when text is copied from other programs. They do nothing useful, and feeds and course packages that hold one cannot be opened.",
		"它们是从别的程序复制文字时带来的，没有用处，还会让订阅源和课程包打不开。")
	UnpairedDirection = diag.ErrorRule("unpaired-direction",
		"characters that turn the direction of writing and have no partner in their line: %d, the first is %s",
		"有 %d 个改变书写方向的字符在同一行里没有配对，第一个是 %s",
		"Without its partner such a character shows the text after it backwards, so that readers see something else than what is written.",
		"这种字符不配对，后面的文字就会倒着显示，读者看到的和实际写的不一样。")
)

// What guard finds: texts on which the parser would take too long.
var (
	NestedTooDeeply = diag.ErrorRule("nested-too-deeply",
		"“%s” lies more than %d lists and quotations deep", "“%s”在列表和引用里套得太深，超过了 %d 层",
		"Nobody can follow such a text, and the parser needs more time and memory with each level.",
		"这样的文字没有人看得清，而且每多一层，解析器就要多花时间和内存。")
	BlankInNesting = diag.ErrorRule("blank-lines-in-nesting",
		"blank lines inside nested lists and quotations: more than %d, each counted once for every level",
		"嵌套的列表和引用里空行太多：每层各算一次，超过了 %d 行",
		"The parser remembers each blank line once for every list and quotation that is open, until its memory is full.",
		"每打开一层列表或引用，解析器就要把空行多记一遍，直到内存用完。")
	TooMuchMarkup = diag.ErrorRule("too-much-markup",
		"lines and markup characters in this block: more than %d", "这一块的行数和标记符号加起来超过了 %d",
		"Within a block the parser compares every * _ ~ [ ] < and ` with all others; twice as many take four times as long.",
		"在同一块里，解析器要把每个 * _ ~ [ ] < 和 ` 与其他所有符号比较；数量加倍，时间就是四倍。")
	TooManyLongBlocks = diag.ErrorRule("too-many-long-blocks",
		"the long blocks of this page are more work than two blocks with %d lines and markup characters",
		"这一页的大块文字加起来太费时间，超过了两块各有 %d 行和标记符号的文字",
		"Each block alone is within its limit, but all of them together would take too long.",
		"单看每一块都没有超限，加在一起却会花太长时间。")
	TooManyItems = diag.ErrorRule("too-many-items",
		"more than %d list items", "列表项超过了 %d 个",
		"Nobody reads such a list, and every item takes memory.", "这么长的列表没有人会读，而且每一项都要占内存。")
	TooManyDefinitions = diag.ErrorRule("too-many-definitions",
		"more than %d definitions of links and footnotes", "链接和脚注的定义超过了 %d 个",
		"The parser goes through the definitions again and again.", "解析器要反复查找这些定义。")
	TooManyNoteReferences = diag.ErrorRule("too-many-note-references",
		"more than %d references to footnotes", "引用脚注的地方超过了 %d 处",
		"Every reference is looked for among all footnotes, and each gets a link there and one back.",
		"每一处都要在所有脚注里查找一遍，还要生成来回两个链接。")
	TableTooWide = diag.ErrorRule("table-too-wide",
		"this table has %d columns; the limit is %d", "这个表格有 %d 列，上限是 %d 列",
		"No screen shows so many columns, and every row gets all of them, even if it is empty.",
		"没有屏幕放得下这么多列，而且每一行哪怕是空的，也会补足所有的列。")
	TooManyCells = diag.ErrorRule("too-many-cells",
		"the tables of this page have more than %d cells", "这一页的表格超过了 %d 格",
		"Nobody reads such a table, and a telephone cannot show it.", "这么大的表格没有人会读，手机也显示不了。")
	TableTooSparse = diag.ErrorRule("table-too-sparse",
		"up to here the tables have %d cells, but the file only %d characters", "到这里为止，表格已有 %d 格，文件却只有 %d 个字符",
		"A row with too few cells is filled up to the width of the table, so a small file could make a huge page.",
		"格子不够的行会按表格的宽度补足，一个小文件就可能变成巨大的页面。")
	LinkRepeated = diag.ErrorRule("link-repeated",
		"written out, this address takes %d characters, and up to %d links repeat it", "这个网址写出来有 %d 个字符，最多会有 %d 个链接重复它",
		"An address that is defined once and used often is written out each time, so a small file could make a huge page.",
		"定义一次、多处使用的网址，每用一次就要写出一遍，一个小文件就可能变成巨大的页面。")
)

// guardRules is everything that [CheckText] and guard find.
var guardRules = []*diag.Rule{
	FileTooLarge, UTF16, NotUTF8, NULByte, ControlCharacter, UnpairedDirection,
	NestedTooDeeply, BlankInNesting, TooMuchMarkup, TooManyLongBlocks,
	TooManyItems, TooManyDefinitions, TooManyNoteReferences,
	TableTooWide, TooManyCells, TableTooSparse, LinkRepeated,
}

// Ways out, for the author.
var (
	hintSplit     = diag.Text{En: "split it into several files", Zh: "请把它拆成几个文件"}
	hintSaveUTF8  = diag.Text{En: "save the file as UTF-8", Zh: "请把文件另存为 UTF-8 编码"}
	hintEncoding  = diag.Text{En: "save the file as UTF-8; it may be GBK or Latin-1 now", Zh: "请把文件另存为 UTF-8 编码；现在的编码可能是 GBK"}
	hintDelete    = diag.Text{En: "delete them, or type the line again", Zh: "请删掉，或者把这一行重新打一遍"}
	hintOutdent   = diag.Text{En: "indent less, or make headings of the upper levels", Zh: "请减少缩进，或者把上面几层改成标题"}
	hintNoBlanks  = diag.Text{En: "delete the blank lines, or indent less", Zh: "请删掉空行，或者减少缩进"}
	hintParagraph = diag.Text{En: "divide it by blank lines", Zh: "请用空行把它分成几段"}
	hintPages     = diag.Text{En: "split the page", Zh: "请把这一页拆成几页"}
	hintTables    = diag.Text{En: "split the table", Zh: "请把表格拆开"}
	hintFillRows  = diag.Text{En: "give each row as many cells as the header", Zh: "请让每一行的格数和表头一样"}
	hintShorten   = diag.Text{En: "shorten the address, or close the title after it", Zh: "请缩短网址，或者给它后面的标题补上结束的引号"}
)

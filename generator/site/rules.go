package site

import "playbook/generator/diag"

// What can be wrong with a theme.
var (
	LayoutMissing = diag.ErrorRule("layout-missing",
		"the theme has no layout “%s”", "主题缺少版式“%s”",
		"Every kind of page has a layout of its own below layouts/, base.html is around all of them; partials/tag.html and partials/embed.html stand alone.",
		"每种页面在 layouts/ 下都有自己的版式，base.html 套在所有版式外面；partials/tag.html 和 partials/embed.html 会单独使用。")
	TemplateSyntax = diag.ErrorRule("template-syntax",
		"the template does not parse: %s", "模板写法有误：%s",
		"Templates are written in the language of Go's html/template.",
		"模板使用 Go 的 html/template 语法。")
	TemplateMissing = diag.ErrorRule("template-missing",
		"there is no template “%s”", "没有名为“%s”的模板",
		"{{template}} takes the path of a partial below the theme, or a name that the layout defines.",
		"{{template}} 后面写主题里部件的路径，或版式自己定义的名称。")
	TemplateFailed = diag.ErrorRule("template-failed",
		"the template failed on %s: %s", "模板在生成 %s 时出错：%s",
		"A template asks for something that this kind of page does not have.",
		"模板用到了这种页面没有的数据。")
	AssetMissing = diag.ErrorRule("asset-missing",
		"the theme has no file “%s”", "主题缺少文件“%s”",
		"Styles begin in assets/site.css, scripts in assets/site.ts and assets/theme.ts, the search in assets/search.ts.",
		"样式从 assets/site.css 开始，脚本从 assets/site.ts 和 assets/theme.ts 开始，搜索从 assets/search.ts 开始。")
	AssetError = diag.ErrorRule("asset-error",
		"%s", "样式或脚本有误：%s",
		"The style sheet or script cannot be bundled.",
		"样式表或脚本无法打包。")
	AssetWarning = diag.WarningRule("asset-warning",
		"%s", "样式或脚本可疑：%s",
		"The style sheet or script can be bundled, but probably does not do what it should.",
		"样式表或脚本能够打包，但效果多半不是想要的。")
)

// Rules lists the rules of this package.
var Rules = []*diag.Rule{LayoutMissing, TemplateSyntax, TemplateMissing, TemplateFailed, AssetMissing, AssetError, AssetWarning}

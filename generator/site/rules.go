package site

import "playbook/generator/diag"

func rule(name string, severity diag.Severity, message, why diag.Text) *diag.Rule {
	return &diag.Rule{Name: name, Severity: severity, Message: message, Why: why}
}

// What can be wrong with a theme.
var (
	LayoutMissing = rule("layout-missing", diag.Error,
		diag.Text{En: "the theme has no layout “%s”", Zh: "主题缺少版式“%s”"},
		diag.Text{En: "Every kind of page has a layout of its own below layouts/, base.html is around all of them; partials/tag.html and partials/embed.html stand alone.", Zh: "每种页面在 layouts/ 下都有自己的版式，base.html 套在所有版式外面；partials/tag.html 和 partials/embed.html 会单独使用。"})
	TemplateSyntax = rule("template-syntax", diag.Error,
		diag.Text{En: "the template does not parse: %s", Zh: "模板写法有误：%s"},
		diag.Text{En: "Templates are written in the language of Go's html/template.", Zh: "模板使用 Go 的 html/template 语法。"})
	TemplateMissing = rule("template-missing", diag.Error,
		diag.Text{En: "there is no template “%s”", Zh: "没有名为“%s”的模板"},
		diag.Text{En: "{{template}} takes the path of a partial below the theme, or a name that the layout defines.", Zh: "{{template}} 后面写主题里部件的路径，或版式自己定义的名称。"})
	TemplateFailed = rule("template-failed", diag.Error,
		diag.Text{En: "the template failed on %s: %s", Zh: "模板在生成 %s 时出错：%s"},
		diag.Text{En: "A template asks for something that this kind of page does not have.", Zh: "模板用到了这种页面没有的数据。"})
	AssetMissing = rule("asset-missing", diag.Error,
		diag.Text{En: "the theme has no file “%s”", Zh: "主题缺少文件“%s”"},
		diag.Text{En: "Styles begin in assets/site.css, scripts in assets/site.ts and assets/theme.ts.", Zh: "样式从 assets/site.css 开始，脚本从 assets/site.ts 和 assets/theme.ts 开始。"})
	AssetError = rule("asset-error", diag.Error,
		diag.Text{En: "%s", Zh: "样式或脚本有误：%s"},
		diag.Text{En: "The style sheet or script cannot be bundled.", Zh: "样式表或脚本无法打包。"})
	AssetWarning = rule("asset-warning", diag.Warning,
		diag.Text{En: "%s", Zh: "样式或脚本可疑：%s"},
		diag.Text{En: "The style sheet or script can be bundled, but probably does not do what it should.", Zh: "样式表或脚本能够打包，但效果多半不是想要的。"})
)

// Rules lists the rules of this package.
var Rules = []*diag.Rule{LayoutMissing, TemplateSyntax, TemplateMissing, TemplateFailed, AssetMissing, AssetError, AssetWarning}

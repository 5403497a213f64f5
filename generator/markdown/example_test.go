package markdown_test

import (
	"fmt"
	"os"

	"playbook/generator/markdown"
)

// A glossary leads every reference to a page of its own.
type glossary struct{}

func (glossary) Link(l markdown.Link) (markdown.Target, bool) {
	return markdown.Target{URL: l.Target + ".html", Title: "卡诺模型", Class: "ref ref-framework"}, true
}

func (glossary) Mentions() []markdown.Mention { return nil }

func Example() {
	src := []byte("**兴奋需求（魅力属性）**会变成基本需求，见 [[kano]]。\n")
	doc, found := markdown.Parse("cases/haidilao.md", src)
	fmt.Println(len(found), "findings;", "refers to", doc.Links[0].Target)
	if err := doc.Render(os.Stdout, glossary{}, markdown.View{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 0 findings; refers to kano
	// <p><strong>兴奋需求（魅力属性）</strong>会变成基本需求，见 <a class="ref ref-framework" href="kano.html">卡诺模型</a>。</p>
}

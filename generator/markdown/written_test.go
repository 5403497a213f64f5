package markdown

import (
	"strings"
	"testing"
)

func TestBlocksAreWhatTheAuthorWrote(t *testing.T) {
	src := "## **标题** `code`\n\n" +
		"见[[haidilao]]与[[kano|狩野 *模型*]]，[链接](https://example.com)和 https://example.com 。\n下一行&amp;尾[^1]。\n\n" +
		"> [!TRAINER] 讲师\n> 问一句\n> 再问\n\n| 甲 | `乙` |\n|---|---|\n| 丙 | 丁 |\n\n```\n代码\n```\n\n[^1]: 注释\n"
	doc, found := Parse("a.md", []byte(src))
	if found.Failed() {
		t.Fatal(found[0].Message)
	}
	var got []string
	for _, b := range doc.Blocks {
		prose := b.Prose()
		got = append(got, strings.ReplaceAll(prose, string(Mask), "#"))
		for i, r := range prose {
			if r == Mask || r == ' ' {
				continue
			}
			size := len(string(r))
			if from, to := b.At(i, i+size); src[from:to] != string(r) {
				t.Errorf("%q: byte %d is said to be %q, not %q", prose, i, src[from:to], string(r))
			}
		}
	}
	want := []string{
		"标题 ####", "见############与狩野 *模型*，链接和 ################### 。下一行#尾。", "讲师", "问一句再问", "甲", "丙", "丁", "注释",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	b := doc.Blocks[0]
	if from, to := b.At(0, len("标题")); src[from:to] != "标题" {
		t.Errorf("the title stands at %q", src[from:to])
	}
}

package diag_test

import (
	"os"

	"playbook/generator/diag"
)

func Example() {
	tooLong := &diag.Rule{
		Name:    "too-long",
		Message: diag.Text{En: "%s has %d characters, at most %d fit", Zh: "%s 有 %d 个字，最多 %d 个"},
	}
	src := []byte("summary: 客人只要一张椅子\n")

	var found diag.List
	found.Add(tooLong, diag.Span{Path: "cases/ritz.md", Start: 9, End: 33}, "summary", 8, 7).Hint = diag.Say("leave out a word", "请删去一个词")

	p := diag.Printer{Lang: "zh", Read: func(string) []byte { return src }}
	if err := p.Print(os.Stdout, found); err != nil {
		panic(err)
	}
	// Output:
	// cases/ritz.md:1:10: 错误：summary 有 8 个字，最多 7 个 [too-long]
	//    1 | summary: 客人只要一张椅子
	//      |          ^^^^^^^^^^^^^^^^ 请删去一个词
}

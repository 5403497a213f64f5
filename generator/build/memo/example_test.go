package memo_test

import (
	"fmt"
	"strings"

	"playbook/generator/build/memo"
)

type source string // the text of a file

type words string // how many words it has

func count(r *memo.Reader, file words) int {
	fmt.Println("counting", file)
	return len(strings.Fields(memo.Input[string](r, source(file))))
}

func inTurn(n int, f func(i int)) {
	for i := range n {
		f(i)
	}
}

func Example() {
	var s memo.Store
	s.Set(source("a"), "one two")
	s.Settle(inTurn)
	fmt.Println(memo.Get(s.Reader(), words("a"), count))
	fmt.Println(memo.Get(s.Reader(), words("a"), count))
	s.Set(source("a"), "one two three")
	s.Settle(inTurn)
	fmt.Println(memo.Get(s.Reader(), words("a"), count))
	// Output:
	// counting a
	// 2
	// 2
	// counting a
	// 3
}

package main

import (
	"io"
	"os"
	"strconv"
)

// usualColumns is how wide a window is of which nothing is known.
const usualColumns = 80

// columns returns how many characters fit into a line of the window that w
// writes to, or 0 if nobody knows. A reader may say it in COLUMNS.
func columns(w io.Writer, getenv func(string) string) int {
	if n, err := strconv.Atoi(getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok {
		return windowColumns(f)
	}
	return 0
}

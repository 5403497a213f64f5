package main

import (
	"strings"

	"rsc.io/qr"
)

// quiet is the empty border that readers of the code need, in modules.
const quiet = 4

// margin stands to the left of the drawing.
const margin = "  "

// qrCode draws an address for the camera of a telephone, two modules to a
// character. With colours it is black on white whatever the terminal looks like;
// without, what is light in the code is drawn, which is right on a dark ground
// and readable for most telephones on a light one. It also returns how many
// columns the drawing takes. For an address that is too long there is none.
func qrCode(address string, colour bool) (drawing string, columns int) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return "", 0
	}
	before, after := "", ""
	if colour {
		before, after = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
	}
	var b strings.Builder
	for y := -quiet; y < code.Size+quiet; y += 2 {
		b.WriteString(margin + before)
		for x := -quiet; x < code.Size+quiet; x++ {
			// Outside the code every module is light.
			b.WriteRune(halves(code.Black(x, y) == colour, code.Black(x, y+1) == colour))
		}
		b.WriteString(after + "\n")
	}
	return b.String(), len(margin) + code.Size + 2*quiet
}

// halves returns the character whose upper and lower half are drawn or not.
func halves(upper, lower bool) rune {
	switch {
	case upper && lower:
		return '█'
	case upper:
		return '▀'
	case lower:
		return '▄'
	}
	return ' '
}

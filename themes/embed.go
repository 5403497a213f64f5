// Package themes holds the themes that come with the program.
package themes

import "embed"

// FS holds one folder for each theme.
//
//go:embed all:default
var FS embed.FS

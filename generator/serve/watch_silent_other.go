//go:build !linux

package serve

// silent returns "": which file systems give no events is known only on Linux.
// Elsewhere the author has to ask for polling.
func silent(string) string { return "" }

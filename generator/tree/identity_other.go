//go:build !unix

package tree

import "io/fs"

// identity returns nothing: here files are known by size and time.
func identity(fs.FileInfo) (inode uint64, ctime int64) { return 0, 0 }

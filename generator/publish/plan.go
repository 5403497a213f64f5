package publish

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

// A plan is the set of paths that the site will have.
type plan struct {
	keys []key // sorted by fold
}

// A key is a path, and the same path for those who do not tell capitals from
// small letters: the file systems of Windows and macOS, and USB sticks.
type key struct{ fold, name string }

// longest is the longest name of a file or directory, in bytes, that common
// file systems allow.
const longest = 255

// newPlan checks that the files can exist side by side on any disk.
func newPlan(files []File) (*plan, error) {
	p := &plan{keys: make([]key, len(files))}
	for i, f := range files {
		if why := badPath(f.Path); why != nil {
			return nil, &Error{BadPath, f.Path, why}
		}
		if (f.Make == nil) == (f.Copy == nil) {
			panic("publish: file " + f.Path + " needs either Make or Copy")
		}
		p.keys[i] = key{strings.ToLower(f.Path), f.Path}
	}
	slices.SortFunc(p.keys, func(a, b key) int {
		return cmp.Or(strings.Compare(a.fold, b.fold), strings.Compare(a.name, b.name))
	})
	for i, k := range p.keys {
		if i > 0 && p.keys[i-1].fold == k.fold {
			return nil, &Error{BadPath, k.name, clash(p.keys[i-1].name, k.name)}
		}
		if above, ok := p.fileAbove(k.fold); ok {
			return nil, &Error{BadPath, k.name, sayf(
				"“%s” cannot be a file, because “%s” lies in it",
				"“%s”不能是文件，因为“%s”在它里面", above, k.name)}
		}
	}
	return p, nil
}

func clash(a, b string) error {
	if a == b {
		return sayf("two files want to be “%s”", "有两个文件都要写成“%s”", a)
	}
	return sayf("“%s” and “%s” differ only in capitals, and many disks cannot hold both",
		"“%s”和“%s”只差在大小写，很多磁盘无法同时存放", a, b)
}

// fileAbove returns the file of the plan that would have to be a directory for
// fold to exist.
func (p *plan) fileAbove(fold string) (string, bool) {
	for i, r := range fold {
		if r == '/' {
			if k, ok := p.find(fold[:i]); ok {
				return k.name, true
			}
		}
	}
	return "", false
}

// find returns the path of the plan that is name, capitals aside.
func (p *plan) find(name string) (key, bool) {
	i, ok := slices.BinarySearchFunc(p.keys, strings.ToLower(name), func(k key, fold string) int {
		return strings.Compare(k.fold, fold)
	})
	if !ok {
		return key{}, false
	}
	return p.keys[i], true
}

// badPath says what is wrong with the path of a file, or returns nil.
func badPath(name string) error {
	switch {
	case name == "":
		return sayf("a file has no name", "有一个文件没有名字")
	case !fs.ValidPath(name) || strings.ContainsRune(name, '\\') || strings.ContainsFunc(name, unicode.IsControl):
		return sayf("“%s” cannot be a path in the site: paths are relative, with single slashes",
			"“%s”不能作为网站里的路径：路径须是相对路径，用单个斜线分隔", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return sayf("“%s” cannot be a path in the site: names that begin with a dot belong to the author",
				"“%s”不能作为网站里的路径：以点开头的名字归作者所有", name)
		}
		if len(part) > longest {
			return sayf("“%s” cannot be a path in the site: a name may have at most %d bytes",
				"“%s”不能作为网站里的路径：每一级名字最多 %d 字节", name, longest)
		}
	}
	return nil
}

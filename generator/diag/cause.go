package diag

import (
	"errors"
	"io/fs"
	"syscall"
)

// causes are what the system most often says to an author. Go has its words in
// English only.
var causes = []struct {
	err error
	zh  string
}{
	{fs.ErrPermission, "没有权限"},
	{fs.ErrNotExist, "没有这个文件或文件夹"},
	{syscall.ENOTDIR, "路径里有一段不是文件夹"},
	{syscall.ENOSPC, "磁盘满了，或系统的额度用完了"},
	{syscall.EMFILE, "打开的文件太多了"},
	{syscall.EADDRINUSE, "这个端口已被占用"},
	{syscall.EADDRNOTAVAIL, "这台电脑没有这个地址"},
}

// Cause says in both languages why the system refused something, and of which
// file if the error knows. What has no translation stands in quotes.
func Cause(err error) Text {
	said := Clean(err.Error())
	for _, c := range causes {
		if !errors.Is(err, c.err) {
			continue
		}
		if at := (*fs.PathError)(nil); errors.As(err, &at) {
			return Text{En: said, Zh: Clean(at.Path) + "：" + c.zh}
		}
		return Text{En: said, Zh: c.zh}
	}
	return Text{En: said, Zh: "“" + said + "”"}
}

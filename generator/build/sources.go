package build

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"playbook/generator/content"
	"playbook/generator/diag"
	"playbook/generator/hanzi"
	"playbook/generator/markdown"
	"playbook/generator/site"
	"playbook/generator/tree"
)

// mediaTypes are the endings of files that are published as they are. None of
// them can run script in a reader's browser.
var mediaTypes = []string{".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".pdf", ".mp3", ".mp4", ".webm", ".vtt"}

// sources reports what does not belong into the content folder and returns the
// media files.
func sources(files []string, odd []tree.Oddity, found *diag.List) []string {
	for _, o := range odd {
		reportOddity(o, found)
	}
	var media []string
	seen := make(map[string]string) // folded path → path
	for _, file := range files {
		at := diag.Span{Path: file}
		if other := seen[hanzi.Fold(file)]; other != "" {
			found.Add(PathCollision, at, file, other)
			continue
		}
		seen[hanzi.Fold(file)] = file
		ending := strings.ToLower(path.Ext(file))
		switch {
		case file == content.SettingsFile || file == content.StyleFile || ending == ".md":
		case slices.Contains(mediaTypes, ending):
			if why := WhyNot(file); !why.IsZero() {
				found.Add(BadPath, at, file, why)
				continue
			}
			media = append(media, file)
		default:
			d := found.Add(FileType, at, path.Base(file))
			switch ending {
			case ".html", ".htm", ".xhtml":
				d.Hint = diag.Say("write the page in Markdown: %s.md", "请用 Markdown 来写：%s.md", strings.TrimSuffix(path.Base(file), path.Ext(file)))
			case ".svg":
				d.Hint = diag.Say("save the picture as PNG or WebP", "请把图片另存为 PNG 或 WebP")
			default:
				d.Hint = diag.Say("allowed: .md %s", "可以放：.md %s", strings.Join(mediaTypes, " "))
			}
		}
	}
	return media
}

func reportOddity(o tree.Oddity, found *diag.List) {
	at := diag.Span{Path: o.Path}
	switch o.Kind {
	case tree.Symlink:
		found.Add(SymbolicLink, at).Hint = diag.Say("put the file itself here", "请把文件本身放到这里")
	case tree.Special:
		found.Add(SpecialFile, at).Hint = diag.Say("delete it", "请删去")
	case tree.TooLarge:
		found.Add(markdown.FileTooLarge, at, o.Size>>10, tree.MaxText>>10).Hint = diag.Say("split it into several pages", "请拆成几页")
	case tree.TooMany:
		found.Add(TooManyFiles, at, tree.MaxFiles)
	case tree.TooDeep:
		found.Add(TooDeep, at, tree.MaxDepth)
	case tree.NoAccess:
		found.Add(NoAccess, at).Hint = diag.Say("give yourself permission to read it", "请给自己加上读取权限")
	}
}

// devices are names that Windows keeps for itself, whatever their ending.
var devices = []string{
	"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// WhyNot says why a file of that path cannot be handed to every reader: what
// one system allows, another cannot store, and an LMS cannot unpack. The result
// is empty if it can.
func WhyNot(p string) diag.Text {
	if len(p) > 200 {
		return diag.Text{En: "it is longer than 200 bytes", Zh: "路径超过 200 字节"}
	}
	if !hanzi.IsComposed(p) {
		return diag.Text{En: "its accents are stored apart from their letters", Zh: "其中的重音符号与字母分开存放"}
	}
	for part := range strings.SplitSeq(p, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		switch {
		case strings.ContainsAny(part, `\:*?"<>|%#`):
			return diag.Text{En: `it contains one of \ : * ? " < > | % #`, Zh: `其中有 \ : * ? " < > | % # 之一`}
		case strings.IndexFunc(part, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) >= 0:
			return diag.Text{En: "it contains an invisible character", Zh: "其中有看不见的字符"}
		case strings.HasPrefix(part, "-") || strings.HasPrefix(part, " ") || strings.HasSuffix(part, " ") || strings.HasSuffix(part, "."):
			return diag.Text{En: "a name begins with - or a space, or ends with a dot or a space", Zh: "名字以 - 或空格开头，或以点、空格结尾"}
		case slices.Contains(devices, stem):
			return diag.Text{En: "Windows keeps that name for itself", Zh: "Windows 不允许用这个名字"}
		}
	}
	return diag.Text{}
}

// claims reports outputs that would overwrite each other.
func claims(pages []site.Page, theme *site.Theme, media []string) diag.List {
	l := &ledger{owner: make(map[string]string, len(pages))}
	for _, p := range pages {
		l.add(p.Path, p.Source)
	}
	for _, a := range theme.Assets() {
		l.add(a.Path, "")
	}
	for _, p := range media {
		l.add(p, p)
	}
	return l.found
}

// A ledger remembers who writes which output.
type ledger struct {
	owner map[string]string // folded path → path of the source, or "" for the generator's own
	found diag.List
}

func (c *ledger) add(output, source string) {
	key := hanzi.Fold(output)
	other, taken := c.owner[key]
	if !taken {
		c.owner[key] = source
		return
	}
	if source == "" {
		source, other = other, source
	}
	by := diag.Text{En: "a page that Playbook makes", Zh: "系统自动生成的页面"}
	if other != "" {
		by = diag.Text{En: diag.Clean(other), Zh: diag.Clean(other)}
	}
	c.found.Add(DuplicateOutput, diag.Span{Path: source}, output, by).Hint = diag.Say("rename the file", "请给文件换个名字")
}

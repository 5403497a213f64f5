// Package content turns one source file into one typed [Document].
//
// A source file is Markdown with YAML on top. The folder says which type of
// document it is, the file name is the id:
//
//	content/cases/haidilao.md → type case, id haidilao
//
// The Go structs in types.go and fields.go are the content model, in one place:
// [Parse] decodes the YAML into them strictly, and every key, value and
// reference that is wrong becomes a finding with the bytes it is about. Parse
// never fails as a whole: beside its findings it returns what could be read, so
// that one run reports all problems of all files.
//
// Nothing here looks at a second file. What a reference leads to is for package
// library to say.
package content

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"playbook/generator/diag"
	"playbook/generator/markdown"
)

// Limits on what a file may hold, in bytes. A page of a book is a few thousand
// characters; what is far beyond is a mistake or an attack.
const (
	MaxFile  = 512 << 10 // a Markdown file
	MaxFront = 64 << 10  // its front matter
	MaxData  = 1 << 20   // site.yaml
	maxKeys  = 5000      // keys of one mapping
)

// A File is one source file, understood: what it says of itself, and its prose.
// The two are apart because a change of the prose leaves the rest as it is, and
// only the rest matters to other pages.
type File struct {
	*Document               // nil if the place of the file gives it no type
	Prose     *markdown.Doc // ready to render
}

// A Document is what a source file says of itself. It is not changed after Parse.
type Document struct {
	Path   string // below the content folder, slash-separated
	ID     string // the file name without .md
	Type   *Type
	Record Record // *Case, *Framework, …: the front matter
	*Common

	Refs    []Reference        // what the front matter refers to, in the order of the file
	Parts   []Part             // elements, moments, steps, …: what has an id of its own
	Outline []markdown.Heading // of the prose; where they stand is left to the prose
	Front   []byte             // the file up to the end of its front matter

	Unread bool // the front matter could not be read: only the id is known
}

// A Reference is one use of a [Ref] in the front matter.
type Reference struct {
	Ref     Ref
	Field   string // the key it stands under, "kano"
	Where   string // the ref tag of the field: where to look
	OrText  bool   // free text is welcome
	Part    string // id of the part it stands in, or ""
	Context string // what the part, or the document, says
	Span    diag.Span
}

// A Part is a piece of a document that can be referred to: haidilao#m-card.
type Part struct {
	List  string // the field it stands in, "moments"
	ID    string
	Title string
	Text  string
	Span  diag.Span // of the id
}

// Part returns the part with that id, or nil.
func (d *Document) Part(id string) *Part {
	for i := range d.Parts {
		if d.Parts[i].ID == id {
			return &d.Parts[i]
		}
	}
	return nil
}

// Parse reads one file of the content folder. settings may be nil, then moments
// have no framework fields. The file has no Document if its place gives it no
// type.
func Parse(path string, src []byte, settings *Settings) (File, diag.List) {
	var found diag.List
	typ, id := place(path, &found)
	if typ == nil {
		return File{}, found
	}
	doc := &Document{Path: path, ID: id, Type: typ, Record: typ.New(), Unread: true}
	doc.Common = doc.Record.common()
	doc.Title = id // until it is read, so that messages and pages have a name to show
	file := File{doc, new(markdown.Doc)}
	if found = append(found, markdown.CheckText(path, src, MaxFile)...); found.Failed() {
		return file, found
	}
	front, ok := splitFront(path, src, &found)
	if !ok {
		return file, found
	}
	_, end, _, _ := cutFront(src)
	doc.Front = src[:end:end]
	d := decoder{path: path, settings: settings, found: &found}
	if root := d.parse(front); root != nil {
		d.document(root, doc)
		doc.Unread = false
	}
	doc.Refs, doc.Parts = d.refs, d.parts

	prose, problems := markdown.Parse(path, body(src))
	file.Prose = prose
	doc.Outline = slices.Clone(prose.Outline)
	for i, h := range prose.Outline {
		doc.Outline[i].Span = diag.Span{}
		if part := doc.Part(h.ID); part != nil { // both are places on one page
			problems.Add(DuplicateID, h.Span, h.ID).Others = []diag.Span{part.Span}
		}
	}
	return file, append(found, problems...)
}

// place returns the type and the id that the path of a file gives it.
func place(file string, found *diag.List) (*Type, string) {
	folder, name := path.Split(file)
	id := strings.TrimSuffix(name, ".md")
	typ := TypeIn(strings.TrimSuffix(folder, "/"))
	at := diag.Span{Path: file}
	switch {
	case typ == nil:
		list := strings.Join(folders(), ", ")
		found.Add(WrongFolder, at).Hint = diag.Say("move it to one of the folders: %s", "请移到这些文件夹之一：%s", diag.Text{En: list, Zh: list})
		return nil, ""
	case strings.HasSuffix(id, ".en"):
		found.Add(NoOverlay, at)
		return nil, ""
	case !IsID(id):
		found.Add(BadFileName, at, name).Hint = diag.Say("try “%s”", "可以改成“%s”", SuggestID(id)+".md")
	}
	return typ, id
}

func folders() []string {
	var list []string
	for _, t := range Types {
		list = append(list, t.Folder)
	}
	return list
}

// IsID reports whether s can name a document or a part: lower-case ASCII
// letters, digits and single hyphens, not at the ends. Such a name is the same
// on every file system and needs no escaping in a URL.
func IsID(s string) bool {
	if s == "" || len(s) > 80 || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-'
	}) < 0
}

// SuggestID makes the nearest id of s, "my-page" if there is none.
func SuggestID(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if len(words) == 0 {
		return "my-page"
	}
	return strings.Join(words, "-")
}

// A front is the YAML at the top of a file: the bytes src[start:end].
type front struct {
	src        []byte
	start, end int
}

// byteOrderMark is what some editors put before the first character.
const byteOrderMark = "\ufeff"

// cutFront finds the lines between the two --- lines. body is where the prose
// begins. closed tells whether the second line is there.
func cutFront(src []byte) (f front, body int, opened, closed bool) {
	pos := 0
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		pos = len(byteOrderMark)
	}
	line, next := cutLine(src, pos)
	if string(bytes.TrimRight(line, " \t")) != "---" {
		return front{}, 0, false, false
	}
	f = front{src: src, start: next}
	for pos = next; pos < len(src); pos = next {
		line, next = cutLine(src, pos)
		if s := string(bytes.TrimRight(line, " \t")); s == "---" || s == "..." {
			f.end = pos
			return f, next, true, true
		}
	}
	return f, len(src), true, false
}

// cutLine returns the line that begins at pos, without its end, and where the
// next one begins.
func cutLine(src []byte, pos int) (line []byte, next int) {
	i := bytes.IndexAny(src[pos:], "\r\n")
	switch {
	case i < 0:
		return src[pos:], len(src)
	case src[pos+i] == '\r' && pos+i+1 < len(src) && src[pos+i+1] == '\n':
		return src[pos : pos+i], pos + i + 2
	default:
		return src[pos : pos+i], pos + i + 1
	}
}

func splitFront(file string, src []byte, found *diag.List) (front, bool) {
	f, _, opened, closed := cutFront(src)
	first, _ := cutLine(src, 0)
	at := diag.Span{Path: file, End: len(first)}
	switch {
	case !opened:
		found.Add(NoFrontMatter, at)
	case !closed:
		found.Add(UnclosedFront, at)
	case f.end-f.start > MaxFront:
		found.Add(FrontTooLarge, at, (f.end-f.start)>>10, MaxFront>>10)
	default:
		return f, true
	}
	return f, false
}

// body returns src with the front matter blanked by spaces, newlines kept, so
// that every offset in the prose is an offset in the file.
func body(src []byte) []byte {
	_, end, _, closed := cutFront(src)
	if !closed {
		return src
	}
	body := bytes.Clone(src)
	for i, c := range body[:end] {
		if c != '\n' && c != '\r' {
			body[i] = ' '
		}
	}
	return body
}

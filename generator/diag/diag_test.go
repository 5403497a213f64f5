package diag

import (
	"encoding/json"
	"strings"
	"testing"
)

var (
	unknown = &Rule{Name: "unknown-element", Message: Text{En: "%s has no element “%s”", Zh: "%s 没有“%s”这个要素"}, Why: Text{En: "Why.", Zh: "为什么。"}}
	stale   = &Rule{Name: "stale", Severity: Warning, Message: Text{En: "old", Zh: "旧了"}}
)

const source = "---\ntitle: 海底捞\n    kano: 兴夺\n\tx: “引号”、full\u200bwidth\n---\n"

// at returns the span of the first occurrence of s in source.
func at(s string) Span {
	i := strings.Index(source, s)
	return Span{Path: "cases/haidilao.md", Start: i, End: i + len(s)}
}

func read(string) []byte { return []byte(source) }

func printed(t *testing.T, p Printer, list List, format string) string {
	t.Helper()
	p.Read = read
	var b strings.Builder
	if err := p.Write(&b, list, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPrint(t *testing.T) {
	var list List
	list.Add(unknown, at("兴夺"), "kano", "兴夺").Hint = Say("did you mean “%s” (%s)?", "您是不是想写“%s”（%s）？", "兴奋", "kano.attractive")
	list.Add(stale, at("“引号”、full"))
	list.Add(stale, Span{Path: "cases/haidilao.md"}).Others = []Span{at("title")}

	en := `cases/haidilao.md:3:11: error: kano has no element “兴夺” [unknown-element]
   3 |     kano: 兴夺
     |           ^^^^ did you mean “兴奋” (kano.attractive)?
cases/haidilao.md:4:5: warning: old [stale]
   4 |  x: “引号”、full·width
     |     ^^^^^^^^^^^^
cases/haidilao.md:1:1: warning: old [stale]
   1 | ---
     | ^
  see also: cases/haidilao.md:2:1
`
	if got := printed(t, Printer{Lang: "en"}, list, "text"); got != en {
		t.Errorf("got\n%s\nwant\n%s", got, en)
	}
	zh := "cases/haidilao.md:3:11: 错误：kano 没有“兴夺”这个要素 [unknown-element]\n   3 |     kano: 兴夺\n     |           ^^^^ 您是不是想写“兴奋”（kano.attractive）？\n"
	if got := printed(t, Printer{Lang: "zh"}, list[:1], "text"); got != zh {
		t.Errorf("got\n%s\nwant\n%s", got, zh)
	}
}

func TestPrintLimit(t *testing.T) {
	list := make(List, 5)
	for i := range list {
		list[i] = &Diagnostic{Rule: stale, Span: at("title"), Message: stale.Message}
	}
	for _, tt := range []struct {
		lang string
		more Text
		want string
	}{
		{"en", Text{}, "… and 3 more; --format json shows all\n"},
		{"zh", Text{}, "……还有 3 处；用 --format json 查看全部\n"},
		{"zh", Text{En: "elsewhere", Zh: "在别处"}, "……还有 3 处；在别处\n"},
	} {
		got := printed(t, Printer{Lang: tt.lang, Limit: 2, More: tt.more}, list, "text")
		if strings.Count(got, "[stale]") != 2 || !strings.HasSuffix(got, tt.want) {
			t.Errorf("got\n%s\nwant at its end\n%s", got, tt.want)
		}
	}
}

func TestPrintLongLine(t *testing.T) {
	long := strings.Repeat("长", 5000) + "这里" + strings.Repeat("尾", 5000)
	i := strings.Index(long, "这里")
	list := List{{Rule: stale, Span: Span{Path: "p", Start: i, End: i + len("这里")}, Message: stale.Message}}
	var b strings.Builder
	if err := (Printer{Lang: "en", Read: func(string) []byte { return []byte(long) }}).Print(&b, list); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if len(line) > 500 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	excerpt, caret, _ := strings.Cut(b.String(), "\n     | ")
	if !strings.Contains(excerpt, "这里") || !strings.Contains(caret, "^^^^\n") {
		t.Errorf("got\n%s", b.String())
	}
}

// Text of strangers reaches terminals and build logs: it must not move the
// cursor, begin a line of its own, or give commands.
func TestNoEscapes(t *testing.T) {
	evil := "a\n::error::x\x1b[2J\u202eb\u2028c"
	var list List
	list.Add(unknown, Span{Path: "evil\n::error::.md", Start: 0, End: 1}, "kano", evil)
	for _, format := range Formats {
		got := printed(t, Printer{Lang: "en"}, list, format)
		if strings.ContainsAny(got, "\x1b\u202e\u2028") || strings.Contains(got, "\n::error::") {
			t.Errorf("%s lets an escape out: %q", format, got)
		}
	}
}

func TestMachineFormats(t *testing.T) {
	var list List
	list.Add(unknown, at("兴夺"), "kano", "兴夺").Hint = Say("did you mean “%s”?", "想写“%s”？", "兴奋")
	want := "::error file=cases/haidilao.md,line=3,col=11,endLine=3,endColumn=13,title=unknown-element::kano has no element “兴夺”%0Adid you mean “兴奋”?\n"
	if got := printed(t, Printer{Lang: "en"}, list, "github"); got != want {
		t.Errorf("github:\ngot  %s\nwant %s", got, want)
	}

	var records []record
	if err := json.Unmarshal([]byte(printed(t, Printer{Lang: "zh"}, list, "json")), &records); err != nil {
		t.Fatal(err)
	}
	if want := (record{"cases/haidilao.md", 3, 11, 3, 13, "error", "unknown-element", "kano 没有“兴夺”这个要素", "想写“兴奋”？"}); len(records) != 1 || records[0] != want {
		t.Errorf("json: got %+v, want %+v", records, want)
	}

	var log sarifLog
	if err := json.Unmarshal([]byte(printed(t, Printer{Lang: "en"}, list, "sarif")), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) != 1 || log.Runs[0].Results[0].Locations[0].Physical.Region.StartColumn != 11 {
		t.Errorf("sarif: %+v", log)
	}
	if got := printed(t, Printer{Lang: "en"}, nil, "json"); got != "[]\n" {
		t.Errorf("no findings as json: %q", got)
	}
}

func TestPositionOf(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		offset    int
		want      Position
	}{
		{"start", "abc", 0, Position{1, 1}},
		{"characters, not bytes", "海底捞x", 9, Position{1, 4}},
		{"second line", "a\nbc", 3, Position{2, 2}},
		{"CRLF", "a\r\nbc", 4, Position{2, 2}},
		{"inside CRLF", "a\r\nb", 2, Position{1, 2}},
		{"lone CR", "a\rbc", 3, Position{2, 2}},
		{"byte order mark", "\ufeffab", 4, Position{1, 2}},
		{"past the end", "ab", 99, Position{1, 3}},
		{"no text", "", 0, Position{1, 1}},
	} {
		if got := PositionOf([]byte(tt.src), tt.offset); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSort(t *testing.T) {
	list := List{
		{Rule: stale, Span: Span{Path: "b", Start: 1}},
		{Rule: unknown, Span: Span{Path: "a", Start: 2}},
		{Rule: stale, Span: Span{Path: "a", Start: 2}},
		{Rule: stale, Span: Span{Path: "a", Start: 2}},
	}
	list.Sort()
	if len(list) != 3 || list[0].Rule != stale || list[1].Rule != unknown || list[2].Span.Path != "b" {
		t.Errorf("got %+v", list)
	}
	if errors, warnings := list.Count(); errors != 1 || warnings != 2 || !list.Failed() {
		t.Errorf("counted %d errors, %d warnings", errors, warnings)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"must-be", "基本", "attractive", "兴奋", "title", "summary"}
	for _, tt := range []struct{ in, want string }{
		{"兴夺", "兴奋"},
		{"titel", "title"}, // two letters swapped
		{"Title", "title"},
		{"sumary", "summary"},
		{"atractiv", "attractive"},
		{"海底捞", ""},
		{"xyz", ""},
		{"", ""},
	} {
		if got := Nearest(tt.in, names); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPattern(t *testing.T) {
	r := WarningRule("some-rule", "%s has %d of “%q”", "“%[2]s”里有 %[1]d 个；100% 是", "", "")
	for lang, want := range map[string]string{"en": "… has … of “…”", "zh": "“…”里有 … 个；100% 是"} {
		if got := r.Pattern(lang); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

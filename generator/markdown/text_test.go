package markdown

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// inUTF16 encodes s as UTF-16, with a byte order mark if s has one.
func inUTF16(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestCheckText(t *testing.T) {
	const page = "# 海底捞\n\n“您好”，the first page.\n"
	tests := []struct {
		name, src string
		want      string // rule at start–end, in the order of the file
	}{
		{"empty", "", ""},
		{"plain", page, ""},
		{"byte order mark of UTF-8", "\ufeff" + page, ""},
		{"tab and line ends", "a\tb\r\nc\rd\n", ""},
		{"line separators", "a\u2028b\u2029c", ""},
		{"replacement character", "a\ufffdb", ""},

		{"UTF-16LE with a mark", inUTF16("\ufeff"+page, binary.LittleEndian), "utf16 at 0–0"},
		{"UTF-16BE with a mark", inUTF16("\ufeff"+page, binary.BigEndian), "utf16 at 0–0"},
		{"UTF-16LE", inUTF16(page, binary.LittleEndian), "utf16 at 0–0"},
		{"UTF-16BE", inUTF16(page, binary.BigEndian), "utf16 at 0–0"},
		{"UTF-16LE, all Chinese", inUTF16(strings.Repeat("服务蓝图。\n", 50), binary.LittleEndian), "utf16 at 0–0"},
		{"UTF-16BE, all Chinese", inUTF16(strings.Repeat("服务蓝图。\n", 50), binary.BigEndian), "utf16 at 0–0"},

		{"what made goldmark panic", "\x87\n0", "not-utf8 at 0–1"},
		{"Latin-1", "caf\xe9 cr\xe8me\n", "not-utf8 at 3–4"},
		{"GBK", "\xb7\xfe\xce\xf1\n", "not-utf8 at 0–1"},
		{"surrogate", "a\xed\xa0\x80", "not-utf8 at 1–2"},
		{"cut off", "服\xe5\x8a", "not-utf8 at 3–4"},

		{"NUL", "abc\x00de\x00\n", "nul-byte at 3–4"},
		{"many NUL", strings.Repeat("a\x00\x00", 1000), "nul-byte at 1–2"},
		{"escape", "a\x1b[31m", "control-character at 1–2"},
		{"vertical tab and form feed", "a\n\v\f", "control-character at 2–3"},
		{"delete", "服\x7f", "control-character at 3–4"},
		{"next line", "a\u0085b", "control-character at 1–3"},
		{"not a character", "a\ufffeb\uffff", "control-character at 1–4"},

		{"paired direction", "a \u202bb \u202dc\u202c\u202c \u2066d\u2069\n", ""},
		{"open direction", "a\n\u202eb\nc\u202c", "unpaired-direction at 2–5"},
		{"closed before opened", "\u2069a\u2068", "unpaired-direction at 0–3"},
		{"crossed directions", "\u202aa\u2067b\u202cc\u2069", "unpaired-direction at 0–3"},

		{"all kinds", "a\xffb\u202ec\x01d\x00e", "not-utf8 at 1–2, unpaired-direction at 3–6, control-character at 7–8, nul-byte at 9–10"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range CheckText("x.md", []byte(tt.src), 0) {
				got = append(got, fmt.Sprintf("%s at %d–%d", d.Rule.Name, d.Span.Start, d.Span.End))
			}
			if got := strings.Join(got, ", "); got != tt.want {
				t.Errorf("CheckText(%.60q):\ngot  %s\nwant %s", tt.src, got, tt.want)
			}
		})
	}
}

func TestCheckTextCounts(t *testing.T) {
	picture := make([]byte, 1<<20)
	for i := range picture {
		picture[i] = byte(i * i >> 3)
	}
	if found := CheckText("x.md", picture, 0); len(found) == 0 || len(found) > 6 {
		t.Errorf("%d findings in a picture, want a few", len(found))
	}
	found := CheckText("x.md", []byte("\x01a\x02\n\x03"), 0)
	if want := "invisible control characters: 3, the first is U+0001"; len(found) != 1 || found[0].Message.En != want {
		t.Errorf("got %v, want %s", found, want)
	}
}

func TestCheckTextLimit(t *testing.T) {
	src := bytes.Repeat([]byte("服务\n"), 100)
	if found := CheckText("x.md", src, len(src)); len(found) > 0 {
		t.Error(found[0].Message.En)
	}
	found := CheckText("x.md", append(src, 0), len(src))
	if len(found) != 1 || found[0].Rule != FileTooLarge {
		t.Errorf("got %v, want only %s", found, FileTooLarge.Name)
	}
}

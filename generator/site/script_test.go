package site

import (
	"strings"
	"testing"

	"playbook/generator/tree"
)

func TestScript(t *testing.T) {
	files := tree.New([]*tree.File{
		tree.Text("entry.ts", `import { greet } from "./lib/greet"; globalThis.said = greet("您");`),
		tree.Text("lib/greet.ts", `export const greet = (who: string): string => "好，" + who;`),
		tree.Text("broken.ts", `import "./lib/gone";`),
		tree.Text("mistake.ts", `const = 1;`),
	})
	data, err := Script(files, "entry.ts")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(data); !strings.Contains(got, "好，") || strings.Contains(got, "import") || strings.Contains(got, "string") {
		t.Errorf("the script is %s", got)
	}
	for entry, want := range map[string]string{
		"none.ts":    "none.ts: there is no file",
		"broken.ts":  "broken.ts: there is no file “lib/gone”",
		"mistake.ts": "mistake.ts: Expected identifier",
	} {
		if data, err := Script(files, entry); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q, %v, want an error with %q", entry, data, err, want)
		}
	}
}

package serve

import (
	"regexp"
	"testing"
)

// The script writes no markup and runs no text, so nothing that stands in a
// message can become more than a message.
func TestScriptWritesNoMarkup(t *testing.T) {
	script, err := assets.ReadFile("assets/live.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{`innerHTML`, `outerHTML`, `insertAdjacentHTML`, `document\.write`, `\beval\(`, `new Function`, `setTimeout\("`, `setHTML`, `createContextualFragment`, `DOMParser`, `https?://`, `javascript:`, `\bstyle: "`} {
		if at := regexp.MustCompile(never).FindIndex(script); at != nil {
			t.Errorf("live.js has %s", script[at[0]:at[1]])
		}
	}
}

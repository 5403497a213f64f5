package serve

import (
	"net/url"
	"testing"
)

func TestQuestionLinks(t *testing.T) {
	for _, tt := range []struct{ name, query, key, value, want string }{
		{"a first filter", "", "type", "case", "?type=case"},
		{"a second one", "type=case", "state", "error", "?state=error&type=case"},
		{"another value", "type=case", "type", "term", "?type=term"},
		{"given up", "type=case&state=error", "type", "", "?state=error"},
		{"the last one given up", "type=case", "type", "", "./"},
		{"a filter begins on the first page", "type=case&page=3", "state", "error", "?state=error&type=case"},
		{"to another page", "type=case&page=3", "page", "4", "?page=4&type=case"},
		{"words are escaped", "q=借 伞%26", "type", "case", "?q=%E5%80%9F+%E4%BC%9E%26&type=case"},
		{"what is unknown is dropped", "utm=1&type=case", "state", "error", "?state=error&type=case"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			values, err := url.ParseQuery(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if got := ask(values).link(tt.key, tt.value); got != tt.want {
				t.Errorf("%q with %s=%s: got %s, want %s", tt.query, tt.key, tt.value, got, tt.want)
			}
		})
	}
}

func TestQuestionPage(t *testing.T) {
	for query, want := range map[string]int{"": 1, "page=2": 2, "page=0": 1, "page=-5": 1, "page=x": 1, "page=99999999999999999999": 1} {
		values, _ := url.ParseQuery(query)
		if got := ask(values).page(); got != want {
			t.Errorf("%q: page %d, want %d", query, got, want)
		}
	}
}

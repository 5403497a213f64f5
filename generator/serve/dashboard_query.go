package serve

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A question is what somebody asks of the dashboard, as it stands in the
// address: which documents, in which order. So it can be shared and bookmarked,
// and every answer to it is a plain link.
type question struct{ values url.Values }

// questionKeys are the parts of a question.
var questionKeys = []string{"view", "type", "state", "evidence", "rule", "q", "sort", "page"}

// maxSearch is the longest text that is searched for, in bytes.
const maxSearch = 200

// ask reads a question from the query of an address. What it does not know it
// leaves out, so that no link repeats what a stranger wrote.
func ask(query url.Values) question {
	q := question{url.Values{}}
	for _, key := range questionKeys {
		if v := strings.TrimSpace(query.Get(key)); v != "" && len(v) <= maxSearch {
			q.values.Set(key, v)
		}
	}
	return q
}

// get returns one part of the question, or "".
func (q question) get(key string) string { return q.values.Get(key) }

// page returns which page of the answer is asked for, counted from 1.
func (q question) page() int {
	n, err := strconv.Atoi(q.get("page"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// sort returns the column to sort by, and whether the largest comes first.
func (q question) sort() (column string, down bool) {
	column, down = strings.CutPrefix(q.get("sort"), "-")
	return column, down
}

// link returns the address of the same question with one part changed, or left
// out if the value is "". Only a step to another page keeps the page.
func (q question) link(key, value string) string {
	changed := url.Values{}
	for k, v := range q.values {
		if k != "page" {
			changed[k] = v
		}
	}
	if changed.Set(key, value); value == "" {
		changed.Del(key)
	}
	if len(changed) == 0 {
		return "./"
	}
	return "?" + changed.Encode()
}

// narrowed reports whether the question leaves documents out.
func (q question) narrowed() bool {
	return slices.ContainsFunc([]string{"type", "state", "evidence", "rule", "q"}, q.values.Has)
}

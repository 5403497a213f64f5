package main

import (
	"cmp"
	"hash/fnv"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"playbook/generator/hanzi"
)

// A corpus is what pages are made of to search in. The text is the real book's,
// because a program that cuts Chinese into words knows no made-up language. All
// lists are in an order that depends on nothing but what is in them.
type corpus struct {
	clauses     []string // of the book, without punctuation
	short       []string // those that may be a heading
	latin       []string // foreign words of the book
	given       []rune   // characters of the book, for names
	typed       []string // words that people look for
	traditional map[rune]rune
}

var (
	// linked is a link, with the text that readers see or without one.
	linked = regexp.MustCompile(`\[\[[^\]|]*\|?([^\]]*)\]\]`)
	titled = regexp.MustCompile(`(?m)^title: *(\p{Han}{2,})$`)
	alien  = regexp.MustCompile(`[A-Za-z]{2,}`)
)

// readCorpus reads the folder content of the book.
func readCorpus(book fs.FS) (*corpus, error) {
	clauses, latin, given := make(map[string]bool), make(map[string]bool), make(map[rune]bool)
	typed := make(map[string]bool)
	for _, w := range words {
		typed[w] = true
	}
	var texts []string
	err := fs.WalkDir(book, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		data, err := fs.ReadFile(book, name)
		if err != nil {
			return err
		}
		text := string(data)
		texts = append(texts, text)
		if m := titled.FindStringSubmatch(text); m != nil && path.Dir(name) == "terms" {
			typed[m[1]] = true
		}
		for _, w := range alien.FindAllString(text, -1) {
			latin[w] = true
		}
		for _, c := range cut(text) {
			clauses[c] = true
			for _, r := range c {
				if hanzi.IsHan(r) {
					given[r] = true
				}
			}
		}
		return nil
	})
	c := &corpus{
		clauses: shuffled(clauses), latin: shuffled(latin), typed: slices.Sorted(maps.Keys(typed)),
		given: slices.Sorted(maps.Keys(given)), traditional: attested(texts),
	}
	for _, s := range c.clauses {
		if n := han(s); n <= 8 && n == len([]rune(s)) {
			c.short = append(c.short, s)
		}
	}
	return c, err
}

// cut returns the clauses of a text that have 4 to 20 Han characters, all of them
// Simplified.
func cut(text string) []string {
	text = linked.ReplaceAllString(text, "$1")
	list := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ' ' && r != '-'
	})
	for i, s := range list {
		list[i] = strings.Trim(s, " -")
	}
	return slices.DeleteFunc(list, func(s string) bool {
		traditional := strings.ContainsFunc(s, func(r rune) bool { return hanzi.IsHan(r) && hanzi.FoldRune(r) != r })
		return han(s) < 4 || han(s) > 20 || traditional
	})
}

// han counts the Han characters of a text.
func han(s string) int {
	n := 0
	for _, r := range s {
		if hanzi.IsHan(r) {
			n++
		}
	}
	return n
}

// shuffled lists a set in an order that looks like chance and is always the same.
func shuffled(set map[string]bool) []string {
	sum := func(s string) uint64 {
		h := fnv.New64a()
		_, _ = h.Write([]byte(s)) // never fails
		return h.Sum64()
	}
	return slices.SortedFunc(maps.Keys(set), func(a, b string) int {
		return cmp.Or(cmp.Compare(sum(a), sum(b)), strings.Compare(a, b))
	})
}

// attested returns the Traditional form of characters that have only one in some
// texts. A table of all forms there are would turn 出 into 齣.
func attested(texts []string) map[rune]rune {
	forms, several := make(map[rune]rune), make(map[rune]bool)
	for _, text := range texts {
		for _, t := range text {
			if s := hanzi.FoldRune(t); s != t && hanzi.IsHan(t) {
				several[s] = several[s] || forms[s] != 0 && forms[s] != t
				forms[s] = t
			}
		}
	}
	maps.DeleteFunc(forms, func(s, _ rune) bool { return several[s] })
	return forms
}

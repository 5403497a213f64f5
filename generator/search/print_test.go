package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// String writes everything down for people.
func (d *decoded) String() string {
	var b strings.Builder
	r := &d.root
	fmt.Fprintf(&b, "%s: %d pages, packed %d\ntypes %q\nevidence %q\nruns %d\nfacets %q\n", r.Lang, r.N, r.K, r.Types, r.Evidence, r.Runs, r.Facets)
	fmt.Fprintf(&b, "first keys %q\nhashes %q %q %q\nfold", strings.Split(r.Keys, "\n"), r.T, r.F, r.X)
	for _, from := range slices.Sorted(maps.Keys(d.fold)) {
		fmt.Fprintf(&b, " %c→%c", from, d.fold[from])
	}
	b.WriteString("\n\n")
	for _, e := range d.entries {
		fmt.Fprintf(&b, "%s", strings.NewReplacer("\x01", "^A", "\x02", "^B").Replace(e.key))
		if p := e.posting; p != nil {
			b.WriteString(p.String())
		}
		if e.count >= 0 {
			fmt.Fprintf(&b, " counts %d", e.count)
		}
		b.WriteByte('\n')
		for _, x := range e.names {
			fmt.Fprintf(&b, "\tname %q reads %q on %d also %q\n", x.display, x.reading, x.pages, x.others)
		}
		for _, x := range e.readings {
			fmt.Fprintf(&b, "\treads %s\n", x)
		}
	}
	for _, p := range d.pages {
		fmt.Fprintf(&b, "\npage %+v\n", p)
	}
	for i, list := range d.facets {
		fmt.Fprintf(&b, "\nfacet %d\n", i)
		for _, v := range list {
			fmt.Fprintf(&b, "\t%s %s%s\n", v.id, v.label, v.posting)
		}
	}
	return b.String()
}

func (p *decodedPosting) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, " (%d)", p.encoding)
	for i, page := range p.pages {
		fmt.Fprintf(&b, " %d", page)
		if p.impacts != nil {
			fmt.Fprintf(&b, ":%d", p.impacts[i])
		}
	}
	return b.String()
}

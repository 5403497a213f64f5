package figure

// distinct counts the moments among some dots: a moment with several tags stands
// there several times.
func distinct(dots []Dot) int {
	seen := make(map[string]bool, len(dots))
	for _, d := range dots {
		seen[d.key()] = true
	}
	return len(seen)
}

// key tells moments apart: by where they lead, else by what they are called.
func (d Dot) key() string {
	if d.URL != "" {
		return d.URL
	}
	return d.Title + "\n" + d.Of
}

// dots returns all that stands in a profile.
func (p Profile) dots() []Dot {
	var list []Dot
	for _, e := range p.Elements {
		list = append(list, e.Dots...)
	}
	return list
}

// A tagging says how a finding counts: moments, or tags if a moment has several.
type tagging struct {
	moments, tags int
}

func (p Profile) tagging() tagging {
	dots := p.dots()
	return tagging{distinct(dots), len(dots)}
}

// opening begins a finding: how many moments are tagged, and of how many.
func (t tagging) opening(p Profile, o Options) string {
	switch {
	case p.Moments > t.moments && t.tags > t.moments:
		return o.t("%d 个时刻里标了 %d 个，一共标了 %d 次，", p.Moments, t.moments, t.tags)
	case p.Moments > t.moments:
		return o.t("%d 个时刻里标了 %d 个，", p.Moments, t.moments)
	case t.tags > t.moments:
		return o.t("%d 个时刻标了 %d 次，", t.moments, t.tags)
	default:
		return o.t("共 %d 个时刻，", t.moments)
	}
}

// none begins a finding if nothing is tagged.
func (p Profile) none(o Options) string {
	if p.Moments == 0 {
		return ""
	}
	return o.t("%d 个时刻里标了 0 个，", p.Moments)
}

// count says how much an element has, as the finding counts.
func (t tagging) count(title string, n int, o Options) string {
	if t.tags > t.moments {
		return o.t("%s %d 次", title, n)
	}
	return o.t("%s %d 个", title, n)
}

// times is count without a title.
func (t tagging) times(n int, o Options) string {
	if t.tags > t.moments {
		return o.t("%d 次", n)
	}
	return o.t("%d 个", n)
}

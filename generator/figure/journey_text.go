package figure

import "strings"

// A phrase is a text that has been measured once, so that it can be broken at many
// widths: a map asks for the best width of its columns, and balances every cell.
type phrase struct {
	s      string
	size   int
	pieces []phrasePiece
}

// A phrasePiece is a part of a text that stays on one line, as [pieces] cuts it.
type phrasePiece struct {
	end       int // in the text
	full, ink int // how wide it is with and without the spaces behind it
}

func phraseOf(s string, size int) phrase {
	p := phrase{s: strings.TrimSpace(s), size: size}
	if p.s == "" {
		return p
	}
	end := 0
	list := pieces(p.s)
	p.pieces = make([]phrasePiece, len(list))
	for i, piece := range list {
		end += len(piece)
		full := measure(piece, size)
		ink := full
		if bare := strings.TrimRight(piece, " "); len(bare) < len(piece) {
			ink = measure(bare, size)
		}
		p.pieces[i] = phrasePiece{end, full, ink}
	}
	return p
}

// thoughtOf is phraseOf for what somebody thinks: between quotation marks, those
// within become single ones.
func thoughtOf(s string, size int) phrase {
	s = strings.TrimSpace(s)
	if s != "" && (!strings.HasPrefix(s, "“") || strings.Index(s, "”") != len(s)-len("”")) {
		s = "“" + strings.ReplaceAll(strings.ReplaceAll(s, "“", "‘"), "”", "’") + "”"
	}
	return phraseOf(s, size)
}

// breaks calls line with the piece behind each line but the last, and returns the
// number of lines. ok is false if a piece is wider than a line.
func (p phrase) breaks(width int, line func(next int)) (n int, ok bool) {
	at := 0
	for i, piece := range p.pieces {
		if piece.ink > width {
			return 0, false
		}
		if i == 0 || at+piece.ink > width {
			n++
			at = 0
			if i > 0 && line != nil {
				line(i)
			}
		}
		at += piece.full
	}
	return n, true
}

// lines breaks a phrase into lines that are as equal as they can be; see [balance].
func (p phrase) lines(width int) []string {
	n, ok := p.breaks(width, nil)
	if !ok {
		return wrap(p.s, p.size, width, anyLines)
	}
	if n == 0 {
		return nil
	}
	for n > 1 {
		if m, ok := p.breaks(width-p.size/2, nil); !ok || m != n {
			break
		}
		width -= p.size / 2
	}
	lines := make([]string, 0, n)
	start := 0
	p.breaks(width, func(next int) {
		end := p.pieces[next-1].end
		lines = append(lines, strings.TrimSpace(p.s[start:end]))
		start = end
	})
	return append(lines, p.s[start:])
}

// thought is lines for what somebody thinks: it stays between its quotation marks,
// even if it is cut.
func (p phrase) thought(width int) []string {
	lines := p.lines(width - p.size)
	if last := len(lines) - 1; last >= 0 && strings.HasSuffix(lines[last], "…") {
		lines[last] += "”"
	}
	return lines
}

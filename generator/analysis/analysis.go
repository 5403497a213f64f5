// Package analysis computes what follows from the documents: how well a case is
// known, how its customer felt from moment to moment.
package analysis

import (
	"playbook/generator/content"
)

// A Rollup counts how well the statements of a case are known.
type Rollup struct {
	Counts  [4]int // statements by level, in the order of content.Enums["evidence"]
	Weakest string // the level of the weakest moment or number, "" if there is none
}

// Evidence rolls the evidence of a case up: its moments and its numbers, because
// a story is known as well as its weakest part. Facts do not count: they are there
// to say what could be checked.
func Evidence(c *content.Case) Rollup {
	var r Rollup
	add := func(level string) {
		rank := content.EvidenceRank(level)
		if rank < 0 {
			return
		}
		r.Counts[rank]++
		if rank > content.EvidenceRank(r.Weakest) {
			r.Weakest = level
		}
	}
	for _, m := range c.Moments {
		add(m.Evidence)
	}
	for _, m := range c.Metrics {
		add(m.Evidence)
	}
	return r
}

// Total is the number of statements that say how well they are known.
func (r Rollup) Total() int {
	n := 0
	for _, c := range r.Counts {
		n += c
	}
	return n
}

// A Point is one step on an emotion curve.
type Point struct {
	Index    int  // of the step
	Emotion  int  // −2 … +2
	Expected *int // what the customer expected to feel, if anybody says so
}

// A Curve is how a customer felt, moment by moment, with the figures of the
// peak–end rule (Kahneman, Fredrickson, Schreiber and Redelmeier, 1993).
type Curve struct {
	Points []Point
	Peak   int     // index in Points of the strongest emotion, of equals the later one; −1 if empty
	End    int     // index in Points of the last one; −1 if empty, or if the steps are not those of one visit
	Mean   float64 // of all emotions
}

// Score is the mean of peak and end.
func (c Curve) Score() float64 {
	if c.Peak < 0 || c.End < 0 {
		return 0
	}
	return float64(c.Points[c.Peak].Emotion+c.Points[c.End].Emotion) / 2
}

// Emotions returns the curve of some steps: those that say how it felt, in their
// order.
func Emotions(steps []content.Step) Curve {
	curve := Curve{Peak: -1, End: -1}
	sum := 0
	for i, s := range steps {
		if s.Emotion == nil {
			continue
		}
		curve.Points = append(curve.Points, Point{i, *s.Emotion, s.Expected})
		sum += *s.Emotion
		curve.End = len(curve.Points) - 1
		if curve.Peak < 0 || abs(*s.Emotion) >= abs(curve.Points[curve.Peak].Emotion) {
			curve.Peak = curve.End
		}
	}
	if n := len(curve.Points); n > 0 {
		curve.Mean = float64(sum) / float64(n)
	}
	return curve
}

func abs(n int) int { return max(n, -n) }

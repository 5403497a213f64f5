package analysis

import (
	"testing"

	"playbook/generator/content"
)

// feelings makes steps that felt like this.
func feelings(emotions ...int) []content.Step {
	var steps []content.Step
	for _, e := range emotions {
		steps = append(steps, content.Step{Emotion: &e})
	}
	return steps
}

// The figures were computed by hand.
func TestEmotions(t *testing.T) {
	for _, tt := range []struct {
		emotions      []int
		peak, end     int // emotions
		score, mean   float64
		peakIsAtPoint int
	}{
		{emotions: []int{0, -1, 2, 1, 1}, peak: 2, end: 1, score: 1.5, mean: 0.6, peakIsAtPoint: 2},
		{emotions: []int{1, 1, -2, 0, 1}, peak: -2, end: 1, score: -0.5, mean: 0.2, peakIsAtPoint: 2},
		{emotions: []int{0, 1, 2, 2, 2, 2}, peak: 2, end: 2, score: 2, mean: 1.5, peakIsAtPoint: 5},
		{emotions: []int{2, 0, -2}, peak: -2, end: -2, score: -2, mean: 0, peakIsAtPoint: 2},
	} {
		c := Emotions(feelings(tt.emotions...))
		if got := c.Points[c.Peak].Emotion; got != tt.peak || c.Peak != tt.peakIsAtPoint {
			t.Errorf("%v: peak %d at %d, want %d at %d", tt.emotions, got, c.Peak, tt.peak, tt.peakIsAtPoint)
		}
		if got := c.Points[c.End].Emotion; got != tt.end {
			t.Errorf("%v: end %d, want %d", tt.emotions, got, tt.end)
		}
		if c.Score() != tt.score || c.Mean != tt.mean {
			t.Errorf("%v: score %v mean %v, want %v and %v", tt.emotions, c.Score(), c.Mean, tt.score, tt.mean)
		}
	}
	if c := Emotions(nil); c.Peak != -1 || c.Score() != 0 {
		t.Errorf("no emotions: %+v", c)
	}
}

func TestEmotionsSkipsMomentsWithout(t *testing.T) {
	two := 2
	c := Emotions([]content.Step{{}, {Emotion: &two}})
	if len(c.Points) != 1 || c.Points[0].Index != 1 {
		t.Errorf("got %+v, want the second moment only", c.Points)
	}
}

func TestEvidence(t *testing.T) {
	c := &content.Case{
		Moments: []content.Moment{{Evidence: "reported"}, {Evidence: "secondary"}, {Evidence: "reported"}},
		Metrics: []content.CaseMetric{{Evidence: "secondary"}},
	}
	c.Facts = []content.Fact{{Evidence: "primary"}, {Evidence: "illustrative"}, {}}
	got := Evidence(c)
	if want := (Rollup{Counts: [4]int{0, 2, 2, 0}, Weakest: "reported"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.Total() != 4 {
		t.Errorf("total %d, want 4", got.Total())
	}
	if got := Evidence(new(content.Case)); got.Weakest != "" || got.Total() != 0 {
		t.Errorf("empty case: %+v", got)
	}
}

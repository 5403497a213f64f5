package figure

import (
	"fmt"
	"strings"
	"testing"
)

func TestGoldenWheel(t *testing.T) {
	golden(t, Wheel(wow, Options{Prefix: "g"}))
}

func TestWheelFinding(t *testing.T) {
	for _, tt := range []struct {
		p    Profile
		want string
	}{
		{wow, "6 种里用到 5 种。7 个时刻一共标了 12 次。最多的是“个性化”，4 次。没有用到的：超预期性能。"},
		{profileOf("两种", "set", "甲: +一", "乙: -二"), "2 种里用到 2 种。标了 2 次。"},
	} {
		if got := wheelFinding(tt.p, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestWheelStep(t *testing.T) {
	for most, want := range map[int]int{1: 1, 5: 1, 6: 2, 10: 2, 11: 5, 26: 10, 51: 20, 101: 50} {
		if got := wheelStep(most); got != want {
			t.Errorf("wheelStep(%d) = %d, want %d", most, got, want)
		}
	}
}

// The petals begin at the hub and end where the scale says, in all directions.
func TestSpot(t *testing.T) {
	for _, tt := range []struct{ part, of, x, y int }{{0, 4, 500, 400}, {1, 4, 600, 500}, {1, 2, 500, 600}, {3, 4, 400, 500}, {1, 12, 550, 414}} {
		if x, y := spotAt(tt.part, tt.of).at(500, 500, 100, 0); x != tt.x || y != tt.y {
			t.Errorf("%d/%d of a turn leads to %d, %d, want %d, %d", tt.part, tt.of, x, y, tt.x, tt.y)
		}
	}
}

// A petal of twice as many moments is twice as long and just as broad; a kind that
// is not used has a stub shorter than one moment.
func TestWheelPetals(t *testing.T) {
	w := wheel{hub: wheelHub, rim: wheelRim, most: 8}
	if one, two, six := w.out(1)-wheelHub, w.out(2)-wheelHub, w.out(6)-wheelHub; two != 2*one || six != 6*one {
		t.Errorf("1, 2 and 6 moments are %d, %d and %d long", one, two, six)
	}
	wide := string(wheelWide(wow, Options{}).b)
	for s, want := range map[string]int{`class="petal"`: 5, `class="petal empty"`: 1, "没有用到</text>": 1} {
		if got := strings.Count(wide, s); got != want {
			t.Errorf("%d times %s, want %d", got, s, want)
		}
	}
}

func TestWheelIsReadable(t *testing.T) {
	for _, n := range []int{2, 3, 6, 10, 13} {
		checkPicture(t, Wheel(profileSize("set", n, 9, 1), Options{Prefix: "<&"}))
	}
	if Wheel(icare, Options{}) != nil {
		t.Error("there is a wheel of nothing")
	}
}

func TestWheelNoOverlap(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 40} {
		for _, length := range []int{1, 4, 9, 20, 60} {
			for shape := range 5 {
				p, name := profileSize("set", n, length, shape), fmt.Sprintf("%d×%d/%d", n, length, shape)
				checkBoxes(t, "wide "+name, wheelWide(p, Options{}))
				checkBoxes(t, "narrow "+name, wheelNarrow(p, Options{}))
			}
		}
	}
}

func BenchmarkWheel(b *testing.B) {
	for b.Loop() {
		Wheel(wow, Options{Prefix: "b"})
	}
}

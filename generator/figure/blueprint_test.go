package figure

import "testing"

func TestGoldenBlueprint(t *testing.T) {
	golden(t, Blueprint(coffeeMap, Options{Prefix: "g"}))
}

func TestBlueprintFinding(t *testing.T) {
	for _, tt := range []struct {
		m    Map
		want string
	}{
		{coffeeMap, "共 6 步，其中 5 步写了后台做什么。负责的一共有 5 方：门店运营、产品、值班长、店长、客户运营。第 6 步只写了谁负责，没写后台做什么。"},
		{Map{Steps: []Step{{Backstage: "备货"}, {}, {}}}, "共 3 步，其中 1 步写了后台做什么。没有写由谁负责。第 2、3 步在可视线后面是空白。"},
	} {
		if got := blueprintFinding(tt.m, Options{}); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestBlueprintWellFormed(t *testing.T) {
	for steps := 1; steps < 9; steps++ {
		checkPicture(t, Blueprint(journeyOf(steps, 9, 1), Options{Prefix: "<&"}))
	}
	if Blueprint(Map{Steps: make([]Step, 3)}, Options{}) != nil {
		t.Error("there is a blueprint though nobody says what happens backstage")
	}
}

func BenchmarkBlueprint(b *testing.B) {
	for b.Loop() {
		Blueprint(coffeeMap, Options{Prefix: "b"})
	}
}

package serve

import (
	"fmt"
	"net/netip"
	"testing"
)

// The first address is the one that is drawn as a code to scan.
func TestLikeliestAddresses(t *testing.T) {
	var list []reach
	for _, r := range [][2]string{
		{"docker0", "172.17.0.1"},
		{"utun3", "8.8.4.4"},
		{"br-1a2b", "172.18.0.1"},
		{"eth1", "8.8.8.8"},
		{"veth9", "10.1.1.1"},
		{"wlan0", "192.168.1.20"},
		{"tun0", "10.8.0.2"},
		{"en0", "10.0.0.5"},
	} {
		list = append(list, reach{r[0], netip.MustParseAddr(r[1])})
	}
	got := fmt.Sprint(likeliest(list))
	if want := "[192.168.1.20 10.0.0.5 8.8.8.8 172.17.0.1 172.18.0.1 10.1.1.1 10.8.0.2 8.8.4.4]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

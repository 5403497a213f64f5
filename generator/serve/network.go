package serve

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// A reach is an address of this machine and the device that has it.
type reach struct {
	device string // "eth0"
	ip     netip.Addr
}

// networkAddresses returns the addresses of this machine that a phone nearby may
// reach, the likeliest first.
func networkAddresses() []netip.Addr {
	devices, _ := net.Interfaces() // without them there is nothing to show
	var list []reach
	for _, d := range devices {
		addresses, _ := d.Addrs() // it may just have been unplugged
		for _, a := range addresses {
			prefix, err := netip.ParsePrefix(a.String())
			if ip := prefix.Addr().Unmap(); err == nil && d.Flags&net.FlagUp != 0 && ip.Is4() && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() {
				list = append(list, reach{d.Name, ip})
			}
		}
	}
	return likeliest(list)
}

// likeliest sorts addresses: those of real devices before those that only
// programs on this machine see, and among them home and office networks first.
func likeliest(list []reach) []netip.Addr {
	slices.SortStableFunc(list, func(a, b reach) int { return cmp.Compare(a.rank(), b.rank()) })
	ips := make([]netip.Addr, len(list))
	for i, r := range list {
		ips[i] = r.ip
	}
	return ips
}

// rank is the smaller, the likelier a phone nearby reaches the address.
func (r reach) rank() int {
	rank := 0
	if !r.ip.IsPrivate() {
		rank++
	}
	if r.isVirtual() {
		rank += 2
	}
	return rank
}

// virtual is how devices are called that lead to containers, to virtual machines
// or into a tunnel.
var virtual = []string{"docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "vEthernet", "bridge", "tun", "utun", "tap", "wg", "zt", "tailscale"}

func (r reach) isVirtual() bool {
	return slices.ContainsFunc(virtual, func(name string) bool { return strings.HasPrefix(r.device, name) })
}

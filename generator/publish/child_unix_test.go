//go:build unix

package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The tests that need a process of their own – to kill it, to take rights from
// it – run this test binary again with childVar set to what it has to do.
const childVar = "PLAYBOOK_PUBLISH_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childVar); job != "" {
		if err := child(job, os.Args[1], os.Args[2:]); err != nil {
			fmt.Println(describe(err))
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// start runs a child that publishes to dir. What it prints is its result.
func start(t *testing.T, job, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, append([]string{dir}, args...)...)
	c.Env = append(os.Environ(), childVar+"="+job)
	c.Stderr = os.Stderr
	return c
}

// run runs a child to its end and returns what it says of the error it met.
func run(t *testing.T, job, dir string, args ...string) string {
	t.Helper()
	out, err := start(t, job, dir, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func describe(err error) string {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return fmt.Sprintf("not an Error: %v", err)
	}
	names := []string{"Other", "Foreign", "Locked", "NoSpace", "Permission", "Limits", "Changed", "BadPath"}
	return names[e.Kind] + " " + e.Path
}

func child(job, dir string, args []string) error {
	ctx := context.Background()
	switch job {
	case "umask":
		syscall.Umask(0o077)
		return publishNumbered(dir, 1)
	case "small files only":
		limit := unix.Rlimit{Cur: 8 << 10, Max: 8 << 10}
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		_, err := To(ctx, dir, disk{"a.html": "A", "large.html": strings.Repeat("x", 1<<20)}.files(), Options{})
		return err
	case "nobody":
		if err := becomeNobody(); err != nil {
			return err
		}
		_, err := To(ctx, dir, disk{"sub/a.html": "A", "new/b.html": "b"}.files(), Options{})
		return err
	case "one of many":
		n, err := strconv.Atoi(args[0])
		if err != nil {
			return err
		}
		return publishNumbered(dir, n)
	case "alternate":
		fmt.Println("at work")
		for i := 0; ; i++ {
			if err := publishNumbered(dir, i%2); err != nil {
				return err
			}
		}
	case "die before the exchange", "die after the exchange":
		p := system()
		p.exchange = func(root *os.Root, a, b string) error {
			if job == "die after the exchange" {
				if err := exchanger()(root, a, b); err != nil {
					return err
				}
			}
			if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
				return err
			}
			time.Sleep(time.Minute)
			return nil
		}
		_, err := p.to(ctx, dir, numbered(1).files(), Options{})
		return err
	}
	return fmt.Errorf("no such job: %s", job)
}

// becomeNobody gives up the rights of root. The test of missing permissions
// must work for root too, since containers run as root.
func becomeNobody() error {
	if os.Geteuid() != 0 {
		return nil
	}
	const nobody = 65534
	if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
		return fmt.Errorf("this test needs root, who can become nobody, or another user: %w", err)
	}
	return nil
}

// numbered is a site of some 300 files, a twentieth of which differ from number to
// number, and some of which exist only in this one. More would make the tests
// slow: ext4 takes its time to use the space of files deleted a moment ago.
func numbered(n int) disk {
	d := disk{"style.css": "p{}"}
	for i := range 300 {
		name := fmt.Sprintf("cases/%d/page-%d.html", i%4, i)
		switch {
		case i%20 == 0:
			d[name] = fmt.Sprintf("page %d of site %d %s", i, n, strings.Repeat("x", i*20))
		case i%60 == 1:
			d[fmt.Sprintf("only-%d/%d.html", n, i)] = "x"
		default:
			d[name] = fmt.Sprintf("page %d of every site", i)
		}
	}
	return d
}

func publishNumbered(dir string, n int) error {
	_, err := To(context.Background(), dir, numbered(n).files(), Options{})
	return err
}

package main

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"playbook/generator/diag"
)

// openBrowser shows an address in the author's browser. The address is one of
// ours and goes to the program as one argument, never through a shell.
func openBrowser(address string, notice func(diag.Text)) {
	for _, command := range browsers(runtime.GOOS, os.Getenv, address) {
		cmd := exec.Command(command[0], command[1:]...)
		detach(cmd)
		if err := cmd.Start(); err == nil {
			go func() { // ends with the browser, or with us
				if start := time.Now(); cmd.Wait() != nil && time.Since(start) < opening {
					notice(noBrowser(address))
				}
			}()
			return
		}
	}
	notice(noBrowser(address))
}

// opening is how long it takes at most to open a browser. How a program ends
// later is its own business.
const opening = 2 * time.Second

func noBrowser(address string) diag.Text {
	return diag.Say("no browser could be opened; please open %s yourself", "没能打开浏览器，请自己打开 %s", diag.Text{En: address, Zh: address})
}

// browsers returns the commands that may open an address, in the order in which
// to try them. Free desktops let the reader name some, parted by colons, with %s
// for the address.
func browsers(system string, getenv func(string) string, address string) [][]string {
	switch system {
	case "windows":
		return [][]string{{"rundll32", "url.dll,FileProtocolHandler", address}}
	case "darwin":
		return [][]string{{"open", address}}
	}
	var list [][]string
	for _, wish := range strings.Split(getenv("BROWSER"), ":") {
		words := strings.Fields(wish)
		if len(words) == 0 {
			continue
		}
		named := false
		for i, w := range words {
			named = named || strings.Contains(w, "%s")
			words[i] = strings.ReplaceAll(w, "%s", address)
		}
		if !named {
			words = append(words, address)
		}
		list = append(list, words)
	}
	return append(list, []string{"xdg-open", address})
}

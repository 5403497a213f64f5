package main

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"playbook/generator/build"
	"playbook/generator/check"
	"playbook/generator/content"
	"playbook/generator/library"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"playbook": main})
}

// TestScripts runs what a user types and compares what they see. One behaviour a
// file; UPDATE=1 rewrites the expected output.
//
// Beside the usual commands there are
//
//	bytes FILE HEX    write bytes that no text file can hold
//	repeat FILE N TEXT…   write TEXT N times; \n is a line end, \s a space, {n} the number
//	mkfifo FILE       make a named pipe
//	exits CODE COMMAND…   run a command that must end with that code
//	await VAR FILE RE     wait until a file matches, and keep the group that did
//	get URL RE…           ask a server until the answer matches, and print it
//	take VAR              occupy a port, and keep its number
func TestScripts(t *testing.T) {
	themes, err := filepath.Abs("../themes")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "zh_CN.UTF-8")
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("THEMES", themes) // of the repository
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":  cmdBytes,
			"repeat": cmdRepeat,
			"mkfifo": cmdMkfifo,
			"exits":  cmdExits,
			"await":  cmdAwait,
			"get":    cmdGet,
			"take":   cmdTake,
		},
	})
}

func cmdBytes(ts *testscript.TestScript, _ bool, args []string) {
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

func cmdRepeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := strings.NewReplacer(`\n`, "\n", `\s`, " ").Replace(strings.Join(args[2:], " "))
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	ts.Check(err)
	defer f.Close()
	for i := range n {
		_, err := f.WriteString(strings.ReplaceAll(text, "{n}", strconv.Itoa(i)))
		ts.Check(err)
	}
}

func cmdMkfifo(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(syscall.Mkfifo(ts.MkAbs(args[0]), 0o644))
}

// cmdExits runs a command and checks its exit code, which scripts and build
// systems rely on. Its output can be compared as usual.
func cmdExits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want, _ := strconv.Atoi(args[0]); got != want {
		ts.Fatalf("%s ended with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// Every rule about content has a script that shows its message in both
// languages. (Package markdown keeps its own beside each construct, package site
// those about themes.)
func TestEveryRuleHasAScript(t *testing.T) {
	files, err := filepath.Glob("testdata/script/rule-*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	have := make(map[string]bool)
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "rule-"), ".txtar")
		have[name] = true
		if !slices.Contains(ruleNames(), name) {
			t.Errorf("%s tests a rule that does not exist", f)
		}
	}
	// What a script cannot bring about on every machine has a test in package
	// build: root may read everything, and half a million files take long.
	inside := []string{"no-access", "too-many-files"}
	for _, r := range slices.Concat(build.Rules, content.Rules, library.Rules, check.Rules) {
		if !have[r.Name] && !slices.Contains(inside, r.Name) {
			t.Errorf("no testdata/script/rule-%s.txtar", r.Name)
		}
	}
}

func TestRuleNamesAreUnique(t *testing.T) {
	names := ruleNames()
	for i, name := range names {
		if i > 0 && names[i-1] == name {
			t.Errorf("two rules are called %s", name)
		}
	}
}

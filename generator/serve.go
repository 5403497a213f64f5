package main

import (
	"errors"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"playbook/generator/diag"
	"playbook/generator/serve"
)

func newServe(a *app) *cobra.Command {
	var o serve.Options
	var open, drafts bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.say("Show the site while you write", "边写边看：保存，网页就是新的"),
		Long: a.say(
			"Serve shows the site in a browser of this machine. Save a file, and the open page is already right; a mistake stands in the page, with its line, over what was there before. It writes nothing.",
			"在本机浏览器里预览网站。保存文件，打开的页面马上就是新的；写错了，错在哪一行会直接显示在页面上，原来的内容还在下面。它不写任何文件。"),
		Example: a.say(
			"  playbook serve --open\n  playbook serve --drafts --follow    show drafts; the page that you edit opens\n  playbook serve --lan                also for your phone, with a code to scan\n  playbook serve --addr 127.0.0.1:9000 --strict-port",
			"  playbook serve --open\n  playbook serve --drafts --follow    连草稿一起看；改哪一页，就打开哪一页\n  playbook serve --lan                手机也能看，扫一下二维码\n  playbook serve --addr 127.0.0.1:9000 --strict-port"),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			flags := cmd.Flags()
			src := &loader{app: a, drafts: drafts, given: flags.Changed("themes"), lenient: !flags.Changed("content")}
			return runServe(cmd, a, src, o, open)
		},
	}
	a.placeFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.Addr, "addr", "127.0.0.1:8080", a.say("host:port to listen on; if the port is taken, one of the next ten", "监听的“主机:端口”；端口被占用时，用后面十个里的一个"))
	flags.BoolVar(&open, "open", false, a.say("open the site in the browser", "自动打开浏览器"))
	flags.BoolVar(&drafts, "drafts", false, a.say("show drafts, too", "连草稿一起显示"))
	flags.BoolVar(&o.Follow, "follow", false, a.say("open tabs go to the page that is edited", "改哪一页，打开的标签页就转到哪一页"))
	flags.BoolVar(&o.LAN, "lan", false, a.say("also for other devices in this network, at an address that nobody can guess", "同一网络里的手机、平板也能看；网址别人猜不到"))
	flags.BoolVar(&o.Poll, "poll", false, a.say("look at the files twice a second; for network drives and containers", "每秒查看两次文件；用于网络盘和容器"))
	flags.StringArrayVar(&o.Names, "host", nil, a.say("`name` under which a browser may ask this machine, too; can be repeated", "浏览器还可以用这个`名字`访问这台电脑；可以写多次"))
	flags.BoolVar(&o.StrictPort, "strict-port", false, a.say("fail if the port is taken", "端口被占用就退出，不换别的"))
	return cmd
}

func runServe(cmd *cobra.Command, a *app, src *loader, o serve.Options, open bool) error {
	t := &terminal{app: a, documents: src.documents, lan: o.LAN, columns: columns(a.stdout, os.Getenv)}
	o.Lang, o.Rules, o.Notice = a.lang, rules(), t.notice
	o.Root, _ = os.Getwd() // without it there are no links into an editor
	o.Report = func(b serve.Built) {
		t.report(b)
		if b.First {
			rest()
		}
	}
	o.Ready = func(at serve.Addresses) {
		t.ready(at)
		if src.waits() {
			t.notice(diag.Say("there is no folder “%s” here yet; the site begins with the first file in it (if the book is elsewhere: --content DIR)",
				"这里还没有“%s”文件夹；往里面放好第一个文件，网站就会出现（手册在别处的话，请加 --content 目录）", a.content))
		}
		if open {
			openBrowser(at.Local, t.notice)
		}
	}
	// To interrupt it is how one ends a server, so that is no failure.
	err := serve.Run(cmd.Context(), src, o)
	if cmd.Context().Err() != nil {
		return nil
	}
	var no *serve.Error
	if errors.As(err, &no) {
		code := exitUsage
		if no.Kind == serve.NoPort {
			code = exitEnvironment
		}
		return &exitError{code: code, text: no.Text, hint: no.Hint}
	}
	return err
}

// rest gives back what the first build needed and the server does not. From now on
// the program waits most of the time: memory matters more than a collection now and
// then.
func rest() {
	debug.SetGCPercent(50)
	debug.FreeOSMemory()
}

package serve

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"playbook/generator/build"
	"playbook/generator/content"
	"playbook/generator/diag"
)

//go:embed assets/dashboard.html
var dashboardHTML string

// dashboards holds the template in both languages: the words stand side by side
// in it.
var dashboards = map[string]*template.Template{"zh": dashboardIn("zh"), "en": dashboardIn("en")}

func dashboardIn(lang string) *template.Template {
	say := func(en, zh string, args ...any) string { return diag.Say(en, zh, args...).In(lang) }
	count := func(n int, one, more, zh string) string {
		if n == 1 {
			more = one
		}
		return say("%d "+more, "%d "+zh, n)
	}
	return template.Must(template.New("dashboard").Funcs(template.FuncMap{"say": say, "count": count}).Parse(dashboardHTML))
}

// dashboard answers with the list of all documents and what there is to do about
// them.
func (s *server) dashboard(w http.ResponseWriter, r *http.Request) {
	var page bytes.Buffer
	d := s.desk()
	if s.isHere(r) {
		d.root = s.o.Root
	}
	if err := d.write(&page, ask(r.URL.Query())); err != nil {
		panic(err) // the template is ours
	}
	// The search works without script, too: its form leads back to here.
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "form-action 'none'", "form-action 'self'", 1))
	send(w, http.StatusOK, ".html", page.Bytes())
}

// desk gathers what the dashboard looks at.
func (s *server) desk() *desk {
	d := &desk{
		lang: s.o.Lang, sum: s.dashboardVersion().sum, icon: s.builder.Assets()["assets/icon.svg"],
		docs: s.builder.Documents(), found: s.everything(), read: s.builder.Read, counts: s.builder.Counts(),
	}
	d.has = func(page string) bool {
		_, ok := s.builder.Output(page)
		return ok
	}
	d.first, d.later = s.history.laps()
	d.folder = contentFolder(d.docs, d.found, d.read)
	d.set, _ = content.ParseSettings(d.read(d.folder + content.SettingsFile))
	return d
}

// everything returns why the sources cannot be read, if so, and what was wrong
// with them in the last build.
func (s *server) everything() diag.List {
	found := s.builder.Found()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Concat(s.missing, found)
}

// contentFolder returns how paths of content begin in messages. Below it stands
// the settings file, read or missed.
func contentFolder(docs []build.Document, found diag.List, read func(string) []byte) string {
	for _, f := range found {
		if folder, ok := strings.CutSuffix(f.Span.Path, content.SettingsFile); ok && f.Rule == build.NoSettings {
			return folder
		}
	}
	if len(docs) > 0 {
		for i, c := range docs[0].Path {
			if folder := docs[0].Path[:i+1]; c == '/' && read(folder+content.SettingsFile) != nil {
				return folder
			}
		}
	}
	return "content/"
}

// write writes the answer to a question as a page.
func (d *desk) write(w *bytes.Buffer, q question) error {
	if d.lang != "en" {
		d.lang = "zh"
	}
	return dashboards[d.lang].Execute(w, d.answer(q))
}

package publish

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What a build leaves when it is killed, the next one cleans up; and what is
// the author's goes back to where it was.
func TestLeftovers(t *testing.T) {
	const stage = ".public.playbook-new/"
	site := disk{"a.html": "a", "b/c.html": "c"}
	git := disk{".git/HEAD": "ref", ".git/objects/00": "x", ".gitkeep": "", ".link": "-> .git"}
	public := func(d ...disk) disk {
		all := mark()
		for _, more := range d {
			all = all.with(more)
		}
		return in("public/", all)
	}
	tests := []struct {
		name string
		left disk
		want disk // besides site and marker
	}{
		{"lock", public(site).with(disk{".public.playbook-lock": ""}), disk{}},
		{"staging just made", public(site, git).with(disk{stage: ""}), git},
		{"staging not marked", public(site, git).with(disk{stage + ".d/x": "x"}), git.with(disk{".d/x": "x"})},
		{"staging with an empty marker", public(site, git).with(disk{stage + Marker: ""}), git},
		{"staging half-way", public(git).with(in(stage, mark().with(disk{"a.html": "A", "b/x": ""}))), git},
		{"first publication", in(stage, mark().with(site)), disk{}},
		{"dot-entries moved", public(disk{"old.html": "o"}).with(in(stage, mark().with(site).with(git))), git},
		{"dot-entries moved in part", public(disk{".git/HEAD": "ref"}).with(in(stage, mark().with(disk{".gitkeep": "", "x.html": ""}))), disk{".git/HEAD": "ref", ".gitkeep": ""}},
		{"exchanged", public(site, git).with(in(stage, mark().with(disk{"old.html": "o"}))), git},
		{"exchanged and half deleted", public(site, git).with(in(stage, mark())), git},
		{"exchanged, never marked", public(site, git).with(in(stage, disk{".gitkeep": ""})), git},
		{"site gone meanwhile", in(stage, mark().with(disk{"old.html": "o"}).with(git)), git},
		{"repository begun anew meanwhile", public(site, disk{".git/HEAD": "new", ".git.saved-1": "n"}).with(in(stage, mark().with(git))), git.with(disk{
			".git/HEAD": "new", ".git.saved-1": "n", ".git.saved-2/HEAD": "ref", ".git.saved-2/objects/00": "x",
			".gitkeep": "", ".link": "-> .git",
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			work := t.TempDir()
			tt.left.write(t, work)
			want := tt.want
			if tt.name == "repository begun anew meanwhile" {
				delete(want, ".git/objects/00")
			}
			dir := filepath.Join(work, "public")
			if _, err := To(t.Context(), dir, site.files(), Options{}); err != nil {
				t.Fatal(err)
			}
			same(t, "site", read(t, dir), mark().with(site).with(want))
			alone(t, dir)
		})
	}
}

// A plain dot-entry that is in both directories, as a hard link or because it
// was edited since, is kept as it was last.
func TestNewerDotEntry(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lost  time.Duration // age of the one in the staging directory
		there time.Duration
		want  string
	}{
		{"edited since", time.Hour, time.Minute, "there"},
		{"edited before", time.Minute, time.Hour, "lost"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			work := t.TempDir()
			disk{
				"public/.playbook": "", "public/.htaccess": "there",
				".public.playbook-new/.playbook": "", ".public.playbook-new/.htaccess": "lost",
			}.write(t, work)
			now := time.Now()
			os.Chtimes(filepath.Join(work, ".public.playbook-new/.htaccess"), now, now.Add(-tt.lost))
			os.Chtimes(filepath.Join(work, "public/.htaccess"), now, now.Add(-tt.there))
			dir := filepath.Join(work, "public")
			if _, err := To(t.Context(), dir, nil, Options{}); err != nil {
				t.Fatal(err)
			}
			same(t, "site", read(t, dir), disk{Marker: "", ".htaccess": tt.want})
			alone(t, dir)
		})
	}
}

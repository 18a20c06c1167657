package profiles_test

import (
	"strings"
	"testing"

	"readpath/profiles"
)

func TestAssign(t *testing.T) {
	const text = `name: Robin  # me
skills:
  golang: 2   # since spring
goals:
  - {area: data-systems, weight: 2}
owned: [ddia]
time: {hours_per_week: 5, weeks: 12}
`
	for _, tc := range []struct{ change, want string }{
		{"skills.go=3", "-  golang: 2   # since spring\n+  golang: 3   # since spring"},
		{"skills.raft=1.5", "+  consensus: 1.5"},
		{"skills.go=", "-  golang: 2   # since spring"},
		{"name=Ada = me", "-name: Robin  # me\n+name: Ada = me  # me"},
		{"time.hours_per_week=6.5", "-time: {hours_per_week: 5, weeks: 12}\n+time: {hours_per_week: 6.5, weeks: 12}"},
		{"time.until=2026-12-31", "-time: {hours_per_week: 5, weeks: 12}\n+time: {hours_per_week: 5, until: 2026-12-31}"},
		{"time.weeks=", "-time: {hours_per_week: 5, weeks: 12}\n+time: {hours_per_week: 5}"},
		{"preferences.free_only=true", "+preferences:\n+  free_only: true"},
		{"preferences.code=Go, C++", "+preferences:\n+  code: [Go, C++]"},
		{"goals.data-systems=4", "-  - {area: data-systems, weight: 2}\n+  - {area: data-systems, level: 4, weight: 2}"},
		{"goals.raft=2", "+  - {skill: consensus, level: 2}"},
		{"goals.go-developer=usual", "+  - {background: go-developer}"},
		{"owned+=uds,Designing Data-Intensive Applications", "-owned: [ddia]\n+owned: [ddia, uds]"},
		{"owned-=ddia", "-owned: [ddia]\n+owned: []"},
		{"owned=", "-owned: [ddia]"},
		{"time.days=mon, sat", "-time: {hours_per_week: 5, weeks: 12}\n+time: {hours_per_week: 5, weeks: 12, days: [mon, sat]}"},
		{"time.at=07:30", "-time: {hours_per_week: 5, weeks: 12}\n+time: {hours_per_week: 5, weeks: 12, at: \"07:30\"}"},
		{"time.days_off=2026-12-24 to 2026-12-31,2026-10-03", "-time: {hours_per_week: 5, weeks: 12}\n+time: {hours_per_week: 5, weeks: 12, days_off: [2026-12-24 to 2026-12-31, 2026-10-03]}"},
		{"conditions.depth=quick", "+conditions:\n+  depth: quick"},
		{"conditions.include=Understanding Distributed Systems", "+conditions:\n+  include: [uds]"},
		{"read=uds,dsgo", "+read: [uds, dsgo]"},
	} {
		d := profiles.NewDraft([]byte(text))
		if err := d.Assign(shelf(t), tc.change); err != nil {
			t.Errorf("%s: %v", tc.change, err)
			continue
		}
		if got := changed(text, string(d.Bytes())); got != tc.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tc.change, got, tc.want)
		}
		if _, err := profiles.Load(strings.NewReader(string(d.Bytes())), "me.yaml", shelf(t)); err != nil {
			t.Errorf("%s: %v", tc.change, err)
		}
	}
	for _, tc := range []struct{ change, want string }{
		{"skills.go", `"skills.go" is not a change like time.weeks=12`},
		{"skills.gop=3", `unknown skill "gop"; did you mean "go"?`},
		{"owned+=dia", `unknown book "dia"; did you mean "ddia"?`},
		{"owned-=uds", `owned has no "uds" to take away`},
		{"goals.raft=", `goals has no "raft" to take away`},
		{"goals.go-developer=3", "a background has levels of its own: goals.go-developer=usual"},
		{"time.weeks+=2", `"time.weeks" is no list: give it a value with =`},
		{"time.week=2", `there is no "time.week" to set; did you mean "time.weeks"?; there are name, about, `},
	} {
		d := profiles.NewDraft([]byte(text))
		if err := d.Assign(shelf(t), tc.change); err == nil || !strings.HasPrefix(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %s", tc.change, err, tc.want)
		}
		if got := string(d.Bytes()); got != text {
			t.Errorf("%s: the draft became\n%s", tc.change, got)
		}
	}
}

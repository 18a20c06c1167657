package recommend

import (
	"context"
	"reflect"
	"testing"
	"time"

	"readpath/catalog"
)

func TestMeasureProofs(t *testing.T) {
	r := forked(t)
	backgrounds := []catalog.Background{{ID: "none"}, {ID: "mathematician", Skills: catalog.Levels{{Skill: "maths", Level: 3}}}}
	measure := func() *ProofsReport {
		report, err := MeasureProofs(context.Background(), r, backgrounds, 16, func() time.Time { return caseDay })
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	got := measure()
	if !reflect.DeepEqual(got, measure()) {
		t.Error("a second run reports something else")
	}
	// the skill that comes last in order no book teaches: no plan can be worth
	// anything, and it is no problem
	if len(got.Rows) != 1 || got.Rows[0].Goals != GoalsAreas {
		t.Fatalf("rows %+v", got.Rows)
	}
	row := got.Rows[0]
	if row.Problems != 2 || row.Optimal != 2 || row.Within5 != 2 || row.Within10 != 2 || row.P90 != 0 || row.Bettered != 0 || row.Books != 3 {
		t.Errorf("%+v; three books are solved exactly", row)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := MeasureProofs(ctx, r, backgrounds, 16, time.Now); err == nil {
		t.Error("it goes on when it is told to stop")
	}
}

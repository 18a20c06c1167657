package scale

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/index/disk"
)

func TestProbe(t *testing.T) {
	n := 100_000
	dir := os.Getenv("PROBE_DIR")
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	m := newMaker(cat, 1)
	if !disk.IsLibrary(dir) {
		w, err := disk.NewWriter(dir, disk.Options{})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		var making time.Duration
		for i := range n {
			t0 := time.Now()
			b := m.book(i)
			making += time.Since(t0)
			s := m.skills[i%len(m.skills)]
			b.Teaches = catalog.Levels{{Skill: s.ID, Level: catalog.Level(1 + i%8/2)}, {Skill: m.skills[i*7%len(m.skills)].ID, Level: 2}}
			if b.Teaches[0].Skill == b.Teaches[1].Skill {
				b.Teaches = b.Teaches[:1]
			}
			b.Inferred = &catalog.Inference{Confidence: 0.5}
			if err := w.Add(b); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		el := time.Since(start)
		fmt.Printf("built %v making %v, %.0f books/s\n", el, making, float64(n)/el.Seconds())
	}
	start := time.Now()
	l, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	fmt.Println("open", time.Since(start), l.Info().Bytes/int64(l.Len()), "bytes/book", l.Info().Parts)
	fmt.Println("first search")
	for range 2 {
		start = time.Now()
		hits, err := l.Search("distributed systems consensus raft in go for practical backend developers", 40)
		fmt.Println(time.Since(start), len(hits), err)
	}
	var ds []time.Duration
	var teach, load []time.Duration
	for i := range 100 {
		s := m.skills[i*3%len(m.skills)]
		start = time.Now()
		if _, err := l.Search(s.Name+" "+s.Description, 40); err != nil {
			t.Fatal(err)
		}
		ds = append(ds, time.Since(start))
		start = time.Now()
		c, err := l.Teaching(disk.Want{Skill: s.ID, To: 3, Most: 100})
		if err != nil {
			t.Fatal(err)
		}
		teach = append(teach, time.Since(start))
		start = time.Now()
		if _, err := l.Load(c); err != nil {
			t.Fatal(err)
		}
		load = append(load, time.Since(start))
	}
	slices.Sort(ds)
	slices.Sort(teach)
	slices.Sort(load)
	fmt.Println("search p50", ds[50], "p99", ds[99], "teach", teach[50], teach[99], "load 100", load[50], load[99])
	start = time.Now()
	fmt.Println(l.TitleHas("the advanced"))
	fmt.Println(time.Since(start))
}

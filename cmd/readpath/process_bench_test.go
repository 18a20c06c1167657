package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkProcess times whole processes of a fresh binary: a bare one, a plan
// with a warm cache, and the first plan ever. The "x-bare" figure is the ratio
// of the medians to the bare process of the same run.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	bin := filepath.Join(dir, "readpath")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	profile := filepath.Join(dir, "me.yaml")
	runIn := func(cache string, args ...string) time.Duration {
		cmd := exec.Command(bin, args...)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache)
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return time.Since(start)
	}
	warm := filepath.Join(dir, "warm")
	runIn(warm, "profile", "new", profile)
	plan := []string{"plan", "--profile", profile, "--today", "2026-09-01"}
	runIn(warm, plan...)
	var bare time.Duration
	for _, bc := range []struct {
		name string
		args []string
		cold bool
	}{
		{"bare", []string{"--version"}, false},
		{"plan/warm", plan, false},
		{"plan/first", plan, true},
	} {
		b.Run(bc.name, func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				cache := warm
				if bc.cold {
					b.StopTimer()
					var err error
					if cache, err = os.MkdirTemp(dir, "cold"); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
				times = append(times, runIn(cache, bc.args...))
			}
			slices.Sort(times)
			median := times[len(times)/2]
			if bc.name == "bare" {
				bare = median
			}
			b.ReportMetric(float64(median.Microseconds())/1000, "ms-median")
			if bare > 0 {
				b.ReportMetric(float64(median)/float64(bare), "x-bare")
			}
		})
	}
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkFormats times whole processes that make a plan of some thirty books
// and print it in each format. "ms-over-text" is how much longer the fastest
// takes than the fastest in the terminal's format, "x-text" the ratio of the
// medians; the runs of the two take turns, so that a busy machine is busy for
// both.
func BenchmarkFormats(b *testing.B) {
	dir := b.TempDir()
	bin := filepath.Join(dir, "readpath")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	line := []string{"plan", "--depth", "thorough", "--hours-per-week", "20", "--today", "2026-09-01"}
	for _, goal := range []string{"security=4", "operations=4", "web-development=3.5", "data-systems=4", "software-development=4",
		"architecture=4", "management=3", "data-engineering=3", "product-and-design=3", "systems=4", "programming-languages=3"} {
		line = append(line, "--goal", goal)
	}
	runIn := func(format string) time.Duration {
		cmd := exec.Command(bin, append(slices.Clone(line), "--format", format)...)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return time.Since(start)
	}
	runIn("text")
	for _, f := range formatNames() {
		b.Run(f, func(b *testing.B) {
			var times, text []time.Duration
			for b.Loop() {
				times = append(times, runIn(f))
				b.StopTimer()
				text = append(text, runIn("text"))
				b.StartTimer()
			}
			slices.Sort(times)
			slices.Sort(text)
			median, of := times[len(times)/2], text[len(text)/2]
			b.ReportMetric(float64(median.Microseconds())/1000, "ms-median")
			b.ReportMetric(float64((times[0]-text[0]).Microseconds())/1000, "ms-over-text")
			b.ReportMetric(float64(median)/float64(of), "x-text")
		})
	}
}

package scale

import (
	"fmt"
	"testing"

	"readpath/catalog"
	"readpath/catalog/infer"
	"readpath/index/disk"
)

func BenchmarkLibrary(b *testing.B) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		b.Fatal(err)
	}
	model, err := infer.New(cat)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1_000, 50_000} {
		b.Run(fmt.Sprintf("books=%d", n), func(b *testing.B) {
			job := &Job{Catalog: cat, Seed: 1, Books: n, Levels: model.Infer}
			cpu := cpuTime()
			for b.Loop() {
				if err := job.Library(b.TempDir(), disk.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "books/s")
			b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/float64(n*b.N), "cpu-us/book")
		})
	}
}

package scale

import (
	"fmt"
	"testing"

	"readpath/catalog"
	"readpath/index/disk"
)

func BenchmarkImport(b *testing.B) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		b.Fatal(err)
	}
	m := newMaker(cat, 1)
	for _, n := range []int{20_000} {
		books := make([]*catalog.Book, n)
		for i := range books {
			books[i] = m.book(i)
		}
		b.Run(fmt.Sprintf("books=%d", n), func(b *testing.B) {
			for b.Loop() {
				w, err := disk.NewWriter(b.TempDir(), disk.Options{PartBooks: n / 2})
				if err != nil {
					b.Fatal(err)
				}
				for _, bk := range books {
					if err := w.Add(bk); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.Commit(); err != nil {
					b.Fatal(err)
				}
				w.Close()
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "books/s")
		})
	}
}

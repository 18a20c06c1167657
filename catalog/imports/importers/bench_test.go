package importers_test

import (
	"bytes"
	"os"
	"testing"

	"readpath/catalog/imports"
	"readpath/catalog/imports/importers"
)

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/goodreads_library_export.csv")
	if err != nil {
		b.Fatal(err)
	}
	header, rows, _ := bytes.Cut(data, []byte("\n"))
	data = append(append(header, '\n'), bytes.Repeat(rows, 300)...) // 9,600 rows
	b.SetBytes(int64(len(data)))
	n := 0
	for b.Loop() {
		f, err := imports.NewFile("x.csv", "", bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		format, err := importers.Guess(f)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range format.Read(f) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
}

package scale

import (
	"os"
	"testing"

	"readpath/catalog"
	"readpath/index/disk"
)

func BenchmarkSearchX(b *testing.B) {
	cat, _ := catalog.Load(catalog.Shipped())
	l, err := disk.Open(os.Getenv("PROBE_DIR"))
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		s := cat.Skills()[i%290]
		i++
		l.Search(s.Name+" "+s.Description, 40)
	}
}

package scale

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// Usage is what a stretch of work took.
type Usage struct {
	Wall, CPU time.Duration // CPU is of all threads; 0 where the system does not tell
	Resident  int64         // greatest memory seen, in bytes
}

// Measure does some work and says what it took. The memory is looked at every
// 20 ms: what the system counts as resident, pages of mapped files among it,
// or where it does not tell what Go has of it.
func Measure(work func() error) (Usage, error) {
	var peak int64
	stop := make(chan struct{})
	var watch sync.WaitGroup
	runtime.GC()
	watch.Go(func() {
		for {
			peak = max(peak, resident())
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	start, cpu := time.Now(), cpuTime()
	err := work()
	u := Usage{Wall: time.Since(start), CPU: cpuTime() - cpu}
	close(stop)
	watch.Wait()
	u.Resident = peak
	return u, err
}

func resident() int64 {
	if data, err := os.ReadFile("/proc/self/statm"); err == nil {
		if f := bytes.Fields(data); len(f) > 1 {
			if pages, err := strconv.ParseInt(string(f[1]), 10, 64); err == nil {
				return pages * int64(os.Getpagesize())
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys - m.HeapReleased)
}

package disk

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// inOrderChunk is how many items are prepared at once by one goroutine.
const inOrderChunk = 128

// InOrder calls put with each item, in order, after prepare has been called
// with it: from as many goroutines as there are processors, ahead of put by a
// few hundred items. It ends with the first error of put or of items.
func InOrder[T any](items iter.Seq2[T, error], prepare func(T) T, put func(T) error) error {
	type chunk struct {
		items []T
		err   error // behind them
		ready chan struct{}
	}
	workers := runtime.GOMAXPROCS(0)
	ctx, stop := context.WithCancel(context.Background())
	queue := make(chan *chunk, workers)
	slots := make(chan struct{}, workers)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	send := func(c *chunk) bool {
		c.ready = make(chan struct{})
		select {
		case queue <- c:
		case <-ctx.Done():
			return false
		}
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots; close(c.ready) }()
			for i := range c.items {
				c.items[i] = prepare(c.items[i])
			}
		})
		return true
	}
	all.Go(func() {
		defer close(queue)
		c := &chunk{}
		for item, err := range items {
			if err != nil {
				c.err = err
				break
			}
			if c.items = append(c.items, item); len(c.items) == inOrderChunk {
				if !send(c) {
					return
				}
				c = &chunk{}
			}
		}
		send(c)
	})
	for c := range queue {
		<-c.ready
		for _, item := range c.items {
			if err := put(item); err != nil {
				return err
			}
		}
		if c.err != nil {
			return c.err
		}
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"readpath/index/disk"
	"readpath/index/scale"
	"readpath/profiles"
)

// evalReadersOptions is everything "readpath eval readers" can be told.
type evalReadersOptions struct {
	books, readers, plans int
	seed                  uint64
	json                  bool
}

// A readersReport is what "eval readers" prints.
type readersReport struct {
	Books    int     `json:"books"`
	Readers  int     `json:"readers"`
	Plans    int     `json:"plans"` // of all readers
	Alone    spread  `json:"alone"` // one reader, nothing else under way
	Together spread  `json:"together"`
	During   spread  `json:"during_import"` // together, and an import into the library beside them
	Imported int     `json:"imported"`      // books that the import had put in by the end
	Commits  int     `json:"commits"`       // how often the library changed meanwhile
	Slowest  float64 `json:"slowest_ms"`
}

func newEvalReadersCmd() *cobra.Command {
	var o evalReadersOptions
	cmd := &cobra.Command{
		Use:   "readers",
		Short: "Many readers of one library while an import writes to it",
		Long: `How long plans take for many readers at once of one library on disk, alone and
while imports extend the same library. Every plan opens the library anew, as a
process does. An error of any reader ends the evaluation.`,
		Example: "  readpath eval readers\n  readpath eval readers --readers 10 --books 100000 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.books, "books", 20_000, "the `number` of books of the library")
	f.IntVar(&o.readers, "readers", 10, "this `number` of readers at once")
	f.IntVar(&o.plans, "plans", 20, "each makes this `number` of plans")
	f.Uint64Var(&o.seed, "seed", 1, "the `seed` of the books and goals")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func (o *evalReadersOptions) run(out io.Writer) (err error) {
	if o.books < 1 || o.readers < 1 || o.plans < 1 {
		return usagef("--books, --readers and --plans are above 0")
	}
	defer littleMemory()()
	dir, done, err := scratch("")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	cat, model, err := shippedModel()
	if err != nil {
		return err
	}
	dir = filepath.Join(dir, "library")
	job := scale.Job{Catalog: cat, Seed: o.seed, Books: o.books, Levels: model.Infer}
	if err := job.Library(dir, disk.Options{}); err != nil {
		return err
	}
	r := readersReport{Books: o.books, Readers: o.readers, Plans: o.readers * o.plans}
	goals := scaleGoals(cat, o.seed, 100)
	times, err := plans(dir, goals, o.plans)
	if err != nil {
		return err
	}
	r.Alone = spreadOf(times)
	if times, err = o.together(dir, goals); err != nil {
		return err
	}
	r.Together = spreadOf(times)

	var imports sync.WaitGroup
	var stop atomic.Bool
	var failed error
	imports.Go(func() {
		for !stop.Load() && failed == nil {
			more := job
			more.First, more.Books = o.books+r.Imported, 2000
			failed = more.Library(dir, disk.Options{PartBooks: 1000})
			r.Imported += more.Books
			r.Commits++
		}
	})
	times, err = o.together(dir, goals)
	stop.Store(true)
	imports.Wait()
	if err := errors.Join(err, failed); err != nil {
		return err
	}
	r.During = spreadOf(times)
	r.Slowest = float64(slices.Max(times).Microseconds()) / 1000
	if o.json {
		return writeJSON(out, r)
	}
	_, err = fmt.Fprintf(out, `%s, %d readers, %s each, no error
one reader alone     p50 %s, p99 %s
all at once          p50 %s, p99 %s
while imports write  p50 %s, p99 %s, slowest %s; %d imports of 2,000 books were committed meanwhile
`, number(o.books, "book"), o.readers, number(o.plans, "plan"), milliseconds(r.Alone.P50), milliseconds(r.Alone.P99),
		milliseconds(r.Together.P50), milliseconds(r.Together.P99), milliseconds(r.During.P50), milliseconds(r.During.P99),
		milliseconds(r.Slowest), r.Commits)
	return err
}

// together has all readers make their plans at once.
func (o *evalReadersOptions) together(dir string, goals []profiles.Goal) ([]time.Duration, error) {
	times := make([][]time.Duration, o.readers)
	errs := make([]error, o.readers)
	var all sync.WaitGroup
	for i := range o.readers {
		all.Go(func() {
			turned := slices.Concat(goals[i*len(goals)/o.readers:], goals[:i*len(goals)/o.readers])
			times[i], errs[i] = plans(dir, turned, o.plans)
		})
	}
	all.Wait()
	return slices.Concat(times...), errors.Join(errs...)
}

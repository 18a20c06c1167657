package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/catalog/infer"
	"readpath/index"
	"readpath/index/disk"
	"readpath/index/scale"
	"readpath/profiles"
	"readpath/recommend"
)

// evalScaleOptions is everything "readpath eval scale" can be told.
type evalScaleOptions struct {
	sizes []int
	goals int
	peers int
	seed  uint64
	dir   string
	json  bool
}

// A scaleRow is the cost of a number of books in one kind of index, as "eval
// scale --json" prints it.
type scaleRow struct {
	Index        string  `json:"index"`
	Books        int     `json:"books"`
	BooksPerSec  float64 `json:"books_per_second"`
	CPUPerBook   float64 `json:"cpu_microseconds_per_book"`
	Resident     int64   `json:"resident_bytes"` // greatest while building
	BytesPerBook float64 `json:"bytes_per_book"`
	Search       spread  `json:"search"`
	Open         float64 `json:"open_ms,omitempty"`
	Plan         *spread `json:"plan,omitempty"`
	PlanCPU      float64 `json:"plan_cpu_ms,omitempty"` // of all processors, mean
}

// A spread is of times in milliseconds.
type spread struct {
	P50 float64 `json:"p50_ms"`
	P99 float64 `json:"p99_ms"`
}

func spreadOf(times []time.Duration) spread {
	slices.Sort(times)
	at := func(share float64) float64 {
		return float64(times[min(int(share*float64(len(times))), len(times)-1)].Microseconds()) / 1000
	}
	return spread{at(0.5), at(0.99)}
}

func newEvalScaleCmd() *cobra.Command {
	var o evalScaleOptions
	cmd := &cobra.Command{
		Use:   "scale",
		Short: "What libraries of up to a million books cost",
		Long: `What libraries on disk cost, by the number of books: these are made up, with
words as frequent as in real text, names of real skills and about 100 words
each. They are imported, their levels inferred and indexed, as 'catalog import'
does it; then plans are made for skills, areas and texts. Beside the library
stand bleve as its documentation uses it, and full-text search of SQLite, with
the same books and no levels. "cpu" is the time of all processors for a book,
which says more than the rate where the machine has other work. The greatest
memory is of this process, so let the sizes grow.`,
		Example: "  readpath eval scale --books 10000,100000\n  readpath eval scale --books 1000000 --peers 0 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.IntSliceVar(&o.sizes, "books", []int{10_000, 100_000}, "the `numbers` of books")
	f.IntVar(&o.goals, "goals", 100, "make this `number` of plans with each library")
	f.IntVar(&o.peers, "peers", 100_000, "measure bleve and SQLite up to this `number` of books")
	f.Uint64Var(&o.seed, "seed", 1, "the `seed` of the books and goals")
	f.StringVar(&o.dir, "dir", "", "keep the libraries in this `folder` (default: a temporary one)")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func (o *evalScaleOptions) run(out, errOut io.Writer) (err error) {
	if o.goals < 1 || len(o.sizes) == 0 || slices.Min(o.sizes) < 1 {
		return usagef("--books and --goals are above 0")
	}
	dir, done, err := scratch(o.dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	cat, model, err := shippedModel()
	if err != nil {
		return err
	}
	var rows []scaleRow
	for _, n := range o.sizes {
		job := scale.Job{Catalog: cat, Seed: o.seed, Books: n, Levels: model.Infer}
		row, err := o.library(job, filepath.Join(dir, fmt.Sprintf("library-%d", n)), errOut)
		if err != nil {
			return err
		}
		rows = append(rows, row)
		if n > o.peers {
			continue
		}
		job.Levels = nil
		for _, p := range []struct {
			name  string
			build func(*scale.Job, string) error
			query func(string, []string) ([]time.Duration, error)
		}{{"bleve", (*scale.Job).Bleve, scale.BleveQuery}, {"sqlite", (*scale.Job).SQLite, scale.SQLiteQuery}} {
			row, err := o.peer(job, p.name, filepath.Join(dir, fmt.Sprintf("%s-%d", p.name, n)), p.build, p.query, errOut)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
	}
	if o.json {
		return writeJSON(out, rows)
	}
	return printScale(out, rows)
}

// scratch is a folder for an evaluation, and what removes it if it is
// temporary.
func scratch(dir string) (string, func() error, error) {
	if dir != "" {
		return dir, func() error { return nil }, os.MkdirAll(dir, 0o777)
	}
	dir, err := os.MkdirTemp("", "readpath-eval-")
	return dir, func() error { return os.RemoveAll(dir) }, err
}

// shippedModel is the shipped catalog, and inference by it.
func shippedModel() (*catalog.Catalog, *infer.Model, error) {
	lib, err := index.Open(cacheDir(), catalog.Shipped())
	if err != nil {
		return nil, nil, err
	}
	defer lib.Close()
	model, err := infer.New(lib.Catalog())
	return lib.Catalog(), model, err
}

// library measures a library on disk.
func (o *evalScaleOptions) library(job scale.Job, dir string, errOut io.Writer) (scaleRow, error) {
	defer littleMemory()()
	row := scaleRow{Index: "library", Books: job.Books}
	bar := newProgress(errOut, "library", int64(job.Books), false)
	job.Done = func(n int) { bar.Set(n) }
	use, err := scale.Measure(func() error { return job.Library(dir, disk.Options{}) })
	if err := errors.Join(err, bar.Exit()); err != nil {
		return row, err
	}
	texts := searchTexts(job.Catalog, o.seed, o.goals)
	if err := row.built(use, dir, func() ([]time.Duration, error) { return scale.LibraryQuery(dir, texts) }); err != nil {
		return row, err
	}
	start := time.Now()
	l, err := disk.Open(dir)
	if err != nil {
		return row, err
	}
	row.Open = float64(time.Since(start).Microseconds()) / 1000
	if err := l.Close(); err != nil {
		return row, err
	}
	var times []time.Duration
	use, err = scale.Measure(func() (err error) {
		times, err = plans(dir, scaleGoals(job.Catalog, o.seed, o.goals), o.goals)
		return err
	})
	if err != nil {
		return row, err
	}
	s := spreadOf(times)
	row.Plan, row.PlanCPU = &s, float64(use.CPU.Microseconds())/1000/float64(o.goals)
	return row, nil
}

func (o *evalScaleOptions) peer(job scale.Job, name, dir string, build func(*scale.Job, string) error, query func(string, []string) ([]time.Duration, error), errOut io.Writer) (scaleRow, error) {
	row := scaleRow{Index: name, Books: job.Books}
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return row, err
	}
	if name == "sqlite" {
		if err := os.Mkdir(dir, 0o777); err != nil {
			return row, err
		}
	}
	bar := newProgress(errOut, name, int64(job.Books), false)
	job.Done = func(n int) { bar.Set(n) }
	use, err := scale.Measure(func() error { return build(&job, dir) })
	if err := errors.Join(err, bar.Exit()); err != nil {
		return row, err
	}
	texts := searchTexts(job.Catalog, o.seed, o.goals)
	return row, row.built(use, dir, func() ([]time.Duration, error) { return query(dir, texts) })
}

// built fills in what every index has.
func (r *scaleRow) built(use scale.Usage, dir string, query func() ([]time.Duration, error)) error {
	n := float64(r.Books)
	r.BooksPerSec, r.CPUPerBook, r.Resident = n/use.Wall.Seconds(), float64(use.CPU.Microseconds())/n, use.Resident
	size, err := scale.Size(dir)
	if err != nil {
		return err
	}
	r.BytesPerBook = float64(size) / n
	times, err := query()
	if err != nil {
		return err
	}
	r.Search = spreadOf(times)
	return nil
}

// searchTexts are what people may type: two names of skills.
func searchTexts(cat *catalog.Catalog, seed uint64, n int) []string {
	rng := rand.New(rand.NewPCG(seed, 7))
	texts := make([]string, n)
	for i := range texts {
		texts[i] = cat.Skills()[rng.IntN(len(cat.Skills()))].Name + " " + cat.Skills()[rng.IntN(len(cat.Skills()))].Name
	}
	return texts
}

// scaleGoals are goals of all sorts: of five, three are a skill, one is an area
// and one a text.
func scaleGoals(cat *catalog.Catalog, seed uint64, n int) []profiles.Goal {
	rng := rand.New(rand.NewPCG(seed, 8))
	texts := searchTexts(cat, seed, n)
	areas := cat.Areas()
	goals := make([]profiles.Goal, n)
	for i := range goals {
		g := profiles.Goal{Level: catalog.Level(2 + rng.IntN(3)), Weight: 1}
		switch i % 5 {
		case 0:
			g.Area = areas[rng.IntN(len(areas))]
		case 1:
			g.Text = "the history of " + texts[i]
		default:
			g.Skill = cat.Skills()[rng.IntN(len(cat.Skills()))].ID
		}
		goals[i] = g
	}
	return goals
}

// plans makes n plans for the goals, in turn, and returns how long each took:
// from the opened library to the plan, all that 'readpath plan' does but
// starting and printing.
func plans(dir string, goals []profiles.Goal, n int) ([]time.Duration, error) {
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		return nil, err
	}
	today := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	times := make([]time.Duration, n)
	for i := range times {
		start := time.Now()
		lib, err := (&globalOptions{catalogs: []string{dir}}).library()
		if err != nil {
			return nil, err
		}
		p := &profiles.Profile{Goals: []profiles.Goal{goals[i%len(goals)]}, Time: profiles.Time{HoursPerWeek: 5, Weeks: 26}}
		found, err := retrieve(lib, p.Goals)
		if err == nil {
			r := &recommend.Request{Catalog: lib.Catalog(), Profile: p, Model: model, Today: today, Found: found}
			if err = gather(lib, r); err == nil {
				_, err = recommend.MakePlan(r)
			}
		}
		if err := errors.Join(err, lib.Close()); err != nil {
			return nil, fmt.Errorf("planning for %s: %w", goals[i%len(goals)], err)
		}
		times[i] = time.Since(start)
	}
	return times, nil
}

func printScale(out io.Writer, rows []scaleRow) error {
	cells := [][]string{{"books", "index", "books/s", "cpu us/book", "resident", "bytes/book", "open", "search p50", "p99", "plan p50", "p99", "cpu"}}
	for _, r := range rows {
		row := []string{
			fmt.Sprint(r.Books), r.Index, fmt.Sprintf("%.0f", r.BooksPerSec), fmt.Sprintf("%.0f", r.CPUPerBook), bytesOf(r.Resident),
			fmt.Sprintf("%.0f", r.BytesPerBook), "", milliseconds(r.Search.P50), milliseconds(r.Search.P99), "", "", "",
		}
		if r.Plan != nil {
			row[6], row[9], row[10], row[11] = milliseconds(r.Open), milliseconds(r.Plan.P50), milliseconds(r.Plan.P99), milliseconds(r.PlanCPU)
		}
		cells = append(cells, row)
	}
	if err := table(out, cells); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "%d processors; %.0f books/s is what the library's cpu time allows on them\n", runtime.NumCPU(),
		float64(runtime.NumCPU())*1e6/cmp.Or(lastLibrary(rows).CPUPerBook, 1))
	return err
}

// lastLibrary is the row of the greatest library.
func lastLibrary(rows []scaleRow) scaleRow {
	for _, r := range slices.Backward(rows) {
		if r.Index == "library" {
			return r
		}
	}
	return scaleRow{}
}

func milliseconds(ms float64) string { return fmt.Sprintf("%.1f ms", ms) }

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"readpath/index/disk"
	"readpath/index/scale"
)

// evalKillOptions is everything "readpath eval kill" can be told.
type evalKillOptions struct {
	rounds, books, part int
	seed                uint64
	json                bool
	into                string // of a child: the library to import into
}

// A killReport is what "eval kill" prints.
type killReport struct {
	Rounds  int    `json:"rounds"`
	Books   int    `json:"books"`
	Killed  int    `json:"killed"`  // imports that were killed; the others had ended
	Resumed int    `json:"resumed"` // of those killed, how many had put something by
	Same    int    `json:"same"`    // libraries with the contents of the undisturbed one
	Sum     string `json:"sum"`     // of the contents
}

func newEvalKillCmd() *cobra.Command {
	var o evalKillOptions
	cmd := &cobra.Command{
		Use:   "kill",
		Short: "Kill imports at random points, and compare what comes of resuming them",
		Long: `Kill imports at random points and run them again: whether the library is the same
then as that of an import that nothing disturbed, by a checksum of its contents.
Each import is a process of its own, killed by the system without a warning.`,
		Example: "  readpath eval kill --rounds 50",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.into != "" {
				return o.child()
			}
			return o.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.rounds, "rounds", 10, "this `number` of imports")
	f.IntVar(&o.books, "books", 4_000, "of this `number` of books")
	f.IntVar(&o.part, "part", 500, "put by after every `number` of books")
	f.Uint64Var(&o.seed, "seed", 1, "the `seed` of the books and of the points")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.into, "into", "", "only run the import, into this `folder`")
	return cmd
}

// child is the import that is killed.
func (o *evalKillOptions) child() error {
	cat, model, err := shippedModel()
	if err != nil {
		return err
	}
	job := scale.Job{Catalog: cat, Seed: o.seed, Books: o.books, Levels: model.Infer}
	return job.Library(o.into, disk.Options{PartBooks: o.part})
}

func (o *evalKillOptions) run(ctx context.Context, out, errOut io.Writer) (err error) {
	if o.rounds < 1 || o.books < 1 || o.part < 1 {
		return usagef("--rounds, --books and --part are above 0")
	}
	dir, done, err := scratch("")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	sound := filepath.Join(dir, "undisturbed")
	start := time.Now()
	if killed, err := o.importInto(ctx, sound, 0); err != nil || killed {
		return cmp.Or(err, errors.New("the undisturbed import was killed"))
	}
	whole := time.Since(start)
	r := killReport{Rounds: o.rounds, Books: o.books}
	if r.Sum, err = sumOf(sound); err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(o.seed, 9))
	bar := newProgress(errOut, "killing", int64(o.rounds), false)
	for i := range o.rounds {
		lib := filepath.Join(dir, fmt.Sprint(i))
		killed, err := o.importInto(ctx, lib, time.Duration(1+rng.Int64N(int64(whole))))
		if err != nil {
			return err
		}
		if killed {
			r.Killed++
			if _, err := os.Stat(filepath.Join(lib, "unfinished.json")); err == nil {
				r.Resumed++
			}
			if again, err := o.importInto(ctx, lib, 0); err != nil || again {
				return cmp.Or(err, errors.New("the second import was killed"))
			}
		}
		sum, err := sumOf(lib)
		if err != nil {
			return fmt.Errorf("round %d: %w", i+1, err)
		}
		if sum == r.Sum {
			r.Same++
		}
		if err := errors.Join(os.RemoveAll(lib), bar.Set(i+1)); err != nil {
			return err
		}
	}
	if err := bar.Exit(); err != nil {
		return err
	}
	if o.json {
		err = writeJSON(out, r)
	} else {
		_, err = fmt.Fprintf(out, "%d imports of %s, %d killed on the way, %d of these went on from a part that was put by\n%d of %d libraries are the same as the undisturbed one, contents %.16s\n",
			r.Rounds, number(r.Books, "book"), r.Killed, r.Resumed, r.Same, r.Rounds, r.Sum)
	}
	if err == nil && r.Same < r.Rounds {
		err = fmt.Errorf("%d libraries differ", r.Rounds-r.Same)
	}
	return err
}

// importInto runs an import as a process of its own and kills it after a time,
// if that is not 0.
func (o *evalKillOptions) importInto(ctx context.Context, dir string, after time.Duration) (killed bool, err error) {
	self, err := os.Executable()
	if err != nil {
		return false, err
	}
	limited, stop := ctx, context.CancelFunc(func() {})
	if after > 0 {
		limited, stop = context.WithTimeout(ctx, after)
	}
	defer stop()
	child := exec.CommandContext(limited, self, "eval", "kill", "--into", dir, // killed by CommandContext
		"--books", fmt.Sprint(o.books), "--part", fmt.Sprint(o.part), "--seed", fmt.Sprint(o.seed))
	said, err := child.CombinedOutput()
	if err == nil {
		return false, nil
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if limited.Err() != nil {
		return true, nil
	}
	return false, fmt.Errorf("the import failed: %w: %s", err, said)
}

// sumOf verifies a library and sums its contents.
func sumOf(dir string) (string, error) {
	l, err := openLibrary(dir)
	if err != nil {
		return "", err
	}
	defer l.Close()
	if err := l.Verify(); err != nil {
		return "", err
	}
	return l.Sum()
}

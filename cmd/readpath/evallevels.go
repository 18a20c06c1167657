package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/recommend"
)

// evalLevelsOptions is everything "readpath eval levels" can be told.
type evalLevelsOptions struct {
	*globalOptions
	courses       string
	prerequisites string
	worst         int
	json          bool
	today         string
}

// The files of a folder of courses.
const (
	coursesName       = "courses.tsv"
	prerequisitesName = "prerequisites.tsv"
)

func newEvalLevelsCmd(g *globalOptions) *cobra.Command {
	o := evalLevelsOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "levels [FILE | DIR]...",
		Short: "How well levels are inferred from titles and descriptions alone",
		Long: `How well levels are inferred from titles and descriptions alone, on three kinds
of evidence:

- the judged books of the catalog, held out of the fit in turn, by topic and by
  book: correlation with the judged level, and mean absolute error in levels;
- a FILE of graded books, tab-separated with a header "level title description",
  level being starter or advanced: how often the advanced one of two has the
  higher level (AUC);
- a DIR with courses.tsv (id, title, description; university, if known) and
  prerequisites.tsv (before, after: ids): how often a prerequisite comes first,
  by level alone and as 'readpath order --all' has the courses, and that for
  each university.

The same is measured without each kind of evidence, fitted anew, and for rules
that know nothing. Then: how confidence goes with error, and which courses are
farthest out of order.`,
		Example: "  readpath eval levels\n  readpath eval levels graded.tsv courses/\n  readpath eval levels --courses c.tsv --prerequisites p.tsv --worst 30",
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.OutOrStdout(), args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.courses, "courses", "", "`file` of courses")
	f.StringVar(&o.prerequisites, "prerequisites", "", "`file` of pairs of their ids")
	f.IntVar(&o.worst, "worst", 10, "name this `number` of pairs of courses in the wrong order")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.today, "today", "", "the `date` by which books have aged (default: the system's date)")
	return cmd
}

func (o *evalLevelsOptions) run(out io.Writer, args []string) error {
	today, err := dayOf(o.today)
	if err != nil {
		return err
	}
	if o.worst < 0 {
		return usagef("--worst %d is below 0", o.worst)
	}
	if (o.courses == "") != (o.prerequisites == "") {
		return usagef("give --courses and --prerequisites together")
	}
	r := &recommend.LevelsRequest{Year: today.Year(), Schools: map[string]string{}}
	if o.courses != "" {
		if err := readCourses(r, o.courses, o.prerequisites); err != nil {
			return err
		}
	}
	for _, name := range args {
		if err := readGradedOrCourses(r, name); err != nil {
			return err
		}
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	r.Catalog = lib.Catalog()
	if r.Model, err = recommend.NewModel(recommend.Balanced); err != nil {
		return err
	}
	report, err := recommend.EvalLevels(r)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(out, report)
	}
	return o.print(out, report)
}

// readGradedOrCourses reads a file of graded books, or a folder of courses.
func readGradedOrCourses(r *recommend.LevelsRequest, name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return readCourses(r, filepath.Join(name, coursesName), filepath.Join(name, prerequisitesName))
	}
	rows, err := readTSV(name, "level", "title", "description")
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.cells[0] != "starter" && row.cells[0] != "advanced" {
			return fmt.Errorf("%s: level %q is not starter or advanced", row.place, row.cells[0])
		}
		r.Graded = append(r.Graded, recommend.GradedText{
			Advanced: row.cells[0] == "advanced",
			Book:     catalog.Book{Title: row.cells[1], Description: row.cells[2]},
		})
	}
	return nil
}

// readCourses reads courses and the pairs of them.
func readCourses(r *recommend.LevelsRequest, courses, prerequisites string) error {
	rows, err := readTSV(courses, "id", "title", "description", "university"+optional)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, b := range r.Courses {
		known[b.ID] = true
	}
	for _, row := range rows {
		if id := row.cells[0]; known[id] {
			return fmt.Errorf("%s: course %q stands twice", row.place, id)
		}
		known[row.cells[0]] = true
		r.Courses = append(r.Courses, catalog.Book{ID: row.cells[0], Title: row.cells[1], Description: row.cells[2]})
		r.Schools[row.cells[0]] = row.cells[3]
	}
	if rows, err = readTSV(prerequisites, "before", "after"); err != nil {
		return err
	}
	for _, row := range rows {
		for _, id := range row.cells {
			if !known[id] {
				return fmt.Errorf("%s: no course has the id %q", row.place, id)
			}
		}
		r.Pairs = append(r.Pairs, [2]string{row.cells[0], row.cells[1]})
	}
	return nil
}

// tsvRow is the wanted cells of a row, and where it stands.
type tsvRow struct {
	place string
	cells []string
}

// optional ends the name of a column that a file may lack.
const optional = "?"

// readTSV reads the named columns of a tab-separated file with a header; a cell
// of an [optional] one that is not there is empty. Quotes have no meaning in it.
func readTSV(file string, columns ...string) ([]tsvRow, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n"), "\n")
	header := strings.Split(strings.TrimPrefix(lines[0], "\ufeff"), "\t")
	at := make([]int, len(columns))
	for i, c := range columns {
		name, may := strings.CutSuffix(c, optional)
		if at[i] = slices.Index(header, name); at[i] < 0 && !may {
			return nil, fmt.Errorf("%s:1: no column %q; the columns are %s", file, c, strings.Join(header, ", "))
		}
	}
	var rows []tsvRow
	for n, line := range lines[1:] {
		row := tsvRow{place: fmt.Sprintf("%s:%d", file, n+2)}
		cells := strings.Split(line, "\t")
		if len(cells) != len(header) {
			return nil, fmt.Errorf("%s: %d columns, the header has %d", row.place, len(cells), len(header))
		}
		for _, c := range at {
			cell := ""
			if c >= 0 {
				cell = cells[c]
			}
			row.cells = append(row.cells, cell)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: has no rows", file)
	}
	return rows, nil
}

func (o *evalLevelsOptions) print(out io.Writer, r *recommend.LevelsReport) error {
	rows := [][]string{{"", "by topic", "by book", "AUC", "courses", "courses"}, {"", "r, error", "r, error", "graded", "by level", "by order"}}
	for _, v := range r.Variants {
		row := []string{v.Name}
		for _, val := range v.Validation {
			row = append(row, fmt.Sprintf("%.2f, %.2f", val.Correlation, val.Error))
		}
		for len(row) < 3 {
			row = append(row, "-")
		}
		for _, share := range []*float64{v.AUC, v.ByLevel, v.ByOrder} {
			if share == nil {
				row = append(row, "-")
			} else {
				row = append(row, fmt.Sprintf("%.3f", *share))
			}
		}
		rows = append(rows, row)
	}
	if err := table(out, rows); err != nil {
		return err
	}
	w := newPrinter(out)
	w.line("")
	s := r.Subjects
	first := r.Variants[0].Validation[0]
	w.para("%d judged books, held out by topic and by book: the correlation r of inferred and judged level, and the mean error in levels; to say the mean level of every book errs by %.2f. %d graded books: the share of pairs of a starter and an advanced one in order. %d courses: the share of %d prerequisites that come first. A rule or a model without a group cannot tell what has a dash.",
		first.Books, first.ErrorOfMean, r.Graded, r.Courses, r.Pairs)
	w.line("")
	w.para("Of the judged books, %.0f%% have their main skill inferred first and %.0f%% among those inferred; %.0f%% of the inferred skills are right. Density is right for %.0f%% (technical for all: %.0f%%); practice errs by %.2f (the usual one for all: %.2f).",
		100*s.MainFirst, 100*s.MainAmong, 100*s.Right, 100*s.Density, 100*s.MostDensity, s.Practice, s.MostPractice)
	if len(r.Schools) > 0 {
		w.line("")
		var schools []string
		for _, s := range r.Schools {
			schools = append(schools, fmt.Sprintf("%s %.0f%% of %d", s.School, 100*s.ByOrder, s.Pairs))
		}
		w.para("By university, in order: %s.", strings.Join(schools, ", "))
	}
	w.line("")
	w.para("How sure an inference is, and how right: how many of the judged books, held out by topic, have such a confidence; how many of these do teach the first skill that is inferred; how much they bring of the levels that are inferred, which a plan takes the confidence for; and the mean error of their level.")
	w.line("")
	rows = [][]string{{"confidence", "books", "skill right", "brought", "error"}}
	for _, c := range r.Sureness {
		rows = append(rows, []string{
			fmt.Sprintf("%.2f", c.Confidence), strconv.Itoa(c.Books), fmt.Sprintf("%.2f", c.MainRight), fmt.Sprintf("%.2f", c.Brought), fmt.Sprintf("%.2f", c.Error),
		})
	}
	if err := table(out, rows); err != nil {
		return err
	}
	if len(r.Worst) > 0 && o.worst > 0 {
		w.line("")
		w.para("Farthest out of order, of %d:", len(r.Worst))
		for _, p := range r.Worst[:min(o.worst, len(r.Worst))] {
			w.item("  - ", "%s (%s) %d places after %s (%s)", p.First.Title, p.First.Level.Number(), p.Apart, p.Then.Title, p.Then.Level.Number())
		}
	}
	return w.err
}

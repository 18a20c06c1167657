package yamlfile_test

import (
	"fmt"
	"slices"
	"testing"

	"readpath/catalog/yamlfile"
)

func TestNearest(t *testing.T) {
	known := []string{"go", "rust", "raft", "replication", "data-structures", "databases", "Kubernetes", "data-a", "data-b", "data-c"}
	for _, test := range []struct {
		name string
		want []string
	}{
		{"replicaton", []string{"replication"}},
		{"kubernetis", []string{"Kubernetes"}}, // case does not count
		{"rast", []string{"raft", "rust"}},     // equally near: by name
		{"rsut", []string{"rust"}},             // swapped
		{"rafts", []string{"raft"}},
		{"structures", []string{"data-structures"}},      // a part
		{"data", []string{"data-a", "data-b", "data-c"}}, // at most three, shortest first
		{"data-d", []string{"data-a", "data-b", "data-c"}},
		{"goo", []string{"go"}},
		{"cookery", nil},
		{"", nil},
	} {
		if got := yamlfile.Nearest(test.name, known); !slices.Equal(got, test.want) {
			t.Errorf("Nearest(%q) = %q, want %q", test.name, got, test.want)
		}
	}
	if got := yamlfile.Nearest("rust", []string{"rust", "rust"}); len(got) != 1 {
		t.Errorf("a name known twice is offered as %q, want once", got)
	}
}

func ExampleDidYouMean() {
	fmt.Println("unknown skill" + yamlfile.DidYouMean("rast", []string{"rust", "raft", "go"}))
	fmt.Println("unknown skill" + yamlfile.DidYouMean("cookery", []string{"rust", "raft", "go"}))
	// Output:
	// unknown skill; did you mean "raft" or "rust"?
	// unknown skill
}

func TestFaultsPrintOnePerLineInOrder(t *testing.T) {
	faults := yamlfile.Faults{
		{File: "b.yaml", Line: 2, What: "second"},
		{File: "b.yaml", Line: 10, What: "third"},
		{File: "b.yaml", Line: 2, What: "after second"},
		{File: "a.yaml", What: "first"},
	}
	faults.Sort()
	want := "a.yaml: first\nb.yaml:2: second\nb.yaml:2: after second\nb.yaml:10: third"
	if got := faults.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAndLeavesOutWhatFollows(t *testing.T) {
	reading := yamlfile.Faults{{File: "a.yaml", Line: 3, What: "title is a list"}}
	checking := yamlfile.Faults{
		{File: "a.yaml", Line: 3, What: "has no title"},
		{File: "a.yaml", Line: 2, What: "bad id"},
		{File: "b.yaml", Line: 3, What: "bad year"},
	}
	want := "a.yaml:2: bad id\na.yaml:3: title is a list\nb.yaml:3: bad year"
	if got := reading.And(checking).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

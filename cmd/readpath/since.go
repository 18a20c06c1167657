package main

import (
	"fmt"
	"os"

	"readpath/recommend"
	"readpath/recommend/export"
)

// planBefore reads the plan of --since; without the flag it is nil.
func planBefore(name string) (*recommend.Plan, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder; a plan is a file", name)
	}
	p, err := export.ReadJSON(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; --since takes a file that 'readpath plan --out plan.json' wrote", name, err)
	}
	return p, nil
}

package main

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport are the arrows between the rooms of the house: what the packages
// of a top-level folder may import besides each other.
var mayImport = map[string][]string{
	"catalog":   {},
	"profiles":  {"catalog"},
	"index":     {"catalog"},
	"recommend": {"catalog", "profiles"},
	"cmd":       {"catalog", "profiles", "index", "recommend"},
}

// libraryOf is the one place of each outside library.
var libraryOf = map[string][]string{
	"gopkg.in/yaml.v3":                       {"catalog", "profiles", "recommend/export"},
	"github.com/agnivade/levenshtein":        {"catalog"},
	"github.com/blevesearch/bleve/v2":        {"index"},
	"github.com/spf13/cobra":                 {"cmd"},
	"github.com/schollz/progressbar/v3":      {"cmd"},
	"golang.org/x/term":                      {"cmd"},
	"charm.land/lipgloss/v2":                 {"recommend/export", "cmd"},
	"github.com/arran4/golang-ical":          {"recommend/export"},
	"github.com/charmbracelet/x/ansi":        {"recommend/export", "cmd"},
	"golang.org/x/text":                      {"catalog/imports"},
	"golang.org/x/net":                       {"catalog/imports"},
	"modernc.org/sqlite":                     {"catalog/imports/calibre", "index/scale"},
	"github.com/blevesearch/bleve_index_api": {"index"},
	"github.com/blevesearch/snowballstem":    {"catalog/english"},
	"github.com/cespare/xxhash/v2":           {"index/disk"},
	"github.com/gofrs/flock":                 {"index/disk", "profiles"},
	"github.com/klauspost/compress":          {"index/disk"},
	"github.com/segmentio/encoding":          {"index/disk", "catalog/imports"},
	"gonum.org/v1/gonum":                     {"recommend", "catalog/infer"},
	"charm.land/huh/v2":                      {"cmd"},
	"charm.land/bubbletea/v2":                {"cmd"},
}

func TestHouse(t *testing.T) {
	top, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, room := mayImport[e.Name()]; e.IsDir() && !room && e.Name() != "docs" && !strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s is no room of the house", e.Name())
		}
	}
	packages := 0
	for room := range mayImport {
		err := filepath.WalkDir(filepath.Join(top, room), func(dir string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if d.Name() == "testdata" {
				return filepath.SkipDir
			}
			pkg, err := build.ImportDir(dir, 0)
			if err != nil {
				return nil // no Go files here
			}
			packages++
			rel, err := filepath.Rel(top, dir)
			for _, imp := range pkg.Imports {
				if fault := importFault(room, filepath.ToSlash(rel), imp); fault != "" {
					t.Errorf("%s imports %s: %s", rel, imp, fault)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if packages < len(mayImport) {
		t.Errorf("found only %d packages", packages)
	}
}

// importFault says what is wrong with an import, "" if nothing is.
func importFault(room, pkg, imp string) string {
	if inner, ok := strings.CutPrefix(imp, "readpath/"); ok {
		to, _, _ := strings.Cut(inner, "/")
		if to != room && !slices.Contains(mayImport[room], to) {
			return "arrows go the other way"
		}
		return ""
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return "" // the standard library
	}
	for lib, places := range libraryOf {
		if imp != lib && !strings.HasPrefix(imp, lib+"/") {
			continue
		}
		for _, place := range places {
			if pkg == place || strings.HasPrefix(pkg, place+"/") {
				return ""
			}
		}
		return "its place is " + strings.Join(places, " and ")
	}
	return "a library without a place"
}

func TestHouseNoticesFaults(t *testing.T) {
	for _, tc := range []struct{ room, pkg, imp string }{
		{"catalog", "catalog", "readpath/profiles"},
		{"recommend", "recommend", "readpath/index"},
		{"profiles", "profiles", "readpath/recommend/export"},
		{"recommend", "recommend", "github.com/blevesearch/bleve/v2/search"},
		{"index", "index", "gonum.org/v1/gonum/mat"},
		{"cmd", "cmd/readpath", "example.org/unheard/of"},
	} {
		if importFault(tc.room, tc.pkg, tc.imp) == "" {
			t.Errorf("%s may import %s", tc.pkg, tc.imp)
		}
	}
}

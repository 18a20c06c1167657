// Package catalog holds what books and skills are: the domain's nouns, strict
// loading of YAML folders, and the catalog that ships inside the program.
//
// A [Catalog] is checked when it is made and cannot be invalid afterwards:
// every id it names exists, levels are in range, ISBNs pass their checksum,
// and the skills' prerequisites have no cycle.
package catalog

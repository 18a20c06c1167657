package catalog

import (
	"fmt"
	"slices"
	"sync"

	"readpath/catalog/yamlfile"
)

// A Background is the levels that a kind of person usually has: where a reader
// like that starts from, and whatever they say of themselves wins over it; or
// where one who wants to be like that is to come. What these levels imply is not
// repeated.
type Background struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Skills      Levels `json:"skills"`
}

// backgroundsName is the shipped file of backgrounds, beside books and skills.
const backgroundsName = "backgrounds.yaml"

// Backgrounds are the shipped backgrounds, in the order of their file, as far
// as the catalog has their skills: a catalog without any of them has none. The
// error is a [Faults]. Cost: the first time a few milliseconds, for the file is
// YAML.
func (c *Catalog) Backgrounds() ([]Background, error) {
	shipped, err := shippedBackgrounds()
	if err != nil {
		return nil, err
	}
	var out []Background
	for _, b := range shipped {
		b.Skills = slices.DeleteFunc(slices.Clone(b.Skills), func(l SkillLevel) bool { return c.Skill(l.Skill) == nil })
		if len(b.Skills) > 0 {
			out = append(out, b)
		}
	}
	return out, nil
}

// shippedBackgrounds are all of the file; it is read once.
var shippedBackgrounds = sync.OnceValues(func() ([]Background, error) {
	src := Shipped()
	var items []struct {
		ID          string             `yaml:"id"`
		Name        string             `yaml:"name"`
		Description string             `yaml:"description"`
		Skills      map[string]float64 `yaml:"skills"`
	}
	doc, err := yamlfile.ReadFile(src.FS, backgroundsName, src.Name+"/"+backgroundsName, &items)
	if err != nil {
		return nil, err
	}
	var out []Background
	var faults Faults
	for i, it := range items {
		if !idForm.MatchString(it.ID) || it.Name == "" || it.Description == "" {
			faults = append(faults, doc.Fault("a background needs an id, a name and a description", i))
		}
		b := Background{ID: it.ID, Name: it.Name, Description: it.Description, Skills: levels(doc, it.Skills, i, "skills")}
		for _, l := range b.Skills {
			if !l.Level.Valid() {
				faults = append(faults, doc.Fault(fmt.Sprintf("level %v of %s is not from 0 to 5", float64(l.Level), l.Skill), i, "skills", l.Skill))
			}
		}
		out = append(out, b)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return out, nil
})

// FindBackground is the background of an id or a name; the error is an
// [UnknownError].
func (c *Catalog) FindBackground(name string) (*Background, error) {
	all, err := c.Backgrounds()
	if err != nil {
		return nil, err
	}
	var known []string
	for i := range all {
		if all[i].ID == name || Normal(all[i].Name) == Normal(name) || Normal(all[i].ID) == Normal(name) {
			return &all[i], nil
		}
		known = append(known, all[i].ID)
	}
	return nil, &UnknownError{Thing: "background", Name: name, Nearest: yamlfile.Nearest(name, known)}
}

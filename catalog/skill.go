package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
)

// A Skill is something a person can learn, as its field names it.
type Skill struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	Area        string         `json:"area"`
	Aliases     []string       `json:"aliases,omitempty"` // what people type for it
	Description string         `json:"description,omitempty"`
	CanDo       map[int]string `json:"can_do,omitempty"`   // "I can ..." at levels 1, 3, 5
	Requires    Levels         `json:"requires,omitempty"` // what one must have to reach working
	Brings      Levels         `json:"brings,omitempty"`   // what one has learnt with it on reaching working
	HalfLife    float64        `json:"half_life,omitempty"`
	// years until half of what a book says on it is no longer current; 0 unknown
}

// A SkillLevel is a level in one skill.
type SkillLevel struct {
	Skill string
	Level Level
}

// Levels are levels in distinct skills, in the order of the file they came
// from: in a book the first skill is the main one.
type Levels []SkillLevel

// At is the level in a skill, 0 where it is not named. Cost O(len(ls)).
func (ls Levels) At(skill string) Level {
	for _, l := range ls {
		if l.Skill == skill {
			return l.Level
		}
	}
	return 0
}

// Max is the highest of the levels, 0 if there are none.
func (ls Levels) Max() Level {
	var top Level
	for _, l := range ls {
		top = max(top, l.Level)
	}
	return top
}

// Skills are the skills named, in order.
func (ls Levels) Skills() []string {
	ids := make([]string, len(ls))
	for i, l := range ls {
		ids[i] = l.Skill
	}
	return ids
}

// MarshalJSON writes {"skill": level, ...} in order.
func (ls Levels) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, l := range ls {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(l.Skill)
		if err != nil {
			return nil, err
		}
		val, err := json.Marshal(float64(l.Level))
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(val)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads {"skill": level, ...} in the order of the text, as
// MarshalJSON writes it.
func (ls *Levels) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	*ls = nil
	if open, err := dec.Token(); err != nil || open == nil {
		return err // null is no levels
	} else if open != json.Delim('{') {
		return errors.New("levels are an object, as {\"go\": 3}")
	}
	for dec.More() {
		skill, err := dec.Token() // within an object, a string
		if err != nil {
			return err
		}
		l := SkillLevel{Skill: skill.(string)}
		if err := dec.Decode(&l.Level); err != nil {
			return err
		}
		*ls = append(*ls, l)
	}
	return nil
}

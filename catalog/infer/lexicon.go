package infer

// A cue is a way in which writers say for whom a text is.
type cue struct {
	name     string
	strength float64 // from -1, for beginners, to 1, for the advanced
	practice float64 // what it adds to how practical a book on the subject usually is
	phrases  []string
	openers  []string // words that say it at the beginning of a title only
	applied  bool     // said by a title that ends in a language: "Network Programming with Go"
}

// cues are what a librarian would look for. Their strengths are judgements, in
// steps; how much a strength of one counts, in a title and in a description,
// is fitted. They are found in the form in which they stand here, or with an s:
// "learn" is a promise, "learning" mostly part of a subject's name.
var cues = []cue{
	{name: "introduction", strength: -1, phrases: []string{
		"introduction", "introductory", "introduce", "introducing", "intro", "primer", "invitation", "first course", "first look",
		"first step", "first book", "getting started", "get started", "start with", "starting with", "starting from",
	}},
	{name: "beginners", strength: -1, phrases: []string{
		"beginner", "beginning", "novice", "newcomer", "dummies", "head first", "new to", "entry level", "freshman", "freshmen",
		"non majors", "nonmajors", "101", "never programmed", "have never", "no experience", "first time", "non technical",
	}},
	{name: "children", strength: -1, phrases: []string{"kid", "children", "young people", "young readers", "teenager", "high school", "fun", "playful"}},
	{name: "lessons", practice: 0.1, strength: -0.7, phrases: []string{
		"learn", "learning to", "teach yourself", "how to program", "how to code", "tutorial", "lesson", "workshop", "step by step",
		"gentle", "easy", "easily", "simple", "painless", "friendly", "quickly", "quick start", "get programming", "bootcamp",
	}},
	{name: "basics", strength: -0.7, phrases: []string{
		"basic", "fundamental", "foundation", "foundational", "essential", "element", "elementary", "principle", "concept",
	}},
	{name: "stories", practice: -0.1, strength: -0.7, phrases: []string{"story", "stories", "general reader", "popular", "biography", "essay", "anecdote", "narrative"}},
	{name: "survey", practice: -0.05, strength: -0.5, phrases: []string{"survey", "overview", "nutshell", "tour", "crash course", "broad", "breadth", "general education", "appreciation"}},
	{name: "patterns", strength: 0.5, phrases: []string{"pattern", "best practice", "pitfall", "mistake", "idiom", "anti pattern"}},
	{name: "production", strength: 0.5, phrases: []string{
		"internal", "under the hood", "deep", "depth", "deeply", "performance", "scalable", "scale", "production", "efficient",
		"resilient",
	}},
	{name: "theory", practice: -0.1, strength: 0.3, phrases: []string{"theory", "theoretical", "formal", "abstract", "rigorous", "proof", "theorem"}},
	{name: "experienced", strength: 0.7, phrases: []string{
		"experienced", "intermediate", "practitioner", "seasoned", "senior", "working programmer", "working developer", "already know",
		"already write", "proficient", "effective", "competent", "graduate to",
	}},
	{name: "graduate", strength: 0.7, phrases: []string{"graduate", "phd", "doctoral", "second course", "researcher", "research level", "postgraduate", "honors"}},
	{name: "project", practice: 0.2, strength: 0.7, phrases: []string{
		"projects in", "software project", "senior project", "course project", "final project", "term project", "major project",
		"team project", "group project", "large project", "research project", "substantial project", "capstone", "studio",
		"laboratory", "lab", "practicum", "independent study", "independent work",
	}},
	{name: "sequel", strength: 0.4, phrases: []string{
		"continuation", "sequel", "second volume", "volume 2", "volume ii", "part ii", "part 2", "part two", "continues", "ii", "iii",
		"picks up", "picking up", "next step",
	}},
	{name: "research", strength: 1, phrases: []string{
		"research", "paper", "seminar", "literature", "monograph", "open problem", "frontier", "recent result", "recent advance",
		"reading", "special topic", "advanced topic", "selected topic", "current topic", "topics in", "topic varies", "topics vary",
	}},
	{name: "advanced", strength: 1, phrases: []string{
		"advanced", "expert", "mastering", "mastery", "in depth", "sophisticated", "state of the art", "beyond", "next level",
		"cutting edge", "difficult", "challenging", "demanding", "specialized", "specialist",
	}},
	{name: "doing", practice: 0.2, phrases: []string{"hands on", "exercise", "practical", "project", "you build", "you will build", "recipe", "cookbook", "code along"}},
	{name: "learning", strength: -0.7, openers: []string{"learning"}},
	{name: "building", strength: 0.4, practice: 0.2, openers: []string{
		"build", "building", "write", "writing", "implementing", "designing", "crafting", "engineering", "hacking", "scaling",
	}},
	{name: "in a language", strength: 0.5, applied: true},
}

// needPhrases are in sentences about what a reader must bring.
var needPhrases = []string{
	"assumes", "assumed", "assume", "presupposes", "presupposed", "prerequisite", "familiarity with", "familiar with", "knowledge of",
	"background in", "experience with", "experience in", "comfortable with", "comfortable in", "acquaintance with", "exposure to",
	"must know", "should know", "should have", "needs to know", "you know", "who know", "already know", "requires", "required",
	"requirements", "recommended background", "completed", "sequel to", "continuation of", "builds on", "a course in", "courses in",
	"a first course in", "or equivalent", "competence in", "proficiency in", "at ease with", "who have had", "who has had",
}

// freePhrases are in sentences that say that nothing is needed.
var freePhrases = []string{
	"no prior", "no previous", "not assume", "without assuming", "assumes no", "assumes little", "assumes nothing", "no knowledge",
	"no experience", "no background", "no prerequisites", "no programming", "no mathematics", "little or no", "no particular",
	"never programmed", "never written", "never coded", "have never", "not required", "not require", "not needed", "no special", "without prior",
	"without previous", "nothing beyond", "needs no", "need no", "no more than", "requires no", "no formal",
}

// idlePhrases look like the name of a skill and are not.
var idlePhrases = []string{
	"programming language", "programming paradigm", "computer science", "computer scientist", "software engineering",
}

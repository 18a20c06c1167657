package infer

// Requirement phrases: a sentence that holds one says what a reader must
// bring, one that holds a negated one that nothing is needed.
var (
	requirePhrases = []string{
		"assumes", "assumed", "assume", "presupposes", "presupposed", "prerequisite", "prerequisites", "familiarity with", "familiar with", "knowledge of",
		"background in", "experience with", "experience in", "comfortable with", "comfortable in", "acquaintance with", "exposure to",
		"must know", "should know", "should have", "needs to know", "you know", "who know", "who knows", "already know", "already knows", "requires", "required",
		"requirements", "recommended background", "completed", "sequel to", "continuation of", "builds on", "a course in", "courses in",
		"after a first course", "a first course in", "equivalent", "competence in", "proficiency in", "at ease with", "who have had", "who has had", "willing to",
	}
	noRequirePhrases = []string{
		"no prior", "no previous", "not assume", "without assuming", "assumes no", "assumes little", "assumes nothing", "no knowledge", "no experience", "no background", "no prerequisites",
		"no programming", "no mathematics", "little or no", "no particular", "never programmed", "never written", "never coded", "not required", "not require", "not needed", "from scratch", "no special",
		"without prior", "without previous", "nothing beyond", "not need", "needs no", "need no", "no more than", "requires no", "no formal",
	}
)

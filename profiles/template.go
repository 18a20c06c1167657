package profiles

// Template is a commented profile that loads against the shipped catalog.
const Template = `# A reader's profile for readpath. Every line may be left out.
#
#   readpath profile check FILE        explains every fault
#   readpath plan --profile FILE       makes the plan
#
# Levels, everywhere, in whole or half steps:
#   0 none   1 aware: follows a conversation   2 beginner: does simple tasks with help
#   3 working: uses it alone, on the job       4 advanced: designs, debugs the hard cases
#   5 expert: extends the field

name: Robin
about: Back-end developer who has never worked on a large system.

# What you can do. 'readpath skills' lists the skills, 'readpath skills ID'
# shows what each level of one means. What a skill stands on follows by itself.
skills:
  programming: 3
  go: 2.5
  databases: 2

# What you want: a skill, an area of skills, or any text, with the level to
# reach (3 if left out) and a weight against the other goals (1 if left out); or
# a background, whose usual levels you want to have.
goals:
  - {area: distributed-systems, level: 3}
  - {skill: observability, level: 2.5, weight: 0.5}
# - {text: full-text search}
# - {background: data-engineer}

# Books, by id, ISBN or title.
read: []
reading: []      # begun: a plan starts with these
owned: []        # preferred a little
exclude: []

preferences:
  practice: 0.7  # 0 theory to 1 hands-on
  code: [go]     # languages you like to see in examples
# languages: [en]
# max_pages: 700
# newest_after: 2010
# free_only: true
# kinds: [textbook, tutorial, handbook, reference, narrative]

time:
  hours_per_week: 5
  weeks: 26
# until: 2026-12-31     # instead of weeks
# pages_per_hour: 20    # of technical prose, if you have measured it
# days: [mon, wed, sat] # on which you read; every day if left out
# days_off: [2026-10-03, 2026-12-24 to 2027-01-02]
# at: 19:00             # when you begin, for the calendar

# Your diary: 'readpath start', 'log', 'done' and 'drop' write here.
progress: []
# - {book: uds, date: 2026-09-01, hours: 4}

# What the plan is to be like. The flags of 'readpath plan' win.
# conditions:
#   depth: balanced     # quick, balanced or thorough: how much a book must bring
#   max_books: 5
#   among: [uds, ddia]  # choose among these only
#   include: [uds]      # must be in
#   before: [[uds, ddia]]
`

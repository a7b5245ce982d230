"""Tables of the project file and their migrations.

DECISIONS hold what people imported or decided: every change to them can be undone. DERIVED hold what can be
computed again from the decisions and the reference: they are rewritten, never undone.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

SUFFIX = ".reskill"
APPLICATION_ID = 0x5253_4B4C  # "RSKL"
VERSION = 23  # also PRAGMA user_version; one more for each migration

DECISIONS = (
    "setting",
    "position",
    "rejected",
    "title",
    "mapping",
    "task_edit",
    "judgement",
    "program",
    "partner",
    "link",
    "fund",
    "fund_year",
    "scenario",
    "pathway_choice",
    "cohort",
    "budget_line",
    "comment",
    "reference_used",
    "plan_note",
    "kept_decision",
    "department_unit",
    "program_doubt",
    "title_gate",
    "partner_program",
    "ruled_out",
    "kept_plan",
    "kept_cohort",
    "kept_money",
    "cohort_actual",
    "spending",
    "offer_answer",
    "own_move",
)
DERIVED = ("candidate", "role", "destination", "gap", "program_fit", "mobility", "basis")
KEPT = ("export", "published")  # what has left the house: neither undone nor made again
SINCE = {
    **dict.fromkeys(KEPT, 19),
    "title_gate": 11,
    "mobility": 9,
    "kept_decision": 2,
    "basis": 2,
    "program_doubt": 4,
    "partner_program": 8,
    "ruled_out": 14,
    **dict.fromkeys(("kept_plan", "kept_cohort", "kept_money", "cohort_actual", "spending", "offer_answer"), 21),
    "department_unit": 16,
    "own_move": 22,
}  # version that brought a table, where it is not the first

migrations = Migrations("reskill")


@migrations()  # type: ignore[untyped-decorator]  # sqlite-utils is not checked here
def first_version(db: Database) -> None:
    """Everything a plan needs, from roster to budget."""
    _execute(db, _FIRST)


@migrations()  # type: ignore[untyped-decorator]
def decisions_outlast_titles(db: Database) -> None:
    """What people decided about titles that left the roster, and what the derived figures rest on."""
    _execute(db, _SECOND)


@migrations()  # type: ignore[untyped-decorator]
def stances_of_reviewers(db: Database) -> None:
    """What a reviewer chose, apart from the city's answer."""
    _execute(db, _THIRD)


@migrations()  # type: ignore[untyped-decorator]
def programs_of_lists(db: Database) -> None:
    """What lists of programs say, what is doubtful about it, and whether a program prepares sufficiently."""
    _execute(db, _FOURTH)


@migrations()  # type: ignore[untyped-decorator]
def tables_of_steps(db: Database) -> None:
    """Which tables a change touched."""
    _execute(db, _FIFTH)


@migrations()  # type: ignore[untyped-decorator]
def three_answers(db: Database) -> None:
    """Destinations that are offered with caution, and what is known of them here and in the nation."""
    _execute(db, _SIXTH)


@migrations()  # type: ignore[untyped-decorator]
def bands_by_rater(db: Database) -> None:
    """Between which bands the raters put a role, and what it is counted and offered by."""
    _execute(db, _SEVENTH)


@migrations()  # type: ignore[untyped-decorator]
def partners_with_agreements(db: Database) -> None:
    """What is agreed with a partner, for which programs, seats and prices; the kinds of partners as users know them."""
    _execute(db, _EIGHTH)


@migrations()  # type: ignore[untyped-decorator]
def room_to_move(db: Database) -> None:
    """How easily a role's work carries over to other work here."""
    _execute(db, _NINTH)


@migrations()  # type: ignore[untyped-decorator]
def practice_beside_theory(db: Database) -> None:
    """How far AI is in use on a role's work."""
    _execute(db, _TENTH)


@migrations()  # type: ignore[untyped-decorator]
def gates_of_titles(db: Database) -> None:
    """What the city's own rules ask for a title."""
    _execute(db, _GATES)


@migrations()  # type: ignore[untyped-decorator]
def terms_of_funds(db: Database) -> None:
    """What a fund may pay, for whom, up to what and when, where it was free text."""
    _execute(db, _TERMS)


@migrations()  # type: ignore[untyped-decorator]
def states_of_programs(db: Database) -> None:
    """What a list says of a program's approval."""
    _execute(db, _STATES)


@migrations()  # type: ignore[untyped-decorator]
def plans_worked_on_by_hand(db: Database) -> None:
    """What a person set in a plan, and what a person ruled out of it."""
    _execute(db, _BY_HAND)


@migrations()  # type: ignore[untyped-decorator]
def posts_on_hold(db: Database) -> None:
    """Which vacant positions are not to be filled."""
    _execute(db, _ON_HOLD)


@migrations()  # type: ignore[untyped-decorator]
def departments_rolled_up(db: Database) -> None:
    """Which larger unit each department of the roster is counted with."""
    _execute(db, _UNITS)


@migrations()  # type: ignore[untyped-decorator]
def programs_in_order(db: Database) -> None:
    """Programs that suffice only one after another."""
    _execute(db, _SEQUENCES)


@migrations()  # type: ignore[untyped-decorator]
def benefit_of_cohorts(db: Database) -> None:
    """What a place in a cohort is worth by the plan's measure, and a quick way to a cohort's lines."""
    _execute(db, _BENEFIT)


@migrations()  # type: ignore[untyped-decorator]
def what_was_published(db: Database) -> None:
    """Which workbooks went out with which lines, and what they told together."""
    _execute(db, _PUBLISHED)


@migrations()  # type: ignore[untyped-decorator]
def covered_by_programs(db: Database) -> None:
    """How much of what a pathway asks its programs cover."""
    _execute(db, _COVERED)


@migrations()  # type: ignore[untyped-decorator]
def plans_to_live_with(db: Database) -> None:
    """Plans kept under a name, what happened, and what people answered."""
    _execute(db, _LIVED)


@migrations()  # type: ignore[untyped-decorator]
def moves_of_the_city(db: Database) -> None:
    """Moves between occupations that the city counted itself."""
    _execute(db, _OWN_MOVES)


@migrations()  # type: ignore[untyped-decorator]
def staff_read_from_an_index(db: Database) -> None:
    """Staff and departments of titles, told without reading the positions themselves."""
    _execute(db, _STAFF_INDEX)


def _execute(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


_FIRST = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE title (                  -- one row per job title, and per department where that changes the occupation
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    department TEXT NOT NULL DEFAULT '',  -- '' = whatever the department
    positions INTEGER NOT NULL,
    fte REAL NOT NULL,
    payroll REAL NOT NULL,            -- US dollars a year, of the positions whose pay is known
    UNIQUE (title, department)
);
CREATE TABLE position (               -- one row per imported roster line
    id TEXT PRIMARY KEY,              -- pseudonym: keyed hash of the employee number or the line
    title_id INTEGER REFERENCES title (id),
    title TEXT NOT NULL,
    department TEXT NOT NULL DEFAULT '',
    bargaining_unit TEXT NOT NULL DEFAULT '',
    grade TEXT NOT NULL DEFAULT '',
    class_code TEXT NOT NULL DEFAULT '',
    annual_salary REAL,               -- US dollars a year; NULL = unknown
    pay_basis TEXT NOT NULL DEFAULT '',   -- annual or hourly, as the roster had it
    fte REAL,                         -- NULL = not given (counted as 1)
    hire_date TEXT,                   -- ISO date
    status TEXT NOT NULL DEFAULT 'filled',  -- filled or vacant
    location TEXT NOT NULL DEFAULT '',
    name TEXT,                        -- only when the planner asks to keep names
    source_file TEXT NOT NULL, source_sheet TEXT NOT NULL DEFAULT '', source_row INTEGER NOT NULL
);
CREATE INDEX position_title ON position (title_id);
CREATE TABLE rejected (               -- roster lines that could not be used, with the reason
    id INTEGER PRIMARY KEY,
    source_file TEXT NOT NULL, source_sheet TEXT NOT NULL DEFAULT '', source_row INTEGER NOT NULL,
    reason TEXT NOT NULL, remedy TEXT NOT NULL DEFAULT '', content TEXT NOT NULL DEFAULT ''
);
CREATE TABLE mapping (                -- title -> occupation; shares of one title sum to 1
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL,               -- O*NET-SOC; '' when uncodable
    occupation TEXT NOT NULL DEFAULT '',
    share REAL NOT NULL DEFAULT 1,
    confidence REAL NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL,             -- suggested, accepted, changed, uncodable
    who TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '',
    UNIQUE (title_id, code)
);
CREATE TABLE task_edit (              -- local changes to the task inventory of a title
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL DEFAULT '',    -- occupation and task that is changed; '' for a duty added here
    task_id TEXT NOT NULL,            -- reference task ID, or local-N
    deed TEXT NOT NULL,               -- added, dropped, share
    sentence TEXT NOT NULL DEFAULT '',
    matched_task_id TEXT NOT NULL DEFAULT '',  -- reference task whose published rating a typed duty takes
    time_share REAL,                  -- of the working time, 0-1
    who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL DEFAULT '',
    UNIQUE (title_id, code, task_id, deed)
);
CREATE TABLE judgement (              -- a person's override of an estimate; the newest of a task and field holds
    id INTEGER PRIMARY KEY,
    title_id INTEGER REFERENCES title (id) ON DELETE CASCADE,  -- NULL = every title of the occupation
    code TEXT NOT NULL, task_id TEXT NOT NULL,
    field TEXT NOT NULL,              -- exposure, tier, mode
    old TEXT NOT NULL, new TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'in force',   -- in force, contested, answered, withdrawn
    who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT ''
);
CREATE TABLE program (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, provider TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '',
    delivery TEXT NOT NULL DEFAULT '', length TEXT NOT NULL DEFAULT '',
    hours REAL,                       -- clock hours a participant; NULL = unknown
    cost REAL,                        -- US dollars a participant; NULL = unknown
    cost_text TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '', cip TEXT NOT NULL DEFAULT '', credential TEXT NOT NULL DEFAULT '',
    subjects TEXT NOT NULL DEFAULT '',    -- words that the text match uses
    place TEXT NOT NULL DEFAULT '',       -- postal code of the state where it is taught in person; '' = online, anywhere
    url TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', source_date TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT 'starter'  -- starter, imported, local
);
CREATE TABLE partner (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,               -- academia, union, firm, community group, citizen board, government
    role TEXT NOT NULL DEFAULT '', contact TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT 'starter'
);
CREATE TABLE link (                   -- program <-> destination occupation, set by hand
    program_id INTEGER NOT NULL REFERENCES program (id) ON DELETE CASCADE,
    code TEXT NOT NULL, pinned INTEGER NOT NULL DEFAULT 1, who TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (program_id, code)
);
CREATE TABLE fund (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'city',    -- city, state, federal, union, philanthropy
    pays_wages INTEGER NOT NULL DEFAULT 1,    -- whether release time and backfill may be charged
    rules TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
);
CREATE TABLE fund_year (
    fund_id INTEGER NOT NULL REFERENCES fund (id) ON DELETE CASCADE,
    fiscal_year INTEGER NOT NULL,     -- named by the year it ends in
    amount REAL NOT NULL,             -- US dollars
    PRIMARY KEY (fund_id, fiscal_year)
);
CREATE TABLE scenario (               -- planning assumptions; the one named in setting 'scenario' is in force
    name TEXT PRIMARY KEY, title TEXT NOT NULL, story TEXT NOT NULL,
    adoption REAL NOT NULL,           -- share of exposed time that AI takes by the end of the plan, 0-1
    protects INTEGER NOT NULL,        -- tier 3-4 tasks stay human
    participation REAL NOT NULL, reinvested REAL NOT NULL, review_cost REAL NOT NULL
);
CREATE TABLE pathway_choice (         -- a person's choice of pathway for a title
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL,               -- destination; the title's own occupation = stay and re-task
    who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL DEFAULT ''
);
CREATE TABLE cohort (
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    destination TEXT NOT NULL, destination_title TEXT NOT NULL DEFAULT '',
    program_id INTEGER REFERENCES program (id),
    fiscal_year INTEGER NOT NULL, quarter INTEGER NOT NULL,  -- of the fiscal year, 1-4
    start TEXT NOT NULL,              -- ISO date
    participants INTEGER NOT NULL,
    hours REAL NOT NULL,              -- paid training hours a participant
    note TEXT NOT NULL DEFAULT ''
);
CREATE TABLE budget_line (
    id INTEGER PRIMARY KEY,
    cohort_id INTEGER REFERENCES cohort (id) ON DELETE CASCADE,
    fiscal_year INTEGER NOT NULL, quarter INTEGER NOT NULL,
    category TEXT NOT NULL,           -- tuition, release wages, fringe, backfill, exam fee, ...
    fund_id INTEGER NOT NULL REFERENCES fund (id),
    quantity REAL NOT NULL, unit TEXT NOT NULL, unit_cost REAL NOT NULL,
    cents INTEGER NOT NULL,           -- quantity x unit cost, rounded to the cent
    in_kind INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT ''
);
CREATE TABLE comment (                -- from reviewers
    id INTEGER PRIMARY KEY,
    edition TEXT NOT NULL DEFAULT '', sheet TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL,
    text TEXT NOT NULL, response TEXT NOT NULL DEFAULT '', who TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE reference_used (name TEXT PRIMARY KEY, release TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE step (                   -- every change, for undo and as the audit trail; never edited by hand
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    changes INTEGER NOT NULL,
    inverse BLOB,                     -- zlib of JSON statements; NULL once it is too old to undo
    state TEXT NOT NULL DEFAULT 'done'    -- done, undone, replaced (an undone step after which something else was done)
);

CREATE TABLE candidate (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL, code TEXT NOT NULL, occupation TEXT NOT NULL, confidence REAL NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (title_id, rank)
);
CREATE TABLE role (                   -- exposure of a title: an estimate of the role, never of a person
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL, occupation TEXT NOT NULL, tasks INTEGER NOT NULL,
    exposure REAL, low REAL, high REAL,   -- 0-1; NULL where the occupation has no tasks yet
    net REAL,                         -- exposure outside protected tasks; bands and priority go by it
    exposed REAL,                     -- share of weight with P(exposed)
    automate REAL, augment REAL, unaffected REAL, protected REAL,   -- shares of weight
    published REAL,                   -- share of weight resting on published ratings or a person's judgement
    band TEXT NOT NULL,               -- low, watch, at risk, priority, not estimated
    priority REAL NOT NULL,           -- exposure net of protected tasks x positions, for ordering
    reason TEXT NOT NULL
);
CREATE TABLE destination (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL, code TEXT NOT NULL, occupation TEXT NOT NULL,
    score REAL NOT NULL,              -- how early an adviser would name it; only its order means something
    percentile REAL NOT NULL,         -- of all occupations, by similarity
    zone_gap INTEGER, pay_ratio REAL, exposure REAL,
    second_rating REAL,               -- the exposure of its tasks as GPT-4 rated them, where people's ratings are used
    local_jobs INTEGER, vacancies INTEGER NOT NULL DEFAULT 0,
    stays INTEGER NOT NULL DEFAULT 0, -- 1 = stay and re-task
    viable INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (title_id, code)
);
CREATE TABLE gap (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL, element_id TEXT NOT NULL, element TEXT NOT NULL, kind TEXT NOT NULL,
    have REAL NOT NULL, need REAL NOT NULL,   -- importance 1-5
    PRIMARY KEY (title_id, code, element_id)
);
CREATE TABLE program_fit (
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL, program_id INTEGER NOT NULL REFERENCES program (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (title_id, code, program_id)
);
CREATE TABLE plan_note (id INTEGER PRIMARY KEY, level TEXT NOT NULL, text TEXT NOT NULL)
"""

_SECOND = """
-- JSON list of the departments of a title's positions, earlier ones too once a person decided about it
ALTER TABLE title ADD COLUMN departments TEXT NOT NULL DEFAULT '[]';
UPDATE title SET departments =
    (SELECT json_group_array(DISTINCT p.department) FROM position p WHERE p.title_id = title.id);
CREATE TABLE kept_decision (          -- by people, about titles no longer in the roster; goes back when they return
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL, department TEXT NOT NULL,
    kind TEXT NOT NULL,               -- table that it is a row of: mapping, task_edit, judgement, pathway_choice
    content TEXT NOT NULL,            -- JSON object of the row, without the numbers of row and title
    since TEXT NOT NULL               -- when the title left the roster
);
-- exposure by GPT-4's ratings alone, 0-1, where it rated at least half of the work
ALTER TABLE role ADD COLUMN second_rating REAL;
CREATE TABLE basis (                  -- rules and models that the derived figures were worked out with
    name TEXT PRIMARY KEY, release TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL
)
"""

_THIRD = """
-- what a reviewer chose: agree, disagree, needs evidence, wants a change; of the sign-off: yes, no, open
ALTER TABLE comment ADD COLUMN stance TEXT NOT NULL DEFAULT '';
-- until now it stood in place of the city's answer
UPDATE comment SET stance = response, response = '' WHERE edition NOT IN ('', 'worksheet')
    AND lower(response) IN ('agree', 'disagree', 'needs evidence', 'wants a change', 'yes', 'no', 'open')
"""

_FOURTH = """
-- the list that it came in with
ALTER TABLE program ADD COLUMN list TEXT NOT NULL DEFAULT '';
-- what tells it from the others of its list
ALTER TABLE program ADD COLUMN list_key TEXT NOT NULL DEFAULT '';
-- ISO date of the last list that had it
ALTER TABLE program ADD COLUMN listed TEXT NOT NULL DEFAULT '';
-- ISO date of the first list without it
ALTER TABLE program ADD COLUMN closed TEXT NOT NULL DEFAULT '';
-- ISO date
ALTER TABLE program ADD COLUMN approved_until TEXT NOT NULL DEFAULT '';
-- codes of the occupations it is listed for
ALTER TABLE program ADD COLUMN soc TEXT NOT NULL DEFAULT '';
-- NULL = unknown
ALTER TABLE program ADD COLUMN weeks REAL;
-- that it prepares for
ALTER TABLE program ADD COLUMN licence TEXT NOT NULL DEFAULT '';
ALTER TABLE program ADD COLUMN prerequisites TEXT NOT NULL DEFAULT '';
ALTER TABLE program ADD COLUMN city TEXT NOT NULL DEFAULT '';
-- five digits
ALTER TABLE program ADD COLUMN zip TEXT NOT NULL DEFAULT '';
-- page or list, or who confirmed them; '' = nobody
ALTER TABLE program ADD COLUMN hours_source TEXT NOT NULL DEFAULT '';
-- facts that a person changed, by spaces
ALTER TABLE program ADD COLUMN edited TEXT NOT NULL DEFAULT '';
-- people, as last reported; NULL = not reported
ALTER TABLE program ADD COLUMN served INTEGER;
ALTER TABLE program ADD COLUMN completed INTEGER;
-- share in the second quarter after, 0-1
ALTER TABLE program ADD COLUMN employed REAL;
UPDATE program SET hours_source = CASE WHEN source <> '' THEN source WHEN url <> '' THEN url ELSE 'entered by hand' END
    WHERE hours IS NOT NULL;
CREATE INDEX program_list ON program (list, list_key);
CREATE TABLE program_doubt (          -- about a row of a list, by kind
    id INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL REFERENCES program (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, text TEXT NOT NULL, row INTEGER NOT NULL
);
CREATE INDEX program_doubt_of ON program_doubt (program_id);
-- whether it prepares sufficiently (1), what is against that, what remains to be done besides
ALTER TABLE program_fit ADD COLUMN sufficient INTEGER NOT NULL DEFAULT 0;
ALTER TABLE program_fit ADD COLUMN against TEXT NOT NULL DEFAULT '';
ALTER TABLE program_fit ADD COLUMN remains TEXT NOT NULL DEFAULT ''
"""

_FIFTH = """
-- that the step touched, with blanks between
ALTER TABLE step ADD COLUMN tables TEXT NOT NULL DEFAULT ''
"""

_SIXTH = """
-- 1 = offered with caution: planned only where a named person chose it; viable = 1 is offered without
ALTER TABLE destination ADD COLUMN caution INTEGER NOT NULL DEFAULT 0;
-- moves from the role's occupation that were seen, and in how many cities' payrolls
ALTER TABLE destination ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE destination ADD COLUMN payrolls INTEGER NOT NULL DEFAULT 0;
-- positions of it in this roster, vacant ones included
ALTER TABLE destination ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
-- a year in this roster: filled positions x national exit and transfer rates, an estimate; NULL = unknown
ALTER TABLE destination ADD COLUMN openings REAL;
-- of its jobs in the nation from 2024 to 2034, in percent; NULL = not published
ALTER TABLE destination ADD COLUMN change REAL;
-- what both pays of pay_ratio are
ALTER TABLE destination ADD COLUMN pay_basis TEXT NOT NULL DEFAULT '';
-- usual at entry
ALTER TABLE destination ADD COLUMN education TEXT NOT NULL DEFAULT '';
-- that the role does not ask; '' = none known
ALTER TABLE destination ADD COLUMN licence TEXT NOT NULL DEFAULT ''
"""

_SEVENTH = """
-- where people's and GPT-4's ratings put the role in two bands: both, as: watch to priority
ALTER TABLE role ADD COLUMN span TEXT;
-- the higher of the two, by which people are told and offered training; NULL = the band
ALTER TABLE role ADD COLUMN offered TEXT;
-- exposure, whole and outside protected tasks, with GPT-4's ratings in place of the people's where it has rated
ALTER TABLE role ADD COLUMN gpt4 REAL;
ALTER TABLE role ADD COLUMN gpt4_net REAL
"""

_EIGHTH = """
-- none, in talks, signed, ended
ALTER TABLE partner ADD COLUMN agreement TEXT NOT NULL DEFAULT 'none';
-- ISO dates of the agreement
ALTER TABLE partner ADD COLUMN agreed_from TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN agreed_until TEXT NOT NULL DEFAULT '';
-- departments that it serves, and funds that it brings, by semicolons
ALTER TABLE partner ADD COLUMN departments TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN funds TEXT NOT NULL DEFAULT '';
UPDATE partner SET kind = CASE kind
    WHEN 'academia' THEN CASE WHEN name LIKE '%college%' OR name LIKE '%consortium%' THEN 'college' ELSE 'university' END
    WHEN 'union' THEN 'union or education fund'
    WHEN 'firm' THEN 'employer or firm'
    WHEN 'community group' THEN 'community organization'
    WHEN 'citizen board' THEN 'citizen advisory board'
    ELSE CASE WHEN name LIKE '%job center%' THEN 'American Job Center' ELSE kind END END;
CREATE TABLE partner_program (        -- what a partner delivers, and the seats agreed for a term
    partner_id INTEGER NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
    program_id INTEGER NOT NULL REFERENCES program (id) ON DELETE CASCADE,
    fiscal_year INTEGER NOT NULL,     -- named by the year it ends in
    quarter INTEGER NOT NULL,         -- of the fiscal year, 1-4
    seats INTEGER,                    -- NULL = not agreed yet
    price REAL,                       -- US dollars a participant; NULL = as the program's
    PRIMARY KEY (partner_id, program_id, fiscal_year, quarter)
)
"""

_NINTH = """
CREATE TABLE mobility (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    room REAL NOT NULL,               -- share of the reference's occupations that have less room to move, 0-1
    alike_jobs INTEGER NOT NULL,      -- jobs in the area of the likest occupations that are here and do not shrink
    alike_here INTEGER NOT NULL,      -- positions of these in this roster
    area TEXT NOT NULL,               -- name of the area
    hemmed_in INTEGER NOT NULL        -- 1 = at risk or priority, and among the third with least room
)
"""

_TENTH = """
-- mean use of AI that was seen on the role's tasks, 0-1; NULL = not known of half of the work
ALTER TABLE role ADD COLUMN observed REAL
"""

_GATES = """
CREATE TABLE title_gate (             -- what the city asks for a title, as it filled in; '' = to be asked
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    examination TEXT NOT NULL DEFAULT '', posting TEXT NOT NULL DEFAULT '',
    probation TEXT NOT NULL DEFAULT '', residency TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL, at TEXT NOT NULL
)
"""

_TERMS = """
-- kinds of cost that it may pay, semicolons between
ALTER TABLE fund ADD COLUMN pays TEXT NOT NULL DEFAULT '';
-- most of each cost that it bears
ALTER TABLE fund ADD COLUMN share REAL NOT NULL DEFAULT 1;
-- most US dollars a person and fiscal year; NULL = no limit
ALTER TABLE fund ADD COLUMN person REAL;
-- bargaining units that it is for; '' = everybody
ALTER TABLE fund ADD COLUMN units TEXT NOT NULL DEFAULT '';
-- ISO dates, '' = open
ALTER TABLE fund ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE fund ADD COLUMN ends TEXT NOT NULL DEFAULT '';
ALTER TABLE fund ADD COLUMN admits_city INTEGER NOT NULL DEFAULT 1;
-- the words that earlier versions went by become terms
UPDATE fund SET kind = CASE
    WHEN lower(rules) LIKE '%iwt%' THEN 'iwt' WHEN lower(rules) LIKE '%ojt%' THEN 'ojt'
    WHEN lower(rules) LIKE '%transitional jobs%' THEN 'transitional jobs'
    WHEN lower(rules) LIKE '%individual account%' THEN 'individual account'
    WHEN lower(rules) LIKE '%workforce pell%' THEN 'workforce pell'
    WHEN lower(rules) LIKE '%wioa adult%' THEN 'wioa adult'
    WHEN lower(rules) LIKE '%wioa dislocated worker%' THEN 'wioa dislocated worker'
    WHEN kind NOT IN ('city', 'state', 'federal', 'union', 'philanthropy') THEN 'federal' ELSE kind END;
UPDATE fund SET admits_city = 0 WHERE lower(rules) LIKE '%private employers only%';
UPDATE fund SET pays = CASE
    WHEN kind = 'ojt' THEN 'release wages'
    WHEN kind IN ('transitional jobs', 'workforce pell', 'wioa adult', 'wioa dislocated worker') THEN ''
    WHEN kind IN ('union', 'individual account') THEN 'tuition; fees; books; exam fee'
    WHEN kind = 'iwt' OR NOT pays_wages
        THEN 'tuition; fees; books; supplies; exam fee; assessment; instructor; technology'
    WHEN kind = 'city' THEN 'tuition; fees; books; supplies; exam fee; assessment; instructor; technology; backfill;'
        || ' review; travel; child care; supportive services; program staff; administration; indirect; other'
    ELSE 'tuition; fees; books; supplies; exam fee; assessment; instructor; technology; release wages; fringe;'
        || ' backfill; review; travel; child care; supportive services; program staff; administration; indirect' END;
UPDATE fund SET pays = replace(pays, '; exam fee', '') WHERE lower(rules) LIKE '%no exam fees%';
UPDATE fund SET pays = replace(pays, '; indirect', '') WHERE lower(rules) LIKE '%no indirect%';
ALTER TABLE fund DROP COLUMN pays_wages;
-- cents left unspent for it, since the price of its training is unknown
ALTER TABLE cohort ADD COLUMN held_back INTEGER NOT NULL DEFAULT 0;
-- whether its hours are a planning assumption
ALTER TABLE cohort ADD COLUMN hours_assumed INTEGER NOT NULL DEFAULT 0
"""

_STATES = """
-- as its list has it: Approved, Inactive, ...; '' = not said
ALTER TABLE program ADD COLUMN status TEXT NOT NULL DEFAULT ''
"""

_BY_HAND = """
-- who holds the cohort as it stands, so that no new plan changes it; '' = nobody
ALTER TABLE cohort ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE cohort ADD COLUMN at TEXT NOT NULL DEFAULT '';
ALTER TABLE cohort ADD COLUMN why TEXT NOT NULL DEFAULT '';
-- who changed or added the line; '' = nobody
ALTER TABLE budget_line ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE budget_line ADD COLUMN at TEXT NOT NULL DEFAULT '';
ALTER TABLE budget_line ADD COLUMN why TEXT NOT NULL DEFAULT '';
-- the columns that were typed, blanks between; added = the whole line
ALTER TABLE budget_line ADD COLUMN typed TEXT NOT NULL DEFAULT '';
CREATE TABLE ruled_out (              -- what no new plan may do; each condition that is empty holds for all
    id INTEGER PRIMARY KEY,
    title_id INTEGER REFERENCES title (id) ON DELETE CASCADE,
    department TEXT NOT NULL DEFAULT '',
    destination TEXT NOT NULL DEFAULT '',
    program_id INTEGER REFERENCES program (id) ON DELETE CASCADE,
    first TEXT NOT NULL DEFAULT '',   -- quarters in which nobody is in training, as 2028 Q1; '' = any
    last TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL DEFAULT ''
)
"""

_ON_HOLD = """
-- 1 = vacant, and not to be filled: frozen, unfunded or abolished
ALTER TABLE position ADD COLUMN held INTEGER NOT NULL DEFAULT 0
"""

_UNITS = """
CREATE TABLE department_unit (        -- the city's map of departments
    name TEXT PRIMARY KEY,            -- as the roster has it
    unit TEXT NOT NULL                -- what it is counted and shown with
);
-- the department as the roster has it; `department` is the unit that it is counted with
ALTER TABLE position ADD COLUMN roster_department TEXT NOT NULL DEFAULT '';
UPDATE position SET roster_department = department
"""

_SEQUENCES = """
-- ids of the programs to be taken before, in order, with blanks between
ALTER TABLE program_fit ADD COLUMN before TEXT NOT NULL DEFAULT '';
-- the names of all, in order
ALTER TABLE program_fit ADD COLUMN label TEXT NOT NULL DEFAULT '';
UPDATE program_fit SET label = (SELECT name FROM program p WHERE p.id = program_fit.program_id)
"""

_BENEFIT = """
-- of one person, in greatest benefits; 0 where a person added the cohort
ALTER TABLE cohort ADD COLUMN benefit REAL NOT NULL DEFAULT 0;
UPDATE cohort SET benefit = coalesce((SELECT CAST(value AS REAL) FROM setting WHERE key = 'plan.benefit'), 0)
    / (SELECT max(1, sum(participants)) FROM cohort);
CREATE INDEX budget_line_of ON budget_line (cohort_id)
"""

_PUBLISHED = """
CREATE TABLE export (                 -- workbooks that ask for answers, as they went out
    number TEXT PRIMARY KEY,          -- made of the contents
    edition TEXT NOT NULL,
    unit TEXT NOT NULL,               -- bargaining unit that it is for; '' = all
    at TEXT NOT NULL,
    lines TEXT NOT NULL               -- JSON: the reference of each line
);
CREATE TABLE published (              -- what was told only as part of a sum, and stays so
    kind TEXT NOT NULL,               -- as project/published.py has them
    name TEXT NOT NULL,
    value INTEGER NOT NULL,           -- names of one kind and value are told together; people, of rounding cents
    PRIMARY KEY (kind, name)
)
"""

_COVERED = """
-- share, by weight, of what the destination asks more that the programs cover; when staying, of the duties that the
-- role adds; NULL = not worked out yet
ALTER TABLE program_fit ADD COLUMN covered REAL
"""

_LIVED = """
-- 1 = only nobody starts in the quarters; who started before may be in training
ALTER TABLE ruled_out ADD COLUMN starts_only INTEGER NOT NULL DEFAULT 0;
CREATE TABLE kept_plan (              -- a plan as it stood when somebody kept it
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL DEFAULT '',
    signed_by TEXT NOT NULL DEFAULT '', signed_at TEXT NOT NULL DEFAULT ''
);
CREATE TABLE kept_cohort (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES kept_plan (id) ON DELETE CASCADE,
    title_id INTEGER NOT NULL,        -- as it was then; the title may be gone
    title TEXT NOT NULL, destination_title TEXT NOT NULL, program TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL, quarter INTEGER NOT NULL,
    participants INTEGER NOT NULL, benefit REAL NOT NULL, held_back INTEGER NOT NULL,
    urgent INTEGER NOT NULL, moves INTEGER NOT NULL      -- 1 = from a role at risk or priority; to another occupation
);
CREATE TABLE kept_money (
    plan_id INTEGER NOT NULL REFERENCES kept_plan (id) ON DELETE CASCADE,
    fund TEXT NOT NULL, category TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL, quarter INTEGER NOT NULL,
    in_kind INTEGER NOT NULL, cents INTEGER NOT NULL,
    PRIMARY KEY (plan_id, fund, category, fiscal_year, quarter, in_kind)
);
CREATE TABLE cohort_actual (          -- people of a cohort, as reported; NULL = not reported yet
    cohort_id INTEGER PRIMARY KEY REFERENCES cohort (id) ON DELETE CASCADE,
    started INTEGER, finished INTEGER, credential INTEGER, placed INTEGER,
    who TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL DEFAULT ''
);
CREATE TABLE spending (               -- what was spent or given, as reported
    id INTEGER PRIMARY KEY,
    cohort_id INTEGER REFERENCES cohort (id) ON DELETE CASCADE,  -- NULL = not told by cohort
    fund_id INTEGER NOT NULL REFERENCES fund (id), category TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL, quarter INTEGER NOT NULL,
    in_kind INTEGER NOT NULL DEFAULT 0, cents INTEGER NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL DEFAULT ''
);
CREATE TABLE offer_answer (               -- what people of a title said to offers in a quarter, as counts without names
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    fiscal_year INTEGER NOT NULL, quarter INTEGER NOT NULL,
    offered INTEGER NOT NULL, accepted INTEGER NOT NULL, declined INTEGER NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (title_id, fiscal_year, quarter)
)
"""

_OWN_MOVES = """
CREATE TABLE own_move (                   -- people who moved between occupations, as counts of three and more
    from_code TEXT NOT NULL, to_code TEXT NOT NULL, moves INTEGER NOT NULL,
    source TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (from_code, to_code)
)
"""

_STAFF_INDEX = """
CREATE INDEX position_staff ON position (title_id, department, held, status, annual_salary, fte);
DROP INDEX position_title
"""

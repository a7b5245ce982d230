"""What each later version of the project file changed, as it was written then, in order."""

from __future__ import annotations

SECOND = """
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

THIRD = """
-- what a reviewer chose: agree, disagree, needs evidence, wants a change; of the sign-off: yes, no, open
ALTER TABLE comment ADD COLUMN stance TEXT NOT NULL DEFAULT '';
-- until now it stood in place of the city's answer
UPDATE comment SET stance = response, response = '' WHERE edition NOT IN ('', 'worksheet')
    AND lower(response) IN ('agree', 'disagree', 'needs evidence', 'wants a change', 'yes', 'no', 'open')
"""

FOURTH = """
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

FIFTH = """
-- that the step touched, with blanks between
ALTER TABLE step ADD COLUMN tables TEXT NOT NULL DEFAULT ''
"""

SIXTH = """
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

SEVENTH = """
-- where people's and GPT-4's ratings put the role in two bands: both, as: watch to priority
ALTER TABLE role ADD COLUMN span TEXT;
-- the higher of the two, by which people are told and offered training; NULL = the band
ALTER TABLE role ADD COLUMN offered TEXT;
-- exposure, whole and outside protected tasks, with GPT-4's ratings in place of the people's where it has rated
ALTER TABLE role ADD COLUMN gpt4 REAL;
ALTER TABLE role ADD COLUMN gpt4_net REAL
"""

EIGHTH = """
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

NINTH = """
CREATE TABLE mobility (
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    room REAL NOT NULL,               -- share of the reference's occupations that have less room to move, 0-1
    alike_jobs INTEGER NOT NULL,      -- jobs in the area of the likest occupations that are here and do not shrink
    alike_here INTEGER NOT NULL,      -- positions of these in this roster
    area TEXT NOT NULL,               -- name of the area
    hemmed_in INTEGER NOT NULL        -- 1 = at risk or priority, and among the third with least room
)
"""

TENTH = """
-- mean use of AI that was seen on the role's tasks, 0-1; NULL = not known of half of the work
ALTER TABLE role ADD COLUMN observed REAL
"""

GATES = """
CREATE TABLE title_gate (             -- what the city asks for a title, as it filled in; '' = to be asked
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    examination TEXT NOT NULL DEFAULT '', posting TEXT NOT NULL DEFAULT '',
    probation TEXT NOT NULL DEFAULT '', residency TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL, at TEXT NOT NULL
)
"""

TERMS = """
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

STATES = """
-- as its list has it: Approved, Inactive, ...; '' = not said
ALTER TABLE program ADD COLUMN status TEXT NOT NULL DEFAULT ''
"""

BY_HAND = """
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

ON_HOLD = """
-- 1 = vacant, and not to be filled: frozen, unfunded or abolished
ALTER TABLE position ADD COLUMN held INTEGER NOT NULL DEFAULT 0
"""

UNITS = """
CREATE TABLE department_unit (        -- the city's map of departments
    name TEXT PRIMARY KEY,            -- as the roster has it
    unit TEXT NOT NULL                -- what it is counted and shown with
);
-- the department as the roster has it; `department` is the unit that it is counted with
ALTER TABLE position ADD COLUMN roster_department TEXT NOT NULL DEFAULT '';
UPDATE position SET roster_department = department
"""

SEQUENCES = """
-- ids of the programs to be taken before, in order, with blanks between
ALTER TABLE program_fit ADD COLUMN before TEXT NOT NULL DEFAULT '';
-- the names of all, in order
ALTER TABLE program_fit ADD COLUMN label TEXT NOT NULL DEFAULT '';
UPDATE program_fit SET label = (SELECT name FROM program p WHERE p.id = program_fit.program_id)
"""

BENEFIT = """
-- of one person, in greatest benefits; 0 where a person added the cohort
ALTER TABLE cohort ADD COLUMN benefit REAL NOT NULL DEFAULT 0;
UPDATE cohort SET benefit = coalesce((SELECT CAST(value AS REAL) FROM setting WHERE key = 'plan.benefit'), 0)
    / (SELECT max(1, sum(participants)) FROM cohort);
CREATE INDEX budget_line_of ON budget_line (cohort_id)
"""

PUBLISHED = """
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

COVERED = """
-- share, by weight, of what the destination asks more that the programs cover; when staying, of the duties that the
-- role adds; NULL = not worked out yet
ALTER TABLE program_fit ADD COLUMN covered REAL
"""

LIVED = """
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

OWN_MOVES = """
CREATE TABLE own_move (                   -- people who moved between occupations, as counts of three and more
    from_code TEXT NOT NULL, to_code TEXT NOT NULL, moves INTEGER NOT NULL,
    source TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (from_code, to_code)
)
"""

STAFF_INDEX = """
CREATE INDEX position_staff ON position (title_id, department, held, status, annual_salary, fte);
DROP INDEX position_title
"""

KEPT_COSTS = """
-- cents in cash; NULL = of a plan that was kept before they were
ALTER TABLE kept_cohort ADD COLUMN cash INTEGER
"""

KEPT_TERMS = """
CREATE TABLE kept_term (              -- what a plan was made with, in words: a ban, a fund's terms, a price
    plan_id INTEGER REFERENCES kept_plan (id) ON DELETE CASCADE,  -- NULL = the plan in force
    kind TEXT NOT NULL, name TEXT NOT NULL, told TEXT NOT NULL
)
"""

CARRIES = """
-- whether what is left of a year's money may be spent in a later one
ALTER TABLE fund ADD COLUMN carries INTEGER NOT NULL DEFAULT 0
"""

PRACTICE = """
CREATE TABLE practice (               -- modules by which people of a title prepare at work for staying in it
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,               -- from 1, in order
    subject TEXT NOT NULL, duty TEXT NOT NULL, practice TEXT NOT NULL,
    tasks TEXT NOT NULL,              -- of the role, on which it is practised
    lead TEXT NOT NULL, passes TEXT NOT NULL, hours REAL NOT NULL,
    PRIMARY KEY (title_id, n)
)
"""

FIRST_STEPS = """
-- number of a first step from 1, 0 = none
ALTER TABLE destination ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
-- what puts an offered one after the first steps, in words
ALTER TABLE destination ADD COLUMN later TEXT NOT NULL DEFAULT '';
-- pay ratio of the least paid of the titles that are named there; NULL = none is, or not known
ALTER TABLE destination ADD COLUMN pay_from REAL;
-- 1 = it asks for full-time hours, which the role's posts do not have
ALTER TABLE destination ADD COLUMN full_time INTEGER NOT NULL DEFAULT 0
"""

ADDED = """
-- 1 = a person added the cohort, the planner did not place it
ALTER TABLE cohort ADD COLUMN added INTEGER NOT NULL DEFAULT 0
"""

PRACTICE_HOURS = """
CREATE TABLE practice_hours (             -- what a person said of the exercises of a title's practice at work
    title_id INTEGER PRIMARY KEY REFERENCES title (id) ON DELETE CASCADE,
    code TEXT NOT NULL,                   -- occupation whose practice it is
    hours REAL NOT NULL,                  -- paid, a person, without the course of foundations
    who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL
);
DELETE FROM setting WHERE key IN ('practice.who', 'practice.at');
-- of a cohort's hours, those that are a planning assumption
ALTER TABLE cohort ADD COLUMN assumed REAL NOT NULL DEFAULT 0;
UPDATE cohort SET assumed = hours * hours_assumed;
ALTER TABLE cohort DROP COLUMN hours_assumed
"""

ASSUMED_HOURS = "ALTER TABLE cohort RENAME COLUMN assumed TO hours_assumed"

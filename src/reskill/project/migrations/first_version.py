"""The tables of the first version of the project file."""

from __future__ import annotations

FIRST = """
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

"""Tables of a reference pack: one read-only SQLite file, embedded or made from an official release."""

from __future__ import annotations

import re

APPLICATION_ID = 0x5253_4B52  # "RSKR"
VERSION = 2

DDL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    name TEXT PRIMARY KEY, source TEXT NOT NULL, release TEXT NOT NULL, dated TEXT NOT NULL,
    licence TEXT NOT NULL, rows INTEGER NOT NULL, sha256 TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE occupation (
    code TEXT PRIMARY KEY,          -- O*NET-SOC, e.g. 43-3031.00
    title TEXT NOT NULL,
    soc TEXT NOT NULL,              -- SOC 2018, e.g. 43-3031
    oews TEXT NOT NULL,             -- OEWS code without hyphen, merged codes resolved
    job_zone INTEGER,
    education TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    tasks INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX occupation_soc ON occupation (soc);
CREATE TABLE task (
    code TEXT NOT NULL, task_id TEXT NOT NULL, sentence TEXT NOT NULL,
    task_type TEXT NOT NULL,        -- Core, Supplemental, n/a, Own (no O*NET task exists)
    importance REAL, relevance REAL, -- Task Ratings IM 1-5 and RT 0-100 where the release has them
    people TEXT NOT NULL DEFAULT '', gpt4 TEXT NOT NULL DEFAULT '', -- published exposure ratings E0, E1, E2
    automation TEXT NOT NULL DEFAULT '', -- published automation rating T0-T4
    PRIMARY KEY (code, task_id)
) WITHOUT ROWID;
CREATE TABLE task_activity (
    code TEXT NOT NULL, task_id TEXT NOT NULL, activity_id TEXT NOT NULL, PRIMARY KEY (code, task_id, activity_id)
) WITHOUT ROWID;
CREATE TABLE title (
    title TEXT NOT NULL, department TEXT NOT NULL, code TEXT NOT NULL, -- '' = cannot be coded from the title alone
    also TEXT NOT NULL DEFAULT '', source TEXT NOT NULL, short TEXT NOT NULL DEFAULT '', -- e.g. CFO
    PRIMARY KEY (title, department, code, source, short)
) WITHOUT ROWID;
CREATE TABLE element (element_id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skill (
    code TEXT NOT NULL, element_id TEXT NOT NULL, importance REAL NOT NULL, PRIMARY KEY (code, element_id)
) WITHOUT ROWID;                    -- importance 1-5
CREATE TABLE related (
    code TEXT NOT NULL, related TEXT NOT NULL, tier INTEGER NOT NULL, PRIMARY KEY (code, related)
) WITHOUT ROWID;
CREATE TABLE area (
    area TEXT PRIMARY KEY, kind TEXT NOT NULL, industry TEXT NOT NULL, name TEXT NOT NULL, state_fips TEXT NOT NULL
) WITHOUT ROWID;                    -- kind N nation, S state, M metropolitan; 'NL' is local government in the nation
CREATE TABLE wage (
    area TEXT NOT NULL, occ TEXT NOT NULL, emp INTEGER, mean INTEGER, p10 INTEGER, p25 INTEGER, p50 INTEGER,
    p75 INTEGER, p90 INTEGER, h50 REAL, PRIMARY KEY (area, occ)
) WITHOUT ROWID;                    -- US dollars a year, h50 an hour; NULL = not published
CREATE TABLE cip_soc (cip TEXT NOT NULL, soc TEXT NOT NULL, PRIMARY KEY (cip, soc)) WITHOUT ROWID;
CREATE TABLE occupation_index (
    name TEXT NOT NULL, soc TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (name, soc)
) WITHOUT ROWID;                    -- published occupation-level indices, for comparison
"""

TABLES = frozenset(re.findall(r"^CREATE TABLE (\w+)", DDL, re.MULTILINE))

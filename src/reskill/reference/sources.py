"""Where each table of a pack comes from, with the rows that it holds; `verify` counts them again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

ALTERNATE, REPORTED = "Alternate Titles", "Sample of Reported Titles"
"""Sources of the titles of a release, in `title.source`."""

_INDEX = "index: "
_ROWS: Mapping[str, str] = {
    "occupation": "occupation",
    "job_zone": "occupation WHERE job_zone IS NOT NULL",
    "education": "occupation WHERE education <> ''",
    "task": "task WHERE task_type <> 'Own'",
    "task_own": "task WHERE task_type = 'Own'",
    "task_importance": "task WHERE importance IS NOT NULL",
    "task_relevance": "task WHERE relevance IS NOT NULL",
    "task_rating": "task WHERE people <> '' OR gpt4 <> '' OR automation <> ''",
    "task_activity": "task_activity",
    "title": f"title WHERE source NOT IN ('{ALTERNATE}', '{REPORTED}')",
    "title_alternate": f"title WHERE source = '{ALTERNATE}'",
    "title_reported": f"title WHERE source = '{REPORTED}'",
    "skill": "skill JOIN element USING (element_id) WHERE kind = 'skill'",
    "knowledge": "skill JOIN element USING (element_id) WHERE kind = 'knowledge'",
    "related": "related",
    "area": "area",
    "wage_nation": "wage WHERE area = 'N'",
    "wage_local": "wage WHERE area = 'NL'",
    "wage_state": "wage WHERE area GLOB 'S*'",
    "wage_metro": "wage WHERE area GLOB 'M*'",
    "cip_soc": "cip_soc",
}
_WORDS: Mapping[str, str] = {
    "occupation": "occupations",
    "job_zone": "job zones",
    "education": "typical education",
    "task": "tasks",
    "task_own": "tasks of our own",
    "task_importance": "importance of tasks",
    "task_relevance": "relevance of tasks",
    "task_rating": "exposure ratings",
    "task_activity": "work activities",
    "title": "municipal titles",
    "title_alternate": "alternate titles",
    "title_reported": "reported titles",
    "skill": "skills",
    "knowledge": "knowledge",
    "related": "related occupations",
    "area": "areas",
    "wage_nation": "pay, nation",
    "wage_local": "pay, local government",
    "wage_state": "pay, states",
    "wage_metro": "pay, metropolitan areas",
    "cip_soc": "programs to occupations",
}


@dataclass(frozen=True)
class Origin:
    """Who published something, in which release, of which date (ISO, as far as known), under which licence."""

    source: str
    release: str
    dated: str
    licence: str
    sha256: str = ""  # of the file it was read from
    note: str = ""


def count(db: sqlite3.Connection, name: str) -> int:
    """Rows of the pack that the source of this name stands for. Raises KeyError for a name that is none."""
    if name.startswith(_INDEX):
        row = db.execute("SELECT count(*) FROM occupation_index WHERE name = ?", (name.removeprefix(_INDEX),))
    else:
        row = db.execute(f"SELECT count(*) FROM {_ROWS[name]}")
    return int(row.fetchone()[0])


def in_words(name: str) -> str:
    """What the source of a name is about, in plain words."""
    return _WORDS.get(name, name)


def index_name(name: str) -> str:
    """The name of the source of an occupation-level index."""
    return _INDEX + name


def record(db: sqlite3.Connection, name: str, origin: Origin) -> None:
    """Write where the rows of a name come from; a name without rows has no source."""
    db.execute("DELETE FROM source WHERE name = ?", (name,))
    rows = count(db, name)
    if rows:
        db.execute(
            "INSERT INTO source (name, source, release, dated, licence, rows, sha256, note) VALUES (?,?,?,?,?,?,?,?)",
            (name, origin.source, origin.release, origin.dated, origin.licence, rows, origin.sha256, origin.note),
        )


def record_carried(db: sqlite3.Connection, name: str) -> None:
    """Write that the rows of a name come from the pack attached as `base`, with the source named there."""
    found = db.execute("SELECT source, release, dated, licence, sha256, note FROM base.source WHERE name = ?", (name,))
    for source, release, dated, licence, sha256, note in found.fetchall():
        carried = "; ".join(filter(None, (note, "carried over from the embedded pack")))
        record(db, name, Origin(source, release, dated, licence, sha256, carried))

"""Importing an O*NET release into a pack of the user's own.

Official sentences go into that pack only. What a release does not have comes over from the embedded pack (`taken_over`).
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill.problem import ReskillError
from reskill.progress import Tick, silent
from reskill.reference import embedded, taken_over
from reskill.reference.building import Step, build, pack_file
from reskill.reference.release import LAYOUTS, LICENCE, Release, open_release
from reskill.reference.release_files import Part
from reskill.reference.sources import ALTERNATE, REPORTED, Origin, record
from reskill.reference.tables import Record, Table, open_table

_CODE = re.compile(r"\d\d-\d{4}\.\d\d")
_TIERS = {"Primary-Short": 1, "Primary-Long": 2, "Supplemental": 3}
_KINDS = {"Core": "Core", "Supplemental": "Supplemental", "": "n/a"}
EDUCATION_SCALES = ("RL", "RQ")  # the older one first
EDUCATION = {  # O*NET category of "required level of education" -> our short word for it
    1: "less than high school",
    2: "high school",
    3: "certificate",
    4: "some college",
    5: "associate",
    6: "bachelor",
    7: "post-bachelor certificate",
    8: "master",
    9: "post-master certificate",
    10: "professional degree",
    11: "doctorate",
    12: "post-doctoral training",
}

Row = tuple[int, tuple[object, ...]]


def import_onet(path: Path, name: str = "", tick: Tick = silent) -> Path:
    """Import a release zip, folder or folder of single files as the pack `name` ("onet-29.3" unless given).

    Gives the pack's file. Raises ReskillError, with the place where something is wrong, before anything is changed.
    """
    release = open_release(path)
    if not (name or release.number):
        raise ReskillError(f"{path.name} does not say which release it is.", "Give the pack a name with --name.")
    name = name or f"onet-{release.number}"
    pack_file(name)
    parts = [p for parts in release.tables.values() for p in parts]
    sums = {p: p.checksum(tick) for p in parts}
    reading = _Reading(release, sums)
    steps = [s for table in LAYOUTS for s in reading.steps(table)]
    title = f"O*NET {release.number}" if release.number else f"O*NET ({path.name})"
    return build(name, title, " ".join(sums.values()), embedded.location(tick), [*steps, *taken_over.REST], tick)


@dataclass(frozen=True)
class _Reading:
    """The steps that read a release; `sums` are the checksums of its files."""

    release: Release
    sums: dict[Part, str]

    def steps(self, table: str) -> Iterator[Step]:
        """The step that fills a table from the release, or from the embedded pack where the release lacks it."""
        if table in self.release.tables:
            parts = self.release.tables[table]
            yield Step(table, _weight(parts), lambda db, tick: self._read(table, db, tick))
        else:
            yield taken_over.INSTEAD[table]

    def _read(self, table: str, db: sqlite3.Connection, tick: Tick) -> None:
        for part in self.release.tables[table]:
            with open_table(part, LAYOUTS[table].fields, tick) as opened:
                _FILL[table](db, opened)
        for name, what, note in _SOURCES[table]:
            parts = self.release.tables[table]
            record(
                db,
                name,
                Origin(
                    f"O*NET Database: {self.release.files(table)}{what}",
                    self.release.number or "not stated",
                    self.release.dated,
                    LICENCE,
                    " ".join(self.sums[p] for p in parts),
                    note,
                ),
            )


def _weight(parts: Sequence[Part]) -> float:
    return sum(p.size for p in parts) / 2**20 + 0.05


def _occupations(db: sqlite3.Connection, table: Table) -> None:
    merged = taken_over.merged_codes(db)

    def rows() -> Iterator[Row]:
        for r in table:
            code, title, description = r.values
            if not _CODE.fullmatch(code):
                raise table.fault(f"{code!r} is not an O*NET-SOC code.", r.row, "O*NET-SOC Code")
            soc = code[:7]
            yield r.row, (code, title, soc, merged.get(soc, soc.replace("-", "")), description)

    table.insert(db, "INSERT INTO occupation (code, title, soc, oews, description) VALUES (?,?,?,?,?)", rows())


def _known(db: sqlite3.Connection, table: Table) -> Iterator[Record]:
    """The records of a table whose first value is the code of an occupation of this release."""
    codes = {r[0] for r in db.execute("SELECT code FROM occupation")}
    for r in table:
        if r.values[0] not in codes:
            raise table.fault(f"{r.values[0]} is not in Occupation Data.", r.row, "O*NET-SOC Code")
        yield r


def _known_tasks(db: sqlite3.Connection, table: Table) -> Iterator[Record]:
    """The records whose first two values are the code and ID of a task of this release."""
    keys = set(db.execute("SELECT code, task_id FROM task"))
    for r in table:
        if r.values[:2] not in keys:
            raise table.fault(f"Task {r.values[1]} of {r.values[0]} is not in Task Statements.", r.row, "Task ID")
        yield r


def _tasks(db: sqlite3.Connection, table: Table) -> None:
    def rows() -> Iterator[Row]:
        for r in _known(db, table):
            code, task_id, sentence, kind = r.values
            if kind not in _KINDS:
                raise table.fault(f"{kind!r} is not a type of task.", r.row, "Task Type")
            yield r.row, (code, task_id, sentence, _KINDS[kind])

    table.insert(db, "INSERT INTO task (code, task_id, sentence, task_type) VALUES (?,?,?,?)", rows())


def _task_ratings(db: sqlite3.Connection, table: Table) -> None:
    scales = {"IM": ("importance", 1.0, 5.0), "RT": ("relevance", 0.0, 100.0)}
    for r in _known_tasks(db, table):
        code, task_id, scale, value, suppress = r.values
        if scale not in scales or not value or suppress == "Y":
            continue
        column, low, high = scales[scale]
        number = table.number(value, r.row, "Data Value", low, high)
        db.execute(f"UPDATE task SET {column} = ? WHERE code = ? AND task_id = ?", (number, code, task_id))


def _activities(db: sqlite3.Connection, table: Table) -> None:
    rows = ((r.row, r.values) for r in _known_tasks(db, table))
    table.insert(db, "INSERT INTO task_activity (code, task_id, activity_id) VALUES (?,?,?)", rows)


def _titles(source: str) -> Callable[[sqlite3.Connection, Table], None]:
    def fill(db: sqlite3.Connection, table: Table) -> None:
        rows = ((r.row, (r.values[1], r.values[0], source, "".join(r.values[2:]))) for r in _known(db, table))
        table.insert(db, "INSERT INTO title (title, department, code, source, short) VALUES (?,'',?,?,?)", rows)

    return fill


def _job_zones(db: sqlite3.Connection, table: Table) -> None:
    for r in _known(db, table):
        code, zone = r.values
        if zone:
            value = int(table.number(zone, r.row, "Job Zone", 1, 5))
            db.execute("UPDATE occupation SET job_zone = ? WHERE code = ?", (value, code))


def _education(db: sqlite3.Connection, table: Table) -> None:
    """The category with the largest share, the lower one of two equal.

    Releases up to 30.x ask on scale RL; from 31.0 on newly surveyed occupations answer on scale RQ, with the same
    twelve categories. Where an occupation has both, the newer scale counts.
    """
    shares: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for r in _known(db, table):
        code, scale, category, value, suppress = r.values
        if scale in EDUCATION_SCALES and category and value and suppress != "Y":
            level = int(table.number(category, r.row, "Category", 1, len(EDUCATION)))
            shares[scale, code][level] = table.number(value, r.row, "Data Value", 0, 100)
    typical = [
        (EDUCATION[max(s, key=lambda c: (s[c], -c))], code)
        for scale in EDUCATION_SCALES
        for (of, code), s in shares.items()
        if of == scale
    ]
    db.executemany("UPDATE occupation SET education = ? WHERE code = ?", typical)


def _ratings(kind: str) -> Callable[[sqlite3.Connection, Table], None]:
    """Importance of skills or of knowledge; suppressed and not relevant values are left out."""

    def fill(db: sqlite3.Connection, table: Table) -> None:
        names: dict[str, str] = {}

        def rows() -> Iterator[Row]:
            for r in _known(db, table):
                code, element_id, element, scale, value, suppress, not_relevant = r.values
                if scale == "IM" and value and "Y" not in (suppress, not_relevant):
                    names[element_id] = element
                    yield r.row, (code, element_id, table.number(value, r.row, "Data Value", 1, 5))

        table.insert(db, "INSERT INTO skill (code, element_id, importance) VALUES (?,?,?)", rows())
        db.executemany(
            "INSERT INTO element (element_id, name, kind) VALUES (?,?,?)",
            [(e, n, kind) for e, n in sorted(names.items())],
        )

    return fill


def _related(db: sqlite3.Connection, table: Table) -> None:
    codes = {r[0] for r in db.execute("SELECT code FROM occupation")}

    def rows() -> Iterator[Row]:
        for r in _known(db, table):
            code, other, tier = r.values
            if other not in codes:
                raise table.fault(f"{other} is not in Occupation Data.", r.row, "Related O*NET-SOC Code")
            if tier not in _TIERS:
                raise table.fault(f"{tier!r} is not a tier of relatedness.", r.row, "Relatedness Tier")
            yield r.row, (code, other, _TIERS[tier])

    table.insert(db, "INSERT INTO related (code, related, tier) VALUES (?,?,?)", rows())


_FILL: dict[str, Callable[[sqlite3.Connection, Table], None]] = {
    "occupations": _occupations,
    "tasks": _tasks,
    "task ratings": _task_ratings,
    "work activities": _activities,
    "job titles": _titles(ALTERNATE),
    "reported titles": _titles(REPORTED),
    "job zones": _job_zones,
    "education": _education,
    "skills": _ratings("skill"),
    "knowledge": _ratings("knowledge"),
    "related occupations": _related,
}
_LEFT_OUT = "Importance only; suppressed and not relevant values left out"
_SOURCES: dict[str, tuple[tuple[str, str, str], ...]] = {  # table -> (source, words behind the file's name, note)
    "occupations": (("occupation", "", "Codes, titles and descriptions"),),
    "tasks": (("task", "", "Official statements, in this pack only"),),
    "task ratings": (
        ("task_importance", " (importance)", _LEFT_OUT),
        ("task_relevance", " (relevance)", "Suppressed values left out"),
    ),
    "work activities": (("task_activity", " (IDs)", ""),),
    "job titles": (("title_alternate", "", ""),),
    "reported titles": (("title_reported", "", ""),),
    "job zones": (("job_zone", "", ""),),
    "education": (("education", "", "Reduced to the category with the largest share"),),
    "skills": (("skill", " (importance, names of elements)", _LEFT_OUT),),
    "knowledge": (("knowledge", " (importance, names of elements)", _LEFT_OUT),),
    "related occupations": (("related", " (codes)", ""),),
}

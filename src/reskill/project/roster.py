"""Taking a roster into the project: one change, under pseudonyms, keeping every decision about titles."""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from reskill.progress import Tick, silent
from reskill.project.departments import unit_map
from reskill.project.file import Project
from reskill.project.layouts import Layout, keep_layout

if TYPE_CHECKING:
    from reskill.intake.records import RosterLine
    from reskill.intake.roster import Roster

_PSEUDONYM = 16  # hexadecimal digits: 64 bits, so that two of a million people are never one

_POSITION = (
    "INSERT INTO position (id, title, department, roster_department, bargaining_unit, grade, class_code, annual_salary, pay_basis, fte,"
    " hire_date, status, held, location, name, source_file, source_sheet, source_row)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_REJECTED = "INSERT INTO rejected (source_file, source_sheet, source_row, reason, remedy, content) VALUES (?,?,?,?,?,?)"


def import_roster(
    project: Project, roster: Roster, tick: Tick = silent, mode: Literal["replace", "add"] = "replace"
) -> None:
    """Put the lines of a roster into the project, in place of the earlier ones or beside them, as one change.

    Employee numbers are kept only as keyed hashes. Titles and what was decided about them stay; the new positions
    have no title yet: matching finds each by its text.
    """
    with project.change(f"Import roster {roster.file}") as db:
        if mode == "replace":
            db.execute("DELETE FROM position")
            db.execute("DELETE FROM rejected")
        tick(0.3, f"Importing {roster.file}")
        taken = {r[0] for r in db.execute("SELECT id FROM position")}
        pseudonyms = _pseudonyms(bytes.fromhex(project.setting("key")), roster, taken)
        db.conn.executemany(_POSITION, _positions(roster, pseudonyms, unit_map(project)))
        db.conn.executemany(
            _REJECTED,
            ((roster.file, r.sheet or roster.sheet, r.row, r.reason, r.remedy, r.content) for r in roster.rejected),
        )
        before = settled_doubts(project) if mode == "add" else []
        settled = [str(d.problem()) for d in roster.doubts]
        project.set_setting("roster_doubts", json.dumps([*before, *settled]))
        project.set_setting("roster_file", roster.file)
        keep_layout(project, Layout(roster.file, roster.headers, roster.columns))
        tick(0.8, f"Importing {roster.file}")


def people_of(project: Project, lines: Iterable[RosterLine]) -> Iterator[tuple[RosterLine, str, str]]:
    """Each line of a roster whose employee number stands there once, with the pseudonyms that the project gives the first
    and second position of that person."""
    found = list(lines)
    times = Counter(p.employee_id for p in found)
    key = bytes.fromhex(project.setting("key"))
    for p in found:
        if p.employee_id and times[p.employee_id] == 1:
            first, second = (_pseudonym(key, f"employee {p.employee_id} line {n}") for n in (1, 2))
            yield p, first, second


def departments(project: Project) -> list[str]:
    """The departments of the roster, in the order of the alphabet; '' where positions have none."""
    found = project.rows("SELECT DISTINCT department FROM position ORDER BY department COLLATE NOCASE")
    return [r["department"] for r in found]


def standing(position: str) -> str:
    """SQL that tells in words whether somebody holds a position, and of a vacant one whether it is not to be filled."""
    return f"CASE WHEN {position}.held THEN 'vacant, on hold' ELSE {position}.status END"


def settled_doubts(project: Project) -> list[str]:
    """The doubts about heads or money that were settled when the roster was taken in, each with how."""
    found: list[str] = json.loads(project.setting("roster_doubts") or "[]")
    return found


def _positions(roster: Roster, pseudonyms: Iterator[str], units: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for p, pseudonym in zip(roster.positions, pseudonyms, strict=True):
        yield (
            pseudonym,
            p.title,
            units.get(p.department, p.department),
            p.department,
            p.bargaining_unit,
            p.grade,
            p.class_code,
            p.annual_salary,
            p.pay_basis,
            p.fte,
            p.hire_date,
            p.status,
            p.held,
            p.location,
            p.name,
            roster.file,
            p.sheet or roster.sheet,
            p.row,
        )


def _pseudonyms(key: bytes, roster: Roster, taken: set[str]) -> Iterator[str]:
    """HMAC-SHA256 of each employee number, else of the line's place; a second line of one number gets its own.

    Of the positions that a line counts each is told by what its line says and its number there, in whatever row it stands.
    """
    repeated: dict[str, int] = {}
    for p in roster.positions:
        identity = _identity(p, roster)
        line = repeated.get(identity, 1)
        while (pseudonym := _pseudonym(key, f"{identity} line {line}")) in taken:
            line += 1
            repeated[identity] = line
        taken.add(pseudonym)
        yield pseudonym


def _pseudonym(key: bytes, subject: str) -> str:
    return hmac.digest(key, subject.encode("utf-8"), "sha256").hex()[:_PSEUDONYM]


def _identity(p: RosterLine, roster: Roster) -> str:
    if p.employee_id:
        return f"employee {p.employee_id}"
    if p.ordinal:
        said = (p.department, p.title, p.class_code, p.grade, p.bargaining_unit, p.location)
        return f"position {p.ordinal} of {' | '.join(said)}"
    return f"row {p.row} of {roster.file} {p.sheet or roster.sheet}"

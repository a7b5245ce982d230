"""The map of departments as a table that a planner edits: written, and read back as one step."""

from __future__ import annotations

import csv
from pathlib import Path

from reskill.active_text import guarded, unguarded
from reskill.atomic import replacing
from reskill.intake.table import read_table
from reskill.intake.text import text_of
from reskill.problem import Place, Problem, ReskillError
from reskill.project.departments import department_list, roll_up, unit_map
from reskill.project.file import Project

NAME, POSITIONS, UNIT = "Department in the roster", "Positions", "Counted with"


def write_departments(project: Project, target: Path) -> tuple[int, int]:
    """Write every department of the roster with the unit that it is counted with; of a project that has no map yet, the
    unit that its name tells of. Returns how many departments and how many units. Raises ReskillError when there are none.
    """
    found, mapped = department_list(project), bool(unit_map(project))
    if not found:
        raise ReskillError("The roster has no departments.", "Import a roster that has them.")
    units = [d.unit if mapped else d.proposed for d in found]
    with replacing(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow((NAME, POSITIONS, UNIT))
        out.writerows((guarded(d.name), d.positions, guarded(u)) for d, u in zip(found, units, strict=True))
    return len(found), len(set(units))


def read_departments(project: Project, path: Path) -> int:
    """Take the units of a table in, all or none; departments that it lacks stay as they are. Returns how many changed.

    Raises ReskillError, with the row, for a table without the two columns, a department that the roster does not have, and
    one that is there twice with different units.
    """
    table = read_table(path, header_row=1)
    headers = [h.casefold() for h in table.headers]
    if missing := [c for c in (NAME, UNIT) if c.casefold() not in headers]:
        raise ReskillError(
            f"{table.file} has no column named {missing[0]}.",
            "Write a table with: reskill departments write FILE.csv --project P, and change its last column.",
        )
    name_at, unit_at = headers.index(NAME.casefold()), headers.index(UNIT.casefold())
    known = {d.name for d in department_list(project)} | unit_map(project).keys()
    units: dict[str, str] = {}
    problems = []
    for row, values in table.rows:
        name, unit = (unguarded(text_of(values[at])) if at < len(values) else "" for at in (name_at, unit_at))
        if name not in known:
            text = f"The roster has no department {name}." if name else "There is no department in this row."
            problems.append(Problem(text, Place(table.file, table.sheet, row, NAME), "Take the row out."))
        elif units.setdefault(name, unit) != unit:
            text = f"{name} stands in an earlier row with another unit."
            problems.append(Problem(text, Place(table.file, table.sheet, row, UNIT), "Keep one of them."))
    if problems:
        raise ReskillError(f"{table.file} was not taken in.", "Correct the rows and read it again.", problems)
    return roll_up(project, units)

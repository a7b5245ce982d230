"""Reports as a sheet: written for the people who run the classes, and read back."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from reskill.active_text import guarded, unguarded
from reskill.atomic import replacing
from reskill.intake.table import Table, read_table
from reskill.planning.actuals.reports import COUNTS, report_people, report_spending
from reskill.planning.by_hand.typed import number_of, whole
from reskill.planning.ruled_out import quarter_of
from reskill.problem import Place, Problem, ReskillError
from reskill.project.file import Project

COLUMNS = ("cohort", "start", "title", "program", "planned", *COUNTS)
_SPENT = ("cohort", "fund", "category", "quarter", "spent", "in kind")


@dataclass
class Taken:
    """What came of a sheet: reports taken in, lines that could not be, and comments taken in with them."""

    reports: int = 0
    problems: list[Problem] = field(default_factory=list)
    comments: int = 0


def write_sheet(project: Project, target: Path) -> None:
    """Write every cohort with room for what happened, as CSV."""
    with replacing(target) as part, part.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for r in project.rows(_COHORTS):
            out.writerow([guarded(r[name]) for name in COLUMNS])


def read_sheet(project: Project, path: Path) -> Taken:
    """Take reports in as one change: a sheet of cohorts with counts, or one of spending.

    A line that cannot be is told and left out. Raises ReskillError where no column tells anything.
    """
    table = read_table(path)
    places = {h.strip().lower(): i for i, h in enumerate(table.headers)}
    if {"fund", "spent"} <= places.keys():
        read = _spending_line
    elif "cohort" in places and places.keys() & set(COUNTS):
        read = _people_line
    else:
        raise ReskillError(
            f"{table.file} has no column that tells what happened.",
            f"It takes {', '.join(COLUMNS)}; or {', '.join(_SPENT)}; or a returned board edition, saved as .xlsx.",
        )
    taken = Taken()
    with project.change(f"Take reports in from {path.name}"):
        for number, values in table.rows:
            line = {name: _text(values, i) for name, i in places.items()}
            try:
                taken.reports += read(project, line, path.name)
            except ReskillError as error:
                taken.problems.append(_problem(table, number, error))
    return taken


def _people_line(project: Project, line: dict[str, str], file: str) -> int:
    counts = {name: whole(line[name]) for name in COUNTS if line.get(name)}
    if counts:
        report_people(project, _cohort(line["cohort"]), counts, file)
    return bool(counts)


def _spending_line(project: Project, line: dict[str, str], file: str) -> int:
    if not line["spent"]:
        return 0
    report_spending(
        project,
        line["fund"],
        quarter_of(line.get("quarter", "")),
        number_of(line["spent"]),
        cohort_id=_cohort(line["cohort"]) if line.get("cohort") else None,
        category=line.get("category", ""),
        in_kind=line.get("in kind", "").lower() in ("yes", "1", "true", "in kind"),
        source=file,
    )
    return 1


def _cohort(text: str) -> int:
    if not text.isdecimal():
        raise ReskillError(f"{text or 'Nothing'} is no number of a cohort.", "Take it from the sheet that was written.")
    return int(text)


def _text(values: tuple[object, ...] | list[object], place: int) -> str:
    value = values[place] if place < len(values) else None
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(unguarded(str(value))).strip()


def _problem(table: Table, number: int, error: ReskillError) -> Problem:
    sheet, row = table.where(number)
    return Problem(error.text, Place(table.file, sheet, row), error.remedy)


_COHORTS = """
SELECT c.id AS cohort, c.start, t.title, coalesce(p.name, 'at work') AS program, c.participants AS planned,
    a.started, a.finished, a.credential, a.placed
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id
LEFT JOIN cohort_actual a ON a.cohort_id = c.id ORDER BY c.start, t.title, c.id
"""

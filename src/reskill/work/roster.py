"""Taking a roster in, a new one, next year's or one beside it: read as the project reads, and stored as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reskill.intake.columns import find_columns
from reskill.intake.counts import ROLES
from reskill.intake.doubts import NONE, Answers
from reskill.intake.field_names import FIELDS
from reskill.intake.remarks import NAMES
from reskill.intake.roster import roster_of
from reskill.intake.table import Table, read_table
from reskill.intake.vocabulary import undated, year_in
from reskill.matching.old_codes import old_code_remarks
from reskill.problem import Place, Problem
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.project.layouts import Layout, layouts, nearest_layout
from reskill.project.roster import import_roster


@dataclass(frozen=True)
class ColumnChoice:
    """The header of each field ('' = none is read), whether they are those of an earlier import, and remarks on that."""

    columns: dict[str, str]
    as_before: bool
    problems: tuple[Problem, ...] = ()

    def answered(self, columns: Mapping[str, str]) -> dict[str, str]:
        """What a person said who saw these columns and left or changed them: of columns that count positions only changes,
        for who leaves them has not said that they can be relied on."""
        return {f: h for f, h in columns.items() if f not in ROLES or h != self.columns.get(f)}


def choose_columns(
    project: Project, table: Table, chosen: Mapping[str, str] | None = None, year: int = 0
) -> ColumnChoice:
    """The columns to read: `chosen` (field -> header or letter), then those of the nearest layout taken in before if the
    table has them all, and only else those recognised by their headers and cells. Of columns by year that of `year` is taken, 0 = the newest.

    Raises ReskillError for a name that the table lacks.
    """
    chosen = chosen or {}
    found = {field: table.headers[at] for field, at in find_columns(table, chosen, year).fields.items()}
    known = layouts(project)
    layout = nearest_layout(known, table.headers)
    if layout is None:
        files = ", ".join(dict.fromkeys(k.file for k in known))
        text = f"The columns are none of a roster taken in before ({files}); they were recognised anew."
        remark = _remark(table, text, "Look whether each is the right one.")
        return ColumnChoice(dict.fromkeys(FIELDS, "") | found, False, (remark,) if known else ())
    last = {f: found[f] if _is_of_another_year(h, found.get(f, "")) else h for f, h in layout.columns.items()}
    asked = {field: found.get(field, "") for field in chosen}
    left = {field: header for field, header in last.items() if field not in asked and header not in asked.values()}
    if not set(left.values()) <= set(table.headers):
        gone = ", ".join(h for h in left.values() if h not in table.headers)
        text = f"The last roster's columns are not all here: {gone}. The columns were recognised anew."
        remedy = "Where one is read wrongly, choose another (--map FIELD=COLUMN on the command line)."
        return ColumnChoice(dict.fromkeys(FIELDS, "") | found, False, (_remark(table, text, remedy),))
    columns = dict.fromkeys(FIELDS, "") | left | asked
    read = set(columns.values())
    new = [(f, h) for f, h in found.items() if not columns[f] and h not in read and f not in NAMES]
    told = [_unread(table, field, header) for field, header in new]
    return ColumnChoice(columns, True, (*told, *_changes(table, layout)))


def take_in(
    project: Project,
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    keep_names: bool = False,
    add: bool = False,
    answers: Answers = NONE,
    tick: Tick = silent,
) -> Sequence[Problem]:
    """Read a roster by the project's own thresholds and put its lines in place of the earlier ones, or beside them.

    A project that has a roster is backed up first; its figures are out of date from then on. Returns what is doubtful
    about the roster. Raises ReskillError, with the project as it was, when the roster cannot be read,
    and Unsettled when `answers` leave a doubt about heads or money open.
    """
    table = read_table(path, sheet, header_row, section(tick, 0.0, 0.4))
    choice = choose_columns(project, table, columns, answers.year)
    asked = choice.columns if choice.as_before else columns
    roster = roster_of(table, asked, keep_names, project.thresholds, answers, section(tick, 0.4, 0.6))
    codes = old_code_remarks(table)
    del table  # a large one is not kept beside its positions
    if project.value("SELECT 1 FROM position LIMIT 1"):
        project.back_up()
    import_roster(project, roster, section(tick, 0.6, 1.0), "add" if add else "replace")
    return [*roster.problems, *choice.problems, *codes]  # what was settled about heads or money is said first


def _is_of_another_year(header: str, found: str) -> bool:
    """Whether two headers differ in their year only."""
    return year_in(header) != year_in(found) and bool(year_in(found)) and undated(header) == undated(found)


def _changes(table: Table, layout: Layout) -> list[Problem]:
    """What of a layout is new or gone, though all that was read is there; years apart."""
    before, now = ({undated(h) or h: h for h in headers} for headers in (layout.headers, table.headers))
    parts = [
        f"{said}: {', '.join(names[n] for n in names if n not in others)}"
        for said, names, others in (("new", now, before), ("gone", before, now))
        if names.keys() - others.keys()
    ]
    text = f"The layout is not that of {layout.file} ({'; '.join(parts)})."
    return [_remark(table, text, "Look whether the columns are still the right ones.")] if parts else []


def _unread(table: Table, field: str, header: str) -> Problem:
    text = f"This column seems to hold the {field.replace('_', ' ')}; as before, it was not read."
    return _remark(table, text, f"To read it: --map {field}=COLUMN on the command line.", header)


def _remark(table: Table, text: str, remedy: str, column: str = "") -> Problem:
    return Problem(text, Place(table.file, table.sheet, table.header_row or None, column), remedy, "warning")

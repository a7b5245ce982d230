"""A column of the roster is read, kept and shown in every place; one that is forgotten somewhere is named."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from dataclasses import fields

from reskill.desktop.dialogs import import_roster as dialog
from reskill.desktop.pages import roster as page
from reskill.export.hr import positions as sheet
from reskill.intake.field_names import FIELDS
from reskill.intake.records import RosterLine
from reskill.intake.roster import Roster
from reskill.project.file import Project
from reskill.project.roster import import_roster
from reskill.table import Column

OURS = {
    "id",
    "title_id",
    "roster_department",
    "source_file",
    "source_sheet",
    "source_row",
}  # made by the import, not read from a column
NOT_SHOWN = {"name"}  # kept only when asked for
PAGE_ALONE = {"class_code", "pay_basis", "hire_date", "location"}  # the workbook has not needed them yet
TOLD_AS = {"standing": {"status", "held"}}  # a column that tells of several
NUMBERS = {"annual_salary", "fte"}


def told(columns: Iterable[Column]) -> set[str]:
    """The columns of the roster that the columns of a table tell of."""
    return {name for c in columns for name in TOLD_AS.get(c.field, {c.field})}


def test_that_no_place_forgets_a_column_of_the_roster(project: Project) -> None:
    columns = {str(r["name"]) for r in project.rows("PRAGMA table_info(position)")} - OURS
    given = {c: 7.0 if c in NUMBERS else f"the {c}" for c in columns}
    read = {f.name for f in fields(RosterLine)}
    line = RosterLine(row=2, **{c: value for c, value in given.items() if c in read})
    import_roster(project, Roster("elm.csv", "", (), 1, (), {}, [line], [], blank=0, last_row=2, problems=[]))
    kept = project.rows("SELECT * FROM position")[0]
    strings = {
        n.value
        for n in ast.walk(ast.parse(inspect.getsource(page)))
        if isinstance(n, ast.Constant) and n.value in columns
    }
    places = {
        "the line that is read": read,
        "the headers that are known": set(FIELDS),
        "the dialog of the import": {field for field, _ in dialog.FIELDS},
        "the project": {c for c in columns if kept[c] == given[c]},
        "the page Roster": strings | told(page.POSITIONS) | NOT_SHOWN,
        "the sheet Positions": told(sheet.COLUMNS) | NOT_SHOWN | PAGE_ALONE,
    }
    forgotten = {place: sorted(columns - there) for place, there in places.items() if columns - there}
    assert forgotten == {}

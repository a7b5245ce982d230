"""What a page and a sheet both show is one column: title, kind and explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from reskill import columns
from reskill.desktop.pages import pathways, plan_tables, programs, roles, roster, tasks
from reskill.export.hr import budget as budget_sheets
from reskill.export.hr import cohorts as cohorts_sheet
from reskill.export.hr import pathways as pathways_sheet
from reskill.export.hr import positions as positions_sheet
from reskill.export.hr import programs as programs_sheet
from reskill.export.hr import roles as roles_sheet
from reskill.export.hr import seats as seats_sheet
from reskill.export.hr import tasks as tasks_sheet
from reskill.table import Column

OWN = {
    "occupation",  # the page shows the main one, the sheet all of a blend
}
PAIRS = {
    "positions": (columns.POSITION, roster.POSITIONS, positions_sheet.COLUMNS),
    "roles": (columns.ROLE, roles.COLUMNS, (*roles_sheet.EXPOSURE, *roles_sheet.MOBILITY, *roles_sheet.PEOPLE)),
    "pathways": (columns.PATHWAY, pathways.WAYS, pathways_sheet.COLUMNS),
    "tasks": (columns.TASK, tasks.TASKS, tasks_sheet.COLUMNS),
    "programs": (columns.PROGRAM, programs.PROGRAMS, programs_sheet.COLUMNS),
    "cohorts": (columns.COHORT, plan_tables.COHORTS, cohorts_sheet.COLUMNS),
    "seats": (columns.SEAT, plan_tables.SEATS_COLUMNS, seats_sheet.COLUMNS),
    "lines": (columns.LINE, plan_tables.LINES, budget_sheets.LINES),
    "funds": (columns.FUND_YEAR, plan_tables.TOTALS, budget_sheets.FUNDS),
}


def said(column: Column) -> tuple[str, str, str]:
    """What a reader is told; whether text is wrapped is the layout's."""
    return column.title, "text" if column.kind == "wrapped" else column.kind, column.tip


@pytest.mark.parametrize("table", PAIRS)
def test_that_a_column_is_the_same_on_page_and_sheet(table: str) -> None:
    pair: tuple[Mapping[str, Column], Sequence[Column], Sequence[Column]] = PAIRS[table]
    known, page, sheet = pair[0], {c.field: c for c in pair[1]}, {c.field: c for c in pair[2]}
    shared = (page.keys() & sheet.keys()) - OWN
    assert shared == known.keys()  # each is defined once, and what is defined is shown by both
    for field in shared:
        assert said(page[field]) == said(known[field]) == said(sheet[field])

"""Reading workbooks back in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from reskill.export.editions import write_workbook
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

COVER_HEADER = 3


def written(project: Project, catalog: Catalog, edition: str, folder: Path, values: bool = True) -> Workbook:
    """An edition as a reader sees it: the values, or the formulas."""
    target = folder / f"{edition}.xlsx"
    write_workbook(project, catalog, target, edition)
    return openpyxl.load_workbook(target, data_only=values)


def table(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet's table by header, without totals."""
    ws = book[sheet]
    (found,) = ws.tables.values()
    rows = [[c.value for c in row] for row in ws[found.ref]]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def cover(book: Workbook) -> dict[str, Any]:
    """The cover's values by item."""
    return {r["Item"]: r["Value"] for r in table(book, "Cover")}


def total(book: Workbook, sheet: str, column: str) -> Any:
    """The total under a column."""
    ws = book[sheet]
    headers = [c.value for c in ws[1]]
    return ws.cell(ws.max_row, headers.index(column) + 1).value

"""The table in a file that is a list of programs: its sheet, and the row that holds the names of its columns."""

from __future__ import annotations

from pathlib import Path

from reskill.intake.grid import Grid
from reskill.intake.table import Table, read_grids, with_header
from reskill.intake.text import text_of
from reskill.problem import ReskillError
from reskill.programs.list_columns import known_headers
from reskill.progress import Tick, silent

_TOP = 30  # rows among which the header is looked for
_LEAST = 3  # fields that a row must name to be taken for the header


def read_list(path: Path, sheet: str = "", header_row: int | None = None, tick: Tick = silent) -> Table:
    """The table of a list of programs in CSV, TSV or XLSX; the sheet and row that name most fields unless they are given.

    Raises ReskillError when the file holds no table, or not that sheet or row.
    """
    grids = [g for g in read_grids(path, tick) if g.rows]
    if sheet:
        names = ", ".join(g.sheet for g in grids)
        grids = [g for g in grids if g.sheet == sheet]
        if not grids:
            raise ReskillError(f"{path.name} has no filled sheet named {sheet}.", f"Its sheets: {names}.")
    if not grids:
        raise ReskillError(f"{path.name} has no filled cell.", "Export the list again.")
    grid = max(grids, key=lambda g: _header(g)[1])
    row, known = _header(grid)
    return with_header(grid, header_row if header_row is not None else row if known >= _LEAST else None)


def _header(grid: Grid) -> tuple[int, int]:
    """The row that names most fields, the first of equals, and how many."""
    scored = [(row, known_headers([text_of(v) for v in values])) for row, values in grid.rows[:_TOP]]
    return max(scored, key=lambda s: s[1])

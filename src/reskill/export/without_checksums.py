"""A reviewed workbook that has lost its sheet of checksums: its answers go by references that fit the words beside them,
and lines whose reference does not fit count as the reader's own.

What was typed over the workbook's own words cannot be told from them then.
"""

from __future__ import annotations

from collections.abc import Sequence

from reskill.export.as_written import ANSWER, HEADER, Origin, checksum
from reskill.export.cover import TITLE as COVER
from reskill.export.union.review_columns import COMMENT, REFERENCE, RESPONSE
from reskill.export.union.signoff import COLUMNS as SIGN_OFF_COLUMNS
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.written import AsWritten, Line, Written
from reskill.intake.grid import Grid

_ASKED = {RESPONSE.title, COMMENT.title}
_SIGNED = {c.title for c in SIGN_OFF_COLUMNS}


def guessed(grids: Sequence[Grid], origin: Origin, answers: Sequence[str]) -> AsWritten:
    """The sheets as if they had been written as they are now, but for cells in columns of `answers`."""
    of_edition = {str(v) for g in grids if g.sheet == COVER for _, values in g.rows for v in values[2:3]}
    sheets = {}
    for grid in grids:
        if header := _header(grid, _SIGNED, len(_SIGNED) - 1):
            sheets[grid.sheet] = Written(SIGN_OFF, _lines(grid, header, answers))
        elif header := _header(grid, _ASKED, 1):
            title = f"{grid.sheet} (another sheet)" if grid.sheet == SIGN_OFF else grid.sheet
            sheets[grid.sheet] = Written(title, _lines(grid, header, answers))
        elif grid.rows and (grid.sheet == COVER or grid.sheet in of_edition):
            sheets[grid.sheet] = Written(grid.sheet, _lines(grid, _widest(grid), ()))
    return AsWritten(origin, sheets, sealed=False)


def _header(grid: Grid, titles: set[str], least: int) -> int:
    """The row of the header with at least so many of these titles, whatever the sheet is called now; 0 = there is none."""
    return next((row for row, values in grid.rows if len(titles & {str(v) for v in values}) >= least), 0)


def _widest(grid: Grid) -> int:
    return max(grid.rows, key=lambda row: len([v for v in row[1] if v is not None]))[0]


def _lines(grid: Grid, header: int, answers: Sequence[str]) -> list[Line]:
    titles = next((values for row, values in grid.rows if row == header), ())
    entry = {n for n, title in enumerate(titles) if title in answers}
    at = titles.index(REFERENCE.title) if REFERENCE.title in titles else None
    found = [Line(header, HEADER, tuple(map(checksum, titles)))]
    for row, values in grid.rows:
        if row == header:
            continue
        padded = [*values, *[None] * (len(titles) - len(values))]
        sums = tuple(ANSWER if n in entry and row > header else checksum(v) for n, v in enumerate(padded))
        reference = str(padded[0 if at is None else at] or "") if entry and row > header else ""
        if at is None and not {str(v) for v in titles} >= _SIGNED:
            reference = ""
        given = [str(v) for n, v in enumerate(padded) if v is not None and n not in entry and n != at]
        if at is None or row < header or _fits(reference, given):
            found.append(Line(row, reference, sums[: len(titles)]))
    return found


def _fits(reference: str, words: Sequence[str]) -> bool:
    """Whether a reference is made of words of its row."""
    _, kind, rest = reference.partition(": ")  # the header, repeated between the lines, names none
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return bool(kind) and not rest.strip(" |>")

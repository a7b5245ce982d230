"""What an edition's cells held when it was written, as checksums on its last sheet, so that words typed over them are
seen when the workbook comes back. It holds no text of the workbook, and says nothing of cells that readers fill in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reskill.export.union.review_columns import REFERENCE
from reskill.export.xlsx.layout import Layout
from reskill.export.xlsx.sheet import As, Blank, Cell, Formula, Sheet, value_of
from reskill.intake.grid import Grid
from reskill.table import Column

TITLE = "As written"
COLUMNS = (
    Column("Sheet", "sheet", width=24, tip="Where the line stood."),
    Column("Row", "row", "int", 8, tip="Its row when the workbook was written."),
    Column("Reference", "reference", width=30, tip="The reference of the line, where it has one."),
    Column(
        "Checksums", "sums", "wrapped", 60, tip="One for each cell; + where a reader answers, * where it is worked out."
    ),
)
_ANSWER, _LIVE, _BLANK = "+", "*", "."
_HEADER = "#header"  # in place of a reference
_MOST = 0.5  # of the cells that must be as they were for a row to be known again
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def as_written(sheets: Sequence[Sheet]) -> Sheet:
    """The sheet of checksums of the given sheets."""
    rows: list[tuple[str, int, str, str]] = []
    for sheet in sheets:
        header, first = Layout.header_row(sheet), Layout.first_row(sheet)
        asks = REFERENCE in sheet.columns
        for n, line in enumerate(sheet.heading, 1):
            rows.append((sheet.title, n, "", _sum(line) if isinstance(line, str) else _sums(sheet, line)))
        rows.append((sheet.title, header, _HEADER, " ".join(_sum(c.title) for c in sheet.columns)))
        for n, row in enumerate(sheet.rows, first):
            rows.append((sheet.title, n, str(row[sheet.position(REFERENCE.field)]) if asks else "", _sums(sheet, row)))
        if not sheet.rows:
            rows.append((sheet.title, first, "", _sum(sheet.empty)))
        elif sheet.totals:
            worked_out = {*sheet.totals, *sheet.beside}
            totals = (_LIVE if c.field in worked_out else _BLANK for c in sheet.columns[1:])
            rows.append((sheet.title, Layout.last_row(sheet) + 1, "", " ".join([_sum("Total"), *totals])))
    return Sheet(
        title=TITLE,
        note="For Reskill: checksums of all cells as they were written, by which words typed over them are found.",
        columns=COLUMNS,
        rows=rows,
        on_paper=False,
    )


def _sums(sheet: Sheet, row: Sequence[Cell]) -> str:
    entry = {n for n, c in enumerate(sheet.columns) if c.field in sheet.entry}
    return " ".join(_ANSWER if n in entry else _sum_of(cell) for n, cell in enumerate(row))


def _sum_of(cell: Cell) -> str:
    match cell:
        case Blank():
            return _ANSWER
        case Formula() | As(content=Formula()):
            return _LIVE + _sum(value_of(cell))
    return _sum(value_of(cell))


def _sum(value: object) -> str:
    """The checksum of what a cell holds, the same after a spreadsheet program has saved it."""
    if isinstance(value, dt.date):
        value = value.isoformat()
    text = " ".join(str(value).split()) if value is not None else ""
    if not text:
        return _BLANK
    if _DAY.match(text):
        text = text[:10]
    if not _DAY.match(text) and _is_figure(text):
        text = f"{float(text):.10g}"
    return hashlib.sha256(text.encode()).hexdigest()[:4]


class Strange(NamedTuple):
    """A cell that is not as it was written: `kind` is "answer" in a cell for answers, "over" on what stood there, "beside"
    elsewhere; `column` is counted from 0."""

    row: int
    column: int
    value: object
    kind: str


@dataclass(frozen=True)
class _Line:
    row: int
    reference: str
    sums: tuple[str, ...]


class Written:
    """The lines of one sheet as they were written."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        header = next((line for line in lines if line.reference == _HEADER), _Line(1, _HEADER, ()))
        self._titles, self._header = header.sums, header.row
        self._above = {line.row: line for line in lines if line.row <= header.row}
        below = [line for line in lines if line.row > header.row]
        self._by_row = {line.row: line for line in below}
        self.references = {line.reference: line for line in below if line.reference}
        self._by_sums = {line.sums: line for line in below}
        self._by_first = {line.sums[0]: line for line in below}

    def header_row(self, grid: Grid) -> int:
        """The row in which the header stands now: that of most of its titles."""
        known = {number: sum(_sum(v) in self._titles for v in values) for number, values in grid.rows}
        best = max(known, key=lambda n: (known[n], n == self._header, -n), default=self._header)
        return best if known.get(best, 0) > _MOST * len(self._titles) else self._header

    def strange(self, grid: Grid) -> Iterator[Strange]:
        """The cells of the sheet that hold something else than was written, or an answer."""
        header = self.header_row(grid)
        moved = header - self._header
        headers = next((values for number, values in grid.rows if number == header), ())
        places = self._places(headers)
        for number, values in grid.rows:
            then_at = number - moved
            line = self._above.get(then_at) if number <= header else self._line(then_at, values, places)
            for n, value in enumerate(values):
                place = n if number <= header else places.get(n, len(self._titles))
                then = line.sums[place] if line and place < len(line.sums) else _BLANK
                if then == _ANSWER and _sum(value) != _BLANK:
                    yield Strange(number, n, value, "answer")
                elif _differs(value, then):
                    yield Strange(number, n, value, "beside" if then == _BLANK else "over")

    def _places(self, headers: Sequence[object]) -> dict[int, int]:
        """Where each column stood when it was written, by its title; one whose title was typed over, by its place."""
        places = {n: self._titles.index(s) for n, v in enumerate(headers) if (s := _sum(v)) in self._titles}
        free = set(range(len(self._titles))) - set(places.values())
        return places | {n: n for n in free if n not in places and n < len(headers) and _sum(headers[n]) != _BLANK}

    def _line(self, number: int, values: Sequence[object], places: Mapping[int, int]) -> _Line | None:
        """The line that a row was written as, wherever it stands now."""
        found = [_BLANK] * len(self._titles)
        for n, place in places.items():
            found[place] = _sum(values[n]) if n < len(values) else _BLANK
            if self._titles[place] == _sum(REFERENCE.title) and n < len(values) and str(values[n]) in self.references:
                return self.references[str(values[n])]
        first = self._by_first.get(found[0]) if found else None
        candidates = (self._by_row.get(number), self._by_sums.get(tuple(found)), first)
        return next((line for line in candidates if line and _are_alike(line.sums, found)), None)


def _differs(value: object, then: str) -> bool:
    """Whether a cell holds something else than was written; a formula may have come to another number or day."""
    now = _sum(value)
    if then.startswith(_LIVE):
        return now not in (_BLANK, then[1:]) and isinstance(value, str) and not _is_figure(value)
    return now not in (_BLANK, then)


def _is_figure(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return bool(_DAY.match(text))
    return True


def _are_alike(sums: Sequence[str], found: Sequence[str]) -> bool:
    """Whether most of the cells that held something hold it still."""
    held = [s == f for s, f in zip(sums, found, strict=False) if s not in (_ANSWER, _BLANK) and s[0] != _LIVE]
    return sum(held) >= _MOST * len(held)


def read_written(grid: Grid) -> dict[str, Written]:
    """What the sheet of checksums tells, by sheet."""
    lines: dict[str, list[_Line]] = {}
    for _, values in grid.rows[1:]:
        sheet, row, reference, sums = (str(v) if v is not None else "" for v in (*values, *[None] * 4)[:4])
        if sums and row.replace(".0", "").isdecimal():
            lines.setdefault(sheet, []).append(_Line(int(float(row)), reference, tuple(sums.split())))
    return {sheet: Written(found) for sheet, found in lines.items()}

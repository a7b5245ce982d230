"""The rows of one sheet as XML, in order: heading, header, lines of the table, totals."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from reskill.active_text import ACTIVE
from reskill.export.xlsx import cells
from reskill.export.xlsx.layout import Layout, letter
from reskill.export.xlsx.looks import Looks, Part
from reskill.export.xlsx.sheet import (
    NONE_ENTERED,
    As,
    Blank,
    Cell,
    Formula,
    Given,
    Link,
    Row,
    Sheet,
    of_numbers,
    value_of,
)
from reskill.export.xlsx.widths import HAND, LINE, fit, header_height, row_height
from reskill.progress import Tick
from reskill.table import Kind

_TICK_EVERY = 1000
_TITLE_HEIGHT = 32  # points


class RowWriter:
    """Writes a sheet's rows with the cell formats of `looks`."""

    def __init__(self, sheet: Sheet, layout: Layout, looks: Looks, tick: Tick) -> None:
        self.sheet, self.layout, self.looks, self.tick = sheet, layout, looks, tick
        self.fits = fit(sheet)
        self.wraps = any(f.kind == "wrapped" for f in self.fits)
        self.letters = [letter(n) for n in range(len(sheet.columns))]
        self.entry: Part = "field" if sheet.form else "entry"
        body: Part = "given" if sheet.form else "body"
        self.parts = [self.entry if c.field in sheet.entry else body for c in sheet.columns]

    @property
    def dimension(self) -> str:
        """The address of everything on the sheet."""
        last = self.layout.last_row(self.sheet) + bool(self.sheet.totals and self.sheet.rows)
        return f"A1:{self.letters[-1]}{last}"

    def xml(self) -> Iterator[str]:
        """One `<row>` after the other. Raises Cancelled when the tick does."""
        sheet, first = self.sheet, self.layout.first_row(self.sheet)
        yield from self._heading()
        yield self._header(first - 1)
        for n, row in enumerate(sheet.rows):
            if n % _TICK_EVERY == 0:
                self.tick(n / len(sheet.rows), f"Writing {sheet.title}")
            yield self._line(first + n, row)
        if not sheet.rows:
            yield self._line(first, (sheet.empty, *[None] * (len(sheet.columns) - 1)))
        elif sheet.totals:
            yield self._totals(self.layout.last_row(sheet) + 1)

    def _heading(self) -> Iterator[str]:
        for n, line in enumerate(self.sheet.heading, 1):
            if not isinstance(line, str):
                after = (*line[1:], None)  # the name of a cell to fill in stands close to it, at the right
                made = [
                    self._cell(f"{at}{n}", cell, "int" if isinstance(right, Blank) else "text", "lead", n)
                    for at, cell, right in zip(self.letters, line, after, strict=True)
                ]
                yield f'<row r="{n}" ht="{LINE + 3}" customHeight="1">{"".join(made)}</row>'
                continue
            style = self.looks["text", "title" if n == 1 else "lead", False]
            height = f' ht="{_TITLE_HEIGHT}" customHeight="1"' if n == 1 else ""
            yield f'<row r="{n}"{height}>{cells.text_cell(f"A{n}", style, cells.safe_text(line))}</row>'

    def _header(self, row: int) -> str:
        style = self.looks["text", "header", False]
        made = [
            cells.text_cell(f"{at}{row}", style, c.title)
            for at, c in zip(self.letters, self.sheet.columns, strict=True)
        ]
        height = header_height(self.sheet, self.fits)
        return f'<row r="{row}" ht="{height}" customHeight="1">{"".join(made)}</row>'

    def _line(self, row: int, values: Row) -> str:
        made = [
            self._cell(f"{at}{row}", cell, fitted.kind, part, row)
            for at, cell, fitted, part in zip(self.letters, values, self.fits, self.parts, strict=True)
        ]
        height = f' ht="{row_height(values, self.fits, self.sheet.form or self.sheet.roomy)}"' if self.wraps else ""
        return f'<row r="{row}"{height}>{"".join(made)}</row>'

    def _cell(self, at: str, cell: Cell, kind: Kind, part: Part, row: int, left: bool = False) -> str:
        match cell:
            case str() if cell:
                if kind == "date" and (serial := cells.as_date(cell)) is not None:
                    return cells.number_cell(at, self.looks["date", part, left], serial)
                text = cells.safe_text(cell)
                if kind == "date":
                    kind = "text"
                if text[0] in ACTIVE and part in ("body", "given"):
                    part = "quoted"
                return cells.text_cell(at, self.looks[kind, part, left], text)
            case int() | float():
                return cells.number_cell(at, self.looks[kind, part, left], cell)
            case Formula(text=text, value=value):
                resolved = self.layout.resolved(text, self.sheet, row, at.rstrip("0123456789"))
                return cells.formula_cell(at, self.looks[kind, part, left], resolved, value)
            case As(content=content, kind=own):
                return self._cell(at, content, own, part, row, left=kind in ("text", "wrapped"))
            case Link(text=text):
                return cells.text_cell(
                    at, self.looks[kind, "link" if cell.leads else part, left], cells.safe_text(text)
                )
            case Blank():
                return cells.empty_cell(at, self.looks[kind, self.entry, left])
            case Given(content=content):
                return self._cell(at, content, kind, "given" if self.sheet.form else "body", row, left)
            case dt.date():
                serial = cells.as_date(cell)
                if serial is None:
                    return cells.text_cell(at, self.looks["text", part, left], cell.isoformat())
                return cells.number_cell(at, self.looks["date", part, left], serial)
        return cells.empty_cell(at, self.looks[kind, part, left])

    def _totals(self, row: int) -> str:
        made = []
        for n, (at, column) in enumerate(zip(self.letters, self.sheet.columns, strict=True)):
            style = self.looks[column.kind, "total", False]
            if column.field in self.sheet.totals:
                added = self._sum(column.field)
                made.append(cells.formula_cell(f"{at}{row}", style, added.text, added.value))
            elif beside := self.sheet.beside.get(column.field):
                formula = self.layout.resolved(beside.text, self.sheet, row, at)
                made.append(cells.formula_cell(f"{at}{row}", style, formula, beside.value))
            elif n == 0:
                made.append(cells.text_cell(f"{at}{row}", style, "Total"))
            else:
                made.append(cells.empty_cell(f"{at}{row}", style))
        height = f' ht="{HAND}" customHeight="1"' if self.sheet.form else ""
        return f'<row r="{row}"{height}>{"".join(made)}</row>'

    def _sum(self, field: str) -> Formula:
        """A column's total; words where it would be of a part of the cells alone."""
        sheet, at = self.sheet, self.layout.column_of(self.sheet, field)
        words, known = sheet.unless.get(field), total(sheet, field)
        if not words:
            return Formula(f"SUM({at})", known)
        blank = all(field != named for named, _ in sheet.names.values())  # an input cannot be empty
        whole = not any(isinstance(value_of(row[sheet.position(field)]), str) for row in sheet.rows)
        text = of_numbers(at, f"SUM({at})", blank, words)
        if blank and field in sheet.entry and all(value_of(row[sheet.position(field)]) is None for row in sheet.rows):
            return Formula(f'IF(COUNTA({at})=0,"{NONE_ENTERED}",{text})', NONE_ENTERED)  # which is no zero
        return Formula(text, known if whole else words)


def total(sheet: Sheet, field: str) -> float:
    """The sum of a column's numbers; amounts of money to the cent."""
    n = sheet.position(field)
    numbers = [v for v in (value_of(row[n]) for row in sheet.rows) if isinstance(v, int | float)]
    if all(isinstance(v, int) for v in numbers):
        return sum(numbers)
    added = math.fsum(v for v in numbers if math.isfinite(v))
    return round(added, 2) if sheet.columns[n].kind == "money" else added

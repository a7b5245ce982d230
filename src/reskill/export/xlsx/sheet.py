"""What a sheet of a workbook is before it is written: columns, rows, live formulas with the values they have now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reskill.table import Column, Kind

NO_NUMBER = "a cell is no number"
NONE_ENTERED = "none entered"  # of the sum of a column that a reader fills in
_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%-]{1,2000}$", re.ASCII)

Value = str | int | float | dt.date | None


@dataclass(frozen=True)
class Formula:
    """A live formula, without its `=`, and the value that it has now.

    In `text`, `{field}` stands for this row's cell of a column, `{Sheet.field}` for the whole column of a sheet, and
    `{above:2}` for the cell two rows above, `{all:field}` for the whole column of the sheet itself, and `{field^2}` for the column's
    cell two rows above. Names of cells (`Sheet.names`) stand as they are.
    Only functions of Excel 2010 may be used: later ones show as errors in LibreOffice.
    """

    text: str
    value: str | int | float


@dataclass(frozen=True)
class Link:
    """Text that leads somewhere: a web address, or `#Sheet`."""

    text: str
    target: str

    @property
    def leads(self) -> bool:
        """Whether the target can be followed; Excel would want to repair a file with other addresses."""
        return self.target.startswith("#") or bool(_ADDRESS.match(self.target))


@dataclass(frozen=True)
class As:
    """A cell that is shown as another kind than its column."""

    content: Value | Formula
    kind: Kind


@dataclass(frozen=True)
class Blank:
    """A cell that a reader fills in, in a column or line that is otherwise given."""


@dataclass(frozen=True)
class Given:
    """A cell that nobody fills in, in a column of entries."""

    content: Value = None


Cell = Value | Formula | Link | As | Blank | Given
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Chart:
    """Bars by row: the field that names them, and at most two of their values.

    `alternative` says in words what it shows. `without_last` are rows at the end that are sums of the others.
    """

    title: str
    name: str
    values: tuple[str, ...]
    unit: str
    alternative: str
    without_last: int = 0


@dataclass(frozen=True)
class Sheet:
    """One sheet: optional heading lines from A1, one table, and a row of totals under it.

    `note` says what the sheet shows; the cover lists it. A heading line is a text, or a row of cells. `totals` are
    fields whose column is summed, `beside` what else stands in that row. `entry` are columns that a reader fills in;
    `choices` the values allowed there, `fractions` the columns that take only 0% to 100%. A form has no filters, and
    room to write by hand; `roomy` gives that room to a sheet that keeps its filters. Of `unprinted`, the last columns, a
    reader on paper has no use.
    """

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    totals: tuple[str, ...] = ()
    unless: Mapping[str, str] = field(default_factory=dict)  # of totals, what stands there if a cell above is no number
    heading: tuple[str | Row, ...] = ()
    beside: Mapping[str, Formula] = field(default_factory=dict)
    empty: str = "Nothing to show."
    entry: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fractions: tuple[str, ...] = ()
    form: bool = False
    roomy: bool = False
    unprinted: tuple[str, ...] = ()
    footer: str = ""  # at the left of each printed page of a form
    bars: tuple[str, ...] = ()  # columns of shares drawn with a bar behind the number
    frozen_columns: int = 1
    on_paper: bool = True  # whether it is printed
    chart: Chart | None = None
    names: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # of cells, by field and 0-based row
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # of numbers that named cells take

    def position(self, field_name: str) -> int:
        """The 0-based position of a column by its field."""
        for n, column in enumerate(self.columns):
            if column.field == field_name:
                return n
        raise KeyError(f"sheet {self.title} has no column {field_name}")


def tabulate(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows of a query, or any mappings by field, in the order of the columns; a missing field is an empty cell."""
    fields = [c.field for c in columns]
    return [tuple(row.get(f) for f in fields) for row in rows]


def on_screen(sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row]) -> Sheet:
    """The sheet with more columns at its end, given their cells row by row, for which paper has no room."""
    return replace(
        sheet,
        columns=(*sheet.columns, *columns),
        rows=[(*row, *more) for row, more in zip(sheet.rows, rows, strict=True)],
        unprinted=(*sheet.unprinted, *(c.field for c in columns)),
    )


def value_of(cell: Cell) -> Value:
    """What a cell shows."""
    match cell:
        case As(content=content):
            return value_of(content)
        case Formula(value=value):
            return value
        case Link(text=text):
            return text
        case Given(content=content):
            return content
        case Blank():
            return None
    return cell


def of_numbers(cells: str, what: str, blank: bool = False, words: str = NO_NUMBER) -> str:
    """A formula of cells that says so in words where one of them is no number, or is empty unless that is allowed."""
    return f'IF(COUNT({cells})={"COUNTA" if blank else "ROWS"}({cells}),{what},"{words}")'


def formulas_of(row: Row) -> list[str]:
    """The formulas of a row's cells, as they are written in it."""
    contents = (cell.content if isinstance(cell, As) else cell for cell in row)
    return [content.text for content in contents if isinstance(content, Formula)]


_LOOKALIKES = str.maketrans({"*": "∗", "?": "？", "~": "∼"})


def as_criterion(text: str) -> str:
    """Text that SUMIFS compares as it stands: its wildcards become lookalikes, a leading operator gets a quote."""
    text = text.translate(_LOOKALIKES)
    return f"’{text}" if text.startswith(("=", "<", ">")) else text

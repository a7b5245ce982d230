"""Rows of a published table, text or workbook, with the columns found by name and every fault located."""

from __future__ import annotations

import csv
import io
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from reskill.intake.grid import Row
from reskill.intake.workbook import stream_workbook
from reskill.problem import Place, ReskillError
from reskill.progress import Tick
from reskill.reference.release_files import AGAIN, Part, refuse

_LONGEST_LINE = 2**20  # bytes
_EACH = 2_000  # rows between two looks at Cancel
_MISSING = ("", "n/a")

Values = tuple[str, ...]
Line = tuple[int, list[str]]
Streamed = tuple[tuple[str, ...], Iterator[Row]]


@dataclass(frozen=True)
class Field:
    """A column: the names it goes by in different releases, and whether cells or the whole column may be missing."""

    names: tuple[str, ...]
    may_be_empty: bool = False
    may_be_absent: bool = False


@dataclass(frozen=True)
class Record:
    """One row of a table: the values of the fields asked for, '' where the file has none or n/a."""

    row: int
    values: Values


class Table:
    """An open table; iterate over its records once."""

    def __init__(self, part: Part, fields: Mapping[str, Field], sheet: str, lines: Iterator[Line]) -> None:
        self.part, self.sheet, self._fields = part, sheet, fields
        self._lines = lines
        self.header: list[str] = next(lines, (1, []))[1]

    @property
    def missing(self) -> list[str]:
        """Needed columns that the header lacks, by their first name."""
        return [f.names[0] for f in self._fields.values() if not f.may_be_absent and self._at(f) is None]

    def __iter__(self) -> Iterator[Record]:
        places = [self._at(f) for f in self._fields.values()]
        needed = [i for i, f in enumerate(self._fields.values()) if not f.may_be_empty and places[i] is not None]
        for row, cells in self._lines:
            if not any(cells):
                continue
            if any(cells[len(self.header) :]):
                raise self.fault("The row has more cells than the header.", row)
            values = ["" if p is None or p >= len(cells) or cells[p] in _MISSING else cells[p] for p in places]
            for i in needed:
                if not values[i]:
                    name = list(self._fields.values())[i].names[0]
                    raise self.fault("The cell is empty.", row, name)
            yield Record(row, tuple(values))

    def fault(self, text: str, row: int | None = None, column: str = "", remedy: str = "") -> Exception:
        """The refusal of the import because of a cell of this table."""
        return refuse(text, Place(self.part.name, self.sheet, row, column), remedy)

    def number(self, text: str, row: int, column: str, low: float = -math.inf, high: float = math.inf) -> float:
        """A cell as a number within limits. Raises ReskillError with the place."""
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise self.fault(f"{text!r} is not a number from {low:g} to {high:g}.", row, column)
        return value

    def insert(self, db: sqlite3.Connection, sql: str, rows: Iterable[tuple[int, tuple[object, ...]]]) -> None:
        """Execute a statement for (row, values) pairs; a row that the pack refuses is a located fault."""
        last = 0

        def values() -> Iterator[tuple[object, ...]]:
            nonlocal last
            for last, row in rows:  # noqa: B007  (read when the database refuses a row)
                yield row

        try:
            db.executemany(sql, values())
        except sqlite3.IntegrityError as error:
            raise self.fault("The row says again what a row above it says.", last) from error

    def _at(self, field: Field) -> int | None:
        names = [h.strip().casefold() for h in self.header]
        return next((names.index(n.casefold()) for n in field.names if n.casefold() in names), None)


@contextmanager
def open_table(part: Part, fields: Mapping[str, Field], tick: Tick) -> Iterator[Table]:
    """Open the table of a file: in a workbook the sheet that has the columns. Raises ReskillError when none has."""
    if part.is_workbook():
        try:
            with part.as_workbook() as path:
                yield _sheet(part, fields, lambda sheet: stream_workbook(path, sheet, tick))
        except ReskillError as error:
            if error.problems:
                raise
            raise refuse(error.text, Place(part.name), AGAIN) from error  # the reader's own words speak of rosters
    else:
        with part.open() as content:
            table = Table(part, fields, "", _text(part, content, tick))
            _check(table)
            yield table


def _sheet(part: Part, fields: Mapping[str, Field], stream: Callable[[str | None], Streamed]) -> Table:
    names, rows = stream(None)
    first = table = Table(part, fields, "", _cells(rows))
    for name in names if table.missing else ():
        table = Table(part, fields, name, _cells(stream(name)[1]))
        if not table.missing:
            return table
    _check(first)
    return table


def _check(table: Table) -> None:
    if table.missing:
        has = ", ".join(h for h in table.header[:20] if h) or "none"
        raise table.fault(
            f"It has no column named {', '.join(table.missing)}.",
            1,
            remedy=f"Its columns: {has[:400]}. Import the file as its publisher made it.",
        )


def _cells(rows: Iterator[Row]) -> Iterator[Line]:
    for number, values in rows:
        yield number, [cell_text(v) for v in values]


def cell_text(value: object) -> str:
    """A cell of a workbook as the text edition has it: whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text(part: Part, content: BinaryIO, tick: Tick) -> Iterator[Line]:
    """Lines of tab-separated text without quoting, as O*NET has it, or of CSV; the header tells which."""
    lines = _decoded(part, content, tick)
    first = next(lines, "")
    split: Iterator[Line]
    if "\t" in first or "," not in first:
        split = ((number, line.split("\t")) for number, line in enumerate(_chained(first, lines), 1))
    else:
        split = _records(part, _chained(first, lines))
    width = 0
    for number, cells in split:
        width = width or len(cells)
        if len(cells) < width and any(cells):
            raise refuse("The row is cut off: it has fewer cells than the header.", Place(part.name, row=number))
        yield number, [cell.strip() for cell in cells]


def _records(part: Part, lines: Iterator[str]) -> Iterator[Line]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_LINE))
    reader = csv.reader(lines)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise refuse(
            "The row is no CSV; a quotation mark may be open.", Place(part.name, row=reader.line_num)
        ) from error


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded(part: Part, content: BinaryIO, tick: Tick) -> Iterator[str]:
    buffered = io.BufferedReader(content) if isinstance(content, io.RawIOBase) else content
    number = position = 0
    while raw := buffered.readline(_LONGEST_LINE):
        number += 1
        position += len(raw)
        if number % _EACH == 1:
            tick(min(1.0, position / max(1, part.size)), f"Reading {part.name}, row {number:,}")
        if len(raw) == _LONGEST_LINE:
            raise refuse("The line is longer than any table has.", Place(part.name, row=number))
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise refuse(
                "The line is not UTF-8 text.",
                Place(part.name, row=number),
                "Save the file as UTF-8, or download it again.",
            ) from error

"""A table with headers out of any spreadsheet, with what was odd about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reskill.intake import limits, sniff
from reskill.intake.delimited import read_delimited
from reskill.intake.grid import Grid, Row, is_blank, letter
from reskill.intake.header import Header, find_header, plain_names, unique_names
from reskill.intake.positions import status_of
from reskill.intake.text import counted, text_of
from reskill.intake.workbook import read_every_sheet, read_workbook
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, silent

TOLD = 40  # columns named in a message, of a table that has more


@dataclass(frozen=True)
class Part:
    """A sheet among several that make one table: the table's rows `before` it, and the row of its own header."""

    sheet: str
    before: int
    header_row: int


@dataclass(frozen=True)
class Table:
    """Headers and the rows beneath that are not blank.

    `header_row` is the last row of the header, 0 where the sheet has none; `skipped` counts the blank rows beneath,
    `above` is what stands over the header.
    `last_row` = header_row + rows + skipped: nothing that was read is lost. Of sheets joined into one table, `parts`, the
    rows are numbered on; `where` tells a row's place.
    """

    file: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    headers: tuple[str, ...]
    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    skipped: int = 0
    last_row: int = 0
    parts: tuple[Part, ...] = ()
    above: tuple[str, ...] = ()

    def where(self, row: int) -> tuple[str, int]:
        """The sheet and its own number of a row."""
        if not self.parts:
            return self.sheet, row
        part = self.parts[bisect_right([p.before for p in self.parts], row - 1) - 1]
        return part.sheet, row - part.before + part.header_row

    def letter(self, index: int) -> str:
        """Excel's letter of a column, counted from 0."""
        return letter(index)

    def columns_told(self) -> str:
        """The names of the columns as a remedy tells them: of many, the first."""
        more = len(self.headers) - TOLD
        return f"Its columns: {', '.join(self.headers[:TOLD])}{f' and {more:,} more' if more > 0 else ''}."


def read_table(path: Path, sheet: str | None = None, header_row: int | None = None, tick: Tick = silent) -> Table:
    """Read CSV, TSV or XLSX; "-" is standard input. Raises ReskillError when the file holds no table.

    Without `sheet` the sheet that looks most like a roster is taken, with others of its layout, without `header_row` the row
    that looks most like a header (0 = there is none). Workbooks are read in a child process with limits on time and memory.
    """
    name = sniff.name_of(path)
    delimited = _delimited(path, tick)
    grids = [delimited] if delimited else read_workbook(path, sheet, tick)
    if header_row is None and len(grids) > 1:
        return join([with_header(grid, None) for grid in grids if grid.rows])
    grid = grids[0]
    if not grid.rows:
        where = f"Sheet {grid.sheet} of {name}" if grid.sheet else name
        others = [s for s in grid.sheets if s != grid.sheet]
        remedy = f"Choose another sheet: {', '.join(others)}." if others else "Export the roster again."
        raise ReskillError(f"{where} has no filled cell.", remedy, grid.problems)
    return with_header(grid, header_row)


def join(tables: Sequence[Table]) -> Table:
    """One table of sheets of one layout, with the sheet's name in a column of its own; one that holds the others alone.

    The names of sheets are years, statuses or, for the most part, departments.
    """
    names = [t.sheet for t in tables]
    by_status = all(map(status_of, names))
    lines = [Counter(values for _, values in t.rows) for t in tables]
    for table, held in zip(tables, lines, strict=True):
        if not by_status and sum(lines, Counter()) - held <= held:
            return table  # the whole staff beside sheets of its parts
    headers = tuple(dict.fromkeys(h for t in tables for h in t.headers))
    parts, joined, before = [], [], tables[0].header_row
    for t in tables:
        parts.append(Part(t.sheet, before, t.header_row))
        places = [t.headers.index(h) if h in t.headers else limits.COLUMNS for h in headers]
        for number, values in t.rows:
            own = (values[at] if at < len(values) else None for at in places)
            joined.append((before + number - t.header_row, (*own, t.sheet)))
        before += t.last_row - t.header_row
    kind = "Year" if all(_is_period(n) for n in names) else "Status" if by_status else "Department"
    told = f"{len(tables)} sheets of one layout were read as one roster: {', '.join(names)}."
    remedy = "If only one is meant, choose it (--sheet on the command line)."
    return replace(
        tables[0],
        sheet="",
        header_row=tables[0].header_row,
        headers=(*headers, f"{kind} (sheet)"),
        rows=joined,
        problems=[Problem(told, Place(tables[0].file), remedy, "warning"), *(p for t in tables for p in t.problems)],
        skipped=sum(t.skipped for t in tables),
        last_row=before,
        parts=tuple(parts),
    )


def _is_period(name: str) -> bool:
    return bool(
        re.fullmatch(
            r"(fy|cy|fiscal year|budget|roster|staff|q[1-4]|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?[ _-]*(20)?\d\d"
            r"([-/]\d\d)?( q[1-4])?",
            name.strip(),
            re.IGNORECASE,
        )
    )


def read_grids(path: Path, tick: Tick = silent) -> list[Grid]:
    """Every sheet of a workbook, or the one of a CSV or TSV file, before anybody knows its header.

    Raises ReskillError when the file cannot be read.
    """
    grid = _delimited(path, tick)
    return [grid] if grid else read_every_sheet(path, tick)


def _delimited(path: Path, tick: Tick) -> Grid | None:
    """The rows of a file that is no workbook; None when it is one."""
    data = sniff.read_bytes(path)
    name = sniff.name_of(path)
    if not data.startswith(sniff.ZIP):
        sniff.refuse_other_formats(name, data)
        return read_delimited(name, data, tick)
    if str(path) == "-":
        raise ReskillError("Standard input holds a workbook.", "Give the name of the file instead.")
    return None


def with_header(grid: Grid, header_row: int | None) -> Table:
    """The table in a sheet that was read; `header_row` as for `read_table`. Raises ReskillError for a blank row."""
    header = find_header(grid.rows) if header_row is None else _chosen_header(grid, header_row)
    rows = [r for r in grid.rows if r[0] > header.row]
    rows, filled = _fill_merged(rows, grid)
    if edge := _edge(header.names, rows):
        rows = [(n, values[:edge]) for n, values in rows if not is_blank(values[:edge])]
        header = replace(header, names=header.names[:edge])
    width = max((len(values) for _, values in rows), default=0)
    named = max((i + 1 for i, n in enumerate(header.names) if n), default=0)
    headers = unique_names(header.names, max(named, width))
    table = Table(
        grid.file,
        grid.sheet,
        grid.sheets,
        header.row,
        headers,
        rows,
        list(grid.problems),
        grid.encoding,
        grid.delimiter,
        grid.last - header.row - len(rows),
        grid.last,
        above=tuple(text_of(v) for n, values in grid.rows if n < header.row for v in values if v is not None),
    )
    table.problems.extend(_remarks(table, header, named, filled))
    if edge:
        text = "A second table stands beside the first, behind a blank column; it was not read."
        remedy = "If it is the roster, put it on a sheet of its own."
        table.problems.append(Problem(text, Place(grid.file, grid.sheet, header.row, letter(edge)), remedy, "warning"))
    return table


def _edge(names: Sequence[str], rows: Sequence[Row]) -> int:
    """The blank column, counted from 0, behind which another table with a header like one of the first stands; 0 = none."""
    known = [n.casefold() for n in names]
    for at in range(1, len(known) - 1):
        left, right = set(known[:at]) - {""}, set(known[at + 1 :])
        if not known[at] and left & right and len(left) > 1 and all(is_blank(v[at : at + 1]) for _, v in rows):
            return at
    return 0


def _chosen_header(grid: Grid, number: int) -> Header:
    if number == 0:
        return Header(0, ())
    for row, values in grid.rows:
        if row == number:
            return Header(row, plain_names(values))
    raise ReskillError(f"Row {number} of {grid.file} is blank or missing.", "Choose the row with the column names.")


def _fill_merged(rows: list[Row], grid: Grid) -> tuple[list[Row], list[int]]:
    """The rows with text of cells merged downwards repeated in each row, and the rows that this filled."""
    down = [m for m in grid.merges if m[2] > m[0]]
    if not down:
        return rows, []
    numbers = [row for row, _ in rows]
    filled: set[int] = set()
    looked_at = 0
    for first, column, last, _ in down:
        start, end = bisect_left(numbers, first), bisect_right(numbers, last)
        looked_at += end - start
        if looked_at > limits.ROWS:
            break  # ranges that overlap without end are no layout of a roster
        origin = rows[start][1] if start < end and numbers[start] == first else ()
        value = origin[column - 1] if column <= len(origin) else None
        if not isinstance(value, str):
            continue
        for i in range(start + 1, end):
            values = [*rows[i][1], *[None] * (column - len(rows[i][1]))]
            if is_blank(values[column - 1 : column]):
                values[column - 1] = value
                rows[i] = (numbers[i], tuple(values))
                filled.add(numbers[i])
    return rows, sorted(filled)


def _remarks(table: Table, header: Header, named: int, filled: Sequence[int]) -> list[Problem]:
    found = []

    def remark(text: str, remedy: str = "", row: int | None = None, column: str = "") -> None:
        found.append(Problem(text, Place(table.file, table.sheet, row, column), remedy, "warning"))

    above = header.row - header.rows
    if above > 0:
        rows = "row above it was" if above == 1 else f"{above} rows above it were"
        remark(
            f"The header was found in row {header.row}; the {rows} not read as positions.",
            "If another row is the header, choose it.",
            header.row,
        )
    if header.rows == 2:
        remark("The header was read from two rows.", "If the names look wrong, choose the header row.", header.row)
    if not header.row:
        remark("No header was found; every row was read as data.", "Put column names in the first row.", 1)
    for name in _repeated(header.names):
        places = [letter(i) for i, n in enumerate(header.names) if n.casefold() == name.casefold()]
        remark(
            f"Columns {', '.join(places)} have the same name; from the second on they are called {name} (2) and so on.",
            "Check that the right one is used, or give each its own name.",
            header.row,
            name,
        )
    if header.row and (wide := [n for n, values in table.rows if not is_blank(values[named:])]):
        remark(
            f"{counted(len(wide), 'row')} wider than the header, first row {wide[0]}.",
            "If a text holds the delimiter, put it in quotation marks; else name the columns.",
            wide[0],
        )
    if table.skipped:
        remark(f"{counted(table.skipped, 'blank row')} found beneath the header.", "", _first_blank(table))
    if filled:
        remark(f"{counted(len(filled), 'row')} given the text of a cell merged from above.", "", filled[0])
    if not table.rows:
        remark("There is no row beneath the header.", "Check that the right sheet was exported.", header.row)
    return found


def _repeated(names: Sequence[str]) -> list[str]:
    lower = [n.casefold() for n in names if n]
    return [n for i, n in enumerate(names) if n and lower.count(n.casefold()) > 1 and _first_at(names, n) == i]


def _first_at(names: Sequence[str], name: str) -> int:
    return next(i for i, n in enumerate(names) if n.casefold() == name.casefold())


def _first_blank(table: Table) -> int:
    expected = table.header_row + 1
    for number, _ in table.rows:
        if number != expected:
            break
        expected += 1
    return expected

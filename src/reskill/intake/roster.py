"""A roster out of a table: positions, rejected lines with reasons, and what is doubtful in which rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from reskill.intake.columns import find_columns
from reskill.intake.doubts import NONE, TINY_PAY, Answers, Doubt, Unsettled, city_doubt
from reskill.intake.findings import Finding
from reskill.intake.lines import LineReader
from reskill.intake.looks import look
from reskill.intake.panel import keep_lines
from reskill.intake.pay_items import add_up, apart, find_items
from reskill.intake.preview import preview
from reskill.intake.records import RejectedLine, RosterLine
from reskill.intake.remarks import column_remarks
from reskill.intake.screen import screen
from reskill.intake.table import Table, read_table
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.thresholds import DEFAULTS, Thresholds

Line = TypeVar("Line", RosterLine, RejectedLine)

__all__ = ["RejectedLine", "Roster", "RosterLine", "read_roster"]


@dataclass(frozen=True)
class Roster:
    """What a file holds: the lines of positions + rejected + `blank` are all its rows beneath the header.

    `columns` tells the header that each field was read from; `problems` says each doubt once, `findings` with all of
    its rows; `doubts` are those about heads or money, all settled; `preview` is the top of the table with personal columns masked.
    """

    file: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, str]
    positions: list[RosterLine]
    rejected: list[RejectedLine]
    blank: int
    last_row: int
    problems: list[Problem]
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Finding, ...] = ()
    preview: list[tuple[str, ...]] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""


def read_roster(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    keep_names: bool = False,
    thresholds: Thresholds = DEFAULTS,
    answers: Answers = NONE,
    tick: Tick = silent,
) -> Roster:
    """Read the roster in a CSV, TSV or XLSX file; `columns` (field -> header) overrides what is detected.

    Raises ReskillError when the file cannot be read, has no column of job titles, or no line that is a position,
    and Unsettled when `answers` leave a doubt about heads or money open.
    """
    table = read_table(path, sheet, header_row, section(tick, 0.0, 0.6))
    return roster_of(table, columns, keep_names, thresholds, answers, section(tick, 0.6, 1.0))


def roster_of(
    table: Table,
    columns: Mapping[str, str] | None,
    keep_names: bool,
    thresholds: Thresholds,
    answers: Answers = NONE,
    tick: Tick = silent,
) -> Roster:
    """The roster in a table that has been read."""
    found = find_columns(table, columns, answers.year)
    if "title" not in found.fields:
        raise ReskillError(
            f"No column of {table.file} holds job titles.",
            f"Choose it (--map title=COLUMN on the command line). {table.columns_told()}",
            table.problems,
        )
    items = find_items(table, found)
    item, keeps = apart(table, items, answers)
    panel = keep_lines(table, found, keeps)
    if items:
        panel = add_up(table, found, panel, items, item, answers)
    kept = replace(table, rows=panel.rows)
    screened = screen(kept, found, thresholds.longest_title, section(tick, 0.0, 0.4))
    reader = LineReader(table, found, screened, keep_names, thresholds, answers)
    rejected = [reader.reject(*row, reason) for row, reason in (*panel.rejected, *screened.rejected)]
    positions: list[RosterLine] = []
    lines = 0
    for i, (row, values) in enumerate(screened.rows):
        if i % 2000 == 0:
            tick(0.4 + 0.6 * i / len(screened.rows), f"Reading {table.file}")
        line = reader.read(row, values)
        if isinstance(line, RejectedLine):
            rejected.append(line)
        else:
            lines += 1
            positions += line
    rejected.sort(key=lambda r: r.row)
    findings = reader.findings.all()
    doubts = (*panel.doubts, *(answers.settle(d) for d in reader.doubts(positions, panel.of_quarter)))
    if any(d.name == TINY_PAY and TINY_PAY not in answers.accepted for d in doubts):
        positions = reader.without_tiny_pay(positions)
    looked = list(look(table.file, positions, rejected)) if positions else []
    if answers.ask and len(looked) > 1:
        doubts = (*doubts, answers.settle(city_doubt(Place(table.file), looked)))
    problems = [
        *(d.problem() for d in doubts if d.settled),
        *reader.counted(positions, lines),
        *looked,
        *table.problems,
        *column_remarks(table, found, keep_names),
        *(f.problem(table.file, table.where) for f in findings),
    ]
    if not positions:
        raise ReskillError(
            f"{table.file} has no line that can be used as a position.",
            "See why, and choose another sheet, header row or columns.",
            problems,
        )
    if not all(d.settled for d in doubts):
        raise Unsettled(doubts)
    return Roster(
        file=table.file,
        sheet=table.sheet,
        sheets=table.sheets,
        header_row=table.header_row,
        headers=table.headers,
        columns={name: table.headers[i] for name, i in found.fields.items()},
        positions=[_placed(p, table) for p in positions] if table.parts else positions,
        rejected=[_placed(r, table) for r in rejected] if table.parts else rejected,
        blank=table.skipped,
        last_row=table.last_row,
        problems=problems,
        doubts=doubts,
        findings=findings,
        preview=preview(table, found),
        encoding=table.encoding,
        delimiter=table.delimiter,
    )


def _placed(line: Line, table: Table) -> Line:
    """A line of several sheets that were joined, with its sheet and its row there."""
    sheet, row = table.where(line.row)
    return replace(line, sheet=sheet, row=row)

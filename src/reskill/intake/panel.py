"""Files that hold more than one roster: lines of several years, quarters or employers, and which of them are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reskill.intake.columns import Columns, column_named
from reskill.intake.dates import date_of
from reskill.intake.doubts import EMPLOYERS as EMPLOYERS_MIXED
from reskill.intake.doubts import PERIODS_MIXED, Answers, Doubt, employers_doubt, kept_doubt, periods_doubt
from reskill.intake.field_names import EMPLOYERS, PERIOD_OF_LINES
from reskill.intake.grid import Row
from reskill.intake.rejects import Reason
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.intake.vocabulary import words
from reskill.problem import Place, ReskillError

_MOST_PERIODS = 40  # in one file
_MOST_NEWEST = 12  # periods, from more of which the newest is not taken unasked: they may be years of hiring
_SHARE = 0.5  # of the usual lines of a period that the newest has, if it is whole
_QUARTERS = 4
_FEW_CELLS = 2  # of a heading with its code
_TOLD = 6  # values in a message
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"(?:fy|cy)?\s?'?(\d\d)(?:\s?[-/]\s?(\d\d))?", re.IGNORECASE)
_QUARTER = re.compile(r"(?:q|qtr|quarter)?\s?([1-4])(?:st|nd|rd|th)?(?:\s?(?:q|qtr|quarter))?", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(hired?|birth|service|start|begin|entry|entered|graduation|model|retirement|retired|termination|vacated|step|increment|per|each|anniversary|last|first)\b"
)
_MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(
    r"(?:((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?[ ,_-]*((?:19|20)\d\d))|((?:19|20)\d\d)[-/ _]?(0[1-9]|1[0-2])",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AND_QUARTER = re.compile(r"q\s?([1-4])\b", re.IGNORECASE)


@dataclass(frozen=True)
class Panel:
    """The lines that are kept, those that are not with the reason, the doubts about that, and whether they are of a quarter."""

    rows: list[Row]
    rejected: list[tuple[Row, Reason]] = field(default_factory=list)
    doubts: tuple[Doubt, ...] = ()
    of_quarter: bool = False


def keep_lines(table: Table, columns: Columns, answers: Answers) -> Panel:
    """The lines of one roster: those that a person named, else of several years or quarters the newest.

    Raises ReskillError for a column or a value that the table lacks.
    """
    panel = Panel(table.rows)
    periods = _period_columns(table, columns)
    for name, value in answers.keep:
        panel = _keep_named(table, columns, panel, periods, name, value)
    panel = replace(panel, of_quarter=any(_is_quarterly(table, at) for at in periods))
    if employers := _several_employers(table, columns, panel):
        panel = replace(panel, doubts=(*panel.doubts, answers.settle(employers)))
    for at in periods:
        panel = _keep_newest(table, panel, at, answers)
    return panel


def period_of(text: str) -> tuple[int, int]:
    """Year and quarter that a cell names, 0 = none: FY24 is 2024, 2024-25 is 2025, 2023Q1 is the first of 2023.

    Of a day, month and day stand in the place of the quarter: 331 is 31 March.
    """
    said = text.strip()
    if not said.isdigit() and (date := date_of(said)):
        return date.year, 100 * date.month + date.day
    quarter = _AND_QUARTER.search(said) or (_QUARTER.fullmatch(said) if not said.isdigit() or len(said) == 1 else None)
    if month := _MONTH_OF_YEAR.fullmatch(said):
        if month[1]:
            return int(month[2]), 100 * (_MONTHS.index(month[1][:3].lower()) + 1)
        if int(month[4]) != (int(month[3]) + 1) % 100:  # 2011-12 is a fiscal year
            return int(month[3]), 100 * int(month[4])
    if years := [int(y) for y in _YEAR.findall(said)]:
        following = re.search(r"\d{4}\s?[-/]\s?(\d\d)\b", said)
        year = max(years) + (1 if following and int(following[1]) == (max(years) + 1) % 100 else 0)
        return year, int(quarter[1]) if quarter else 0
    if quarter:
        return 0, int(quarter[1])
    if month := _MONTH.fullmatch(said):
        return 0, 100 * (_MONTHS.index(month[1].lower()) + 1)
    if short := _SHORT.fullmatch(said):
        return 2000 + int(short[2] or short[1]), 0
    return 0, 0


def _period_columns(table: Table, columns: Columns) -> list[int]:
    """The columns that say of which year or quarter each line is, years first, where lines are of several."""
    taken = set(columns.fields.values())
    found = []
    for at, header in enumerate(table.headers):
        if at in taken or not _tells_period(header):
            continue
        values = {text_of(v[at]) for _, v in table.rows if at < len(v)} - {""}
        if 1 < len(values) <= _MOST_PERIODS and sum(period_of(v) != (0, 0) for v in values) > len(values) / 2:
            found.append(at)
    return sorted(found, key=lambda at: _is_quarterly(table, at))


def _tells_period(header: str) -> bool:
    """Whether a header says of which year, month or quarter a line is, and not when a person came or left."""
    said = words(header)
    return said in PERIOD_OF_LINES or (
        said.split()[-1:] in (["year"], ["month"], ["quarter"]) and not _EVENT.search(said)
    )


def _is_quarterly(table: Table, at: int) -> bool:
    return "quarter" in words(table.headers[at]) or any(
        0 < period_of(text_of(v[at]))[1] <= _QUARTERS for _, v in table.rows[:50] if at < len(v)
    )


def _keep_named(table: Table, columns: Columns, panel: Panel, periods: Sequence[int], name: str, value: str) -> Panel:
    by_year = name.casefold() in ("year", "fiscal year", "fy")
    if by_year:
        at = next((at for at in periods if not _is_quarterly(table, at)), periods[0] if periods else -1)
    if not by_year or at < 0:
        if by_year and columns.dated:
            return panel  # of columns for several years, those of this year were taken
        at = column_named(table, name)
    wanted = text_of(value).casefold()

    def is_kept(row: Row) -> bool:
        text = _cell(row, at)
        return text.casefold() == wanted or (by_year and period_of(text)[0] == period_of(value)[0] != 0)

    header = table.headers[at]
    if not any(map(is_kept, panel.rows)):
        held = Counter(_cell(r, at) for r in panel.rows)
        told = ", ".join(v for v, _ in held.most_common(_TOLD) if v)
        raise ReskillError(f"No line of {table.file} has {value} as {header}.", f"It has, for example: {told}.")
    kept = _split(panel, is_kept, lambda row: f"Its {header} is {_cell(row, at) or 'blank'}, not {value}")
    place = Place(table.file, table.sheet, table.header_row or None, header)
    about = PERIODS_MIXED if at in periods else EMPLOYERS_MIXED
    doubt = kept_doubt(about, place, value, len(panel.rows) - len(kept.rows), name)
    return replace(kept, doubts=(*panel.doubts, doubt))


def _keep_newest(table: Table, panel: Panel, at: int, answers: Answers) -> Panel:
    lines = Counter(_cell(r, at) for r in panel.rows)
    lines.pop("", None)  # headings, totals and notes
    if len(lines) < 2:
        return panel
    order = sorted(lines, key=lambda text: (period_of(text), text))
    newest = order[-1]
    whole = lines[newest] >= _SHARE * sum(lines.values()) / len(lines)
    name = "year" if period_of(newest)[0] and not period_of(newest)[1] else table.headers[at]
    place = Place(table.file, table.sheet, table.header_row or None, table.headers[at])
    asked = periods_doubt(place, order, name, taken=whole and len(order) <= _MOST_NEWEST)
    doubt = answers.settle(asked)
    panel = replace(panel, doubts=(*panel.doubts, doubt))
    if not doubt.settled or asked.name in answers.accepted:
        return panel
    return _split(
        panel,
        lambda row: _cell(row, at) == newest,
        lambda row: f"Its {table.headers[at]} is {_cell(row, at) or 'blank'}; the roster is that of {newest}",
    )


def _several_employers(table: Table, columns: Columns, panel: Panel) -> Doubt | None:
    """The question whose staff is planned, where lines are of several employers; a city beside a department is an address."""
    taken = set(columns.fields.values())
    for at, header in enumerate(table.headers):
        said = words(header)
        if said not in EMPLOYERS or at in taken or (said in ("city", "county") and "department" in columns.fields):
            continue
        names = [name for name, _ in Counter(_cell(r, at) for r in panel.rows).most_common() if name]
        if len(names) > 1:
            return employers_doubt(Place(table.file, table.sheet, table.header_row or None, header), names)
    return None


def _split(panel: Panel, is_kept: Callable[[Row], bool], reason: Callable[[Row], str]) -> Panel:
    """The panel with the lines that are kept, and those of so few cells that they are headings or notes rather than lines."""
    remedy = "Nothing, if so; --keep COLUMN=VALUE chooses other lines."
    kept: list[Row] = []
    left: list[tuple[Row, Reason]] = []
    for row in panel.rows:
        if is_kept(row) or sum(v not in (None, "") for v in row[1]) <= _FEW_CELLS:
            kept.append(row)
        else:
            left.append((row, (reason(row), remedy)))
    return replace(panel, rows=kept, rejected=[*panel.rejected, *left])


def _cell(row: Row, at: int) -> str:
    return text_of(row[1][at]) if at < len(row[1]) else ""

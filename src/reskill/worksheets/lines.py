"""What stands on returned worksheets, before it is compared with the project: titles, entries, and where each is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reskill.intake import limits
from reskill.intake.grid import Grid, Row
from reskill.intake.text import text_of
from reskill.problem import Place, Problem
from reskill.worksheets.sheet import CITY, COLUMNS, DATE, DEPARTMENT, GROUP, MARK, NEEDED, TOTAL

_GONE = ("no", "n", "not any more", "false")
_DONE = ("", "yes", "y", "true")
_FIELDS = {c.title.casefold(): c.field for c in COLUMNS}
_TITLES = {c.field: c.title for c in COLUMNS}


@dataclass(frozen=True)
class Line:
    """One line on which something was entered; `share` is a fraction of the working time, `key` '' for a new duty."""

    place: Place
    key: str
    task: str
    share: float | None
    gone: bool
    remark: str


@dataclass(frozen=True)
class Sheet:
    """One filled-in or untouched worksheet; `keys` are the tasks it lists with their words."""

    place: Place
    mark: str  # of the project that it was written from
    city: str
    title: str
    department: str
    filled_in: str  # the date, unit or group as entered
    lines: tuple[Line, ...]
    keys: Mapping[str, tuple[int, str]]  # row and words by key
    end: int  # row of the totals, where the table ends
    problems: tuple[Problem, ...]


def read_sheet(grid: Grid) -> Sheet | None:
    """The worksheet on a sheet; None when it is something else."""
    for n, (row, values) in enumerate(grid.rows[: limits.TOP_ROWS]):
        at = {_FIELDS[t]: i for i, v in enumerate(values) if (t := text_of(v).casefold()) in _FIELDS}
        if all(field in at for field in NEEDED):
            return _Reading(grid, at, row).sheet(grid.rows[:n], grid.rows[n + 1 :])
    return None


class _Reading:
    def __init__(self, grid: Grid, at: Mapping[str, int], header: int) -> None:
        self._grid, self._at, self._header = grid, at, header
        self._workbook = bool(grid.sheets)  # where a number in a share's cell is a fraction
        self._problems: list[Problem] = []

    def sheet(self, head: Sequence[Row], body: Sequence[Row]) -> Sheet:
        mark, city, title, department, filled_in = _heading(head)
        found: list[tuple[Line, str]] = []
        keys: dict[str, tuple[int, str]] = {}
        end = self._grid.last + 1
        for row, values in body:
            cells = {f: values[i] if i < len(values) else None for f, i in self._at.items()}
            if text_of(next((v for v in values if v is not None), None)) == TOTAL:
                end = row  # what stands there and below is no line of the table
                break
            key = text_of(cells["key"])
            if key in keys:
                self._tell(f"The key {key} stands in row {keys[key][0]} already.", row, "key", "Remove one of the two.")
            elif key:
                keys[key] = row, text_of(cells["task"])
            line = self._line(row, key, cells)
            if line:
                found.append(line)
        lines = self._with_shares(found)
        place = Place(self._grid.file, self._grid.sheet)
        return Sheet(place, mark, city, title, department, filled_in, lines, keys, end, tuple(self._problems))

    def _line(self, row: int, key: str, cells: Mapping[str, object]) -> tuple[Line, str] | None:
        """The line and its share as written; None where nothing was entered."""
        task, share, remark = text_of(cells["task"]), text_of(cells["share"]), text_of(cells.get("remark"))
        done = text_of(cells.get("still_done")).casefold()
        if done not in (*_GONE, *_DONE):
            self._tell(f"“{done}” is neither yes nor no.", row, "still_done", "Write no, or leave it empty.")
        gone = done in _GONE
        if not (share or gone or remark or (task and not key)):
            return None
        if not task and not key and (share or gone):
            self._tell("There is no task on this line.", row, "task", "Say what is done, or clear the line.")
            return None
        return Line(self._place(row), key, task, None, gone, remark), share

    def _with_shares(self, found: Sequence[tuple[Line, str]]) -> tuple[Line, ...]:
        """The lines with their shares as fractions, whether written as 25%, 25 or 0.25."""
        percents = any((_number(text) or 0) > 1 for _, text in found if not text.endswith("%"))
        return tuple(replace(line, share=self._fraction(text, line.place.row, percents)) for line, text in found)

    def _fraction(self, text: str, row: int | None, percents: bool) -> float | None:
        """A share as a fraction; `percents` tells that the sheet's numbers without a sign are percents."""
        if not text:
            return None
        number, remedy = _number(text), "Give a share from 0% to 100%."
        if number is None:
            self._tell(f"“{text[:40]}” is not a share of time.", row, "share", remedy)
            return None
        if not 0 <= number <= 100:
            self._tell(f"{text} is not from 0% to 100%.", row, "share", remedy)
            return None
        if text.endswith("%"):
            return number / 100
        if 0 < number < 1 if percents else number == 1 and not self._workbook:
            meant = "1% or 100%" if number == 1 else f"{number:g}% or {number:.0%}"
            self._tell(f"{text} may mean {meant}.", row, "share", "Write it with a percent sign.")
            return None
        return number / 100 if percents else number

    def _tell(self, text: str, row: int | None, field: str, remedy: str) -> None:
        self._problems.append(Problem(text, self._place(row, _TITLES[field]), remedy))

    def _place(self, row: int | None, column: str = "") -> Place:
        return Place(self._grid.file, self._grid.sheet, row, column)


def _heading(head: Sequence[Row]) -> tuple[str, str, str, str, str]:
    """The project's mark, city, title and department of a worksheet, and by which unit and when it was filled in."""
    cells = [text_of(v) for _, values in head for v in values]
    title = next((c for c in cells if c), "")
    mark, city, department = (
        next((c.removeprefix(name).strip() for c in cells if c.startswith(name)), "")
        for name in (f"{MARK} ", CITY, DEPARTMENT)
    )
    entered = {
        text_of(v): text_of(values[i + 1])
        for _, values in head
        for i, v in enumerate(values[:-1])
        if v in (GROUP, DATE)
    }
    return mark, city, title, department, ", ".join(entered[k] for k in (GROUP, DATE) if entered.get(k))


def _number(text: str) -> float | None:
    """The number of a share as it is written, with or without a percent sign."""
    try:
        number = float(text.removesuffix("%").strip())
    except ValueError:
        return None
    return number if math.isfinite(number) else None

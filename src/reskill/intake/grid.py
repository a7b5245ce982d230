"""A sheet as it was read, before anybody knows which row is the header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reskill.intake import limits
from reskill.problem import Problem

Row = tuple[int, tuple[object, ...]]
"""A row's number (1-based, as Excel counts) and its values."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, all 1-based."""


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet that are not blank, `last` = number of its last row, blank or not."""

    file: str
    rows: list[Row]
    last: int
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    merges: tuple[Merge, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def is_blank(values: Iterable[object]) -> bool:
    """Whether every value is missing or white space."""
    return not any(v is not None and (not isinstance(v, str) or v.strip()) for v in values)


def bounded(values: Sequence[object]) -> tuple[object, ...]:
    """The values within the limits on columns and on characters of a cell."""
    return tuple(
        v[: limits.CELL] if isinstance(v, str) and len(v) > limits.CELL else v for v in values[: limits.COLUMNS]
    )


def letter(index: int) -> str:
    """Excel's letter of a column, counted from 0: A, ..., Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(letters: str) -> int:
    """The number of a column, counted from 1, by Excel's letters."""
    number = 0
    for c in letters:
        number = number * 26 + ord(c) - 64
    return number

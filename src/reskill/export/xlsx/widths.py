"""Column widths that fit what a sheet holds, in characters, and the height of a header."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reskill.export.xlsx.sheet import As, Cell, Row, Sheet, Value, value_of
from reskill.table import Column, Kind

WIDEST = 42  # of a column of text that does not ask for more; longer text wraps
LINE = 15  # points
AIR = 1  # points between one row and the next
HAND = 24  # points of height that handwriting takes
TALLEST = 405  # points; Excel allows 409
_PARAGRAPH = 120  # of a column of wrapped text, at most
_BUTTON = " [v]"  # as wide as a filter's button
_PADDING = 2  # characters that the indent takes
_DIGIT = 500  # of what follows, a little less than it is: 507
_WIDTHS = {
    **dict.fromkeys(" ijl'", 235),
    **dict.fromkeys(".,:;I", 255),
    **dict.fromkeys("-()[]/fJ", 310),
    **dict.fromkeys("rt", 349),
    **dict.fromkeys("szcL", 423),
    **dict.fromkeys("vkxyFS", 460),
    **dict.fromkeys("agETZY", 488),
    **dict.fromkeys("bdehnopqu", 527),
    **dict.fromkeys("ABCKPRVX", 560),
    **dict.fromkeys("mMW@", 850),
}
"""Thousandths of the font's size that letters of it take, by groups: about the widest of each."""
_BOLD = 1.05  # times as wide


@dataclass(frozen=True)
class Fit:
    """The width of a column in characters, and the kind it is shown as: text that is too long wraps."""

    width: float
    kind: Kind


def fit(sheet: Sheet) -> list[Fit]:
    """How each column is shown: as wide as its values, totals and the words of its header need."""
    return [_fit(sheet, n, column) for n, column in enumerate(sheet.columns)]


def header_height(sheet: Sheet, fits: Sequence[Fit]) -> int:
    """Points of height that the header row needs when its titles wrap and a filter's button stands after them."""
    button = "" if sheet.form else _BUTTON
    lines = max(
        _lines(f"{c.title}{button}", (f.width - _PADDING) / _BOLD) for c, f in zip(sheet.columns, fits, strict=True)
    )
    return 6 + LINE * lines


def row_height(row: Row, fits: Sequence[Fit], roomy: bool = False) -> int:
    """Points of height that a row needs when its long texts wrap; not every program finds it itself.

    A roomy row can be written on by hand.
    """
    lines = 1
    for cell, f in zip(row, fits, strict=True):
        if f.kind == "wrapped":
            text = value_of(cell)
            if isinstance(text, str) and (len(text) >= (f.width - _PADDING) / 2 or "\n" in text):
                lines = max(lines, sum(_lines(t, f.width - _PADDING) for t in text.split("\n")))
    height = LINE * lines + AIR
    return min(max(height, HAND) if roomy else height, TALLEST)


def _fit(sheet: Sheet, n: int, column: Column) -> Fit:
    words = max((len(w) for w in column.title.split()), default=1) + _PADDING
    if column.field in sheet.entry:
        return Fit(max(column.width, words), column.kind)
    if column.field in sheet.unprinted:
        return Fit(max(column.width, words), "text")
    if column.kind == "wrapped":
        return Fit(_tall_enough(max(column.width, words), (value_of(row[n]) for row in sheet.rows)), column.kind)
    longest = max((_length(row[n], column.kind) for row in sheet.rows), default=0)
    if column.field in sheet.totals:
        shown = (value_of(row[n]) for row in sheet.rows)
        longest = max(longest, _length(math.fsum(v for v in shown if isinstance(v, int | float)), column.kind))
    longest += _PADDING + 1
    widest = max(WIDEST, column.width)
    if longest > widest and column.kind == "text":
        return Fit(widest, "wrapped")
    return Fit(max(longest, words), column.kind)


def _tall_enough(width: float, values: Iterable[Value]) -> float:
    """The width at which a row can be as high as the longest of wrapped texts needs; wider than asked only where it must."""
    texts = (v for v in values if isinstance(v, str) and len(v) > width * 10)  # others are far from it
    longest = max(texts, key=len, default="")
    while longest and width < _PARAGRAPH:
        lines = sum(_lines(t, width - _PADDING) for t in longest.split("\n"))
        if LINE * lines + AIR <= TALLEST:
            break
        width += 4
    return width


def _length(cell: Cell, kind: Kind) -> int:
    """Characters of the value as the cell shows it."""
    kind = cell.kind if isinstance(cell, As) else kind
    match value := value_of(cell):
        case None:
            return 0
        case str():
            return len(value) if "\n" not in value else max(map(len, value.split("\n")))
        case int() | float() if math.isfinite(value):
            form = {
                "money": "$,.2f",
                "rate": "$,.4f",
                "number": ",.2f",
                "fine": ",.4f",
                "percent": ".0%",
                "basis points": ".2%",
            }.get(kind, "$,.0f")
            return len(format(value, form.lstrip("$"))) + form.startswith("$")
    return 10


def _lines(text: str, width: float) -> int:
    """Lines that text takes when it wraps at words, in a cell as wide as so many digits."""
    lines, used, space = 1, 0.0, _wide(" ")
    for word in text.split():
        long = _wide(word)
        if used and used + space + long > width:
            lines, used = lines + 1, 0.0
        used += long + (space if used else 0)
        if used > width:
            more = math.ceil(used / width) - 1
            lines, used = lines + more, used - more * width
    return lines


@lru_cache(maxsize=20_000)
def _wide(word: str) -> float:
    """How many digits take as much room as a word."""
    return sum(_WIDTHS.get(letter, _DIGIT if letter.isdigit() else 690) for letter in word) / _DIGIT

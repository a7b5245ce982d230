"""One definition of a column for the screen and the workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "text", "wrapped", "int", "number", "fine", "exact", "money", "dollars", "rate", "percent", "basis points", "date"
]


@dataclass(frozen=True)
class Column:
    """A column of a table: header, field of the row, kind of value, width in characters, one-sentence explanation.

    Exact numbers are whole ones, or have two decimals, as people and US dollars in one column do. Fine numbers have up to four decimals. Percent values are fractions (0.42 shows as 42%, in basis points as 42.00%); money is US dollars with cents, dollars without, rate with
    up to four decimals; dates are ISO strings.
    """

    title: str
    field: str
    kind: Kind = "text"
    width: int = 14
    tip: str = ""

    def at(self, width: int, wrapped: bool | None = None) -> Column:
        """The same column at another width, its text wrapped or not where that is said."""
        kind = self.kind if wrapped is None else "wrapped" if wrapped else "text"
        return replace(self, width=width, kind=kind)

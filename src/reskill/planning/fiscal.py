"""Fiscal years and their quarters. Fiscal year N is the one that ends in year N."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

QUARTERS = 4
WEEKS_IN_QUARTER = 13


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter (1-4) of a fiscal year; sorts by time."""

    fiscal_year: int
    quarter: int

    def __str__(self) -> str:
        return f"{label(self.fiscal_year)} Q{self.quarter}"

    def plus(self, quarters: int) -> Quarter:
        """The quarter that many quarters later (earlier when negative)."""
        index = self.fiscal_year * QUARTERS + self.quarter - 1 + quarters
        return Quarter(index // QUARTERS, index % QUARTERS + 1)

    def since(self, other: Quarter) -> int:
        """How many quarters it is later than another."""
        return QUARTERS * (self.fiscal_year - other.fiscal_year) + self.quarter - other.quarter

    def start(self, start_month: int) -> dt.date:
        """Its first day, for fiscal years that begin in `start_month`."""
        months = start_month - 1 + 3 * (self.quarter - 1)
        first_year = self.fiscal_year - (start_month > 1)
        return dt.date(first_year + months // 12, months % 12 + 1, 1)

    def end(self, start_month: int) -> dt.date:
        """Its last day."""
        return self.plus(1).start(start_month) - dt.timedelta(days=1)


def label(fiscal_year: int) -> str:
    """How people write a fiscal year: FY2028."""
    return f"FY{fiscal_year}"


def fiscal_year_of(day: dt.date, start_month: int) -> int:
    """The fiscal year a day is in, for fiscal years that begin in `start_month` (1-12)."""
    return day.year + (start_month > 1 and day.month >= start_month)


def next_fiscal_year(start_month: int, today: dt.date | None = None) -> int:
    """The first fiscal year that begins after today."""
    return fiscal_year_of(today or dt.date.today(), start_month) + 1

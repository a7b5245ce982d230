"""The periods in which a board tells what was spent: a quarter, several, or a fiscal year. One of several quarters is
kept in its first, with the period's name after the file's in its source."""

from __future__ import annotations

import re

from reskill.planning.fiscal import QUARTERS, Quarter
from reskill.planning.ruled_out import quarter_of
from reskill.problem import ReskillError

_SOURCE = re.compile(r", (FY\d{4}(?: Q[1-4])?(?: to (?:FY\d{4} )?Q[1-4])?)$")
Period = tuple[Quarter, Quarter]
"""Its first and last quarter."""


def period_of(text: str) -> Period:
    """A period by its name: FY2028 Q1, FY2028 Q1 to Q3, FY2028, FY2028 Q4 to FY2029 Q1. Raises ReskillError."""
    first, _, last = text.strip().partition(" to ")
    if first.startswith("FY") and first[2:].isdecimal():
        first, last = f"{first} Q1", last or f"{first} Q{QUARTERS}"
    start = quarter_of(first)
    end = quarter_of(last if last.startswith("FY") else f"FY{start.fiscal_year} {last}") if last else start
    if end < start:
        raise ReskillError(f"{text!r} is no period.", "Write it as FY2028 Q1 to Q3.")
    return start, end


def source_of(file: str, period: str) -> str:
    """The source of a report that a board gave on a period."""
    return f"{file}, {period}"


def told_of(source: str, quarter: Quarter) -> Period:
    """The period that a report kept in a quarter is about, by its source."""
    named = _SOURCE.search(source)
    return period_of(named[1]) if named else (quarter, quarter)


def name_of(period: Period) -> str:
    """The name of a period."""
    first, last = period
    same = first.fiscal_year == last.fiscal_year
    return f"{first}" if first == last else f"{first} to {f'Q{last.quarter}' if same else last}"

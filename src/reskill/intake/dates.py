"""Dates as people, exports and Excel write them."""

from __future__ import annotations

import datetime as dt
import re

EARLIEST = 1930
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:\s.*)?")
_DAY_MONTH = re.compile(
    r"(?:[a-z]+,\s*)?(\d{1,2})[-\s]+([a-z]{3})[a-z]*\.?[-,\s]+(\d{4}|\d{2})(?:\s.*)?", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"(?:[a-z]+,\s*)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:\s.*)?", re.IGNORECASE
)
_SERIAL_DAYS = range(10_000, 60_000)  # 1927 to 2064 in Excel's count of days
_SERIAL_START = dt.date(1899, 12, 30)


def date_of(value: object, day_first: bool = False) -> dt.date | None:
    """The date in a cell, or None. 3/4/2020 is 4 March unless the column writes the day first."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_serial(value)
    text = str(value).strip()[:40]
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(*map(int, found.groups()))
    if found := _SLASHED.fullmatch(text):
        a, b, year = int(found[1]), int(found[2]), _year(found[3])
        return _date(year, b, a) if (day_first and b <= 12) or a > 12 else _date(year, a, b)
    if found := _DAY_MONTH.fullmatch(text):
        return _date(_year(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _date(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    return _of_serial(float(text)) if re.fullmatch(r"\d{5}(\.\d+)?", text) else None


def writes_day_first(values: list[object]) -> bool:
    """Whether slashed dates of a column can only be read with the day first."""
    pairs = [(int(m[1]), int(m[2])) for v in values if isinstance(v, str) and (m := _SLASHED.fullmatch(v.strip()))]
    return any(a > 12 for a, _ in pairs) and not any(b > 12 for _, b in pairs)


def is_plausible(date: dt.date) -> bool:
    """Whether somebody at work may have been hired on a date, a year ahead included."""
    return date.year >= EARLIEST and date <= dt.date.today() + dt.timedelta(days=366)


def _of_serial(days: float) -> dt.date | None:
    return _SERIAL_START + dt.timedelta(days=int(days)) if days == days and int(days) in _SERIAL_DAYS else None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if 2000 + year <= dt.date.today().year + 1 else 1900 + year


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

"""What a column header says: its plain words, and the fields that it may name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reskill.intake.field_names import (
    ABBREVIATIONS,
    FIELDS,
    NOT_OURS,
    OTHER_PEOPLE,
    PARTS_OF_PAY,
    PERSONAL,
    PERSONAL_ALONE,
)

_LONGEST = 200  # characters of a header that are looked at
_SPLITS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d{4})")  # HireDate, Sal2022


_PER = re.compile(r"/\s*(?=(hr|hour|wk|week|mo|month|yr|year|day)\b)")  # Rate/Hr
_PAY_OF_PERIOD = re.compile(
    r"\b(rate|pay|salary|wage|compensation)( of pay)? (?:per|a|an|each) (hour|week|month)\b"
    r"|\b(rate|wage) (hour|week|month)$|^(hour|week|month) (rate|pay|salary|wage)\b"
)
_FOOTNOTE = re.compile(r"\b([a-z]{3,})\d{1,2}\b")  # Salary2


def _any_word(words: Iterable[str], after: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(words)}){after}")


_PERSONAL = _any_word(PERSONAL)
_OTHER_PERSON = _any_word(OTHER_PEOPLE, "( name| id| number| employee id)?$")
_NOT_OURS = _any_word(NOT_OURS)
_PARTS_OF_PAY = _any_word(PARTS_OF_PAY)
_YEAR = re.compile(
    r"\b(?:(?:fiscal year|budget year|calendar year|year|fy|cy) ?)?((?:19|20)\d\d)(?: ((?:20)?\d\d)\b)?"
    r"|\b(?:fy|cy) ?(\d\d)(?: (\d\d))?\b"
)
_PIVOT = re.compile(r"^(sum|average|avg|mean|max|min) of ")
_WITHOUT = re.compile(
    r" (without|w o|excluding|excludes|excl|before|less|not including) (any )?(bonus(es)?|overtime|ot|longevity|benefits?|extras?)$"
)
_AT_FULL_TIME = re.compile(
    r"\b((at|for|if|per|on|of) (a )?(full|100 percent|1 0+) (fte|time)( equivalent)?|1 0+ fte"
    r"|full time( equivalent)? (annual |base |pay |rate |equivalent )*(salary|rate|pay|wage)|full salary)\b"
)
_TOTAL_PAY = re.compile(r"\b(total|sum|extended|budget amount)\b")
_THOUSANDS = re.compile(
    r"(\b0{3}'?s?\b|\bthousands?\b|\$\s?k\b|\(k\)|\bx\s?1,?000\b|\bin 1,?000s?\b|\bin k\b)", re.IGNORECASE
)
_DATED = 0.97  # weight of a name with a year: beside one without, it is an older or a later figure
_PERIODS_ALONE = ("monthly", "biweekly", "weekly")  # headers of pay
_STRONG = (
    "title",
    "department",
    "salary",
    "wage",
    "earnings",
    "fte",
    "union",
    "agency",
    "grade",
    "location",
    "status",
    "filled",
    "vacant",
    "occupied",
)  # alone enough
_WEAKEST = 0.2  # weight of the last of many names
_PARTIAL = 0.6  # weight of a header that only contains a known name


@cache
def words(header: str) -> str:
    """A header in plain lower-case words with usual abbreviations written out."""
    spaced = _PER.sub(" per ", re.sub(r"'s\b", "", _SPLITS.sub(" ", header[:_LONGEST]).lower()))
    kept = re.sub(r"([%#])", r" \1 ", re.sub(r"[^a-z0-9%#]+", " ", spaced)).replace("bi weekly", "biweekly")
    kept = _FOOTNOTE.sub(r"\1", kept)
    return _PAY_OF_PERIOD.sub(_named_by_period, " ".join(ABBREVIATIONS.get(w, w) for w in kept.split()))


def _named_by_period(found: re.Match[str]) -> str:
    """Rate per month, rate month and month rate as monthly rate."""
    first, _, per, second, after, before, third = found.groups()
    return f"{per or after or before}ly {first or second or third}"


@cache
def meanings(header: str) -> dict[str, float]:
    """The fields that a header may name, with a strength in (0, 1]; none for a personal one."""
    said = undated(header)
    if not said or is_personal(header) or said.startswith("count of "):
        return {}
    said = _WITHOUT.sub("", _PIVOT.sub("", said))
    said = f"{said} rate" if said in _PERIODS_ALONE else said
    strengths = {field: _strength(said, field, names) for field, names in FIELDS.items()}
    if is_of_both(header):
        strengths |= {"annual_salary": max(_PARTIAL, strengths["annual_salary"]), "hourly_rate": 0.0}
    weight = _DATED if year_in(header) else 1.0
    return {field: strength * weight for field, strength in strengths.items() if strength}


@cache
def year_in(header: str) -> int:
    """The year that a header names, of 2024-25 the second; 0 when it names none."""
    found = _YEAR.search(words(header))
    if found is None:
        return 0
    first, last, short, end = found.groups()
    year = int(first or f"20{short}")
    following = last or end
    return year + 1 if following and int(following) % 100 == (year + 1) % 100 else year


@cache
def undated(header: str) -> str:
    """The plain words of a header without the year in it."""
    return " ".join(_YEAR.sub(" ", words(header)).split()).removesuffix(" y n").removesuffix(" yes number")


def is_of_both(header: str) -> bool:
    """Whether a header says that its amounts are some of a year, some of an hour: Annual Rate / Hourly Rate."""
    said = words(header).split()
    return "hourly" in said and "annual" in said and bool({"rate", "pay", "wage", "compensation"} & set(said))


def is_at_full_time(header: str) -> bool:
    """Whether a header says that its pay is what a full-time holder would get."""
    return bool(_AT_FULL_TIME.search(words(header)))


def is_total(header: str) -> bool:
    """Whether a header says that its figures are sums: Total Salary, Sum of Annual Pay."""
    return bool(_TOTAL_PAY.search(words(header)))


def is_of_quarter(header: str) -> bool:
    """Whether a header says that its figures are those of a quarter: Q4 Earnings, Base Pay QTD."""
    return bool(re.search(r"\b(q[1-4]|[1-4]q|qtd|quarter|qtr)\b", words(header)))


def is_in_thousands(header: str) -> bool:
    """Whether a header says that its dollars are thousands: Salary ($000)."""
    return bool(_THOUSANDS.search(header))


def is_personal(header: str) -> bool:
    """Whether a header names personal data that a plan never needs: birth date, address, e-mail, ..."""
    said = words(header)
    return said in PERSONAL_ALONE or bool(_PERSONAL.search(said) or _OTHER_PERSON.search(said))


def is_of_something_else(header: str) -> bool:
    """Whether a header names a supervisor's, an earlier or another thing than the position's own."""
    return bool(_NOT_OURS.search(words(header)))


def _strength(said: str, field: str, names: tuple[str, ...]) -> float:
    """Strength of an exact name by its rank; less when the header only contains the name among other words."""
    if said in names:
        return max(_WEAKEST, 1.0 - 0.015 * names.index(said))
    about = said.replace("school", "") if field == "department" else said  # a school is a unit, not only a degree's
    if _NOT_OURS.search(about) or (field in ("annual_salary", "title", "department") and _PARTS_OF_PAY.search(said)):
        return 0.0
    for rank, name in enumerate(names):
        if (" " in name or name in _STRONG) and f" {name} " in f" {said} ":
            return (1.0 - 0.015 * rank) * _PARTIAL
    return 0.0

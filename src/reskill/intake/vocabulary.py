"""What a column header says: its plain words, and the fields that it may name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reskill.intake.field_names import (
    ABBREVIATIONS,
    FIELDS,
    HEADCOUNT,
    NOT_OURS,
    OTHER_PEOPLE,
    PARTS_OF_PAY,
    PERSONAL,
    PERSONAL_ALONE,
)

_LONGEST = 200  # characters of a header that are looked at
_SPLITS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d{4})")  # HireDate, Sal2022


def _any_word(words: Iterable[str], after: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(words)}){after}")


_PERSONAL = _any_word(PERSONAL)
_OTHER_PERSON = _any_word(OTHER_PEOPLE, "( name| id| number| employee id)?$")
_NOT_OURS = _any_word(NOT_OURS)
_PARTS_OF_PAY = _any_word(PARTS_OF_PAY)
_COUNT = re.compile(
    r"((current|total|all|annual|of) )*(number of |# of |count of )?((auth|authorized|authorised|budgeted|funded|unfunded|approved"
    r"|allocated|adopted|filled|vacant|occupied|permanent|total|full time|part time|employee|job|position) )*"
    r"(auth|authorized|authorised|budgeted|filled|vacant|occupied|vacancies|positions?|posts?|employee|employee id|incumbents?|slots"
    r"|people|staff|workers|heads?|headcount|count|counts|quantity|qty|units?|fte)( (count|number|quantity|qty|total|authorized|budgeted"
    r"|filled|vacant))?( (19|20)\d\d)?"
)
_NO_COUNT = re.compile(r"(employee|position|job|unit|staff|worker)( id)?( number)?")  # these name a thing
_STRONG = ("title", "department", "salary", "fte", "union", "agency", "grade", "location", "status")  # alone enough
_PARTIAL = 0.6  # weight of a header that only contains a known name


@cache
def words(header: str) -> str:
    """A header in plain lower-case words with usual abbreviations written out."""
    spaced = re.sub(r"'s\b", "", _SPLITS.sub(" ", header[:_LONGEST]).lower())
    kept = re.sub(r"([%#])", r" \1 ", re.sub(r"[^a-z0-9%#]+", " ", spaced)).replace("bi weekly", "biweekly")
    return " ".join(ABBREVIATIONS.get(w, w) for w in kept.split())


@cache
def meanings(header: str) -> dict[str, float]:
    """The fields that a header may name, with a strength in (0, 1]; none for a personal one."""
    said = words(header)
    if not said or is_personal(header):
        return {}
    strengths = {field: _strength(said, field, names) for field, names in FIELDS.items()}
    return {field: strength for field, strength in strengths.items() if strength}


def is_personal(header: str) -> bool:
    """Whether a header names personal data that a plan never needs: birth date, address, e-mail, ..."""
    said = words(header)
    return said in PERSONAL_ALONE or bool(_PERSONAL.search(said) or _OTHER_PERSON.search(said))


def is_of_something_else(header: str) -> bool:
    """Whether a header names a supervisor's, an earlier or another thing than the position's own."""
    return bool(_NOT_OURS.search(words(header)))


def is_count(header: str) -> bool:
    """Whether a header may name a count of positions: how many are authorized, filled, vacant, ..."""
    said = words(header)
    return said in HEADCOUNT or bool(_COUNT.fullmatch(said) and not _NO_COUNT.fullmatch(said))


def _strength(said: str, field: str, names: tuple[str, ...]) -> float:
    """Strength of an exact name by its rank; less when the header only contains the name among other words."""
    if said in names:
        return 1.0 - 0.015 * names.index(said)
    if _NOT_OURS.search(said) or (field in ("annual_salary", "title", "department") and _PARTS_OF_PAY.search(said)):
        return 0.0
    for rank, name in enumerate(names):
        if (" " in name or name in _STRONG) and f" {name} " in f" {said} ":
            return (1.0 - 0.015 * rank) * _PARTIAL
    return 0.0

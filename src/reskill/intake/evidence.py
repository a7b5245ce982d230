"""Evidence of content: how well the cells of a column fit what its header says, and what they look like by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import median

from reskill.intake.amounts import amount_of, basis_in, has_decimal_comma
from reskill.intake.dates import date_of
from reskill.intake.grid import Row
from reskill.intake.job_words import share_of_departments, share_of_titles
from reskill.intake.positions import is_funding, status_of, time_word
from reskill.intake.text import text_of
from reskill.intake.vocabulary import is_in_thousands, words

_MOST = 0.8  # share of cells
_LOOKED_AT = 20_000  # rows
_PART_TIME = 0.95  # FTE
_FEWEST = 2  # part-time lines
_NEAR = 0.01  # of the pay
_MOST_HEADS = 20_000  # of one line
_MANY_NAMES = 40  # different names in a sample ...
_FEW_LINES = 2.0  # ... with fewer lines than this each: crews and persons rather than departments
_FEW = 0.1  # share of cells
_PERSON = re.compile(r"[A-Z][\w'’-]+( (Jr|Sr|II|III)\.?)?, ?[A-Z][\w'’-]*\.?( [A-Z][\w'’-]*\.?)?")
_SSN = re.compile(r"(\d{3}-\d{2}|X{3}-X{2}|\*{3}-\*{2})-\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PAY_WORD = re.compile(
    r"\b(pay|salary|wage|compensation|rate|earnings?|gross|annual|monthly|biweekly|semimonthly|weekly|quarterly|hour|hourly|income)\b"
)
_NO_PAY = re.compile(
    r"\b(hours|percent|%|number|id|code|fte|years?|date|grade|leave|balance|accrual|minimum|maximum|min|max|midpoint|mid|total|group"
    r"|plan|schedule|period end|positions?|employee|count|low|high|contribution)\b"
)
_LEAST_OF_PERIOD, _LEAST_OF_HOUR = 500, 7  # dollars
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "hon", "prof", "rev"})
_ANSWERS = frozenset({"yes", "no", "y", "n", "true", "false"})
_BASIS_WORDS = frozenset(
    {"h", "s", "a", "y", "m", "b", "w", "d", "hour", "salary", "salaried", "year", "month", "day", "bw", "exempt"}
)


def holds_personal(texts: Sequence[str]) -> bool:
    """Whether more than half of the texts are social security numbers or e-mail addresses."""
    return bool(texts) and sum(bool(_SSN.fullmatch(t) or _EMAIL.fullmatch(t)) for t in texts) > len(texts) / 2


def _share(values: Sequence[object], holds: Callable[[object], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.5


def fit(name: str, values: Sequence[object], header: str) -> float:
    """How well the cells of a column fit a field, 0-1; 0.5 for a column without any."""
    share = _FITS.get(name, _names_nobody)(values, header)
    return share if values else min(share, 0.5)


def texts_of(values: Sequence[object]) -> list[str]:
    """The cells as their texts."""
    return [text_of(v) for v in values]


def _letters(values: Sequence[object]) -> float:
    return _share(values, lambda v: isinstance(v, str) and sum(map(str.isalpha, v)) >= 2)


def _numbers(values: Sequence[object]) -> float:
    return _share(values, lambda v: amount_of(v, has_decimal_comma(v)) is not None)


def _sure(share: float) -> float:
    return share if share >= 0.5 else 0.0


def _anything(_values: Sequence[object], _header: str) -> float:
    return 1.0


def _names_nobody(values: Sequence[object], _header: str) -> float:
    """A text that is kept of every line must not be people's names, whatever its header says."""
    return 0.0 if values and share_of_persons(values) > 0.5 else 1.0


def _fits_title(values: Sequence[object], _header: str) -> float:
    if values and _share(values, lambda v: text_of(v).casefold().strip(".") in _HONORIFICS) >= 0.5:
        return 0.0  # Mr, Ms
    return 1.0 if _letters(values) >= 0.5 else 0.0


def _fits_name(values: Sequence[object], _header: str) -> float:
    """Names have letters, and are no answers."""
    answers = values and _share(values, lambda v: text_of(v).casefold() in _ANSWERS) >= 0.5
    return 0.0 if answers else _sure(_letters(values))


def _fits_department(values: Sequence[object], _header: str) -> float:
    """Names fit better than codes, and a name that many lines share better than one of a crew."""
    if _letters(values) < 0.5:
        return 0.4
    names = {t.casefold() for t in texts_of(values)}
    return 0.5 if len(names) > _MANY_NAMES and len(values) < _FEW_LINES * len(names) else 1.0


def _fits_pay(values: Sequence[object], _header: str) -> float:
    """A pay column of words only ("N/A" apart) is none; one that is partly spoilt still is."""
    share = _numbers(values)
    return 0.3 + 0.7 * share if share > 0.1 or not values else 0.0


def _fits_code(values: Sequence[object], _header: str) -> float:
    """Codes hold digits; titles with their code before them are titles."""
    if share_of_titles(texts_of(values)) >= 0.5:
        return 0.0
    return 1.0 if _share(values, lambda v: any(c.isdigit() for c in text_of(v))) >= 0.5 else 0.0


def _fits_basis(values: Sequence[object], _header: str) -> float:
    return _sure(_share(values, lambda v: bool(basis_in(text_of(v))) or text_of(v).casefold() in _BASIS_WORDS))


def _fits_fte(values: Sequence[object], header: str) -> float:
    said = words(header)
    if "status" in said or said == "type":
        return _sure(_share(values, lambda v: bool(time_word(text_of(v))))) if texts_of(values) else 0.0
    return _sure(
        _share(values, lambda v: bool(time_word(text_of(v))) or amount_of(text_of(v).rstrip("% hours")) is not None)
    )


def _fits_status(values: Sequence[object], header: str) -> float:
    if counts_heads(values) and "days" not in words(header):
        return 0.0
    if (
        "full" not in {time_word(t) for t in texts_of(values)} - {""}
        or _share(values, lambda v: text_of(v) in "FV") == 1
    ):
        return _sure(_share(values, lambda v: bool(status_of(text_of(v), header))))
    return 0.0


def counts_heads(values: Sequence[object]) -> bool:
    """Whether cells count heads: numbers, and not all of them 0 or 1, which may as well answer yes or no."""
    numbers = [a.dollars for v in values if (a := amount_of(v))]
    return len(numbers) >= _MOST * len(values) and any(0 <= n <= _MOST_HEADS and n not in (0, 1) for n in numbers)


_FITS: dict[str, Callable[[Sequence[object], str], float]] = {
    "title": _fits_title,
    "department": _fits_department,
    "class_code": _fits_code,
    "employee_id": _fits_code,
    "annual_salary": _fits_pay,
    "hourly_rate": _fits_pay,
    "pay_basis": _fits_basis,
    "weekly_hours": lambda values, _header: _sure(_numbers(values)),
    "fte": _fits_fte,
    "hire_date": lambda values, _header: _sure(_share(values, lambda v: date_of(v) is not None)),
    "status": _fits_status,
    "held": lambda values, header: _sure(_share(values, lambda v: is_funding(text_of(v), header))),
    "name": _fits_name,
    "location": _anything,  # "Springfield, North" is written as people are
} | dict.fromkeys(("first_name", "last_name", "positions", "filled_positions", "vacant_positions"), _anything)


def share_of_persons(values: Sequence[object]) -> float:
    """Share of cells written as "Doe, Ann", unless many of them are titles or departments."""
    texts = texts_of(values)
    if share_of_titles(texts) > _FEW or share_of_departments(texts) > _FEW:
        return 0.0
    return _share(texts, lambda t: bool(_PERSON.fullmatch(str(t))))


def are_words(values: Sequence[object]) -> bool:
    """Whether most cells hold words rather than codes."""
    return _letters(values) >= 0.5


def as_paid(rows: Sequence[Row], pay: int, fte: int | None, others: Sequence[int]) -> int:
    """The column of pay as paid: one among others that holds the pay times the FTE of nearly every part-time line, else `pay`."""
    if fte is None:
        return pay
    lines = [[_dollars(v, at) for at in (pay, fte, *others)] for _, v in rows[:_LOOKED_AT]]
    part_time = [line for line in lines if line[0] and line[1] and 0 < line[1] < _PART_TIME]
    for n, at in enumerate(others, 2):
        alike = sum(abs((line[n] or 0) - line[0] * line[1]) <= _NEAR * line[0] for line in part_time)
        if at != pay and len(part_time) >= _FEWEST and alike >= _MOST * len(part_time):
            return at
    return pay


def _dollars(values: Sequence[object], at: int) -> float:
    amount = amount_of(values[at]) if at < len(values) and values[at] is not None else None
    return amount.dollars if amount else 0.0


def share_of_time_words(values: Sequence[object]) -> float:
    """Share of cells that say full or part time."""
    return _share(values, lambda v: bool(time_word(text_of(v))) and len(text_of(v)) > 1)


def is_pay_by_word_and_size(header: str, values: Sequence[object]) -> bool:
    """Whether numbers are of the size of pay, of a year, a period or an hour, and a word of their header is about pay."""
    said = words(header)
    numbers = [a.dollars for v in values if (a := amount_of(v, has_decimal_comma(v)))]
    if len(numbers) < _MOST * len(values) or not numbers or not _PAY_WORD.search(said) or _NO_PAY.search(said):
        return False
    middle = median(numbers)
    return middle >= _LEAST_OF_PERIOD or ("hour" in said and middle >= _LEAST_OF_HOUR) or is_in_thousands(header)


def looks_like_money(values: Sequence[object]) -> float:
    """Share of cells with a dollar sign or cents: plain whole numbers may as well be employee numbers."""
    return _share(values, lambda v: bool(re.fullmatch(r"\$\s?[\d,]+(\.\d\d)?|\d[\d,]*\.\d\d", text_of(v))))

"""Which column holds what: by the words of its header, checked against what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reskill.intake.amounts import amount_of, basis_in, has_decimal_comma, is_not_given
from reskill.intake.dates import date_of
from reskill.intake.field_names import FIELDS, PERIOD_OF_LINES
from reskill.intake.job_words import share_of_departments, share_of_titles
from reskill.intake.pay import is_period
from reskill.intake.positions import fte_scale, status_of, time_word
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.intake.vocabulary import is_count, is_of_something_else, is_personal, meanings, words
from reskill.problem import ReskillError

_SAMPLE = 400  # rows
_LEAST = 0.15  # strength below which a header is not taken for a field
_MOST = 0.8  # share of cells
_SEVERAL = 0.1  # share of lines with an FTE over 2 from which the column adds positions up
_MOST_HEADS = 20_000  # of one line
_MOST_PERIODS = 40  # in one file
_SSN = re.compile(r"(\d{3}-\d{2}|X{3}-X{2}|\*{3}-\*{2})-\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_BASIS_WORDS = frozenset(
    {"h", "s", "a", "y", "m", "b", "w", "hour", "salary", "salaried", "year", "month", "bw", "exempt"}
)


@dataclass(frozen=True)
class Columns:
    """Index of each field's column, the personal columns, those taken by their content, those that count positions, and
    the one that tells the year or quarter that a line is of, where there are several."""

    fields: dict[str, int]
    personal: tuple[int, ...] = ()
    by_content: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    period: int | None = None


def find_columns(table: Table, chosen: Mapping[str, str] | None = None) -> Columns:
    """The columns of a table; `chosen` (field -> header or letter, '' = the table has none) wins.

    Raises ReskillError for a name that the table lacks.
    """
    chosen = chosen or {}
    absent = {name for name, header in chosen.items() if not header}
    samples = [_sample(table, i) for i in range(len(table.headers))]
    personal = tuple(
        i for i, h in enumerate(table.headers) if is_personal(h) or _holds_personal([text_of(v) for v in samples[i]])
    )
    fields = _chosen_columns(table, {name: header for name, header in chosen.items() if header})
    if "pay_basis" not in fields and "pay_basis" not in absent and (periods := _periods(table.headers, samples)):
        fields["pay_basis"] = periods[0]
    taken = {*fields.values(), *personal}
    headers = [_plain(h) for h in table.headers]
    counting = [i for i, h in enumerate(headers) if i not in taken and is_count(h) and _are_numbers(samples[i])]
    if not any(_counts_heads(samples[i]) for i in counting):
        counting = []  # numbers that are all 0 or 1 may as well answer yes or no
    scored = sorted(
        (
            (strength * _fit(name, samples[i], header), _year(header), -i, name)
            for i, header in enumerate(headers)
            if i not in taken
            for name, strength in meanings(header).items()
            if name != "status" or i not in counting
        ),
        reverse=True,
    )
    for strength, _, at, name in scored:
        if strength >= _LEAST and name not in fields and name not in absent and -at not in taken:
            fields[name] = -at
            taken.add(-at)
    others = {i for i, h in enumerate(headers) if is_of_something_else(h)}
    by_content = _by_content(samples, fields, taken | others)
    by_content = {name: at for name, at in by_content.items() if name not in absent}
    fields.update(by_content)
    taken.update(by_content.values())
    fte = fields.get("fte")
    counts = (
        i
        for i, h in enumerate(headers)
        if (i not in taken and i in counting) or (i == fte and _counts_posts(h, samples[i]))
    )
    return Columns(fields, personal, tuple(by_content), tuple(counts), _period_of_lines(headers, samples, taken))


def _sample(table: Table, column: int) -> list[object]:
    """Values of a column that are given, from evenly spread rows."""
    step = max(1, len(table.rows) // _SAMPLE)
    values = (values[column] for _, values in table.rows[::step] if column < len(values))
    return [v for v in values if not is_not_given(text_of(v))]


def _year(header: str) -> int:
    """The year in a header, so that of several equal columns the latest is taken; 0 when it has none."""
    return max((int(y) for y in re.findall(r"(?:19|20)\d\d", header)), default=0)


def _plain(header: str) -> str:
    """A header without the number that told it from its namesake."""
    return re.sub(r" \(\d+\)$", "", header)


def _periods(headers: Sequence[str], samples: Sequence[Sequence[object]]) -> list[int]:
    """Columns whose cells are all words for a period of pay, whatever their header; one named so comes first."""
    found = [i for i, s in enumerate(samples) if s and all(is_period(text_of(v)) for v in s)]
    return sorted(found, key=lambda i: "pay_basis" not in meanings(headers[i]))


def _period_of_lines(headers: Sequence[str], samples: Sequence[Sequence[object]], taken: set[int]) -> int | None:
    """The column that says of which year, else of which quarter, each line is, where lines are of several."""
    found = [
        i
        for i, h in enumerate(headers)
        if i not in taken and words(h) in PERIOD_OF_LINES and 1 < len({text_of(v) for v in samples[i]}) <= _MOST_PERIODS
    ]
    return min(found, key=lambda i: "year" not in words(headers[i]), default=None)


def column_named(table: Table, name: str) -> int:
    """The column of a header, of its words, or of a letter such as C. Raises ReskillError when there is none."""
    wanted = text_of(name).casefold()
    headers = [h.casefold() for h in table.headers]
    letters = [f"column {table.letter(i)}".casefold() for i in range(len(headers))]
    for names in (headers, [words(h) for h in table.headers], letters, [x.removeprefix("column ") for x in letters]):
        key = words(name) if names is not headers and wanted not in names else wanted
        if key and key in names:
            return names.index(key)
    raise ReskillError(f"{table.file} has no column named {name}.", table.columns_told())


def _chosen_columns(table: Table, chosen: Mapping[str, str]) -> dict[str, int]:
    if unknown := next((name for name in chosen if name not in FIELDS), ""):
        raise ReskillError(f"There is no field named {unknown}.", f"The fields are: {', '.join(FIELDS)}.")
    return {name: column_named(table, header) for name, header in chosen.items()}


def _holds_personal(texts: Sequence[str]) -> bool:
    return bool(texts) and sum(bool(_SSN.fullmatch(t) or _EMAIL.fullmatch(t)) for t in texts) > len(texts) / 2


def _share(values: Sequence[object], holds: Callable[[object], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.5


def _fit(name: str, values: Sequence[object], header: str) -> float:
    """How well the cells of a column fit a field, 0-1; 0.5 for a column without any."""
    share = _FITS[name](values, header) if name in _FITS else 1.0
    return share if values else min(share, 0.5)


def _texts(values: Sequence[object]) -> list[str]:
    return [text_of(v) for v in values]


def _letters(values: Sequence[object]) -> float:
    return _share(values, lambda v: isinstance(v, str) and sum(map(str.isalpha, v)) >= 2)


def _numbers(values: Sequence[object]) -> float:
    return _share(values, lambda v: amount_of(v, has_decimal_comma(v)) is not None)


def _sure(share: float) -> float:
    return share if share >= 0.5 else 0.0


def _fits_title(values: Sequence[object], header: str) -> float:
    return 1.0 if _letters(values) >= 0.5 else 0.0


def _fits_pay(values: Sequence[object], header: str) -> float:
    """A pay column of words only ("N/A" apart) is none; one that is partly spoilt still is."""
    share = _numbers(values)
    return 0.3 + 0.7 * share if share > 0.1 or not values else 0.0


def _fits_code(values: Sequence[object], header: str) -> float:
    return 1.0 if _share(values, lambda v: any(c.isdigit() for c in text_of(v))) >= 0.5 else 0.0


def _fits_basis(values: Sequence[object], header: str) -> float:
    return _sure(_share(values, lambda v: bool(basis_in(text_of(v))) or text_of(v).casefold() in _BASIS_WORDS))


def _fits_fte(values: Sequence[object], header: str) -> float:
    said = words(header)
    if "status" in said or said == "type":
        return _sure(_share(values, lambda v: bool(time_word(text_of(v))))) if _texts(values) else 0.0
    return _sure(
        _share(values, lambda v: bool(time_word(text_of(v))) or amount_of(text_of(v).rstrip("% hours")) is not None)
    )


def _fits_status(values: Sequence[object], header: str) -> float:
    if _counts_heads(values):
        return 0.0
    if "full" not in {time_word(t) for t in _texts(values)} - {""} or _share(values, lambda v: text_of(v) in "FV") == 1:
        return _sure(_share(values, lambda v: bool(status_of(text_of(v), header))))
    return 0.0


def _are_numbers(values: Sequence[object]) -> bool:
    """Whether nearly all cells are numbers as great as one line's heads may be."""
    numbers = [a.dollars for v in values if (a := amount_of(v))]
    return bool(numbers) and len(numbers) >= _MOST * len(values) and any(0 <= n <= _MOST_HEADS for n in numbers)


def _counts_heads(values: Sequence[object]) -> bool:
    """Whether cells count heads: numbers, and not all of them 0 or 1, which may as well answer yes or no."""
    numbers = (a.dollars for v in values if (a := amount_of(v)))
    return _are_numbers(values) and any(0 <= n <= _MOST_HEADS and n not in (0, 1) for n in numbers)


def _counts_posts(header: str, values: Sequence[object]) -> bool:
    """Whether the cells of an FTE column are sums over several positions: more than one person can work."""
    numbers = [a.dollars for v in values if (a := amount_of(v))]
    several = bool(numbers) and sum(n > 2 for n in numbers) >= _SEVERAL * len(values)
    return several and fte_scale(words(header), values) == "fte"


_FITS: dict[str, Callable[[Sequence[object], str], float]] = {
    "title": _fits_title,
    "department": lambda values, header: 1.0 if _letters(values) >= 0.5 else 0.4,
    "class_code": _fits_code,
    "employee_id": _fits_code,
    "annual_salary": _fits_pay,
    "hourly_rate": _fits_pay,
    "pay_basis": _fits_basis,
    "weekly_hours": lambda values, header: _sure(_numbers(values)),
    "fte": _fits_fte,
    "hire_date": lambda values, header: _sure(_share(values, lambda v: date_of(v) is not None)),
    "status": _fits_status,
    "name": lambda values, header: _sure(_letters(values)),
}


def _by_content(samples: Sequence[Sequence[object]], fields: Mapping[str, int], taken: set[int]) -> dict[str, int]:
    """Columns for title, department and pay that no header names, known by what they hold."""
    found: dict[str, int] = {}

    def best(name: str, score: Callable[[Sequence[object]], float], least: float) -> None:
        if name in fields:
            return
        scored = [(score(s), -i) for i, s in enumerate(samples) if s and i not in taken]
        if scored and max(scored)[0] >= least:
            found[name] = -max(scored)[1]
            taken.add(found[name])

    best("title", lambda values: share_of_titles(_texts(values)), 0.35)
    best("department", lambda values: share_of_departments(_texts(values)), 0.35)
    if "hourly_rate" not in fields:
        best("annual_salary", _looks_like_money, 0.7)
    return found


def _looks_like_money(values: Sequence[object]) -> float:
    """Share of cells with a dollar sign or cents: plain whole numbers may as well be employee numbers."""
    return _share(values, lambda v: bool(re.fullmatch(r"\$\s?[\d,]+(\.\d\d)?|\d[\d,]*\.\d\d", text_of(v))))

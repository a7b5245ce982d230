"""Which column holds what: by the words of its header, checked against what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reskill.intake.amounts import is_not_given
from reskill.intake.counts import count_columns, find_counts, lone_total, unknown_counts
from reskill.intake.evidence import (
    are_words,
    as_paid,
    fit,
    holds_personal,
    is_pay_by_word_and_size,
    looks_like_money,
    share_of_persons,
    share_of_time_words,
    texts_of,
)
from reskill.intake.field_names import FIELDS
from reskill.intake.job_words import share_of_departments, share_of_titles, share_of_unions
from reskill.intake.pay import is_period
from reskill.intake.positions import tells_leaving
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.intake.vocabulary import is_of_something_else, is_personal, meanings, words, year_in
from reskill.problem import ReskillError

_SAMPLE = 400  # rows
_LEAST = 0.15  # strength below which a header is not taken for a field
_CODES = 0.4  # how well a column of codes fits a department
_ALIKE = 0.35  # share of cells that look like titles or departments from which a column holds them
_NO_COUNTS = (
    "status",
    "employee_id",
    "name",
    "fte",
)  # fields that a count of positions, filled positions or employees is not
_NEARLY_ALL = 0.9  # share of lines


@dataclass(frozen=True)
class Columns:
    """Index of each field's column, the personal columns, those taken by their content, and three that stand beside them:
    the one whose titles count where the title is blank, further ones that may count positions, and those of other years."""

    fields: dict[str, int]
    personal: tuple[int, ...] = ()
    by_content: tuple[str, ...] = ()
    other_title: int | None = None
    other_counts: tuple[int, ...] = ()
    dated: tuple[int, ...] = ()
    chosen: frozenset[str] = frozenset()

    def values(self, table: Table, name: str) -> list[object]:
        """The cells of a field's column, none when the table has no such column."""
        at = self.fields.get(name)
        return [] if at is None else [values[at] for _, values in table.rows if at < len(values)]


def find_columns(table: Table, chosen: Mapping[str, str] | None = None, year: int = 0) -> Columns:
    """The columns of a table; `chosen` (field -> header or letter, '' = the table has none) wins.

    Of columns for several years those of `year` are read, 0 = the newest. Raises ReskillError for a name that the
    table lacks.
    """
    chosen = chosen or {}
    absent = {name for name, header in chosen.items() if not header}
    samples = [_sample(table, i) for i in range(len(table.headers))]
    personal = tuple(i for i, h in enumerate(table.headers) if is_personal(h) or holds_personal(texts_of(samples[i])))
    fields = {name: column_named(table, header) for name, header in chosen.items() if header and _is_field(name)}
    if "pay_basis" not in fields and "pay_basis" not in absent and (periods := _periods(table.headers, samples)):
        fields["pay_basis"] = periods[0]
    taken = {*fields.values(), *personal}
    headers = [_plain(h) for h in table.headers]
    counted = count_columns(headers, samples)
    few = len(table.rows[:: _step(table)]) / 2
    leaving = {
        i for i, h in enumerate(headers) if tells_leaving(h) and len(samples[i]) > few
    }  # no mark of those who left
    scored = sorted(
        (
            (strength * fit(name, samples[i], header), year_in(header), -i, name)
            for i, header in enumerate(headers)
            if i not in taken and i not in leaving and (not year or year_in(header) in (0, year))
            for name, strength in meanings(header).items()
            if i not in counted or name not in _NO_COUNTS or (name == "fte" and "fte" in words(header).split())
        ),
        reverse=True,
    )
    for strength, _, at, name in scored:
        if strength >= _LEAST and name not in fields and name not in absent and -at not in taken:
            fields[name] = -at
            taken.add(-at)
    if "annual_salary" in fields and "annual_salary" not in chosen:
        fields["annual_salary"] = as_paid(table.rows, fields["annual_salary"], fields.get("fte"), _pay_columns(scored))
        taken.add(fields["annual_salary"])
    others = {i for i, h in enumerate(headers) if is_of_something_else(h)}
    by_content = _by_content(headers, samples, fields, taken | others)
    by_content = {name: at for name, at in by_content.items() if name not in absent}
    fields.update(by_content)
    taken.update(by_content.values())
    free = [i for i in range(len(headers)) if i not in taken | others]
    counts = {} if absent & {"positions", "filled_positions"} else find_counts(headers, samples, free, year)
    if counts and "held" not in chosen and all(text_of(v).isdigit() for v in samples[fields.get("held", 0)]):
        fields.pop("held", None)  # how many are frozen
    for role, columns in counts.items():
        fields.setdefault(role, columns[0])
    rivals = tuple(i for columns in counts.values() for i in columns if i not in fields.values())
    if not counts and (alone := lone_total(headers, samples, free)):
        rivals = alone
    elif not counts and not {"annual_salary", "hourly_rate", "positions", "fte"} & fields.keys():
        rivals = unknown_counts(headers, samples, free)
    dated = tuple(i for i in range(len(headers)) if year_in(headers[i]))
    other_title = _other_title(table, fields, scored)
    return Columns(fields, personal, tuple(by_content), other_title, rivals, dated, frozenset(chosen))


def _pay_columns(scored: Sequence[tuple[float, int, int, str]]) -> list[int]:
    return [-at for strength, _, at, name in scored if name == "annual_salary" and strength >= _LEAST]


def column_named(table: Table, header: str) -> int:
    """The column that a person names by its header, its words or Excel's letter. Raises ReskillError when there is none."""
    lower = [h.casefold() for h in table.headers]
    letters = [f"column {table.letter(i)}".casefold() for i in range(len(lower))]
    wanted = text_of(header).casefold()
    for names in (lower, [words(h) for h in table.headers], letters, [x.removeprefix("column ") for x in letters]):
        key = words(header) if names is not lower and wanted not in names else wanted
        if key and key in names:
            return names.index(key)
    raise ReskillError(f"{table.file} has no column named {header}.", table.columns_told())


def _is_field(name: str) -> bool:
    if name not in FIELDS:
        raise ReskillError(f"There is no field named {name}.", f"The fields are: {', '.join(FIELDS)}.")
    return True


def _sample(table: Table, column: int) -> list[object]:
    """Values of a column that are given, from evenly spread rows."""
    values = (values[column] for _, values in table.rows[:: _step(table)] if column < len(values))
    return [v for v in values if not is_not_given(text_of(v))]


def _step(table: Table) -> int:
    return max(1, len(table.rows) // _SAMPLE)


def _plain(header: str) -> str:
    """A header without the number that told it from its namesake."""
    return re.sub(r" \(\d+\)$", "", header)


def _periods(headers: Sequence[str], samples: Sequence[Sequence[object]]) -> list[int]:
    """Columns whose cells are all words for a period of pay, whatever their header; one named so comes first."""
    found = [i for i, s in enumerate(samples) if s and all(is_period(text_of(v)) for v in s)]
    return sorted(found, key=lambda i: "pay_basis" not in meanings(headers[i]))


def _describes(header: str) -> bool:
    """Whether a header says no more than that its column describes the code before it."""
    return words(header) in ("description", "name", "title", "long description", "short description")


def _by_content(
    headers: Sequence[str], samples: Sequence[Sequence[object]], fields: dict[str, int], taken: set[int]
) -> dict[str, int]:
    """Columns for title, department, pay, ... that no header names, known by what they hold.

    A department that holds codes gives way to a column that holds names of departments.
    """
    found: dict[str, int] = {}

    def best(name: str, score: Callable[[Sequence[object]], float], least: float) -> None:
        if name in fields and (name != "department" or fit(name, samples[fields[name]], "") > _CODES):
            return
        described = fields.get(name, fields.get("class_code", -1) if name == "title" else -1) + 1
        scored = [
            (1.0 if i == described and _describes(headers[i]) else score(s), -i)
            for i, s in enumerate(samples)
            if s and i not in taken and (i != described or are_words(s))
        ]
        if scored and max(scored)[0] >= least:
            found[name] = -max(scored)[1]
            taken.add(found[name])

    best("fte", share_of_time_words, _NEARLY_ALL)
    best("title", lambda values: share_of_titles(texts_of(values)), _ALIKE)
    mixed = fields.get("department") if "title" not in {*fields, *found} else None
    if mixed is not None and share_of_titles(texts_of(samples[mixed])) >= _ALIKE:
        found["title"] = fields.pop("department")  # titles and the headings over them in one column
    best("department", lambda values: share_of_departments(texts_of(values)), _ALIKE)
    best("bargaining_unit", lambda values: share_of_unions(texts_of(values)), 0.5)
    best("name", share_of_persons, 0.5)
    if not {"annual_salary", "hourly_rate"} & fields.keys():
        free = [i for i, s in enumerate(samples) if i not in taken and is_pay_by_word_and_size(headers[i], s)]
        if free:
            found["annual_salary"] = max(free, key=lambda i: (year_in(headers[i]), -i))
            taken.add(found["annual_salary"])
        else:
            best("annual_salary", looks_like_money, 0.7)
    return found


def _other_title(table: Table, fields: Mapping[str, int], scored: Sequence[tuple[float, int, int, str]]) -> int | None:
    """The column with the title of nearly every line that lacks one, though it is no lesser line; None = no need of any."""
    title = fields.get("title")
    if title is None:
        return None
    rivals = [-at for strength, _, at, name in scored if name == "title" and strength >= _LEAST and -at != title]
    known = set(fields.values()) - {title}
    for at in rivals:
        blank = [values for _, values in table.rows if not _given(values, title) and _given_any(values, known - {at})]
        told = sum(_given(values, at) for values in blank)
        if blank and told >= _NEARLY_ALL * len(blank):
            return at
    return None


def _given(values: Sequence[object], at: int) -> bool:
    return at < len(values) and not is_not_given(text_of(values[at]))


def _given_any(values: Sequence[object], places: set[int]) -> bool:
    return any(_given(values, at) for at in places)

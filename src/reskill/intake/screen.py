"""What each line of a table stands for: positions, or a total, a note, a heading, a repeated header; headings name departments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reskill.intake.amounts import amount_of, is_not_given
from reskill.intake.columns import Columns
from reskill.intake.grid import Row
from reskill.intake.job_words import looks_like_title
from reskill.intake.positions import vacancy_in_title
from reskill.intake.records import Values
from reskill.intake.rejects import Reason, is_note, reason_to_reject
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.progress import Tick

_NEARLY_ALL = 0.9  # share of lines
_CENT = 0.01  # dollars
_ENOUGH = 0.4  # share of lines that have more than a title, from which those that have none are no positions
_FIGURES = {"annual_salary", "hourly_rate", "fte", "positions", "filled_positions"}
_LONGEST_HEADING = 60  # characters
_PREFIX = re.compile(
    r"^(department|dept|division|div|bureau|agency|office|org(anization)?|unit|section|cost center|fund center)\b\.?\s*(name\s*)?"
    r"((#|no\.?|number)\s*)?(\d[\w.-]*\s*[:–—-]?|[:–—-])\s*(?=[A-Za-z])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d[\d.-]*\s*[:–—-]?\s+(?=[A-Za-z])")
_CODE = re.compile(r"[\d.-]+")
_LABEL = re.compile(r"^[\w /]{1,30}:\s*\S")
HEADING: Reason = (
    "It is a heading of the lines beneath it",
    "Nothing; it gives them their department where they have none.",
)

SUM: Reason = ("It adds up the lines beneath it", "Nothing; it gives them their department.")


@dataclass
class Screened:
    """The lines that are positions, the others with the reason, and the heading over lines that have no department."""

    rows: list[Row] = field(default_factory=list)
    rejected: list[tuple[Row, Reason]] = field(default_factory=list)
    departments: dict[int, str] = field(default_factory=dict)


class Titles:
    """The job title of a line: without a mark of a vacancy, and from a second column where the first is blank."""

    def __init__(self, columns: Columns, longest: int) -> None:
        self._at = columns.fields["title"]
        self._other = columns.other_title
        self._longest = longest

    def of(self, values: Values) -> tuple[str, bool]:
        """The title, and whether it says that the position is vacant."""
        title = text_of(values[self._at]) if self._at < len(values) else ""
        if self._other is not None and is_not_given(title) and self._other < len(values):
            title = text_of(values[self._other])
        return vacancy_in_title(title) if len(title) <= self._longest else (title, False)


def screen(table: Table, columns: Columns, longest: int, tick: Tick) -> Screened:
    """The lines of a table sorted into positions and others; `longest` is the most characters of a title."""
    titles = Titles(columns, longest)
    department = columns.fields.get("department")
    figures = {at for name, at in columns.fields.items() if name in _FIGURES}
    weighed = len(table.headers) > 2 or bool(figures)
    bare = weighed and _positions_have_more(table, columns.fields["title"])
    placed = department is not None and _nearly_all_have(table, columns.fields["title"], department)
    sums = _outline(table, columns) if department is None else frozenset()
    found = Screened()
    heading, after_heading = "", False
    for i, (row, values) in enumerate(table.rows):
        if i % 2000 == 0:
            tick(i / len(table.rows), f"Reading {table.file}")
        title, _ = titles.of(values)
        texts = [text_of(v) for v in values]
        lacks = placed and not _has(values, (department,) if department is not None else ())
        reason = reason_to_reject(title, texts, table.headers, longest, bare, lacks)
        if reason is None and bare and figures and _is_coded_heading(title, texts, figures):
            reason = HEADING
        if row in sums and reason is None:
            heading, reason = title, SUM
            found.rejected.append(((row, values), reason))
            continue
        if reason is None:
            found.rows.append((row, values))
            if heading and (department is None or not _has(values, (department,))):
                found.departments[row] = heading
            after_heading = False
            continue
        if named := _heading(texts, columns, figures, bare):
            reason = HEADING
            if not after_heading:  # of two headings in a row, the first is the larger unit
                heading = named
            after_heading = True
        found.rejected.append(((row, values), reason))
    return found


def _outline(table: Table, columns: Columns) -> frozenset[int]:
    """The rows of an outline that add up the lines beneath them, where nearly all lines stand under one that does."""
    title = columns.fields["title"]
    at = next(
        (columns.fields[n] for n in ("positions", "filled_positions", "annual_salary") if n in columns.fields), None
    )
    if at is None:
        return frozenset()
    told = [(row, text_of(v[title]), _figure(v, at)) for row, v in table.rows if title < len(v) and text_of(v[title])]
    sums, under, i = set(), 0, 0
    while i < len(told):
        row, name, figure = told[i]
        end, left = i + 1, figure
        while end < len(told) and left > _CENT and not looks_like_title(name):
            left -= told[end][2]
            end += 1
        if figure > _CENT and abs(left) <= _CENT and end > i + 1:
            sums.add(row)
            under += end - i
            i = end
        else:
            i += 1
    return frozenset(sums) if len(sums) > 1 and under >= _NEARLY_ALL * (len(told) - 1) else frozenset()


def _figure(values: Values, at: int) -> float:
    amount = amount_of(values[at]) if at < len(values) and values[at] is not None else None
    return amount.dollars if amount else 0.0


def _is_coded_heading(title: str, texts: Sequence[str], figures: set[int]) -> bool:
    """Whether a line has a code and words only, no pay, and the words are no job: 100 | Finance."""
    filled = [(i, t) for i, t in enumerate(texts) if t]
    codes = [i for i, t in filled if _CODE.fullmatch(t)]
    return len(filled) == 2 and len(codes) == 1 and not figures & set(codes) and not looks_like_title(title)


def _heading(texts: Sequence[str], columns: Columns, figures: set[int], bare: bool) -> str:
    """The department that a line names which has one cell only, in the title's or the department's column; "" = none."""
    filled = [(i, t) for i, t in enumerate(texts) if t]
    named = [(i, t) for i, t in filled if i in figures or not _CODE.fullmatch(t)]
    if not bare or len(named) != 1 or len(filled) > 2:
        return ""
    at, text = named[0]
    if at > 1 and at not in (columns.fields["title"], columns.fields.get("department")):
        return ""
    if not any(c.isalpha() for c in text) or len(text) > _LONGEST_HEADING or is_note(text) or "total" in text.lower():
        return ""
    plain = _NUMBERED.sub("", _PREFIX.sub("", text)) or text
    if plain == text and (_LABEL.match(text) or text.endswith(".")):
        return ""
    return plain.strip(" :")


def _positions_have_more(table: Table, title: int) -> bool:
    """Whether the lines of positions have more than a title: one column is filled in nearly all that have more at all."""
    titled = [v for _, v in table.rows if _has(v, (title,)) and not is_note(str(v[title]))]
    fuller = [values for values in titled if _has(values, (i for i in range(len(values)) if i != title))]
    if not fuller or len(fuller) < _ENOUGH * len(titled):
        return False
    columns = range(len(table.headers))
    return any(
        sum(_has(values, (at,)) for values in fuller) >= _NEARLY_ALL * len(fuller) for at in columns if at != title
    )


def _nearly_all_have(table: Table, title: int, at: int) -> bool:
    """Whether nearly every line with more than a title has a column filled; totals are the rest."""
    lines = [v for _, v in table.rows if _has(v, (title,)) and _has(v, (i for i in range(len(v)) if i != title))]
    return bool(lines) and sum(_has(v, (at,)) for v in lines) >= len(lines) / 2


def _has(values: Values, places: Iterable[int]) -> bool:
    return any(values[at] not in (None, "") for at in places if at < len(values))

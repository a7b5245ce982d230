"""The union edition in Spanish: every text of ours by a table of words, data/export/es.csv; names stay as they are.

A line of the table may have places: what stands at {a}, {b}, ... is translated too, at {1}, {2}, ... it is a name or a
number. Cells of names are translated only where the whole of them is in the table. References, by which answers find
back to their lines, and what the city wrote stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import reskill.paths as paths
from reskill.export.union.review_columns import REFERENCE
from reskill.export.xlsx.sheet import As, Cell, Formula, Link, Row, Sheet
from reskill.problem import ReskillError

ENGLISH, SPANISH = "en", "es"
LANGUAGES = (ENGLISH, SPANISH)
_PLACE = re.compile(r"\\\{(\w)\\\}")
_OPEN = re.compile(r"\{\w\}")
_MARKED = re.compile(r"\[([^\[\]]+)\]")  # what is ours among names
_QUOTED = re.compile(r'"([^"]*)"')
_NAMED = re.compile(r"\{([^{}.:^]+)\.")
_PERIOD = re.compile(r"FY(\d{4})(?: Q(\d))?(?: to (?:FY(\d{4}) ?)?(?:Q(\d))?)?")
_NAMES = (
    *(
        "title",
        "unit",
        "units",
        "every_unit",
        "department",
        "occupation",
        "destination",
        "learn",
        "programs",
        "program",
        "pathway",
    ),
    *("provider", "delivery", "shrinks", "stays", "grows", "answer"),
)
"""Columns of names: of titles, units, departments, occupations, skills, programs and providers; and of tasks and what the
city wrote, which are told as they are."""
Words = Callable[[str], str]


def words(language: str) -> Words:
    """What says a text of ours in a language. Raises ReskillError for one that there is not."""
    if language not in LANGUAGES:
        raise ReskillError(f"There is no edition in {language}.", f"Choose one of: {', '.join(LANGUAGES)}.")
    return str if language == ENGLISH else _in_spanish


def in_english(text: str, language: str) -> str:
    """A text of the table as it is in English; another text as it is."""
    return {spanish: english for english, spanish in _table().items()}.get(text, text) if language != ENGLISH else text


def spoken(sheet: Sheet, say: Words) -> Sheet:
    """The sheet with its texts said by `say`."""
    if say is str:
        return sheet
    chart = sheet.chart
    return replace(
        sheet,
        title=say(sheet.title),
        note=say(sheet.note),
        empty=say(sheet.empty),
        heading=tuple(say(line) if isinstance(line, str) else _row(line, sheet, say) for line in sheet.heading),
        columns=tuple(replace(c, title=say(c.title), tip=say(c.tip)) for c in sheet.columns),
        rows=[_row(row, sheet, say) for row in sheet.rows],
        choices={field: tuple(map(say, values)) for field, values in sheet.choices.items()},
        chart=chart
        and replace(chart, title=say(chart.title), unit=say(chart.unit), alternative=say(chart.alternative)),
    )


def _row(row: Row, sheet: Sheet, say: Words) -> Row:
    return tuple(_of_column(cell, column.field, say) for cell, column in zip(row, sheet.columns, strict=False))


def _of_column(cell: Cell, field: str, say: Words) -> Cell:
    if field == REFERENCE.field:
        return cell
    if field in _NAMES and isinstance(cell, str):
        return _table().get(cell) or _MARKED.sub(lambda m: f"[{_table().get(m[1], m[1])}]", cell)
    return _cell(cell, say)


def _cell(cell: Cell, say: Words) -> Cell:
    match cell:
        case str():
            return say(cell)
        case Link(text=text, target=target):
            return Link(say(text), f"#{say(target[1:])}" if target.startswith("#") else target)
        case Formula(text=text, value=value):
            said = _NAMED.sub(lambda m: f"{{{say(m[1])}.", _QUOTED.sub(lambda m: f'"{say(m[1])}"', text))
            return Formula(said, say(value) if isinstance(value, str) else value)
        case As(content=Formula() as formula, kind=kind):
            made = _cell(formula, say)
            return As(made, kind) if isinstance(made, Formula) else cell
        case As(content=str() as text, kind=kind):
            return As(say(text), kind)
    return cell


@cache
def _in_spanish(text: str) -> str:
    found = _table().get(text)
    if found is not None or not text.strip():
        return found or text
    if _PERIOD.search(text) and not _PERIOD.sub("", text).strip(" ;:,.0123456789"):
        return _PERIOD.sub(_period, text)
    listed = text.split("; ")
    if len(listed) > 1 and all(part in _table() for part in listed):
        return "; ".join(_table()[part] for part in listed)
    made = (_filled(match, said) for pattern, said in _patterns() if (match := pattern.fullmatch(text)))
    known = [(whole, told) for told, whole in made]
    return next((told for whole, told in known if whole), known[0][1] if known else text)


def _filled(match: re.Match[str], said: str) -> tuple[str, bool]:
    """What a line of the table says with its places filled, and whether all that is to be translated there was."""
    parts = {n[1:]: v if n[1:].isdigit() else _in_spanish(v) for n, v in match.groupdict().items()}
    whole = all(n[1:].isdigit() or parts[n[1:]] != v or v.isdecimal() for n, v in match.groupdict().items())
    return re.sub(r"\{(\w)\}", lambda m: parts[m[1]], said), whole


def _period(found: re.Match[str]) -> str:
    year, quarter, last, end = found.groups()
    said = f"AF{year}" + (f" T{quarter}" if quarter else "")
    if last or end:
        said += f" a {f'AF{last}' if last else ''}{' ' if last and end else ''}{f'T{end}' if end else ''}"
    return said


@cache
def _table() -> Mapping[str, str]:
    return {r["english"]: r["spanish"] for r in paths.shipped_rows("data/export/es.csv")}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    found: list[tuple[re.Pattern[str], str]] = []
    for english, spanish in _table().items():
        if _OPEN.search(english):
            for least in ("?", ""):  # of words with an "and" of their own, the first part may be the shorter or longer
                names = _PLACE.sub(lambda m, least=least: f"(?P<p{m[1]}>.+{least})", re.escape(english))  # type: ignore[misc]
                found.append((re.compile(names, re.DOTALL), spanish))
    return found

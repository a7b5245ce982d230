"""Payrolls with a line for each item of pay: regular, overtime, holidays; made into one line for each position."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from reskill.intake.amounts import amount_of
from reskill.intake.columns import Columns, column_named
from reskill.intake.doubts import Answers, items_doubt
from reskill.intake.grid import Row
from reskill.intake.panel import Panel
from reskill.intake.rejects import Reason
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.problem import Place

_REGULAR = re.compile(r"\b(reg|regular|base|basic|salary|straight)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(overtime|ot|hol|holiday|longevity|bonus|fringe|differential|retro\w*|stipend|vacation|sick|special duty|allowance|premium"
    r"|comp time|leave pay|other pay)\b",
    re.IGNORECASE,
)
_MOST_ITEMS = 60
_SHARE = 0.6  # of the lines that name an item that is known
_ADDED: Reason = (
    "It is an item of pay of a position that an earlier line stands for",
    "Nothing; see how pay was made up.",
)


@dataclass(frozen=True)
class Items:
    """The column that names the items, all of them by how many lines have each, and the regular one."""

    at: int
    names: tuple[str, ...]
    regular: str


def find_items(table: Table, columns: Columns) -> Items | None:
    """The column of items of pay, where positions have a line for each; None for any other roster."""
    if "annual_salary" not in columns.fields:
        return None
    for at in range(len(table.headers)):
        if at in columns.fields.values() or at in columns.personal:
            continue
        counted = Counter(text_of(v[at]) for _, v in table.rows if at < len(v))
        del counted[""]
        known = sum(n for t, n in counted.items() if _REGULAR.search(t) or _BESIDE.search(t))
        regular = [t for t, _ in counted.most_common() if _REGULAR.search(t)]
        beside = any(_BESIDE.search(t) for t in counted)
        if regular and beside and len(counted) <= _MOST_ITEMS and known >= _SHARE * counted.total():
            return Items(at, tuple(t for t, _ in counted.most_common()), regular[0])
    return None


def apart(table: Table, items: Items | None, answers: Answers) -> tuple[str, Answers]:
    """The item whose pay a person said is the salary, "" = none, and the answers without it."""
    if items is None:
        return "", answers
    mine = [(n, v) for n, v in answers.keep if _names(table, n, items.at)]
    rest = tuple(pair for pair in answers.keep if pair not in mine)
    return (mine[0][1] if mine else ""), replace(answers, keep=rest)


def add_up(table: Table, columns: Columns, panel: Panel, items: Items, chosen: str, answers: Answers) -> Panel:
    """One line for each position, the first of its lines, with the pay of the chosen item or of all, once that is settled."""
    place = Place(table.file, table.sheet, table.header_row or None, table.headers[items.at])
    doubt = answers.settle(items_doubt(place, items.names[:6], items.regular))
    if chosen:
        doubt = replace(
            doubt, settled=f'Only {chosen} was taken as the pay (--keep "{table.headers[items.at]}={chosen}").'
        )
    panel = replace(panel, doubts=(*panel.doubts, doubt))
    if not doubt.settled:
        return panel
    pay = columns.fields["annual_salary"]
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    first: dict[tuple[str, ...], Row] = {}
    rejected = []
    for row in panel.rows:
        whose = _position(row, columns)
        amount = amount_of(row[1][pay]) if pay < len(row[1]) and row[1][pay] is not None else None
        if amount and (not chosen or text_of(row[1][items.at]).casefold() == chosen.casefold()):
            sums[whose] += amount.dollars
        if whose in first:
            rejected.append((row, _ADDED))
        else:
            first[whose] = row
    rows = [(n, (*v[:pay], round(sums[w], 2) if sums[w] else None, *v[pay + 1 :])) for w, (n, v) in first.items()]
    return replace(panel, rows=rows, rejected=[*panel.rejected, *rejected])


def _position(row: Row, columns: Columns) -> tuple[str, ...]:
    """What tells one position from another: its number, else the line as a whole but for its pay."""
    names = (
        ("employee_id", "title", "department", "status")
        if "employee_id" in columns.fields
        else ("title", "department", "name")
    )
    places = [columns.fields[n] for n in names if n in columns.fields]
    return tuple(text_of(row[1][at]).casefold() for at in places if at < len(row[1]))


def _names(table: Table, name: str, at: int) -> bool:
    return name.casefold() not in ("year",) and column_named(table, name) == at

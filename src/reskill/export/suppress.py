"""Small counts withheld so that nothing published lets anybody work them out.

Rows and columns that are small as a whole are first rolled up, so every total can be shown. A small count inside is
withheld together with three others at the corners of a rectangle: moving a few people around such a rectangle leaves
every total as it is, so the totals fit at least every value from 1 to the threshold less 1 in width. More withheld
cells only add freedom, so each small count needs one rectangle of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

WITHHELD = "withheld"
Place = tuple[str, str]  # row, column


@dataclass(frozen=True)
class Crosstab:
    """Counts of people by row and column; a missing place counts 0."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[Place, int]

    def at(self, row: str, column: str) -> int:
        """The count at a place."""
        return self.counts.get((row, column), 0)

    def row_total(self, row: str) -> int:
        """People of a row."""
        return sum(self.at(row, c) for c in self.columns)

    def column_total(self, column: str) -> int:
        """People of a column."""
        return sum(self.at(r, column) for r in self.rows)

    @cached_property
    def total(self) -> int:
        """All people."""
        return sum(self.counts.values())

    def merged_rows(self, together: Mapping[str, str]) -> Crosstab:
        """With rows renamed, and those of one name added up; the new ones come last."""
        names = {r: together.get(r, r) for r in self.rows}
        counts: dict[Place, int] = {}
        for (r, c), n in self.counts.items():
            counts[names[r], c] = counts.get((names[r], c), 0) + n
        kept = tuple(r for r in self.rows if names[r] == r)
        return Crosstab((*kept, *dict.fromkeys(n for n in names.values() if n not in kept)), self.columns, counts)

    def turned(self) -> Crosstab:
        """With rows and columns exchanged."""
        return Crosstab(self.columns, self.rows, {(c, r): n for (r, c), n in self.counts.items()})


@dataclass(frozen=True)
class Published:
    """A crosstab as it may be shown: every total is safe, the places in `hidden` are withheld."""

    table: Crosstab
    hidden: frozenset[Place]

    def shown(self, row: str, column: str) -> int | str:
        """The count at a place, or the word that it is withheld."""
        return WITHHELD if (row, column) in self.hidden else self.table.at(row, column)


def publish(table: Crosstab, threshold: int, together: str) -> Published | None:
    """The crosstab with small rows rolled up under the name `together` and small counts withheld.

    None when there are fewer people than the threshold in all, or a column is small as a whole.
    """
    if table.total < threshold or any(0 < table.column_total(c) < threshold for c in table.columns):
        return None
    table = roll_up_rows(table, threshold, together)
    while True:
        hidden, exposed = _hide(table, threshold)
        if not exposed:
            return Published(table, hidden)
        table = _merge(table, exposed, together)


def roll_up_rows(table: Crosstab, threshold: int, together: str) -> Crosstab:
    """With all rows of fewer people than the threshold in one; the smallest other row joins when they are too few."""
    small = [r for r in table.rows if table.row_total(r) < threshold]
    return _merge(table, small, together, threshold) if small else table


def roll_up_columns(table: Crosstab, threshold: int) -> Crosstab:
    """With neighbouring columns joined until each has no people, or as many as the threshold."""
    groups: list[list[str]] = []
    for c in table.columns:
        if groups and 0 < sum(map(table.column_total, groups[-1])) < threshold:
            groups[-1].append(c)
        else:
            groups.append([c])
    while len(groups) > 1 and 0 < sum(map(table.column_total, groups[-1])) < threshold:
        last = groups.pop()
        groups[-1] += last
    names = {c: g[0] if len(g) == 1 else f"{g[0]} to {g[-1]}" for g in groups for c in g}
    merged = table.turned().merged_rows(names).turned()
    return Crosstab(merged.rows, tuple(dict.fromkeys(names[c] for c in table.columns)), merged.counts)


def _merge(table: Crosstab, rows: list[str], together: str, threshold: int = 0) -> Crosstab:
    """Rows joined under one name, with the smallest others while they are fewer than two or too few people."""
    joined = dict.fromkeys([*rows, *(r for r in table.rows if r == together)], together)
    others = sorted((r for r in table.rows if r not in joined), key=lambda r: (table.row_total(r), r))
    while others and (len(joined) < 2 or sum(map(table.row_total, joined)) < threshold):
        joined[others.pop(0)] = together
    return table.merged_rows(joined)


def _hide(table: Crosstab, threshold: int) -> tuple[frozenset[Place], list[str]]:
    """The places to withhold, and the rows with a small count that no rectangle protects."""
    small = [(r, c) for r in table.rows for c in table.columns if 0 < table.at(r, c) < threshold]
    hidden = set(small)
    exposed: dict[str, None] = {}
    for r, c in sorted(small, key=lambda p: (table.at(*p), p)):
        corners = min(
            (found for found in _rectangles(table, r, c, threshold)),
            key=lambda places: (sum(table.at(*p) for p in places if p not in hidden), places),
            default=None,
        )
        if corners is None:
            exposed[r] = None
        else:
            hidden |= set(corners)
    return frozenset(hidden), list(exposed)


def _rectangles(table: Crosstab, row: str, column: str, threshold: int) -> Iterator[tuple[Place, Place, Place]]:
    """The other corners of every rectangle that leaves a count open to a width of 1 to the threshold less 1."""
    count = table.at(row, column)
    for r in table.rows:
        for c in table.columns:
            beside, below, across = table.at(row, c), table.at(r, column), table.at(r, c)
            if r == row or c == column or 0 in (beside, below, across):
                continue
            width = min(beside, below) - 1 + min(count, across) - 1
            if width >= threshold - 2:
                yield (row, c), (r, column), (r, c)

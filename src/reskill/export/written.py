"""A sheet that came back, compared with what it held when it was written: whose line each row is, and what is new.

A row goes by its reference and by its words. Where the two name different lines, as after a sort that left the
references behind, its answers belong to neither. A formula typed over a formula is not seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reskill.export.as_written import (
    ABOUT,
    ANSWER,
    BESIDE,
    BLANK,
    FACTS,
    HEADER,
    LIVE,
    SEAL,
    Origin,
    checksum,
    seal,
)
from reskill.export.language import words
from reskill.export.union.review_columns import REFERENCE
from reskill.intake.grid import Grid, letter

_MOST = 0.5  # of the cells that must be as they were for a row or header to be known again
_OTHER_LINES = "the line's words and its reference are of two lines, as after a sort without the column Reference"
_NO_LINE = "an answer on no line that the workbook came with"


class Found(NamedTuple):
    """A cell that is not as it was written; `column` is counted from 0.

    An answer has the `line` that it belongs to and the `place` of its column when the sheet was written; of all
    else, `line` is '', and `why` says what it is.
    """

    row: int
    column: int
    value: object
    line: str = ""
    place: int = 0
    why: str = ""


@dataclass(frozen=True)
class Line:
    """One row as it was written: its number, its reference where it has one, and the checksum of each cell."""

    row: int
    reference: str
    sums: tuple[str, ...]


class Written:
    """The lines of one sheet as they were written."""

    def __init__(self, title: str, lines: Sequence[Line], reference: str = REFERENCE.title) -> None:
        header = next((line for line in lines if line.reference == HEADER), Line(1, HEADER, ()))
        self.title = title
        self._titles, self._header = header.sums, header.row
        self._above = {line.row: line for line in lines if line.row < header.row}
        self._lines = [line for line in lines if line.row > header.row]
        self._by_reference = {line.reference: line for line in self._lines if line.reference}
        self._reference = self.place(reference)
        asked = {n for line in self._lines for n, s in enumerate(line.sums) if s.startswith((ANSWER, LIVE))}
        self._given = [n for n in range(len(self._titles)) if n not in asked and n != self._reference]
        self._by_words: dict[tuple[int, ...], dict[tuple[str, ...], list[Line]]] = {}
        self._with_sum: dict[tuple[int, str], list[int]] = defaultdict(list)
        for at, line in enumerate(self._lines):
            for n in self._given:
                if self._sum(line.sums, n) != BLANK:
                    self._with_sum[n, self._sum(line.sums, n)].append(at)

    def place(self, title: str) -> int:
        """Where the column of a title stood; -1 where there was none."""
        return self._titles.index(checksum(title)) if checksum(title) in self._titles else -1

    def header_row(self, grid: Grid) -> tuple[int, int]:
        """The row in which the header stands now, that of most of its titles, and how many; the row in which it stood
        where most are gone."""
        known = {number: len({checksum(v) for v in values} & set(self._titles)) for number, values in grid.rows}
        best = max(known, key=lambda n: (known[n], n == self._header, -n), default=self._header)
        found = known.get(best, 0)
        return (best, found) if found > _MOST * len(self._titles) else (self._header, 0)

    def likeness(self, grid: Grid) -> int:
        """How many lines a sheet has of this one; 0 where it has not its header."""
        header, titles = self.header_row(grid)
        if not titles:
            return 0
        places = self._places(_row(grid, header))
        return 1 + sum(bool(self._exact(values, places)) for row, values in grid.rows if row > header)

    def found(self, grid: Grid, formulas: Mapping[str, str]) -> Iterator[Found]:
        """The cells that hold something else than was written, and the answers."""
        header, _ = self.header_row(grid)
        places = self._places(_row(grid, header))
        sure = not self._is_shuffled(grid, header, places)
        ours = {s for line in self._above.values() for s in line.sums}
        for row, values in grid.rows:
            if row < header:
                line, why = self._above.get(row - header + self._header), ""
            elif row == header:
                line, why = Line(row, "", self._titles), ""
            else:
                line, why = self._line_of(values, places, sure)
            for n, value in enumerate(values):
                place = n if row < header else places.get(n, len(self._titles))
                then = self._sum(line.sums, place) if line else BLANK
                now = checksum(value)
                if now == BLANK or (row < header and now in ours):
                    continue
                if then == ANSWER or (row > header and not line and self._is_answer(place)):
                    reference = line.reference if line and not why else ""
                    yield Found(row, n, value, reference, place, "" if reference else why or _NO_LINE)
                elif _differs(value, then, f"{letter(n)}{row}" in formulas):
                    over = "typed over what the workbook said"
                    beside = "beside the columns or rows for answers"
                    yield Found(row, n, value, why=beside if then == BLANK else over, place=place)

    def columns(self, grid: Grid) -> dict[int, int]:
        """Where each column of the sheet as it is now stood when it was written, both counted from 0."""
        return self._places(_row(grid, self.header_row(grid)[0]))

    def references(self, grid: Grid) -> dict[int, str]:
        """The reference of each row that is a line with one."""
        header, _ = self.header_row(grid)
        places = self._places(_row(grid, header))
        sure = not self._is_shuffled(grid, header, places)
        lines = {row: self._line_of(values, places, sure) for row, values in grid.rows if row > header}
        return {row: line.reference for row, (line, why) in lines.items() if line and not why}

    def _is_shuffled(self, grid: Grid, header: int, places: Mapping[int, int]) -> bool:
        """Whether any row has all words of one line and the reference of another."""
        for row, values in grid.rows:
            named = self._by_reference.get(self._reference_in(values, places)) if row > header else None
            exact = self._exact(values, places) if named else []
            if exact and named not in exact:
                return True
        return False

    def _places(self, headers: Sequence[object]) -> dict[int, int]:
        """Where each column stood when it was written, by its title; one whose title was typed over, by its place."""
        places = {n: self._titles.index(s) for n, v in enumerate(headers) if (s := checksum(v)) in self._titles}
        free = set(range(len(self._titles))) - set(places.values())
        return places | {n: n for n in free if n not in places and n < len(headers) and checksum(headers[n]) != BLANK}

    def _is_answer(self, place: int) -> bool:
        return place < len(self._titles) and any(self._sum(line.sums, place) == ANSWER for line in self._lines[:1])

    def _line_of(self, values: Sequence[object], places: Mapping[int, int], sure: bool) -> tuple[Line | None, str]:
        """The line that a row is, wherever it stands now, and why its answers are of none; None for a row of others.

        Where references are not `sure`, only a row whose words are as they were keeps its own.
        """
        now = self._sums(values, places)
        named = self._by_reference.get(self._reference_in(values, places))
        exact = self._exact(values, places)
        if named in exact or (not named and len(exact) == 1):
            return named or exact[0], ""
        if exact:  # of another line than the reference says, or of several
            return exact[0], _OTHER_LINES if named else _NO_LINE
        given = self._given_in(places)
        shared = Counter(at for n in given if now[n] != BLANK for at in self._with_sum.get((n, now[n]), ()))
        alike = max(shared.values(), default=0)
        # of several that are as much alike, the one that has most of all cells, answers and formulas included
        equal = (self._lines[at] for at, cells in shared.items() if cells == alike)
        best = max(
            equal, key=lambda line: sum(a == b != BLANK for a, b in zip(now, line.sums, strict=False)), default=None
        )
        if named and sure and alike and alike == sum(self._sum(named.sums, n) == now[n] != BLANK for n in given):
            return named, ""
        if not best or alike < _MOST * sum(self._sum(best.sums, n) != BLANK for n in given):
            return None, ""
        return best, _OTHER_LINES if named else _NO_LINE

    def _reference_in(self, values: Sequence[object], places: Mapping[int, int]) -> str:
        at = next((n for n, place in places.items() if place == self._reference and n < len(values)), None)
        return "" if at is None or values[at] is None else str(values[at]).strip()

    def _sums(self, values: Sequence[object], places: Mapping[int, int]) -> list[str]:
        now = [BLANK] * len(self._titles)
        for n, place in places.items():
            if n < len(values) and now[place] == BLANK:
                now[place] = checksum(values[n])
        return now

    def _given_in(self, places: Mapping[int, int]) -> tuple[int, ...]:
        """The columns of words that the sheet still has; all, where it has lost the one that names its lines."""
        left = tuple(n for n in self._given if n in places.values())
        return left if self._given[:1] == [*left[:1]] else tuple(self._given)

    def _exact(self, values: Sequence[object], places: Mapping[int, int]) -> list[Line]:
        """The lines whose words are those of a row, in the columns that the sheet still has."""
        given = self._given_in(places)
        if given not in self._by_words:
            found = self._by_words[given] = defaultdict(list)
            for line in self._lines:
                found[tuple(self._sum(line.sums, n) for n in given)].append(line)
        now = self._sums(values, places)
        return self._by_words[given].get(tuple(now[n] for n in given), [])

    @staticmethod
    def _sum(sums: Sequence[str], place: int) -> str:
        return sums[place] if 0 <= place < len(sums) else BLANK


def _row(grid: Grid, number: int) -> tuple[object, ...]:
    return next((values for row, values in grid.rows if row == number), ())


def _differs(value: object, then: str, live: bool) -> bool:
    """Whether a cell holds something else than was written; a formula that is still one may have come to another."""
    return checksum(value) != then[1:] and not live if then.startswith(LIVE) else checksum(value) != then


@dataclass(frozen=True)
class AsWritten:
    """What the sheet of checksums tells: where the workbook comes from, each sheet, whether anybody changed it, and the
    checksums of what stood `beside` the sheets, None where that is not known."""

    origin: Origin
    sheets: Mapping[str, Written]
    sealed: bool
    beside: frozenset[str] | None = None

    def assigned(self, grids: Sequence[Grid]) -> dict[str, Written]:
        """The sheet that each of a workbook's is, by its name there: one that was renamed, or a copy, by its lines."""
        found = {}
        for grid in grids:
            own = self.sheets.get(grid.sheet)
            alike = {name: w.likeness(grid) for name, w in self.sheets.items()} if grid.rows else {}
            best = max(alike, key=lambda t: (alike[t], t == grid.sheet), default="")
            if alike.get(best):
                found[grid.sheet] = self.sheets[best]
            elif own and grid.rows:
                found[grid.sheet] = own
        return found


def read_as_written(grid: Grid, key: str) -> AsWritten:
    """What the sheet of checksums tells; `key` is the project's."""
    lines: dict[str, list[Line]] = {}
    facts: dict[str, str] = {}
    sealed, all_lines, beside = "", [], None
    for _, values in grid.rows:
        sheet, row, reference, sums = (str(v) if v is not None else "" for v in (*values, *[None] * 4)[:4])
        if not row.replace(".0", "").isdecimal():
            continue
        if reference == SEAL:
            sealed = sums
            continue
        all_lines.append((sheet, int(float(row)), reference, sums))
        if reference == ABOUT:
            facts[sheet] = sums
        elif reference == BESIDE:
            beside = frozenset(sums.split())
        elif sums:
            lines.setdefault(sheet, []).append(Line(int(float(row)), reference, tuple(sums.split())))
    origin = Origin(**{name: facts[name] for name in FACTS if name in facts})
    reference = words(origin.language)(REFERENCE.title)
    sheets = {name: Written(name, found, reference) for name, found in lines.items()}
    return AsWritten(origin, sheets, sealed == seal(all_lines, key), beside)

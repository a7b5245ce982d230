"""One sheet of a reviewed workbook: its answers by line, and what is left of what was written into it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reskill.export.actuals import Amount
from reskill.export.board.participants import OUTCOMES
from reskill.export.board.quarters import ACTUAL, ACTUAL_IN_KIND
from reskill.export.language import Words, in_english, words
from reskill.export.left import ENTER, Left
from reskill.export.union.review_columns import COMMENT, RESPONSE
from reskill.export.union.signoff import COLUMNS as SIGN_OFF_COLUMNS
from reskill.export.union.signoff import REVIEWED_BY
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.written import Found, Written
from reskill.intake.grid import Grid, column_number, letter
from reskill.project.comments import ReviewComment

OTHERS = tuple(c.title for c in (ACTUAL, ACTUAL_IN_KIND, *OUTCOMES))
"""Columns that are filled in besides response and comment."""
_INPUT = "an input, which is no answer"
AMOUNTS = (ACTUAL.title, ACTUAL_IN_KIND.title)
ANSWERS = (*OTHERS, RESPONSE.title, COMMENT.title, *(c.title for c in SIGN_OFF_COLUMNS[1:]))


class ReviewedSheet:
    """One sheet of the workbook: its answers by line, and what is left."""

    def __init__(self, grid: Grid, written: Written, formulas: Mapping[str, str], language: str) -> None:
        self.name, self.title = grid.sheet, in_english(written.title, language)
        self._language, self._say = language, words(language)
        self.references = {row: in_english(line, language) for row, line in written.references(grid).items()}
        self._written = written
        self._answers: dict[int, list[Found]] = defaultdict(list)
        self.left: list[Left] = []
        own: dict[int, list[Found]] = defaultdict(list)
        read = {written.place(self._say(title)) for title in ANSWERS}
        for cell in written.found(grid, formulas):
            if (
                cell.line and cell.place not in read and self.title != SIGN_OFF
            ):  # such as money in place of a blank input
                own[cell.row].append(cell._replace(line="", why=_INPUT))
            elif cell.line or (self.title == SIGN_OFF and not cell.why):
                self._answers[cell.row].append(cell)
            else:
                own[cell.row].append(cell)
        header, _ = written.header_row(grid)
        for row, cells in own.items():
            within = [cell for cell in cells if cell.place < len(SIGN_OFF_COLUMNS)]
            if self.title == SIGN_OFF and row > header and _is_line_of_its_own(within):
                self._answers[row] += within
                cells = [cell for cell in cells if cell not in within]
            self.left += [self._left(cell) for cell in cells]

    def _left(self, cell: Found) -> Left:
        remedy = "Change it in the program if it is to count." if cell.why == _INPUT else ENTER
        return Left(self.name, f"{letter(cell.column)}{cell.row}", text_of(cell.value), cell.why, remedy)

    def reviewer(self) -> str:
        """The name on the sign-off; '' on other sheets, and where there is none."""
        if self.title != SIGN_OFF:
            return ""
        row = next((row for row, item in self.references.items() if item == REVIEWED_BY), 0)
        return self._said(self._answers.get(row, ()), SIGN_OFF_COLUMNS[1].title)

    def comments(self, edition: str, who: str) -> Iterator[ReviewComment]:
        """The answers, line by line."""
        for row, cells in self._answers.items():
            if self.title == SIGN_OFF:
                item = self.references.get(row) or self._said(cells, SIGN_OFF_COLUMNS[0].title)
                words = [c.title for c in SIGN_OFF_COLUMNS if c.field in ("who", "date", "note")]
                said = [self._said(cells, title) for title in words[item == REVIEWED_BY :]]
                subject, stance = f"sign-off: {item}", self._said(cells, "Settled")
            else:
                filled = {title: self._said(cells, title) for title in OTHERS}
                said = [f"{title}: {text}" for title, text in filled.items() if text]
                said.append(self._said(cells, COMMENT.title))
                subject, stance = cells[0].line, self._said(cells, RESPONSE.title)
            stance = in_english(stance, self._language)
            if stance or any(said):
                yield ReviewComment(edition, self.title, subject, "; ".join(filter(None, said)), stance, who)

    def amounts(self) -> Iterator[Amount]:
        """The actuals, cell by cell."""
        kinds = {self._written.place(title): title == ACTUAL_IN_KIND.title for title in AMOUNTS}
        for cells in self._answers.values():
            for cell in cells:
                if cell.place in kinds and self.title != SIGN_OFF:
                    yield Amount(cell.line, kinds[cell.place], self._left(cell))

    def _said(self, cells: Sequence[Found], title: str) -> str:
        """What was entered in a column, once or several times."""
        place = self._written.place(self._say(title))
        return "; ".join(text_of(c.value) for c in cells if c.place == place)


def _is_line_of_its_own(cells: Sequence[Found]) -> bool:
    """Whether a row of the sign-off that the workbook did not come with names an item."""
    return len(cells) > 1 and cells[0].place == 0 and len({c.place for c in cells}) == len(cells)


def with_formulas(grid: Grid, formulas: Mapping[str, str]) -> Grid:
    """The sheet with the text of a formula where it has no value, or failed: words that began with a sign."""
    rows = {row: list(values) for row, values in grid.rows}
    for cell, formula in formulas.items():
        letters = cell.rstrip("0123456789")
        row, at = int(cell[len(letters) :]), column_number(letters) - 1
        values = rows.setdefault(row, [])
        values += [None] * (at + 1 - len(values))
        if text_of(values[at]) == "" or str(values[at]).startswith("#"):
            values[at] = f"={formula}"
    return replace(grid, rows=[(row, tuple(values)) for row, values in sorted(rows.items())])


def with_merged(grid: Grid, written: Written, say: Words) -> Grid:
    """The sheet with an answer in cells that were merged downwards on each line that they reach over."""
    lines, columns = written.references(grid), written.columns(grid)
    answers = {written.place(say(title)) for title in (RESPONSE.title, COMMENT.title)}
    rows = {row: list(values) for row, values in grid.rows}
    for first, column, last, _ in grid.merges:
        origin = rows.get(first, [])
        if columns.get(column - 1) in answers and column <= len(origin):
            for row in range(first + 1, min(last, grid.last) + 1):
                if row in lines:
                    rows[row] += [None] * (column - len(rows[row]))
                    rows[row][column - 1] = rows[row][column - 1] or origin[column - 1]
    return replace(grid, rows=[(row, tuple(values)) for row, values in rows.items()])


def texts(grid: Grid) -> list[tuple[str, str]]:
    """Every cell with text, and the text."""
    return [
        (f"{letter(n)}{row}", text) for row, values in grid.rows for n, v in enumerate(values) if (text := text_of(v))
    ]


def text_of(value: object) -> str:
    """What a cell holds as text: a day without a time, a number without the noise of its last digits."""
    match value:
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case float():
            return f"{value:.15g}"
    return "" if value is None else str(value).strip()

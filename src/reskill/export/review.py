"""A reviewed workbook's answers taken into the project. The workbook is read as any untrusted file is."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reskill.export.as_written import ABOUT, Origin
from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.export.board.participants import OUTCOMES
from reskill.export.board.quarters import ACTUAL, ACTUAL_IN_KIND
from reskill.export.cover import HEADER_ROW as COVER_HEADER
from reskill.export.cover import PROJECT
from reskill.export.cover import TITLE as COVER
from reskill.export.editions import EDITIONS
from reskill.export.language import in_english, words
from reskill.export.union.answers import CITY_ANSWER
from reskill.export.union.review_columns import COMMENT, RESPONSE
from reskill.export.union.signoff import COLUMNS as SIGN_OFF_COLUMNS
from reskill.export.union.signoff import REVIEWED_BY
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.without_checksums import guessed
from reskill.export.written import AsWritten, Found, Written, read_as_written
from reskill.intake.grid import Grid, column_number, letter
from reskill.intake.notes import read_formulas, read_notes
from reskill.intake.table import read_grids, with_header
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, now
from reskill.project.identity import project_id
from reskill.project.published import newest_export

NOBODY = "a reviewer"
OTHERS = tuple(c.title for c in (CITY_ANSWER, ACTUAL, ACTUAL_IN_KIND, *OUTCOMES))
"""Columns that are filled in besides response and comment."""
_ANSWERS = (*OTHERS, RESPONSE.title, COMMENT.title, *(c.title for c in SIGN_OFF_COLUMNS[1:]))
_NO_CELL = "A1"
_OPEN = "Open the project that it was written from."


@dataclass(frozen=True)
class ReviewComment:
    """What a reviewer wrote about one row: the row's reference, the response chosen (`stance`) and the words.

    Of a line of the sign-off, `stance` is whether it is settled, and `text` who, when and on what terms.
    """

    edition: str
    sheet: str
    subject: str
    text: str
    stance: str
    who: str


@dataclass(frozen=True)
class Left:
    """A text that was found and not taken, with its place and why."""

    sheet: str
    cell: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"Not taken: {self.sheet}!{self.cell}: {self.text} ({self.why})"

    def problem(self) -> Problem:
        """The text as it is told among others in a list."""
        column, row = self.cell.rstrip("0123456789"), "".join(c for c in self.cell if c.isdigit())
        place = Place("", self.sheet, int(row) if row else None, column)
        return Problem(f"{self.text} ({self.why})", place, "Enter it yourself if it matters.", "warning")


CHANGED = Left(
    AS_WRITTEN,
    _NO_CELL,
    "The sheet is missing or was changed",
    "words typed over the workbook's own may not be told from them",
)


@dataclass(frozen=True)
class Review:
    """What a reviewed workbook gave: comments that are new, and every other text that the edition did not come with.

    `old` are those of the new comments whose line the newest export of the edition, of the day `since`, no longer has.
    """

    taken: list[ReviewComment]
    left: list[Left]
    old: list[ReviewComment]
    since: str

    @property
    def problems(self) -> list[Problem]:
        """What is left for the planner to look at, as it is told among others in a list."""
        gone = f"The export of {self.since} no longer has this line; its answer was taken in."
        look = "Look whether it still matters: "
        old = [Problem(gone, Place("", c.sheet), f"{look}{c.subject}.", "warning") for c in self.old]
        return [*old, *(text.problem() for text in self.left)]


def read_review(path: Path, project: Project, tick: Tick = silent) -> Review:
    """Take the responses, comments, notes and sign-off of a reviewed workbook into table `comment`.

    Sheets that are not of the edition are not taken; their texts are among those left. Raises ReskillError when the
    file is no workbook of an edition with columns for comments, has lost its sheet of checksums, or is of another
    project.
    """
    grids = read_grids(path, section(tick, 0.0, 0.8))
    formulas = read_formulas(path) if zipfile.is_zipfile(path) else {}
    grids = [_with_formulas(grid, formulas.get(grid.sheet, {})) for grid in grids]
    checksums = _checksums(grids)
    known = _written(path.name, grids, checksums, project)
    edition, ours = known.origin.edition, known.assigned(grids)
    language = known.origin.language
    reading = [_Sheet(g, ours[g.sheet], formulas.get(g.sheet, {}), language) for g in grids if g.sheet in ours]
    who = next((name for s in reading if (name := s.reviewer())), NOBODY)
    found: list[ReviewComment] = []
    left = [] if known.sealed else [CHANGED]
    subjects: dict[tuple[str, int], tuple[str, str]] = {}
    for n, sheet in enumerate(reading):
        tick(0.8 + 0.1 * n / len(reading), f"Looking through {sheet.name}")
        found += sheet.comments(edition, who)
        left += sheet.left
        subjects |= {(sheet.name, row): (sheet.title, ref) for row, ref in sheet.references.items()}
    for grid in grids:
        if grid.sheet not in ours and grid is not checksums:
            left += [Left(grid.sheet, *t, "not a sheet of this edition") for t in _texts(grid)]
    for note in read_notes(path):
        title, subject = subjects.get((note.sheet, int("".join(c for c in note.cell if c.isdigit()) or 0)), ("", ""))
        if subject:
            found.append(ReviewComment(edition, title, subject, f"Note on {note.cell}: {note.text}", "", who))
        else:
            left.append(Left(*note, "a note on no row that asks for comments"))
    if who != NOBODY and not found:
        found.append(ReviewComment(edition, SIGN_OFF, f"sign-off: {REVIEWED_BY}", who, "", who))
    taken = _keep(project, found)
    newest = newest_export(project, known.origin.export)
    old = [c for c in taken if newest and c.sheet != SIGN_OFF and c.subject not in newest.lines]
    return Review(taken, left, old, newest.at[:10] if newest else "")


class _Sheet:
    """One sheet of the workbook: its answers by line, and what is left."""

    def __init__(self, grid: Grid, written: Written, formulas: Mapping[str, str], language: str) -> None:
        self.name, self.title = grid.sheet, in_english(written.title, language)
        self._language, self._say = language, words(language)
        self.references = {row: in_english(line, language) for row, line in written.references(grid).items()}
        self._rows = dict(grid.rows)
        self._written = written
        self._answers: dict[int, list[Found]] = defaultdict(list)
        self.left: list[Left] = []
        own: dict[int, list[Found]] = defaultdict(list)
        read = {written.place(self._say(title)) for title in _ANSWERS}
        for cell in written.found(grid, formulas):
            if (
                cell.line and cell.place not in read and self.title != SIGN_OFF
            ):  # such as money in place of a blank input
                own[cell.row].append(cell._replace(line="", why="an input: change it in the program"))
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
        return Left(self.name, f"{letter(cell.column)}{cell.row}", _text(cell.value), cell.why)

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

    def _said(self, cells: Sequence[Found], title: str) -> str:
        """What was entered in a column, once or several times."""
        place = self._written.place(self._say(title))
        return "; ".join(_text(c.value) for c in cells if c.place == place)


def _is_line_of_its_own(cells: Sequence[Found]) -> bool:
    """Whether a row of the sign-off that the workbook did not come with names an item."""
    return len(cells) > 1 and cells[0].place == 0 and len({c.place for c in cells}) == len(cells)


def _with_formulas(grid: Grid, formulas: Mapping[str, str]) -> Grid:
    """The sheet with the text of a formula where it has no value, or failed: words that began with a sign."""
    rows = {row: list(values) for row, values in grid.rows}
    for cell, formula in formulas.items():
        letters = cell.rstrip("0123456789")
        row, at = int(cell[len(letters) :]), column_number(letters) - 1
        values = rows.setdefault(row, [])
        values += [None] * (at + 1 - len(values))
        if _text(values[at]) == "" or str(values[at]).startswith("#"):
            values[at] = f"={formula}"
    return replace(grid, rows=[(row, tuple(values)) for row, values in sorted(rows.items())])


def _checksums(grids: Sequence[Grid]) -> Grid | None:
    """The sheet of checksums, by what it says; None where it is gone."""
    return next((g for g in grids if any(len(row) > 2 and row[2] == ABOUT for _, row in g.rows)), None)


def _written(file: str, grids: Sequence[Grid], sums: Grid | None, project: Project) -> AsWritten:
    """What the workbook held when it was written. Raises ReskillError when that is not known or not of this project."""
    cover = next((g for g in grids if g.sheet == COVER), None)
    if sums is None and cover is None:
        raise ReskillError(
            f"{file} is not a workbook that Reskill wrote for review.",
            f"Choose the union edition that came back, saved as .xlsx, with its last sheet, {AS_WRITTEN}.",
        )
    if sums:
        known = read_as_written(sums, project.setting("key"))
    else:
        known = guessed(grids, _cover_origin(cover) if cover else Origin(), _ANSWERS)
    city, number = known.origin.city, known.origin.project
    if number != project_id(project):
        other = f"another project of {city}: {number}" if city == project.city else f"a project of {city or 'no city'}"
        raise ReskillError(f"{file} was written from {other}, not from {project.city}, {project_id(project)}.", _OPEN)
    return known


def _cover_origin(cover: Grid) -> Origin:
    about = {_text(row[1]): _text(row[2]) for _, row in with_header(cover, COVER_HEADER).rows if len(row) > 2}
    edition = next((name for name, e in EDITIONS.items() if e.title == about.get("Edition")), "")
    return Origin(edition, about.get("City", ""), about.get(PROJECT, ""), "")


def _texts(grid: Grid) -> list[tuple[str, str]]:
    return [
        (f"{letter(n)}{row}", text) for row, values in grid.rows for n, v in enumerate(values) if (text := _text(v))
    ]


def _keep(project: Project, found: list[ReviewComment]) -> list[ReviewComment]:
    """The comments that are new, kept; a person whose name is spelt in another case is the same person."""
    known = {ReviewComment(**r) for r in project.rows("SELECT edition, sheet, subject, text, stance, who FROM comment")}
    spelt = {" ".join(c.who.split()).casefold(): c.who for c in known}
    named = (replace(c, who=spelt.get(" ".join(c.who.split()).casefold(), c.who)) for c in found)
    new = [c for c in dict.fromkeys(named) if c not in known]
    if new:
        with project.change(f"Take in {len(new)} review comments") as db:
            db.conn.executemany(
                "INSERT INTO comment (edition, sheet, subject, text, stance, who, at) VALUES (?,?,?,?,?,?,?)",
                [(c.edition, c.sheet, c.subject, c.text, c.stance, c.who, now()) for c in new],
            )
    return new


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()

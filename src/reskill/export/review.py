"""A reviewed workbook's answers taken into the project. The workbook is read as any untrusted file is."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reskill.export import outside
from reskill.export.as_written import ABOUT, Origin
from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.export.board.participants import OUTCOMES
from reskill.export.board.quarters import ACTUAL, ACTUAL_IN_KIND
from reskill.export.cover import HEADER_ROW as COVER_HEADER
from reskill.export.cover import PROJECT
from reskill.export.cover import TITLE as COVER
from reskill.export.editions import EDITIONS
from reskill.export.language import Words, in_english, words
from reskill.export.left import CHANGED, Left
from reskill.export.union.review_columns import COMMENT, RESPONSE
from reskill.export.union.signoff import COLUMNS as SIGN_OFF_COLUMNS
from reskill.export.union.signoff import REVIEWED_BY
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.without_checksums import guessed
from reskill.export.written import AsWritten, Found, Written, read_as_written
from reskill.intake.beside import read_beside
from reskill.intake.cell_marks import Marks, read_marks
from reskill.intake.grid import Grid, column_number, letter
from reskill.intake.notes import read_notes
from reskill.intake.sniff import CHOOSE_ANOTHER, SAVE_AS_WORKBOOK
from reskill.intake.table import read_grids, with_header
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.comments import NOBODY, NOTE, ReviewComment, keep_review
from reskill.project.file import Project, now
from reskill.project.identity import project_id
from reskill.project.published import exported_at, newest_export

OTHERS = tuple(c.title for c in (ACTUAL, ACTUAL_IN_KIND, *OUTCOMES))
"""Columns that are filled in besides response and comment."""
_ANSWERS = (*OTHERS, RESPONSE.title, COMMENT.title, *(c.title for c in SIGN_OFF_COLUMNS[1:]))
_REMEDIES = {
    SAVE_AS_WORKBOOK: "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and read that.",
    CHOOSE_ANOTHER: "Ask for the workbook itself (.xlsx); what is said only here can be typed into its answer cells.",
}
_OPEN = "Open the project that it was written from."


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
    grids = _grids(path, section(tick, 0.0, 0.8))
    if not zipfile.is_zipfile(path):
        raise _not_ours(path.name)
    marks = read_marks(path)
    grids = [_with_formulas(grid, marks.get(grid.sheet, Marks()).formulas) for grid in grids]
    checksums = _checksums(grids)
    known = _written(path.name, grids, checksums, project)
    edition, ours = known.origin.edition, known.assigned(grids)
    language = known.origin.language
    reading = [
        _Sheet(
            _with_merged(g, ours[g.sheet], words(language)),
            ours[g.sheet],
            marks.get(g.sheet, Marks()).formulas,
            language,
        )
        for g in grids
        if g.sheet in ours
    ]
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
    for note in [*read_notes(path), *outside.links(path, grids)]:
        title, subject = subjects.get((note.sheet, int("".join(c for c in note.cell if c.isdigit()) or 0)), ("", ""))
        by = outside.author(note, who)
        if note.wordless:
            left.append(Left(note.sheet, note.cell, note.text, "look at it in the workbook"))
        elif subject:
            found.append(ReviewComment(edition, title, subject, f"{NOTE}{note.cell}: {note.text}", "", by))
        else:
            told = f"{note.text} (by {note.who})" if by != who else note.text
            left.append(Left(note.sheet, note.cell, told, "a note on no row that asks for comments"))
    beside, saved = read_beside(path)
    left += [*outside.names(grids, ours), *outside.marks(marks, ours), *outside.printed(beside, known)]
    if who != NOBODY and not found:
        found.append(ReviewComment(edition, SIGN_OFF, f"sign-off: {REVIEWED_BY}", who, "", who))
    taken = keep_review(project, found, _local(saved, exported_at(project, known.origin.export)))
    newest = newest_export(project, known.origin.export)
    old = [c for c in taken if newest and c.sheet != SIGN_OFF and c.subject not in newest.lines]
    return Review(taken, left, old, newest.at[:10] if newest else "")


def _grids(path: Path, tick: Tick) -> list[Grid]:
    """Every sheet of a workbook; a refusal says what to do with a review."""
    try:
        return read_grids(path, tick)
    except ReskillError as error:
        raise ReskillError(error.text, _REMEDIES.get(error.remedy, error.remedy)) from error


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
        raise _not_ours(file)
    if sums:
        known = read_as_written(sums, project.setting("key"))
    else:
        known = guessed(grids, _cover_origin(cover) if cover else Origin(), _ANSWERS)
    city, number = known.origin.city, known.origin.project
    if number != project_id(project):
        other = f"another project of {city}: {number}" if city == project.city else f"a project of {city or 'no city'}"
        raise ReskillError(f"{file} was written from {other}, not from {project.city}, {project_id(project)}.", _OPEN)
    return known


def _not_ours(file: str) -> ReskillError:
    return ReskillError(
        f"{file} is not a workbook that Reskill wrote for review.",
        f"Choose the edition that came back, saved as .xlsx, with its last sheet, {AS_WRITTEN}. "
        "Of rows that were copied into another file, put the answers into the edition itself, and read that.",
    )


def _local(saved: str, sent: str) -> str:
    """When a workbook was last saved, in local time; now, where that is not told or cannot be."""
    try:
        local = dt.datetime.fromisoformat(saved).astimezone().replace(tzinfo=None).isoformat(" ", "seconds")
    except ValueError:
        return now()
    return local if sent <= local <= now() else now()


def _with_merged(grid: Grid, written: Written, say: Words) -> Grid:
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


def _cover_origin(cover: Grid) -> Origin:
    about = {_text(row[1]): _text(row[2]) for _, row in with_header(cover, COVER_HEADER).rows if len(row) > 2}
    edition = next((name for name, e in EDITIONS.items() if e.title == about.get("Edition")), "")
    return Origin(edition, about.get("City", ""), about.get(PROJECT, ""), "")


def _texts(grid: Grid) -> list[tuple[str, str]]:
    return [
        (f"{letter(n)}{row}", text) for row, values in grid.rows for n, v in enumerate(values) if (text := _text(v))
    ]


def _text(value: object) -> str:
    match value:
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case float():
            return f"{value:.15g}"
    return "" if value is None else str(value).strip()

"""A reviewed workbook's answers taken into the project. The workbook is read as any untrusted file is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.export.as_written import Written, read_written
from reskill.export.board.participants import OUTCOMES
from reskill.export.board.quarters import ACTUAL, ACTUAL_IN_KIND
from reskill.export.cover import HEADER_ROW as COVER_HEADER
from reskill.export.cover import PROJECT
from reskill.export.cover import TITLE as COVER
from reskill.export.editions import EDITIONS
from reskill.export.union.answers import CITY_ANSWER
from reskill.export.union.review_columns import COMMENT, REFERENCE, RESPONSE
from reskill.export.union.signoff import COLUMNS as SIGN_OFF_COLUMNS
from reskill.export.union.signoff import REVIEWED_BY
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.intake.grid import Grid, letter
from reskill.intake.notes import read_notes
from reskill.intake.table import Table, read_grids, with_header
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, now
from reskill.project.identity import project_id

NOBODY = "a reviewer"
OTHERS = tuple(c.title for c in (CITY_ANSWER, ACTUAL, ACTUAL_IN_KIND, *OUTCOMES))
"""Columns that are filled in besides response and comment."""
_WHY = {
    "answer": "an answer on no row with a reference",
    "over": "typed over what the workbook said",
    "beside": "beside the columns or rows for answers",
}


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


NO_CHECKSUMS = Left(
    AS_WRITTEN, "A1", "The sheet is gone", "words typed over the workbook's own cannot be told from them"
)


@dataclass(frozen=True)
class Review:
    """What a reviewed workbook gave: comments that are new, and every other text that the edition did not come with."""

    taken: list[ReviewComment]
    left: list[Left]


def read_review(path: Path, project: Project, tick: Tick = silent) -> Review:
    """Take the responses, comments, notes and sign-off of a reviewed workbook into table `comment`.

    Sheets that are not of the edition are not taken; their texts are among those left. Raises ReskillError when the
    file is no workbook of an edition with columns for comments, or not of this city.
    """
    grids = {g.sheet: g for g in read_grids(path, section(tick, 0.0, 0.8))}
    if COVER not in grids:
        raise ReskillError(
            f"{path.name} is not a workbook that Reskill wrote for review.",
            "Choose the union edition that came back, saved as .xlsx.",
        )
    edition = _edition(grids[COVER], project)
    written = read_written(grids[AS_WRITTEN]) if AS_WRITTEN in grids else {}
    ours = {COVER, *_contents(grids[COVER]), *written} & {name for name, grid in grids.items() if grid.rows}
    tables = {name: with_header(grids[name], _header_row(grids[name], written)) for name in ours}
    signed = tables.get(SIGN_OFF)
    named, who = _reviewer(signed) if signed else (0, NOBODY)
    found: list[ReviewComment] = []
    subjects: dict[tuple[str, int], str] = {}
    left = [NO_CHECKSUMS] if signed and not written else []
    for n, (sheet, grid) in enumerate(grids.items()):
        tick(0.8 + 0.1 * n / len(grids), f"Looking through {sheet}")
        if sheet not in ours:
            left += [Left(sheet, *t, "not a sheet of this edition") for t in _texts(grid) if sheet != AS_WRITTEN]
            continue
        given: dict[int, ReviewComment] = {}
        if sheet == SIGN_OFF:
            given = _settled(tables[sheet], edition, who)
        elif sheet != COVER:
            given = _comments(tables[sheet], edition, who, written.get(sheet))
            subjects |= _subjects(tables[sheet])
        found += given.values()
        answered = {*given, named} if sheet == SIGN_OFF else given.keys()
        left += strays(grid, written.get(sheet), answered, sheet == SIGN_OFF)
    for note in read_notes(path):
        subject = subjects.get((note.sheet, int("".join(c for c in note.cell if c.isdigit()) or 0)))
        if subject:
            found.append(ReviewComment(edition, note.sheet, subject, f"Note on {note.cell}: {note.text}", "", who))
        else:
            left.append(Left(*note, "a note on no row that asks for comments"))
    if named and not found:
        found.append(ReviewComment(edition, SIGN_OFF, f"sign-off: {REVIEWED_BY}", who, "", who))
    return Review(_keep(project, found), left)


def _header_row(grid: Grid, written: Mapping[str, Written]) -> int:
    known = written.get(grid.sheet)
    return known.header_row(grid) if known else COVER_HEADER if grid.sheet == COVER else 1


def _contents(cover: Grid) -> set[str]:
    """The sheets that the cover lists as the edition's own."""
    return {_text(values, 2) for _, values in cover.rows if _text(values, 0) == "Contents"}


def strays(grid: Grid, written: Written | None, answered: Container[int], open_ended: bool) -> list[Left]:
    """Texts of a sheet of ours that are neither ours nor answers taken from the rows `answered`.

    An `open_ended` sheet takes rows of the reviewer's own.
    """
    return [
        Left(grid.sheet, f"{letter(cell.column)}{cell.row}", text, _WHY[cell.kind])
        for cell in (written.strange(grid) if written else ())
        if (text := _text((cell.value,), 0))
        and not (cell.row in answered and (cell.kind == "answer" or (open_ended and cell.kind == "beside")))
    ]


def _texts(grid: Grid) -> list[tuple[str, str]]:
    return [
        (f"{letter(n)}{number}", text)
        for number, values in grid.rows
        for n in range(len(values))
        if (text := _text(values, n))
    ]


def _subjects(table: Table) -> dict[tuple[str, int], str]:
    """The reference of each row of a sheet that has them, by sheet and row number."""
    if REFERENCE.title not in table.headers:
        return {}
    place = table.headers.index(REFERENCE.title)
    return {(table.sheet, number): _text(values, place) for number, values in table.rows}


def _edition(cover: Grid, project: Project) -> str:
    """The edition by its name on the cover. Raises ReskillError when the cover names another city or project."""
    about = {_text(values, 1): _text(values, 2) for _, values in with_header(cover, COVER_HEADER).rows}
    if about.get("City", project.city) != project.city:
        raise ReskillError(
            f"{cover.file} is about {about['City']}, not {project.city}.", "Open the project that it was written from."
        )
    if about.get(PROJECT, project_id(project)) != project_id(project):
        raise ReskillError(
            f"{cover.file} was written from another project of {project.city}: {about[PROJECT]}, not"
            f" {project_id(project)}.",
            "Open the project that it was written from.",
        )
    return next((name for name, e in EDITIONS.items() if e.title == about.get("Edition")), "")


def _reviewer(signed: Table) -> tuple[int, str]:
    """The row of the reviewer's name and the name; 0 where there is none."""
    for row, values in signed.rows:
        if _text(values, 0) == REVIEWED_BY and (name := _text(values, 1)):
            return row, name
    return 0, NOBODY


def _comments(table: Table, edition: str, who: str, written: Written | None) -> dict[int, ReviewComment]:
    """The answers of a sheet by row, of rows whose reference was written."""
    places = {h: n for n, h in enumerate(table.headers)}
    if not {RESPONSE.title, COMMENT.title, REFERENCE.title} <= places.keys():
        return {}
    out = {}
    for row, values in table.rows:
        subject, stance, text = (_text(values, places[c.title]) for c in (REFERENCE, RESPONSE, COMMENT))
        filled = [f"{name}: {found}" for name in OTHERS if (found := _text(values, places.get(name, len(values))))]
        text = "; ".join(filter(None, (*filled, text)))
        if subject and (stance or text) and (written is None or subject in written.references):
            out[row] = ReviewComment(edition, table.sheet, subject, text, stance, who)
    return out


def _settled(signed: Table, edition: str, who: str) -> dict[int, ReviewComment]:
    """What the parties filled in by row, but for the reviewer's name, which every comment carries."""
    places = {h: n for n, h in enumerate(signed.headers)}
    item, party, day, settled, note = (places.get(c.title, len(signed.headers)) for c in SIGN_OFF_COLUMNS)
    out = {}
    for row, values in signed.rows:
        subject, stance = _text(values, item), _text(values, settled)
        words = [_text(values, n) for n in ((day, note) if subject == REVIEWED_BY else (party, day, note))]
        text = "; ".join(w for w in words if w)
        if subject and (stance or text):
            out[row] = ReviewComment(edition, SIGN_OFF, f"sign-off: {subject}", text, stance, who)
    return out


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


def _text(values: tuple[object, ...], position: int) -> str:
    value = values[position] if position < len(values) else None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()

"""A reviewed workbook's answers taken into the project. The workbook is read as any untrusted file is."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reskill.export import outside
from reskill.export.actuals import Actual, Amount, take_in
from reskill.export.as_written import ABOUT, Origin
from reskill.export.as_written import TITLE as AS_WRITTEN
from reskill.export.cover import HEADER_ROW as COVER_HEADER
from reskill.export.cover import PROJECT
from reskill.export.cover import TITLE as COVER
from reskill.export.editions import EDITIONS
from reskill.export.language import words
from reskill.export.left import CHANGED, LOOK, Left
from reskill.export.reviewed_sheet import AMOUNTS, ANSWERS, ReviewedSheet, text_of, texts, with_formulas, with_merged
from reskill.export.union.signoff import REVIEWED_BY
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.without_checksums import guessed
from reskill.export.written import AsWritten, read_as_written
from reskill.intake.beside import read_beside
from reskill.intake.cell_marks import Marks, read_marks
from reskill.intake.grid import Grid
from reskill.intake.notes import read_notes
from reskill.intake.sniff import CHOOSE_ANOTHER, SAVE_AS_WORKBOOK
from reskill.intake.table import read_grids, with_header
from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.comments import NOBODY, NOTE, ReviewComment, keep_review
from reskill.project.file import Project, now
from reskill.project.identity import project_id
from reskill.project.published import exported_at, newest_export

NOTED = "Taken in as what was spent."
_REMEDIES = {
    SAVE_AS_WORKBOOK: "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and read that.",
    CHOOSE_ANOTHER: "Ask for the workbook itself (.xlsx); what is said only here can be typed into its answer cells.",
}
_OPEN = "Open the project that it was written from."


@dataclass(frozen=True)
class Review:
    """What a reviewed workbook gave: comments and amounts that are new, and every other text that the edition did not
    come with.

    `old` are those of the new comments whose line the newest export of the edition, of the day `since`, no longer has.
    """

    taken: list[ReviewComment]
    actuals: list[Actual]
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
    """Take the responses, comments, notes and sign-off of a reviewed workbook into table `comment`, and a board's actuals
    into the reports on what was spent.

    Sheets that are not of the edition are not taken; their texts are among those left. Raises ReskillError when the
    file is no workbook of an edition with columns for comments, has lost its sheet of checksums, or is of another
    project.
    """
    grids = _grids(path, section(tick, 0.0, 0.8))
    if not zipfile.is_zipfile(path):
        raise _not_ours(path.name)
    marks = read_marks(path)
    grids = [with_formulas(grid, marks.get(grid.sheet, Marks()).formulas) for grid in grids]
    checksums = _checksums(grids)
    known = _written(path.name, grids, checksums, project)
    edition, ours = known.origin.edition, known.assigned(grids)
    language = known.origin.language
    reading = [
        ReviewedSheet(
            with_merged(g, ours[g.sheet], words(language)),
            ours[g.sheet],
            marks.get(g.sheet, Marks()).formulas,
            language,
        )
        for g in grids
        if g.sheet in ours
    ]
    who = next((name for s in reading if (name := s.reviewer())), NOBODY)
    found: list[ReviewComment] = []
    amounts: list[Amount] = []
    left = [] if known.sealed else [CHANGED]
    subjects: dict[tuple[str, int], tuple[str, str]] = {}
    for n, sheet in enumerate(reading):
        tick(0.8 + 0.1 * n / len(reading), f"Looking through {sheet.name}")
        found += sheet.comments(edition, who)
        amounts += sheet.amounts()
        left += sheet.left
        subjects |= {(sheet.name, row): (sheet.title, ref) for row, ref in sheet.references.items()}
    for grid in grids:
        if grid.sheet not in ours and grid is not checksums:
            left += [Left(grid.sheet, *t, "not a sheet of this edition") for t in texts(grid)]
    for note in [*read_notes(path), *outside.links(path, grids)]:
        title, subject = subjects.get((note.sheet, int("".join(c for c in note.cell if c.isdigit()) or 0)), ("", ""))
        by = outside.author(note, who)
        if note.wordless:
            left.append(Left(note.sheet, note.cell, note.text, "it holds no words", LOOK))
        elif subject:
            found.append(ReviewComment(edition, title, subject, f"{NOTE}{note.cell}: {note.text}", "", by))
        else:
            told = f"{note.text} (by {note.who})" if by != who else note.text
            left.append(Left(note.sheet, note.cell, told, "a note on no row that asks for comments"))
    beside, saved = read_beside(path)
    left += [*outside.names(grids, ours), *outside.marks(marks, ours), *outside.printed(beside, known)]
    if who != NOBODY and not found:
        found.append(ReviewComment(edition, SIGN_OFF, f"sign-off: {REVIEWED_BY}", who, "", who))
    when = _local(saved, exported_at(project, known.origin.export))
    with project.change(f"Take in {path.name}"):
        actuals, refused = take_in(project, amounts, path.name, when)
        open_lines = {t.subject for t in found if not _is_of_amounts(t)} | {a.line for a in amounts if a.at in refused}
        taken = keep_review(project, found, when, {a.line: NOTED for a in amounts if a.line not in open_lines})
    newest = newest_export(project, known.origin.export)
    old = [c for c in taken if newest and c.sheet != SIGN_OFF and c.subject not in newest.lines]
    left += (replace(at, why=e.text.removesuffix("."), remedy=e.remedy) for at, e in refused.items())
    return Review(taken, actuals, left, old, newest.at[:10] if newest else "")


def _grids(path: Path, tick: Tick) -> list[Grid]:
    """Every sheet of a workbook; a refusal says what to do with a review."""
    try:
        return read_grids(path, tick)
    except ReskillError as error:
        raise ReskillError(error.text, _REMEDIES.get(error.remedy, error.remedy)) from error


def _is_of_amounts(comment: ReviewComment) -> bool:
    """Whether a comment says nothing but amounts."""
    told = comment.text.split("; ")
    return not comment.stance and all(part.startswith(tuple(f"{title}: " for title in AMOUNTS)) for part in told)


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
        known = guessed(grids, _cover_origin(cover) if cover else Origin(), ANSWERS)
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


def _cover_origin(cover: Grid) -> Origin:
    about = {text_of(row[1]): text_of(row[2]) for _, row in with_header(cover, COVER_HEADER).rows if len(row) > 2}
    edition = next((name for name, e in EDITIONS.items() if e.title == about.get("Edition")), "")
    return Origin(edition, about.get("City", ""), about.get(PROJECT, ""), "")

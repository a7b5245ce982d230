"""A reviewed workbook's answers taken into the project. The workbook is read as any untrusted file is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from reskill.export.cover import HEADER_ROW as COVER_HEADER
from reskill.export.cover import TITLE as COVER
from reskill.export.editions import EDITIONS
from reskill.export.union.review_columns import COMMENT, REFERENCE, RESPONSE
from reskill.export.union.signoff import COLUMNS as SIGN_OFF_COLUMNS
from reskill.export.union.signoff import REVIEWED_BY
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.intake.table import Table, read_table
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, now

NOBODY = "a reviewer"


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


def read_review(path: Path, project: Project, tick: Tick = silent) -> list[ReviewComment]:
    """Take the responses, comments and sign-off of a reviewed workbook into table `comment`; returns those that are new.

    Raises ReskillError when the file is no workbook of an edition with columns for comments, or not of this city.
    """
    first = read_table(path, tick=section(tick, 0.0, 0.1))
    if COVER not in first.sheets:
        raise ReskillError(
            f"{path.name} is not a workbook that Reskill wrote for review.",
            "Choose the union edition that came back, saved as .xlsx.",
        )
    edition = _edition(path, project)
    signed = read_table(path, sheet=SIGN_OFF, header_row=1) if SIGN_OFF in first.sheets else None
    who = _reviewer(signed) if signed else NOBODY
    found: list[ReviewComment] = []
    for n, sheet in enumerate(first.sheets):
        tick(0.2 + 0.7 * n / len(first.sheets), f"Reading {sheet}")
        if sheet not in (COVER, SIGN_OFF):
            found += _comments(read_table(path, sheet=sheet, header_row=1), edition, who)
    if signed:
        found += _settled(signed, edition, who)
    return _keep(project, found)


def _edition(path: Path, project: Project) -> str:
    """The edition by its name on the cover. Raises ReskillError when the cover names another city."""
    cover = read_table(path, sheet=COVER, header_row=COVER_HEADER)
    about = {_text(values, 1): _text(values, 2) for _, values in cover.rows}
    if about.get("City", project.city) != project.city:
        raise ReskillError(
            f"{path.name} is about {about['City']}, not {project.city}.", "Open the project that it was written from."
        )
    return next((name for name, e in EDITIONS.items() if e.title == about.get("Edition")), "")


def _reviewer(signed: Table) -> str:
    for _, values in signed.rows:
        if _text(values, 0) == REVIEWED_BY:
            return _text(values, 1) or NOBODY
    return NOBODY


def _comments(table: Table, edition: str, who: str) -> list[ReviewComment]:
    places = {h: n for n, h in enumerate(table.headers)}
    if not {RESPONSE.title, COMMENT.title, REFERENCE.title} <= places.keys():
        return []
    out = []
    for _, values in table.rows:
        subject, stance, text = (_text(values, places[c.title]) for c in (REFERENCE, RESPONSE, COMMENT))
        if subject and (stance or text):
            out.append(ReviewComment(edition, table.sheet, subject, text, stance, who))
    return out


def _settled(signed: Table, edition: str, who: str) -> list[ReviewComment]:
    """What the parties filled in, but for the reviewer's name, which every comment carries."""
    places = {h: n for n, h in enumerate(signed.headers)}
    item, party, day, settled, note = (places.get(c.title, len(signed.headers)) for c in SIGN_OFF_COLUMNS)
    out = []
    for _, values in signed.rows:
        subject, stance = _text(values, item), _text(values, settled)
        words = [_text(values, n) for n in ((day, note) if subject == REVIEWED_BY else (party, day, note))]
        text = "; ".join(w for w in words if w)
        if subject and (stance or text):
            out.append(ReviewComment(edition, SIGN_OFF, f"sign-off: {subject}", text, stance, who))
    return out


def _keep(project: Project, found: list[ReviewComment]) -> list[ReviewComment]:
    known = {ReviewComment(**r) for r in project.rows("SELECT edition, sheet, subject, text, stance, who FROM comment")}
    new = [c for c in dict.fromkeys(found) if c not in known]
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

"""Comments that people make in the project itself, and the city's answers to all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from reskill.problem import ReskillError
from reskill.project.file import Project, now

NOBODY = "a reviewer"
NOTE = "Note on "
"""How the text of a note begins; each remark stands by itself, whatever else its writer says later."""
SUPERSEDED = (  # the same person has since answered something else on the same line of a sheet
    f"(comment.sheet <> '' AND comment.who <> '{NOBODY}' AND comment.text NOT LIKE '{NOTE}%'"
    " AND EXISTS (SELECT 1 FROM comment AS later"
    " WHERE later.edition = comment.edition AND later.sheet = comment.sheet AND later.subject = comment.subject"
    f" AND lower(later.who) = lower(comment.who) AND later.at > comment.at AND later.text NOT LIKE '{NOTE}%'))"
)
UNANSWERED = (  # who just agrees needs no answer, nor does what was said before
    f"response = '' AND NOT (lower(stance) = 'agree' AND text = '') AND NOT {SUPERSEDED}"
)
STATE = (
    f"CASE WHEN {UNANSWERED} THEN 'open' WHEN {SUPERSEDED} THEN 'superseded' WHEN response = '' THEN 'agreed'"
    " ELSE 'answered' END"
)


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

    @property
    def line(self) -> tuple[str, str, str, str]:
        """Where it is said, and by whom."""
        return self.edition, self.sheet, self.subject, self.who


def keep_review(
    project: Project, found: Sequence[ReviewComment], saved: str, done: Mapping[str, str]
) -> list[ReviewComment]:
    """Keep those comments that are new of a workbook that was last `saved` at that time, ISO and local; gives them.
    `done` is what the program itself has done about a line.

    A person whose name is spelt in another case is the same person. What somebody had answered when the workbook was
    saved, or noted at any time, is not new; an answer that comes back after another one is.
    """
    rows = project.rows("SELECT edition, sheet, subject, text, stance, who, at FROM comment ORDER BY at, id")
    before = [(ReviewComment(**{k: v for k, v in r.items() if k != "at"}), str(r["at"])) for r in rows]
    spelt = {_name(c.who): c.who for c, _ in before}
    new: dict[ReviewComment, str] = {}
    known, standing = {c for c, _ in before}, _standing(before, saved)
    for comment in found:
        named = replace(comment, who=spelt.setdefault(_name(comment.who), " ".join(comment.who.split())))
        at, answers = standing[named.line]
        if named in answers or (named in known and not _replaceable(named)):
            continue
        new[named] = _after(saved) if at == saved else saved  # another file of the same time
    if new:
        with project.change(f"Take in {len(new)} review comments") as db:
            db.conn.executemany(
                "INSERT INTO comment (edition, sheet, subject, text, stance, who, at, response) VALUES (?,?,?,?,?,?,?,?)",
                [(*astuple(c), at, done.get(c.subject, "")) for c, at in new.items()],
            )
    return list(new)


def _standing(
    before: Sequence[tuple[ReviewComment, str]], saved: str
) -> dict[tuple[str, str, str, str], tuple[str, set[ReviewComment]]]:
    """What each person had last answered on each line at a time, and when."""
    found: dict[tuple[str, str, str, str], tuple[str, set[ReviewComment]]] = defaultdict(lambda: ("", set()))
    for comment, at in before:
        if at <= saved and _replaceable(comment):
            last, answers = found[comment.line]
            found[comment.line] = (at, {comment} if at > last else answers | {comment})
    return found


def _after(saved: str) -> str:
    """When a file counts as saved that has the time of another one read before it: now, or the next second."""
    return max(now(), str(dt.datetime.fromisoformat(saved) + dt.timedelta(seconds=1)))


def _replaceable(comment: ReviewComment) -> bool:
    return comment.who != NOBODY and not comment.text.startswith(NOTE)


def _name(who: str) -> str:
    return " ".join(who.split()).casefold()


def add_comment(project: Project, subject: str, text: str, who: str = "", answer: str = "", edition: str = "") -> None:
    """Add a comment, by the planner unless by another; what a reviewer of an `edition` said goes back to its readers.

    Raises ReskillError without a subject or a text.
    """
    subject, text = subject.strip(), text.strip()
    if not text or not subject:
        raise ReskillError("The comment is empty.", "Say what it is about, and what is to be said.")
    with project.change("Add a comment") as db:
        db.execute(
            "INSERT INTO comment (edition, subject, text, response, who, at) VALUES (?,?,?,?,?,?)",
            (edition, subject, text, answer.strip(), who.strip() or project.who, now()),
        )


def answer_comment(project: Project, comment_id: int, answer: str) -> None:
    """Answer a comment, or change its answer; one that stays as it is makes no step."""
    answer, before = answer.strip(), project.value("SELECT response FROM comment WHERE id = ?", (comment_id,))
    if answer != str(before).strip():
        with project.change("Answer a comment") as db:
            db.execute("UPDATE comment SET response = ? WHERE id = ?", (answer, comment_id))

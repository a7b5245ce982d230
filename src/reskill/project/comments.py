"""Comments that people make in the project itself, and the city's answers to all."""

from __future__ import annotations

from reskill.problem import ReskillError
from reskill.project.file import Project, now

SUPERSEDED = (  # the same person has since said something else about the same line of a workbook
    "(comment.edition <> '' AND comment.who <> 'a reviewer' AND EXISTS (SELECT 1 FROM comment AS later"
    " WHERE later.edition = comment.edition AND later.sheet = comment.sheet AND later.subject = comment.subject"
    " AND lower(later.who) = lower(comment.who) AND later.at > comment.at))"
)
UNANSWERED = (  # who just agrees needs no answer, nor does what was said before
    f"response = '' AND NOT (lower(stance) = 'agree' AND text = '') AND NOT {SUPERSEDED}"
)
STATE = (
    f"CASE WHEN {UNANSWERED} THEN 'open' WHEN {SUPERSEDED} THEN 'superseded' WHEN response = '' THEN 'agreed'"
    " ELSE 'answered' END"
)


def add_comment(project: Project, subject: str, text: str, who: str = "", answer: str = "") -> None:
    """Add a comment, by the planner unless by another. Raises ReskillError without a subject or a text."""
    subject, text = subject.strip(), text.strip()
    if not text or not subject:
        raise ReskillError("The comment is empty.", "Say what it is about, and what is to be said.")
    with project.change("Add a comment") as db:
        db.execute(
            "INSERT INTO comment (subject, text, response, who, at) VALUES (?,?,?,?,?)",
            (subject, text, answer.strip(), who.strip() or project.who, now()),
        )


def answer_comment(project: Project, comment_id: int, answer: str) -> None:
    """Answer a comment, or change its answer; one that stays as it is makes no step."""
    answer, before = answer.strip(), project.value("SELECT response FROM comment WHERE id = ?", (comment_id,))
    if answer != str(before).strip():
        with project.change("Answer a comment") as db:
            db.execute("UPDATE comment SET response = ? WHERE id = ?", (answer, comment_id))

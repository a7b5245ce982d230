"""What reviewers said and what was done about it: the workbook that goes back to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reskill.export.xlsx.sheet import As, Formula, Row, Sheet
from reskill.project.comments import STATE
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Said and done"
UNION, BOARD = ("union", "evidence"), ("board",)
"""The editions that the union and the board write into."""
STATES = {
    "open": "not answered yet",
    "answered": "answered",
    "agreed": "agreed",
    "superseded": "replaced by a later one",
}
_MEANING = {
    "open": "The city has said nothing to it yet.",
    "answered": "With the city's answer beside it.",
    "agreed": "Agreed without a comment, which needs no answer.",
    "superseded": "The same person has since said something else about the same line.",
}
COLUMNS = (
    Column("Sheet", "sheet", "wrapped", 20, tip="Where it was said."),
    Column("Line", "subject", "wrapped", 34, tip="The line of the workbook that it is about."),
    Column("By", "who", "wrapped", 20, tip="Who said it, by the name on the sign-off."),
    Column("Day", "at", "date", 12, tip="When the workbook was last saved; where it does not say, when it was read."),
    Column("Response", "stance", "wrapped", 14, tip="What was chosen."),
    Column("You said", "text", "wrapped", 44, tip="Comments, notes and what was filled in."),
    Column("We did", "response", "wrapped", 44, tip="The city's answer; empty where there is none yet."),
    Column("State", "state", "wrapped", 18, tip="Whether it is answered; of several by one person the last counts."),
)


def said(project: Project, _catalog: Catalog, editions: Sequence[str]) -> Sheet:
    """Everything that was written into these editions, with what was done."""
    return Sheet(
        title=TITLE,
        note="Everything that reviewers said, line by line, with the city's answer; earlier answers of a person stay.",
        columns=COLUMNS,
        rows=[
            tuple(STATES[r["state"]] if c.field == "state" else r[c.field] or None for c in COLUMNS)
            for r in _said(project, editions)
        ],
        empty="Nobody has said anything yet.",
        frozen_columns=2,
    )


def _said(project: Project, editions: Sequence[str]) -> list[dict[str, Any]]:
    return project.rows(
        f"SELECT sheet, subject, who, substr(at, 1, 10) AS at, stance, text, response, {STATE} AS state FROM comment"
        f" WHERE edition IN ({','.join('?' * len(editions))}) ORDER BY sheet, subject, comment.at, comment.id",
        tuple(editions),
    )


def for_reviewers(_project: Project, _catalog: Catalog) -> list[Row]:
    """The cover's first lines: what this is, and what to do where something is missing."""
    return [
        (
            "Start here",
            "What this is",
            "What you said, what we did",
            "Every answer, comment and note that reached the city, with what was done about it. Look for your name "
            "under By; what is not here did not arrive: send it again.",
        ),
        (
            "Start here",
            "What is still open",
            "Not answered yet",
            f"Filter State on the sheet {TITLE}. Where an answer does not settle the matter, write so in the next "
            "workbook that you get: later answers are shown beside earlier ones.",
        ),
    ]


def tallies(project: Project, editions: Sequence[str]) -> list[Row]:
    """How much of what was said is in each state, live."""
    found = Counter(r["state"] for r in _said(project, editions))
    return [
        (
            "Answers",
            word.capitalize(),
            As(Formula(f'COUNTIF({{{TITLE}.state}},"{word}")', found[state]), "int"),
            _MEANING[state],
        )
        for state, word in STATES.items()
    ]

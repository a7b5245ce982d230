"""The union edition's sheet of what the city tells the union, and the cover's line of what it does not yet."""

from __future__ import annotations

from reskill.export.union.review_columns import for_review
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.export.xlsx.sheet import As, Formula, Row, Sheet
from reskill.planning.city_answers import city_answers
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "City answers"
NOT_ANSWERED, ALL_ANSWERED = "not answered", "every question is answered"
OPEN = "Not answered by the city"
CITY_ANSWER = Column(
    "The city's answer: a proposal until signed",
    "answer",
    "wrapped",
    126,
    tip=f"What the city says so far; nothing of it binds before it is settled on {SIGN_OFF}.",
)
COLUMNS = (
    Column("Subject", "subject", "wrapped", 20, tip="What the question is about."),
    Column("Question", "question", "wrapped", 50, tip="What members will ask."),
    CITY_ANSWER,
)


def answers(project: Project, _catalog: Catalog) -> Sheet:
    """One line for each question with the city's answer, empty where there is none, and columns for the union's."""
    asked = city_answers(project)
    sheet = Sheet(
        title=TITLE,
        note=f"Every answer is the city's proposal until it is settled and signed on {SIGN_OFF}, however it is worded. {OPEN}: still open.",
        columns=COLUMNS,
        rows=[(a.subject, a.question, a.answer or OPEN) for a in asked],
        roomy=True,
    )
    return for_review(sheet, [f"city's answer: {a.subject}" for a in asked], on_paper=False)


def answer(project: Project, subject: str) -> Formula:
    """The city's answer on a subject as the sheet has it, live; that it is not answered where it is empty."""
    asked = city_answers(project)
    place = next(n for n, a in enumerate(asked, 1) if a.subject == subject)
    found = f"INDEX({{{TITLE}.answer}},{place})"
    return Formula(
        f'IF(OR({found}="",{found}="{OPEN}"),"{NOT_ANSWERED}",{found})', asked[place - 1].answer or NOT_ANSWERED
    )


def unanswered(project: Project) -> Row:
    """The row of the cover that names the subjects which the city has not answered, live."""
    asked = city_answers(project)
    cells = [f"INDEX({{{TITLE}.answer}},{n})" for n in range(1, len(asked) + 1)]
    named = "&".join(
        f'IF(OR({cell}="",{cell}="{OPEN}"),"{a.subject}"&"; ","")' for cell, a in zip(cells, asked, strict=True)
    )
    left = "; ".join(a.subject for a in asked if not a.answer)
    return (
        TITLE,
        "Not answered at all",
        Formula(f'IF({named}="","{ALL_ANSWERED}",LEFT({named},LEN({named})-2))', left or ALL_ANSWERED),
        f"Told nothing of yet. Other answers may be open in part: each says of what, on {TITLE}.",
    )


def settled() -> Row:
    """The row of the cover that counts what the parties have settled, live."""
    return (
        SIGN_OFF,
        "Settled so far",
        As(Formula(f'COUNTIF({{{SIGN_OFF}.settled}},"yes")', 0), "int"),
        "Lines of that sheet that are marked as settled; nothing binds before both sides have signed there. A reply, or none, waives"
        " nothing.",
    )

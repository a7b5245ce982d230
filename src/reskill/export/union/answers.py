"""The union edition's sheet of what the city tells the union, and the cover's lines of what it does not yet."""

from __future__ import annotations

from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Formula, Row, Sheet
from reskill.planning.city_answers import city_answers
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "City answers"
NOT_ANSWERED, ANSWERED = "not answered", "answered"
CITY_ANSWER = Column(
    "The city's answer", "answer", "wrapped", 60, tip="For the city to fill in before it sends the workbook."
)
COLUMNS = (
    Column("Subject", "subject", width=26, tip="What the question is about."),
    Column("Question", "question", "wrapped", 46, tip="What members will ask."),
    CITY_ANSWER,
)


def answers(project: Project, _catalog: Catalog) -> Sheet:
    """One line for each question with the city's answer, empty where there is none, and columns for the union's."""
    asked = city_answers(project)
    sheet = Sheet(
        title=TITLE,
        note="For the city to fill in before it sends the workbook; the cover lists what is not answered.",
        columns=COLUMNS,
        rows=[(a.subject, a.question, a.answer or None) for a in asked],
        entry=("answer",),
        roomy=True,
    )
    return for_review(sheet, [f"city's answer: {a.subject}" for a in asked])


def unanswered(project: Project) -> list[Row]:
    """Rows of the cover: each subject, and whether the city has answered it, live."""
    found = f"INDEX({{{TITLE}.answer}},{{n}})"
    return [
        (
            TITLE,
            asked.subject,
            Formula(
                f'IF({found.replace("{n}", str(n))}="","{NOT_ANSWERED}","{ANSWERED}")',
                ANSWERED if asked.answer else NOT_ANSWERED,
            ),
            asked.question,
        )
        for n, asked in enumerate(city_answers(project), 1)
    ]

"""What the city tells the union before it sends the workbook: questions that no figure of the plan answers."""

from __future__ import annotations

from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Formula, Row, Sheet
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
QUESTIONS = (
    ("Tools", "Which AI tools are meant, from whom, and for which tasks?"),
    ("When", "When does each tool come into use, and for which classes first?"),
    ("Monitoring", "What do the tools record about employees, and who may see it? What is ruled out?"),
    ("Data", "Which data go into the tools, where are they kept, and for how long?"),
    ("Responsibility", "Who checks what a tool puts out, and who answers for its errors?"),
    ("Notice", "When and how is the union told before a tool is bought or work is changed?"),
    ("Contract article", "Which articles of the agreement apply?"),
    ("Grievance route", "How does a member dispute a change, with whom, and by when?"),
    (
        "Layoff and attrition",
        "Are layoffs ruled out? What happens to positions that fall vacant? Which clause says so?",
    ),
    ("Pay and class", "Is pay protected where tasks or class change, and until when?"),
    ("Seniority and recall", "How do seniority, prior class and recall rights count for training and moves?"),
    ("Refusal", "What follows when a member does not take part, or does not complete the training?"),
)


def answers(_project: Project, _catalog: Catalog) -> Sheet:
    """One line for each question, the answer empty for the city, and columns for the union's."""
    sheet = Sheet(
        title=TITLE,
        note="For the city to fill in before it sends the workbook; the cover lists what is not answered.",
        columns=COLUMNS,
        rows=[(subject, question, None) for subject, question in QUESTIONS],
        entry=("answer",),
        roomy=True,
    )
    return for_review(sheet, [f"city's answer: {subject}" for subject, _ in QUESTIONS])


def unanswered() -> list[Row]:
    """Rows of the cover: each subject, and whether the city has answered it, live."""
    found = f"INDEX({{{TITLE}.answer}},{{n}})"
    return [
        (
            TITLE,
            subject,
            Formula(f'IF({found.replace("{n}", str(n))}="","{NOT_ANSWERED}","{ANSWERED}")', NOT_ANSWERED),
            question,
        )
        for n, (subject, question) in enumerate(QUESTIONS, 1)
    ]

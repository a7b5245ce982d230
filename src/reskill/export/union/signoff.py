"""Dates, promises and signatures that the parties fill in; nothing is promised before it is settled here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from reskill.export.union.costs import covered_share
from reskill.export.xlsx.sheet import Sheet
from reskill.planning.city_answers import REPLY_BY, city_answers
from reskill.planning.scenarios import participation, scenario_in_force
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Dates and sign-off"
REVIEWED_BY = "Reviewed by"
DUE = "Comments due"
MEETING = "Joint committee meets"
COLUMNS = (
    Column("Item", "item", "wrapped", 46, tip="What is to be settled."),
    Column("Who", "who", width=30, tip="Name and organisation."),
    Column("Date", "date", "date", 14, tip="Day, as year-month-day."),
    Column("Settled", "settled", width=14, tip="yes, no, or open."),
    Column("Note", "note", "wrapped", 46, tip="Terms or comments, or where they are written."),
)
SO_FAR = Column(
    "So far",
    "so_far",
    "wrapped",
    46,
    tip="What the plan assumes or the city says now; neither is agreed until it is settled.",
)
(
    BARGAINED,
    NO_LAYOFF,
    PAY,
    PAID_TIME,
    STAND_IN,
    VOLUNTARY,
    CHOICE,
    NO_SCORES,
    RECORDS,
    PROTECTED,
    NOTICE,
    FREED,
    SENIORITY,
) = (
    "Effects bargaining over classification and pay",
    "No layoff on account of AI, and what becomes of vacancies",
    "Pay protection, and the day it ends",
    "Training is paid time, before tasks change",
    "Who does the work of those in training",
    "Taking part is voluntary, and nothing follows from a no",
    "Who chooses among what is proposed, and in which order",
    "No scores of persons are made or used",
    "What tools record of employees, and which data go into them",
    "Which tasks are protected: they stay with people",
    "Notice before a tool is bought or work is changed",
    "What is done with the working time that AI frees",
    "Seniority, recall and prior class follow the agreement",
)
ITEMS = (
    REVIEWED_BY,
    "Notice of the plan given to the union",
    MEETING,
    DUE,
    "Comments on the plan as a whole",
    BARGAINED,
    NO_LAYOFF,
    PAY,
    PAID_TIME,
    STAND_IN,
    "Union has its say in the curriculum",
    VOLUNTARY,
    CHOICE,
    NO_SCORES,
    RECORDS,
    PROTECTED,
    NOTICE,
    FREED,
    SENIORITY,
    "Signed for the union",
    "Signed for the city",
)
_SUBJECTS = {
    MEETING: ("Decision",),
    BARGAINED: ("Pay and class",),
    NO_LAYOFF: ("Layoff and attrition",),
    PAY: ("Pay and class",),
    PAID_TIME: ("Training",),
    VOLUNTARY: ("Refusal",),
    CHOICE: ("Choice",),
    RECORDS: ("Monitoring", "Data"),
    NOTICE: ("Notice",),
    FREED: ("Freed time",),
    SENIORITY: ("Seniority and recall",),
}
"""Where the city's answers on an item stand."""

BOARD_ITEMS = (
    REVIEWED_BY,
    "The city: to whom this file goes back (name, office, address)",
    "The city: actuals due how many days after each quarter",
    "Reports up to quarter",
    DUE,
    "Comments on the plan as a whole",
    "Signed for the board",
    "Signed for the city",
)


def sign_off(project: Project, _catalog: Catalog) -> Sheet:
    """One line for each thing that union and city settle, with what the plan assumes or the city says of it so far."""
    form, so_far = _form(ITEMS), _so_far(project)
    rows = [
        (*row[:2], _day_of_replies(project) if row[0] == DUE else None, *row[3:], so_far.get(str(row[0])))
        for row in form.rows
    ]
    return replace(form, columns=(*form.columns, SO_FAR), rows=rows)


def _so_far(project: Project) -> Mapping[str, str]:
    answered = {a.subject for a in city_answers(project) if a.answer}
    told = {item: _answered([s for s in subjects if s in answered]) for item, subjects in _SUBJECTS.items()}
    share = f"{participation(project, scenario_in_force(project)):.0%}"
    assumed = {
        STAND_IN: f"The plan pays cover for about {covered_share(project):.0%} of their hours.",
        PAID_TIME: "The plan assumes that training is paid as work time, and counts its cost.",
        VOLUNTARY: f"The plan assumes it, and expects {share} of those affected to take part.",
        PROTECTED: "Rules propose them: the list is in the file of evidence, under Tasks.",
        NO_SCORES: "The plan makes none: its figures are of occupations.",
    }
    return {item: " ".join(filter(None, (assumed.get(item), told.get(item)))) for item in ITEMS}


def _answered(subjects: Sequence[str]) -> str:
    return f"See City answers, {' and '.join(subjects)}." if subjects else "The city has not answered."


def _day_of_replies(project: Project) -> dt.date | None:
    """The day that the city has named for replies; None where it named none, or in other words."""
    named = next((a.answer for a in city_answers(project) if a.subject == REPLY_BY), "")
    with suppress(ValueError):
        return dt.date.fromisoformat(named)
    return None


def board_sign_off(_project: Project, _catalog: Catalog) -> Sheet:
    """The same for a workforce board that reports."""
    return _form(BOARD_ITEMS)


def _form(items: tuple[str, ...]) -> Sheet:
    return Sheet(
        title=TITLE,
        note="For the parties to fill in: your name first, then dates, terms and signatures. Comes back with the comments.",
        columns=COLUMNS,
        rows=[(item, None, None, None, None) for item in items],
        entry=("who", "date", "settled", "note"),
        choices={"settled": ("yes", "no", "open")},
        roomy=True,
    )

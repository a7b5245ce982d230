"""Dates, promises and signatures that the parties fill in."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Sheet
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Dates and sign-off"
REVIEWED_BY = "Reviewed by"
DUE = "Comments due"
COLUMNS = (
    Column("Item", "item", width=52, tip="What is to be settled."),
    Column("Who", "who", width=34, tip="Name and organisation."),
    Column("Date", "date", "date", 14, tip="Day, as year-month-day."),
    Column("Settled", "settled", width=14, tip="yes, no, or open."),
    Column("Note", "note", "wrapped", 50, tip="Terms or comments, or where they are written."),
)
ITEMS = (
    REVIEWED_BY,
    "Notice of the plan given to the union",
    "Joint committee meets",
    DUE,
    "Comments on the plan as a whole",
    "Effects bargaining over classification and pay",
    "Pay protection, and the day it ends",
    "Training is paid time, before tasks change",
    "Union has its say in the curriculum",
    "Taking part is voluntary",
    "No scores of persons are made or used",
    "Seniority, recall and prior class follow the agreement",
    "Signed for the union",
    "Signed for the city",
)

BOARD_ITEMS = (
    REVIEWED_BY,
    "Reports up to quarter",
    DUE,
    "Comments on the plan as a whole",
    "Signed for the board",
    "Signed for the city",
)


def sign_off(_project: Project, _catalog: Catalog) -> Sheet:
    """One line for each thing that union and city settle, empty for them to fill in."""
    return _form(ITEMS)


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

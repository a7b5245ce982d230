"""What the board edition's cover says about money and people."""

from __future__ import annotations

from reskill.export.blocks import WITHHELD
from reskill.export.xlsx.sheet import As, Formula, Row
from reskill.project.file import Project


def tallies(project: Project) -> list[Row]:
    """Available, planned and participants, live, and whether the lines tie to the plan."""
    cents = project.value("SELECT sum(cents) FROM budget_line") or 0
    available = project.value("SELECT sum(amount) FROM fund_year") or 0
    people = project.value("SELECT sum(participants) FROM cohort") or 0
    formulas = (
        ("Money available", As(Formula("SUM({Funds.available})", available), "money"), "All funds and fiscal years."),
        ("Cost of the plan", As(Formula("SUM({Lines.amount})", cents / 100), "money"), "Cash and in kind, all years."),
        (
            "Check",
            Formula(f'IF(ABS({{above:1}}-{cents / 100!r})<0.005,"adds up","DOES NOT ADD UP")', "adds up"),
            "The lines of this workbook add up to the plan in the project file.",
        ),
        (
            "Participants",
            As(Formula("SUM({Participants.new})", people), "int")
            if people >= project.thresholds.small_cell
            else WITHHELD,
            "People who start a pathway.",
        ),
    )
    return [("Plan", *row) for row in formulas]

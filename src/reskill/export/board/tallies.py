"""What the board edition's cover says about money and people."""

from __future__ import annotations

from reskill.export.blocks import WITHHELD
from reskill.export.board.money import FUNDS, LINES
from reskill.export.board.periods import stretches
from reskill.export.cover import apart, money_of
from reskill.export.equity import equity_rows
from reskill.export.hr.inputs import AS_PLANNED, CHANGED
from reskill.export.open_conflicts import conflict_rows
from reskill.export.xlsx.sheet import As, Formula, Row
from reskill.planning.standing import standing
from reskill.project.file import Project

AS_OF = "; where their number has moved by too few to tell, those told last, as of the day on the sheet Participants"


def tallies(project: Project) -> list[Row]:
    """Available, planned and participants, live, and whether the lines tie to the plan."""
    now, least = standing(project), project.thresholds.small_cell
    cents, available, told = now.committed + now.paid_time, now.available / 100, stretches(project)
    people = 0 if any(s.people is None for s in told) else sum(s.people or 0 for s in told)
    paid = "{Lines.amount},{Lines.paid}"
    formulas = (
        ("Money available", As(Formula(money_of(FUNDS), available), "money"), "All funds and fiscal years."),
        (
            "Cash committed",
            As(Formula(f'SUMIFS({paid},"cash")', now.committed / 100), "money"),
            "Cash of all years; paid time is none.",
        ),
        (
            "In kind",
            As(Formula(f'SUMIFS({paid},"in kind")', now.paid_time / 100), "money"),
            "Paid time of staff in training, and what is given rather than paid: match, no cash.",
        ),
        ("In the project file", As(cents / 100, "money"), "Cash and in kind of the plan when this was written."),
        (
            "Check",
            Formula(
                f'IF({AS_PLANNED}=0,"{CHANGED}",IF(ABS({{above:3}}+{{above:2}}-{{above:1}})<0.005,"adds up","DOES NOT ADD UP"))',
                "adds up",
            ),
            "The lines of this workbook add up to the plan in the project file, while no input is changed.",
        ),
        (
            "Participants",
            As(Formula("SUM({Participants.new})", people), "int") if people >= least else WITHHELD,
            f"People who start a pathway{AS_OF if any(s.as_of for s in told) else ''}.",
        ),
    )
    return [
        *(("Plan", *row) for row in formulas),
        *conflict_rows(project),
        *apart(now, project.thresholds.program_share, FUNDS, LINES, least),
        *equity_rows(project),
    ]

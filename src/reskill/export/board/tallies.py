"""What the board edition's cover says about money and people."""

from __future__ import annotations

from decimal import Decimal

from reskill.export.blocks import WITHHELD
from reskill.export.board.money import FUNDS, LINES
from reskill.export.board.periods import stretches
from reskill.export.cover import apart, money_of
from reskill.export.equity import equity_rows
from reskill.export.hr.inputs import AS_PLANNED, CHANGED, REINVESTED, USED
from reskill.export.hr.inputs import TITLE as INPUTS
from reskill.export.open_conflicts import conflict_rows
from reskill.export.xlsx.sheet import As, Formula, Row
from reskill.planning.budget import by_fund_year
from reskill.planning.cost_kinds import BACKFILL
from reskill.planning.money import exact, to_cents
from reskill.planning.scenarios import scenario_in_force
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
            "Paid time of staff in training, and what is given without being paid: no cash. It is match only where an award"
            " letter says so; nothing of it is assigned to an award here.",
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
        ("Plan", "Funds", _within(project), "By the sheet Funds; follows its yellow cells and the sheet Inputs."),
        *_spared(project),
        *conflict_rows(project),
        *apart(now, project.thresholds.program_share, FUNDS, LINES, least),
        *equity_rows(project),
    ]


def _within(project: Project) -> Formula:
    """Whether the plan stays within every fund's year, live."""
    kept, unknown = "within what each has in each year", f"NOT KNOWN, see {FUNDS}"
    over = f"OVERDRAWN: a fund has less than is planned, see {FUNDS}"
    found = "{" + FUNDS + ".within}"
    text = f'IF(COUNTIF({found},"NO")>0,"{over}",IF(COUNTIF({found},"not known")>0,"{unknown}","{kept}"))'
    return Formula(text, kept if all(y.left >= 0 for y in by_fund_year(project)) else over)


def _spared(project: Project) -> list[Row]:
    """How much less backfill the plan pays since freed time is taken to stand in; nothing where it takes none or all."""
    share = scenario_in_force(project).reinvested
    cents = project.value("SELECT sum(cents) FROM budget_line WHERE category = ?", (BACKFILL,)) or 0
    if not cents or not 0 < share < 1:
        return []
    used = f"{REINVESTED}{USED}"
    paid = f'SUMIFS({{{LINES}.amount}},{{{LINES}.category}},"{BACKFILL}")'
    formula = Formula(f'IF({used}<1,ROUND({paid}*{used}/(1-{used}),2),"not known")', to_cents(_of(cents, share)) / 100)
    text = (
        f"Backfill that the plan does not pay, since {share:.0%} of the time freed is taken to stand in ({REINVESTED}), before"
        f" the review and overhead on it. Nothing proves this yet: set {REINVESTED} to 0 on the sheet {INPUTS} to see the"
        " cash without it."
    )
    return [("Plan", "Spared by time freed", As(formula, "money"), text)]


def _of(cents: int, share: float) -> Decimal:
    """US dollars that a share would have been of, beside the cents that are the rest."""
    return Decimal(cents) / 100 * exact(share) / (1 - exact(share))

"""The inputs of the workbook's live model: the rates that can be changed in it, by name, and what only a new plan
would change."""

from __future__ import annotations

from reskill.export.xlsx.sheet import As, Row, Sheet
from reskill.planning.scenarios import scenario_in_force
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Inputs"
FRINGE_RATE, BACKFILL_SHARE, REINVESTED, REVIEW_COST = "Fringe_rate", "Backfill_share", "Reinvested", "Review_cost"
BACKFILL_RATE = f"{BACKFILL_SHARE}*(1-{REINVESTED})"  # as the core has it
BACKFILL_PAY, BACKFILL_FRINGE = "Backfill_pay", "Backfill_fringe"
COLUMNS = (
    Column("Input", "name", width=24, tip="Name of the cell beside it, as formulas use it."),
    Column("Value", "value", width=14, tip="Change it here: every amount, total and check follows."),
    Column("What it does", "meaning", "wrapped", 70, tip="Which amounts rest on it."),
    Column("Kind", "kind", "wrapped", 44, tip="live: change it in this workbook; static: the program must plan again."),
)
LIVE = "live"


def inputs(project: Project, _catalog: Catalog, funds: str = "Budget by fund and year") -> Sheet:
    """Rates as marked and named cells, then what is static; `funds` is the sheet with the money."""
    limits, scenario = project.thresholds, scenario_in_force(project)
    rates = (
        (FRINGE_RATE, limits.fringe_rate, "Fringe over release wages: lines of fringe."),
        (BACKFILL_SHARE, limits.backfill_share, "Share of release hours that somebody else is paid to cover."),
        (REINVESTED, scenario.reinvested, "Share of the time freed that returns to staff: lowers backfill."),
        (BACKFILL_PAY, limits.backfill_pay, "Pay of those who stand in, in pay of those away; overtime is 1.5."),
        (BACKFILL_FRINGE, limits.backfill_fringe, "Fringe on the pay of those who stand in."),
        (REVIEW_COST, scenario.review_cost, "Review and oversight over the other costs of a cohort and quarter."),
    )
    static = f"static: made by the program on {now()[:10]}"
    rows: list[Row] = [
        (name, As(value, "number" if name == BACKFILL_PAY else "percent"), meaning, LIVE)
        for name, value, meaning in rates
    ]
    rows += [
        (
            "Money of the funds",
            None,
            f"The yellow cells of {funds}: what is left and checks follow.",
            LIVE,
        ),
        ("People and places", None, "Who takes part, in which program and quarter, is chosen by a solver.", static),
        ("Hours and hourly pay", None, "Paid hours of each program and the mean hourly pay of each role.", static),
    ]
    return Sheet(
        title=TITLE,
        note="What can be changed in this workbook, and what only a new plan changes. Totals and checks follow.",
        columns=COLUMNS,
        rows=rows,
        entry=("value",),
        on_paper=False,  # where nothing follows; the sheet Assumptions has the rates
        names={name: ("value", n) for n, (name, *_) in enumerate(rates)},
    )

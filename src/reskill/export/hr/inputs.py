"""The inputs of the workbook's live model: the rates that can be changed in it, by name, and what only a new plan
would change."""

from __future__ import annotations

from reskill.export.xlsx.sheet import As, Formula, Row, Sheet
from reskill.planning.scenarios import scenario_in_force
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Inputs"
FRINGE_RATE, BACKFILL_SHARE, REINVESTED, REVIEW_COST = "Fringe_rate", "Backfill_share", "Reinvested", "Review_cost"
BACKFILL_RATE = f"{BACKFILL_SHARE}*(1-{REINVESTED})"  # as the core has it
BACKFILL_PAY, BACKFILL_FRINGE = "Backfill_pay", "Backfill_fringe"
AS_PLANNED = "As_planned"
PLANNED = Column("As planned", "planned", width=14, tip="The plan's own value; at the end 1 while every input has it.")
COLUMNS = (
    Column("Input", "name", width=24, tip="Name of the cell beside it, as formulas use it."),
    Column("Value", "value", width=14, tip="Change it here: every amount, total and check follows."),
    Column("What it does", "meaning", "wrapped", 70, tip="Which amounts rest on it."),
    Column("Kind", "kind", "wrapped", 44, tip="live: change it in this workbook; static: the program must plan again."),
)
LIVE = "live"


def inputs(
    project: Project, _catalog: Catalog, funds: str = "Budget by fund and year", as_planned: bool = False
) -> Sheet:
    """Rates as marked and named cells, then what is static; `funds` is the sheet with the money. `as_planned` adds a cell
    of that name that is 1 while every rate is the plan's, else 0."""
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
    given = [(name, As(value, "number" if name == BACKFILL_PAY else "percent"), text) for name, value, text in rates]
    rows: list[Row] = [(name, value, text, LIVE, value) for name, value, text in given]
    off = "+".join(f"ABS({name}-{{planned^{len(rates) - n}}})" for n, (name, *_) in enumerate(rates))
    if as_planned:
        text = "Rounding on the lines counts while every input is the plan's."
        rows.append((AS_PLANNED, None, text, LIVE, As(Formula(f"IF({off}=0,1,0)", 1), "int")))
    rows += [
        (
            "Money of the funds",
            None,
            f"The yellow cells of {funds}: what is left and checks follow.",
            LIVE,
            None,
        ),
        (
            "People and places",
            None,
            "Who takes part, in which program and quarter, is chosen by a solver.",
            static,
            None,
        ),
        (
            "Hours and hourly pay",
            None,
            "Paid hours of each program and the mean hourly pay of each role.",
            static,
            None,
        ),
    ]
    columns = (*COLUMNS, PLANNED) if as_planned else COLUMNS
    names = {name: ("value", n) for n, (name, *_) in enumerate(rates)}
    return Sheet(
        title=TITLE,
        note="What can be changed in this workbook, and what only a new plan changes. Totals and checks follow.",
        columns=columns,
        rows=[row[: len(columns)] for row in rows],
        entry=("value",),
        on_paper=False,  # where nothing follows; the sheet Assumptions has the rates
        names=names | ({AS_PLANNED: ("planned", len(rates))} if as_planned else {}),
    )

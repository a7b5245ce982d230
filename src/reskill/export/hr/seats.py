"""The sheet of seats: what the plan asks of each program by quarter, for whoever books training."""

from __future__ import annotations

from reskill.columns import SEAT
from reskill.export.xlsx.sheet import Formula, Sheet, tabulate
from reskill.planning.money import line_cents, to_cents
from reskill.planning.seats import SEATS
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Fiscal year", "fiscal_year", tip="Named by the year in which it ends."),
    Column("Quarter", "quarter", tip="Of the fiscal year, 1 to 4."),
    SEAT["start"],
    Column("Program no.", "program_id", tip="Number of the program on the sheet Programs."),
    SEAT["program"].at(40, wrapped=True),
    SEAT["provider"].at(28, wrapped=True),
    Column("Delivery", "delivery", "wrapped", 20, tip="How it is taught."),
    SEAT["seats"],
    Column("Seats agreed", "agreed", "int", tip="With partners that have signed, for the quarter; blank = none."),
    Column("Partner", "partner", "wrapped", 28, tip="Who delivers it to the city in the quarter."),
    SEAT["roles"],
    SEAT["hours"],
    SEAT["price"],
    SEAT["tuition"],
)


def seats(project: Project, _catalog: Catalog) -> Sheet:
    """Seats by quarter and program; tuition is live where it is what the price makes of the seats."""
    rows = project.rows(f"{SEATS} ORDER BY c.fiscal_year, c.quarter, program, c.program_id")
    for row in rows:
        if row["price"] is not None and line_cents(row["seats"], row["price"]) == to_cents(row["tuition"]):
            row["tuition"] = Formula("ROUND({seats}*{price},2)", row["tuition"])
    return Sheet(
        title="Seats to book",
        note="What the plan asks of each program by quarter, over all roles.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("seats", "hours", "tuition"),
        empty="The plan has no cohorts, so no seats to book.",
    )

"""The board edition's people: who starts when, with paid hours and cost."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Formula, Sheet, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Fiscal year", "fiscal_year", tip="Named by the year in which it ends."),
    Column("Quarter", "quarter", tip="Of the fiscal year, 1 to 4."),
    Column("New participants", "new", "int", tip="People who start a pathway in the quarter."),
    Column("Participants so far", "so_far", "int", tip="People who have started since the plan began."),
    Column(
        "Paid training hours", "hours", "number", tip="Of those who start in the quarter, over their whole program."
    ),
    Column("Cost in the quarter", "cost", "money", tip="Sum of the sheet Lines, cash and in kind."),
    Column("Actual participants", "actual", "int", 14, tip="For the board to fill in."),
    Column("Completed", "completed", "int", 14, tip="For the board to fill in."),
    Column("Placed or kept in work", "placed", "int", 14, tip="For the board to fill in."),
)
_QUARTERS = """
SELECT fiscal_year, quarter, sum(new) AS new, sum(hours) AS hours, sum(cents) AS cents FROM (
    SELECT fiscal_year, quarter, participants AS new, participants * hours AS hours, 0 AS cents FROM cohort
    UNION ALL SELECT fiscal_year, quarter, 0, 0, cents FROM budget_line
) GROUP BY 1, 2 ORDER BY 1, 2
"""


def participants(project: Project, catalog: Catalog) -> Sheet:
    """Participants, hours and cost by quarter, with columns for what came of it."""
    rows = project.rows(_QUARTERS)
    so_far = 0
    for n, row in enumerate(rows):
        so_far += row["new"]
        row["so_far"] = Formula("{new}" if n == 0 else "{above:1}+{new}", so_far)
        lines = "SUMIFS({Lines.amount},{Lines.fiscal_year},{fiscal_year},{Lines.quarter},{quarter})"
        row["cost"] = Formula(lines, row["cents"] / 100)
    return Sheet(
        title="Participants",
        note="New participants, paid hours and cost by quarter; outcomes are for the board to fill in.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("new", "hours", "cost"),
        entry=("actual", "completed", "placed"),
        empty="The plan has no participants.",
        frozen_columns=2,
    )

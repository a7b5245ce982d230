"""The board edition's form by fund and quarter: what is planned, and what the board reports as actual."""

from __future__ import annotations

from collections import Counter

from reskill.export.board.money import FUND, PERIOD, YEAR
from reskill.export.board.periods import by_quarter
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Formula, Sheet, as_criterion, tabulate
from reskill.planning.budget import by_fund_year
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Planned and actual"
NOT_REPORTED = "not reported"
ACTUAL = Column("Actual in cash", "actual", "money", 15, tip="For the board to fill in.")
ACTUAL_IN_KIND = Column("Actual in kind", "actual_in_kind", "money", 15, tip="For the board to fill in.")
COLUMNS = (
    FUND,
    YEAR,
    PERIOD,
    Column("Planned in cash", "cash", "money", tip="Sum of Lines."),
    Column("Planned in kind", "in_kind", "money", tip="Sum of Lines."),
    ACTUAL,
    ACTUAL_IN_KIND,
    Column("Actual less planned", "over", "money", tip="In cash, once the actual is entered."),
)


def planned_and_actual(project: Project, _catalog: Catalog) -> Sheet:
    """Each fund by period, with room for actuals, comments and answers."""
    period_of = by_quarter(project)
    cents: Counter[tuple[str, str, int]] = Counter()
    for r in project.rows(
        "SELECT f.name, b.fiscal_year, b.quarter, b.in_kind, sum(b.cents) AS cents FROM budget_line b"
        " JOIN fund f ON f.id = b.fund_id GROUP BY 1, 2, 3, 4"
    ):
        cents[r["name"], period_of[r["fiscal_year"], r["quarter"]].name, r["in_kind"]] += r["cents"]
    of_line = "SUMIFS({Lines.amount},{Lines.fund},{fund},{Lines.period},{period},{Lines.paid},"
    rows = [
        {
            "fund": as_criterion(fund),
            "year": period.year,
            "period": period.name,
            "cash": Formula(f'{of_line}"cash")', cents[fund, period.name, 0] / 100),
            "in_kind": Formula(f'{of_line}"in kind")', cents[fund, period.name, 1] / 100),
            "over": Formula(f'IF({{actual}}="","{NOT_REPORTED}",ROUND({{actual}}-{{cash}},2))', NOT_REPORTED),
        }
        for fund in dict.fromkeys(y.fund for y in by_fund_year(project))
        for period in dict.fromkeys(period_of.values())
        if cents[fund, period.name, 0] or cents[fund, period.name, 1]
    ]
    sheet = Sheet(
        title=TITLE,
        note="Each fund by quarter as planned, with columns for actuals, comments and answers. Comes back with them.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("cash", "in_kind", "actual", "actual_in_kind"),
        entry=("actual", "actual_in_kind"),
        empty="The plan has no costs.",
    )
    return for_review(sheet, [f"quarter: {r['fund']} | {r['period']}" for r in rows])

"""The board edition's form by fund and quarter: what is planned, and what the board reports as actual."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from reskill.export.board.money import FUND, PERIOD, YEAR
from reskill.export.board.told_costs import told_costs
from reskill.export.union.review_columns import COMMENT, for_review
from reskill.export.xlsx.sheet import NO_NUMBER, Formula, Sheet, as_criterion, tabulate
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "Planned and actual"
_LINE, _AND = "quarter: ", " | "  # of a reference
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
    Column("In kind: actual less planned", "over_in_kind", "money", tip="In kind, once the actual is entered."),
)


def planned_and_actual(project: Project, _catalog: Catalog) -> Sheet:
    """Each fund by period, with room for actuals, comments and answers."""
    costs = told_costs(project)
    cents: dict[tuple[str, str, str], Counter[int]] = {}
    for r in project.rows(
        "SELECT f.name, b.fiscal_year, b.quarter, b.category, b.in_kind, sum(b.cents) AS cents FROM budget_line b"
        " JOIN fund f ON f.id = b.fund_id WHERE b.cents <> 0 GROUP BY 1, 2, 3, 4, 5 ORDER BY f.id, 2, 3"
    ):
        fund, period = costs.place(r["name"], (r["fiscal_year"], r["quarter"]), r["category"], r["in_kind"])
        cents.setdefault((fund, period.year, period.name), Counter())[r["in_kind"]] += r["cents"]
    of_line = "SUMIFS({Lines.amount},{Lines.fund},{fund},{Lines.period},{period},{Lines.paid},"
    rows = [
        {
            "fund": as_criterion(fund),
            "year": year,
            "period": period,
            "cash": Formula(f'{of_line}"cash")', spent[0] / 100),
            "in_kind": Formula(f'{of_line}"in kind")', spent[1] / 100),
            "over": _over("actual", "cash"),
            "over_in_kind": _over("actual_in_kind", "in_kind"),
        }
        for (fund, year, period), spent in cents.items()
    ]
    sheet = Sheet(
        title=TITLE,
        note="Each fund by quarter as planned, with columns for actuals, comments and answers. Comes back with them."
        + costs.words,
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("cash", "in_kind", "actual", "actual_in_kind"),
        unless=dict.fromkeys(("actual", "actual_in_kind"), NO_NUMBER),
        entry=("actual", "actual_in_kind"),
        roomy=True,
        empty="The plan has no costs.",
    )
    references = [f"{_LINE}{r['fund']}{_AND}{r['period']}" for r in rows]
    return for_review(sheet, references, comment=replace(COMMENT, width=36))  # room to say why an actual differs


def _over(actual: str, planned: str) -> Formula:
    """By how much what was entered is more than what was planned, in words until it is entered."""
    less = f"ROUND({{{actual}}}-{{{planned}}},2)"
    return Formula(
        f'IF({{{actual}}}="","{NOT_REPORTED}",IF(ISNUMBER({{{actual}}}),{less},"{NO_NUMBER}"))', NOT_REPORTED
    )


def fund_and_period(line: str) -> tuple[str, str]:
    """The fund and the period of a line, by its reference."""
    fund, _, period = line.removeprefix(_LINE).rpartition(_AND)
    return fund, period

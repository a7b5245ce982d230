"""The board edition's money: summed lines, and live sums of them by fund and by category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from reskill.export.cost_basis import BASIS, basis
from reskill.export.xlsx.sheet import Cell, Formula, Sheet, as_criterion, tabulate
from reskill.planning.budget import by_fund_year
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

LINES, FUNDS, CATEGORIES = "Lines", "Funds", "Funds by category"
QUARTERS = (1, 2, 3, 4)
FUND = Column("Fund", "fund", tip="Who pays.")
KIND = Column("Kind", "kind", tip="city, state, federal, union or philanthropy.")
YEAR = Column("Fiscal year", "fiscal_year", tip="Named by the year in which it ends.")
LINE_COLUMNS = (
    FUND,
    KIND,
    YEAR,
    Column("Quarter", "quarter", tip="Of the fiscal year, 1 to 4."),
    Column("Category", "category", tip="Kind of cost."),
    Column("Cash or in kind", "paid", tip="In-kind costs count as match but take no money from a fund."),
    Column("Amount", "amount", "money", tip="Sum of the plan's budget lines, US dollars."),
)
BY_QUARTER = tuple(Column(f"Quarter {q}", f"q{q}", "money", tip=f"Planned in quarter {q}.") for q in QUARTERS)
FUND_COLUMNS = (
    FUND,
    KIND,
    YEAR,
    Column("Available", "available", "money", tip="Money that the fund has for the plan, carry-in included."),
    *BY_QUARTER,
    Column("Planned in cash", "cash", "money", tip="Sum of the quarters."),
    Column("In kind", "in_kind", "money", tip="Value of what is given rather than paid: match."),
    Column("Left", "left", "money", tip="Available less planned in cash: projected carry-out."),
    Column("Within the fund", "within", tip="Whether the plan stays within what is available."),
    Column("Rules", "rules", "wrapped", 40, tip="Terms of the fund as entered by the planner."),
    Column("Source", "source", tip="Where amount and terms come from."),
)
CATEGORY_COLUMNS = (
    FUND,
    Column("Category", "category", tip="Kind of cost."),
    YEAR,
    *BY_QUARTER,
    Column("Year", "total", "money", tip="Sum of the quarters, cash and in kind."),
    BASIS,
)
_LINES = """
SELECT f.name AS fund, f.kind, b.fiscal_year, b.quarter, b.category,
    CASE b.in_kind WHEN 1 THEN 'in kind' ELSE 'cash' END AS paid, sum(b.cents) AS cents
FROM budget_line b JOIN fund f ON f.id = b.fund_id
GROUP BY f.id, b.fiscal_year, b.quarter, b.category, b.in_kind ORDER BY f.id, 3, 4, 5, 6
"""


def lines(project: Project, catalog: Catalog) -> Sheet:
    """The plan's costs summed by fund, fiscal year, quarter, category and cash or in kind."""
    rows = [
        r | {"amount": r["cents"] / 100, "fund": as_criterion(r["fund"]), "category": as_criterion(r["category"])}
        for r in project.rows(_LINES)
    ]
    return Sheet(
        title=LINES,
        note="The plan's costs summed by fund, fiscal year, quarter and category; the other sheets add these up.",
        columns=LINE_COLUMNS,
        rows=tabulate(LINE_COLUMNS, rows),
        totals=("amount",),
        empty="The plan has no costs.",
    )


def funds(project: Project, catalog: Catalog) -> Sheet:
    """Each fund by fiscal year: available, planned by quarter, left."""
    cents: dict[tuple[str, int, int, str], int] = defaultdict(int)
    for r in project.rows(_LINES):
        cents[r["fund"], r["fiscal_year"], r["quarter"], r["paid"]] += r["cents"]
    rows: list[Mapping[str, Any]] = []
    for y in by_fund_year(project):
        cash = [cents[y.fund, y.fiscal_year, q, "cash"] for q in QUARTERS]
        rows.append(
            {
                "fund": as_criterion(y.fund),
                "kind": y.kind,
                "fiscal_year": y.fiscal_year,
                "available": y.available / 100,
                **{f"q{q}": Formula(_sums('"cash"', quarter=q), c / 100) for q, c in zip(QUARTERS, cash, strict=True)},
                "cash": Formula("+".join(f"{{q{q}}}" for q in QUARTERS), y.cash / 100),
                "in_kind": Formula(_sums('"in kind"'), y.in_kind / 100),
                "left": Formula("ROUND({available}-{cash},2)", y.left / 100),
                "within": Formula('IF({left}>=0,"yes","NO")', "yes" if y.left >= 0 else "NO"),
                "rules": y.rules,
                "source": y.source,
            }
        )
    return Sheet(
        title=FUNDS,
        note="Each fund by fiscal year: what is available, planned by quarter in cash, in kind, and left.",
        columns=FUND_COLUMNS,
        rows=tabulate(FUND_COLUMNS, rows),
        totals=("available", *(f"q{q}" for q in QUARTERS), "cash", "in_kind", "left"),
        empty="No fund has money for the plan yet.",
    )


def categories(project: Project, catalog: Catalog) -> Sheet:
    """Each fund's costs by category, fiscal year and quarter."""
    return Sheet(
        title=CATEGORIES,
        note="Each fund's costs by category, fiscal year and quarter, cash and in kind. Live sums of Lines.",
        columns=CATEGORY_COLUMNS,
        rows=tabulate(CATEGORY_COLUMNS, _by_category(project)),
        totals=(*(f"q{q}" for q in QUARTERS), "total"),
        empty="The plan has no costs.",
        frozen_columns=2,
    )


def _by_category(project: Project) -> Iterator[dict[str, Cell]]:
    cents: dict[tuple[str, str, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for r in project.rows(_LINES):
        cents[r["fund"], r["category"], r["fiscal_year"]][r["quarter"]] += r["cents"]
    for (fund, category, year), spent in cents.items():
        row: dict[str, Cell] = {
            "fund": as_criterion(fund),
            "category": as_criterion(category),
            "fiscal_year": year,
            "basis": basis(category),
        }
        for q in QUARTERS:
            row[f"q{q}"] = Formula(_sums(quarter=q, by_category=True), spent[q] / 100)
        row["total"] = Formula("+".join(f"{{q{q}}}" for q in QUARTERS), sum(spent.values()) / 100)
        yield row


def _sums(paid: str = "", quarter: int = 0, by_category: bool = False) -> str:
    """The formula that adds up the lines of this row's fund and year."""
    criteria = ["{Lines.fund},{fund}", "{Lines.fiscal_year},{fiscal_year}"]
    criteria += [f"{{Lines.paid}},{paid}"] if paid else []
    criteria += [f"{{Lines.quarter}},{quarter}"] if quarter else []
    criteria += ["{Lines.category},{category}"] if by_category else []
    return f"SUMIFS({{Lines.amount}},{','.join(criteria)})"

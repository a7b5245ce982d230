"""The sheets of the budget: every line with its live product, and live sums by fund, category and fiscal year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reskill.columns import FUND_YEAR, LINE
from reskill.export.cost_basis import BASIS, basis
from reskill.export.hr.inputs import BACKFILL_FRINGE, BACKFILL_PAY, BACKFILL_RATE, FRINGE_RATE, REVIEW_COST
from reskill.export.xlsx.sheet import Cell, Chart, Formula, Sheet, as_criterion, tabulate
from reskill.planning.budget import by_fund_year
from reskill.planning.cost_kinds import BACKFILL, FRINGE, RELEASE, REVIEW
from reskill.planning.costs import Rates, cover_cost
from reskill.planning.money import exact, hundredths, line_cents
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.set_costs import set_costs
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

BUDGET, BY_FUND, BY_CATEGORY = "Budget", "Budget by fund and year", "Budget by category"
CASH, IN_KIND = "cash", "in kind"
KIND = Column("Kind", "kind", tip="What kind of money it is: one of the kinds that funds are chosen from.")
LINES = (
    Column("Line", "id", tip="Number of the budget line."),
    Column("Fiscal year", "fiscal_year", tip="Named by the year in which it ends."),
    Column("Quarter", "quarter", tip="Of the fiscal year, 1 to 4."),
    Column("Cohort", "cohort_id", tip="Number of the cohort; empty for costs of the whole plan."),
    Column("For", "purpose", tip="Role and destination of the cohort."),
    LINE["category"],
    LINE["fund"],
    LINE["paid"],
    LINE["quantity"],
    LINE["unit"],
    LINE["unit_cost"],
    LINE["amount"],
    LINE["note"].at(40, wrapped=True),
    LINE["source"].at(40, wrapped=True),
)
FUNDS = (
    FUND_YEAR["fund"],
    KIND,
    Column("Fiscal year", "fiscal_year", tip="Named by the year in which it ends."),
    FUND_YEAR["available"],
    FUND_YEAR["cash"],
    FUND_YEAR["in_kind"],
    FUND_YEAR["left"],
    Column("Within the fund", "within", tip="Whether the plan stays within what is available."),
)
_SUM = "SUMIFS({Budget.amount},{Budget.fund},{fund},{Budget.fiscal_year},{fiscal_year},{Budget.paid},"
_LINES = """
SELECT b.id, b.fiscal_year, b.quarter, b.cohort_id, coalesce(t.title || ' → ' || c.destination_title, '') AS purpose,
    b.category, f.name AS fund, CASE b.in_kind WHEN 1 THEN 'in kind' ELSE 'cash' END AS paid,
    b.quantity, b.unit, b.unit_cost, b.cents, b.note, b.source
FROM budget_line b JOIN fund f ON f.id = b.fund_id LEFT JOIN cohort c ON c.id = b.cohort_id
LEFT JOIN title t ON t.id = c.title_id
ORDER BY b.fiscal_year, b.quarter, b.cohort_id IS NULL, b.cohort_id, b.id
"""


def budget(project: Project, _catalog: Catalog) -> Sheet:
    """Every budget line by date."""
    return Sheet(
        title=BUDGET,
        note="Every cost of the plan: fiscal year, fund, quantity, unit cost and amount. Live, by the sheet Inputs.",
        columns=LINES,
        rows=tabulate(LINES, _live(project)),
        empty="The plan has no costs.",
    )


def _live(project: Project) -> Iterator[dict[str, Cell]]:
    """The lines, with formulas for what rests on the lines above and on a rate of the sheet Inputs.

    The lines of a cohort and quarter stand together; where one was split over funds or entered by hand, so that it
    is not what the rates make of the others, its figures stay as they are.
    """
    rates = Rates.of(project.thresholds, scenario_in_force(project), set_costs(project))
    above: list[Row] = []
    for line in project.rows(_LINES):
        together = ("cohort_id", "fiscal_year", "quarter")
        if line["cohort_id"] is None or any(above and above[-1][f] != line[f] for f in together):
            above = []
        safe = {key: as_criterion(line[key]) for key in ("fund", "category")}
        yield line | safe | {"amount": amount(line)} | _derived(line, above, rates)
        above.append(line)


def _derived(line: Row, above: list[Row], rates: Rates) -> dict[str, Cell]:
    """The live quantity and unit cost of a line that rests on those above it; nothing where it does not."""
    wages = [(len(above) - n, r) for n, r in enumerate(above) if r["category"] == RELEASE]
    given = {"quantity": line["quantity"], "unit_cost": line["unit_cost"]}

    def live(quantity: str, worth: Decimal, unit_cost: str, rate: float) -> dict[str, Cell]:
        same = exact(line["quantity"]) == worth and exact(line["unit_cost"]) == exact(rate)
        if not same:
            return dict(given)
        return {"quantity": Formula(quantity, float(worth)), "unit_cost": Formula(unit_cost, rate)}

    if line["category"] == REVIEW and above:
        base = "+".join(f"{{amount^{n}}}" for n in range(len(above), 0, -1))
        worth = exact(sum(r["cents"] for r in above)) / 100
        return live(f"ROUND({base},2)", worth, REVIEW_COST, float(rates.review))
    if len(wages) != 1:
        return dict(given)
    ((up, paid),) = wages
    if line["category"] == FRINGE:
        return live(f"{{amount^{up}}}", exact(paid["cents"]) / 100, FRINGE_RATE, float(rates.fringe))
    if line["category"] == BACKFILL:
        hours = hundredths(exact(paid["quantity"]) * rates.backfill)
        pay = f"ROUNDUP(ROUND({{unit_cost^{up}}}*{BACKFILL_PAY}*(1+{BACKFILL_FRINGE}),6),2)"
        unit_cost = float(cover_cost(exact(paid["unit_cost"]), rates))
        return live(f"ROUND({{quantity^{up}}}*{BACKFILL_RATE},2)", hours, pay, unit_cost)
    return dict(given)


def amount(line: Row) -> Cell:
    """The amount of a budget line: live, or a plain number where somebody entered another than the product."""
    if line_cents(line["quantity"], line["unit_cost"]) != line["cents"]:
        return float(line["cents"] / 100)
    return Formula("ROUND({quantity}*{unit_cost},2)", line["cents"] / 100)


def by_fund(project: Project, _catalog: Catalog) -> Sheet:
    """What each fund has and pays in each fiscal year."""
    rows: list[dict[str, Cell]] = [
        {
            "fund": as_criterion(y.fund),
            "kind": y.kind,
            "fiscal_year": y.fiscal_year,
            "available": y.available / 100,
            "cash": Formula(f'{_SUM}"{CASH}")', y.cash / 100),
            "in_kind": Formula(f'{_SUM}"{IN_KIND}")', y.in_kind / 100),
            "left": Formula("ROUND({available}-{cash},2)", y.left / 100),
            "within": Formula('IF({left}>=0,"yes","NO")', "yes" if y.left >= 0 else "NO"),
        }
        for y in by_fund_year(project)
    ]
    return Sheet(
        title=BY_FUND,
        note="What each fund has (change it here to see what follows), what the plan takes from it, and what is left, by fiscal"
        " year. Live sums of Budget.",
        columns=FUNDS,
        rows=tabulate(FUNDS, rows),
        totals=("available", "cash", "in_kind", "left"),
        entry=("available",),
        empty="No fund has money for the plan yet.",
    )


def by_category(project: Project, _catalog: Catalog) -> Sheet:
    """What is spent on what, by fiscal year, cash apart from what is in kind."""
    cents: Counter[tuple[str, str, int]] = Counter()
    for r in project.rows("SELECT category, in_kind, fiscal_year, cents FROM budget_line"):
        cents[r["category"], IN_KIND if r["in_kind"] else CASH, r["fiscal_year"]] += r["cents"]
    years = sorted({year for *_, year in cents})
    spent: Counter[tuple[str, str]] = Counter()
    for (category, paid, _), n in cents.items():
        spent[category, paid] += n
    columns = (
        Column("Category", "category", tip="Kind of cost."),
        *(column for paid in (CASH, IN_KIND) for column in _by_year(paid, years)),
        BASIS,
    )
    rows: list[dict[str, Cell]] = []
    for category in sorted({c for c, _ in spent}, key=lambda c: (-spent[c, CASH], -spent[c, IN_KIND], c)):
        row: dict[str, Cell] = {"category": as_criterion(category), "basis": basis(category)}
        for paid in (CASH, IN_KIND):
            for y in years:
                formula = f'SUMIFS({{Budget.amount}},{{Budget.category}},{{category}},{{Budget.paid}},"{paid}",'
                formula += f"{{Budget.fiscal_year}},{y})"
                row[_field(paid, y)] = Formula(formula, cents[category, paid, y] / 100)
            every = "+".join(f"{{{_field(paid, y)}}}" for y in years)
            row[_field(paid)] = Formula(every, spent[category, paid] / 100)
        rows.append(row)
    return Sheet(
        title=BY_CATEGORY,
        note="What the plan spends on what, by fiscal year; cash apart from what is in kind. Live sums of Budget.",
        columns=columns,
        rows=tabulate(columns, rows),
        totals=tuple(c.field for c in columns[1:-1]),
        chart=Chart(
            "Cost by category, all years",
            "category",
            (_field(CASH), _field(IN_KIND)),
            "US dollars",
            "Bars of the columns Cash and In kind, all years, of the table above for each category, the most cash first.",
        ),
        empty="The plan has no costs.",
    )


def _by_year(paid: str, years: Sequence[int]) -> Iterator[Column]:
    """The columns of what is paid so: one a fiscal year, and their sum."""
    said = paid.capitalize()
    for y in years:
        tip = f"{said} in the fiscal year that ends in {y}."
        yield Column(f"{said}, FY{y}", _field(paid, y), "money", tip=tip)
    yield Column(f"{said}, all years", _field(paid), "money", tip="Sum over the fiscal years.")


def _field(paid: str, year: int | str = "all") -> str:
    return f"{paid.replace(' ', '_')}_{year}"

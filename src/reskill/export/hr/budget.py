"""The sheets of the budget: every line with its live product, and live sums by fund, category and fiscal year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reskill.columns import FUND_YEAR, LINE
from reskill.export.cost_basis import BASIS, basis
from reskill.export.hr.inputs import BACKFILL_RATE, COVER_PAY, FIRST_YEAR, USED
from reskill.export.live import RISES, in_base, share_rates
from reskill.export.xlsx.sheet import NO_NUMBER, Cell, Chart, Formula, Sheet, as_criterion, tabulate
from reskill.planning.budget import FundYear, by_fund_year
from reskill.planning.cost_kinds import BACKFILL, RELEASE
from reskill.planning.costs import Rates, cover_cost
from reskill.planning.funds import plan_years
from reskill.planning.money import exact, line_cents, operand
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.set_costs import INFLATION, WAGE_GROWTH, set_costs
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

BUDGET, BY_FUND, BY_CATEGORY = "Budget", "Budget by fund and year", "Budget by category"
CASH, IN_KIND = "cash", "in kind"
KIND = Column("Kind", "kind", tip="What kind of money it is: one of the kinds that funds are chosen from.")
TODAY = Column("Unit cost, first year", "today", "rate", tip="US dollars a unit in the plan's first fiscal year.")
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
    TODAY,
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
MONEY = (0.0, 1e12)  # US dollars that a fund may have
_SUM = "SUMIFS({Budget.amount},{Budget.fund},{fund},{Budget.fiscal_year},{fiscal_year},{Budget.paid},"
_LINES = """
SELECT b.id, b.fiscal_year, b.quarter, b.cohort_id, coalesce(t.title || ' → ' || c.destination_title, '') AS purpose,
    b.category, f.name AS fund, CASE b.in_kind WHEN 1 THEN 'in kind' ELSE 'cash' END AS paid,
    b.quantity, b.unit, b.unit_cost, b.cents, b.note, b.source, b.typed
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
        unprinted=(TODAY.field,),
    )


def _live(project: Project) -> Iterator[dict[str, Cell]]:
    """The lines, with formulas for what rests on the lines above, on the fiscal year and on a rate of the sheet Inputs.

    The lines of a cohort and quarter stand together; where one was split over funds or entered by hand, so that it
    is not what the rates make of the others, its figures stay as they are.
    """
    rates = Rates.of(project.thresholds, scenario_in_force(project), set_costs(project))
    first = plan_years(project).start
    above: list[Row] = []
    for line in project.rows(_LINES):
        together = ("cohort_id", "fiscal_year", "quarter")
        if line["cohort_id"] is None or any(above and above[-1][f] != line[f] for f in together):
            above = []
        safe = {key: as_criterion(line[key]) for key in ("fund", "category")}
        made = {} if line["cohort_id"] is None else _derived(line, above, rates, first)
        yield line | safe | {"amount": amount(line)} | made
        above.append(line)


def _derived(line: Row, above: list[Row], rates: Rates, first: int) -> dict[str, Cell]:
    """The live quantity and unit cost of a line; nothing where it does not follow from the rates."""
    kind, unit_cost = line["category"], exact(line["unit_cost"])
    if name := RISES.get(kind):
        rise, year = (WAGE_GROWTH if kind == RELEASE else INFLATION), line["fiscal_year"] - first
        today = None if year < 0 or "unit_cost" in line["typed"].split() else rates.today(unit_cost, rise, year)
        if today is None:
            return {}
        risen = f"ROUND({{today}}*(1+{name}{USED})^({{fiscal_year}}-{FIRST_YEAR}),6)"
        return {"today": float(today), "unit_cost": Formula(risen, line["unit_cost"])}
    wages = [(len(above) - n, r) for n, r in enumerate(above) if r["category"] == RELEASE]
    if kind == BACKFILL and len(wages) == 1:
        ((up, paid),) = wages
        hours = operand(exact(paid["quantity"]) * rates.backfill)
        if exact(line["quantity"]) != hours or unit_cost != cover_cost(exact(paid["unit_cost"]), rates):
            return {}
        return {
            "quantity": Formula(f"ROUND({{quantity^{up}}}*{BACKFILL_RATE},6)", line["quantity"]),
            "unit_cost": Formula(f"ROUND({{unit_cost^{up}}}*{COVER_PAY},6)", line["unit_cost"]),
        }
    name, rate = share_rates(rates).get(kind, ("", Decimal(0)))
    base = [(len(above) - n, r) for n, r in enumerate(above) if in_base(kind, r["category"])]
    same = exact(sum(r["cents"] for _, r in base)) / 100 == exact(line["quantity"]) and unit_cost == rate
    if not name or not base or not same:
        return {}
    added = "+".join(f"{{amount^{up}}}" for up, _ in base)
    text = f"ROUND({added},2)" if len(base) > 1 else added
    return {"quantity": Formula(text, line["quantity"]), "unit_cost": Formula(f"{name}{USED}", line["unit_cost"])}


def amount(line: Row) -> Cell:
    """The amount of a budget line: live, or a plain number where somebody entered another than the product."""
    if line_cents(line["quantity"], line["unit_cost"]) != line["cents"]:
        return float(line["cents"] / 100)
    return Formula("ROUND({quantity}*{unit_cost},2)", line["cents"] / 100)


def by_fund(project: Project, _catalog: Catalog) -> Sheet:
    """What each fund has and pays in each fiscal year."""
    years = by_fund_year(project)
    rows: list[dict[str, Cell]] = [
        {
            "fund": as_criterion(y.fund),
            "kind": y.kind,
            "fiscal_year": y.fiscal_year,
            "available": y.available / 100,
            "cash": Formula(f'{_SUM}"{CASH}")', y.cash / 100),
            "in_kind": Formula(f'{_SUM}"{IN_KIND}")', y.in_kind / 100),
            **left_over(y.left),
        }
        for y in years
    ]
    return Sheet(
        title=BY_FUND,
        note="What each fund has (change it here to see what follows), what the plan takes from it, and what is left, by fiscal"
        " year. Live sums of Budget.",
        columns=FUNDS,
        rows=tabulate(FUNDS, rows),
        totals=("available", "cash", "in_kind", "left"),
        unless=dict.fromkeys(("available", "left"), NO_NUMBER),
        entry=("available",),
        names=money_names(years),
        limits=dict.fromkeys(money_names(years), MONEY),
        empty="No fund has money for the plan yet.",
    )


def left_over(cents: int) -> dict[str, Cell]:
    """What is left of a fund's year, now so many cents, and whether the plan stays within it; in words where what is
    available is no number."""
    return {
        "left": Formula(f'IF(ISNUMBER({{available}}),ROUND({{available}}-{{cash}},2),"{NO_NUMBER}")', cents / 100),
        "within": Formula('IF(ISNUMBER({left}),IF({left}>=0,"yes","NO"),"not known")', "yes" if cents >= 0 else "NO"),
    }


def money_names(years: Sequence[FundYear]) -> dict[str, tuple[str, int]]:
    """Names of the cells with what funds have, by fund and fiscal year."""
    found: dict[str, tuple[str, int]] = {}
    for n, y in enumerate(years):
        words = "_".join(re.findall("[A-Za-z0-9]+", y.fund))[:60] or str(y.fund_id)
        name = f"Available_{words}_FY{y.fiscal_year}"
        found[name if name.lower() not in map(str.lower, found) else f"{name}_{y.fund_id}"] = ("available", n)
    return found


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

"""The board edition's money: summed lines that name no role, and live sums of them by fund and by category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import permutations
from typing import Any

from reskill.export.blocks import WITHHELD
from reskill.export.board.hours_told import silent_hours
from reskill.export.board.live import Summed, live_lines
from reskill.export.board.periods import Period
from reskill.export.board.told_costs import ToldCosts, told_costs
from reskill.export.cost_basis import BASIS, basis
from reskill.export.hr.budget import KIND, MONEY, left_over, money_names
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import NO_NUMBER, As, Cell, Formula, Given, Sheet, as_criterion, of_numbers, tabulate
from reskill.planning.budget import FundYear, by_fund_year
from reskill.planning.cost_kinds import RELEASE
from reskill.planning.costs import Rates
from reskill.planning.funds import available, plan_years
from reskill.planning.money import exact
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.set_costs import INFLATION, WAGE_GROWTH, set_costs
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.table import Column

LINES, FUNDS, CATEGORIES = "Lines", "Funds", "Funds by category"
FUND = Column("Fund", "fund", "wrapped", 28, tip="Who pays.")
YEAR = Column("Fiscal year", "year", "wrapped", 12, tip="Named by the year in which it ends.")
PERIOD = Column("Period", "period", "wrapped", 18, tip="Quarters of the fiscal year; those with few people are joined.")
CATEGORY = Column("Category", "category", "wrapped", 18, tip="Kind of cost.")
LINE_COLUMNS = (
    replace(FUND, width=44),
    YEAR,
    replace(PERIOD, width=26),
    replace(CATEGORY, width=28),
    Column(
        "Cash or in kind",
        "paid",
        "wrapped",
        10,
        tip="In-kind costs take no money from a fund; they are match only where an award letter says so.",
    ),
    Column("Quantity", "quantity", "fine", tip="Units of the period in which they fall; withheld where few people."),
    Column("Unit", "unit", "wrapped", 30, tip="What is counted."),
    Column(
        "Mean rate",
        "rate",
        "rate",
        tip="US dollars a unit, or percent of dollars; the mean of the plan's budget lines.",
    ),
    Column(
        "Rounding",
        "rounding",
        "money",
        tip="What the single budget lines are rounded by, where a line is live; counts while its inputs are as planned. Under"
        " others the line is rounded once, so that it may be off half a cent for each budget line.",
    ),
    Column("Amount", "amount", "money", tip="Quantity times mean rate, to the cent: the sum of the budget lines."),
    Column(
        "Rate, first year",
        "today",
        "rate",
        tip="The mean rate in the plan's first fiscal year; of a line whose quantity is withheld, the amount.",
    ),
)
FUND_COLUMNS = (
    FUND,
    KIND.at(8),
    YEAR,
    Column(
        "Available",
        "available",
        "money",
        tip="Money that the fund has for the plan, carry-in included. Change it here to see what follows.",
    ),
    Column("Planned in cash", "cash", "money", tip="Sum of Lines."),
    Column(
        "In kind",
        "in_kind",
        "money",
        tip="Value of paid time and of what is given without being paid: match only where an award letter says so.",
    ),
    Column(
        "Projected carry-out",
        "left",
        "money",
        tip="Available less planned in cash. Not added up: what a year leaves may not be there in the next.",
    ),
    Column("Within the fund", "within", "wrapped", 8, tip="Whether the plan stays within what is available."),
    Column("Reported", "reported", "money", tip="Sum of the actuals in cash entered on Planned and actual."),
    Column("Reported in kind", "reported_in_kind", "money", tip="Sum of those in kind."),
    Column("Rules", "rules", "wrapped", 20, tip="Terms of the fund as entered by the planner."),
    Column("Source", "source", "wrapped", 20, tip="Where amount and terms come from."),
)
UNASKED = "no cash asked"
CATEGORY_COLUMNS = (
    FUND,
    CATEGORY,
    YEAR,
    Column("Cash", "cash", "money", tip="Sum of the cash in Lines."),
    Column("In kind", "in_kind", "money", tip="Paid time, and what is given without being paid: no cash."),
    BASIS,
)
PER_PERSON, PER_HOUR = "participant", "hour"  # units that count people or their time
Key = tuple[Any, ...]
"""Fund, period, category, paid, unit, and whether it is of a cohort: what the lines are summed by."""
_LINES = """
SELECT f.name AS fund, b.fiscal_year, b.quarter, b.category, b.unit, b.quantity, b.unit_cost, b.typed, b.cents, b.cohort_id,
    CASE b.in_kind WHEN 1 THEN 'in kind' ELSE 'cash' END AS paid, coalesce(c.participants, 0) AS people
FROM budget_line b JOIN fund f ON f.id = b.fund_id LEFT JOIN cohort c ON c.id = b.cohort_id
ORDER BY f.id, b.fiscal_year, b.quarter, b.category, b.in_kind, b.unit
"""


def lines(project: Project, _catalog: Catalog) -> Sheet:
    """The plan's costs summed by fund, period, category, unit and cash or in kind, with quantity and mean rate."""
    told = told_costs(project)
    return Sheet(
        title=LINES,
        note="Every dollar of the plan: quantity times mean rate by fund, period and category. The other sheets add these up."
        + told.words,
        columns=LINE_COLUMNS,
        rows=tabulate(LINE_COLUMNS, _summed(project, told)),
        empty="The plan has no costs.",
        unprinted=("today",),
    )


@dataclass
class _Sum:
    """What budget lines of one period come to: units, cents, US dollars before they are rounded line by line, and those in
    the plan's first fiscal year, None where they do not follow from its rises; `later` are fiscal years after that one."""

    period: Period
    quantity: float = 0
    cents: int = 0
    worth: Decimal = Decimal(0)
    today: Decimal | None = Decimal(0)
    later: int | None = None
    people: dict[int, int] = field(default_factory=dict)  # by cohort
    parts: set[tuple[int, int, int]] = field(default_factory=set)  # cohorts with their quarters

    def add(self, r: Row, rates: Rates, year: int) -> None:
        """Add a budget line of a fiscal year so many after the plan's first."""
        self.quantity += r["quantity"]
        self.cents += r["cents"]
        if r["cohort_id"] is not None:
            self.people[r["cohort_id"]] = r["people"]
            self.parts.add((r["cohort_id"], r["fiscal_year"], r["quarter"]))
        self.worth += exact(r["quantity"]) * exact(r["unit_cost"])
        if self.later is None and year >= 0:
            self.later = year
        follows = year >= 0 and self.later == year and "unit_cost" not in r["typed"].split()
        rise = WAGE_GROWTH if r["category"] == RELEASE else INFLATION
        price = rates.today(exact(r["unit_cost"]), rise, year) if follows else None
        self.today = None if price is None or self.today is None else self.today + exact(r["quantity"]) * price


def _summed(project: Project, costs: ToldCosts) -> list[dict[str, Cell]]:
    sums: dict[Key, _Sum] = {}
    first = plan_years(project).start
    rates = Rates.of(project.thresholds, scenario_in_force(project), set_costs(project))
    for r in project.rows(_LINES):
        fund, period = _place(costs, r)
        key = fund, period.name, r["category"], r["paid"], r["unit"], r["cohort_id"] is not None
        sums.setdefault(key, _Sum(period)).add(r, rates, r["fiscal_year"] - first)
    started: Counter[str] = Counter()
    for r in project.rows("SELECT fiscal_year, quarter, sum(participants) AS n FROM cohort GROUP BY 1, 2"):
        started[costs.periods[r["fiscal_year"], r["quarter"]].name] += r["n"]
    least, silent = project.thresholds.small_cell, silent_hours(project)
    withheld = _withheld(sums, started, least)
    rows: list[dict[str, Cell]] = []
    lines: list[Summed] = []
    for key, of in sums.items():
        fund, name, category, paid, unit, _ = key
        few = key[1:] in withheld or (unit == PER_HOUR and not silent.isdisjoint(of.period.quarters))
        amount = of.cents / 100
        known = not few and of.quantity > 0
        told = round(of.quantity, 6)
        quantity, later = told if known else None, of.later or 0
        lines.append(Summed(category, quantity, of.cents, frozenset(of.parts), of.worth, of.today, later))
        rows.append(
            {
                "fund": as_criterion(fund),
                "year": of.period.year,
                "period": name,
                "category": as_criterion(category),
                "paid": paid,
                "quantity": told if known else WITHHELD if few else 0,
                "unit": unit,
                "rate": amount / told if known else None,
                "amount": Formula("ROUND({quantity}*{rate},2)", amount) if known else amount,
            }
        )
    live = live_lines(lines, rates)
    return [_by_unit(row | live.get(n, {})) for n, row in enumerate(rows)]


def _by_unit(row: dict[str, Cell]) -> dict[str, Cell]:
    """The line with its rate in percent where it is a share of other dollars."""
    rate, unit = row["rate"], str(row["unit"])
    if not unit.startswith("dollar") or not isinstance(rate, int | float | Formula):
        return row
    return row | {"rate": As(rate, "basis points")}


def _withheld(sums: Mapping[Key, _Sum], started: Mapping[str, int], least: int) -> set[Key]:
    """The costs, by all but their fund, whose quantities no fund tells: each would be what is left of all who
    start in the period, or of their hours, where that of a single fund is withheld."""
    together: dict[Key, dict[int, int]] = defaultdict(dict)
    few = set()
    for key, of in sums.items():
        if key[4] not in (PER_PERSON, PER_HOUR):
            continue
        together[key[1:]].update(of.people)
        inside = sum(of.people.values())
        # those whom Participants counts and this line does not
        others = started[key[1]] - inside if key[4] == PER_PERSON else 0
        if not of.period.countable or inside < least or 0 < others < least:
            few.add(key[1:])
    few |= {
        a[1:] for a, b in permutations(sums, 2) if a[1:] == b[1:] and few_apart(sums[a].people, sums[b].people, least)
    }
    missing = {cost: started[cost[0]] - sum(inside.values()) for cost, inside in together.items()}
    return few | {cost for cost, n in missing.items() if cost[3] == PER_PERSON and 0 < n < least}


def few_apart(one: Mapping[int, int], other: Mapping[int, int], least: int) -> bool:
    """Whether two costs share people, by cohort, and the one has too few more than those to tell them by subtraction."""
    return not one.keys().isdisjoint(other) and 0 < sum(n for c, n in one.items() if c not in other) < least


def spent(project: Project, costs: ToldCosts) -> dict[tuple[str, str], Counter[str]]:
    """Cents in cash and in kind by fund and fiscal year as which they are told."""
    made: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for r in project.rows(_LINES):
        fund, period = _place(costs, r)
        made[fund, period.year][r["paid"]] += r["cents"]
    return made


def is_whole(y: FundYear, told: Mapping[tuple[str, str], Counter[str]]) -> bool:
    """Whether all costs of a fund's year are told as its own."""
    own = told.get((y.fund, f"FY{y.fiscal_year}"), Counter())
    return (own["cash"], own["in kind"]) == (y.cash, y.in_kind)


def funds(project: Project, _catalog: Catalog) -> Sheet:
    """Each fund by fiscal year: available, planned, left over, and what is reported; then what is told together."""
    costs = told_costs(project)
    told, entered = spent(project, costs), available(project)
    years = by_fund_year(project)
    whole = {y.fund for y in years} - {y.fund for y in years if not is_whole(y, told)}
    rows = []
    for y in years:
        own = told.get((y.fund, f"FY{y.fiscal_year}"), Counter())
        # what a fund carries would tell what it spends
        cents = y.available if y.fund in whole else entered.get((y.fund_id, y.fiscal_year), 0)
        rows.append(
            _fund(y.fund, f"FY{y.fiscal_year}", own, cents) | {"kind": y.kind, "rules": y.rules, "source": y.source}
        )
        if not is_whole(y, told):
            rows[-1]["within"] = "yes" if y.left >= 0 else "NO"
    known = {(y.fund, f"FY{y.fiscal_year}") for y in years}
    left = sum(y.left for y in years)
    for (fund, year), own in told.items():
        if (fund, year) not in known:
            enough = of_numbers("{Funds.left}", 'IF(SUM({Funds.left})>=0,"yes","NO")', words="not known")
            within = Formula(enough, "yes" if left >= 0 else "NO")
            rows.append(_fund(fund, year, own) | {"within": within, "available": Given(0.0)})
    note = "Each fund by fiscal year: what is available, planned in cash and in kind, left over, and reported so far."
    sheet = Sheet(
        title=FUNDS,
        note=note + costs.words,
        columns=FUND_COLUMNS,
        rows=tabulate(FUND_COLUMNS, rows),
        totals=("available", "cash", "in_kind", "reported", "reported_in_kind"),
        unless=dict.fromkeys(("available", "reported", "reported_in_kind"), NO_NUMBER),
        entry=("available",),
        names=money_names(years),
        limits=dict.fromkeys(money_names(years), MONEY),
        empty="No fund has money for the plan yet.",
    )
    return for_review(sheet, [f"fund: {r['fund']} | {r['year']}" for r in rows])


def _fund(fund: str, year: str, planned: Counter[str], cents: int = 0) -> dict[str, Cell]:
    """One row of a fund's year; of costs told together, which no money of their own stands against."""
    return {
        "fund": as_criterion(fund),
        "year": year,
        "available": cents / 100,
        "cash": Formula(_sums("{Lines.paid}", '"cash"'), planned["cash"] / 100),
        "in_kind": Formula(_sums("{Lines.paid}", '"in kind"'), planned["in kind"] / 100),
        **left_over(cents - planned["cash"]),
        **({} if planned["cash"] else {"within": _unasked()}),
        "reported": _reported("actual"),
        "reported_in_kind": _reported("actual_in_kind"),
    }


def _unasked() -> Formula:
    """Of a fund's year that pays no cash in the plan: that nothing is asked of it, unless it has less than nothing."""
    return Formula(f'IF(ISNUMBER({{left}}),IF({{left}}<0,"NO",IF({{cash}}=0,"{UNASKED}","yes")),"not known")', UNASKED)


def categories(project: Project, _catalog: Catalog) -> Sheet:
    """Each fund's costs by category and fiscal year."""
    costs = told_costs(project)
    cents: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for r in project.rows(_LINES):
        fund, period = _place(costs, r)
        cents[fund, r["category"], period.year][r["paid"]] += r["cents"]
    rows = [
        {
            "fund": as_criterion(fund),
            "category": as_criterion(category),
            "year": year,
            "cash": Formula(_sums("{Lines.category}", '{category},{Lines.paid},"cash"'), spent["cash"] / 100),
            "in_kind": Formula(_sums("{Lines.category}", '{category},{Lines.paid},"in kind"'), spent["in kind"] / 100),
            "basis": basis(category),
        }
        for (fund, category, year), spent in cents.items()
    ]
    return Sheet(
        title=CATEGORIES,
        note="Each fund's costs by category and fiscal year, cash apart from what is in kind. Live sums of Lines."
        + costs.words,
        columns=CATEGORY_COLUMNS,
        rows=tabulate(CATEGORY_COLUMNS, rows),
        totals=("cash", "in_kind"),
        empty="The plan has no costs.",
        frozen_columns=2,
    )


def _place(costs: ToldCosts, line: Row) -> tuple[str, Period]:
    return costs.place(
        line["fund"], (line["fiscal_year"], line["quarter"]), line["category"], line["paid"] == "in kind"
    )


def _reported(column: str) -> Formula:
    """What is entered in a column of Planned and actual for this row's fund and year, in words where some is text.

    Text is not counted by the wildcard "*", which LibreOffice also finds in numbers.
    """
    entered, fund, year = (f"{{Planned and actual.{name}}}" for name in (column, "fund", "year"))
    texts = f"SUMPRODUCT(({fund}={{fund}})*({year}={{year}})*ISTEXT({entered}))"
    return Formula(f'IF({texts}>0,"{NO_NUMBER}",SUMIFS({entered},{fund},{{fund}},{year},{{year}}))', 0)


def _sums(column: str, criterion: str) -> str:
    """The formula that adds up the lines of this row's fund and year that meet one more criterion."""
    return f"SUMIFS({{Lines.amount}},{{Lines.fund}},{{fund}},{{Lines.year}},{{year}},{column},{criterion})"

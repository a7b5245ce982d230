"""Checks of the board edition that a reader can follow, live in the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reskill.export.board.money import CATEGORIES, FUNDS, LINES, is_whole, spent
from reskill.export.board.periods import OF_PAY, all_told
from reskill.export.board.told_costs import told_costs
from reskill.export.cover import money_of
from reskill.export.hr.inputs import AS_PLANNED, CHANGED
from reskill.export.xlsx.sheet import As, Cell, Formula, Row, Sheet, as_criterion
from reskill.planning.budget import by_fund_year
from reskill.planning.money import exact, to_cents
from reskill.planning.standing import standing
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Check", "check", "wrapped", 92, tip="What must hold."),
    Column("Found", "found", tip="What the plan has."),
    Column("Must be", "limit", tip="What it is compared with."),
    Column("Result", "result", tip="holds or broken."),
    Column("Source", "source", "wrapped", 60, tip="Where the rule or the figure comes from."),
)
_SHARED = """
SELECT f.name AS fund, f.share, b.fiscal_year, sum(b.cents) AS paid, count(*) AS lines, sum((
    SELECT sum(o.cents) FROM budget_line o WHERE o.in_kind = 0
    AND (o.cohort_id, o.fiscal_year, o.quarter, o.category) = (b.cohort_id, b.fiscal_year, b.quarter, b.category)
)) AS whole
FROM budget_line b JOIN fund f ON f.id = b.fund_id
WHERE f.share < 1 AND b.in_kind = 0 AND b.cents <> 0 AND b.category NOT IN ({})
GROUP BY f.id, b.fiscal_year ORDER BY f.id, b.fiscal_year
"""
WHILE = ", while no input is changed"
Spent = Mapping[tuple[str, str], Counter[str]]  # cents in cash and in kind by fund and fiscal year
HOLDS, BROKEN = "holds", "broken"


def checks(project: Project, _catalog: Catalog) -> Sheet:
    """Arithmetic of the plan, then what each fund may pay."""
    told = spent(project, told_costs(project))
    return Sheet(
        title="Checks",
        note="What must hold for the budget, checked live. Aids for planning, not legal advice.",
        columns=COLUMNS,
        rows=[*_arithmetic(project), *_by_category(told), *_by_fund(project, told), *_match(project)],
        frozen_columns=0,
    )


def _arithmetic(project: Project) -> Iterator[Row]:
    plan, lines = standing(project), "{Lines.amount},{Lines.paid}"
    cash, in_kind = plan.committed, plan.paid_time
    people = project.value("SELECT sum(participants) FROM cohort") or 0
    for text, formula, value in (
        ("The lines add up to the plan's cash", f'SUMIFS({lines},"cash")', cash / 100),
        ("The lines add up to what the plan has in kind", f'SUMIFS({lines},"in kind")', in_kind / 100),
        ("Funds by category, cash, add up to the plan's", "SUM({Funds by category.cash})", cash / 100),
        ("Funds by category, in kind, add up to the plan's", "SUM({Funds by category.in_kind})", in_kind / 100),
        ("Funds add up to the plan's cash", "SUM({Funds.cash})", cash / 100),
        ("Funds add up to what the plan has in kind", "SUM({Funds.in_kind})", in_kind / 100),
        ("Quarters add up to the plan's cash", "SUM({Participants.cash})", cash / 100),
        ("Quarters add up to what the plan has in kind", "SUM({Participants.in_kind})", in_kind / 100),
    ):
        yield _row(
            text,
            As(Formula(formula, value), "money"),
            As(value, "money"),
            "=",
            True,
            f"the plan in the project file{WHILE}",
            planned=True,
        )
    if people < project.thresholds.small_cell or not all_told(project):
        return  # the sheet Participants does not tell them, or not those of today
    found = As(Formula("SUM({Participants.new})", people), "int")
    yield _row("Participants add up to the plan's", found, As(people, "int"), "=", True, "the plan in the project file")


def _by_category(told: Spent) -> Iterator[Row]:
    """Whether the sheets of sums say the same of each fund and year."""
    for (fund, year), cents in told.items():
        if any(cents.values()):
            for column, paid, part in (("cash", "cash", "cash"), ("in_kind", "in kind", "part in kind")):
                by_category = As(Formula(_of(fund, year, CATEGORIES, column), cents[paid] / 100), "money")
                in_all = As(Formula(_of(fund, year, FUNDS, column), cents[paid] / 100), "money")
                text = f"{fund}, {year}: categories add up to the fund's {part}"
                yield _row(text, by_category, in_all, "=", True, f"sheets {CATEGORIES} and {FUNDS}")


def _by_fund(project: Project, told: Spent) -> Iterator[Row]:
    """Whether each fund's year pays for what is told as its own; and all funds for all, where some costs are not."""
    years = by_fund_year(project)
    for y in years:
        if y.entered and is_whole(y, told):
            year = f"FY{y.fiscal_year}"
            cash = As(Formula(_of(y.fund, year, LINES, "amount", '{Lines.paid},"cash"'), y.cash / 100), "money")
            limit = As(Formula(_of(y.fund, year, FUNDS, "available"), y.available / 100), "money")
            text = f"{y.fund}, {year}: cash planned is at most what is available"
            yield _row(text, cash, limit, "<=", y.left >= 0, y.source or "entered by the planner")
    if not all(is_whole(y, told) for y in years):
        spent, there_is = sum(y.cash for y in years) / 100, sum(y.available for y in years) / 100
        found = As(Formula(f'SUMIFS({{{LINES}.amount}},{{{LINES}.paid}},"cash")', spent), "money")
        limit = As(Formula(money_of(FUNDS), there_is), "money")
        text = "All funds: cash planned is at most what is available"
        yield _row(text, found, limit, "<=", spent <= there_is, "entered by the planner")


def _match(project: Project) -> Iterator[Row]:
    """Whether each award that bears a part of a cost pays no more than that, and what others pay beside it; figures of the
    plan as it was made. Costs that rest on pay are left out: beside their sums they could tell it."""
    for r in project.rows(_SHARED.format(",".join("?" * len(OF_PAY))), OF_PAY):
        most = to_cents(exact(r["share"]) * exact(r["whole"]) / 100)
        text = (
            f"{r['fund']}, FY{r['fiscal_year']}: of the ${r['whole'] / 100:,.2f} of training that it helps to pay, it bears at"
            f" most {r['share']:.0%}; match in cash by others: ${(r['whole'] - r['paid']) / 100:,.2f}"
        )
        limit, paid = As(most / 100, "money"), As(r["paid"] / 100, "money")
        # half a cent of each line is rounding
        holds = r["paid"] <= most + r["lines"]
        yield text, paid, limit, HOLDS if holds else BROKEN, "terms of the fund as entered; as planned, not live"


def _of(fund: str, year: str, sheet: str, column: str, more: str = "") -> str:
    """The formula that adds up a column of a sheet over the lines of a fund's year."""
    name = as_criterion(fund).replace('"', '""')
    criteria = f'{{{sheet}.fund}},"{name}",{{{sheet}.year}},"{year}"{more and f",{more}"}'
    return f"SUMIFS({{{sheet}.{column}}},{criteria})"


def _row(check: str, found: Cell, limit: Cell, relation: str, holds: bool, source: str, planned: bool = False) -> Row:
    """A check; one against the plan as it is in the project file is `planned`, and says nothing of changed inputs."""
    test = "ABS({found}-{limit})<0.005" if relation == "=" else "{found}<={limit}+0.005"
    result = f'IF({test},"{HOLDS}","{BROKEN}")'
    if planned:
        result = f'IF({AS_PLANNED}=0,"{CHANGED}",{result})'
    return check, found, limit, Formula(result, HOLDS if holds else BROKEN), source

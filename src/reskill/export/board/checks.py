"""Checks of the board edition that a reader can follow, live in the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reskill.export.board.money import CATEGORIES, FUNDS, LINES, is_whole, spent
from reskill.export.board.periods import all_told
from reskill.export.board.told_costs import told_costs
from reskill.export.cover import money_of
from reskill.export.hr.inputs import AS_PLANNED, CHANGED
from reskill.export.xlsx.sheet import As, Cell, Formula, Row, Sheet, as_criterion
from reskill.planning.budget import by_fund_year
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
        rows=[*_arithmetic(project), *_by_category(told), *_by_fund(project, told)],
        frozen_columns=0,
    )


def _arithmetic(project: Project) -> Iterator[Row]:
    now, lines = standing(project), "{Lines.amount},{Lines.paid}"
    cash, in_kind = now.committed, now.paid_time
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

"""Checks of the board edition that a reader can follow, live in the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from reskill.export.board.money import CATEGORIES, FUNDS, LINES
from reskill.export.board.periods import all_told
from reskill.export.xlsx.sheet import As, Cell, Formula, Row, Sheet, as_criterion
from reskill.planning.budget import FundYear, by_fund_year
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
HOLDS, BROKEN = "holds", "broken"


def checks(project: Project, _catalog: Catalog) -> Sheet:
    """Arithmetic of the plan, then what each fund may pay."""
    return Sheet(
        title="Checks",
        note="What must hold for the budget, checked live. Aids for planning, not legal advice.",
        columns=COLUMNS,
        rows=[*_arithmetic(project), *_by_category(project), *_by_fund(project)],
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
        )
    if people < project.thresholds.small_cell or not all_told(project):
        return  # the sheet Participants does not tell them, or not those of today
    found = As(Formula("SUM({Participants.new})", people), "int")
    yield _row("Participants add up to the plan's", found, As(people, "int"), "=", True, "the plan in the project file")


def _by_category(project: Project) -> Iterator[Row]:
    """Whether the sheets of sums say the same of each fund and year."""
    for y in by_fund_year(project):
        if y.cash or y.in_kind:
            for column, told, cents in (("cash", "cash", y.cash), ("in_kind", "part in kind", y.in_kind)):
                by_category = As(Formula(_of(y, CATEGORIES, column), cents / 100), "money")
                in_all = As(Formula(_of(y, FUNDS, column), cents / 100), "money")
                text = f"{y.fund}, FY{y.fiscal_year}: categories add up to the fund's {told}"
                yield _row(text, by_category, in_all, "=", True, f"sheets {CATEGORIES} and {FUNDS}")


def _by_fund(project: Project) -> Iterator[Row]:
    for y in by_fund_year(project):
        if y.entered:
            cash = As(Formula(_of(y, LINES, "amount", '{Lines.paid},"cash"'), y.cash / 100), "money")
            limit = As(Formula(_of(y, FUNDS, "available"), y.available / 100), "money")
            text = f"{y.fund}, FY{y.fiscal_year}: cash planned is at most what is available"
            yield _row(text, cash, limit, "<=", y.left >= 0, y.source or "entered by the planner")


def _of(y: FundYear, sheet: str, column: str, more: str = "") -> str:
    """The formula that adds up a column of a sheet over the lines of a fund's year."""
    fund = as_criterion(y.fund).replace('"', '""')
    criteria = f'{{{sheet}.fund}},"{fund}",{{{sheet}.year}},"FY{y.fiscal_year}"{more and f",{more}"}'
    return f"SUMIFS({{{sheet}.{column}}},{criteria})"


def _row(check: str, found: Cell, limit: Cell, relation: str, holds: bool, source: str) -> Row:
    test = "ABS({found}-{limit})<0.005" if relation == "=" else "{found}<={limit}+0.005"
    return check, found, limit, Formula(f'IF({test},"{HOLDS}","{BROKEN}")', HOLDS if holds else BROKEN), source

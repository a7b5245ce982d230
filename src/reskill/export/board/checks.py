"""Checks of the board edition that a reader can follow, live in the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from reskill.export.xlsx.sheet import As, Cell, Formula, Row, Sheet, as_criterion
from reskill.planning.budget import by_fund_year
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Check", "check", "wrapped", 60, tip="What must hold."),
    Column("Found", "found", tip="What the plan has."),
    Column("Must be", "limit", tip="What it is compared with."),
    Column("Result", "result", tip="holds or broken."),
    Column("Source", "source", "wrapped", 60, tip="Where the rule or the figure comes from."),
)
HOLDS, BROKEN = "holds", "broken"


def checks(project: Project, catalog: Catalog) -> Sheet:
    """Arithmetic of the plan, then what each fund may pay."""
    return Sheet(
        title="Checks",
        note="What must hold for the budget, checked live. Aids for planning, not legal advice.",
        columns=COLUMNS,
        rows=[*_arithmetic(project), *_by_category(project), *_by_fund(project)],
        frozen_columns=0,
    )


def _arithmetic(project: Project) -> Iterator[Row]:
    cents = project.value("SELECT sum(cents) FROM budget_line") or 0
    people = project.value("SELECT sum(participants) FROM cohort") or 0
    for text, formula, value in (
        ("The lines add up to the plan's total", "SUM({Lines.amount})", cents / 100),
        ("Funds by category add up to the plan's total", "SUM({Funds by category.total})", cents / 100),
        (
            "Funds, cash and in kind, add up to the plan's total",
            "SUM({Funds.cash})+SUM({Funds.in_kind})",
            cents / 100,
        ),
        ("Quarters add up to the plan's total", "SUM({Participants.cost})", cents / 100),
    ):
        yield _row(
            text, As(Formula(formula, value), "money"), As(value, "money"), "=", True, "the plan in the project file"
        )
    found = As(Formula("SUM({Participants.new})", people), "int")
    yield _row("Participants add up to the plan's", found, As(people, "int"), "=", True, "the plan in the project file")


def _by_category(project: Project) -> Iterator[Row]:
    """Whether the two sheets of sums say the same of each fund and year."""
    for r in project.rows(
        "SELECT f.name, b.fiscal_year, sum(b.cents) AS cents FROM budget_line b JOIN fund f ON f.id = b.fund_id"
        " GROUP BY f.id, b.fiscal_year ORDER BY f.id, b.fiscal_year"
    ):
        name = as_criterion(r["name"]).replace('"', '""')

        def of(sheet: str, column: str, name: str = name, year: int = r["fiscal_year"]) -> str:
            return f'SUMIFS({{{sheet}.{column}}},{{{sheet}.fund}},"{name}",{{{sheet}.fiscal_year}},{year})'

        by_category = As(Formula(of("Funds by category", "total"), r["cents"] / 100), "money")
        in_all = As(Formula(f"{of('Funds', 'cash')}+{of('Funds', 'in_kind')}", r["cents"] / 100), "money")
        text = f"{r['name']}, FY{r['fiscal_year']}: categories add up to the fund's cash and in kind"
        yield _row(text, by_category, in_all, "=", True, "sheets Funds by category and Funds")


def _by_fund(project: Project) -> Iterator[Row]:
    for y in by_fund_year(project):
        if not y.entered:
            continue
        name = as_criterion(y.fund).replace('"', '""')
        of_fund = f'{{Lines.fund}},"{name}",{{Lines.fiscal_year}},{y.fiscal_year},{{Lines.paid}},"cash"'
        found = As(Formula(f"SUMIFS({{Lines.amount}},{of_fund})", y.cash / 100), "money")
        text = f"{y.fund}, FY{y.fiscal_year}: cash planned is at most what is available"
        limit = As(y.available / 100, "money")
        yield _row(text, found, limit, "<=", y.left >= 0, y.source or "entered by the planner")


def _row(check: str, found: Cell, limit: Cell, relation: str, holds: bool, source: str) -> Row:
    test = "ABS({found}-{limit})<0.005" if relation == "=" else "{found}<={limit}+0.005"
    return check, found, limit, Formula(f'IF({test},"{HOLDS}","{BROKEN}")', HOLDS if holds else BROKEN), source

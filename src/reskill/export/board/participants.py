"""The board edition's people: who starts when, with the paid hours of each period."""

from __future__ import annotations

from collections import Counter

from reskill.export.blocks import WITHHELD
from reskill.export.board.periods import Stretch, stretches
from reskill.export.board.told_starts import Quarter
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Cell, Chart, Formula, Sheet, tabulate
from reskill.planning.cost_kinds import RELEASE
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

OUTCOMES = tuple(
    Column(title, field, "int", 11, tip="For the board to fill in.")
    for title, field in (
        ("Carried in", "carried_in"),
        ("Actual new", "actual"),
        ("Exits", "exits"),
        ("Completed", "completed"),
        ("Placed or kept in work", "placed"),
    )
)
COLUMNS = (
    Column("Period", "period", "wrapped", 26, tip="Quarters; those in which few people start or are paid are joined."),
    Column(
        "New participants",
        "new",
        "int",
        tip="People who start a pathway in the period; as last told where as few have joined or left as is never told.",
    ),
    Column("Participants so far", "so_far", "int", tip="People who have started since the plan began."),
    Column("Paid training hours", "hours", "number", tip="Hours of release that fall in the period."),
    Column("Cash in the period", "cash", "money", tip="Sum of the cash in Lines."),
    Column("In kind in the period", "in_kind", "money", tip="Paid time, and what is given rather than paid: no cash."),
    *OUTCOMES,
)


def participants(project: Project, _catalog: Catalog) -> Sheet:
    """Participants, hours and cost by period, with columns for what came of it."""
    hours: Counter[Quarter] = Counter()
    cents: Counter[tuple[Quarter, str]] = Counter()
    for r in project.rows("SELECT fiscal_year, quarter, category, quantity, cents, in_kind FROM budget_line"):
        when = r["fiscal_year"], r["quarter"]
        cents[when, "in kind" if r["in_kind"] else "cash"] += r["cents"]
        hours[when] += r["quantity"] if r["category"] == RELEASE else 0
    rows: list[dict[str, Cell]] = []
    references: list[str] = []
    so_far: int | None = 0
    for stretch in stretches(project):
        quarters, starting = stretch.quarters, stretch.people
        cash, in_kind = (_spent(stretch, paid, sum(cents[q, paid] for q in quarters)) for paid in ("cash", "in kind"))
        if starting == 0 and not cash.value and not in_kind.value:
            continue
        so_far = None if so_far is None or starting is None else so_far + starting
        told: dict[str, Cell] = {
            "new": WITHHELD if starting is None else starting,
            "so_far": WITHHELD if so_far is None else Formula("{above:1}+{new}" if rows else "{new}", so_far),
            "hours": round(sum(hours[q] for q in quarters), 6) if stretch.countable else WITHHELD,
        }
        name = f"{stretch.name} (people as of {stretch.as_of})" if stretch.as_of else stretch.name
        rows.append({"period": name, **told, "cash": cash, "in_kind": in_kind})
        references.append(f"participants: {stretch.name}")
    sheet = Sheet(
        title="Participants",
        note="New participants, paid hours, cash and paid time by quarter; quarters of few people are joined. Outcomes are the board's.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("new", "hours", "cash", "in_kind", *(c.field for c in OUTCOMES[1:])),
        entry=tuple(c.field for c in OUTCOMES),
        empty="The plan has no participants.",
        chart=Chart(
            "Cash and in kind by period",
            "period",
            ("cash", "in_kind"),
            "US dollars",
            "A bar of each of the columns Cash in the period and In kind in the period for each period.",
        ),
    )
    return for_review(sheet, references)


def _spent(stretch: Stretch, paid: str, cents: int) -> Formula:
    """What the lines of a stretch come to in cash, or in kind."""
    found = "+".join(
        f'SUMIFS({{Lines.amount}},{{Lines.period}},"{p.name}",{{Lines.paid}},"{paid}")' for p in stretch.periods
    )
    return Formula(found, cents / 100)

"""The board edition's people: who starts when, with the paid hours of each period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reskill.export.blocks import WITHHELD
from reskill.export.board.hours_told import silent_hours
from reskill.export.board.periods import Period, stretches
from reskill.export.board.told_costs import told_costs
from reskill.export.board.told_starts import Quarter
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import NO_NUMBER, Cell, Chart, Formula, Sheet, tabulate
from reskill.planning.cost_kinds import RELEASE
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

PAID = ("cash", "in kind")
OUTCOMES = tuple(
    Column(title, field, "int", 14, tip="For the board to fill in.")
    for title, field in (
        ("Carried in", "carried_in"),
        ("Actual new", "actual"),
        ("Exits", "exits"),
        ("Completed", "completed"),
        ("Placed or kept in work", "placed"),
    )
)
PARTLY = "not all told"
COLUMNS = (
    Column("Period", "period", "wrapped", 26, tip="Quarters; those in which few people start or are paid are joined."),
    Column(
        "New participants",
        "new",
        "int",
        tip="People who start a pathway in the period; where fewer have joined or left than may be told, as last told.",
    ),
    Column("Participants so far", "so_far", "int", tip="People who have started since the plan began."),
    Column("Paid training hours", "hours", "number", tip="Hours of release that fall in the period."),
    Column("Cash in the period", "cash", "money", tip="Sum of the cash in Lines."),
    Column(
        "In kind in the period", "in_kind", "money", tip="Paid time, and what is given without being paid: no cash."
    ),
    *OUTCOMES,
)


def participants(project: Project, _catalog: Catalog) -> Sheet:
    """Participants, hours and cost by period, with columns for what came of it."""
    costs, silent = told_costs(project), silent_hours(project)
    hours: Counter[Quarter] = Counter()
    cents: Counter[tuple[Period, str]] = Counter()
    for r in project.rows("SELECT fiscal_year, quarter, category, quantity, cents, in_kind FROM budget_line"):
        when = r["fiscal_year"], r["quarter"]
        _, period = costs.place("", when, r["category"], r["in_kind"])
        cents[period, "in kind" if r["in_kind"] else "cash"] += r["cents"]
        hours[when] += r["quantity"] if r["category"] == RELEASE else 0
    rows: list[dict[str, Cell]] = []
    references: list[str] = []
    so_far: int | None = 0
    for stretch in stretches(project):
        quarters, starting = stretch.quarters, stretch.people
        own = stretch.periods if not costs.joined else ()
        if (
            starting == 0
            and not any(hours[q] for q in quarters)
            and not any(cents[p, paid] for p in own for paid in PAID)
        ):
            continue
        so_far = None if so_far is None or starting is None else so_far + starting
        told: dict[str, Cell] = {
            "new": WITHHELD if starting is None else starting,
            "so_far": WITHHELD if so_far is None else Formula("{above:1}+{new}" if rows else "{new}", so_far),
            "hours": round(sum(hours[q] for q in quarters), 6) if silent.isdisjoint(quarters) else WITHHELD,
        }
        name = f"{stretch.name} (people as of {stretch.as_of})" if stretch.as_of else stretch.name
        rows.append({"period": name, **told, **(_spent(own, cents) if own else {})})
        references.append(f"participants: {stretch.name}")
    if costs.joined:
        apart = sorted({period for period, _ in cents}, key=lambda period: period.quarters)
        rows += [{"period": f"{period.name}: costs", **_spent([period], cents)} for period in apart]
        references += [f"costs: {period.name}" for period in apart]
    sheet = Sheet(
        title="Participants",
        note="New participants, paid hours, cash and paid time by quarter; quarters of few people are joined. Outcomes are the board's."
        + costs.words,
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        unless=dict.fromkeys(("new", "hours"), PARTLY) | dict.fromkeys((c.field for c in OUTCOMES[1:]), NO_NUMBER),
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


def _spent(periods: Sequence[Period], cents: Mapping[tuple[Period, str], int]) -> dict[str, Cell]:
    """What the lines of some periods come to in cash and in kind."""
    told: dict[str, Cell] = {}
    for field, paid in zip(("cash", "in_kind"), PAID, strict=True):
        found = "+".join(
            f'SUMIFS({{Lines.amount}},{{Lines.period}},"{p.name}",{{Lines.paid}},"{paid}")' for p in periods
        )
        told[field] = Formula(found, sum(cents.get((p, paid), 0) for p in periods) / 100)
    return told

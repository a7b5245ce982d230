"""The board edition's people: who starts when, with the paid hours of each period."""

from __future__ import annotations

from collections import Counter

from reskill.export.blocks import WITHHELD
from reskill.export.board.periods import Quarter, stretches
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
    Column("New participants", "new", "int", tip="People who start a pathway in the period."),
    Column("Participants so far", "so_far", "int", tip="People who have started since the plan began."),
    Column("Paid training hours", "hours", "number", tip="Hours of release that fall in the period."),
    Column("Cost in the period", "cost", "money", tip="Sum of the sheet Lines, cash and in kind."),
    *OUTCOMES,
)


def participants(project: Project, _catalog: Catalog) -> Sheet:
    """Participants, hours and cost by period, with columns for what came of it."""
    new: Counter[Quarter] = Counter()
    hours: Counter[Quarter] = Counter()
    cents: Counter[Quarter] = Counter()
    for r in project.rows("SELECT fiscal_year, quarter, participants FROM cohort"):
        new[r["fiscal_year"], r["quarter"]] += r["participants"]
    for r in project.rows("SELECT fiscal_year, quarter, category, quantity, cents FROM budget_line"):
        when = r["fiscal_year"], r["quarter"]
        cents[when] += r["cents"]
        hours[when] += r["quantity"] if r["category"] == RELEASE else 0
    rows: list[dict[str, Cell]] = []
    so_far = 0
    for stretch in stretches(project):
        quarters = [q for p in stretch.periods for q in p.quarters]
        starting, spent = sum(new[q] for q in quarters), sum(cents[q] for q in quarters)
        if not starting and not spent:
            continue
        so_far += starting
        told: dict[str, Cell] = {
            "new": starting,
            "so_far": Formula("{above:1}+{new}" if rows else "{new}", so_far),
            "hours": round(sum(hours[q] for q in quarters), 6),
        }
        cost = "+".join(f'SUMIFS({{Lines.amount}},{{Lines.period}},"{p.name}")' for p in stretch.periods)
        if not stretch.countable:
            told = dict.fromkeys(told, WITHHELD)
        rows.append({"period": stretch.name, **told, "cost": Formula(cost, spent / 100)})
    sheet = Sheet(
        title="Participants",
        note="New participants, paid hours and cost by quarter; quarters of few people are joined. Outcomes are the board's.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        totals=("new", "hours", "cost", *(c.field for c in OUTCOMES[1:])),
        entry=tuple(c.field for c in OUTCOMES),
        empty="The plan has no participants.",
        chart=Chart(
            "Cost by period",
            "period",
            ("cost",),
            "US dollars, cash and in kind",
            "A bar of the column Cost in the period of the table above for each period.",
        ),
    )
    return for_review(sheet, [f"participants: {r['period']}" for r in rows])

"""The sheet of what money buys: people by the budget that a plan is made for."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Chart, Sheet, tabulate
from reskill.planning.frontier import kept_frontier
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Budget", "dollars", "dollars", tip="US dollars of all years that a plan was made for."),
    Column("People", "people", "int", tip="People who have a place in the plan for that budget."),
    Column("Urgent people", "urgent", "int", tip="Of them, people in roles at risk or priority."),
    Column("Benefit", "benefit", "number", tip="Exposure x gap closed x chance of a place, summed over the people."),
    Column("A place", "place", "dollars", tip="Budget over people."),
)


def what_money_buys(project: Project, _catalog: Catalog) -> Sheet:
    """People, urgent people and benefit by budget; none of them falls as it grows."""
    rows = [vars(p) | {"place": p.dollars / p.people if p.people else None} for p in kept_frontier(project)]
    return Sheet(
        title="What money buys",
        note="Whom plans for round budgets, and for the plan's own, would place; made with the plan. Static.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        chart=Chart(
            "People by budget",
            "dollars",
            ("people", "urgent"),
            "people",
            "Bars of the columns People and Urgent people for each budget.",
        ),
        empty="It is worked out when the plan is made.",
    )

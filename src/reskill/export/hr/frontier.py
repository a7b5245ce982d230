"""The sheet of what money buys: people by the budget that a plan is made for."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Chart, Sheet, tabulate
from reskill.planning.frontier import COLUMNS, kept_frontier
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def what_money_buys(project: Project, _catalog: Catalog) -> Sheet:
    """People, urgent people and benefit by budget; none of them falls as it grows."""
    rows = [vars(p) | {"place": p.place} for p in kept_frontier(project)]
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

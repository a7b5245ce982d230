"""What money buys: the people that plans for round amounts place, kept beside the plan that was made."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass

from reskill.planning.ladder import Climb
from reskill.project.file import Project
from reskill.table import Column

_KEPT = "plan.frontier"
_BUDGET = "plan.budget"

COLUMNS = (
    Column("Budget", "dollars", "dollars", tip="US dollars of all years that a plan was made for."),
    Column("People", "people", "int", tip="People who have a place in the plan for that budget."),
    Column("Urgent people", "urgent", "int", tip="Of them, people in roles at risk or priority."),
    Column("Benefit", "benefit", "number", tip="Exposure x gap closed x chance of a place, summed over the people."),
    Column("A place", "place", "dollars", tip="Budget over people."),
)


@dataclass(frozen=True)
class Point:
    """What an amount of money (US dollars, all years) reaches: people, urgent ones among them, and benefit in greatest
    benefits of one person."""

    dollars: float
    people: int
    urgent: int
    benefit: float

    @property
    def place(self) -> float | None:
        """US dollars of the budget for each person; None where nobody has a place."""
        return self.dollars / self.people if self.people else None


def frontier_of(climb: Climb) -> list[Point]:
    """What each round amount of money, and the plan's own, reaches, upward; nothing falls along it."""
    return [
        Point(round(rung.dollars, 2), round(rung.goods[0]), round(rung.goods[1]), round(rung.goods[2], 3))
        for rung in climb.frontier
        if rung.goods
    ]


def keep_frontier(project: Project, climb: Climb) -> None:
    """Keep what each amount of money reaches, within the change that keeps the plan."""
    project.set_setting(_KEPT, json.dumps([astuple(point) for point in frontier_of(climb)]))
    project.set_setting(_BUDGET, f"{climb.here.dollars:.2f}")


def kept_budget(project: Project) -> float:
    """US dollars that the plan was made for; 0 before there is one."""
    return float(project.setting(_BUDGET) or 0)


def kept_frontier(project: Project) -> list[Point]:
    """What each amount of money reaches, upward, as the plan was made; nothing before there is one."""
    return [Point(*point) for point in json.loads(project.setting(_KEPT) or "[]")]

"""What money buys: the people that plans for round amounts place, kept beside the plan that was made."""

from __future__ import annotations

import json
from dataclasses import dataclass

from reskill.planning.ladder import Climb
from reskill.project.file import Project

_KEPT = "plan.frontier"


@dataclass(frozen=True)
class Point:
    """What an amount of money (US dollars, all years) reaches: people, urgent ones among them, and benefit in greatest
    benefits of one person."""

    dollars: float
    people: int
    urgent: int
    benefit: float


def keep_frontier(project: Project, climb: Climb) -> None:
    """Keep what each amount of money reaches, within the change that keeps the plan."""
    points = [
        (round(rung.dollars, 2), round(rung.goods[0]), round(rung.goods[1]), round(rung.goods[2], 3))
        for rung in climb.frontier
        if rung.goods
    ]
    project.set_setting(_KEPT, json.dumps(points))


def kept_frontier(project: Project) -> list[Point]:
    """What each amount of money reaches, upward, as the plan was made; nothing before there is one."""
    return [Point(*point) for point in json.loads(project.setting(_KEPT) or "[]")]

"""Who will have left: people who leave anyway are not planned to be trained in a later year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reskill.pathways.attrition import leaving_a_year
from reskill.planning.choices import Limit
from reskill.planning.groups import Group
from reskill.planning.money import exact, round_half_up
from reskill.planning.set_costs import LEAVERS, SetCost
from reskill.project.file import Project

STAYING = "staying"  # the kind of limits on people who start in a fiscal year or later


def staying(
    project: Project, groups: Sequence[Group], years: range, added: Mapping[str, SetCost]
) -> dict[Limit, float]:
    """By title and fiscal year after the first, how many of those expected to take part will not have left before it: the
    national rate of leaving their occupation, as many times as the planner has set. Nothing where none is set."""
    left = remaining(project, {g.title_id: g.filled for g in groups}, added)
    return {
        (STAYING, g.title_id, year): round_half_up(g.participants * left[g.title_id] ** later)
        for g in groups
        if g.title_id in left
        for later, year in enumerate(years[1:], 1)
    }


def remaining(project: Project, filled: Mapping[int, int], added: Mapping[str, SetCost]) -> dict[int, Decimal]:
    """By title, given its filled positions, the share of its people who are still there a year later. Empty where nobody
    has set how many leave."""
    times = added.get(LEAVERS)
    if times is None or not times.rate:
        return {}
    leaving = leaving_a_year(project)
    return {
        title_id: max(1 - exact(leaving.get(title_id, 0.0)) / people * times.rate, exact(0))
        for title_id, people in filled.items()
        if people
    }


def staying_until(title_id: int, year: int, limits: Mapping[Limit, float]) -> list[Limit]:
    """The limits among those given that somebody of a title uses who starts in a fiscal year."""
    later: list[Limit] = [(STAYING, title_id, year)]
    while later[-1] in limits:
        year -= 1
        later.append((STAYING, title_id, year))
    return later[:-1]

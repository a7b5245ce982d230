"""A large plan is solved in a process of its own: the same plan, and Cancel ends it inside the solver."""

import time
from random import Random

import pytest

from reskill.planning.choices import Choice, Limit
from reskill.planning.climbing import LARGE, climb
from reskill.planning.ladder import Ladder
from reskill.progress import Cancelled, silent


def ladder(count: int, places: int = 40, missing: bool = False) -> Ladder:
    """A city of `count` ways to a place, each dear in one of three years, with fewer openings than people."""
    chance = Random(7)
    choices = [
        Choice(
            chance.random(),
            3,
            {("people", j // 8): 1.0, ("money", j % 3): chance.uniform(300, 1500), ("openings", j % places): 1.0},
            (1.0, 0.0, 1.0),
        )
        for j in range(count)
    ]
    limits: dict[Limit, float] = {name: 9.0 for c in choices for name in c.uses}
    limits |= {("money", year): 100_000.0 for year in range(3)}
    if missing:
        del limits["people", 0]
    return Ladder(choices, limits, frozenset(("money", y) for y in range(3)), 300_000.0, 100_000.0, 0.01, 50)


def test_that_a_large_city_is_planned_apart_to_the_same_plan() -> None:
    city = ladder(LARGE)
    told = []
    assert climb(city, lambda part, text: told.append(text)) == city.climb()
    assert "Planning for $100,000" in told


def test_that_cancel_ends_a_plan_inside_the_solver() -> None:
    begun = time.monotonic()

    def cancel(part: float, text: str) -> None:
        if time.monotonic() - begun > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        climb(ladder(60_000, 4000), cancel)
    assert time.monotonic() - begun < 10  # it takes minutes


def test_that_what_goes_wrong_there_is_told_here() -> None:
    with pytest.raises(KeyError, match="people"):
        climb(ladder(LARGE, missing=True), silent)

from math import exp

import pytest

from reskill.planning.openings import Openings


@pytest.mark.parametrize(
    ("vacant", "expected", "count", "chance"),
    [
        (3, 0.0, 3, 1.0),  # vacancies are there
        (0, 0.0, 0, 0.0),
        (0, 1.0, 1, 1 - exp(-1)),  # that at least one leaves
        (1, 0.96, 2, (1 + 1 - exp(-0.96)) / 2),
        (0, 2.0, 2, ((1 - exp(-2)) + (1 - 3 * exp(-2))) / 2),
        (0, 0.4, 0, 0.0),  # too few to count on one
    ],
)
def test_that_the_chance_of_a_place_is_that_somebody_leaves_it(
    vacant: int, expected: float, count: int, chance: float
) -> None:
    there = Openings(vacant, expected)
    assert there.count == count
    assert there.chance == pytest.approx(chance)


def test_that_the_chance_holds_for_a_large_occupation() -> None:
    assert 0.97 < Openings(0, 900.0).chance < 1.0

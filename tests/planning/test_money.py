from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.planning.cohorts import even_parts
from reskill.planning.costs import hours_by_quarter
from reskill.planning.money import in_words, line_cents, to_cents


def test_that_halves_of_a_cent_round_up() -> None:
    assert line_cents(1, 0.125) == 13 and line_cents(1, 0.124) == 12
    assert line_cents(3, 0.335) == 101  # 1.005 is a little less in binary, and is not rounded down for it
    assert to_cents(1.005) == 101


@given(st.integers(0, 10**10))
def test_that_cents_survive_being_dollars(cents: int) -> None:
    assert to_cents(cents / 100) == cents


@pytest.mark.parametrize(("cents", "text"), [(0, "$0"), (123_450, "$1,234.50"), (-5, "-$0.05"), (10_000, "$100")])
def test_that_money_reads_as_people_write_it(cents: int, text: str) -> None:
    assert in_words(cents) == text


@given(st.integers(1, 2000), st.integers(1, 40))
def test_that_even_parts_lose_nobody(people: int, most: int) -> None:
    parts = even_parts(people, most)
    assert sum(parts) == people
    assert max(parts) <= most
    assert max(parts) - min(parts) <= 1


@given(st.decimals(0, 3000, places=2), st.decimals("0.5", 40, places=1))
def test_that_hours_by_quarter_sum_to_the_hours(hours: Decimal, week: Decimal) -> None:
    quarters = hours_by_quarter(float(hours), week)
    assert sum(quarters) == hours
    assert all(q <= week * 13 for q in quarters)

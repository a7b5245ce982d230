import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from reskill.planning.fiscal import Quarter, fiscal_year_of, label, next_fiscal_year

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
MONTHS = st.integers(1, 12)
QUARTERS = st.builds(Quarter, st.integers(2000, 2060), st.integers(1, 4))


def test_that_a_fiscal_year_is_named_by_the_year_it_ends_in() -> None:
    assert fiscal_year_of(dt.date(2027, 6, 30), 7) == 2027
    assert fiscal_year_of(dt.date(2027, 7, 1), 7) == 2028
    assert fiscal_year_of(dt.date(2027, 10, 1), 10) == 2028
    assert fiscal_year_of(dt.date(2027, 12, 31), 1) == 2027
    assert label(2028) == "FY2028"


def test_that_the_plan_begins_with_the_next_fiscal_year_to_begin() -> None:
    assert next_fiscal_year(7, dt.date(2026, 11, 25)) == 2028
    assert next_fiscal_year(1, dt.date(2026, 11, 25)) == 2027
    assert Quarter(2028, 1).start(7) == dt.date(2027, 7, 1)
    assert Quarter(2028, 3).start(7) == dt.date(2028, 1, 1)


@given(DAYS, MONTHS)
def test_that_a_day_lies_in_one_of_the_quarters_of_its_fiscal_year(day: dt.date, month: int) -> None:
    quarters = [Quarter(fiscal_year_of(day, month), n) for n in range(1, 5)]
    assert sum(q.start(month) <= day <= q.end(month) for q in quarters) == 1


@given(QUARTERS, st.integers(-60, 60), st.integers(-60, 60))
def test_that_quarters_add_like_numbers(quarter: Quarter, a: int, b: int) -> None:
    assert quarter.plus(a).plus(b) == quarter.plus(a + b)
    assert (quarter.plus(a) < quarter) == (a < 0)


@given(QUARTERS, MONTHS)
def test_that_a_year_has_four_quarters_of_three_months(quarter: Quarter, month: int) -> None:
    start, after = quarter.start(month), quarter.plus(4).start(month)
    assert (after.month, after.year) == (start.month, start.year + 1)

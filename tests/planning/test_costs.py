"""What a cohort costs never exceeds what the plan reserved for its people."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reskill.planning.costs import TUITION, Rates, cohort_lines, most_per_person
from reskill.planning.funds import Fund
from reskill.planning.groups import Group
from reskill.planning.offers import Training
from reskill.planning.schedule import money_limits

SHARE = st.one_of(st.just(Decimal(0)), st.decimals(0, 1, places=3))


def group(pay: Decimal) -> Group:
    return Group(1, "Clerk", "", "43-9061.00", "Office Clerks", "at risk", "at risk", 40, 24, 0.5, 0.5, pay, "payroll")


@given(
    pay=st.decimals(Decimal("7.25"), 150, places=2),
    hours=st.floats(0, 900, allow_nan=False),
    price=st.floats(0, 20_000, allow_nan=False),
    people=st.integers(1, 15),
    rates=st.builds(
        Rates,
        fringe=SHARE,
        backfill=SHARE,
        backfill_note=st.just(""),
        review=SHARE,
        review_note=st.just(""),
        hours_week=st.decimals(1, 40, places=1),
    ),
)
def test_that_no_cohort_exceeds_its_bound(pay: Decimal, hours: float, price: float, people: int, rates: Rates) -> None:
    training = Training(1, "Course", price, "page", hours, "page", False)
    bounds = most_per_person(group(pay), training, rates)
    lines = list(cohort_lines(group(pay), training, people, rates))
    assert {line.after for line in lines} <= set(range(len(bounds)))
    for after, (in_all, for_wages) in enumerate(bounds):
        mine = [line for line in lines if line.after == after]
        assert sum(line.cents for line in mine) <= people * in_all * 100
        assert sum(line.cents for line in mine if line.wages) <= people * for_wages * 100
        assert all(line.wages == (line.category != TUITION) for line in mine)


def test_that_only_funds_that_may_are_counted_for_wages_and_for_cities() -> None:
    city = Fund(1, "City", "city", True, frozenset())
    grant = Fund(2, "Grant", "federal", False, frozenset())
    firms = Fund(3, "Firms", "state", True, frozenset({"private employers only"}))
    money = {(1, 2028): 100_00, (2, 2028): 40_00, (3, 2028): 9_00, (1, 2029): 7_00}
    assert money_limits([city, grant, firms], money, range(2028, 2030)) == {
        ("money", 2028): 140.0,
        ("wages", 2028): 100.0,
        ("money", 2029): 7.0,
        ("wages", 2029): 7.0,
    }

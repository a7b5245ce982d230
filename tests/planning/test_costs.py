"""What a cohort costs never exceeds what the plan reserved for its people."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.planning.cost_kinds import BACKFILL, FRINGE, RELEASE, kind_of
from reskill.planning.costs import Rates, cohort_lines, most_per_person
from reskill.planning.groups import Group
from reskill.planning.offers import Training
from reskill.planning.scenarios import shipped_scenarios
from reskill.planning.set_costs import SetCost, set_cost, set_costs
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.thresholds import DEFAULTS

COURSE = Training(1, "Course", 500.0, "page", 16.0, "page", False)
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
        cover_pay=st.decimals(0, 3, places=4),
        added=st.dictionaries(
            st.sampled_from(["books", "travel", "administration", "indirect"]),
            st.builds(SetCost, st.just(""), SHARE, st.just("R. Lee")),
        ),
    ),
)
def test_that_no_cohort_exceeds_its_bound(pay: Decimal, hours: float, price: float, people: int, rates: Rates) -> None:
    training = Training(1, "Course", price, "page", hours, "page", False)
    bounds = most_per_person(group(pay), training, rates)
    lines = list(cohort_lines(group(pay), training, people, rates))
    assert {line.after for line in lines} <= set(range(len(bounds)))
    for after, costs in enumerate(bounds):
        mine = [line for line in lines if line.after == after]
        for line in mine:
            assert line.cents <= people * costs.get(line.category, 0) * 100


def test_that_backfill_is_paid_at_overtime_with_its_own_fringe_and_differs_from_fringe() -> None:
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], {})
    lines = {line.category: line for line in cohort_lines(group(Decimal(20)), COURSE, 10, rates)}
    assert lines[BACKFILL].unit_cost == Decimal("32.30")  # $20 x 1.5 x 1.0765
    assert rates.backfill == Decimal("0.35") and lines[BACKFILL].quantity == 56  # of 160 hours
    assert rates.backfill_note == (
        "backfill share 50% x (1 - 30% of the time freed reinvested), at 1.5 x pay and 7.65% fringe on it"
    )
    assert lines[RELEASE].cents == 3_200_00 and lines[FRINGE].cents == 1_120_00
    assert lines[BACKFILL].cents != lines[FRINGE].cents


def test_that_costs_the_planner_sets_are_lines_with_who_says_so(project: Project) -> None:
    set_cost(project, "books", 40, "R. Lee")
    set_cost(project, "indirect", 0.1, "R. Lee")
    set_cost(project, "travel", 0, "R. Lee")
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], set_costs(project))
    lines = {line.category: line for line in cohort_lines(group(Decimal(20)), COURSE, 10, rates)}
    assert lines["books"].cents == 400_00 and lines["books"].source == "set by R. Lee"
    base = sum(lines[kind].cents for kind in ("books", BACKFILL, "review"))  # neither tuition nor paid time
    assert lines["indirect"].cents == round(base / 10)
    assert "travel" not in lines
    assert set_costs(project).keys() == {"books", "indirect", "travel"}


@pytest.mark.parametrize(
    ("kind", "rate", "who"), [("tuition", 1, "R."), ("books", -1, "R."), ("indirect", 2, "R."), ("books", 1, " ")]
)
def test_that_a_senseless_cost_is_refused(project: Project, kind: str, rate: float, who: str) -> None:
    with pytest.raises(ReskillError):
        set_cost(project, kind, rate, who)


def test_that_a_category_is_known_however_it_is_written() -> None:
    assert [
        kind_of(c) for c in ("Exam/credential fee", "Books and materials", "Overtime", "Indirect costs", "Catering")
    ] == ["exam fee", "books", "backfill", "indirect", "other"]

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
            st.sampled_from(["books", "travel", "administration", "indirect", "inflation", "wage growth"]),
            st.builds(SetCost, st.just(""), SHARE, st.just("R. Lee")),
        ),
    ),
    later=st.integers(0, 11),
)
def test_that_no_cohort_exceeds_its_bound(
    pay: Decimal, hours: float, price: float, people: int, rates: Rates, later: int
) -> None:
    training = Training(1, "Course", price, "page", hours, "page", False)
    bounds = most_per_person(group(pay), training, rates, later)
    lines = list(cohort_lines(group(pay), training, people, rates, later))
    assert {line.after for line in lines} <= set(range(len(bounds)))
    for after, costs in enumerate(bounds):
        mine = [line for line in lines if line.after == after]
        for line in mine:
            assert line.cents <= people * costs.get(line.category, 0) * 100


def test_that_backfill_is_paid_at_overtime_with_its_own_fringe_and_differs_from_fringe() -> None:
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], {})
    lines = {line.category: line for line in cohort_lines(group(Decimal(20)), COURSE, 10, rates)}
    assert lines[BACKFILL].unit_cost == Decimal("32.295")  # $20 x 1.5 x 1.0765
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


ADDED = {k: SetCost(k, Decimal(v), "R.") for k, v in (("books", "40.005"), ("travel", "9"), ("program staff", ".1"))}
ADDED["indirect"] = SetCost("indirect", Decimal("0.1"), "R.")


def test_that_each_quarter_has_its_lines_and_the_first_also_what_is_paid_once() -> None:
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], ADDED)
    training = Training(1, "Course", 500.0, "page", 80.0, "list", False)
    found = [
        (n.after, n.category, n.quantity, n.unit_cost) for n in cohort_lines(group(Decimal(20)), training, 10, rates)
    ]
    assert [(after, kind, float(quantity), float(cost)) for after, kind, quantity, cost in found] == [
        (0, "tuition", 10, 500),
        (0, "books", 10, 40.005),
        (0, "travel", 10, 9),
        (0, "release wages", 780, 20),  # 78 hours a quarter
        (0, "fringe", 15_600, 0.35),
        (0, "backfill", 273, 32.295),  # not rounded before the product
        (0, "review", 35_366.59, 0.05),  # 5,000 + 400.05 + 90 + 15,600 + 5,460 + 8,816.54
        (0, "program staff", 16_074.92, 0.1),  # all cash, 1,768.33 of review with it
        (0, "indirect", 10_984.92, 0.1),  # without tuition and travel
        (1, "release wages", 20, 20),
        (1, "fringe", 400, 0.35),
        (1, "backfill", 7, 32.295),
        (1, "review", 766.07, 0.05),
        (1, "program staff", 264.37, 0.1),
        (1, "indirect", 264.37, 0.1),
    ]


def test_that_the_most_a_person_costs_is_rounded_up_at_every_step() -> None:
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], ADDED)
    training = Training(1, "Course", 500.0, "page", 80.0, "list", False, reserve=123.456)
    first, second = most_per_person(group(Decimal("20.01")), training, rates)
    assert {kind: float(dollars) for kind, dollars in first.items()} == {
        "tuition": 500 + 123.46,  # review and overhead are of the price, not of the reserve
        "books": 40.01,
        "travel": 9,
        "release wages": 1560.78,
        "fringe": 546.28,  # of 546.273
        "backfill": 882.10,  # 27.3 hours at 32.311148 is 882.094
        "review": 176.91,  # a twentieth of 3,538.17 is 176.9085
        "program staff": 160.81,  # a tenth of 1,608.02
        "indirect": 109.91,  # a tenth of 1,099.02
    }
    assert {kind: float(dollars) for kind, dollars in second.items()} == {
        "release wages": 40.02,
        "fringe": 14.01,
        "backfill": 22.62,  # .7 hours
        "review": 3.84,
        "program staff": 2.65,
        "indirect": 2.65,
    }


def test_that_a_training_without_hours_or_price_has_only_what_it_has() -> None:
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], {})
    nothing = Training(1, "Course", None, "", 0.0, "page", False)
    assert list(cohort_lines(group(Decimal(20)), nothing, 10, rates)) == []
    free = Training(1, "Course", 0.0, "page", 0.0, "page", False)
    (line,) = cohort_lines(group(Decimal(20)), free, 10, rates)
    assert (line.category, line.cents, line.note) == ("tuition", 0, "10 x a program that is free of charge")


def test_that_lines_say_their_arithmetic() -> None:
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], {"books": SetCost("books", Decimal(40), "R.")})
    notes = {n.category: n.note for n in cohort_lines(group(Decimal(20)), COURSE, 10, rates)}
    assert notes["tuition"] == "10 x $500.00 a participant" and notes["books"] == "10 x $40 a participant"
    assert notes["release wages"] == "10 x 16 paid hours x $20 an hour (hours: page)"
    assert notes["fringe"] == "0.35 of release wages of $3,200.00"
    assert notes["backfill"].startswith("56 of 160 release hours: backfill share 50%")


def test_that_prices_and_pay_rise_by_the_year_as_the_planner_has_set(project: Project) -> None:
    set_cost(project, "books", 40, "R. Lee")
    set_cost(project, "inflation", 0.03, "R. Lee")
    set_cost(project, "wage growth", 0.02, "S. Ito")
    rates = Rates.of(DEFAULTS, shipped_scenarios()[0], set_costs(project))
    training = Training(1, "Course", 500.0, "page", 100.0, "page", False)  # 78 hours in a quarter and 22 in the next
    lines = {(x.after, x.category): x for x in cohort_lines(group(Decimal(20)), training, 10, rates, later=7)}
    assert lines[0, "tuition"].unit_cost == 515 and lines[0, "books"].unit_cost == Decimal("41.20")
    assert lines[0, "tuition"].note == "10 x $515.00 a participant, with 3.00% inflation a year (set by R. Lee)"
    assert lines[0, RELEASE].unit_cost == Decimal("20.40")  # in the plan's second year
    assert lines[1, RELEASE].unit_cost == Decimal(
        "20.808"
    )  # in its third: 20 x 1.02 x 1.02, not rounded before the product
    assert lines[1, RELEASE].note.endswith("with 2.00% wage growth a year (set by S. Ito)")
    first = {x.category: x for x in cohort_lines(group(Decimal(20)), training, 10, rates)}
    assert first["tuition"].unit_cost == 500 and first[RELEASE].unit_cost == 20


@pytest.mark.parametrize(
    ("kind", "rate", "who"),
    [("tuition", 1, "R."), ("books", -1, "R."), ("indirect", 2, "R."), ("inflation", 3, "R."), ("books", 1, " ")],
)
def test_that_a_senseless_cost_is_refused(project: Project, kind: str, rate: float, who: str) -> None:
    with pytest.raises(ReskillError):
        set_cost(project, kind, rate, who)


def test_that_a_category_is_known_however_it_is_written() -> None:
    assert [
        kind_of(c) for c in ("Exam/credential fee", "Books and materials", "Overtime", "Indirect costs", "Catering")
    ] == ["exam fee", "books", "backfill", "indirect", "other"]

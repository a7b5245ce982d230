"""Cost lines charged to funds: what each takes, in what order, and how a line is told in parts."""

from decimal import Decimal

import pytest
from small_city import Staff, fill

from reskill.planning.cohorts import Cohort, even_parts
from reskill.planning.costs import Line, hours_by_quarter
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import save_fund
from reskill.planning.groups import Group
from reskill.planning.ledger import Bill, Charge, charge
from reskill.planning.offers import Offer, Training
from reskill.planning.payers import Payers
from reskill.planning.schedule import Place
from reskill.project.file import Project

YEARS = range(2028, 2030)
FIRST = Quarter(2028, 1)
COURSE = Training(1, "Course", None, "page", 16.0, "planning assumption hours_course = 16", False, 250.5, assumed=16.0)
CLERKS = Group(1, "Clerk", "", "43-9061.00", "", "at risk", "at risk", 40, 24, 0.5, 0.5, Decimal(25), "payroll")


@pytest.fixture
def city(project: Project) -> Project:
    fill(project, [Staff("Clerk", 40)])
    save_fund(project, "City", {2028: 50_000, 2029: 50_000})
    return project


def line(category: str, quantity: float, unit_cost: float, after: int = 0) -> Line:
    return Line(after, category, Decimal(str(quantity)), "participant", Decimal(str(unit_cost)), "why", "page")


def charged(project: Project, *bills: list[Line], start: Quarter = FIRST) -> list[list[tuple[str, str, float, int]]]:
    """For each bill its charges: quarter, fund, quantity and cents."""
    payers = Payers.of(project, YEARS)
    names = {f.id: f.name for f in payers.funds}
    made = charge(payers, [Bill(start, payers.terms(CLERKS, COURSE, [_per_person(b)]), b) for b in bills])
    return [[(str(c.quarter), names[c.fund_id], float(c.line.quantity), c.line.cents) for c in some] for some in made]


def _per_person(lines: list[Line]) -> dict[str, Decimal]:
    return {n.category: n.quantity * n.unit_cost for n in lines}


def test_that_one_payer_pays_the_whole_line_in_the_quarter_it_falls_in(city: Project) -> None:
    lines = [line("tuition", 10, 100), line("backfill", 3, 40.37, after=4), line("release wages", 5, 25, after=1)]
    assert charged(city, lines) == [
        [
            ("FY2028 Q1", "City", 10, 1_000_00),
            ("FY2029 Q1", "City", 3, 121_11),
            ("FY2028 Q2", "City payroll (paid time)", 5, 125_00),
        ]
    ]


def test_that_money_with_strings_attached_is_used_first_and_up_to_its_share(city: Project) -> None:
    save_fund(city, "State", {2028: 5_000}, kind="state", share=0.4)
    assert charged(city, [line("tuition", 10, 100)]) == [
        [("FY2028 Q1", "State", 4, 400_00), ("FY2028 Q1", "City", 6, 600_00)]
    ]
    save_fund(city, "State", {2028: 250.1}, kind="state", share=0.4)  # less 10 cents for odd ones
    assert charged(city, [line("tuition", 10, 100)]) == [
        [("FY2028 Q1", "State", 2.5, 250_00), ("FY2028 Q1", "City", 7.5, 750_00)]
    ]


def test_that_no_odd_cent_takes_a_fund_over_its_share_of_a_line(city: Project) -> None:
    save_fund(city, "State", {2028: 5_000}, kind="state", share=0.5)
    bills = charged(city, *[[line("tuition", 1, 1.01)]] * 3)
    assert [[(fund, cents) for _, fund, _, cents in bill] for bill in bills] == [[("State", 50), ("City", 51)]] * 3


def test_that_odd_cents_of_lines_divided_alike_stand_on_a_fund_that_may_pay_them(city: Project) -> None:
    save_fund(
        city, "State", {2028: 8}, kind="state"
    )  # the whole of the first line, which would leave the others too little
    save_fund(city, "Work", {2028: 100}, kind="state", share=0.5)
    wages = [line("release wages", 1, cost) for cost in (7.01, 9.03, 11.07)]
    bills = [[(fund, cents) for _, fund, _, cents in bill] for bill in charged(city, *[[w] for w in wages])]
    assert [dict(bill)["Work"] for bill in bills] == [350, 451, 553]
    assert [sum(cents for _, cents in bill) for bill in bills] == [701, 903, 1107]
    assert sum(dict(bill)["State"] for bill in bills) <= 800


def test_that_a_fund_is_kept_for_costs_that_no_other_may_bear(city: Project) -> None:
    save_fund(city, "City", {2028: 300.1}, pays=["backfill"])
    save_fund(city, "State", {2028: 500.1}, kind="state", pays=["tuition", "backfill"])
    save_fund(city, "Union", {2028: 100.1}, kind="union", pays=["tuition"])
    found = charged(city, [line("backfill", 1, 400), line("tuition", 1, 500)])
    spent = {name: sum(c for _, n, _, c in found[0] if n == name) for name in ("City", "State", "Union")}
    assert spent == {"City": 300_00, "State": 500_00, "Union": 100_00}
    assert sum(c for *_, c in found[0]) == 900_00


def test_that_bills_of_a_year_share_its_money_in_order_and_years_do_not(city: Project) -> None:
    save_fund(city, "State", {2028: 150.1, 2029: 80.1}, kind="state", pays=["tuition"])
    first, second = charged(
        city, [line("tuition", 1, 100), line("tuition", 1, 100, after=4)], [line("tuition", 1, 100)]
    )
    assert first == [
        ("FY2028 Q1", "State", 1, 100_00),
        ("FY2029 Q1", "State", 0.8, 80_00),
        ("FY2029 Q1", "City", 0.2, 20_00),
    ]
    assert second == [("FY2028 Q1", "State", 0.5, 50_00), ("FY2028 Q1", "City", 0.5, 50_00)]


def test_that_what_no_fund_has_overspends_the_last_that_may_bear_it(city: Project) -> None:
    save_fund(city, "City", {2028: 300.1}, pays=["tuition"])
    save_fund(city, "State", {2028: 200.1}, kind="state", pays=["tuition"])
    assert charged(city, [line("tuition", 10, 100)]) == [
        [("FY2028 Q1", "State", 2, 200_00), ("FY2028 Q1", "City", 8, 800_00)]
    ]


def test_that_a_shared_line_says_in_each_part_what_it_is_of(city: Project) -> None:
    save_fund(city, "State", {2028: 5_000}, kind="state", share=0.3333)
    payers = Payers.of(city, YEARS)
    lines = [line("tuition", 7, 100), line("release wages", 4, 25)]
    ((state, own, paid_by_state, paid),) = charge(
        payers, [Bill(FIRST, payers.terms(CLERKS, COURSE, [_per_person(lines)]), lines)]
    )
    assert state.line.note == "why; 2.3331 of 7 on this fund" and own.line.note == "why; 4.6669 of 7 on this fund"
    assert state.line.quantity + own.line.quantity == 7 and state.line.cents + own.line.cents == 700_00
    assert [c.in_kind for c in (state, own, paid_by_state, paid)] == [False, False, False, True]
    assert paid_by_state.line.cents == 33_33 and paid.line.cents == 66_67


def test_that_a_line_of_nothing_stands_on_the_first_fund_that_might_bear_it(city: Project) -> None:
    save_fund(city, "State", {2028: 5_000}, kind="state", pays=["tuition"])
    assert charged(city, [line("tuition", 10, 0)]) == [[("FY2028 Q1", "State", 10, 0)]]
    assert charged(city, [line("books", 10, 0)]) == [[("FY2028 Q1", "City", 10, 0)]]
    save_fund(city, "State", {2028: 5_000}, kind="state", pays=["tuition"], starts="2029-01-01")
    assert charged(city, [line("tuition", 10, 0)]) == [[("FY2028 Q1", "City", 10, 0)]]


def cohort(people: int, training: Training = COURSE, chosen: bool = False) -> Cohort:
    offer = Offer(1, "43-9061.00", "Clerks", True, 1, chosen, training, 0.5)
    charges = [
        Charge(FIRST, line("tuition", 2, 100), 1, False),
        Charge(FIRST, line("backfill", 1, 50), 1, False),
        Charge(FIRST, line("release wages", 3, 25), 0, True),
        Charge(FIRST, line("fringe", 3, 9), 0, True),
    ]
    return Cohort(Place(CLERKS, offer, FIRST, {}, 1, 0.1, 0.0), people, charges)


def test_that_a_cohort_tells_cash_paid_time_and_what_is_held_back_for_it() -> None:
    assert (cohort(3).cents, cohort(3).paid_time, cohort(3).held_back) == (250_00, 102_00, 751_50)


def test_that_the_note_of_a_cohort_says_what_is_assumed_and_unknown() -> None:
    expected = "24 of the title's 40 people are expected to take part"
    unknown = "price of the training unknown and not in the budget"
    assert cohort(3).note == f"{expected}; {unknown}; hours: planning assumption hours_course = 16"
    known = Training(1, "Course", 0.0, "page", 16.0, "page", False, before="Spanish I")
    assert cohort(3, known, True).note == f"{expected}; pathway chosen by a person; before it: Spanish I"


def test_that_people_are_parted_evenly_the_larger_parts_first() -> None:
    assert [even_parts(n, 15) for n in (0, 15, 16, 31, 47)] == [[], [15], [8, 8], [11, 10, 10], [12, 12, 12, 11]]


def test_that_the_earlier_quarters_of_a_training_are_full() -> None:
    assert hours_by_quarter(100, Decimal(6)) == [78, 22] and hours_by_quarter(156, Decimal(6)) == [78, 78]
    assert hours_by_quarter(0, Decimal(6)) == [0]

"""What locked cohorts take from a plan, worked by hand: their places as stored, and what they leave."""

from decimal import Decimal

import pytest
from small_city import PRICED, Staff, fill

from reskill.planning.choices import Limit
from reskill.planning.cohorts import Cohort
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds, save_fund
from reskill.planning.groups import Group, find_groups
from reskill.planning.ledger import Charge
from reskill.planning.locked import limits_left, locked_cohorts, money_left, people_left, plan_wide_charges
from reskill.planning.offers import IN_HOUSE, UNDECIDED, Offer, find_offers
from reskill.planning.openings import expected_openings
from reskill.planning.payers import Payers
from reskill.planning.scenarios import scenario_in_force
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

YEARS = range(2028, 2030)
FIRST = Quarter(2028, 1)
CLERKS, WATCHED = Staff("Clerk II", 40, automate=0.4, vacant=3), Staff("Typist", 20, band="low", exposure=0.3, net=0.2)


@pytest.fixture
def city(project: Project) -> Project:
    """Clerks that a plan is for and typists that it is not for, with one held cohort of each and one that nobody holds."""
    fill(project, [CLERKS, WATCHED])
    default_funds(project, 100_000, 2, 2028)
    save_fund(project, "Payroll", {}, kind="payroll")
    with project.change("Cohorts") as db:
        for row in (
            (1, 1, "13-1071.00", "Personnel assistants", PRICED, 2029, 2, 8, 100.0, 32_000, 100, "Ann"),
            (2, 2, "43-9061.00", "Stay", None, 2028, 3, 4, 24.0, 0, 0, "Ann"),
            (3, 1, "43-9061.00", "Stay", None, 2028, 1, 5, 24.0, 0, 0, ""),
            (4, 2, "13-1071.00", "Personnel assistants", None, 2028, 3, 2, 0.0, 0, 0, "Ann"),
        ):
            db.execute(
                "INSERT INTO cohort (id, title_id, destination, destination_title, program_id, fiscal_year, quarter,"
                " participants, hours, held_back, hours_assumed, who, start) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'2028-01-01')",
                row,
            )
        for cohort, year, quarter, category, fund, quantity, rate, in_kind in (
            (1, 2029, 2, "tuition", 1, 8, 1099.0, 0),
            (1, 2029, 3, "release wages", 2, 80, 25.0, 1),
            (1, 2029, 3, "backfill", 1, 10.5, 40.37, 0),
            (3, 2028, 1, "tuition", 1, 5, 10.0, 0),
            (None, 2028, 1, "administration", 1, 1, 750.0, 0),
        ):
            db.execute(
                "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost,"
                " cents, in_kind, note, source) VALUES (?,?,?,?,?,?,'unit',?,?,?,'why','who')",
                (cohort, year, quarter, category, fund, quantity, rate, round(quantity * rate * 100), in_kind),
            )
    return project


@pytest.fixture
def held(city: Project, catalog: Catalog) -> list[Cohort]:
    groups = find_groups(city, catalog, scenario_in_force(city))
    return locked_cohorts(city, groups, find_offers(city, groups, expected_openings(city, YEARS)), YEARS)


def test_that_held_cohorts_come_as_they_are_stored_in_order_of_time(held: list[Cohort]) -> None:
    assert [(c.locked, c.participants, c.place.start) for c in held] == [
        (2, 4, Quarter(2028, 3)),
        (4, 2, Quarter(2028, 3)),
        (1, 8, Quarter(2029, 2)),
    ]
    last = held[2]
    assert (last.cents, last.paid_time) == (879_200 + 423_89, 200_000)
    assert last.held_back == 320_00
    assert [(c.quarter, c.line.category, c.line.quantity, c.fund_id, c.in_kind) for c in last.charges] == [
        (Quarter(2029, 2), "tuition", 8, 1, False),
        (Quarter(2029, 3), "release wages", 80, 2, True),
        (Quarter(2029, 3), "backfill", Decimal("10.5"), 1, False),
    ]
    line = last.charges[2].line
    assert (line.unit, line.unit_cost, line.note, line.source) == ("unit", Decimal("40.37"), "why", "who")


def test_that_a_held_place_lasts_and_costs_what_is_stored_of_it(held: list[Cohort]) -> None:
    place, training = held[2].place, held[2].place.offer.training
    assert place.quarters == 2  # 100 hours at 78 a quarter
    assert place.dollars == pytest.approx((8792 + 423.89) / 8)
    assert place.classes == ((PRICED, Quarter(2029, 2)),)
    assert (training.name, training.price, training.hours, training.reserve) == (
        "Personnel certificate",
        1099,
        100,
        40,
    )
    assert training.hours_assumed and not training.self_paced
    assert place.offer.covered == 0.5 and place.offer.rank == 1 and not place.offer.stays
    # exposure .5, half covered, chance of an opening, 5 quarters after the plan's first
    assert place.benefit == pytest.approx(0.5 * 0.5 * place.offer.chance * 0.95)


def test_that_people_whom_no_new_plan_is_for_keep_their_place(held: list[Cohort]) -> None:
    stays, moves = held[0].place, held[1].place
    group = stays.group
    assert (group.title, group.filled, group.participants, group.band, group.own_band) == (
        "Typist",
        20,
        0,
        "low",
        "low",
    )
    assert (group.weight, group.stays_human, group.hourly, group.code) == (0.2, 0.6, None, "43-9061.00")
    training = stays.offer.training
    assert (training.name, training.hours, training.price, training.reserve) == (IN_HOUSE, 24, None, 0)
    assert stays.offer.stays and training.self_paced and not training.hours_assumed and stays.offer.chosen
    assert stays.dollars == 0 and stays.quarters == 1 and stays.classes == ()
    assert stays.benefit == pytest.approx(0.2 * 0.5 * 0.6 * 0.98)
    assert moves.offer.training.name == UNDECIDED and not moves.offer.stays and moves.quarters == 1


def test_that_a_role_without_an_estimate_is_worth_nothing(city: Project, catalog: Catalog) -> None:
    with city.derive("roles") as db:
        db.execute("UPDATE role SET exposure = NULL, net = NULL, automate = NULL WHERE title_id = 2")
    found = locked_cohorts(city, [], {}, YEARS)[0].place
    assert (found.group.weight, found.group.stays_human, found.benefit) == (0, 1, 0)
    with city.derive("roles") as db:
        db.execute("UPDATE role SET exposure = 0.3 WHERE title_id = 2")
    assert locked_cohorts(city, [], {}, YEARS)[0].place.group.weight == 0.3  # the whole, where the net is not known
    with city.derive("roles") as db:
        db.execute("DELETE FROM role WHERE title_id = 2")
    group = locked_cohorts(city, [], {}, YEARS)[0].place.group
    assert (group.band, group.code, group.occupation) == ("low", "", "")


def test_that_a_held_cohort_of_last_year_is_no_later_than_the_plan(city: Project) -> None:
    now, before = (locked_cohorts(city, [], {}, years)[0].place.benefit for years in (YEARS, range(2029, 2031)))
    assert now == pytest.approx(0.2 * 0.5 * 0.6 * 0.98) and before == pytest.approx(0.2 * 0.5 * 0.6)


def test_that_a_program_at_ones_own_pace_has_no_class(city: Project) -> None:
    with city.change("Online") as db:
        db.execute("UPDATE program SET delivery = 'Online, self-paced' WHERE id = ?", (PRICED,))
    place = locked_cohorts(city, [], {}, YEARS)[2].place
    assert place.offer.training.self_paced and place.classes == ()


def test_that_held_people_are_not_planned_for_again(held: list[Cohort]) -> None:
    def group(title_id: int, people: int) -> Group:
        return Group(title_id, "", "", "", "", "watch", "watch", 40, people, 0.5, 0.5, None, "")

    left = people_left([group(1, 24), group(2, 5), group(3, 7)], held)
    assert [g.participants for g in left] == [16, 0, 7]  # 4 + 2 of the second, more than its 5


def test_that_held_people_take_cover_openings_and_places_in_their_quarters(held: list[Cohort]) -> None:
    q2, q3 = Quarter(2029, 2), Quarter(2029, 3)
    limits: dict[Limit, float] = {
        ("people", 1): 24,
        ("people", 2): 5,
        ("cover", 1): 10,
        ("cover", 2): 5,
        ("openings", "13-1071.00"): 9,
        ("openings", "43-9061.00"): 3,
        ("places", PRICED): 60,
        ("places", PRICED, q2): 6,
        ("places", 9): 60,
    }
    assert limits_left(limits, held) == limits | {
        ("people", 1): 16,
        ("people", 2): 0,
        ("cover", 1, q2): 2,
        ("cover", 1, q3): 2,
        ("cover", 2, Quarter(2028, 3)): 0,  # both cohorts of the title: 4 and 2
        ("openings", "13-1071.00"): 0,  # 8 and 2 of 9; who stays takes none
        ("places", PRICED, q2): 0,
    }
    assert limits_left({("places", PRICED): 60}, held) == {("places", PRICED): 60, ("places", PRICED, q2): 52}
    assert limits_left({}, held) == {}


def test_that_what_is_charged_already_is_gone_from_the_funds(city: Project, held: list[Cohort]) -> None:
    payers = Payers.of(city, YEARS)
    assert payers.budgets == {(1, 2028): 5_000_000, (1, 2029): 5_000_000} and payers.cash == 10_000_000
    fixed = [c for cohort in held for c in cohort.charges] + plan_wide_charges(city)
    left = money_left(payers, fixed)
    cash = 879_200 + 423_89
    assert left.budgets == {(1, 2028): 5_000_000 - 75_000, (1, 2029): 5_000_000 - cash}
    assert left.cash == 10_000_000 - 75_000 - cash  # paid time has no budget here
    given = [Charge(c.quarter, c.line, c.fund_id, True) for c in fixed]
    assert money_left(payers, given).budgets == payers.budgets  # gifts in kind take no money
    over = money_left(payers, fixed * 7)
    assert over.budgets == {(1, 2028): 5_000_000 - 7 * 75_000, (1, 2029): 0}
    assert over.cash == 5_000_000 - 7 * 75_000


def test_that_paid_time_is_taken_from_a_payroll_that_has_a_limit(city: Project, held: list[Cohort]) -> None:
    save_fund(city, "Payroll", {2029: 3000}, kind="payroll")
    payers = Payers.of(city, YEARS)
    left = money_left(payers, held[2].charges)
    assert payers.budgets[2, 2029] - left.budgets[2, 2029] == 200_000
    assert payers.cash - left.cash == 879_200 + 423_89


def test_that_lines_of_the_whole_plan_are_of_no_cohort(city: Project) -> None:
    (charge,) = plan_wide_charges(city)
    assert (charge.quarter, charge.line.category, charge.line.cents, charge.fund_id, charge.in_kind) == (
        FIRST,
        "administration",
        75_000,
        1,
        False,
    )


def test_that_an_offer_of_today_keeps_what_it_covers(city: Project, catalog: Catalog) -> None:
    groups = find_groups(city, catalog, scenario_in_force(city))
    offers = find_offers(city, groups, expected_openings(city, YEARS))
    (same,) = (o for o in offers[1] if o.training.program_id == PRICED)
    better = Offer(same.title_id, same.code, same.occupation, False, 3, False, same.training, 0.9, 0.5)
    place = locked_cohorts(city, groups, {1: [better]}, YEARS)[2].place
    assert (place.offer.rank, place.offer.covered, place.offer.chosen) == (3, 0.9, False)
    assert place.offer.training.hours == 100  # as stored, not as the program has it today
    assert place.benefit == pytest.approx(0.5 * 0.9 * 0.5 * 0.95 * 0.96)

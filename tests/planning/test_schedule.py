"""What a place is worth, what holds people back, and a whole plan worked by hand to the cent."""

from decimal import Decimal

import pytest
from small_city import FREE, PRICED, Staff, fill

from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.groups import Group, find_groups, taking_part
from reskill.planning.offers import Offer, Training
from reskill.planning.plan import make_plan
from reskill.planning.scenarios import scenario_in_force, set_scenario
from reskill.planning.schedule import benefit_of, other_limits, patience
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS

FIRST = Quarter(2028, 1)
TWICE = Training(7, "Course", 500.0, "page", 16.0, "page", False, sits=((5, 0.0), (7, 40.0)))


def group(filled: int, title_id: int = 1, participants: int = 24) -> Group:
    return Group(
        title_id, "", "", "43-9061.00", "", "at risk", "at risk", filled, participants, 0.5, 0.6, Decimal(25), ""
    )


def offer(stays: bool, rank: int = 1, code: str = "13-1071.00") -> Offer:
    return Offer(1, code, "", stays, rank, False, TWICE, 0.8, 0.9)


def test_that_a_place_is_worth_exposure_gap_closed_and_chance_less_for_later_and_lower_ones() -> None:
    clerks = group(40)
    assert benefit_of(clerks, offer(False), 0, DEFAULTS) == pytest.approx(0.5 * 0.8 * 0.9)
    assert benefit_of(clerks, offer(True), 0, DEFAULTS) == pytest.approx(0.5 * 0.8 * 0.6)
    assert benefit_of(clerks, offer(False, 3), 4, DEFAULTS) == pytest.approx(0.5 * 0.8 * 0.9 * 0.96 * 0.96)
    assert benefit_of(clerks, offer(False, 52), 0, DEFAULTS) == 0
    assert [patience(n, DEFAULTS) for n in (0, 1, 100, 101)] == pytest.approx([1, 0.99, 0, 0])


def test_that_limits_are_people_cover_openings_and_places() -> None:
    agreed = {(5, FIRST): 12}
    offers = {1: [offer(False)], 2: [offer(False, code="15-1231.00")], 3: []}
    found = other_limits([group(43), group(3, 2, 2), group(8, 3, 5)], offers, {"13-1071.00": 9}, agreed, DEFAULTS)
    assert found == {
        ("people", 1): 24,
        ("people", 2): 2,
        ("people", 3): 5,
        ("cover", 1): 10,  # a quarter of 43
        ("cover", 2): 1,  # one always may be away
        ("cover", 3): 2,
        ("openings", "13-1071.00"): 9,
        ("openings", "15-1231.00"): 0,
        ("places", 5): 60,
        ("places", 7): 60,
        ("places", 5, FIRST): 12,
    }


def test_that_a_plan_can_be_worked_out_by_hand(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, moves=())])
    default_funds(project, 100_000, 1, 2028)
    plan = make_plan(project, catalog)
    assert [(str(c.place.start), c.participants) for c in plan.cohorts] == [
        ("FY2028 Q1", 10),  # a quarter of 40 may be away
        ("FY2028 Q2", 10),
        ("FY2028 Q3", 4),
    ]
    # 8 hours at $25 and 35% fringe; 2.8 of them covered at $40.36875; a twentieth of all that for review
    assert [(c.cents, c.paid_time) for c in plan.cohorts] == [
        (113_033 + 191_52, 200_000 + 70_000),
        (113_033 + 191_52, 200_000 + 70_000),
        (45_213 + 76_61, 80_000 + 28_000),
    ]
    benefits = [c.place.benefit for c in plan.cohorts]
    assert benefits == pytest.approx([0.5 * 0.5 * 0.6 * later for later in (1, 0.99, 0.98)])
    place = plan.cohorts[0].place
    assert (place.quarters, place.classes, place.dollars) == (1, (), pytest.approx(113.04 + 19.16))
    assert plan.cents == 2 * (113_033 + 191_52) + 45_213 + 76_61 and plan.money == 10_000_000
    assert (plan.trained, plan.schedule.solution.gap) == (24, 0)
    assert (
        plan.schedule.climb.gains == []
    )  # a point more of cover lets nobody more of 40 away, and everybody learns alone


def test_that_a_point_more_of_cover_is_looked_at_where_it_lets_somebody_away(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk II", 100, moves=())])
    default_funds(project, 100_000, 1, 2028)
    assert [g.what for g in make_plan(project, catalog).schedule.climb.gains] == ["one point more of cover"]


def test_that_every_quarter_of_the_years_is_open_to_a_training_that_ends_within_them(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk II", 40, moves=(("13-1071.00", PRICED, 50),))])
    with project.change("Longer") as db:
        db.execute("UPDATE program SET hours = 100 WHERE id = ?", (PRICED,))
    default_funds(project, 1_000_000, 2, 2028)
    places = make_plan(project, catalog).schedule.places
    starts = {
        program: [p.start for p in places if p.offer.training.program_id == program] for program in (FREE, PRICED)
    }
    assert starts == {FREE: [FIRST.plus(n) for n in range(8)], PRICED: [FIRST.plus(n) for n in range(7)]}
    assert {p.quarters for p in places if p.offer.training.program_id == PRICED} == {2}


def test_that_groups_have_the_pay_the_people_and_the_worth_of_their_roles(project: Project, catalog: Catalog) -> None:
    fill(
        project,
        [
            Staff("Clerk II", 10, exposure=0.6, net=0.5, automate=0.3, vacant=4),
            Staff("Typist", 4, band="watch", pay=None),
            Staff("Porter", 9, band="low"),
            Staff("Analyst", 20, band="priority", exposure=0.8, net=None),
        ],
    )
    with project.change("Halves") as db:
        db.execute("UPDATE position SET fte = 0.5, annual_salary = 26000 WHERE id IN ('1-0', '1-1')")
        db.execute("UPDATE position SET annual_salary = NULL, fte = 0.25 WHERE id = '1-2'")
    with project.derive("roles") as db:
        db.execute("UPDATE role SET net = NULL WHERE title_id = 4")
    analysts, clerks, typists = find_groups(project, catalog, scenario_in_force(project))
    assert [g.title for g in (analysts, clerks, typists)] == ["Analyst", "Clerk II", "Typist"]
    assert (clerks.filled, clerks.weight, clerks.stays_human, clerks.hourly) == (10, 0.5, 0.7, 25)
    assert (analysts.weight, analysts.band, analysts.own_band) == (0.8, "priority", "priority")
    assert sum(g.participants for g in (analysts, clerks, typists)) == 20  # 60% of 34 is 20.4
    assert [g.participants for g in (analysts, clerks, typists)] == [12, 6, 2]
    assert typists.hourly is not None and "published mean pay of the occupation" in typists.hourly_source
    set_scenario(project, "market-led")  # without protected tasks
    assert {g.title: g.weight for g in find_groups(project, catalog, scenario_in_force(project))} == {
        "Analyst": 0.8,
        "Clerk II": 0.6,
        "Typist": 0.5,
    }
    with project.derive("roles") as db:
        db.execute("UPDATE role SET offered = 'at risk', exposure = NULL, automate = NULL WHERE title_id = 3")
    porters = next(g for g in find_groups(project, catalog, scenario_in_force(project)) if g.title == "Porter")
    assert (porters.band, porters.own_band, porters.weight, porters.stays_human) == ("at risk", "low", 0, 1)


def test_that_people_left_over_by_rounding_go_where_most_of_a_person_is_missing() -> None:
    assert taking_part([4, 13], Decimal("0.6")) == [2, 8]  # of 2.4 and 7.8
    assert taking_part([13, 4], Decimal("0.6")) == [8, 2]
    assert taking_part([2, 2, 1], Decimal("0.5")) == [1, 1, 1]  # 2.5 people are 3
    assert taking_part([3, 3], Decimal("0.5")) == [2, 1]  # of equals the more pressing first


def test_that_a_group_is_named_with_its_department_where_that_matters() -> None:
    clerk = Group(1, "Clerk", "Library", "", "", "low", "low", 1, 1, 0.5, 0.5, None, "")
    assert clerk.name == "Clerk (Library)"
    assert Group(1, "Clerk", "", "", "", "low", "low", 1, 1, 0.5, 0.5, None, "").name == "Clerk"


def test_that_a_coverage_asked_for_is_reached_for_the_least_money(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, moves=(), stay_program=PRICED), Staff("Typist", 20, "watch", moves=())])
    default_funds(project, 100_000, 1, 2028)
    everybody = make_plan(project, catalog)
    assert everybody.trained == 36
    project.set_setting("coverage_target", "0.5")
    plan = make_plan(project, catalog)
    assert plan.trained == 18  # the twelve typists learn for nothing but cover; six clerks take the dear course
    assert sum(c.participants for c in plan.cohorts if c.place.offer.training.program_id == FREE) == 12
    here, least = plan.schedule.climb.here.dollars, plan.schedule.climb.least
    assert least is not None and 0.9 * here < least <= plan.cents / 100 <= here < 0.2 * 100_000
    notes = [r["text"] for r in project.rows("SELECT text FROM plan_note")]
    assert any(
        note.startswith("The plan stops where it reaches the coverage") and "18 of 36 people" in note for note in notes
    )
    assert not any(" for money: " in note for note in notes)
    project.set_setting("coverage_target", "1")
    default_funds(project, 5_000, 1, 2028)
    make_plan(project, catalog)
    notes = [r["text"] for r in project.rows("SELECT text FROM plan_note")]
    assert any("is not reached" in note for note in notes)

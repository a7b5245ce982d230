"""The figures of a stored plan, each told apart from the others by its number."""

from dataclasses import astuple

import pytest
from small_city import FREE, PRICED, Staff, fill

from reskill.planning.funds import default_funds
from reskill.planning.seats import NO_PROGRAM
from reskill.planning.standing import held_back_by_year, standing
from reskill.project.file import Project


@pytest.fixture
def city(project: Project) -> Project:
    """Four cohorts over two years: 7 clerks who move, 5 typists and 11 analysts who stay, 2 analysts who move."""
    fill(project, [Staff("Clerk II", 40, band="priority"), Staff("Typist", 20), Staff("Analyst", 30, band="watch")])
    default_funds(project, 50_000, 2, 2028)
    with project.change("Cohorts") as db:
        for row in (
            (1, 1, "13-1071.00", PRICED, 2028, 7, 0.25, 70_000, 0),
            (2, 2, "43-9061.00", None, 2028, 5, 0.5, 1_000, 8),
            (3, 3, "43-9061.00", FREE, 2029, 11, 0.125, 0, 0),
            (4, 3, "13-1071.00", PRICED, 2029, 2, 1.0, 200, 8),
        ):
            db.execute(
                "INSERT INTO cohort (id, title_id, destination, program_id, fiscal_year, participants, benefit, held_back,"
                " hours_assumed, quarter, start, hours) VALUES (?,?,?,?,?,?,?,?,?,1,'2027-07-01',8)",
                row,
            )
        for cohort, year, cents, in_kind in ((1, 2028, 120_000, 0), (2, 2028, 30_000, 1), (4, 2029, 5_000, 0)):
            db.execute(
                "INSERT INTO budget_line (cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost,"
                " cents, in_kind) VALUES (?,?,1,'tuition',1,1,'lump',0,?,?)",
                (cohort, year, cents, in_kind),
            )
        for name, value in (("expected", "54"), ("urgent_expected", "36"), ("gap", "0.004")):
            project.set_setting(f"plan.{name}", value)
    return project


def test_that_the_figures_of_a_plan_are_sums_of_its_cohorts_and_lines(city: Project) -> None:
    now = standing(city)
    assert (now.people, now.expected, now.urgent, now.urgent_expected, now.moving) == (25, 54, 12, 36, 9)
    assert now.benefit == pytest.approx(7 * 0.25 + 5 * 0.5 + 11 * 0.125 + 2)
    assert (now.available, now.committed, now.held_back, now.paid_time) == (5_000_000, 125_000, 71_200, 30_000)
    assert now.not_planned == 5_000_000 - 125_000 - 71_200
    assert now.gap == 0.004 and now.assumed_hours == 7 / 25
    assert now.leading == ("Responsible use of AI", 11)
    assert held_back_by_year(city) == {2028: 71_000, 2029: 200}


def test_that_the_leading_program_is_that_of_the_most_people_and_then_the_first_by_name(city: Project) -> None:
    with city.change("More") as db:
        db.execute("UPDATE cohort SET participants = 9 WHERE id = 1")
    assert standing(city).leading == ("Personnel certificate", 11)
    with city.change("More at work") as db:
        db.execute("UPDATE cohort SET participants = 12 WHERE id = 2")
    assert standing(city).leading == (NO_PROGRAM, 12)


def test_that_a_year_that_holds_nothing_back_is_not_told(city: Project) -> None:
    with city.change("Prices") as db:
        db.execute("UPDATE cohort SET held_back = 0 WHERE fiscal_year = 2028")
    assert held_back_by_year(city) == {2029: 200}


def test_that_without_a_plan_there_are_no_shares(project: Project) -> None:
    assert astuple(standing(project)) == (0, 0, 0, 0, 0, 0.0, 0, 0, 0, 0, None, None, None, ("", 0), None)


def test_that_a_plan_that_is_proven_the_best_lacks_nothing(city: Project) -> None:
    city.set_setting("plan.gap", "")
    assert standing(city).gap == 0


@pytest.mark.parametrize(("could", "share", "most"), [(186, "0.25", 46), (40, "0.25", 15), (186, "1", None)])
def test_that_it_tells_how_many_people_a_program_may_take(project: Project, could: int, share: str, most) -> None:
    with project.change("A plan") as db:
        project.set_setting("plan.could", str(could))
        project.set_setting("program_share", share)
        db.execute("DELETE FROM cohort")
    assert standing(project).most == most

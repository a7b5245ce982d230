import datetime as dt
from dataclasses import astuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_city import PRICED, Staff, fill

from reskill.planning.budget import by_fund_year
from reskill.planning.checks.rulebook import set_rule
from reskill.planning.compare import COLUMNS, compare_scenarios
from reskill.planning.freed import freed_hours
from reskill.planning.funds import available, default_funds, plan_years, save_fund
from reskill.planning.groups import find_groups
from reskill.planning.payers import Payers
from reskill.planning.plan import make_plan
from reskill.planning.scenarios import (
    edit_scenario,
    load_scenarios,
    scenario_in_force,
    scenarios,
    set_scenario,
    shipped_scenarios,
)
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 10))
def test_that_a_budget_is_shared_over_the_years_to_the_cent(project: Project, cents: int, years: int) -> None:
    default_funds(project, cents / 100, years, 2028)
    amounts = list(available(project).values())
    assert sum(amounts) == cents
    assert len(amounts) == years
    assert len(set(amounts[:-1])) <= 1
    assert 0 <= amounts[-1] - amounts[0] < years


def test_that_the_years_of_the_plan_follow_the_settings(project: Project) -> None:
    assert plan_years(project, dt.date(2026, 11, 25)) == range(2028, 2031)
    default_funds(project, 1000, 2, 2030)
    assert plan_years(project) == range(2030, 2032)
    assert project.history()[0].label == "Set the training budget"
    project.undo()
    assert available(project) == {}
    assert project.setting("fiscal_year") == ""


@pytest.mark.parametrize(("total", "years"), [(-1, 3), (100, 0)])
def test_that_a_senseless_budget_is_refused(project: Project, total: float, years: int) -> None:
    with pytest.raises(ReskillError, match="at least one year"):
        default_funds(project, total, years)


def test_that_saving_a_fund_again_replaces_its_amounts(project: Project) -> None:
    save_fund(project, "Grant", {2028: 10.5, 2029: 20}, kind="federal", rules="iwt")
    save_fund(project, "Grant", {2029: 30.25}, kind="state")
    assert [(r.fund, r.kind, r.fiscal_year, r.available) for r in by_fund_year(project)] == [
        ("Grant", "state", 2029, 3025)
    ]


def test_that_money_of_years_outside_a_funds_dates_is_available_to_nobody(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40)])
    default_funds(project, 300_000, 3, 2028)
    grant = {2028: 10_000, 2029: 20_000, 2030: 60_000}
    save_fund(project, "State grant", grant, kind="state", starts="2027-10-01", ends="2028-09-30")
    years = {y.fiscal_year: y for y in by_fund_year(project) if y.fund == "State grant"}
    assert [years[y].available for y in grant] == [1_000_000, 2_000_000, 0]  # FY2029 has one quarter up to September
    plan = make_plan(project, catalog)
    assert plan.money == 33_000_000
    text = " ".join(n.text for n in plan.notes)
    assert "Of $330,000 for FY2028 to FY2030" in text
    assert "State grant has $60,000 in FY2030, but its dates leave no quarter of that year" in text
    assert "State grant has $20,000" not in text


def test_that_there_are_five_scenarios_and_the_public_interest_holds(project: Project) -> None:
    load_scenarios(project)
    assert len(scenarios(project)) == 5
    assert scenario_in_force(project).name == "public-interest"
    assert all(0 <= v <= 1 for s in shipped_scenarios() for v in (s.adoption, s.participation, s.reinvested))


def test_that_loading_again_keeps_the_planners_numbers(project: Project) -> None:
    edit_scenario(project, "public-interest", participation=0.75)
    load_scenarios(project)
    assert scenario_in_force(project).participation == 0.75


def test_that_unknown_scenarios_and_shares_over_one_are_refused(project: Project) -> None:
    with pytest.raises(ReskillError, match="no scenario named"):
        set_scenario(project, "best of all worlds")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("adoption", 1.5, "adoption of Market-led cannot be 1.5. Give a share from 0 to 1"),
        ("review_cost", -0.1, "review cost of Market-led cannot be -0.1."),
        ("participation", float("nan"), "participation of Market-led cannot be nan."),
        ("protects", 0.5, "protects of Market-led cannot be 0.5. Give 1 for yes or 0 for no"),
        ("speed", 1, "A scenario has no speed. Its numbers are: adoption"),
    ],
)
def test_that_a_number_that_no_scenario_has_is_refused_with_field_and_value(
    project: Project, field: str, value: float, said: str
) -> None:
    before = scenarios(project)
    with pytest.raises(ReskillError) as refused:
        edit_scenario(project, "market-led", **{"reinvested": 0.3, field: value})
    assert str(refused.value).startswith(said)
    assert scenarios(project) == before


def test_that_the_scenario_changes_who_is_expected(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 100, moves=())])
    default_funds(project, 1_000_000, 3, 2028)
    made = {}
    for name in ("public-interest", "market-led"):
        set_scenario(project, name)
        make_plan(project, catalog)
        made[name] = project.value("SELECT sum(participants) FROM cohort")
    assert made == {"public-interest": 60, "market-led": 40}


def test_that_the_planners_own_participation_wins_over_the_scenario(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 100, moves=())])
    default_funds(project, 1_000_000, 3, 2028)
    project.set_setting("participation", "0.5")
    make_plan(project, catalog)
    assert project.value("SELECT sum(participants) FROM cohort") == 50


def test_that_hours_freed_are_the_time_saved_on_exposed_tasks_less_review(project: Project) -> None:
    fill(project, [Staff("Clerk", 10, exposure=0.5, net=0.4)])
    scenario = scenario_in_force(project)
    assert astuple(freed_hours(project, scenario)) == pytest.approx((2246.4, 1996.8, 4992))
    project.set_setting("time_saved", "0.75")
    project.set_setting("review_time", "0")
    assert astuple(freed_hours(project, scenario)) == pytest.approx((3744, 2496, 4992))


def test_that_hours_freed_count_the_lower_rating_unless_told_otherwise(project: Project) -> None:
    fill(project, [Staff("Clerk", 10, exposure=0.5, net=0.4)])
    with project.derive() as db:
        db.conn.execute("UPDATE role SET gpt4 = 0.3, gpt4_net = 0.2")
    scenario = scenario_in_force(project)
    assert freed_hours(project, scenario).hours == pytest.approx(1123.2)
    project.set_setting("both_raters", "0")
    assert freed_hours(project, scenario).hours == pytest.approx(2246.4)


def test_that_scenarios_compare_by_the_written_formulas_and_write_nothing(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 10, exposure=0.5, net=0.4, moves=(("13-1071.00", PRICED, 5),))])
    default_funds(project, 1_000_000, 3, 2028)
    before = list(project.db.conn.iterdump())
    found = {o.name: o for o in compare_scenarios(project, catalog)}
    assert list(project.db.conn.iterdump()) == before
    assert found["public-interest"].freed_hours == 2246  # 10 x 2080 x 0.4 x 0.6 x half the time, a tenth of it review
    assert found["public-interest"].returned_hours == 674
    assert found["market-led"].freed_hours == 4212  # 10 x 2080 x 0.5 x 0.9 x 0.5 x 0.9
    assert found["market-led"].protected == 0
    assert found["rights-first"].protected == pytest.approx(0.1)
    assert found["public-interest"].trained == 6
    assert found["over-regulated"].cost > found["rights-first"].cost  # as many people, more review
    assert all(hasattr(found["market-led"], c.field) for c in COLUMNS)


def test_that_the_plan_obeys_a_rule_while_it_is_on_and_in_force(project: Project) -> None:
    def obeyed() -> bool:
        return "iwt-tenure" in Payers.of(project, range(2028, 2030)).rules

    assert obeyed()
    set_rule(project, "iwt-tenure", on=False)
    assert not obeyed()
    set_rule(project, "iwt-tenure", on=True, to="2028-12-31")  # within the years of the plan
    assert obeyed()
    set_rule(project, "iwt-tenure", to="2020-06-30")
    assert not obeyed()


def test_that_pay_names_the_roster_that_it_is_from(project: Project, catalog: Catalog) -> None:
    def source() -> str:
        return find_groups(project, catalog, scenario_in_force(project))[0].hourly_source

    fill(project, [Staff("Clerk II", 4, pay=41_600)])
    assert source() == "mean pay of the title in the roster, 2,080 hours a year"
    project.set_setting("roster_file", "elm.csv")
    assert source() == "mean pay of the title in elm.csv, 2,080 hours a year"


def test_that_only_several_funds_keep_odd_cents_of_shared_lines_back(project: Project) -> None:
    fill(project, [Staff("Clerk II", 4), Staff("Typist", 4)])
    default_funds(project, 2_000, 2, 2028)
    assert set(Payers.of(project, range(2028, 2030)).budgets.values()) == {1_000_00}
    save_fund(project, "Bond", {2028: 500, 2029: 500})
    assert set(Payers.of(project, range(2028, 2030)).budgets.values()) == {1_000_00 - 20, 500_00 - 20}  # 10 a title

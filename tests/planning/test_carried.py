"""Money that a fund may keep for later years: in the plan, in what is left, and in the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_city import PRICED, Staff, fill

from reskill.planning.budget import by_fund_year
from reskill.planning.carried import carried_over
from reskill.planning.checks.rules import check_budget
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import save_fund
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import rule_out
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

MONEY = st.lists(st.integers(0, 100), min_size=3, max_size=3)


def years(cents: list[int]) -> dict[tuple[int, int], int]:
    return {(1, 2028 + i): n for i, n in enumerate(cents)}


@pytest.mark.parametrize(
    ("has", "spends", "carried"),
    [
        ([100, 50, 0], [60, 80, 0], [-30, 30, 0]),  # 10 of the first year are left
        ([100, 0, 0], [0, 0, 90], [-90, 0, 90]),
        ([100, 20, 0], [40, 40, 30], [-50, 20, 30]),
        ([0, 0, 50], [10, 0, 0], [0, 0, 0]),  # nothing comes back from a later year
        ([50, 0, 0], [40, 30, 0], [-30, 30, 0]),  # the first year is overspent
    ],
)
def test_that_years_leave_to_later_ones_what_these_lack(has: list[int], spends: list[int], carried: list[int]) -> None:
    assert carried_over([1], years(has), years(spends)) == years(carried)
    assert carried_over([], years(has), years(spends)) == {}


@given(MONEY, MONEY)
def test_that_nothing_is_left_short_that_earlier_years_have_and_no_cent_is_made(
    has: list[int], spends: list[int]
) -> None:
    carried = carried_over([1], years(has), years(spends))
    assert sum(carried.values()) == 0
    left = [h + c - s for h, s, c in zip(has, spends, (carried[1, y] for y in range(2028, 2031)), strict=True)]
    enough = all(sum(spends[: n + 1]) <= sum(has[: n + 1]) for n in range(3))
    assert (min(left) >= 0) == enough


def people(project: Project) -> int:
    return int(project.value("SELECT coalesce(sum(participants), 0) FROM cohort"))


def test_that_a_plan_spends_later_what_a_fund_carries(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, moves=(), stay_program=PRICED)])
    with project.change("Years"):
        project.set_setting("fiscal_year", "2028")
        project.set_setting("years", "2")
    rule_out(project, last=Quarter(2028, 4))
    placed = {}
    for carries in (False, True):
        save_fund(project, "City", {2028: 10_000, 2029: 10_000}, carries=carries)
        make_plan(project, catalog)
        placed[carries] = people(project)
        assert not [p for p in check_budget(project) if p.level == "error"]
    price = project.value("SELECT sum(cents) FROM budget_line WHERE NOT in_kind") / placed[True]
    assert placed == {False: int(1_000_000 / price), True: int(2_000_000 / price)}
    first, second = (y for y in by_fund_year(project) if y.fund == "City")
    assert first.available + second.available == 2_000_000 and first.cash == 0
    assert second.left == 0 and first.left == 2_000_000 - second.cash


def test_that_money_carried_for_what_is_locked_is_used_once(project: Project, catalog: Catalog) -> None:
    test_that_a_plan_spends_later_what_a_fund_carries(project, catalog)
    before = people(project)
    with project.change("Lock") as db:
        db.execute("UPDATE cohort SET who = 'Ann' WHERE id = (SELECT min(id) FROM cohort)")
    make_plan(project, catalog)
    assert people(project) == before
    assert not [p for p in check_budget(project) if p.level == "error"]


def with_too_many_funds(project: Project) -> None:
    """Clerks, and six funds of three years that carry money, five of them with a share of each cost."""
    fill(project, [Staff("Clerk II", 40, moves=(), stay_program=PRICED)])
    with project.change("Years"):
        project.set_setting("fiscal_year", "2028")
        project.set_setting("years", "3")
    for kind in ("state", "philanthropy", "union", "tuition aid", "federal"):
        save_fund(project, kind, dict.fromkeys((2028, 2029, 2030), 900), kind=kind, share=0.5, carries=True)
    save_fund(project, "City", dict.fromkeys((2028, 2029, 2030), 5000), carries=True)


def test_that_money_is_not_carried_between_too_many_funds_with_terms_and_the_plan_says_so(
    project: Project, catalog: Catalog
) -> None:
    with_too_many_funds(project)
    plan = make_plan(project, catalog)
    assert plan.trained and not plan.schedule.carries
    assert not [p for p in check_budget(project) if p.level == "error"]
    told = "SELECT count(*) FROM plan_note WHERE text LIKE 'No money is carried over%'"
    assert project.value(told) == 1
    for kind in ("union", "tuition aid", "federal", "philanthropy"):
        save_fund(project, kind, {}, kind=kind)
    assert make_plan(project, catalog).schedule.carries
    assert project.value(told) == 0


def test_that_no_line_is_charged_to_another_years_money_where_none_is_carried(
    project: Project, catalog: Catalog
) -> None:
    with_too_many_funds(project)
    rule_out(project, last=Quarter(2028, 3))  # few start in the first year, whose money could pay for later ones
    for name, value in (("participation", "1"), ("cover_share", "0.05")):
        project.set_setting(name, value)
    assert not make_plan(project, catalog).schedule.carries
    spent = project.rows(
        "SELECT b.fiscal_year, f.kind, sum(b.cents) AS cents FROM budget_line b JOIN fund f ON f.id = b.fund_id"
        " WHERE NOT b.in_kind GROUP BY 1, 2"
    )
    assert {r["fiscal_year"] for r in spent} == {2028, 2029, 2030}
    assert [r for r in spent if r["cents"] > (500_000 if r["kind"] == "city" else 90_000)] == []

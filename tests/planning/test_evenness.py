"""The goal of most equal coverage: by trying everything, and in a city."""

from itertools import product
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_city import PRICED, Staff, fill

from reskill.planning.by_hand.cohorts import lock
from reskill.planning.choices import Choice, Limit
from reskill.planning.evenness import COUNTED, REST, STEPS, Part, everybody
from reskill.planning.funds import default_funds
from reskill.planning.ladder import Ladder
from reskill.planning.plan import make_plan
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

MONEY: Limit = ("money",)
PARTS = (Part("unit A", 4.0, 1.0), Part("unit B", 5.0, 0.0), Part("grade 3", 3.5, 0.0))


def choice(title: int, benefit: float, dollars: int, belongs: tuple[float, float, float]) -> Choice:
    goods = (1.0, 0.0, benefit, *belongs)
    return Choice(benefit, 3, {MONEY: float(dollars), ("people", title): 1.0}, goods, dollars=float(dollars))


SHARES = st.sampled_from([(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 1.0, 1.0), (0.5, 0.5, 0.0), (0.0, 0.25, 0.75)])
CHOICES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 100).map(lambda n: n / 100), st.integers(1, 6), SHARES),
    min_size=1,
    max_size=5,
).map(lambda found: [choice(*of) for of in found])


def covered(choices: list[Choice], people: tuple[int, ...]) -> float:
    goods = [sum(n * c.goods[COUNTED + i] for n, c in zip(people, choices, strict=True)) for i in range(len(PARTS))]
    return min((good + part.held) / part.people for good, part in zip(goods, PARTS, strict=True))


def within(choices: list[Choice], people: tuple[int, ...], limits: dict[Limit, float]) -> bool:
    return all(
        sum(n * c.uses.get(name, 0.0) for n, c in zip(people, choices, strict=True)) <= most + 1e-9
        for name, most in limits.items()
    )


@settings(max_examples=100, deadline=None)
@given(CHOICES, st.integers(0, 20))
def test_that_the_least_covered_are_covered_as_well_as_the_best_found_by_trying_everything(
    choices: list[Choice], dollars: int
) -> None:
    limits = {MONEY: float(dollars), **{name: 3.0 for c in choices for name in c.uses if name != MONEY}}
    ladder = Ladder(choices, limits, frozenset([MONEY]), float(dollars), 0.0, 0.0, 1000, parts=PARTS)
    here = ladder.climb().here
    every = [p for p in product(range(4), repeat=len(choices)) if within(choices, p, limits)]
    best = max(covered(choices, p) for p in every)
    assert here.even is not None
    assert here.even.least == pytest.approx(covered(choices, tuple(here.solution.people)))
    assert here.even.most >= best - 1e-6

    def declared(people: tuple[int, ...], step: int = 0) -> float:
        share = covered(choices, people)
        share = floor(share * step + 1e-6) / step if step else share
        return share + REST * sum(n * c.worth for n, c in zip(people, choices, strict=True)) / everybody(choices)

    mine = declared(tuple(here.solution.people))
    assert max(declared(p, STEPS) for p in every) - 1e-6 <= mine <= max(declared(p) for p in every) + 1e-6


def units(project: Project, of: dict[int, tuple[str, str]]) -> None:
    with project.change("Units and grades") as db:
        for title, (unit, grade) in of.items():
            db.execute("UPDATE position SET bargaining_unit = ?, grade = ? WHERE title_id = ?", (unit, grade, title))


def placed(project: Project) -> dict[int, int]:
    rows = project.rows("SELECT title_id, sum(participants) AS n FROM cohort GROUP BY 1")
    return {r["title_id"]: r["n"] for r in rows}


def city(project: Project, catalog: Catalog, dollars: float = 55_000) -> None:
    """Two units of 40 people, of whom 24 each could have a place; those of the first are urgent, and come first."""
    urgent = Staff("Clerk II", 40, "priority", moves=(), stay_program=PRICED)
    fill(project, [urgent, Staff("Typist", 40, "watch", moves=(), stay_program=PRICED)])
    units(project, {1: ("Local 1", "5"), 2: ("Local 2", "6")})
    default_funds(project, dollars, 1, 2028)
    make_plan(project, catalog)


def notes(project: Project) -> list[str]:
    return [r["text"] for r in project.rows("SELECT text FROM plan_note")]


def test_that_units_of_equal_cost_get_equal_shares_of_the_money(project: Project, catalog: Catalog) -> None:
    city(project, catalog)
    first = placed(project)
    assert first[1] == 24 and first[2] < 12  # the urgent first
    project.set_setting("even_coverage", "1")
    plan = make_plan(project, catalog)
    now = placed(project)
    assert abs(now[1] - now[2]) <= 1 and min(now.values()) > first[2]
    even = plan.schedule.climb.here.even
    assert even is not None and even.least == min(now.values()) / 24 <= even.most < 1
    (said,) = [note for note in notes(project) if "even_coverage" in note]
    assert f"at least {even.least:.1%} are placed" in said and f"over {even.most:.1%} of all of them" in said
    assert f"{plan.schedule.solution.gap:.1%} below the best plan" in said and plan.schedule.solution.gap > 0.1


def test_that_places_that_a_person_holds_count_for_their_unit(project: Project, catalog: Catalog) -> None:
    city(project, catalog)
    lock(project, [r["id"] for r in project.rows("SELECT id FROM cohort WHERE title_id = 1 ORDER BY id")])
    held = placed(project)
    project.set_setting("even_coverage", "1")
    plan = make_plan(project, catalog)
    even = plan.schedule.climb.here.even
    assert even is not None and (even.part, even.least) in {
        ("bargaining unit Local 2", placed(project)[2] / 24),
        ("grade 6", placed(project)[2] / 24),
    }
    assert placed(project)[1] == held[1]


def test_that_more_money_leaves_no_unit_with_less_coverage_at_the_round_amounts(
    project: Project, catalog: Catalog
) -> None:
    city(project, catalog, 200_000)
    project.set_setting("even_coverage", "1")
    climb = make_plan(project, catalog).schedule.climb
    shares = [rung.even.least for rung in (*climb.below, *climb.above) if rung.even]
    assert len(shares) >= 12 and shares == sorted(shares) and shares[-1] == 1


def test_that_a_city_whose_units_are_all_small_or_unknown_is_told_so(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk II", 40, moves=(), stay_program=PRICED), Staff("Typist", 8, moves=())])
    units(project, {2: ("Local 2", "6")})
    default_funds(project, 40_000, 1, 2028)
    before = make_plan(project, catalog).schedule.solution.people
    project.set_setting("even_coverage", "1")
    plan = make_plan(project, catalog)
    assert plan.schedule.solution.people == before
    assert any("no coverage could be made equal" in note for note in notes(project))


def test_that_two_goals_at_once_are_refused_and_nothing_is_written(project: Project, catalog: Catalog) -> None:
    city(project, catalog)
    before = placed(project), notes(project)
    project.set_setting("even_coverage", "1")
    project.set_setting("coverage_target", "0.5")
    with pytest.raises(ReskillError, match="two goals"):
        make_plan(project, catalog)
    assert (placed(project), notes(project)) == before

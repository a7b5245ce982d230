from dataclasses import replace
from itertools import pairwise, product
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reskill.planning.choices import Choice, Limit, Solution
from reskill.planning.ladder import Climb, Ladder, rung_size
from reskill.planning.optimiser import Program

MONEY, SEATS = ("money",), ("seats",)
LIMITS: dict[Limit, float] = {MONEY: 10.0, SEATS: 4.0}


def choice(benefit: float, most: int, dollars: float, seats: float, urgent: bool) -> Choice:
    return Choice(benefit + 3 * urgent, most, {MONEY: dollars, SEATS: seats}, (1.0, float(urgent), benefit))


CHOICES = st.lists(
    st.builds(
        choice,
        st.integers(1, 100).map(lambda n: n / 100),
        st.integers(0, 3),
        st.integers(0, 600).map(lambda cents: cents / 100),
        st.sampled_from([0.0, 1.0]),
        st.booleans(),
    ),
    max_size=4,
)


def solve(choices: list[Choice], limits: dict[Limit, float] = LIMITS) -> Solution:
    return Program(choices).solve(limits, gap=0.0, nodes=1000)


def best_by_hand(choices: list[Choice]) -> float:
    """The best worth, by trying everything."""
    best = 0.0
    for people in product(*(range(c.most + 1) for c in choices)):
        used = {name: sum(n * c.uses[name] for n, c in zip(people, choices, strict=True)) for name in LIMITS}
        if all(used[name] <= LIMITS[name] + 1e-9 for name in LIMITS):
            best = max(best, sum(n * c.worth for n, c in zip(people, choices, strict=True)))
    return best


@settings(max_examples=100, deadline=None)
@given(CHOICES)
def test_that_a_solution_is_as_good_as_the_best_found_by_trying_everything(choices: list[Choice]) -> None:
    solution = solve(choices)
    best = best_by_hand(choices)
    assert abs(solution.worth - best) < 1e-4
    assert solution.bound >= best - 1e-6
    assert all(left >= -1e-6 for left in solution.left.values())


@settings(max_examples=60, deadline=None)
@given(CHOICES)
def test_that_people_in_whole_numbers_leave_nothing_that_fits(choices: list[Choice]) -> None:
    solution = Program(choices).solve(LIMITS)
    for n, c in zip(solution.people, choices, strict=True):
        if n < c.most:
            assert any(use > solution.left[name] - 1e-6 for name, use in c.uses.items())


def by_hand(choices: list[Choice]) -> float:
    """What a person would choose: the urgent first, then the most benefit for the money, while they fit."""
    left, worth = dict(LIMITS), 0.0
    for c in sorted(choices, key=lambda c: (-c.goods[1], -c.goods[2] / (c.uses[MONEY] + 1))):
        n = min([c.most, *(int(left[name] / use + 1e-9) for name, use in c.uses.items() if use)])
        left = {name: left[name] - n * c.uses[name] for name in left}
        worth += n * c.worth
    return worth


@settings(max_examples=100, deadline=None)
@given(CHOICES)
def test_that_no_plan_is_worth_less_than_what_a_person_would_choose(choices: list[Choice]) -> None:
    costed = [replace(c, dollars=c.uses[MONEY]) for c in choices]
    assert Program(costed).solve(LIMITS).worth >= by_hand(choices) - 1e-9


def test_that_a_plan_is_worth_what_a_person_finds_who_leaves_classes_for_the_end() -> None:
    alone = [Choice(0.5, 6, {MONEY: 1.5}, (1.0, 0.0, 0.5), dollars=1.5)]
    classes: list[Choice] = [Choice(1.9, 1, {MONEY: 5.0}, (1.0, 0.0, 1.9), (("class", 1),), 5.0)]
    mixed = Program(alone + classes)
    assert mixed.greedy({MONEY: 9.0}) == [6, 0]  # six of 1.50 each; the class first and two more give 2.90
    assert mixed.solve({MONEY: 9.0}).worth == 3.0


def test_that_a_plan_between_two_others_is_sought_until_it_is_worth_what_was_aimed_at() -> None:
    chance = Random(0)
    choices = [choice(chance.random(), 3, round(chance.uniform(0.5, 4), 2), 0.0, False) for _ in range(6)]
    program = Program(choices)
    best = program.solve(LIMITS, gap=0.0, nodes=1000).worth
    assert program.solve(LIMITS, gap=0.2, nodes=1000).worth < best - 1e-6  # good enough, as far as the gap says
    assert program.solve(LIMITS, gap=0.2, nodes=1000, aim=best - 1e-7).worth >= best - 1e-6


def test_that_the_gap_is_told_against_a_proven_bound() -> None:
    choices = [choice(0.5, 1, 6.0, 0.0, False), choice(0.4, 1, 5.0, 0.0, False)]
    rough = Program(choices).solve(LIMITS)  # without whole people: 0.5 + 0.8 x 0.4 could be worth 0.82
    assert rough.people == [1, 0] and abs(rough.bound - 0.82) < 1e-9
    assert solve(choices).gap == 0.0


def test_that_a_rounding_of_the_solver_never_exceeds_a_limit() -> None:
    solution = solve([Choice(1.0, 5, {MONEY: 1000.0})], {MONEY: 2999.9995})  # 2.9999995 people can be divided
    assert solution.people == [2] and solution.left[MONEY] > 0


LADDERS = st.lists(
    st.builds(
        choice,
        st.integers(1, 100).map(lambda n: n / 100),
        st.integers(0, 9),
        st.integers(10, 600).map(float),
        st.sampled_from([0.0, 1.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


def climb(choices: list[Choice], dollars: float) -> Climb:
    step = rung_size(sum(c.most * c.uses[MONEY] for c in choices))
    return Ladder(choices, {MONEY: dollars, SEATS: 20.0}, frozenset({MONEY}), dollars, step, 0.01, 50).climb()


@settings(max_examples=5, deadline=None)
@given(LADDERS)
def test_that_along_24_budgets_neither_people_nor_urgent_people_nor_benefit_fall(choices: list[Choice]) -> None:
    everybody = sum(c.most * c.uses[MONEY] for c in choices)
    before = (0.0, 0.0, 0.0)
    for i in range(24):
        found = climb(choices, 1.2 * everybody * i / 23)
        assert all(now >= then - 1e-6 for now, then in zip(found.here.goods, before, strict=True))
        before = found.here.goods


@settings(max_examples=15, deadline=None)
@given(LADDERS, st.integers(1, 3000))
def test_that_what_more_money_buys_is_between_the_plan_made_again_and_the_most_possible(choices, dollars) -> None:
    more = climb(choices, dollars).more
    if more is not None:
        here, richer = climb(choices, dollars).here.goods, climb(choices, dollars + more.dollars).here.goods
        assert more.least <= round(richer[0] - here[0]) <= more.most


@settings(max_examples=5, deadline=None)
@given(LADDERS, st.integers(1, 3000))
def test_that_the_frontier_has_twelve_points_and_nothing_falls_along_it(choices, dollars) -> None:
    assume(any(c.most for c in choices))
    frontier = climb(choices, dollars).frontier
    assert len(frontier) >= 12
    for less, more in pairwise(frontier):
        assert less.dollars < more.dollars
        assert all(now >= then - 1e-6 for now, then in zip(more.goods, less.goods, strict=True))


def test_that_a_step_of_the_ladder_reads_well() -> None:
    assert [rung_size(v) for v in (0, 152_437, 6_156_112, 39)] == [0, 5_100, 210_000, 1.3]


def test_that_a_round_amount_has_the_same_plan_whatever_the_budget() -> None:
    """A third of a budget in cents, taken up to a round amount, is a little less or more than a whole dollar."""

    def reached(cents: int) -> dict[float, list[int]]:
        limits: dict[Limit, float] = {("money", y): (cents + (y < cents % 3)) // 3 / 100 for y in range(3)}
        choices = [Choice(1.0, 90, {("money", y): 13.0}, (1.0, 0.0, 1.0), dollars=13.0) for y in range(3)]
        ladder = Ladder(choices, limits, frozenset(limits), cents / 100, 390.0, 0.0, 50)
        return {rung.dollars: rung.solution.people for rung in (lambda c: (*c.below, *c.above))(ladder.climb())}

    found = [reached(cents) for cents in (78_000, 78_001, 81_733, 100_000, 111_174, 117_000)]
    for dollars in set.intersection(*(set(of) for of in found)):
        assert len({str(of[dollars]) for of in found}) == 1

"""Programs that take only so many people, and classes that titles share: against trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reskill.planning.choices import Choice, ClassSize, Limit, Solution
from reskill.planning.classes import PROGRAM, program_limits
from reskill.planning.offers import IN_HOUSE, Training
from reskill.planning.optimiser import Program
from reskill.thresholds import DEFAULTS

MONEY, OPENINGS = ("money",), ("openings",)
PEOPLE = [("people", title) for title in range(2)]
ALONE, A, B, C = PROGRAMS = [("program", name) for name in ("alone", "a", "b", "c")]
LIMITS: dict[Limit, float] = {MONEY: 12.0, OPENINGS: 3.0, PEOPLE[0]: 4.0, PEOPLE[1]: 4.0}
FIRST, LATER, OTHER = ("class", "a", 1), ("class", "b", 2), ("class", "c", 1)


def choice(title: int, dollars: int, opening: bool, benefit: int, urgent: bool, way: int) -> Choice:
    """People of a title who learn alone, in a class, or in one class after another (a sequence)."""
    program, classes = [(ALONE, ()), (A, (FIRST,)), (C, (OTHER,)), (B, (FIRST, LATER))][way]
    worth = benefit / 100 + 3 * urgent
    uses = {MONEY: dollars / 2, PEOPLE[title]: 1.0, program: 1.0} | ({OPENINGS: 1.0} if opening else {})
    return Choice(worth, 3, uses, (1.0, float(urgent), benefit / 100), classes)


CHOICES = st.lists(
    st.builds(
        choice,
        st.integers(0, 1),
        st.integers(1, 9),
        st.booleans(),
        st.integers(1, 100),
        st.booleans(),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=5,
)
SIZES = st.builds(ClassSize, st.sampled_from([1, 2, 3]), st.sampled_from([3, 4]))
MOST = st.sampled_from([0.0, 1.0, 2.0, 8.0])  # people a program takes


def faults(
    people: Sequence[int], choices: Sequence[Choice], size: ClassSize, limits: Mapping[Limit, float]
) -> list[str]:
    """What of the rules these people break, worked out from the rules' words alone."""
    out = []
    used, seats = Counter[Limit](), Counter[Limit]()
    for n, c in zip(people, choices, strict=True):
        for name, use in c.uses.items():
            used[name] += n * use
        seats.update(dict.fromkeys(c.classes, n))
    out += [f"too much {name}" for name, amount in used.items() if amount > limits[name] + 1e-9]
    for name, n in seats.items():
        if n and not any(k * size.least <= n <= k * size.most for k in range(1, n + 1)):
            out.append(f"no classes for {n} of {name}")
    return out


def best_by_hand(choices: Sequence[Choice], size: ClassSize, limits: Mapping[Limit, float]) -> float:
    """The best worth, by trying everything."""
    best = 0.0
    for people in product(*(range(c.most + 1) for c in choices)):
        if not faults(people, choices, size, limits):
            best = max(best, sum(n * c.worth for n, c in zip(people, choices, strict=True)))
    return best


def solve(choices: Sequence[Choice], size: ClassSize, limits: Mapping[Limit, float], nodes: int) -> Solution:
    return Program(choices, size).solve(limits, gap=0.0, nodes=nodes)


@settings(max_examples=100, deadline=None)
@given(CHOICES, SIZES, MOST)
def test_that_a_plan_with_shared_classes_is_the_best_found_by_trying_everything(choices, size, most) -> None:
    limits = LIMITS | dict.fromkeys(PROGRAMS, most)
    solution = solve(choices, size, limits, 1000)
    best = best_by_hand(choices, size, limits)
    assert not faults(solution.people, choices, size, limits)
    assert abs(solution.worth - best) < 1e-4 <= solution.bound - best + 2e-4


@settings(max_examples=60, deadline=None)
@given(CHOICES, SIZES, MOST)
def test_that_a_quick_plan_keeps_every_limit_and_size(choices, size, most) -> None:
    limits = LIMITS | dict.fromkeys(PROGRAMS, most)
    assert not faults(solve(choices, size, limits, 0).people, choices, size, limits)


def test_that_titles_share_a_class_that_none_of_them_could_fill() -> None:
    choices = [Choice(1.0, 2, {("people", i): 1.0}, (), (FIRST,)) for i in range(3)]
    amounts: dict[Limit, float] = {("people", i): 2.0 for i in range(3)}
    assert Program(choices, ClassSize(6, 6)).solve(amounts).people == [2, 2, 2]
    assert Program(choices[:2], ClassSize(6, 6)).solve(amounts).people == [0, 0]


def test_that_a_small_budget_is_not_left_unspent_for_want_of_whole_people() -> None:
    chance = Random(1)
    choices = [
        Choice(
            3 + chance.random() - year / 100, 2, {("people", t): 1.0, ("money", year): cost, ("program", program): 1.0}
        )
        for t in range(20)
        for program in chance.sample(range(6), 3)
        for year, cost in enumerate(chance.uniform(300, 1500) for _ in range(3))
    ]
    amounts: dict[Limit, float] = {("people", t): 2.0 for t in range(20)} | {("money", y): 4000.0 for y in range(3)}
    amounts |= {("program", p): 5.0 for p in range(6)}
    rough, good = (Program(choices).solve(amounts, gap=gap) for gap in (1.0, 0.01))
    assert rough.gap > 0.05 and good.gap < 0.03  # 5.8% and 1.8%


def training(program_id: int | None, name: str = "A course") -> Training:
    return Training(program_id, name, 0.0, "", 8.0, "", True, at_work=program_id is None)


def test_that_what_a_program_takes_is_a_share_of_all_who_could_have_a_place() -> None:
    held = [(training(1), 20), (training(2), 3), (training(None, IN_HOUSE), 5)]
    limits = program_limits([1, 2, 3, IN_HOUSE], held, 186, DEFAULTS)
    assert limits == {(PROGRAM, 1): 26, (PROGRAM, 2): 43, (PROGRAM, 3): 46, (PROGRAM, IN_HOUSE): 41}  # 46 = 186 / 4


def test_that_a_program_takes_one_class_in_a_small_city_and_nobody_beyond_its_share() -> None:
    limits = program_limits([1, 2, 3, 4], [(training(1), 18)], 40, DEFAULTS)
    assert limits == {(PROGRAM, 1): 0, (PROGRAM, 2): 15, (PROGRAM, 3): 15, (PROGRAM, 4): 15}


def test_that_no_program_is_limited_where_too_few_suffice_or_a_planner_wants_none() -> None:
    assert program_limits([1, 2, 3], [], 186, DEFAULTS) == {}
    assert program_limits([1, 2, 3, 4], [], 186, replace(DEFAULTS, program_share=1.0)) == {}
    assert program_limits([1, 2, 3], [(training(4), 1)], 186, DEFAULTS)  # a program that people are in counts

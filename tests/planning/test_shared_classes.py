"""Programs of which no plan may have too much, and classes that titles share: against trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reskill.planning.choices import Choice, Limit, Sharing, Solution
from reskill.planning.optimiser import Program

MONEY, OPENINGS = ("money",), ("openings",)
PEOPLE = [("people", title) for title in range(2)]
LIMITS: dict[Limit, float] = {MONEY: 12.0, OPENINGS: 3.0, PEOPLE[0]: 4.0, PEOPLE[1]: 4.0}
FIRST, LATER, OTHER = ("class", "a", 1), ("class", "b", 2), ("class", "c", 1)


def choice(title: int, dollars: int, opening: bool, benefit: int, urgent: bool, way: int) -> Choice:
    """People of a title who learn alone, in a class, or in one class after another (a sequence)."""
    programs, classes = [(("alone",), ()), (("a",), (FIRST,)), (("c",), (OTHER,)), (("a", "b"), (FIRST, LATER))][way]
    worth = benefit / 100 + 3 * urgent
    uses = {MONEY: dollars / 2, PEOPLE[title]: 1.0} | ({OPENINGS: 1.0} if opening else {})
    return Choice(worth, 3, uses, (1.0, float(urgent), benefit / 100), programs, classes)


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
SHARINGS = st.builds(
    Sharing,
    st.sampled_from([1.0, 0.75, 0.5]),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([3, 4]),
    st.sampled_from([{}, {"a": 1, "alone": 2}, {"a": 3}]),
)


def faults(people: Sequence[int], choices: Sequence[Choice], sharing: Sharing) -> list[str]:
    """What of the rules these people break, worked out from the rules' words alone."""
    out = []
    used, seats, enrolled = Counter[Limit](), Counter[Limit](), Counter[object]()
    for n, c in zip(people, choices, strict=True):
        for name, use in c.uses.items():
            used[name] += n * use
        seats.update(dict.fromkeys(c.classes, n))
        enrolled.update(dict.fromkeys(c.programs, n))
    out += [f"too much {name}" for name, amount in used.items() if amount > LIMITS[name] + 1e-9]
    for name, n in seats.items():
        if n and not any(k * sharing.least <= n <= k * sharing.most for k in range(1, n + 1)):
            out.append(f"no classes for {n} of {name}")
    there = sum(sharing.held.values())
    for program, n in enrolled.items():
        if n and n + sharing.held.get(program, 0) > sharing.share * (sum(people) + there) + 1e-9:
            out.append(f"{n} of {sum(people)} in {program}")
    return out


def best_by_hand(choices: Sequence[Choice], sharing: Sharing) -> float:
    """The best worth, by trying everything."""
    best = 0.0
    for people in product(*(range(c.most + 1) for c in choices)):
        if not faults(people, choices, sharing):
            best = max(best, sum(n * c.worth for n, c in zip(people, choices, strict=True)))
    return best


def solve(choices: Sequence[Choice], sharing: Sharing, nodes: int) -> Solution:
    return Program(choices, sharing).solve(LIMITS, gap=0.0, nodes=nodes)


@settings(max_examples=100, deadline=None)
@given(CHOICES, SHARINGS)
def test_that_a_plan_with_shared_classes_is_the_best_found_by_trying_everything(choices, sharing) -> None:
    solution = solve(choices, sharing, 1000)
    best = best_by_hand(choices, sharing)
    assert not faults(solution.people, choices, sharing)
    assert abs(solution.worth - best) < 1e-4 <= solution.bound - best + 2e-4


@settings(max_examples=60, deadline=None)
@given(CHOICES, SHARINGS)
def test_that_a_quick_plan_keeps_every_limit_share_and_size(choices, sharing) -> None:
    assert not faults(solve(choices, sharing, 0).people, choices, sharing)


def test_that_a_program_keeps_to_its_share_of_the_people_there_are() -> None:
    choices = [Choice(1.0, 100, {("people", i): 1.0}, (), (i,)) for i in range(5)]
    amounts: dict[Limit, float] = {("people", i): n for i, n in enumerate((100, 10, 10, 10, 10))}
    people = Program(choices, Sharing(0.25)).solve(amounts, gap=0.0, nodes=100).people
    assert people == [13, 10, 10, 10, 10]  # 13 of 53; 14 would be more than a quarter of 54


def test_that_people_who_are_in_a_program_already_count_in_its_share() -> None:
    choices = [Choice(1.0, 100, {("people", i): 1.0}, (), (i,)) for i in range(5)]
    amounts: dict[Limit, float] = {("people", i): n for i, n in enumerate((100, 10, 10, 10, 10))}
    for held, more in ((5, 8), (10, 3), (13, 0), (17, 0)):  # 13 of 53 in all; 14 would be more than a quarter of 54
        sharing = Sharing(0.25, held={0: held})
        people = Program(choices, sharing).solve(amounts, gap=0.0, nodes=100).people
        assert people == [more, 10, 10, 10, 10]


def test_that_titles_share_a_class_that_none_of_them_could_fill() -> None:
    choices = [Choice(1.0, 2, {("people", i): 1.0}, (), ("a",), (FIRST,)) for i in range(3)]
    amounts: dict[Limit, float] = {("people", i): 2.0 for i in range(3)}
    assert Program(choices, Sharing(least=6, most=6)).solve(amounts).people == [2, 2, 2]
    assert Program(choices[:2], Sharing(least=6, most=6)).solve(amounts).people == [0, 0]


def test_that_a_small_budget_is_not_left_unspent_for_want_of_whole_people() -> None:
    chance = Random(1)
    choices = [
        Choice(3 + chance.random() - year / 100, 2, {("people", title): 1.0, ("money", year): cost}, (), (program,))
        for title in range(20)
        for program in chance.sample(range(6), 3)
        for year, cost in enumerate(chance.uniform(300, 1500) for _ in range(3))
    ]
    amounts: dict[Limit, float] = {("people", t): 2.0 for t in range(20)} | {("money", y): 4000.0 for y in range(3)}
    rough, good = (Program(choices, Sharing(0.25)).solve(amounts, gap=gap) for gap in (1.0, 0.01))
    assert rough.gap > 0.05 and good.gap < 0.03  # 5.8% and 1.8%

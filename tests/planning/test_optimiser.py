from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from reskill.planning.optimiser import Choice, choose_greedily, solve

LIMITS = {("money",): 10.0, ("seats",): 4.0}
CHOICES = st.lists(
    st.builds(
        Choice,
        st.floats(0.1, 2),
        st.integers(0, 3),
        st.fixed_dictionaries(
            {("money",): st.integers(0, 600).map(lambda cents: cents / 100), ("seats",): st.sampled_from([0.0, 1.0])}
        ),
    ),
    max_size=4,
)


def best_by_hand(choices: list[Choice]) -> float:
    """The best worth, by trying everything."""
    best = 0.0
    for people in product(*(range(c.most + 1) for c in choices)):
        used = {name: sum(n * c.uses[name] for n, c in zip(people, choices, strict=True)) for name in LIMITS}
        if all(used[name] <= LIMITS[name] for name in LIMITS):
            best = max(best, sum(n * c.worth for n, c in zip(people, choices, strict=True)))
    return best


@settings(max_examples=60, deadline=None)
@given(CHOICES)
def test_that_a_solution_is_as_good_as_the_best_found_by_trying_everything(choices: list[Choice]) -> None:
    solution = solve(choices, LIMITS, 10, 0.0)
    assert abs(solution.worth(choices) - best_by_hand(choices)) < 1e-4
    assert all(left >= -1e-6 for left in solution.left.values())


@settings(max_examples=60, deadline=None)
@given(CHOICES)
def test_that_the_greedy_choice_keeps_the_limits_and_leaves_nothing_that_fits(choices: list[Choice]) -> None:
    solution = choose_greedily(choices, LIMITS)
    assert all(left >= -1e-6 for left in solution.left.values())
    for n, choice in zip(solution.people, choices, strict=True):
        if n < choice.most:
            assert any(use > solution.left[name] - 1e-6 for name, use in choice.uses.items())


def test_that_without_time_the_greedy_choice_is_taken_and_said() -> None:
    choices = [Choice(1.0 + i / 100, 5, {("money",): 1.0 + (i % 7) / 10, ("seats",): 1.0}) for i in range(200)]
    solution = solve(choices, LIMITS, 0.0, 0.0)
    assert sum(solution.people) == 4
    assert "no plan in time" in solution.method or "integer program" in solution.method


def test_that_a_rounding_of_the_solver_never_exceeds_a_limit() -> None:
    choice = Choice(1.0, 5, {("money",): 1000.0})
    solution = solve([choice], {("money",): 2999.9995}, 10, 0.0)  # 2.9999995 people can be divided
    assert solution.people == [2] and solution.left["money",] > 0

"""Choosing how many people go where and when: an integer program over general choices and limits.

It knows nothing of cities: a choice is worth something per person and uses limited things per person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Limit = tuple[object, ...]
"""The name of a limited thing."""


GREEDY = "best worth for what it uses first"


@dataclass(frozen=True)
class Choice:
    """One way to serve people: at most `most` of them, each worth `worth` and using `uses` of the limits."""

    worth: float
    most: int
    uses: Mapping[Limit, float]


@dataclass(frozen=True)
class Solution:
    """People by choice (same order as the choices), what is left of each limit, and how it was found."""

    people: list[int]
    left: dict[Limit, float]
    method: str

    def worth(self, choices: Sequence[Choice]) -> float:
        """The total worth of the people chosen."""
        return sum(n * c.worth for n, c in zip(self.people, choices, strict=True))


def solve(choices: Sequence[Choice], limits: Mapping[Limit, float], seconds: float, gap: float) -> Solution:
    """The people by choice that are worth most within the limits, by HiGHS to a relative `gap`.

    When the solver finds nothing in time, the greedy choice is taken and `method` says so. The same choices and
    limits give the same solution unless the time limit is reached.
    """
    if not choices:
        return Solution([], dict(limits), "nothing to choose")
    greedy = choose_greedily(choices, limits)
    result = _milp(choices, limits, seconds, gap)
    if result.x is None:
        return Solution(greedy.people, greedy.left, f"{GREEDY} (the solver found no plan in time)")
    people = [int(value + 1e-6) for value in result.x]
    left = _left(choices, people, limits)
    if any(value < -1e-6 * max(1.0, limits[name]) for name, value in left.items()):
        return Solution(greedy.people, greedy.left, f"{GREEDY} (the solver's plan broke a limit)")
    proven = f"within {gap:.1%} of the best possible" if result.status == 0 else "best found in the time allowed"
    best = _fill(choices, people, left)
    if greedy.worth(choices) > best.worth(choices):
        best = greedy
    return replace(best, method=f"integer program, {proven}")


def _fill(choices: Sequence[Choice], people: Sequence[int], left: Mapping[Limit, float]) -> Solution:
    """The solution with what the solver's tolerance left over used up, so that nobody waits who has a place."""
    rest = [replace(c, most=c.most - n) for c, n in zip(choices, people, strict=True)]
    more = choose_greedily(rest, {name: max(0.0, value) for name, value in left.items()})
    return replace(more, people=[a + b for a, b in zip(people, more.people, strict=True)])


def choose_greedily(choices: Sequence[Choice], limits: Mapping[Limit, float]) -> Solution:
    """People by choice, taking the choices in order of worth per share of the limits they use up."""

    def price(choice: Choice) -> float:
        return sum(use / limits[name] if limits[name] > 0 else 1e9 for name, use in choice.uses.items() if use > 0)

    order = sorted(range(len(choices)), key=lambda i: (-choices[i].worth / (price(choices[i]) + 1e-12), i))
    left = dict(limits)
    people = [0] * len(choices)
    for i in order:
        uses = [(name, use) for name, use in choices[i].uses.items() if use > 0]
        fits = [int(left[name] / use + 1e-9) for name, use in uses]
        people[i] = max(0, min([choices[i].most, *fits]))
        for name, use in uses:
            left[name] -= use * people[i]
    return Solution(people, left, GREEDY)


def _left(choices: Sequence[Choice], people: Sequence[int], limits: Mapping[Limit, float]) -> dict[Limit, float]:
    left = dict(limits)
    for choice, n in zip(choices, people, strict=True):
        if n:
            for name, use in choice.uses.items():
                left[name] -= use * n
    return left


def _milp(choices: Sequence[Choice], limits: Mapping[Limit, float], seconds: float, gap: float) -> Any:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    names = sorted({name for c in choices for name in c.uses}, key=repr)
    row_of = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for column, choice in enumerate(choices):
        for name, use in choice.uses.items():
            rows.append(row_of[name])
            columns.append(column)
            values.append(use)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(names), len(choices)))
    return milp(
        -np.array([c.worth for c in choices]),
        constraints=LinearConstraint(matrix, -np.inf, np.array([limits[n] for n in names], float)),
        integrality=np.ones(len(choices)),
        bounds=Bounds(0, np.array([c.most for c in choices], float)),
        options={"time_limit": seconds, "mip_rel_gap": gap},
    )

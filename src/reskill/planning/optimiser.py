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

    The bound is that of people who can be divided; rounding it down and filling up is mostly within the gap, and
    where it is not, the integer program is solved for at most `seconds`. It is never worth less than the greedy choice. When the solver finds nothing, the greedy
    choice is taken and `method` says so. The same choices and limits give the same solution unless time runs out.
    """
    if not choices:
        return Solution([], dict(limits), "nothing to choose")
    divided = _highs(choices, limits, seconds, gap, whole=False)
    if divided.x is None:
        return replace(choose_greedily(choices, limits), method=f"{GREEDY}, since the solver found no plan in time")
    bound = -float(divided.fun)
    found = _rounded(choices, divided.x, limits)
    if found.worth(choices) < (1 - gap) * bound:
        whole = _highs(choices, limits, seconds, gap, whole=True)
        if whole.x is not None:
            found = max(found, _rounded(choices, whole.x, limits), key=lambda s: s.worth(choices))
            bound = min(bound, -float(whole.mip_dual_bound))
    found = max(found, choose_greedily(choices, limits), key=lambda s: s.worth(choices))
    short = 1 - found.worth(choices) / bound if bound > 0 else 0.0
    return replace(found, method=f"integer program, within {max(0.0, short):.2%} of the best possible")


def _rounded(choices: Sequence[Choice], values: Sequence[float], limits: Mapping[Limit, float]) -> Solution:
    """The solver's values as whole people, with what that leaves filled up, so that nobody waits who has a place."""
    people = [int(value + 1e-6) for value in values]
    left = dict(limits)
    for i, choice in enumerate(choices):
        if people[i] and any(use * people[i] > left[name] + 1e-6 for name, use in choice.uses.items()):
            people[i] = 0  # beyond the solver's tolerance
        for name, use in choice.uses.items():
            left[name] -= use * people[i]
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


def _highs(choices: Sequence[Choice], limits: Mapping[Limit, float], seconds: float, gap: float, *, whole: bool) -> Any:
    """SciPy's result of the integer program, or of the linear one where people can be divided."""
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
        integrality=np.full(len(choices), int(whole)),
        bounds=Bounds(0, np.array([c.most for c in choices], float)),
        options={"time_limit": seconds, "mip_rel_gap": gap},
    )

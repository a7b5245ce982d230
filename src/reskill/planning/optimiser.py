"""Choosing how many people go where and when: an integer program over general choices and limits.

It knows nothing of cities: a choice is worth something per person, gives goods per person that a richer plan must not
lose, and uses limited things per person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from reskill.planning.hush import hushed

Limit = tuple[object, ...]
"""The name of a limited thing."""
Floats = npt.NDArray[np.float64]
People = npt.NDArray[np.int64]
"""People by choice, in the order of the choices."""

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Choice:
    """One way to serve people: at most `most` of them, each worth `worth`, giving `goods` and using `uses`."""

    worth: float
    most: int
    uses: Mapping[Limit, float]
    goods: tuple[float, ...] = ()


@dataclass(frozen=True)
class Solution:
    """People by choice (same order as the choices), what they are worth, a proven bound on the best worth, and what is
    left of each limit."""

    people: list[int]
    worth: float
    bound: float
    left: dict[Limit, float]

    @property
    def gap(self) -> float:
        """The share of the best possible worth that is at most missing."""
        return max(0.0, 1 - self.worth / self.bound) if self.bound > 0 else 0.0


class Program:
    """Choices under limits, to be solved for one set of amounts after another."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        from scipy.sparse import csc_matrix

        self.limits: list[Limit] = sorted({name for c in choices for name in c.uses}, key=repr)
        row_of = {name: i for i, name in enumerate(self.limits)}
        self._rows = [[row_of[name] for name, use in c.uses.items() if use > 0] for c in choices]
        self._uses = [[use for use in c.uses.values() if use > 0] for c in choices]
        starts = np.cumsum([0, *map(len, self._rows)])
        data = np.array([u for uses in self._uses for u in uses], float)
        indices = np.array([r for rows in self._rows for r in rows], np.int64)
        self._matrix = csc_matrix((data, indices, starts), shape=(len(self.limits), len(choices)))
        self._worth = np.array([c.worth for c in choices], float)
        self._most = np.array([c.most for c in choices], np.int64)
        width = max((len(c.goods) for c in choices), default=0)
        self._goods = np.array([c.goods for c in choices], float).reshape(len(choices), width)
        self._prices: Floats | None = None  # of the limits, from the last divided solution: where to look first

    def goods(self, people: Sequence[int]) -> tuple[float, ...]:
        """What these people give of each good."""
        return tuple(np.asarray(people, float) @ self._goods)

    def solve(
        self,
        amounts: Mapping[Limit, float],
        *,
        start: Sequence[int] = (),
        floor: Sequence[float] = (),
        gap: float = 1.0,
        nodes: int = 0,
    ) -> Solution:
        """The people by choice that are worth most within the amounts, to a relative `gap` where that can be reached.

        The bound is that of people who can be divided. They are rounded down and filled up; where that is further off
        than the gap, an integer program of at most `nodes` nodes is solved over the choices that can still better it:
        no clock, so that the same input gives the same plan. It is never worth less than the greedy choice, nor than
        `start` filled up, except that no good falls below `floor`, which `start` must keep.
        """
        if not len(self._worth) or not self.limits:
            return Solution([], 0.0, 0.0, dict(amounts))
        caps = np.array([amounts[name] for name in self.limits], float)
        divided, bound = self._divided(caps)
        nobody = np.zeros(len(self._worth), np.int64)
        first = np.asarray(start, np.int64) if len(start) else nobody
        least = np.asarray(floor, float) - TOLERANCE
        found = [self._filled(first, caps), self._filled(nobody, caps), self._rounded(divided, caps)]
        best = self._best(found, least)
        for kept in (least[:0], least) if len(least) else (least,):
            if not nodes or self._value(best) >= (1 - gap) * bound:
                break
            whole, proven = self._whole(bound - self._value(best), caps, kept, gap, nodes)
            if whole is not None:
                best = self._best([best, self._rounded(whole, caps)], least)
            if not len(kept):
                bound = min(bound, max(proven, self._value(best)))
        left = dict(zip(self.limits, (caps - self._matrix @ best).tolist(), strict=True))
        return Solution(best.tolist(), self._value(best), bound, dict(amounts) | left)

    def most_of(self, good: int, amounts: Mapping[Limit, float], least: Mapping[int, float]) -> float:
        """A bound on how much of a good any choice can give within the amounts that gives the `least` of others."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_matrix, vstack

        caps = [amounts[name] for name in self.limits]
        rows = vstack([self._matrix, *(csr_matrix(-self._goods[:, i]) for i in least)])
        bounds = np.stack([np.zeros(len(self._most)), self._most.astype(float)], axis=1)
        result = linprog(
            -self._goods[:, good], rows, [*caps, *(-amount for amount in least.values())], bounds=bounds, method="highs"
        )
        return -float(result.fun) if result.x is not None else float("inf")

    def _best(self, found: Sequence[People], least: Floats) -> People:
        kept = [p for p in found if not len(least) or np.all(p @ self._goods >= least)]
        return max(kept, key=self._value)

    def _value(self, people: People) -> float:
        return float(people @ self._worth)

    def _rounded(self, values: Floats, caps: Floats) -> People:
        """The solver's values as whole people, with what that leaves filled up, so that nobody waits who has a place."""
        people = np.minimum((values + TOLERANCE).astype(np.int64), self._most)
        over = np.flatnonzero(self._matrix @ people > caps + TOLERANCE)
        for row in over:  # beyond the solver's tolerance
            for j in np.flatnonzero(people):
                if row in self._rows[j] and self._matrix[row] @ people > caps[row]:
                    people[j] -= 1
        return self._filled(people, caps)

    def _filled(self, people: People, caps: Floats) -> People:
        """These people and as many more as fit, taken in order of worth per share of the limits they use up."""
        shares = np.where(caps > 0, 1 / np.maximum(caps, 1e-12), 1e9)
        price = self._matrix.T @ shares
        left = np.maximum(caps - self._matrix @ people, 0.0).tolist()
        out = people.copy()
        for j in np.lexsort((np.arange(len(price)), -self._worth / (price + 1e-12))).tolist():
            rows, uses = self._rows[j], self._uses[j]
            most = int(self._most[j] - out[j])
            for row, use in zip(rows, uses, strict=True):
                most = min(most, int(left[row] / use + 1e-9))
                if most <= 0:
                    break
            else:
                if self._worth[j] > 0:
                    out[j] += most
                    for row, use in zip(rows, uses, strict=True):
                        left[row] -= use * most
        return out

    def _divided(self, caps: Floats) -> tuple[Floats, float]:
        """The best solution with people who can be divided, and its worth.

        After the first, only the choices that the last prices make attractive are looked at, until no other is.
        """
        count = len(self._worth)
        looked = np.ones(count, bool)
        if self._prices is not None:
            reduced = self._worth - self._matrix.T @ self._prices
            looked = reduced >= -np.sort(np.abs(reduced))[count // 5]
        while True:
            columns = np.flatnonzero(looked)
            result = self._relaxed(columns, caps)
            self._prices = -np.asarray(result.ineqlin.marginals)
            missing = ~looked & (self._worth - self._matrix.T @ self._prices > 1e-9)
            if not missing.any():
                values = np.zeros(count)
                values[columns] = result.x
                return values, -float(result.fun)
            looked |= missing

    def _relaxed(self, columns: npt.NDArray[np.int64], caps: Floats) -> Any:
        from scipy.optimize import linprog

        bounds = np.stack([np.zeros(len(columns)), self._most[columns].astype(float)], axis=1)
        result = linprog(-self._worth[columns], self._matrix[:, columns], caps, bounds=bounds, method="highs")
        if result.x is None:
            raise ArithmeticError(f"the solver of the plan gave up: {result.message}")
        return result

    def _whole(self, short: float, caps: Floats, least: Floats, gap: float, nodes: int) -> tuple[Floats | None, float]:
        """People in whole numbers by the integer program, and the bound that it proves; None where it finds none.

        A choice whose price exceeds its worth by more than the `short` worth of the best plan known is in no better one.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        reduced = self._worth - self._matrix.T @ self._prices
        columns = np.flatnonzero(reduced >= -short - TOLERANCE)
        rules = [LinearConstraint(self._matrix[:, columns], -np.inf, caps)]
        if len(least):
            rules.append(LinearConstraint(self._goods[columns].T, least, np.inf))
        with hushed():
            result = milp(
                -self._worth[columns],
                constraints=rules,
                integrality=np.ones(len(columns)),
                bounds=Bounds(0, self._most[columns].astype(float)),
                options={"node_limit": nodes, "mip_rel_gap": 0.9 * gap},
            )
        if result.x is None:
            return None, np.inf
        values = np.zeros(len(reduced))
        values[columns] = result.x
        return values, -float(result.mip_dual_bound)

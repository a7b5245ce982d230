"""Choosing how many people go where and when: an integer program over general choices and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reskill.planning.choices import TOLERANCE, Choice, ClassSize, Floats, Limit, People, Solution
from reskill.planning.filling import Filling
from reskill.planning.hush import hushed

FEW, FEW_NODES = 400, 50  # most attractive choices for which a quick integer program is solved, with its nodes
SMALL, MORE = 500, 16  # columns up to which a node is so quick that a program may have so many times the nodes
CLOSE = 1e-4  # relative gap of an integer program that is to find what a greedy plan shows that there is
DIVES = 4  # times that classes which too few people are in are closed and the rest divided anew
Columns = npt.NDArray[np.int64]


class Program:
    """Choices, the columns, under limits, the rows, to be solved for one set of amounts after another."""

    def __init__(self, choices: Sequence[Choice], size: ClassSize | None = None) -> None:
        from scipy.sparse import csc_matrix

        self._size = size or ClassSize()
        self.limits: list[Limit] = sorted({name for c in choices for name in c.uses}, key=_order)
        row_of = {name: i for i, name in enumerate(self.limits)}
        found = [(row_of[name], j, use) for j, c in enumerate(choices) for name, use in c.uses.items() if use > 0]
        shape = len(self.limits), len(choices)
        rows, columns, uses = zip(*found, strict=True) if found else ((), (), ())
        self._matrix = csc_matrix((uses, (rows, columns)), shape=shape, dtype=float)
        self._worth = np.array([c.worth for c in choices], float)
        self._most = np.array([c.most for c in choices], np.int64)
        width = max((len(c.goods) for c in choices), default=0)
        self._goods = np.array([c.goods for c in choices], float).reshape(len(choices), width)
        self._filling = Filling(choices, self._matrix, self._size)
        classes = self._filling.in_class if self._size.least > 1 else {}
        self._seats = _incidence(list(classes.values()), len(self._worth))  # who sits in which class
        self._prices: Floats | None = None  # of the rows, from the last divided solution: where to look first

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
        near: Sequence[int] = (),
        aim: float | None = None,
    ) -> Solution:
        """The people by choice that are worth most within the amounts, to a relative `gap` where that can be reached.

        The bound is that of people who can be divided. They are rounded down and filled up; where that is further off
        than the gap, an integer program of at most `nodes` nodes is solved over the choices that can still better it:
        no clock, so that the same input gives the same plan. It is never worth less than a `greedy` choice, nor than
        `start` filled up, nor than what is left of people that are `near` a plan within the amounts, except that no good
        falls below `floor`, which `start` must keep: where it does in a greedy choice that is worth more, an integer
        program looks for a better one in which it does not, until that is worth as much; likewise for what an `aim` is worth
        that is given.
        """
        if not len(self._worth) or not self.limits:
            return Solution([], 0.0, 0.0, dict(amounts))
        caps = np.array([amounts[name] for name in self.limits], float)
        divided, bound = self._divided(caps)
        nobody = np.zeros(len(self._worth), np.int64)
        first = np.asarray(start, np.int64) if len(start) else nobody
        least = np.asarray(floor, float) - TOLERANCE
        tried: list[Floats | People] = [first, nobody, divided]
        if len(near):
            tried.append(np.asarray(near, np.int64))
        greedy = self._greedy(caps)
        aim = self._value(greedy) if aim is None else aim
        found = [self._filling.filled(people, caps) for people in tried] + [greedy]
        if len(start):
            found.append(first)
        best = self._best(found, least)
        few = self._attractive(FEW, (divided, best, greedy))
        if gap < 1 and (short := self._short(best, aim, bound, gap)) is not None:
            whole, _ = self._whole(few, caps, least, short, FEW_NODES)
            best = best if whole is None else self._best([best, self._filling.filled(whole, caps)], least)
        if nodes and self._value(best) < (1 - gap) * bound:
            best = self._best([best, *self._dives(divided, caps)], least)
        for kept in (least[:0], least) if len(least) else (least,):
            if not nodes or (short := self._short(best, aim, bound, gap)) is None:
                break
            lacking = bound - self._value(best)  # a choice dearer than its worth by more is in no better plan
            columns = np.flatnonzero(self._reduced() >= -lacking - TOLERANCE)
            whole, proven = self._whole(columns, caps, kept, short, nodes * (MORE if len(columns) <= SMALL else 1))
            if whole is not None:
                best = self._best([best, self._filling.filled(whole, caps)], least)
            if not len(kept):
                bound = min(bound, max(proven, self._value(best)))
        left = dict(zip(self.limits, (caps - self._matrix @ best).tolist(), strict=True))
        return Solution(best.tolist(), self._value(best), bound, dict(amounts) | left)

    def greedy(self, amounts: Mapping[Limit, float]) -> list[int]:
        """The people by choice whom a person would take who goes down a list: the urgent first, then whoever has the most
        benefit for the money, while they fit. What a plan is measured against, whatever the plans for less money."""
        people: list[int] = self._greedy(np.array([amounts[name] for name in self.limits], float)).tolist()
        return people

    def worth(self, people: Sequence[int]) -> float:
        """What these people are worth."""
        return self._value(np.asarray(people, np.int64))

    def _greedy(self, caps: Floats) -> People:
        nobody = np.zeros(len(self._worth), np.int64)
        return max((self._filling.filled(nobody, caps, by) for by in self._filling.by_hand), key=self._value)

    def _short(self, best: People, aim: float, bound: float, gap: float) -> float | None:
        """The relative gap to which a better plan is looked for; None where this one is good enough."""
        if self._value(best) < aim - TOLERANCE:
            return CLOSE
        return gap if self._value(best) < (1 - gap) * bound else None

    def best_with(
        self, amounts: Mapping[Limit, float], floor: Sequence[float], start: Sequence[int], gap: float, nodes: int
    ) -> list[int]:
        """People who are worth most with at least the `floor` of each good, which those of `start` give, as an integer program
        of at most `nodes` nodes finds them: over the choices that the best plan of people who can be divided takes or nearly
        takes."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_matrix, vstack

        caps = np.array([amounts[name] for name in self.limits], float)
        least, first = np.asarray(floor, float) - TOLERANCE, np.asarray(start, np.int64)
        rows, sides = vstack([self._matrix, csr_matrix(-self._goods.T)]), np.concatenate([caps, -least])
        result = linprog(-self._worth, rows, sides, bounds=self._bounds(self._most), method="highs")
        if result.x is None:
            raise ArithmeticError(f"the solver of the plan gave up: {result.message}")
        near = np.argsort(result.lower.marginals, kind="stable")[:FEW]
        columns = np.union1d(near, np.flatnonzero(result.x + first > TOLERANCE))
        whole, _ = self._whole(columns, caps, least, gap, nodes)
        best = first if whole is None else np.rint(whole).astype(np.int64)
        people: list[int] = max(first, best, key=self._value).tolist()
        return people

    def most_of(self, good: int, amounts: Mapping[Limit, float], least: Mapping[int, float]) -> float:
        """A bound on how much of a good any choice can give within the amounts that gives the `least` of others."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_matrix, vstack

        asked = [csr_matrix(-self._goods[:, i]) for i in least]
        caps = [*(amounts[name] for name in self.limits), *(-amount for amount in least.values())]
        bounds = self._bounds(self._most)
        result = linprog(-self._goods[:, good], vstack([self._matrix, *asked]), caps, bounds=bounds, method="highs")
        return -float(result.fun) if result.x is not None else float("inf")

    def _bounds(self, most: People | Floats) -> Floats:
        return np.stack([np.zeros(len(most)), most], axis=1)

    def _best(self, found: Sequence[People], least: Floats) -> People:
        kept = [p for p in found if not len(least) or np.all(p @ self._goods >= least)]
        return max(kept, key=self._value)

    def _value(self, people: People) -> float:
        return float(people @ self._worth)

    def _reduced(self) -> Floats:
        """What each column is worth beyond the price of what it uses."""
        return np.asarray(self._worth - self._matrix.T @ self._prices, float)

    def _divided(self, caps: Floats) -> tuple[Floats, float]:
        """The best solution with people who can be divided, and its worth.

        After the first, only the choices that the last prices make attractive are looked at, until no other is.
        """
        count = len(self._worth)
        looked = np.ones(count, bool)
        if self._prices is not None:
            reduced = self._reduced()
            looked = reduced >= -np.sort(np.abs(reduced))[count // 5]
        while True:
            columns = np.flatnonzero(looked)
            result = self._relaxed(columns, caps, self._bounds(self._most))
            self._prices = -np.asarray(result.ineqlin.marginals)
            missing = ~looked & (self._reduced() > 1e-9)
            if not missing.any():
                values = np.zeros(count)
                values[columns] = result.x
                return values, -float(result.fun)
            looked |= missing

    def _dives(self, divided: Floats, caps: Floats) -> list[People]:
        """Plans in which the emptier half of the classes that too few people are in are closed, and so on."""
        seats = self._seats
        found: list[People] = []
        values, most = divided, self._most.astype(float)
        columns = np.flatnonzero(self._reduced() >= -np.sort(np.abs(self._reduced()))[len(most) // 2])
        for _ in range(DIVES):
            sitting = seats @ values
            few = np.flatnonzero((sitting > TOLERANCE) & (sitting < self._size.least - TOLERANCE))
            if not len(few):
                break
            emptiest = few[np.argsort(sitting[few], kind="stable")[: -(-len(few) // 2)]]
            most[np.asarray(seats[emptiest].sum(axis=0)).ravel() > 0] = 0
            result = self._relaxed(columns, caps, self._bounds(most))
            values = np.zeros(len(most))
            values[columns] = result.x
            found.append(self._filling.filled(values, caps))
        return found

    def _relaxed(self, columns: Columns, caps: Floats, bounds: Floats) -> Any:
        from scipy.optimize import linprog

        result = linprog(-self._worth[columns], self._matrix[:, columns], caps, bounds=bounds[columns], method="highs")
        if result.x is None:
            raise ArithmeticError(f"the solver of the plan gave up: {result.message}")
        return result

    def _attractive(self, count: int, taken: Sequence[Floats | People]) -> Columns:
        """The choices that the last prices make most attractive, and those that are `taken`, in order."""
        reduced = self._reduced()
        used = np.flatnonzero(np.sum(taken, axis=0) > TOLERANCE)
        return np.union1d(np.argsort(-reduced, kind="stable")[:count], used)

    def _whole(
        self, columns: Columns, caps: Floats, least: Floats, gap: float, nodes: int
    ) -> tuple[Floats | None, float]:
        """People in whole numbers by the integer program over these choices, and the bound that it proves over them; None
        where it finds none."""
        from scipy.optimize import Bounds, milp
        from scipy.sparse import csr_matrix, diags, hstack

        seats = self._seats
        used = np.flatnonzero(np.asarray(seats[:, columns].sum(axis=1)).ravel() > 0)
        groups = len(used)
        rows = self._matrix[:, columns]
        rules = [_rule(hstack([rows, _nothing(rows.shape[0], groups)]), -np.inf, caps)]
        sitting = seats[used][:, columns]
        for size, low, high in ((self._size.most, -np.inf, 0.0), (self._size.least, 0.0, np.inf)):
            if groups:
                rules.append(_rule(hstack([sitting, diags(np.full(groups, -float(size)))]), low, high))
        if len(least):
            goods = csr_matrix(self._goods[columns].T)
            rules.append(_rule(hstack([goods, _nothing(len(least), groups)]), least, np.inf))
        top = np.concatenate([self._most[columns].astype(float), np.full(groups, np.inf)])
        worth = np.concatenate([self._worth[columns], np.zeros(groups)])
        with hushed():
            result = milp(
                -worth,
                constraints=rules,
                integrality=np.ones(len(worth)),
                bounds=Bounds(0, top),
                options={"node_limit": nodes, "mip_rel_gap": 0.9 * gap},
            )
        if result.x is None:
            return None, np.inf
        values = np.zeros(len(self._worth))
        values[columns] = result.x[: len(columns)]
        return values, -float(result.mip_dual_bound)


def _order(name: Limit) -> str:
    """A limit's place among all, the same in every process: a set's own order is not."""
    return repr([sorted(part) if isinstance(part, frozenset) else part for part in name])


def _rule(rows: Any, low: Any, high: Any) -> Any:
    from scipy.optimize import LinearConstraint

    return LinearConstraint(rows.tocsr(), low, high)


def _nothing(rows: int, columns: int) -> Any:
    from scipy.sparse import csr_matrix

    return csr_matrix((rows, columns))


def _incidence(members: Sequence[Sequence[int]], count: int) -> Any:
    """A matrix with a row for each list of columns."""
    from scipy.sparse import csr_matrix

    rows = [i for i, of in enumerate(members) for _ in of]
    columns = [j for of in members for j in of]
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(members), count))

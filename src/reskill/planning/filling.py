"""Making whole people of divided ones, and filling up what is left: quick, and never beyond a limit.

None of it is the best; the solver compares what comes of it with what its integer program finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np

from reskill.planning.choices import TOLERANCE, Choice, ClassSize, Floats, Limit, People

ROUNDS = 4  # what classes leave out may be made up by others
TOGETHER = 256  # choices that are looked at at once for whether they fit


class Filling:
    """Choices with what each uses, to be filled for one set of amounts after another."""

    def __init__(self, choices: Sequence[Choice], matrix: Any, size: ClassSize) -> None:
        self.choices, self.size, self._matrix = choices, size, matrix
        self._worth = np.array([c.worth for c in choices], float)
        ends, rows, uses = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
        self.uses = [list(zip(rows[a:b], uses[a:b], strict=True)) for a, b in pairwise(ends)]
        self.most = np.array([c.most for c in choices], float)
        wide = max(map(len, self.uses), default=0)  # as arrays, each choice with as many rows: none is used by nobody
        pairs = [[*of, *[(matrix.shape[0], 1.0)] * (wide - len(of))] for of in self.uses]
        self.rows = np.array([[row for row, _ in of] for of in pairs], np.int64).reshape(len(choices), wide)
        self.shares = np.array([[use for _, use in of] for of in pairs], float).reshape(len(choices), wide)
        self.in_class: defaultdict[Limit, list[int]] = defaultdict(list)
        for j, choice in enumerate(choices):
            for name in choice.classes:
                self.in_class[name].append(j)

    def filled(self, people: Floats | People, caps: Floats, order: Sequence[int] = ()) -> People:
        """Whole people near these, and as many more as fit, within every limit and size of class.

        They are taken in the `order` of choices that is given, else in that of worth per share of the limits that they use
        up.
        """
        state = _State(self, people, caps, list(order) or self._order(caps))
        state.down_to_caps()
        state.settle()
        best = np.array(state.people, np.int64)
        for _ in range(ROUNDS):
            if not state.add():
                break
            state.settle()
            now = np.array(state.people, np.int64)
            if now @ self._worth > best @ self._worth:
                best = now
        return best

    @cached_property
    def by_hand(self) -> list[list[int]]:
        """The choices in the orders in which a person would take them, whatever the amounts: the urgent first, then whoever
        has the most benefit for the money; where one person is a class, also with whoever is in no class before others."""

        def rank(j: int) -> tuple[float, float]:
            choice = self.choices[j]
            benefit = choice.goods[2] if len(choice.goods) > 2 else choice.worth
            return -sum(choice.goods[1:2]), -benefit / (choice.dollars + 1)

        mixed = [j for j in sorted(range(len(self.choices)), key=rank) if self._worth[j] > 0]
        alone = sorted(mixed, key=lambda j: bool(self.choices[j].classes))
        return [mixed] if self.size.least > 1 or alone == mixed else [mixed, alone]

    def _order(self, caps: Floats) -> list[int]:
        price = self._matrix.T @ np.where(caps > 0, 1 / np.maximum(caps, 1e-12), 1e9)
        order = np.lexsort((np.arange(len(price)), -self._worth / (price + 1e-12)))
        return [j for j in order.tolist() if self._worth[j] > 0]


class _State:
    """People on their way to a plan, with what they leave of each limit."""

    def __init__(self, filling: Filling, people: Floats | People, caps: Floats, order: list[int]) -> None:
        self._filling, self._choices, self._size, self._order = filling, filling.choices, filling.size, order
        self._place = dict(zip(order, range(len(order)), strict=True))
        self.people = [0] * len(self._choices)
        self._left = caps.tolist()
        self._rest, self._there = np.append(caps, np.inf), np.zeros(len(self._choices))  # the same as arrays
        self._seats = dict.fromkeys(filling.in_class, 0)
        self.total = 0
        for j in np.flatnonzero(people > 1 - TOLERANCE).tolist():
            self._change(j, min(int(people[j] + TOLERANCE), self._choices[j].most))

    def _change(self, j: int, n: int) -> None:
        self.people[j] += n
        self._there[j] += n
        self.total += n
        for row, use in self._filling.uses[j]:
            self._left[row] -= use * n
            self._rest[row] = self._left[row]
        for name in self._choices[j].classes:
            self._seats[name] += n

    def down_to_caps(self) -> None:
        """Take people out where a limit is exceeded, beyond the solver's tolerance."""
        for row in [r for r, left in enumerate(self._left) if left < -TOLERANCE]:
            for j in reversed(self._order):
                use = next((u for r, u in self._filling.uses[j] if r == row), 0.0)
                if self.people[j] and use and self._left[row] < 0:
                    self._change(j, -min(self.people[j], ceil(-self._left[row] / use)))

    def room(self, j: int) -> int:
        """How many more of a choice fit."""
        most = self._choices[j].most - self.people[j]
        for row, use in self._filling.uses[j]:
            if most <= 0:
                return 0
            most = min(most, int(self._left[row] / use + 1e-9))
        return max(most, 0)

    def _rooms(self, choices: People) -> People:
        """How many more of each choice fit, if nothing of the others is added."""
        shares = self._filling.shares[choices]
        fit = np.floor((self._rest[self._filling.rows[choices]] / shares).min(axis=1, initial=np.inf) + 1e-9)
        more = np.minimum(fit, self._filling.most[choices] - self._there[choices])
        return np.asarray(np.maximum(more, 0), np.int64)

    def add(self) -> bool:
        """Add who fits, in order, first to classes that are open, then by opening classes; whether anybody was added."""
        before, closed = self.total, self._closed()
        waiting = np.array(self._order, np.int64)
        while len(waiting := waiting[self._rooms(waiting) > 0]):
            for j in waiting[:TOGETHER].tolist():
                if not any(name in closed for name in self._choices[j].classes) and (n := self.room(j)):
                    self._change(j, n)
            waiting = waiting[TOGETHER:]
        if closed:
            could = self._could_sit()  # less and less from here on
            for name in self._opening:
                if name in closed and self._seats[name] + could[name] >= self._size.least and self._open(name):
                    closed = self._closed()
        return self.total > before

    @cached_property
    def _opening(self) -> list[Limit]:
        """The classes in the order in which they are opened."""
        return list(dict.fromkeys(c for j in self._order for c in self._choices[j].classes))

    def _could_sit(self) -> dict[Limit, int]:
        """How many more people each class could have at most."""
        room = self._rooms(np.arange(len(self._choices)))
        return {name: int(room[of].sum()) for name, of in self._filling.in_class.items()}

    def _closed(self) -> set[Limit]:
        """The classes that too few people are in; none where one person is a class."""
        least = self._size.least
        return {name for name in self._filling.in_class if self._seats[name] < least} if least > 1 else set()

    def _open(self, name: Limit) -> bool:
        """Fill a class from nobody; all of it is taken back where too few fit."""
        added = []
        for j in sorted(self._filling.in_class[name], key=lambda j: self._place.get(j, len(self._place))):
            if self._choices[j].worth > 0 and (n := self.room(j)):
                self._change(j, n)
                added.append((j, n))
        touched = {c for j, _ in added for c in self._choices[j].classes}
        if added and all(self._seats[c] >= self._size.least for c in touched):
            return True
        for j, n in added:
            self._change(j, -n)
        return False

    def settle(self) -> None:
        """Take people out until every class keeps its sizes."""
        while self._sizes():
            pass

    def _sizes(self) -> bool:
        if self._size.least <= 1:
            return False
        for name, of in self._filling.in_class.items():
            over = self._seats[name] - self._size.seated(self._seats[name])
            if over > 0 and self._drop(of, over):
                return True
        return False

    def _drop(self, of: Sequence[int], people: int) -> bool:
        """Take people out of some choices, of the last first; whether there were any."""
        dropped = False
        for j in sorted(of, key=lambda j: -self._place.get(j, len(self._place))):
            n = min(people, self.people[j])
            if n:
                self._change(j, -n)
                people, dropped = people - n, True
            if not people:
                break
        return dropped

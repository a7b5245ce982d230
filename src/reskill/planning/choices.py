"""What the plan's solver works on: choices for people, what holds them back, and what was found.

It knows nothing of cities: a choice is worth something a person, gives goods a person that a richer plan must not lose,
uses limited things a person, and may be in programs and classes that it shares with other choices.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Limit = tuple[object, ...]
"""The name of a limited thing, or of a class."""
Floats = npt.NDArray[np.float64]
People = npt.NDArray[np.int64]
"""People by choice, in the order of the choices."""

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Choice:
    """One way to serve people: at most `most` of them, each worth `worth`, giving `goods`, using `uses`, and being in
    each of the `programs` and `classes`."""

    worth: float
    most: int
    uses: Mapping[Limit, float]
    goods: tuple[float, ...] = ()
    programs: tuple[Hashable, ...] = ()
    classes: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Sharing:
    """How choices share programs and classes: no program has more than a `share` of all people; people of a class sit
    in groups of `least` to `most`. `held` are people who are in a program already and count in every share like the at most
    `added` others: a program of which they have more than its share takes nobody more until the plan is large enough."""

    share: float = 1.0
    least: int = 1
    most: int = 1_000_000
    held: Mapping[Hashable, int] = field(default_factory=dict)
    added: int = 1_000_000

    def spare(self, program: Hashable) -> float:
        """What those who are in programs already leave of a program's share of them; less than 0 where they exceed it."""
        return self.share * sum(self.held.values()) - self.held.get(program, 0)

    def seated(self, people: int) -> int:
        """The most of so many people that groups of the sizes can seat."""
        return min(people, self.most * (people // self.least))


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

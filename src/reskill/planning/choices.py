"""What the plan's solver works on: choices for people, what holds them back, and what was found.

It knows nothing of cities: a choice is worth something a person, gives goods a person that a richer plan must not lose,
uses limited things a person, and may sit in classes that it shares with other choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    """One way to serve people: at most `most` of them, each worth `worth`, giving `goods`, using `uses`, sitting in each of
    the `classes`, and costing `dollars`."""

    worth: float
    most: int
    uses: Mapping[Limit, float]
    goods: tuple[float, ...] = ()
    classes: tuple[Limit, ...] = ()
    dollars: float = 0.0


@dataclass(frozen=True)
class ClassSize:
    """Of how many people a class is: `least` to `most`."""

    least: int = 1
    most: int = 1_000_000

    def seated(self, people: int) -> int:
        """The most of so many people that classes of these sizes can seat."""
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

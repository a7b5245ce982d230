"""Between which numbers a reader who knows some sums can place one of their unknown parts."""

from __future__ import annotations

import math
from collections.abc import Sequence

MOST = 1e6  # people that anybody would think of
_ROUNDING = 1e-6
Bounds = Sequence[tuple[float, float]]


def extent(
    goal: Sequence[float], rows: Sequence[Sequence[float]], totals: Sequence[float], bounds: Bounds
) -> tuple[int, int] | None:
    """The least and the most whole number that the parts marked in `goal` come to, each within its bounds; None where no
    parts within these come to the totals of all rows."""
    from scipy.optimize import linprog  # slow to load

    ends = [linprog([s * g for g in goal], A_eq=rows or None, b_eq=totals or None, bounds=bounds) for s in (1, -1)]
    if not all(e.success for e in ends):
        return None
    return math.ceil(ends[0].fun - _ROUNDING), math.floor(-ends[1].fun + _ROUNDING)


def values_left(ends: tuple[int, int], threshold: int) -> int:
    """How many values below the threshold a small count can have between two ends."""
    return min(ends[1], threshold - 1) - ends[0] + 1

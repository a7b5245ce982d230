"""An auditor that tries to work out withheld counts from everything that is published around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

Place = tuple[str, str]


def ranges(
    shown: Mapping[Place, int | None], rows: Mapping[str, int], columns: Mapping[str, int]
) -> dict[Place, tuple[float, float]]:
    """The least and most that each withheld count (None) can be, given all totals; withheld counts are at least 1."""
    hidden = [p for p, n in shown.items() if n is None]
    equations: list[list[float]] = []
    sums: list[float] = []
    for totals, axis in ((rows, 0), (columns, 1)):
        for name, total in totals.items():
            equations.append([float(p[axis] == name) for p in hidden])
            sums.append(total - sum(n for p, n in shown.items() if p[axis] == name and n is not None))
    found = {}
    for k, place in enumerate(hidden):
        goal = np.zeros(len(hidden))
        ends = []
        for sign in (1, -1):
            goal[k] = sign
            solved = linprog(goal, A_eq=equations, b_eq=sums, bounds=(1, None), method="highs")
            assert solved.success, "the published figures contradict each other"
            ends.append(sign * solved.fun)
        found[place] = (ends[0], ends[1])
    return found


def narrow(
    truth: Mapping[Place, int],
    shown: Mapping[Place, int | None],
    rows: Mapping[str, int],
    columns: Mapping[str, int],
    threshold: int,
) -> Sequence[str]:
    """Small counts that are shown, or that the totals pin down more than 'from 1 to below the threshold' would."""
    bad = [f"{p} is shown: {n}" for p, n in shown.items() if n is not None and 0 < n < threshold]
    for place, (least, most) in ranges(shown, rows, columns).items():
        if 0 < truth[place] < threshold and most - least < threshold - 2 - 1e-6:
            bad.append(f"{place} = {truth[place]} is between {least} and {most}")
    return bad

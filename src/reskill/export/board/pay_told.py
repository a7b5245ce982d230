"""Whose pay falls out of several costs together, though none of them rests on it alone.

Costs of two quarters in which the same people train differ by those who train in one of them. Each cost is a sum of pay
over known hours, so that whoever knows everybody's pay within a fifth has as many equations as there are costs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

Class = tuple[str, str]  # title and department
KNOWN = 0.2  # how far anybody's pay is known from a pay schedule, either way
OPEN = 0.06  # within how much, from least to most, nobody's may be told: more than the 0.05 that would be telling, as guesses vary
SURE = 1e-3  # part of the largest below which a direction is taken for rounding


def told_together(costs: Sequence[Mapping[Class, int]], few: Collection[Class]) -> list[Class]:
    """The `few` classes whose pay is told within OPEN by these costs, in cents by class."""
    classes = sorted({of for cost in costs for of, cents in cost.items() if cents})
    rows = np.array([[float(cost.get(of, 0)) for of in classes] for cost in costs if any(cost.values())])
    if not len(rows):
        return []
    off = np.maximum((rows != 0).sum(axis=1), 1.0)  # cents by which rounding leaves each cost open
    _, sizes, directions = np.linalg.svd(rows / np.abs(rows).max(axis=1, keepdims=True), full_matrices=False)
    told = directions[sizes > SURE * sizes[0]]
    return [of for n, of in enumerate(classes) if of in few and _told(rows, off, told, n)]


def _told(rows: np.ndarray, off: np.ndarray, told: np.ndarray, place: int) -> bool:
    """Whether less than OPEN is left open of a class's pay, as a part of what it is."""
    move = -(told.T @ told[:, place])
    move[place] += 1.0
    largest = float(np.abs(move).max())
    if largest > SURE:
        move *= KNOWN / largest
        if 2 * move[place] >= OPEN and (np.abs(rows @ move) <= off).all():
            return False  # everybody's pay could be other by this at once, and each cost the same
    from scipy.optimize import linprog  # slow to load, and seldom needed

    goal = np.zeros(rows.shape[1])
    goal[place] = -1.0
    limits = np.concatenate([off, off])
    solved = linprog(goal, A_ub=np.vstack([rows, -rows]), b_ub=limits, bounds=(-KNOWN, KNOWN), method="highs")
    return bool(solved.success and -2 * solved.fun < OPEN)

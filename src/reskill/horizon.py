"""Scores of ratings under a capability horizon: which of the published 2023 ratings count as exposed, and how much."""

from __future__ import annotations

from reskill.problem import ReskillError

SOFTWARE_COUNTS = {"E1": 0.0, "beta": 0.5, "E1+E2": 1.0}
"""Score of E2 (exposed with software built on AI) by horizon; E0 scores 0 and E1 scores 1 under each."""

NAMES = {
    "E1": "AI alone (E1)",
    "beta": "AI alone, and half of what software built on AI could do (beta)",
    "E1+E2": "AI alone or with software built on it (E1 + E2)",
}
SHORT_NAMES = {
    "E1": "AI alone (E1)",
    "beta": "Half of software too (beta)",
    "E1+E2": "Software too (E1+E2)",
}
"""The same where there is little room."""


def at_horizon(p_e1: float, p_e2: float, horizon: str = "beta") -> float:
    """Exposure, 0-1: P(E1) plus the horizon's share of P(E2). Raises ReskillError for an unknown horizon."""
    return p_e1 + software_share(horizon) * p_e2


def software_share(horizon: str) -> float:
    """The horizon's score of E2. Raises ReskillError for an unknown horizon."""
    if horizon not in SOFTWARE_COUNTS:
        raise ReskillError(f"{horizon} is not a capability horizon.", f"Use one of: {', '.join(SOFTWARE_COUNTS)}.")
    return SOFTWARE_COUNTS[horizon]


def interval(chances: tuple[float, float, float], mass: float, horizon: str = "beta") -> tuple[float, float]:
    """The narrowest range of scores, of chances in the order E0, E2, E1, that holds at least `mass` of them.

    Of two equally narrow ranges the likelier is taken; the expected score always lies inside.
    """
    scores = (0.0, software_share(horizon), 1.0)
    ranges = ((i, j) for i in range(3) for j in range(i, 3) if sum(chances[i : j + 1]) >= mass or j - i == 2)
    i, j = min(ranges, key=lambda r: (r[1] - r[0], -sum(chances[r[0] : r[1] + 1])))
    expected = at_horizon(chances[2], chances[1], horizon)
    return min(scores[i], expected), max(scores[j], expected)

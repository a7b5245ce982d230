"""What is known of an occupation from the ratings of occupations like it, its own left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from reskill.exposure.neighbours import Floats

SAID = 4  # people's score, share exposed, GPT-4's score, automation degree
MEASURES = 3 * SAID
"""Means over the related occupations, the SOC major group and the SOC minor group."""
TIERS = {1: 3.0, 2: 2.0, 3: 1.0}
"""Weight of O*NET's tiers of related occupations: closest, close, supplemental."""
GROUP_TASKS, RELATED_WEIGHT = 10, 2.0  # how much a thin group leans on all, and thin relations on the group


def table(
    codes: Iterable[str],
    related: Mapping[str, Sequence[tuple[str, int]]],
    rated: Iterable[tuple[str, Sequence[float]]],
) -> dict[str, Floats]:
    """MEASURES of each O*NET-SOC code, from rated tasks given as (code, SAID figures)."""
    totals: dict[str, Floats] = defaultdict(lambda: np.zeros(SAID + 1))
    for code, said in rated:
        totals[code] += (*said, 1.0)
    everything = sum(totals.values(), np.zeros(SAID + 1))
    middle = everything[:SAID] / everything[SAID]
    found = {}
    for code in codes:
        major, minor = (_of_group(code, code[:length], totals, middle) for length in (2, 4))
        weight, near = RELATED_WEIGHT, RELATED_WEIGHT * major
        for other, tier in related.get(code, ()):
            if other in totals and other[:7] != code[:7]:
                near = near + TIERS[tier] * totals[other][:SAID] / totals[other][SAID]
                weight += TIERS[tier]
        found[code] = np.concatenate([near / weight, major, minor])
    return found


def _of_group(code: str, group: str, totals: Mapping[str, Floats], middle: Floats) -> Floats:
    others = [t for c, t in totals.items() if c.startswith(group) and c[:7] != code[:7]]
    total = sum(others, np.zeros(SAID + 1))
    mean: Floats = (total[:SAID] + GROUP_TASKS * middle) / (total[SAID] + GROUP_TASKS)
    return mean

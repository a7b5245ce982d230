"""How far people were seen to use AI on a task in one vendor's records: practice, beside what could be done.

The figures are the Anthropic Economic Index's task penetration of March 2026, by O*NET task ID (CC BY; Massenkoff and
McCrory 2026). 0 means looked for and not seen in that sample, not that it is impossible; what the table lacks is
unknown. They are never added to the exposure: the one says what could be, the other what is. Where the two are far
apart there is something to look into.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import reskill.paths as paths
from reskill.observed_source import FILE

LEAST_KNOWN = 0.5
"""Share of a role's work of which use, or its kind, must be known before the role has a figure."""
COULD, IS = 0.3, 0.3
"""Exposure from which work counts as what AI could do, and observed use from which as what it is used for."""

FAR = 0.25
"""How much more use than exposure is something to look into."""


@cache
def observed_use() -> dict[tuple[str, str], float]:
    """Observed use in [0, 1] by O*NET-SOC code and task ID."""
    return {
        (r["onet_soc_code"], r["task_id"]): float(r["observed"]) for r in paths.shipped_rows(f"data/exposure/{FILE}")
    }


def mean_use(work: Iterable[tuple[float, float | None]]) -> float | None:
    """The mean of what is known of the use of AI on pieces of work given as (weight, figure), the weights summing to 1.

    None where it is known of less than LEAST_KNOWN of the work.
    """
    known = [(weight, use) for weight, use in work if use is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * use for weight, use in known) / total if total >= LEAST_KNOWN else None


def remark(exposure: float, use: float | None) -> str:
    """What a role's reason says where more use was seen than the ratings would have, or ''."""
    if use is None or use - exposure < FAR:
        return ""
    return f" AI was seen in use on {use:.0%} of this work, more than its ratings say: look into it."


def standing(exposure: float | None, use: float | None) -> str:
    """How what could be done and what is done stand to each other, in words; '' where either is unknown."""
    if exposure is None or use is None:
        return ""
    if use >= IS:
        return "could be done, is being done" if exposure >= COULD else "is being done, though rated low: look into it"
    return "could be done, hardly seen yet" if exposure >= COULD else "neither could be done nor seen"

"""Whether AI was seen to do such work itself or to help a person with it: by kind of work, not by task.

The figures are of Microsoft's study of conversations with Copilot in 2024 ("Working with AI", CC BY 4.0), by O*NET
intermediate work activity: how often the activity was what people wanted help with, and how often it was what the
assistant did. They say how AI is used on work of a kind, never how much; other assistants may be used otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import reskill.paths as paths
from reskill.exposure.observed_use import IS, mean_use
from reskill.observed_source import MODES_FILE


@cache
def _uses() -> dict[str, tuple[float, float]]:
    """How often people wanted help with each activity, and how often AI did it: shares of conversations."""
    return {
        r["activity"]: (float(r["helped"]), float(r["did"])) for r in paths.shipped_rows(f"data/exposure/{MODES_FILE}")
    }


def done_by_ai(activities: Iterable[str]) -> float | None:
    """The share, 0-1, of the use on work of these activities (O*NET, detailed) in which AI did it itself; None =
    not known."""
    known = [use for a in dict.fromkeys(a.rsplit(".", 1)[0] for a in activities) if (use := _uses().get(a))]
    total = sum(helped + did for helped, did in known)
    return sum(did for _, did in known) / total if total else None


def done_in_role(work: Iterable[tuple[float, float | None, float | None]]) -> float | None:
    """The mean of `done_by_ai` over pieces of work of (weight, observed use, done by AI), by weight times use.

    None where it is known of too little of the work that AI was seen in use on.
    """
    used = [(weight * use, done) for weight, use, done in work if use]
    total = sum(weight for weight, _ in used)
    return mean_use((weight / total, done) for weight, done in used) if total else None


def remark(use: float | None, done: float | None) -> str:
    """What a role's reason says of how AI is used, where it was seen in use on enough of the work; else ''."""
    if use is None or use < IS or done is None:
        return ""
    return f" In use, AI does {done:.0%} of such work itself and helps people with {1 - done:.0%}."

"""When a title does not say the kind of work: the reason, in words."""

from __future__ import annotations

from functools import cache

from reskill.matching.reading import Reading
from reskill.matching.spelling import vocabulary
from reskill.paths import shipped_rows


def why_not(reading: Reading, knows_department: bool) -> str:
    """Why nothing should be suggested for a title, or '' when something may be.

    `knows_department` tells whether the department's field of work is known.
    """
    words = reading.words or reading.stages
    said = " ".join(words)
    if "temporary pool" in reading.status:
        return "It is a class for whatever temporary work, not a kind of work."
    if not words:
        return "This is a mark of employment, not a kind of work." if reading.status else "It holds no job title."
    if not any(w in vocabulary() for w in words):
        return f"None of its words is known: {said[:60]}."
    pool = [w for w in words if w in _words("always")]
    if pool and all(w in _words("always") or w in _words("without department") for w in words):
        return f"“{said}” is a kind of employment, not a kind of work."
    if not knows_department and all(w in _words("without department") for w in words):
        return f"“{said}” alone does not say the kind of work; the department would."
    return ""


@cache
def _words(when: str) -> frozenset[str]:
    return frozenset(r["word"] for r in shipped_rows("data/matching/abstain.csv") if r["when"] == when)

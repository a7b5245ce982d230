"""Titles that plainly name two occupations: `Clerk-Treasurer`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reskill.matching.match import Candidate
from reskill.matching.reading import Reading, kinds

SURE = 0.6  # confidence that each of the two must have alone
Blend = tuple[tuple[Candidate, float], ...]


def named_twice(reading: Reading) -> tuple[Reading, ...]:
    """The two readings of a title of two parts that each end in what a person is; empty for any other title."""
    parts = [tuple(w for w in s if w not in kinds("stop")) for s in reading.segments]
    ends = [p[-1] for p in parts if p and p[-1] in kinds("head") and not kinds("lead") & set(p)]
    if len(parts) != 2 or len(ends) != 2 or ends[0] == ends[1]:
        return ()
    return tuple(replace(reading, words=p, segments=(p,)) for p in parts)


def blended(first: Sequence[Candidate], second: Sequence[Candidate]) -> Blend:
    """Equal shares of the best candidates of the two parts, when both are sure and differ; else empty."""
    if not first or not second or min(first[0].confidence, second[0].confidence) < SURE:
        return ()
    if first[0].code[:7] == second[0].code[:7]:
        return ()
    return ((first[0], 0.5), (second[0], 0.5))

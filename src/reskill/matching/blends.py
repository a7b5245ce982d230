"""Titles that plainly name two occupations: `Clerk-Treasurer`, `Librarian/Janitor`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reskill.matching.reading import Reading, kinds
from reskill.matching.suggestion import Candidate

SURE = 0.6  # confidence that each of the two must have alone
OFFICES = frozenset({"treasurer", "collector", "comptroller", "controller", "assessor", "administrator", "recorder"})
Blend = tuple[tuple[Candidate, float], ...]


def named_twice(title: str, reading: Reading) -> tuple[Reading, ...]:
    """The two readings of a title of two parts, joined by / or -, that each end in what a person is; else empty.

    A clerk beside an office of a town is the town's clerk.
    """
    parts = [tuple(w for w in s if w not in kinds("stop")) for s in reading.segments]
    if len(parts) != 2 or set(title) & set("(),;:"):
        return ()
    if any(not p or p[-1] not in kinds("head") or kinds("lead") & set(p) for p in parts) or parts[0] == parts[1]:
        return ()
    if ("clerk",) in parts and OFFICES & {p[-1] for p in parts}:
        parts = [("municipal", "clerk") if p == ("clerk",) else p for p in parts]
    return tuple(replace(reading, words=p, segments=(p,)) for p in parts)


def blended(first: Sequence[Candidate], second: Sequence[Candidate]) -> Blend:
    """Equal shares of the best candidates of the two parts, when both are sure and differ; else empty."""
    if not first or not second or min(first[0].confidence, second[0].confidence) < SURE:
        return ()
    if first[0].code[:7] == second[0].code[:7]:
        return ()
    return ((first[0], 0.5), (second[0], 0.5))

"""First steps: of the next jobs that are offered, the few that a careful adviser would put first.

An offer says that a step is open; a first step is one that has titles of the city within reach, something to gain, and a
reason in the work itself or in moves that were seen. Fewer than three where fewer pass; each of the others says what puts
it later (`hurdles`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reskill.pathways.candidates import Candidate
from reskill.pathways.compared_work import raised
from reskill.pathways.hurdles.beside import LEAPS
from reskill.pathways.hurdles.hurdle import told
from reskill.pathways.hurdles.ordered import FIRST, NEXT
from reskill.pathways.hurdles.raises import STEEP
from reskill.pathways.hurdles.weighed import Weighed
from reskill.thresholds import Thresholds

STEPS = 3  # that come first, the next grade among them


@dataclass(frozen=True)
class Place:
    """The number of a first step from 1, or 0 and what puts it later in words ('' for what is not offered)."""

    step: int
    later: str


NOWHERE = Place(0, "")  # of what is not offered


def first_steps(candidates: Sequence[Candidate], next_grade: bool, limits: Thresholds) -> list[Place]:
    """The places of next jobs, in their order; `next_grade` is whether the title's next grade is the first step."""
    later = [told(Weighed(c, limits, next_grade), FIRST) for c in candidates]
    passing = sorted((i for i, why in enumerate(later) if not why), key=lambda i: _order(candidates[i]))
    near = [i for i in passing if candidates[i].gain <= STEEP]
    chosen: list[int] = []
    for i in passing:
        if near and i not in near:
            later[i] = LEAPS
        elif next_grade or chosen:
            later[i] = told(Weighed(candidates[i], limits, next_grade, [candidates[j] for j in chosen]), NEXT)
        if not later[i] and len(chosen) == STEPS - next_grade:
            later[i] = f"after the {STEPS} that come first"
        if not later[i]:
            chosen.append(i)
    step = {i: n for n, i in enumerate(chosen, 1 + next_grade)}
    return [Place(step.get(i, 0), why) for i, why in enumerate(later)]


def place_of_next_grade(ways: Sequence[Mapping[str, Any]], first: bool) -> tuple[int, int]:
    """Where the next grade of a title belongs among its pathways in the order shown, and its number as a step, 0 where it
    is not the first: it then comes after the first steps."""
    before = sum(bool(way["stays"]) or (not first and way["step"] > 0) for way in ways)
    return before, int(first)


def _order(candidate: Candidate) -> tuple[bool, bool, float]:
    """Work in one's own subject first, unless it is more exposed; then what has more than one reason; then by worth."""
    return (
        not candidate.subject or raised(candidate.facts),
        not candidate.well_founded,
        -candidate.facts.worth,
    )

"""Programs taken one after another, where one is not enough: which orders are worth a look, and how one is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from reskill.pathways.preparation import Job, serves
from reskill.programs.level import is_advanced, level_of
from reskill.programs.program import FOUNDATION, Program

_LONGEST = 3  # programs in a row
_LOOKED_AT = 6  # best programs of a move that are combined, so that 500 roles stay a matter of seconds


def to_move(best: Sequence[Program]) -> Iterator[tuple[Program, ...]]:
    """Two and then three of a move's best programs, what is lower or shorter first."""
    for size in range(2, _LONGEST + 1):
        for chosen in combinations(best[:_LOOKED_AT], size):
            if len({p.name.casefold() for p in chosen}) == size:  # the same course of two providers adds nothing
                yield tuple(sorted(chosen, key=lambda p: (is_advanced(p), level_of(p), p.hours or 0.0, p.id)))


def to_stay(
    course: Program, foundations: Sequence[Program], role: Job, duties: Sequence[str]
) -> Iterator[tuple[Program, ...]]:
    """AI foundations and then a course for a role's duties, the shortest foundations first; none for a course that is one."""
    if FOUNDATION not in course.topics and serves(course, role, duties):
        for first in sorted(foundations, key=lambda p: (p.cost is None, p.cost or 0.0, p.hours or 0.0, p.id)):
            if first.hours is not None:
                yield first, course


def label(steps: Sequence[Program]) -> str:
    """The programs' names in order."""
    return ", then ".join(p.name for p in steps)

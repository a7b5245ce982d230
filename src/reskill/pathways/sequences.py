"""Programs taken one after another, where one is not enough: which orders are worth a look, and how one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from reskill.programs.level import is_advanced, level_of
from reskill.programs.program import Program

_ALIKE = 0.5  # share of words in common
_LONGEST = 3  # programs in a row
_LOOKED_AT = 6  # best programs of a move that are combined, so that 500 roles stay a matter of seconds


def to_move(best: Sequence[Program]) -> Iterator[tuple[Program, ...]]:
    """Two and then three of a move's best programs of one provider, what is lower or shorter first."""
    for size in range(2, _LONGEST + 1):
        for chosen in combinations(best[:_LOOKED_AT], size):
            together = len({p.provider for p in chosen}) == 1
            if together and not any(_alternatives(a, b) for a, b in combinations(chosen, 2)):
                yield tuple(sorted(chosen, key=lambda p: (is_advanced(p), level_of(p), p.hours or 0.0, p.id)))


def _alternatives(a: Program, b: Program) -> bool:
    """Whether two programs stand for each other: the same course of two providers, one that the other
    names as its part, or one for each of two trades."""
    if a.name.casefold() == b.name.casefold():
        return True
    words = [set(re.findall(r"[a-z]{3,}", p.name.casefold())) for p in (a, b)]
    within = words[0] <= words[1] or words[1] <= words[0]
    alike = within or len(words[0] & words[1]) >= _ALIKE * len(words[0] | words[1])
    return alike and not (is_advanced(a) or is_advanced(b))


def label(steps: Sequence[Program]) -> str:
    """The programs' names in order, without the marks that lists set before some."""
    return ", then ".join(p.name.strip("* ") for p in steps)

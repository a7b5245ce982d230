"""Programs and classes that people of several titles share: how much of a plan one program may have, and of what sizes
its classes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable

from reskill.planning.choices import Sharing
from reskill.planning.fiscal import WEEKS_IN_QUARTER, Quarter
from reskill.planning.offers import IN_HOUSE, Training
from reskill.thresholds import Thresholds

CLASSES = 4  # in a program's share, from which the city has classes of its own

Program = int | str
"""A program's number, or the name of learning at work."""


def program_of(training: Training) -> tuple[Program, ...]:
    """The program that a training is in; nothing for one that has still to be chosen."""
    if training.program_id is None:
        return (IN_HOUSE,) if training.name == IN_HOUSE else ()
    return (training.program_id,)


def classes_of(training: Training, start: Quarter, hours_week: float) -> tuple[tuple[int, Quarter], ...]:
    """The programs that people are in class for who start a training in a quarter, each with the quarter in which it
    begins after what comes before it; nothing where everybody learns alone."""
    full = hours_week * WEEKS_IN_QUARTER
    return tuple((program, start.plus(int(hours / full))) for program, hours in training.sits)


def sharing(
    programs: Collection[Program], expected: int, held: Iterable[tuple[Training, int]], limits: Thresholds
) -> Sharing:
    """How programs and classes are shared in a plan with these programs for so many people; `held` have a place already.

    No program has a share where there are too few of them for that, or in a small plan. Where a share would not be several
    classes, people join classes that are open to others, so that one of them is enough.
    """
    small = is_small(expected, limits)
    share = 1.0 if small or len(programs) * limits.program_share < 1 else limits.program_share
    least = limits.class_smallest if expected * limits.program_share >= CLASSES * limits.cohort_size else 1
    there: Counter[Hashable] = Counter()
    added = expected
    for training, people in held:
        added -= people
        for program in program_of(training):
            there[program] += people
    return Sharing(share, least, max(limits.cohort_size, least), dict(there), added)


def one_class_each(programs: Collection[Program], expected: int, limits: Thresholds) -> bool:
    """Whether a plan is so small that a program may have one class of it, rather than a share."""
    return len(programs) * limits.program_share >= 1 and is_small(expected, limits)


def is_small(expected: int, limits: Thresholds) -> bool:
    """Whether a program's share of so many people would be less than one class."""
    return expected * limits.program_share < limits.cohort_size

"""Programs and classes that people of several titles share: how many people one program may take, and of what sizes its
classes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from reskill.planning.choices import ClassSize, Limit
from reskill.planning.fiscal import WEEKS_IN_QUARTER, Quarter
from reskill.planning.money import exact
from reskill.planning.offers import Training
from reskill.thresholds import Thresholds

CLASSES = 4  # in a program's share, from which the city has classes of its own
PROGRAM = "program"  # the kind of limits on how many people one may take

Program = int | str
"""A program's number, or the name of a practice at work."""


def program_of(training: Training) -> tuple[Program, ...]:
    """The program that a training is in; nothing for one that has still to be chosen. Learning at work is one by name."""
    if training.program_id is None:
        return (training.name,) if training.at_work else ()
    return (training.program_id,)


def classes_of(training: Training, start: Quarter, hours_week: float) -> tuple[tuple[int, Quarter], ...]:
    """The programs that people are in class for who start a training in a quarter, each with the quarter in which it
    begins after what comes before it; nothing where everybody learns alone."""
    full = hours_week * WEEKS_IN_QUARTER
    return tuple((program, start.plus(int(hours / full))) for program, hours in training.sits)


def most_in_program(could: int, limits: Thresholds) -> int | None:
    """How many people of a plan one program may take: a share of those who could have a place, or one class where that
    is more; None without a limit."""
    share = exact(limits.program_share)
    return None if share >= 1 else max(limits.cohort_size, int(share * could))


def program_limits(
    open_to_all: Collection[Program], held: Iterable[tuple[Training, int]], could: int, limits: Thresholds
) -> dict[Limit, float]:
    """How many more people each program may take beside those who are `held` in one already, locked and settled alike.

    People who could have a place count whether or not they have one: a share of those in the plan would keep a small
    plan small, since each place that it denies lowers what it allows. There is no limit where there are too few
    programs for everybody to be in one.
    """
    there: Counter[Program] = Counter()
    for training, people in held:
        there.update(dict.fromkeys(program_of(training), people))
    programs = {*open_to_all, *there}
    most = most_in_program(could, limits)
    if most is None or len(programs) * limits.program_share < 1:
        return {}
    return {(PROGRAM, program): max(0, most - there[program]) for program in programs}


def class_size(could: int, limits: Thresholds) -> ClassSize:
    """Of how many people of the city a class is; where a program's share would not be several classes, people join
    classes that are open to others, so that one of them is enough."""
    least = limits.class_smallest if could * limits.program_share >= CLASSES * limits.cohort_size else 1
    return ClassSize(least, max(limits.cohort_size, least))

"""Sufficient preparation: whether one program prepares for one move, and what remains to be done besides.

The one definition that pathways and plan share. A program is sufficient when something links it to the destination (a
person's pin, an occupation that its list names, or its CIP code), its level and audience fit, its hours are known and
of the size that the job asks, and it covers most of what the destination asks more. Words that a program and an
occupation share never suffice, and unknown hours never do: they are asked, not assumed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reskill.pathways.gaps import Gap
from reskill.programs.level import (
    NAMES,
    Level,
    is_about_leading,
    is_advanced,
    is_for_executives,
    is_for_supervisors,
    level_of,
    others_only,
)
from reskill.programs.program import Program
from reskill.thresholds import Thresholds

UNKNOWN_HOURS = "hours not known: ask the provider"
_DEGREES = {
    "associate": Level.ASSOCIATE,
    "bachelor": Level.BACHELOR,
    "post-bachelor certificate": Level.GRADUATE,
    "master": Level.GRADUATE,
    "post-master certificate": Level.GRADUATE,
    "doctorate": Level.GRADUATE,
    "professional degree": Level.GRADUATE,
    "post-doctoral training": Level.GRADUATE,
}
_HIGHEST = {1: Level.CERTIFICATE, 2: Level.APPRENTICESHIP, 3: Level.ASSOCIATE, 4: Level.BACHELOR, 5: Level.GRADUATE}
_OWN_DEGREE = ("17-1", "17-2", "19-1", "19-2", "19-3", "21-101", "21-102", "23-1", "25-2", "29-1")
"""Minor groups of professions that ask for a degree in their own field."""
_FAR_UP = 2  # job zones that a course or certificate alone does not bridge
_GRADUATES = 4  # job zone from which most people have a bachelor's degree, where their education is not published
_LED = 0.5  # importance (1-5) by which a field may fall short of what the destination needs and still cover it


@dataclass(frozen=True)
class Job:
    """What is known of a destination, or of the role that people leave. Zones are job zones 1-5, None = unknown."""

    code: str
    title: str
    zone: int | None
    education: str

    @property
    def manages(self) -> bool:
        """Whether it leads others: managers, and first-line supervisors (their minor groups end in 1)."""
        return self.code.startswith("11-") or ("33" <= self.code[:2] <= "53" and self.code[3] == "1")


@dataclass(frozen=True)
class Link:
    """What ties a program to an occupation; strength in (0, 1] orders links, 1 = a person's pin."""

    strength: float
    reason: str
    pinned: bool = False


@dataclass(frozen=True)
class Preparation:
    """Whether a program prepares for a move: reasons for and against it, the share of the gap's weight that it covers,
    and what remains to be done besides. It is sufficient when nothing is against it."""

    reasons: tuple[str, ...]
    against: tuple[str, ...]
    remains: tuple[str, ...]
    covered: float

    @property
    def sufficient(self) -> bool:
        """Whether nothing is against it."""
        return not self.against


def prepare(
    program: Program,
    role: Job,
    destination: Job,
    link: Link | None,
    gaps: Sequence[Gap],
    field: Mapping[str, float],
    limits: Thresholds,
) -> Preparation:
    """How a program prepares people of a role for a destination.

    `field` gives the importance (1-5) of each element in the occupations that the program leads to.
    """
    against = [] if link else ["only words tie it to this occupation"]
    reasons = [link.reason] if link else []
    covered, names = _covered(program, gaps, field)
    if link is None or not link.pinned:
        against += _unfit_level(program, role, destination)
        if gaps and covered < limits.gap_covered:
            against.append(f"covers {covered:.0%} of what the job asks more")
    if (who := others_only(program)) or (is_for_executives(program) and not (role.manages or destination.manages)):
        against.append(f"made for {who or 'executives'}")
    against += _unfit_hours(program, destination, bool(link and link.pinned), limits)
    if names:
        reasons.append(f"covers {', '.join(names[:3])}")
    return Preparation(tuple(reasons), tuple(against), tuple(_remains(program, role, destination)), covered)


def prepare_to_stay(program: Program, role: Job, changed: float, limits: Thresholds) -> Preparation:
    """How a program prepares people whose role stays and whose work changes; `changed` is the share of their working
    time that AI can help with or take."""
    asked = max(1.0, changed * limits.stay_hours)
    against = []
    if (who := others_only(program)) or (is_for_executives(program) and not role.manages):
        against.append(f"made for {who or 'executives'}")
    if program.hours is None or not program.hours_source:
        against.append(UNKNOWN_HOURS)
    elif program.hours < asked:
        against.append(f"{program.hours:g} of the {asked:.0f} hours that a change of {changed:.0%} of the work asks")
    remains = () if program.at_work else ("practice with the city's own tools and rules",)
    return Preparation(("AI foundations for all staff",), tuple(against), remains, 0.0)


def has_less_than(program: Program, role: Job) -> bool:
    """Whether a program gives a degree below the one that people of a role usually have."""
    usual = _DEGREES.get(role.education, Level.BACHELOR if (role.zone or 0) >= _GRADUATES else Level.BASIC)
    return Level.ASSOCIATE <= level_of(program) < usual


def _unfit_level(program: Program, role: Job, destination: Job) -> list[str]:
    level, against = level_of(program), []
    same_work = role.code[:7] == destination.code[:7]
    zone = destination.zone or 2
    if level == Level.BASIC:
        against.append("teaches basic skills, not this work")
    elif level == Level.REFRESHER and not same_work:
        against.append("a refresher, for people who do the work already")
    elif is_advanced(program) and role.code[:5] != destination.code[:5]:
        against.append("builds on an earlier part")
    elif destination.manages and not role.manages and not is_about_leading(program):
        against.append("teaches the work, not how to lead it")
    elif not destination.manages and is_for_supervisors(program):
        against.append("made for supervisors")
    elif level == Level.GRADUATE and (role.zone or 2) < 4:
        against.append("asks for a bachelor's degree first")
    elif level > _HIGHEST[zone]:
        against.append(f"{NAMES[level]} is more than the job asks")
    elif (
        destination.code.startswith(_OWN_DEGREE)
        and _DEGREES.get(destination.education, 0) >= Level.BACHELOR
        and level < Level.BACHELOR
    ):
        against.append(f"the job asks for {NAMES[_DEGREES[destination.education]]} in its own field")
    elif zone == 5 and level < Level.BACHELOR and (role.zone or 2) < 5:
        against.append("the job asks for a graduate degree")
    elif zone - (role.zone or zone) >= _FAR_UP and level < Level.ASSOCIATE:
        against.append(f"{NAMES[level]} is too little for {zone - (role.zone or zone)} job zones up")
    return against


def _unfit_hours(program: Program, destination: Job, pinned: bool, limits: Thresholds) -> list[str]:
    least = float(getattr(limits, f"least_hours_zone_{destination.zone or 2}"))
    if program.hours is None:
        return [UNKNOWN_HOURS]
    if not program.hours_source:
        return [f"{program.hours:g} hours that nobody has confirmed"]
    if program.hours < least and not pinned:
        return [f"{program.hours:g} hours are too few for beginners"]
    if program.hours > limits.hours_per_year:
        return [f"{program.hours:,.0f} hours are more than a working year"]
    return []


def _covered(_program: Program, gaps: Sequence[Gap], field: Mapping[str, float]) -> tuple[float, list[str]]:
    """The share of the gaps' weight that a program covers, and the elements, the weightiest first."""
    found = [g for g in gaps if field.get(g.element_id, 0.0) >= g.need - _LED]
    total = sum(g.weight for g in gaps)
    return (sum(g.weight for g in found) / total if total else 0.0), [g.element for g in found]


def _remains(program: Program, role: Job, destination: Job) -> list[str]:
    """What people still need: experience, degree, licence. Facts of occupations, for people to check."""
    left = []
    degree = _DEGREES.get(destination.education)
    if degree and level_of(program) < degree and (role.zone or 0) < (destination.zone or 0):
        left.append(f"{NAMES[degree]}, which most people in this job have")
    if program.licence:
        left.append(f"the licence: {program.licence}")
    if destination.manages and not role.manages:
        left.append("experience in the work that it leads")
    if program.prerequisites:
        left.append(f"before it: {program.prerequisites}")
    return left
